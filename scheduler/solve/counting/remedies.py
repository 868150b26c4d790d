"""What would give a cohort dates: one thing changed at a time, each tried by counting.

Nothing that learners' dates of hire or the curriculum forbid.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

from scheduler.domain.latitude import earliest_start, latest_start, months_allowed
from scheduler.domain.time import WORKING_WEEK
from scheduler.solve.counting.reach import UsableDates
from scheduler.solve.counting.weeks import possible
from scheduler.solve.counting.words import either
from scheduler.text import _, plural
from scheduler.text.phrases import short_day

Remedy = tuple[str, UsableDates]
"""What is changed, in words, and the reach it gives."""


def remedies(reach: UsableDates) -> str:
    """Return the smallest single changes after which dates exist, as one sentence; empty if none does."""
    found = []
    for changes in REMEDIES:
        tried = list(changes(reach))
        if tried and possible(tried[-1][1]):  # the last change is the largest
            found.append(next(words for words, changed in tried if possible(changed)))
    return _("It would fit with {changes}.").format(changes=either(found)) if found else ""


def _gap(reach: UsableDates) -> Iterator[Remedy]:
    for weeks in range(reach.gap + 1, reach.gap + 9):
        words = _("a longest gap of {weeks} weeks").format(weeks=weeks)
        yield words, reach.changed(max_gap_weeks=weeks)


def _shortest(reach: UsableDates) -> Iterator[Remedy]:
    low, least = reach.months[0], months_allowed(reach.instance, reach.cohort)[0]
    for months in range(low - 1, least - 1, -1):
        words = plural(
            "a shortest duration of {months} month", "a shortest duration of {months} months", months
        ).format(months=months)
        yield words, reach.changed(min_months=months)


def longer(reach: UsableDates) -> Iterator[Remedy]:
    """Yield longest durations, the shortest of them first."""
    high, most = reach.months[1], months_allowed(reach.instance, reach.cohort)[1]
    for months in range(high + 1, most + 1):
        words = plural(
            "a longest duration of {months} month", "a longest duration of {months} months", months
        ).format(months=months)
        yield words, reach.changed(max_months=months)


def start_later(reach: UsableDates) -> Iterator[Remedy]:
    """Yield later ends of the start window."""
    for weeks in (1, 2, 4, 8):
        day = reach.cohort.start_to + timedelta(weeks=weeks)
        if day <= latest_start(reach.instance, reach.cohort):
            yield _("a start as late as {day}").format(day=short_day(day)), reach.changed(start_to=day)


def start_earlier(reach: UsableDates) -> Iterator[Remedy]:
    """Yield earlier beginnings of the start window."""
    for weeks in (1, 2, 4, 8, 13, 26):
        day = reach.cohort.start_from - timedelta(weeks=weeks)
        if day >= earliest_start(reach.instance, reach.cohort):
            yield _("a start as early as {day}").format(day=short_day(day)), reach.changed(start_from=day)


def _weekdays(reach: UsableDates) -> Iterator[Remedy]:
    if set(reach.cohort.weekdays) != set(WORKING_WEEK):
        yield _("all weekdays from Monday to Friday"), reach.changed(weekdays=WORKING_WEEK)


REMEDIES: tuple[Callable[[UsableDates], Iterator[Remedy]], ...] = (
    _gap,
    _shortest,
    longer,
    start_later,
    start_earlier,
    _weekdays,
)
