"""Why a session is on its dates: the other dates it might have while all other sessions keep theirs.

Whoever shares a lesson of it moves with it: a session of each of these, by as many days.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from scheduler.check import check
from scheduler.domain.cohort import PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.time import WORKING_WEEK, add_months, monday
from scheduler.model import PlanModel, Scope
from scheduler.model.grid import Dates, Option
from scheduler.model.variables import Literal
from scheduler.solve.known import dates_of, of_cohorts
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
        """The cohorts whose content, trainers and rooms may change: its own, and who moves with it."""
        return tuple(self._sessions)

    @property
    def days(self) -> tuple[date, ...]:
        """The dates it has."""
        return self._dates[self.cohort][self.session - 1].days

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
        within = {}
        for name, session in self._sessions.items():
            within[name] = [(option.week, option.week) for option in self._dates[name]]
            within[name][session - 1] = (min(weeks), max(weeks))
        return Scope([self.ground.instance.cohort[name] for name in self._sessions], within=within)

    def demands(self, plan: PlanModel, choice: Choice) -> list[tuple[Literal, bool]] | None:
        """Return what must be true in a plan with a choice; None if the model knows no such plan."""
        shift = choice.days[0] - self.days[0]
        demands: list[tuple[Literal, bool]] = []
        for cohort in plan.cohorts:
            name = cohort.cohort.id
            dates, session = list(self._dates[name]), self._sessions[name] - 1
            dates[session] = Option(tuple(day + shift for day in dates[session].days))
            pairs = list(zip(dates, cohort.place, strict=True))
            if any(option not in options for option, options in pairs):
                return None
            demands += [(options[option], True) for option, options in pairs]
        return demands

    @cached_property
    def _sessions(self) -> dict[str, int]:
        """The session of each cohort that moves: the one asked about, and who shares lessons with it."""
        shared: dict[tuple[object, ...], set[tuple[str, int]]] = defaultdict(set)
        for lesson in self.ground.lessons:
            if lesson.joint is not None:
                shared[lesson.joint, lesson.day].add((lesson.cohort, lesson.session))
        found, waiting = {self.cohort: self.session}, [(self.cohort, self.session)]
        while waiting:
            here = waiting.pop()
            for name, session in sorted(x for some in shared.values() if here in some for x in some):
                if name not in found:
                    found[name] = session
                    waiting.append((name, session))
        return found

    @cached_property
    def _dates(self) -> dict[str, Dates]:
        return dates_of(self.ground.lessons, self.cohorts)

    def _in_reach(self) -> Iterator[tuple[date, ...]]:
        """Yield runs of days of a working week, as long as the session, in reach of all who move."""
        shifts = [tuple(x - min(self._days(name)) for x in self._reach(name)) for name in self._sessions]
        begun = min(day for name in self._sessions for day in self._days(name)) < self.ground.since
        if begun and len(self._sessions) > 1:
            return
        first = self.days[0] + max(earliest for earliest, _latest in shifts)
        last = self.days[0] + min(latest for _earliest, latest in shifts)
        length, day = len(self.days), max(first, self.ground.since)
        while day + timedelta(days=length - 1) <= last:
            if day.weekday() + length <= len(WORKING_WEEK):
                yield tuple(day + timedelta(days=number) for number in range(length))
            day += timedelta(days=1)

    def _days(self, name: str) -> tuple[date, ...]:
        """Return the days of the session of a cohort that moves."""
        return self._dates[name][self._sessions[name] - 1].days

    def _reach(self, name: str) -> tuple[date, date]:
        """Return the first and the last day between neighbours, a week beyond the limits of the rules."""
        instance, dates, number = self.ground.instance, self._dates[name], self._sessions[name] - 1
        cohort = instance.cohort[name]
        before = dates[number - 1].days[-1] if number else None
        after = dates[number + 1].days[0] if number + 1 < len(dates) else None
        gap = instance.max_gap_weeks(cohort) * WEEK
        longest = add_months(dates[0].days[0], instance.months(cohort)[1])
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
        instance, shift = self.ground.instance, days[0] - self.days[0]
        lessons = tuple(
            replace(x, day=x.day + shift) if self._sessions.get(x.cohort) == x.session else x
            for x in self.ground.lessons
        )
        found = check(self._alone, of_cohorts(lessons, self.cohorts))
        dated = tuple(sorted((x for x in found if _of_dates(x.code)), key=lambda x: x.code))
        return Choice(lessons, dated or by_weight(check(instance, lessons)), bool(dated), days=days)

    @cached_property
    def _alone(self) -> Instance:
        """The cohorts that move by themselves, with what pins say of dates: they break those rules or not.

        Whatever is fixed on a day asks for that day; what is forbidden of it may be on another.
        """
        instance = self.ground.instance
        alone = instance.without({x.id for x in instance.cohorts} - set(self.cohorts))
        bare = [replace(pin, module=None, trainer=None, room=None) for pin in alone.pins]
        pins = [
            free for pin, free in zip(alone.pins, bare, strict=True) if pin.kind is PinKind.FIX or pin == free
        ]
        return replace(alone, pins=tuple(pins))


def _of_dates(code: str) -> bool:
    """Tell whether a rule speaks of nothing but the dates of sessions."""
    return (code.startswith(("CA-", "SE-", "PI-")) and code != "SE-05") or code == "LE-01"
