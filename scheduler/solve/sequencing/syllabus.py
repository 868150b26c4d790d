"""What a cohort has to lay out, and what each session may hold in which week, as arrays.

A relaxation of the rules of one cohort: rooms are counted, not told apart by session, pins are left out, and
so is CA-05, that the first and the last day depend on one another. Everything else that a cohort taught by
whole days has to keep, when it is alone, is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from math import prod

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.curriculum import Module
from scheduler.domain.settings import Settings
from scheduler.model.cost import OF_PLACINGS, usual_pairs
from scheduler.model.grid import Option
from scheduler.model.layout import CohortLayout
from scheduler.model.positions import positions_of
from scheduler.solve.sequencing.presence import Allowed, Presence, Truths

Numbers = NDArray[np.int64]

SCALE = 64
"""Parts of a unit of cost that prices are counted in: whole numbers, so that no bound hangs on rounding."""

NEVER = 1 << 54
"""More than anything costs, in those parts; a hundred of it still fit in a number."""


@dataclass(frozen=True)
class Session:
    """What one session may hold, and what that costs in dates.

    Attributes
    ----------
    first
        Number of the first week that it may take, among all weeks of the cohort.
    pairs
        ``pairs[week - first, a, b]``: its two days hold modules `a` and `b`; :data:`NEVER` if they cannot.
    singles
        ``singles[week - first, a]``: it is a single day and holds `a`.
    """

    first: int
    pairs: Numbers
    singles: Numbers

    @property
    def weeks(self) -> range:
        """The weeks that it may take."""
        return range(self.first, self.first + len(self.pairs))


@dataclass(frozen=True)
class Teaching:
    """When modules can be taught with some trainers.

    Attributes
    ----------
    there
        ``there[day, module]``: on that day of all days of the cohort.
    together
        ``together[week, a, b]``: one on the first, the other on the second day of a session of that week.
    """

    there: Truths
    together: Truths


@dataclass(frozen=True)
class _Dates:
    """Dates of a session, in order: number of the week, of each day, and price."""

    weeks: Numbers
    days: Numbers
    prices: Numbers


@dataclass
class Syllabus:
    """What a cohort has to lay out, whoever teaches it.

    Attributes
    ----------
    cohort
        Its layout, dates within a window.
    presence
        Who and which rooms are there when.
    """

    cohort: CohortLayout
    settings: Settings
    presence: Presence
    _known_dates: dict[tuple[int, tuple[int, int], bool], "_Dates"] = field(default_factory=dict)

    @property
    def modules(self) -> tuple[Module, ...]:
        """Its modules, the assessment among them."""
        return self.cohort.modules

    @cached_property
    def days(self) -> Numbers:
        """Days of each module."""
        return np.array([x.days for x in self.modules])

    @cached_property
    def after(self) -> Truths:
        """``after[a, b]``: all of module `b` comes before `a` begins (CU-02, CU-04)."""
        return np.array(
            [[y.id in x.after or (x.last and not y.last) for y in self.modules] for x in self.modules]
        )

    @cached_property
    def continuity(self) -> Numbers:
        """What each session of a module, and each interruption, costs; 0 where it cannot be scattered."""
        weight = self.settings.weights["continuity"] * SCALE
        return np.array([0 if x.one_session or x.half_days <= 2 else weight for x in self.modules])

    @cached_property
    def fewest(self) -> int:
        """What of it the fewest sessions cost, which `continuity` of a plan does not count."""
        sessions = np.array([-(-x.half_days // 4) for x in self.modules])
        return int(self.continuity @ sessions)

    @property
    def countable(self) -> bool:
        """True if how far modules are, and which go on, is a number that fits."""
        return prod(int(x) + 1 for x in self.days) * 2 * (len(self.days) + 1) ** 2 < 1 << 62

    @cached_property
    def rooms(self) -> int:
        """What the rooms that it needs beyond the first cost, at least (RO-01 to RO-03)."""
        return (self.presence.fewest_rooms - 1) * SCALE * self.settings.weights["room_stability"]

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """All weeks that some session may take."""
        return tuple(sorted({option.week for options in self.cohort.grid.options for option in options}))

    @cached_property
    def usual(self) -> list[tuple[int, int]]:
        """The pairs of weekdays of which one is the usual one; where that costs nothing, one will do."""
        pairs = usual_pairs(self.cohort)
        return pairs if self.settings.weights["weekday_stability"] else pairs[:1]

    @cached_property
    def next_weeks(self) -> tuple[range, ...]:
        """For each week, those in which the next session may be (SE-02, SE-03)."""
        longest = timedelta(weeks=self.cohort.instance.max_gap_weeks(self.cohort.cohort))
        return tuple(
            range(number + 1, sum(later <= week + longest for later in self.weeks))
            for number, week in enumerate(self.weeks)
        )

    @cached_property
    def can(self) -> tuple[Truths, Truths]:
        """``can[day][session, module]``: what surrounds the module leaves it that day of the session."""
        positions, singles = positions_of(self.cohort.curriculum), self.cohort.grid.singles
        spans = [positions[x.id] for x in self.modules]
        first, second = (
            np.array(
                [
                    [x.first <= 2 * session + day <= x.last + singles for x in spans]
                    for session in self.cohort.grid.sessions
                ]
            )
            for day in (0, 1)
        )
        return first, second

    def teaching(self, allowed: Allowed) -> Teaching:
        """Return when modules can be taught with some trainers.

        Parameters
        ----------
        allowed
            Trainers of some groups; where none is named, anybody able will do, day by day.
        """
        return Teaching(self.presence.there(allowed), self._by_those_who_come_once(allowed))

    def sessions(self, teaching: Teaching, usual: tuple[int, int]) -> list[Session] | None:
        """Return what each session may hold if modules can be taught then; None if one can hold nothing.

        Parameters
        ----------
        usual
            The usual pair of weekdays.
        """
        found = []
        for session in self.cohort.grid.sessions:
            made = self._session(session, usual, teaching)
            if made is None:
                return None
            found.append(made)
        return found

    def _session(self, session: int, usual: tuple[int, int], teaching: Teaching) -> Session | None:
        dates, there = self._dates(session, usual), teaching.there
        can = [there[x] & self.can[day][session] for day, x in enumerate(dates.days)]
        both = can[0][:, :, None] & can[1][:, None, :] & teaching.together[dates.weeks]
        pairs = _by_week(np.where(both, dates.prices[:, None, None], NEVER), dates.weeks, len(self.weeks))
        one = self._dates(session, usual, single=True)
        alone = there[one.days[0]] & self.can[0][session] & ~self._whole_sessions
        singles = _by_week(np.where(alone, one.prices[:, None], NEVER), one.weeks, len(self.weeks))
        possible = np.nonzero((pairs < NEVER).any((1, 2)) | (singles < NEVER).any(1))[0]
        if not len(possible):
            return None
        first, last = int(possible[0]), int(possible[-1])
        return Session(first, pairs[first : last + 1], singles[first : last + 1])

    def days_of(
        self, session: int, usual: tuple[int, int], allowed: Allowed, week: int, modules: Sequence[int]
    ) -> tuple[date, ...]:
        """Return the cheapest days of a week on which a session holds some modules, one after the other."""
        there, dates = self.presence.there(allowed), self._dates(session, usual, single=len(modules) == 1)
        fits = dates.weeks == week
        for days, module in zip(dates.days, modules, strict=True):
            fits &= there[days, module]
        which = int(np.where(fits, dates.prices, NEVER).argmin())
        return tuple(self.presence.days[int(x[which])] for x in dates.days)

    @cached_property
    def _whole_sessions(self) -> Truths:
        return np.array([x.fills_session for x in self.modules])

    def _dates(self, session: int, usual: tuple[int, int], *, single: bool = False) -> "_Dates":
        """Return the dates that a session may take, of two days or of one, by week."""
        known = self._known_dates.get((session, usual, single))
        if known is None:
            options = [
                x
                for x in self.cohort.grid.options[session]
                if len(x.days) == (1 if single else 2) and self._in_time(session, x)
            ]
            days = {day: number for number, day in enumerate(self.presence.days)}
            known = self._known_dates[session, usual, single] = _Dates(
                np.array([self.weeks.index(x.week) for x in options], np.int64),
                np.array([[days[day] for day in x.days] for x in options], np.int64)
                .reshape(len(options), 1 if single else 2)
                .T,
                np.array([self._price(session, x, usual) for x in options], np.int64),
            )
        return known

    def _price(self, session: int, option: Option, usual: tuple[int, int]) -> int:
        """Return what dates cost."""
        weights = self.settings.weights
        price = sum(
            weights[name] * quantity(self.cohort, self.settings, session, option)
            for name, quantity in OF_PLACINGS.items()
        )
        off = any(day.weekday() not in usual for day in option.days)
        return SCALE * (price + weights["weekday_stability"] * off)

    def _in_time(self, session: int, option: Option) -> bool:
        """LE-01: the first session begins, and the last ends, by the learners' deadlines."""
        begin, end = self.cohort.grid.deadlines
        if session == 0 and begin is not None and option.days[0] > begin:
            return False
        return session < self.cohort.grid.sessions[-1] or end is None or option.days[-1] <= end

    def _by_those_who_come_once(self, allowed: Allowed) -> Truths:
        """``[week, a, b]``: as :attr:`_in_turn`, and no trainer on both days who can come on one (TR-04)."""
        named = [
            {name for some in self.presence.named(x, allowed) if len(some) == 1 for name in some}
            for x in range(len(self.modules))
        ]
        everybody: set[str] = set().union(*named)
        found = np.repeat(self._in_turn[None], len(self.weeks), axis=0)
        for week, once in enumerate(self._once):
            for name in once & everybody:
                both = np.array([name in mine for mine in named])
                found[week] &= ~(both[:, None] & both[None, :])
        return found

    @cached_property
    def _once(self) -> tuple[frozenset[str], ...]:
        """For each week, who can teach on one day of it at most."""
        return tuple(self.presence.once(week) for week in self.weeks)

    @cached_property
    def _in_turn(self) -> Truths:
        """``[a, b]``: a session may hold `a` on its first and `b` on its second day (CU-02, CU-03)."""
        whole = self._whole_sessions
        found: Truths = ~(whole[:, None] | whole[None, :] | self.after)
        np.fill_diagonal(found, self.days > 1)
        return found


def _by_week(prices: Numbers, weeks: Numbers, count: int) -> Numbers:
    """Return the least of prices by week, of dates in order; :data:`NEVER` where a week has none."""
    found = np.full((count, *prices.shape[1:]), NEVER)
    if len(weeks):
        begins = np.nonzero(np.concatenate(([True], weeks[1:] != weeks[:-1])))[0]
        found[weeks[begins]] = np.minimum.reduceat(prices, begins, axis=0)
    return found
