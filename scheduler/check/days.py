"""CA: the days on which a cohort trains, judged by its site's calendar and its window."""

from collections.abc import Callable, Iterator
from datetime import date

from scheduler.check.facts import months_after
from scheduler.check.fault import Fault
from scheduler.check.subject import CohortPlan, Subject
from scheduler.domain.centre import Policy
from scheduler.domain.time import Weekday
from scheduler.text import _
from scheduler.text.phrases import long_day, short_day


def rest_days(subject: Subject) -> Iterator[Fault]:
    """CA-01: no training on a public holiday of the site or a weekend."""
    for plan in subject.started:
        message = _("{cohort} trains on {day}, a public holiday ({label}).")
        yield from _shut(plan, plan.openings.holiday, message)
        message = _("{cohort} trains on {day}, a weekend day.")
        yield from _shut(plan, lambda day: _("weekend") if day.weekday() >= Weekday.SAT else None, message)


def closures(subject: Subject) -> Iterator[Fault]:
    """CA-02: no training on a closure of the centre or the site."""
    for plan in subject.started:
        message = _("{cohort} trains on {day}, when the centre or the site is closed ({label}).")
        yield from _shut(plan, plan.openings.closure, message)


def school_holidays(subject: Subject) -> Iterator[Fault]:
    """CA-03: no training in the school holidays of a site that closes for them."""
    for plan in subject.started:
        if plan.openings.site.school_holidays is Policy.CLOSED:
            message = _("{cohort} trains on {day}, in school holidays when the site is closed ({label}).")
            yield from _shut(plan, plan.openings.school_holiday, message)


def bridges(subject: Subject) -> Iterator[Fault]:
    """CA-06: no training on a bridge day of a site that closes for it."""
    for plan in subject.started:
        if plan.openings.site.bridges is Policy.CLOSED:
            message = _("{cohort} trains on {day}, a bridge day when the site is closed ({label}).")
            yield from _shut(plan, plan.openings.bridge, message)


def start_window(subject: Subject) -> Iterator[Fault]:
    """CA-04: the first day lies in the start window, both ends included."""
    for plan in subject.started:
        lesson = plan.lessons[0]
        cohort = subject.then(lesson.day).cohorts[plan.id]
        if not cohort.start_from <= lesson.day <= cohort.start_to:
            message = _("{cohort} starts on {day}, outside its start window, {first} to {last}.").format(
                cohort=plan.id,
                day=long_day(lesson.day),
                first=short_day(cohort.start_from),
                last=short_day(cohort.start_to),
            )
            yield Fault.of_day(lesson, message)


def duration(subject: Subject) -> Iterator[Fault]:
    """CA-05: the last day lies between the least and the most months after the first."""
    for plan in subject.started:
        first, lesson = plan.lessons[0].day, plan.lessons[-1]
        least, most = subject.facts.months(plan.cohort)
        earliest, latest = months_after(first, least), months_after(first, most)
        if earliest <= lesson.day <= latest:
            continue
        if lesson.day < earliest:
            message = _("{cohort} ends on {day}, before {limit}: less than {months} months after {first}.")
            limit, months = earliest, least
        else:
            message = _("{cohort} ends on {day}, after {limit}: more than {months} months after {first}.")
            limit, months = latest, most
        words = {"day": long_day(lesson.day), "limit": short_day(limit), "first": short_day(first)}
        yield Fault.of_day(lesson, message.format(cohort=plan.id, months=months, **words))


def _shut(plan: CohortPlan, label: Callable[[date], str | None], message: str) -> Iterator[Fault]:
    for day in plan.calendar_days:
        name = label(day)
        if name is not None:
            words = {"day": long_day(day), "label": name}
            yield Fault.of_day(plan.days[day][0], message.format(cohort=plan.id, **words))
