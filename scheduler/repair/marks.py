"""What somebody marked as fixed in a calendar by hand, or marked no longer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.model.translation import marked
from scheduler.repair.edit import Edit, whole
from scheduler.solve.known import Lessons


@dataclass(frozen=True)
class Marks:
    """The marks that somebody set or took away.

    Attributes
    ----------
    fixed
        Lessons as they stand in the calendar, marked there and not in the plan before.
    freed
        Lessons of the plan before, marked there and no longer in the calendar.
    taken_along
        Lessons of the plan before that were edited and are marked as before: the mark goes with them.
    """

    fixed: Lessons = ()
    freed: Lessons = ()
    taken_along: Lessons = ()


def marks_of(old: Lessons, edited: Lessons, edits: Sequence[Edit]) -> Marks:
    """Return which lessons were marked or unmarked; one that was edited is still the same one."""
    came = {whole(x.new): x.old for edit in edits for x in edit.changes if x.old and x.new}
    went = {whole(x.old): x.new for edit in edits for x in edit.changes if x.old}
    before, after = {whole(x): x for x in old}, {whole(x): x for x in edited}

    def was(lesson: Lesson) -> bool:
        known = came.get(whole(lesson)) or before.get(whole(lesson))
        return known is not None and known.pinned

    def stays(lesson: Lesson) -> bool:
        known = went[whole(lesson)] if whole(lesson) in went else after.get(whole(lesson))
        # What was deleted says nothing of its mark.
        return known is None or known.pinned

    fixed = tuple(x for x in edited if x.pinned and not was(x))
    freed = tuple(x for x in old if x.pinned and not stays(x))
    along = tuple(x for x in old if x.pinned and stays(x) and went.get(whole(x)) is not None)
    return Marks(fixed, freed, along)


def without_pins(instance: Instance, marks: Marks) -> Instance:
    """Return an instance without the pins of just what is free now; pins that hold more of a day stay."""
    gone = {_pin(x) for x in (*marks.freed, *marks.taken_along)}
    return replace(instance, pins=tuple(x for x in instance.pins if x not in gone))


def with_pins(
    instance: Instance, edited: Lessons, marks: Marks, lessons: Lessons
) -> tuple[Instance, Lessons]:
    """Return the facts with what is marked in a calendar and is in the plan, and its lessons marked.

    A mark that was to go with an edit which is refused stays where it was.
    """
    there = {whole(x) for x in lessons}
    wanted = (x for x in (*edited, *marks.taken_along) if x.pinned and whole(x) in there)
    pins = [_pin(x) for x in wanted if not is_held(instance, x)]
    made = replace(instance, pins=(*instance.pins, *pins))
    return made, tuple(marked(made, replace(x, pinned=False, place=None)) for x in lessons)


def is_held(instance: Instance, lesson: Lesson) -> bool:
    """Tell whether a pin of the facts holds a lesson."""
    return marked(instance, replace(lesson, pinned=False)).pinned


def _pin(lesson: Lesson) -> Pin:
    return Pin(
        PinKind.FIX, lesson.day, lesson.cohort, lesson.half, lesson.module, lesson.trainer, lesson.room
    )
