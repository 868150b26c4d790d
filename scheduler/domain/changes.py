"""What differs between two sets of lessons: one change per group and half-day."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.domain.plan import Lesson
from scheduler.domain.record import Record
from scheduler.domain.time import Half, Moment


class ChangeKind(StrEnum):
    """What became of a half-day of a group: the first of these that applies."""

    MOVED = "moved"
    TRAINER = "trainer"
    ROOM = "room"
    MODULE = "module"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change(Record):
    """One half-day of a group that is not what it was.

    Attributes
    ----------
    old, new
        What it was and what it is; None where there was or is none.
    """

    kind: ChangeKind
    old: Lesson | None
    new: Lesson | None

    @property
    def lesson(self) -> Lesson:
        """What it is now; what it was, where it was dropped."""
        found = self.new or self.old
        assert found is not None
        return found


def moment(lesson: Lesson) -> Moment:
    """Return the half-day of a lesson."""
    return lesson.day, lesson.half


def changes(old: Iterable[Lesson], new: Iterable[Lesson]) -> tuple[Change, ...]:
    """Return the changes from `old` to `new`, by cohort, then date, half-day and group.

    A half-day on which a group trains before and after is one change at most. Those on which it no
    longer trains are moved to those on which it did not: first of the same module, in order of time.
    Of two plans that give a group equally many half-days, there are as many changes as half-days of
    `old` that do not stay as they are. Whether a lesson is pinned, and how cohorts call what they
    share, is no change.
    """
    rows: dict[tuple[str, int], tuple[list[Lesson], list[Lesson]]] = defaultdict(lambda: ([], []))
    for side, lessons in enumerate((old, new)):
        for lesson in lessons:
            rows[lesson.cohort, lesson.group][side].append(lesson)
    cohorts = {name: number for number, name in enumerate(dict.fromkeys(name for name, _group in rows))}
    found = [change for before, after in rows.values() for change in _of_group(before, after)]
    found.sort(key=lambda x: (cohorts[x.lesson.cohort], *in_time(x.lesson), x.lesson.group))
    return tuple(found)


def unchanged(old: Lesson, new: Lesson) -> bool:
    """Tell whether two lessons of a group on one half-day are the same to all concerned."""
    return _content(old) == _content(new)


def _of_group(old: list[Lesson], new: list[Lesson]) -> Iterator[Change]:
    kept, gone, come = _paired(sorted(old, key=in_time), sorted(new, key=in_time), moment)
    yield from (Change(kind_of(*pair), *pair) for pair in kept if not unchanged(*pair))
    moved, gone, come = _paired(gone, come, lambda lesson: lesson.module)
    # What is left differs in its module too.
    moved += zip(gone, come, strict=False)
    yield from (Change(ChangeKind.MOVED, *pair) for pair in moved)
    yield from (Change(ChangeKind.DROPPED, lesson, None) for lesson in gone[len(come) :])
    yield from (Change(ChangeKind.ADDED, None, lesson) for lesson in come[len(gone) :])


def _paired(
    old: list[Lesson], new: list[Lesson], key: Callable[[Lesson], Hashable]
) -> tuple[list[tuple[Lesson, Lesson]], list[Lesson], list[Lesson]]:
    """Return pairs of the same key, one after the other, and what is left of both."""
    waiting: dict[Hashable, deque[Lesson]] = defaultdict(deque)
    for lesson in new:
        waiting[key(lesson)].append(lesson)
    pairs, left = [], []
    for lesson in old:
        if same := waiting[key(lesson)]:
            pairs.append((lesson, same.popleft()))
        else:
            left.append(lesson)
    rest = {id(lesson) for same in waiting.values() for lesson in same}
    return pairs, left, [lesson for lesson in new if id(lesson) in rest]


def kind_of(old: Lesson, new: Lesson) -> ChangeKind:
    """Return what became of a lesson that is another now."""
    if moment(old) != moment(new):
        return ChangeKind.MOVED
    if old.trainer != new.trainer:
        return ChangeKind.TRAINER
    return ChangeKind.ROOM if old.room != new.room else ChangeKind.MODULE


def _content(lesson: Lesson) -> tuple[object, ...]:
    return lesson.module, lesson.trainer, lesson.room, lesson.hours, lesson.mode


def _module(lesson: Lesson) -> str:
    return lesson.module


def in_time(lesson: Lesson) -> tuple[date, int]:
    """Return what puts lessons in the order of time."""
    return lesson.day, tuple(Half).index(lesson.half)
