"""In which rooms learners of a cohort sit, those of lessons that another cohort finds a room for included."""

from collections.abc import Iterator, Sequence

from scheduler.domain.curriculum import Module
from scheduler.domain.time import Half
from scheduler.model.layout import Slot
from scheduler.model.variables import CohortVariables, Literal

Conditions = list[Literal]
"""Literals that are all true only if learners of the cohort are in a room."""


def certain_seats(cohort: CohortVariables, room: str) -> list[Literal]:
    """Return the literals under which learners of the cohort are in `room` for certain."""
    groups = [group for group in _own_groups(cohort) if room in cohort.hold[group]]
    return [cohort.hold[group][room][slot] for slot in cohort.slots for group in groups]


def possible_seats(cohort: CohortVariables, room: str) -> Iterator[Conditions]:
    """Yield what puts learners of the cohort in `room` if it is all true.

    Lessons of groups that others may form alone, and those for which another cohort finds the room.
    """
    for group in set(cohort.hold) - set(_own_groups(cohort)):
        for module in cohort.room_needs(group):
            yield from _seats(cohort, module, group, room, _when_in(cohort, module.id, group))
    for share in cohort.shares.values():
        for way in share.ways:
            if way.cluster is None:
                continue
            for group in way.cluster.groups_of(cohort.cohort.id):
                given = (by_group.get(group) for by_group in way.given.values())
                if any(lesson is not None and lesson.room == room for lesson in given):
                    yield way.conditions
                for other in (cohort.partners[x] for x in way.inside if x != cohort.cohort.id):
                    module = other.curriculum.by_id[way.cluster.joint.module(other.cohort.id)]
                    finds = any(
                        theirs.cluster == way.cluster and group in {*theirs.opens, *theirs.keeps}
                        for theirs in other.shares[module.id].ways
                    )
                    if finds:
                        yield from _seats(other, module, group, room, [way.conditions])


def _own_groups(cohort: CohortVariables) -> list[int]:
    """Return the groups that never meet without learners of the cohort, if it finds them a room."""
    shared = {
        group
        for share in cohort.shares.values()
        for way in share.ways
        for group in way.opens
        if way.cluster is not None and group not in way.cluster.groups_of(cohort.cohort.id)
    }
    return [group for group in cohort.hold if group not in shared]


def _when_in(cohort: CohortVariables, module: str, group: int) -> list[Conditions]:
    """Return sets of literals, one of them all true only if the cohort has learners in a group."""
    if module not in cohort.shares:
        return [[]]
    return [
        way.conditions
        for way in cohort.shares[module].ways
        if way.cluster is not None and group in way.opens and group in way.cluster.groups_of(cohort.cohort.id)
    ]


def _seats(
    finder: CohortVariables, module: Module, group: int, room: str, chosen: Sequence[Conditions]
) -> Iterator[Conditions]:
    for slot, held in finder.hold.get(group, {}).get(room, {}).items():
        if slot.half is Half.PM and finder.by_days:
            continue
        content = finder.held(module, Slot(*slot))
        if content is not None:
            yield from ([held, content, *conditions] for conditions in chosen)
