"""What somebody edited in a plan by hand: each edit kept, kept with what has to move, or refused.

All edits are tried together first. Where no plan has them all, they are taken one by one, in the order of
the calendar: each is kept if the rules allow it beside those kept before.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from scheduler.check import check
from scheduler.domain.changes import Change, changes
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Violation
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.domain.time import monday
from scheduler.repair.aim import OF_ONE_LESSON, Aim
from scheduler.repair.edit import Edit, renumbered, slot, whole
from scheduler.repair.repair import Repair
from scheduler.solve.known import Lessons

if TYPE_CHECKING:
    from scheduler.explain import Way

POLISH_SECONDS = 1.5
"""Most time for each: whom to tell, and what it costs, where something has to move for an edit."""


class EditVerdict(StrEnum):
    """What becomes of an edit."""

    KEPT = "kept"
    KEPT_WITH = "kept_with_moves"
    REFUSED = "refused"


@dataclass(frozen=True)
class Rearranged:
    """What is possible instead of an edit if others may change.

    Attributes
    ----------
    also
        What changes besides.
    proved
        True if it is proved that nothing less can.
    day, name
        The first day of the session, or the trainer or the room.
    """

    also: tuple[Change, ...]
    proved: bool
    day: date | None = None
    name: str = ""


@dataclass(frozen=True)
class Near:
    """What is possible instead of an edit that is refused.

    Attributes
    ----------
    days, names
        The nearest first days of the session, or the trainers or rooms, with which nothing else changes.
    rearranged
        What is nearer than that, or as near as anything if that is empty.
    ways
        What could be conceded, each with a plan in which the edit stands as it was made.
    """

    days: tuple[date, ...] = ()
    names: tuple[str, ...] = ()
    rearranged: Rearranged | None = None
    ways: tuple["Way", ...] = ()


@dataclass(frozen=True)
class EditAnswer:
    """What becomes of an edit, and why.

    Attributes
    ----------
    broken
        The rules that it breaks as it is.
    also
        What changed elsewhere because of it.
    near
        What is possible instead, where it was looked for.
    """

    edit: Edit
    verdict: EditVerdict
    broken: tuple[Violation, ...] = ()
    also: tuple[Change, ...] = ()
    near: Near | None = None


@dataclass(frozen=True)
class Answered:
    """The plan after all edits, and an answer to each.

    Attributes
    ----------
    fewest
        True if it is proved that nothing less can change elsewhere, edit by edit or all together.
    """

    lessons: Lessons
    answers: tuple[EditAnswer, ...]
    fewest: bool


def answered(
    instance: Instance,
    settings: Settings,
    old: Lessons,
    edits: Sequence[Edit],
    since: date,
    limits: Limits,
    ending: Callable[[], bool] = lambda: False,
    fixed: Lessons = (),
) -> Answered:
    """Return the plan with the edits that can be kept, and what became of each.

    Parameters
    ----------
    old
        The plan before it was edited, which keeps the rules.
    since
        The first day that may change: edits of days before are refused.
    fixed
        Lessons marked by hand, which stay where they are whatever else was edited.
    """
    over = [edit for edit in edits if min(edit.days) < since]
    told = {id(edit): EditAnswer(edit, EditVerdict.REFUSED) for edit in over}
    open_ = [edit for edit in edits if id(edit) not in told]
    lessons, fewest = old, True
    for some in [open_] if len(open_) < 2 else [open_, *([edit] for edit in open_)]:
        if not some or ending():
            continue
        kept = [x for x in open_ if id(x) in told]
        found = _with(instance, settings, lessons, some, since, limits, kept, fixed)
        if found is None:
            if len(some) == 1:
                wanted = renumbered(some[0].applied(lessons))
                told[id(some[0])] = EditAnswer(
                    some[0], EditVerdict.REFUSED, _concerning(instance, wanted, some[0])
                )
            continue
        wanted, also, after, proved = found
        fewest = fewest and proved
        for edit in some:
            broken = _concerning(instance, wanted, edit)
            moved = bool(also) and (bool(broken) or len(some) == 1)
            verdict = EditVerdict.KEPT_WITH if moved else EditVerdict.KEPT
            told[id(edit)] = EditAnswer(edit, verdict, broken if moved else (), also if moved else ())
        lessons = after
        if len(some) == len(open_):
            break
    return Answered(lessons, tuple(told[id(edit)] for edit in edits if id(edit) in told), fewest)


def _with(
    instance: Instance,
    settings: Settings,
    lessons: Lessons,
    edits: Sequence[Edit],
    since: date,
    limits: Limits,
    kept: Iterable[Edit],
    fixed: Lessons,
) -> tuple[Lessons, tuple[Change, ...], Lessons, bool] | None:
    """Return the plan as edited, what changes besides, the plan then, and whether nothing less can."""
    wanted, aim = aim_of(instance, settings, lessons, edits, since, kept, fixed)
    broken = check(instance, wanted)
    if not broken:
        return wanted, (), wanted, True
    if any(x.code in OF_ONE_LESSON for x in broken):
        return None
    repaired = Repair(aim, limits, polish=POLISH_SECONDS).run()
    if not repaired.lessons or check(instance, repaired.lessons):
        return None
    also = changes(aim.lessons, repaired.lessons)
    return wanted, also, repaired.lessons, repaired.changed <= repaired.fewest


def aim_of(
    instance: Instance,
    settings: Settings,
    lessons: Lessons,
    edits: Sequence[Edit],
    since: date,
    kept: Iterable[Edit],
    fixed: Lessons = (),
) -> tuple[Lessons, Aim]:
    """Return the plan as edited, and what is to be repaired: it, what was edited or fixed staying.

    Deleted lessons that are still due are among what is to be repaired: their places are forbidden, so
    each changes, and counting that mostly proves at once that nothing less can.
    """
    edited_ = lessons
    for edit in edits:
        edited_ = edit.applied(edited_)
    wanted = renumbered(edited_)
    due = renumbered((*edited_, *_still_due(lessons, edited_, edits)))
    every = (*edits, *kept)
    asked = {(slot(x), x.module) for edit in every for x in edit.new}
    first = {(slot(x), x.module): x for x in reversed(due)}
    stay = {whole(x) for x in fixed}
    held = tuple(x for key, x in first.items() if key in asked or whole(x) in stay)
    forbidden = [pin for edit in every for pin in edit.forbids(wanted)]
    bound = replace(instance, pins=(*instance.pins, *forbidden))
    return wanted, Aim(bound, settings, due, since, held)


def _still_due(old: Lessons, edited: Lessons, edits: Sequence[Edit]) -> Iterator[Lesson]:
    """Yield the deleted lessons whose hours are missing, and on whose half-days nothing else was put."""
    taken = {slot(x) for x in edited}
    numbers = {(x.cohort, monday(x.day)): x.session for x in edited}
    missing = Counter(map(_followed, old))
    missing.subtract(map(_followed, edited))
    for lesson in (x for edit in edits for x in edit.dropped):
        if missing[_followed(lesson)] > 0 and slot(lesson) not in taken:
            missing[_followed(lesson)] -= 1
            week = monday(lesson.day)
            # A session that is gone has a number that no other has; they are numbered anew in any case.
            yield replace(lesson, session=numbers.get((lesson.cohort, week), -week.toordinal()))


def _concerning(instance: Instance, lessons: Lessons, edit: Edit) -> tuple[Violation, ...]:
    """Return the rules that lessons break on the days of an edit, or in its cohort; the plainest first."""
    found = [
        x
        for x in check(instance, lessons)
        if x.day in edit.days or (x.day is None and x.cohort == edit.cohort)
    ]
    plainest = OF_ONE_LESSON | {"PI-01"}
    return tuple(sorted(found, key=lambda x: x.code not in plainest))


def _followed(lesson: Lesson) -> tuple[object, ...]:
    return lesson.cohort, lesson.group, lesson.module
