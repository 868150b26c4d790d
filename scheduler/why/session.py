"""Why a session is on its dates: the other dates it might have while all other sessions keep theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from scheduler.check import check
from scheduler.domain.cohort import Cohort, PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.time import WORKING_WEEK, add_months, monday
from scheduler.model import PlanModel, Scope
from scheduler.model.grid import Dates, Option, options_of
from scheduler.model.variables import Literal
from scheduler.solve.known import of_cohorts
from scheduler.why.choice import Choice, Ground, by_weight

WEEK = timedelta(weeks=1)
WORKING = timedelta(days=len(WORKING_WEEK) - 1)


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
        """The dates it has, then the others in reach, in order.

        They lie between the sessions before and after it; beyond a limit of the rules, the week that
        follows is in them, to show the limit.
        """
        others = (self._choice(days) for days in self._in_reach() if days != self.days)
        return (Choice(self.ground.lessons, (), days=self.days), *others)

    def scope(self) -> Scope:
        """Return what a model leaves open: the dates that are possible, and all but dates."""
        weeks = [monday(choice.days[0]) for choice in self.choices if not choice.settled]
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
        """The first and the last day between its neighbours, and a week beyond the limits of the rules."""
        instance, cohort, number = self.ground.instance, self._record, self.session - 1
        before = self._dates[number - 1].days[-1] if number else None
        after = self._dates[number + 1].days[0] if number + 1 < len(self._dates) else None
        gap = instance.max_gap_weeks(cohort) * WEEK
        longest = add_months(self._dates[0].days[0], instance.months(cohort)[1])
        first, last = monday(cohort.start_from), monday(cohort.start_to if before is None else longest)
        if before is not None:
            last = min(last, monday(before) + gap)
        if after is not None:
            first = max(first, monday(after) - gap)
        first, last = first - WEEK, last + WEEK + WORKING
        return (
            first if before is None else max(first, before + timedelta(days=1)),
            last if after is None else min(last, after - timedelta(days=1)),
        )

    def _choice(self, days: tuple[date, ...]) -> Choice:
        instance, moved = self.ground.instance, dict(zip(self.days, days, strict=True))
        lessons = tuple(
            replace(x, day=moved[x.day]) if x.cohort == self.cohort and x.session == self.session else x
            for x in self.ground.lessons
        )
        found = check(self._alone, of_cohorts(lessons, (self.cohort,)))
        dated = tuple(sorted((x for x in found if _of_dates(x.code)), key=lambda x: x.code))
        return Choice(lessons, dated or by_weight(check(instance, lessons)), bool(dated), days=days)

    @cached_property
    def _alone(self) -> Instance:
        """The cohort by itself, with what its pins say of dates: it breaks the rules of dates, or keeps them.

        Whatever is fixed on a day asks for that day; what is forbidden of it may be on another.
        """
        instance = self.ground.instance
        alone = instance.without({x.id for x in instance.cohorts} - {self.cohort})
        bare = [replace(pin, module=None, trainer=None, room=None) for pin in alone.pins]
        pins = [
            free for pin, free in zip(alone.pins, bare, strict=True) if pin.kind is PinKind.FIX or pin == free
        ]
        return replace(alone, pins=tuple(pins))


def _of_dates(code: str) -> bool:
    """Tell whether a rule speaks of nothing but the dates of sessions."""
    return (code.startswith(("CA-", "SE-", "PI-")) and code != "SE-05") or code == "LE-01"
