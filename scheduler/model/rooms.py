"""RO: where each group sits. Kind, capacity and site hold by construction: other literals do not exist.

RO-05 (remote days) is told with the content.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.domain.time import Half, days
from scheduler.model.layout import HALVES, Strand
from scheduler.model.occupancy import Occupancy, landing_days, one_at_a_time
from scheduler.model.variables import CohortVariables


def add(model: cp_model.CpModel, cohorts: Sequence[CohortVariables]) -> None:
    """Add the rules on rooms, inside each cohort and between the cohorts of a site."""
    for cohort in cohorts:
        suited(cohort)
        _open(cohort)
    occupancy = Occupancy(model, CohortVariables.held_in, CohortVariables.slots_in)
    if not cohorts:
        return
    for room in cohorts[0].instance.rooms:
        concerned = [cohort for cohort in cohorts if any(room.id in rooms for rooms in cohort.hold.values())]
        one_at_a_time(occupancy, concerned, room.id)


def suited(cohort: CohortVariables) -> None:
    """Add the rules on rooms that know no date."""
    for group in cohort.hold:
        _seated(cohort, group)
        _same_room_all_day(cohort, group)
    _one_group_at_a_time(cohort)


def _seated(cohort: CohortVariables, group: int) -> None:
    """RO-02, RO-03: a room exactly when the group meets in person, and one that suits the module."""
    needs = cohort.room_needs(group)
    suits = {
        room.id: {module.id for module in cohort.room_modules(group, room)}
        for room in cohort.rooms
        if room.id in cohort.hold[group]
    }
    for slot in cohort.slots:
        held = {room: literals[slot] for room, literals in cohort.hold[group].items()}
        meeting = {module.id: cohort.meets(Strand(module.id, group), slot) for module in needs}
        cohort.model.add(sum(held.values()) == sum(meeting.values()))
        for room, literal in held.items():
            cohort.model.add(literal <= sum(x for name, x in meeting.items() if name in suits[room]))
        for name, literal in meeting.items():
            cohort.model.add(literal <= sum(x for room, x in held.items() if name in suits[room]))
    _large_enough(cohort, group)


def _large_enough(cohort: CohortVariables, group: int) -> None:
    """RO-02, RO-03: a room that is fit for some ways to follow a joint module is used in those alone."""
    for module in cohort.room_needs(group):
        openings = cohort.openings[module.id][group]
        for room in cohort.rooms:
            if module not in cohort.room_modules(group, room):
                continue
            for opening in openings:
                if opening.way is None or opening.way.chosen is None or cohort.seats(opening, module, room):
                    continue
                for slot in cohort.slots:
                    held, content = cohort.hold[group][room.id][slot], cohort.content[module.id][slot]
                    chosen = opening.way.chosen
                    cohort.model.add_bool_or([held.negated(), content.negated(), chosen.negated()])


def _same_room_all_day(cohort: CohortVariables, group: int) -> None:
    """CU-06: a module taught by whole days keeps its room from morning to afternoon."""
    if cohort.by_days:
        return
    whole = [module for module in cohort.room_needs(group) if module.whole_days]
    for morning in (slot for slot in cohort.slots if slot.half is Half.AM):
        afternoon = morning._replace(half=Half.PM)
        all_day = sum(cohort.meets(Strand(module.id, group), morning) for module in whole)
        for literals in cohort.hold[group].values():
            cohort.model.add(literals[morning] - literals[afternoon] <= 1 - all_day)
            cohort.model.add(literals[afternoon] - literals[morning] <= 1 - all_day)


def _one_group_at_a_time(cohort: CohortVariables) -> None:
    """RO-01 between the parallel groups of the cohort."""
    for room in cohort.rooms:
        for slot in cohort.slots:
            held = cohort.held_in(room.id, slot)
            if len(held) > 1:
                cohort.model.add_at_most_one(held)


def _open(cohort: CohortVariables) -> None:
    """RO-04, and RO-01 towards cohorts outside the model: a room is not used where it is shut or taken."""
    for room in cohort.rooms:
        closed = {
            day
            for closure in cohort.instance.closures
            if closure.room == room.id
            for day in days(closure.first, closure.last)
        }
        for half in cohort.halves:
            needed = HALVES if cohort.by_days else (half,)
            slots = [slot for slot in cohort.slots_in(room.id) if slot.half is half]
            shut = closed | {
                day
                for day in landing_days(cohort, slots)
                if not all(cohort.around.leaves_room(room.id, day, x) for x in needed)
            }
            for slot in slots if shut else ():
                if landing := cohort.placed(slot.session, slot.day, shut):
                    cohort.model.add_at_most_one([*cohort.held_in(room.id, slot), *landing])
