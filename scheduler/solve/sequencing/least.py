"""What a cohort costs at least in dates and content with some trainers, as far as some effort proves it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf

from scheduler.calendars import site_calendars
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model.grid import CohortGrid
from scheduler.model.layout import CohortLayout
from scheduler.model.surroundings import Surroundings
from scheduler.solve.sequencing.effort import Effort
from scheduler.solve.sequencing.layers import Laid, explore
from scheduler.solve.sequencing.presence import Allowed, Presence
from scheduler.solve.sequencing.prices import Decomposition, Prices
from scheduler.solve.sequencing.syllabus import NEVER, SCALE, Syllabus

STEPS = 12
"""Times that the limit is raised until what is enough is reached, at most."""

WIDEST = 1000
"""States after each session that are looked at where all would be too many, to find a programme at least."""

NARROW = 60
"""States that are looked at where a programme that costs less would settle it."""

Programme = tuple[tuple[tuple[date, str], ...], ...]
"""The days of each session, and their modules."""


@dataclass(frozen=True)
class Least:
    """What a cohort's own terms cost at least; ``inf`` without a programme.

    Attributes
    ----------
    programme
        One that costs no more, or little more where not all were looked at; empty if none was found.
    """

    cost: float
    programme: Programme = ()

    @property
    def laid_out(self) -> list[list[str]]:
        """The modules on the days of each session."""
        return [[module for _day, module in session] for session in self.programme]


@dataclass
class _Way:
    """One usual pair of weekdays: what is proved of it, and whether prices prove no more."""

    usual: tuple[int, int]
    taken_apart: Decomposition
    prices: Prices | None
    proved: int = 0
    settled: bool = False
    laid: Laid = ()


@dataclass
class Sequencing:
    """Proofs of what a cohort costs that is taught by whole days and shares no module, within a window."""

    syllabus: Syllabus
    _prices: dict[tuple[int, int], Prices] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        instance: Instance,
        settings: Settings,
        cohort: Cohort,
        window: int | None,
        around: Surroundings | None = None,
    ) -> "Sequencing":
        """Return the proofs for a cohort, beside what others take if that is given."""
        calendar = site_calendars(instance)[cohort.site]
        grid = CohortGrid(instance, cohort, calendar, settings.deadline_margin_weeks, window)
        layout = CohortLayout(grid)
        return cls(Syllabus(layout, settings, Presence(layout, around or Surroundings())))

    def least(
        self, allowed: Allowed, told: float | None, enough: float, budget: Effort, *, find: bool = False
    ) -> Least:
        """Return what the cohort's own terms cost at least with these trainers.

        That is what they cost in this relaxation, if the budget allows and it is less than `enough`.

        Parameters
        ----------
        allowed
            Trainers of some groups of modules. Of the others nothing is asked but that somebody is there.
        told
            What is known already, to begin from; None if nothing is.
        enough
            More than that need not be proved.
        find
            True to find a good programme even where the budget was too small, unless none costs less than
            `enough`.
        """
        base, most = self._base, self._below(enough)
        ways = list(self._ways(allowed, budget))
        if told is None:
            limit = min((self._priced(x, most) for x in ways), default=NEVER)
        else:
            limit = most if told == inf else int(told) * SCALE - base
        limit = min(most, limit)
        step = SCALE if enough == inf else max(SCALE, (most - limit) // STEPS)
        while True:
            if ways and not self._look(ways, limit):
                best = min(x.proved for x in ways)
                break
            best = min((x.proved for x in ways), default=NEVER)
            if best <= limit or best > most:
                break
            limit = min(most, max(best, limit + step))
            step *= 2 if enough == inf else 1
        if best >= NEVER >> 1:
            return Least(inf)
        way = next((x for x in ways if x.laid and x.proved == best), None)
        if way is None and find and best <= most:
            way = self._good(ways)
        programme = () if way is None else self._dated(way, allowed)
        return Least(-(-(best + base) // SCALE), programme)

    def _dated(self, way: _Way, allowed: Allowed) -> Programme:
        """Return what was laid out, on its cheapest days."""
        syllabus = self.syllabus
        return tuple(
            tuple(
                (day, syllabus.modules[module].id)
                for day, module in zip(
                    syllabus.days_of(session, way.usual, allowed, held.week, held.modules),
                    held.modules,
                    strict=True,
                )
            )
            for session, held in enumerate(way.laid)
        )

    def cheaper(self, allowed: Allowed, than: float, budget: Effort) -> Programme:
        """Return a programme that costs less with these trainers, if a narrow beam finds one; else ()."""
        limit = self._below(than)
        for way in self._ways(allowed, budget) if self.syllabus.countable else ():
            taken_apart = way.taken_apart
            onward = taken_apart.onward(way.prices or taken_apart.free())
            if onward.bound <= limit:
                way.laid = explore(taken_apart, onward, limit, NARROW).laid
                if way.laid:
                    return self._dated(way, allowed)
        return ()

    def priced(self, allowed: Allowed, enough: float, budget: Effort) -> float:
        """Return what prices alone prove of these trainers: less, and sooner, than :meth:`least` does."""
        limit = self._below(enough)
        best = min((self._priced(x, limit) for x in self._ways(allowed, budget)), default=NEVER)
        return inf if best >= NEVER >> 1 else -(-(best + self._base) // SCALE)

    @property
    def _base(self) -> int:
        """What is to be added to the cost of sessions and interruptions."""
        return self.syllabus.rooms - self.syllabus.fewest

    def _below(self, cost: float) -> int:
        """Return the limit within which programmes cost less."""
        return NEVER >> 1 if cost == inf else int(cost - 1) * SCALE - self._base

    def _priced(self, way: _Way, limit: int) -> int:
        """Return what prices prove of a way; more than the limit need not be proved."""
        if not way.settled:
            way.prices, bound = way.taken_apart.raised(way.prices, limit)
            self._prices[way.usual] = way.prices
            way.proved = max(way.proved, bound)
            way.settled = bound <= limit
        return way.proved

    def _good(self, ways: list[_Way]) -> _Way | None:
        """Return the way of which least is proved, with a programme, one of those that promise most."""
        way = min((x for x in ways if x.prices is not None), key=lambda x: x.proved, default=None)
        if way is None or way.prices is None or not self.syllabus.countable:
            return None
        budget = way.taken_apart.budget
        longer = replace(budget, seconds=inf)
        taken_apart = replace(way.taken_apart, budget=longer)
        way.laid = explore(taken_apart, taken_apart.onward(way.prices), NEVER >> 1, WIDEST).laid
        budget.spent = longer.spent
        return way if way.laid else None

    def _ways(self, allowed: Allowed, budget: Effort) -> Iterator[_Way]:
        teaching = self.syllabus.teaching(allowed)
        for usual in self.syllabus.usual:
            sessions = self.syllabus.sessions(teaching, usual)
            if sessions is not None:
                taken_apart = Decomposition(self.syllabus, sessions, budget)
                yield _Way(usual, taken_apart, self._prices.get(usual))

    def _look(self, ways: list[_Way], limit: int) -> bool:
        """Prove each way above the limit, or what the best one costs; False if the budget was too small."""
        best = NEVER
        for way in ways:
            if way.proved > limit:
                continue
            within = min(limit, best - 1)
            if self._priced(way, within) > within or way.prices is None:
                continue
            if not self.syllabus.countable:
                return False
            explored = explore(way.taken_apart, way.taken_apart.onward(way.prices), within)
            if not explored.complete:
                return False
            way.proved, way.laid = max(way.proved, explored.least), explored.laid
            best = min(best, way.proved)
        return True
