"""A fault as a check reports it, and the words faults have in common."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.check.facts import Facts
from scheduler.domain.plan import Lesson
from scheduler.text import _
from scheduler.text.phrases import HALVES, half_day, long_day, short_day


@dataclass(frozen=True)
class Fault:
    """What a check found; `cohort` and `day` put faults in order, `where` is what people read."""

    cohort: str
    day: date | None
    where: str
    message: str

    @classmethod
    def of_cohort(cls, cohort: str, message: str) -> "Fault":
        """Return a fault of a cohort's plan as a whole."""
        return cls(cohort, None, cohort, message)

    @classmethod
    def of_day(cls, lesson: Lesson, message: str) -> "Fault":
        """Return a fault of the day of `lesson`."""
        where = _("{cohort} · session {session} · {day}").format(
            cohort=lesson.cohort, session=lesson.session, day=short_day(lesson.day)
        )
        return cls(lesson.cohort, lesson.day, lesson.place or where, message)

    @classmethod
    def of_half_day(cls, lesson: Lesson, message: str) -> "Fault":
        """Return a fault of the half-day of `lesson`."""
        where = _("{cohort} · session {session} · {day} {half}").format(
            cohort=lesson.cohort,
            session=lesson.session,
            day=short_day(lesson.day),
            half=_(HALVES[lesson.half]),
        )
        return cls(lesson.cohort, lesson.day, lesson.place or where, message)

    @classmethod
    def of_lessons(cls, lessons: Sequence[Lesson], message: str) -> "Fault":
        """Return a fault of lessons of one day: of their half-day, or of the day if both are in it."""
        first = lessons[0]
        whole = len({lesson.half for lesson in lessons}) > 1
        return cls.of_day(first, message) if whole else cls.of_half_day(first, message)


def when(lessons: Sequence[Lesson]) -> str:
    """Return the half-day that lessons of one day share, or the day if both halves are in it."""
    day, halves = lessons[0].day, {lesson.half for lesson in lessons}
    return half_day(day, lessons[0].half) if len(halves) == 1 else long_day(day)


def group_name(facts: Facts, lesson: Lesson) -> str:
    """Return the cohort and module of a lesson, and its parallel group if there are several.

    A joint lesson is known by its name.
    """
    if lesson.joint is not None:
        return f"{lesson.joint} ({lesson.module})"
    cohort = facts.cohorts.get(lesson.cohort)
    module = facts.programme(cohort).module.get(lesson.module) if cohort else None
    if cohort and module and len(facts.groups(cohort, module)) > 1:
        return _("{cohort} group {group} ({module})").format(
            cohort=lesson.cohort, group=lesson.group, module=lesson.module
        )
    return f"{lesson.cohort} ({lesson.module})"
