"""What a cohort costs at least in dates and content with some trainers, as far as some effort proves it."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import inf

from scheduler.calendars import site_calendars
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model.grid import CohortGrid
from scheduler.model.layout import CohortLayout, Strand
from scheduler.model.surroundings import Surroundings
from scheduler.solve.sequencing.effort import Effort
from scheduler.solve.sequencing.layers import Laid, explore
from scheduler.solve.sequencing.presence import Given, Presence
from scheduler.solve.sequencing.prices import Decomposition, Prices
from scheduler.solve.sequencing.syllabus import NEVER, SCALE, Syllabus

STEPS = 12
"""Times that the limit is raised until what is enough is reached, at most."""

WIDEST = 1000
"""States after each session that are looked at where all would be too many, to find a programme at least."""

LaidOut = tuple[tuple[str, ...], ...]
"""The modules on the days of each session."""


@dataclass(frozen=True)
class Least:
    """What a cohort's own terms cost at least; ``inf`` without a programme.

    Attributes
    ----------
    laid_out
        A programme that costs no more, or little more where not all were looked at; empty if none was found.
    """

    cost: float
    laid_out: LaidOut = ()


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
        self, given: Given, told: float | None, enough: float, budget: Effort, *, find: bool = False
    ) -> Least:
        """Return what the cohort's own terms cost at least with these trainers.

        That is what they cost in this relaxation, if the budget allows and it is less than `enough`.

        Parameters
        ----------
        given
            Trainers of some groups of modules. Of the others nothing is asked but that somebody is there.
        told
            What is known already, to begin from; None if nothing is.
        enough
            More than that need not be proved.
        find
            True to find a good programme in any case, even where the budget was too small.
        """
        base = self.syllabus.rooms - self.syllabus.fewest
        most = NEVER >> 1 if enough == inf else int(enough - 1) * SCALE - base
        ways = list(self._ways(given, budget))
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
        laid = next((x.laid for x in ways if x.laid and x.proved == best), ())
        if find and not laid:
            laid = self._good(ways)
        names = tuple(tuple(self.syllabus.modules[x].id for x in days) for days in laid)
        return Least(-(-(best + base) // SCALE), names)

    def _priced(self, way: _Way, limit: int) -> int:
        """Return what prices prove of a way; more than the limit need not be proved."""
        if not way.settled:
            way.prices, bound = way.taken_apart.raised(way.prices, limit)
            self._prices[way.usual] = way.prices
            way.proved = max(way.proved, bound)
            way.settled = bound <= limit
        return way.proved

    def _good(self, ways: list[_Way]) -> Laid:
        """Return a programme of the way of which least is proved, among those that promise most."""
        way = min((x for x in ways if x.prices is not None), key=lambda x: x.proved, default=None)
        if way is None or way.prices is None or not self.syllabus.countable:
            return ()
        budget = way.taken_apart.budget
        longer = replace(budget, seconds=inf)
        taken_apart = replace(way.taken_apart, budget=longer)
        laid = explore(taken_apart, taken_apart.onward(way.prices), NEVER >> 1, WIDEST).laid
        budget.spent = longer.spent
        return laid

    def by_need(self, given: Given) -> list[Strand]:
        """Return the groups whose trainers are given, those first whose modules others add fewest days to."""
        there = self.syllabus.presence.there(given)

        def added(strand: Strand) -> int:
            fewer = {x: trainer for x, trainer in given.items() if x != strand}
            return int((self.syllabus.presence.there(fewer) & ~there).sum())

        return sorted(given, key=added)

    def _ways(self, given: Given, budget: Effort) -> Iterator[_Way]:
        for usual in self.syllabus.usual:
            sessions = self.syllabus.sessions(given, usual)
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
