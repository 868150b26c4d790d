"""SE: the shape, the spacing and the filling of sessions."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from scheduler.check.facts import week_of
from scheduler.check.fault import Fault
from scheduler.check.subject import CohortPlan, Subject, grouped, moment
from scheduler.domain.plan import Lesson
from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.text import _, plural
from scheduler.text.phrases import half_day, hours, listed, long_day, short_day, weekday


def shape(subject: Subject) -> Iterator[Fault]:
    """SE-01: two consecutive days of one ISO week, numbered from 1 in time order.

    A session is a single day only where the days of the programme are odd, and then once.
    """
    for plan in subject.started:
        yield from _misshapen(plan)
        yield from _single_days(plan)
        yield from _numbering(plan)


def one_a_week(subject: Subject) -> Iterator[Fault]:
    """SE-02: at most one session of a cohort in an ISO week."""
    for plan in subject.started:
        for week, lessons in grouped(plan.lessons, lambda x: week_of(x.day)).items():
            numbers = {lesson.session for lesson in lessons}
            if len(numbers) > 1:
                message = _("{cohort} has sessions {sessions} in one week, that of {week}.").format(
                    cohort=plan.id, sessions=listed(numbers), week=short_day(week)
                )
                later = next(x for x in lessons if x.session != lessons[0].session)
                yield Fault.of_day(later, message)


def gaps(subject: Subject) -> Iterator[Fault]:
    """SE-03: two sessions in a row lie no more weeks apart than the maximum."""
    for plan in subject.started:
        most = subject.facts.longest_gap(plan.cohort)
        firsts = [lessons[0] for lessons in plan.sessions.values()]
        for before, after in pairwise(firsts):
            weeks = (week_of(after.day) - week_of(before.day)).days // 7
            if weeks > most:
                message = _(
                    "{cohort} waits {weeks} weeks between session {before} ({from_day}) "
                    "and session {after} ({to_day}); the maximum is {most}."
                ).format(
                    cohort=plan.id,
                    weeks=weeks,
                    before=before.session,
                    from_day=short_day(before.day),
                    after=after.session,
                    to_day=short_day(after.day),
                    most=most,
                )
                yield Fault.of_day(after, message)


def weekdays(subject: Subject) -> Iterator[Fault]:
    """SE-04: training falls on weekdays the cohort allows."""
    for plan in subject.started:
        allowed = ", ".join(weekday(x) for x in sorted(plan.cohort.weekdays))
        for day, lessons in plan.days.items():
            if day.weekday() not in plan.cohort.weekdays:
                message = _("{cohort} trains on {day}; it allows only {allowed}.").format(
                    cohort=plan.id, day=long_day(day), allowed=allowed
                )
                yield Fault.of_day(lessons[0], message)


def full_days(subject: Subject) -> Iterator[Fault]:
    """SE-05: each half-day of a training day holds one module for 3.5 h.

    The last half-day of an assessment may be shorter, and the afternoon after it empty.
    """
    for plan in subject.started:
        ends = {m.id: moment(rows[-1]) for m, rows in plan.modules.items() if rows and not m.teaching}
        yield from _empty_halves(plan, {day for day, _half in ends.values()})
        for lessons in plan.half_days.values():
            yield from _crowded(plan, lessons)
            for lesson in lessons:
                may_be_short = ends.get(lesson.module) == moment(lesson)
                if lesson.hours == HALF_DAY_HOURS or (may_be_short and lesson.hours < HALF_DAY_HOURS):
                    continue
                message = _("{cohort}: module {module} lasts {hours} on {half_day}, not {full}.").format(
                    cohort=plan.id,
                    module=lesson.module,
                    hours=hours(lesson.hours),
                    half_day=half_day(*moment(lesson)),
                    full=hours(HALF_DAY_HOURS),
                )
                yield Fault.of_half_day(lesson, message)


def _misshapen(plan: CohortPlan) -> Iterator[Fault]:
    for number, lessons in plan.sessions.items():
        days = sorted({lesson.day for lesson in lessons})
        if len(days) == 1 or _is_pair(days):
            continue
        message = _("{cohort}: session {session} ({days}) is not two consecutive days of one week.").format(
            cohort=plan.id, session=number, days=", ".join(long_day(day) for day in days)
        )
        yield Fault.of_day(lessons[0], message)


def _single_days(plan: CohortPlan) -> Iterator[Fault]:
    single = [number for number, rows in plan.sessions.items() if len({x.day for x in rows}) == 1]
    days = plan.programme.days
    if len(single) == days % 2:
        return
    if not single:
        message = _("{cohort} has no session of a single day, though its programme takes {days} days.")
    else:
        message = plural(
            "{cohort} has {count} session of a single day ({sessions}), not {due}: "
            "its programme takes {days} days.",
            "{cohort} has {count} sessions of a single day ({sessions}), not {due}: "
            "its programme takes {days} days.",
            len(single),
        )
    words = {"count": len(single), "due": days % 2, "days": days}
    yield Fault.of_cohort(plan.id, message.format(cohort=plan.id, sessions=listed(single), **words))


def _numbering(plan: CohortPlan) -> Iterator[Fault]:
    for expected, (number, lessons) in enumerate(plan.sessions.items(), start=1):
        if number != expected:
            message = _("{cohort}: the session of {day} bears number {number}, not {expected}.").format(
                cohort=plan.id, day=long_day(lessons[0].day), number=number, expected=expected
            )
            yield Fault.of_day(lessons[0], message)
            return  # one number out of step puts all that follow out of step


def _empty_halves(plan: CohortPlan, may_end_early: set[date]) -> Iterator[Fault]:
    for day, lessons in plan.days.items():
        used = {lesson.half for lesson in lessons}
        for half in Half:
            if half in used or (half is Half.PM and day in may_end_early):
                continue
            message = _("{cohort} has nothing on {half_day}.")
            yield Fault.of_day(lessons[0], message.format(cohort=plan.id, half_day=half_day(day, half)))


def _crowded(plan: CohortPlan, lessons: list[Lesson]) -> Iterator[Fault]:
    first = lessons[0]
    modules = {lesson.module for lesson in lessons}
    if len(modules) > 1:
        message = _("{cohort} has several modules ({modules}) on {half_day}.")
    elif len({lesson.group for lesson in lessons}) < len(lessons):
        message = _("{cohort} has module {module} more than once on {half_day}.")
    else:
        return
    words = {"cohort": plan.id, "half_day": half_day(first.day, first.half), "module": first.module}
    yield Fault.of_half_day(first, message.format(modules=listed(modules), **words))


def _is_pair(days: list[date]) -> bool:
    return len(days) == 2 and (days[1] - days[0]).days == 1 and week_of(days[0]) == week_of(days[1])
