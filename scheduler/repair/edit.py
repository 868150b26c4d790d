"""An edit: changes that somebody made to a plan by hand as one, and how they are found."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.changes import Change, ChangeKind, in_time, kind_of, moment, unchanged
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.plan import Lesson
from scheduler.solve.known import Lessons


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
        gone = {slot(change.old) for change in self.changes if change.old is not None}
        # First, where they meet others: of two alike, it is the edited one that may stay.
        return self.new + tuple(x for x in lessons if slot(x) not in gone)

    @property
    def dropped(self) -> tuple[Lesson, ...]:
        """The lessons that were deleted."""
        return tuple(x.old for x in self.changes if x.kind is ChangeKind.DROPPED and x.old is not None)

    def forbids(self, wanted: Lessons) -> list[Pin]:
        """Return pins that keep what was deleted from coming back to its place.

        Who deletes all of a day wants it free. Days are full, so who deletes a half-day of one wants
        something else taught then.

        Parameters
        ----------
        wanted
            The plan as it was edited.
        """
        busy = {(x.cohort, x.day) for x in wanted}
        pins = [
            Pin(PinKind.FORBID, x.day, x.cohort, x.half, x.module)
            if (x.cohort, x.day) in busy
            else Pin(PinKind.FORBID, x.day, x.cohort)
            for x in self.dropped
        ]
        return list(dict.fromkeys(pins))


def edits_of(old: Lessons, new: Lessons) -> tuple[Edit, ...]:
    """Return what was edited, changes of one session or day and kind together.

    Of a session that was deleted there is one edit, of lessons that were one for each day.

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
            whole_ = change.kind is ChangeKind.MOVED or (change.kind is ChangeKind.DROPPED and not after)
            at = session if whole_ else change.lesson.day
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


def whole(lesson: Lesson) -> tuple[object, ...]:
    """Return all that a mark by hand holds of a lesson."""
    return *slot(lesson), lesson.module, lesson.trainer, lesson.room


def slot(lesson: Lesson) -> tuple[object, ...]:
    """Return the place of a lesson in a plan."""
    return lesson.cohort, lesson.group, lesson.day, lesson.half
