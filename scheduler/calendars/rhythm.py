"""The even rhythm: in which open week each session of a cohort would lie if spread evenly."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from scheduler.calendars.site import SiteCalendar
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.time import add_months, days, monday


def open_weeks(instance: Instance, cohort: Cohort, calendar: SiteCalendar) -> tuple[date, ...]:
    """Return the Mondays of the weeks in which the cohort could hold a two-day session, in order.

    A week counts if two consecutive days of it are open at the site, allowed by the
    cohort's weekdays, and within the cohort's reach: from ``start_from`` to the most
    months after ``start_to``.
    """
    allowed = set(cohort.weekdays)
    last = add_months(cohort.start_to, instance.months(cohort)[1])
    usable = {
        day for day in days(cohort.start_from, last) if day.weekday() in allowed and calendar.is_open(day)
    }
    # Weekends are shut everywhere, so no pair spans two weeks.
    return tuple(sorted({monday(day) for day in usable if day + timedelta(days=1) in usable}))


def even_weeks(
    instance: Instance, cohort: Cohort, calendar: SiteCalendar, margin_weeks: int
) -> tuple[int, ...]:
    """Return, for each session, the index into :func:`open_weeks` of its even position.

    The first session is at 0. The last is in the open week at or before the middle of
    the shortest and longest duration, counted from ``start_from``, or before that if a
    learner's deadline less the margin asks for it. The others lie evenly between,
    rounded half up, strictly increasing. With fewer open weeks than sessions, positions
    repeat: no plan exists then, and other checks say so.

    Parameters
    ----------
    margin_weeks
        Weeks wished between the last day and the cohort's tightest deadline.
    """
    sessions = instance.curriculum_of(cohort).sessions
    weeks = open_weeks(instance, cohort, calendar)
    if sessions <= 1 or not weeks:
        return (0,) * sessions
    at_or_before = bisect_right(weeks, monday(_target(instance, cohort, margin_weeks))) - 1
    last = min(max(at_or_before, sessions - 1), len(weeks) - 1)
    steps = sessions - 1
    return tuple((2 * k * last + steps) // (2 * steps) for k in range(sessions))


def week_position(open_weeks: Sequence[date], monday: date) -> int:
    """Return the index of the open week at or after `monday`; the number of weeks if there is none."""
    return bisect_left(open_weeks, monday)


def _target(instance: Instance, cohort: Cohort, margin_weeks: int) -> date:
    """Return the day on which an even plan would end."""
    middle = add_months(cohort.start_from, sum(instance.months(cohort)) // 2)
    deadlines = (instance.finish_deadline(learner) for learner in instance.learners_of[cohort.id])
    margin = timedelta(weeks=margin_weeks)
    return min([middle, *(deadline - margin for deadline in deadlines if deadline is not None)])
