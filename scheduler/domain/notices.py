"""Who must be told of changes to a plan, and which papers are out of date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.changes import Change, ChangeKind
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half


class Paper(StrEnum):
    """What was handed out and says something else now."""

    SUMMONS = "summons"
    ATTENDANCE = "attendance"
    ANNEX = "annex"


@dataclass(frozen=True)
class Addressee:
    """Somebody who must be told: a cohort, an employer, a trainer, or whoever keeps a room.

    Attributes
    ----------
    lost, gained
        The half-days, as lessons, on which he or she is no longer needed or due, and those on which he or
        she newly is; for a lesson that stays and changes otherwise, in both.
    """

    kind: str
    id: str
    lost: tuple[Lesson, ...]
    gained: tuple[Lesson, ...]


@dataclass(frozen=True)
class Outdated:
    """Papers of a cohort that are out of date."""

    paper: Paper
    cohort: str


def told(instance: Instance, changes: Sequence[Change]) -> tuple[Addressee, ...]:
    """Return who must be told, cohorts first, then their employers, trainers and rooms.

    A cohort is told of new dates and half-days; of another trainer, module or room too, as its members
    would look for them. Employers are told of dates alone.
    """
    found: list[Addressee] = []
    for cohort in instance.cohorts:
        mine = [change for change in changes if change.lesson.cohort == cohort.id]
        if not mine:
            continue
        found.append(_told("cohort", cohort.id, mine))
        away = [change for change in mine if change.kind in _DATES]
        learners = instance.learners_of[cohort.id]
        employers = dict.fromkeys(learner.employer for learner in learners if learner.employer)
        found += [_told("employer", employer, away) for employer in employers if away]
    found += _of_resource("trainer", [x.id for x in instance.trainers], changes)
    found += _of_resource("room", [x.id for x in instance.rooms], changes)
    return tuple(found)


def outdated(instance: Instance, changes: Sequence[Change]) -> tuple[Outdated, ...]:
    """Return which papers of which cohorts are out of date.

    Summons say dates; attendance sheets say also module, trainer and room; the planning annexed to the
    training contract says dates and modules.
    """
    found = []
    for cohort in instance.cohorts:
        kinds = {change.kind for change in changes if change.lesson.cohort == cohort.id}
        if kinds & _DATES:
            found.append(Outdated(Paper.SUMMONS, cohort.id))
        if kinds:
            found.append(Outdated(Paper.ATTENDANCE, cohort.id))
        if kinds & {*_DATES, ChangeKind.MODULE}:
            found.append(Outdated(Paper.ANNEX, cohort.id))
    return tuple(found)


_DATES = {ChangeKind.MOVED, ChangeKind.ADDED, ChangeKind.DROPPED}


def _told(kind: str, name: str, changes: Iterable[Change]) -> Addressee:
    changes = tuple(changes)
    lost = tuple(x.old for x in changes if x.old is not None)
    gained = tuple(x.new for x in changes if x.new is not None)
    return Addressee(kind, name, lost, gained)


def _of_resource(kind: str, names: Iterable[str], changes: Sequence[Change]) -> list[Addressee]:
    """Return what a trainer or a room no longer has, and what it newly has; a joint lesson once."""
    found = []
    for name in names:
        lost = _once(x.old for x in changes if x.old is not None and getattr(x.old, kind) == name)
        gained = _once(x.new for x in changes if x.new is not None and getattr(x.new, kind) == name)
        if lost or gained:
            found.append(Addressee(kind, name, lost, gained))
    return found


def _once(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    first: dict[tuple[object, ...], Lesson] = {}
    for lesson in lessons:
        first.setdefault((lesson.day, lesson.half, lesson.joint or lesson.cohort, lesson.group), lesson)
    halves = tuple(Half)
    return tuple(sorted(first.values(), key=lambda x: (x.day, halves.index(x.half))))
