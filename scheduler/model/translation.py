"""Between lessons and literals: reading a solution, and writing a plan into the model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.cluster import Cluster
from scheduler.domain.cohort import PinKind
from scheduler.domain.curriculum import Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.model.grid import Dates, options_of
from scheduler.model.layout import HALVES, Slot, Strand
from scheduler.model.sharing import Share, SharingWay
from scheduler.model.variables import CohortVariables, Literal

Value = Callable[[Literal], bool]


def dates_in(cohort: CohortVariables, value: Value) -> Dates:
    """Return the option of each session in a solution, `value` telling which literals are true."""
    return tuple(
        next(option for option, literal in options.items() if value(literal)) for options in cohort.place
    )


def staff_in(cohort: CohortVariables, value: Value) -> dict[Strand, str]:
    """Return the trainer of each group of a module that nobody else teaches any of, in a solution.

    Groups that another cohort finds one for have none.
    """
    return {
        strand: name
        for strand, assigned in cohort.assigned.items()
        if cohort.keeps_trainer(strand)
        for name, literal in assigned.items()
        if value(literal)
    }


@dataclass(frozen=True)
class Taught:
    """A lesson of a group of a joint module, and who and where it is: what all its cohorts read."""

    cluster: Cluster
    group: int
    day: date
    half: Half
    trainer: str | None
    room: str | None


def read_lessons(cohort: CohortVariables, value: Value) -> Iterator[Lesson]:
    """Yield the lessons of one cohort in order of time, then of group.

    Values that are no solution give fewer lessons, not an error. Lessons of joint modules lack the
    trainer and the room that another cohort finds.
    """
    ways = {name: taken(share, value) for name, share in cohort.shares.items()}
    left: dict[tuple[str, int], float] = {
        (module.id, group): module.hours
        for module in cohort.curriculum.items
        for group in _attended(cohort, module, ways)
    }
    for session, slot, day, module in _filled(cohort, value):
        way = ways.get(module.id)
        for group in _attended(cohort, module, ways):
            hours = min(HALF_DAY_HOURS, left[module.id, group])
            if hours <= 0:
                continue
            left[module.id, group] -= hours
            lesson = Lesson(
                cohort=cohort.cohort.id,
                group=group,
                session=session + 1,
                day=day,
                half=slot.half,
                module=module.id,
                hours=hours,
                mode=module.mode,
                trainer=_trainer(cohort, module, group, slot, value),
                room=_room(cohort, module, group, slot, value),
                joint=way.cluster.label(group) if way is not None and way.cluster else None,
            )
            yield marked(cohort.instance, lesson) if lesson.joint is None else lesson


def read_taught(cohort: CohortVariables, value: Value) -> Iterator[Taught]:
    """Yield the lessons of joint modules for which the cohort finds trainers and rooms."""
    ways = {name: taken(share, value) for name, share in cohort.shares.items()}
    for _session, slot, day, module in _filled(cohort, value):
        way = ways.get(module.id)
        if way is None or way.cluster is None:
            continue
        for group in way.opens:
            trainer = _trainer(cohort, module, group, slot, value)
            room = _room(cohort, module, group, slot, value)
            yield Taught(way.cluster, group, day, slot.half, trainer, room)


def taken(share: Share, value: Value) -> SharingWay | None:
    """Return the way that a solution takes; None if it is no solution."""
    return next((way for way in share.ways if way.chosen is None or value(way.chosen)), None)


def _attended(
    cohort: CohortVariables, module: Module, ways: Mapping[str, SharingWay | None]
) -> tuple[int, ...]:
    """Return the groups in which the cohort has lessons of a module."""
    if module.id not in ways:
        return cohort.groups(module)
    way = ways[module.id]
    return way.cluster.groups_of(cohort.cohort.id) if way is not None and way.cluster else ()


def _filled(cohort: CohortVariables, value: Value) -> Iterator[tuple[int, Slot, date, Module]]:
    """Yield each half-day that holds a module: session, slot, date and module."""
    for session in cohort.grid.sessions:
        option = next((option for option, x in cohort.place[session].items() if value(x)), None)
        if option is None:
            return
        for index, day in enumerate(option.days):
            for half in HALVES:
                slot = Slot(session, index, half)
                taught = (x for x in cohort.curriculum.items if value(cohort.content[x.id][slot]))
                module = next(taught, None)
                if module is not None:
                    yield session, slot, day, module


def _trainer(cohort: CohortVariables, module: Module, group: int, slot: Slot, value: Value) -> str | None:
    strand = Strand(module.id, group)
    if strand in cohort.teach:
        return next((name for name, slots in cohort.teach[strand].items() if value(slots[slot])), None)
    assigned = cohort.assigned.get(strand, {})
    return next((name for name, literal in assigned.items() if value(literal)), None)


def _room(cohort: CohortVariables, module: Module, group: int, slot: Slot, value: Value) -> str | None:
    if module not in cohort.room_needs(group):
        return None
    rooms = cohort.hold.get(group, {})
    return next((room for room, slots in rooms.items() if value(slots[slot])), None)


def marked(instance: Instance, lesson: Lesson) -> Lesson:
    """Return the lesson, marked if a pin of the user holds it."""
    held = any(
        pin.kind is PinKind.FIX
        and (pin.cohort, pin.day) == (lesson.cohort, lesson.day)
        and pin.half in (None, lesson.half)
        and pin.module in (None, lesson.module)
        and pin.trainer in (None, lesson.trainer)
        and pin.room in (None, lesson.room)
        for pin in instance.pins
    )
    return replace(lesson, pinned=True) if held else lesson


Values = list[tuple[Literal, bool]]
"""Every literal of a cohort once, true exactly where a lesson makes it so."""


def write_lessons(
    cohort: CohortVariables, lessons: Sequence[Lesson], among: Sequence[Lesson] | None = None
) -> Values:
    """Return `lessons` as values of the cohort's literals.

    Lessons that the model cannot express are not all in them: reading the values back tells.

    Parameters
    ----------
    among
        All lessons of their sessions, where these are some of them.
    """
    true: set[int] = set()
    for session, option in options_of(lessons if among is None else among).items():
        if session not in cohort.grid.sessions or option not in cohort.place[session]:
            continue
        rows = [row for row in lessons if row.session - 1 == session]
        if rows:
            true.add(cohort.place[session][option].index)
        beside = [row for row in among or rows if row.session - 1 == session]
        for row in rows:
            for slot in _slots(cohort, row, Slot(session, option.days.index(row.day), row.half), beside):
                true.update(literal.index for literal in _literals(cohort, row, slot))
    once = {literal.index: literal for literal in _all(cohort)}
    return [(literal, index in true) for index, literal in once.items()]


def _slots(cohort: CohortVariables, row: Lesson, slot: Slot, rows: Sequence[Lesson]) -> Iterator[Slot]:
    """Yield the slot of a lesson, and the afternoon that an assessment leaves free by ending early."""
    yield slot
    module = cohort.curriculum.by_id.get(row.module)
    if module is None or module.teaching or row.half is Half.PM:
        return
    if not any((other.day, other.half) == (row.day, Half.PM) for other in rows):
        yield slot._replace(half=Half.PM)


def _literals(cohort: CohortVariables, row: Lesson, slot: Slot) -> Iterator[Literal]:
    """Yield the literals that a lesson makes true; those the model lacks are missing."""
    if row.module in cohort.content:
        yield cohort.content[row.module][slot]
    strand = Strand(row.module, row.group)
    if row.trainer in cohort.assigned.get(strand, {}):
        yield cohort.assigned[strand][row.trainer]
    if row.trainer in cohort.teach.get(strand, {}):
        yield cohort.teach[strand][row.trainer][slot]
    hold = cohort.hold.get(row.group, {})
    if row.room in hold:
        yield hold[row.room][slot]


def _all(cohort: CohortVariables) -> Iterable[Literal]:
    """Yield every literal that says something of a lesson."""
    for options in cohort.place:
        yield from options.values()
    for slots in cohort.content.values():
        yield from slots.values()
    for assigned in cohort.assigned.values():
        yield from assigned.values()
    for names in (*cohort.teach.values(), *cohort.hold.values()):
        for slots in names.values():
            yield from slots.values()
