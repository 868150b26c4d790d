"""Why a session is on its dates: the other dates it might have while all other sessions keep theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from scheduler.check import check
from scheduler.domain.cohort import Cohort
from scheduler.domain.time import WORKING_WEEK, add_months, monday
from scheduler.model import PlanModel, Scope
from scheduler.model.grid import Dates, Option, options_of
from scheduler.model.variables import Literal
from scheduler.solve.known import of_cohorts
from scheduler.why.choice import Choice, Ground

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class SessionQuestion:
    """The question why a session of a cohort is where it is.

    Attributes
    ----------
    session
        Its number, from 1.
    """

    ground: Ground
    cohort: str
    session: int

    @property
    def cohorts(self) -> tuple[str, ...]:
        """The cohorts whose content, trainers and rooms may change with it: its own."""
        return (self.cohort,)

    @property
    def days(self) -> tuple[date, ...]:
        """The dates it has."""
        return self._dates[self.session - 1].days

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The other dates in reach, in order.

        They lie between the sessions before and after it; beyond a limit of the rules, the week that
        follows is in them, to show the limit.
        """
        return tuple(self._choice(days) for days in self._in_reach() if days != self.days)

    def scope(self) -> Scope:
        """Return what a model leaves open: the dates that are possible, and all but dates."""
        open_days = [choice.days for choice in self.choices if not choice.settled]
        weeks = {monday(days[0]) for days in (self.days, *open_days)}
        within = [(option.week, option.week) for option in self._dates]
        within[self.session - 1] = (min(weeks), max(weeks))
        return Scope([self._record], within={self.cohort: within})

    def demands(self, plan: PlanModel, choice: Choice) -> list[tuple[Literal, bool]] | None:
        """Return what must be true in a plan with a choice; None if the model knows no such plan."""
        dates = list(self._dates)
        dates[self.session - 1] = Option(choice.days)
        (cohort,) = plan.cohorts
        if any(option not in options for option, options in zip(dates, cohort.place, strict=True)):
            return None
        return [(options[option], True) for option, options in zip(dates, cohort.place, strict=True)]

    @property
    def _record(self) -> Cohort:
        return self.ground.instance.cohort[self.cohort]

    @cached_property
    def _dates(self) -> Dates:
        return tuple(options_of(of_cohorts(self.ground.lessons, (self.cohort,))).values())

    def _in_reach(self) -> Iterator[tuple[date, ...]]:
        """Yield runs of days of a working week, as long as the session, in reach of it."""
        first, last = self._reach
        length, day = len(self.days), max(first, self.ground.since)
        while day + timedelta(days=length - 1) <= last:
            if day.weekday() + length <= len(WORKING_WEEK):
                yield tuple(day + timedelta(days=number) for number in range(length))
            day += timedelta(days=1)

    @property
    def _reach(self) -> tuple[date, date]:
        """The first and the last day between its neighbours and the limits of the rules."""
        instance, cohort, number = self.ground.instance, self._record, self.session - 1
        before = self._dates[number - 1].days[-1] if number else None
        after = self._dates[number + 1].days[0] if number + 1 < len(self._dates) else None
        gap = (instance.max_gap_weeks(cohort) + 1) * WEEK
        earliest = monday(cohort.start_from) - WEEK
        longest = add_months(self._dates[0].days[0], instance.months(cohort)[1])
        latest = cohort.start_to if before is None else longest
        if before is not None:
            earliest, latest = before + timedelta(days=1), min(latest, monday(before) + gap)
        if after is not None:
            earliest = max(earliest, monday(after) - gap)
            return earliest, after - timedelta(days=1)
        return earliest, monday(latest) + WEEK + timedelta(days=len(WORKING_WEEK) - 1)

    def _choice(self, days: tuple[date, ...]) -> Choice:
        instance, moved = self.ground.instance, dict(zip(self.days, days, strict=True))
        lessons = tuple(
            replace(x, day=moved[x.day]) if x.cohort == self.cohort and x.session == self.session else x
            for x in self.ground.lessons
        )
        # By itself, a cohort breaks the rules of dates or keeps them whatever the others do.
        alone = instance.without({x.id for x in instance.cohorts} - {self.cohort})
        dated = tuple(x for x in check(alone, of_cohorts(lessons, (self.cohort,))) if _of_dates(x.code))
        return Choice(lessons, dated or check(instance, lessons), bool(dated), days=days)


def _of_dates(code: str) -> bool:
    """Tell whether a rule speaks of nothing but the dates of sessions."""
    return (code.startswith(("CA-", "SE-")) and code != "SE-05") or code == "LE-01"
