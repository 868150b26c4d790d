"""What somebody edited in a plan by hand: each edit kept, kept with what has to move, or refused.

All edits are tried together first. Where no plan has them all, they are taken one by one, in the order of
the calendar: each is kept if the rules allow it beside those kept before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from scheduler.check import check
from scheduler.domain.changes import Change, ChangeKind, changes, in_time, kind_of, moment, unchanged
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Violation
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.repair.aim import OF_ONE_LESSON, Aim
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
class Edit:
    """Changes that somebody made as one: a session moved, a day with another trainer, a lesson deleted."""

    changes: tuple[Change, ...]

    @property
    def kind(self) -> ChangeKind:
        """The kind of its first change."""
        return self.changes[0].kind

    @property
    def cohort(self) -> str:
        """Whose lessons it changes."""
        return self.changes[0].lesson.cohort

    @property
    def days(self) -> frozenset[date]:
        """The days that it touches, before and after."""
        return frozenset(x.day for change in self.changes for x in (change.old, change.new) if x is not None)

    @property
    def new(self) -> tuple[Lesson, ...]:
        """The lessons as they were edited."""
        return tuple(change.new for change in self.changes if change.new is not None)

    def applied(self, lessons: Lessons) -> Lessons:
        """Return `lessons` with the edit made to them."""
        gone = {_slot(change.old) for change in self.changes if change.old is not None}
        # First, where they meet others: of two alike, it is the edited one that may stay.
        return self.new + tuple(x for x in lessons if _slot(x) not in gone)

    def forbids(self) -> list[Pin]:
        """Return pins that keep what was deleted from coming back to its place."""
        dropped = (x.old for x in self.changes if x.kind is ChangeKind.DROPPED and x.old is not None)
        return [Pin(PinKind.FORBID, x.day, x.cohort, x.half, x.module) for x in dropped]


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


def edits_of(old: Lessons, new: Lessons) -> tuple[Edit, ...]:
    """Return what was edited, changes of one session or day and kind together.

    A row is known by its cohort, group and session, and by its place in the session: who moves a session
    onto the dates of another has moved that one, whatever else is there.
    """
    rows: dict[tuple[str, int, int], tuple[list[Lesson], list[Lesson]]] = defaultdict(lambda: ([], []))
    for side, lessons in enumerate((old, new)):
        for lesson in sorted(lessons, key=in_time):
            rows[lesson.cohort, lesson.group, lesson.session][side].append(lesson)
    grouped: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for (cohort, _group, session), (before, after) in rows.items():
        for change in _edited(before, after):
            at = session if change.kind is ChangeKind.MOVED else change.lesson.day
            grouped[cohort, change.kind, at].append(change)
    return tuple(Edit(tuple(found)) for found in grouped.values())


def _edited(before: list[Lesson], after: list[Lesson]) -> Iterator[Change]:
    """Yield the changes of one session: rows that are alike are the same, the others follow in time."""
    same = {id(x): y for x in before for y in after if unchanged(x, y) and moment(x) == moment(y)}
    kept = {id(y) for y in same.values()}
    gone, come = [x for x in before if id(x) not in same], [y for y in after if id(y) not in kept]
    there = {moment(y): y for y in come}
    if len(gone) != len(come):
        pairs = [(x, there[moment(x)]) for x in gone if moment(x) in there]
    else:
        pairs = list(zip(gone, come, strict=True))
    for pair in pairs:
        yield Change(kind_of(*pair), *pair)
    paired = {id(x) for pair in pairs for x in pair}
    yield from (Change(ChangeKind.DROPPED, x, None) for x in gone if id(x) not in paired)
    yield from (Change(ChangeKind.ADDED, None, y) for y in come if id(y) not in paired)


def renumbered(lessons: Lessons) -> Lessons:
    """Return lessons whose sessions are numbered in the order of their first days, cohort by cohort."""
    first: dict[tuple[str, int], date] = {}
    for lesson in lessons:
        key = (lesson.cohort, lesson.session)
        first[key] = min(lesson.day, first.get(key, lesson.day))
    numbers: dict[tuple[str, int], int] = {}
    for name in {name for name, _session in first}:
        mine = sorted((key for key in first if key[0] == name), key=lambda key: (first[key], key[1]))
        numbers |= {key: number for number, key in enumerate(mine, start=1)}
    return tuple(replace(x, session=numbers[x.cohort, x.session]) for x in lessons)


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
        wanted, after, proved = found
        also = changes(wanted, after)
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
) -> tuple[Lessons, Lessons, bool] | None:
    """Return the plan as edited, the nearest that keeps rules and edits, and whether that is proved."""
    wanted, aim = aim_of(instance, settings, lessons, edits, since, kept, fixed)
    broken = check(instance, wanted)
    if not broken:
        return wanted, wanted, True
    if any(x.code in OF_ONE_LESSON for x in broken):
        return None
    repaired = Repair(aim, limits, polish=POLISH_SECONDS).run()
    if not repaired.lessons or check(instance, repaired.lessons):
        return None
    return wanted, repaired.lessons, repaired.changed <= repaired.fewest


def aim_of(
    instance: Instance,
    settings: Settings,
    lessons: Lessons,
    edits: Sequence[Edit],
    since: date,
    kept: Iterable[Edit],
    fixed: Lessons = (),
) -> tuple[Lessons, Aim]:
    """Return the plan as edited, and what is to be repaired: it, what was edited or fixed staying."""
    wanted = lessons
    for edit in edits:
        wanted = edit.applied(wanted)
    wanted = renumbered(wanted)
    every = (*edits, *kept)
    edited = {(_slot(x), x.module) for edit in every for x in edit.new}
    first = {(_slot(x), x.module): x for x in reversed(wanted)}
    stay = {whole(x) for x in fixed}
    held = tuple(x for key, x in first.items() if key in edited or whole(x) in stay)
    forbidden = [pin for edit in every for pin in edit.forbids()]
    bound = replace(instance, pins=(*instance.pins, *forbidden))
    return wanted, Aim(bound, settings, wanted, since, held)


def _concerning(instance: Instance, lessons: Lessons, edit: Edit) -> tuple[Violation, ...]:
    """Return the rules that lessons break on the days of an edit, or in its cohort; the plainest first."""
    found = [
        x
        for x in check(instance, lessons)
        if x.day in edit.days or (x.day is None and x.cohort == edit.cohort)
    ]
    return tuple(sorted(found, key=lambda x: x.code not in OF_ONE_LESSON))


def whole(lesson: Lesson) -> tuple[object, ...]:
    """Return all that a mark by hand holds of a lesson."""
    return *_slot(lesson), lesson.module, lesson.trainer, lesson.room


def _slot(lesson: Lesson) -> tuple[object, ...]:
    return lesson.cohort, lesson.group, lesson.day, lesson.half
