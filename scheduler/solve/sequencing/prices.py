"""Prices on the days of each module in each session, and what they prove of all that is still to come.

Let the sessions choose what they hold without regard to one another's, each for what its dates cost less the
prices of what it holds: a shortest path through the weeks. Let each module choose the sessions that it is in,
for what scattering it costs plus the prices: a path too. The two together cost no more than any programme,
whatever the prices, and these are raised where modules ask for more than sessions give (subgradients:
M. Held, P. Wolfe and H. P. Crowder, Mathematical Programming 6, 1974).
"""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solve.sequencing.effort import Effort
from scheduler.solve.sequencing.syllabus import NEVER, SCALE, Numbers, Session, Syllabus

ROUNDS = 1000
"""Most rounds."""

FIRST_STEP, NEXT_STEP = 1.0, 0.3
"""Length of the first steps from nothing, and from prices that were good for nearly the same: of what would
reach the limit, were the bound a straight line."""

FIRST_PATIENCE, NEXT_PATIENCE, SHORTER, LEAST_STEP = 20, 6, 0.7, 0.03
"""Rounds without a better bound after which steps get shorter, from nothing and from prices that were good;
by how much, and when that ends."""

INERTIA = 0.7
"""What of the direction of the round before is kept."""

HIGHEST = NEVER >> 8
"""Prices are no higher: any prices are valid."""


class Cheapest(NamedTuple):
    """The cheapest pair of modules, the cheapest single one, and their prices, by row of what is stacked."""

    pair: Numbers
    price: Numbers
    single: Numbers
    price_of_single: Numbers


@dataclass(frozen=True)
class Prices:
    """Prices, in parts of a unit of cost.

    Attributes
    ----------
    single
        ``single[session, module]``: the module is on one day of the session.
    double
        The same, on both days.
    """

    single: Numbers
    double: Numbers


@dataclass
class Onward:
    """What is still to come costs at least, at some prices.

    Attributes
    ----------
    sessions
        ``sessions[k][left, week]``: those after session `k`, it being in that week, with `left` single days.
    modules
        ``modules[k][module, days, last]``: a module with so many days to come from session `k` on; `last` is
        1 if the session before held it.
    bound
        All of it.
    missing
        What modules ask for in each session less what sessions give: single days, doubles.
    """

    sessions: list[Numbers]
    modules: Numbers
    bound: int
    missing: tuple[Numbers, Numbers]


@dataclass(frozen=True)
class _Stacked:
    """What all sessions may hold in each of their weeks, a row each.

    Attributes
    ----------
    of
        The session of each row.
    rows
        The rows of each session.
    possible
        The pairs of modules that some session may hold: those of the columns of `pairs`.
    """

    of: Numbers
    rows: list[slice]
    possible: Numbers
    pairs: Numbers
    singles: Numbers


@dataclass
class Decomposition:
    """The programme of a cohort with given trainers and a usual pair of weekdays, taken apart.

    Attributes
    ----------
    sessions
        What each session may hold.
    budget
        What may be spent on it.
    reach
        ``reach[k][week, later]``: 0 if session `k + 1` may be in the later week, session `k` in the other.
    """

    syllabus: Syllabus
    sessions: list[Session]
    budget: Effort
    reach: list[Numbers] = field(init=False)

    def __post_init__(self) -> None:
        following = self.syllabus.next_weeks
        self.reach = [
            np.array(
                [[0 if later in following[week] else NEVER for later in after.weeks] for week in this.weeks]
            )
            for this, after in zip(self.sessions[:-1], self.sessions[1:], strict=True)
        ]

    def free(self) -> Prices:
        """Return prices of nothing."""
        shape = len(self.sessions), len(self.syllabus.modules)
        return Prices(np.zeros(shape, np.int64), np.zeros(shape, np.int64))

    def raised(self, start: Prices | None, limit: int) -> tuple[Prices, int]:
        """Return prices that prove as much as some rounds can, and what they prove.

        Parameters
        ----------
        start
            Prices that were good for nearly the same; None if there are none.
        limit
            More than that need not be proved.
        """
        best, step, most = start or self.free(), NEXT_STEP, NEXT_PATIENCE
        if start is None:
            step, most = FIRST_STEP, FIRST_PATIENCE
        proved, patience = self.onward(best).bound, most
        single, double = best.single.astype(float), best.double.astype(float)
        along = np.zeros_like(single), np.zeros_like(double)
        for _round in range(ROUNDS):
            if proved > limit or step < LEAST_STEP or self.budget.over:
                break
            prices = Prices(_whole(single), _whole(double))
            onward = self.onward(prices)
            if onward.bound > proved:
                best, proved, patience = prices, onward.bound, most
            else:
                patience -= 1
            if not patience:
                step, patience = step * SHORTER, most
            along = INERTIA * along[0] + onward.missing[0], INERTIA * along[1] + onward.missing[1]
            length = (along[0] ** 2).sum() + (along[1] ** 2).sum()
            if not length:
                break
            pace = step * max(limit + SCALE - onward.bound, SCALE // 4) / length
            single, double = single + pace * along[0], double + pace * along[1]
        return best, proved

    def onward(self, prices: Prices) -> Onward:
        """Return what is proved at these prices."""
        sessions, least, given = self._in_sessions(prices)
        modules, asked = self._in_modules(prices)
        every = np.arange(len(self.syllabus.modules))
        bound = least + int(modules[0][every, self.syllabus.days, 0].sum())
        self.budget.spend(sum(x.pairs.size + x.singles.size for x in self.sessions) + 4 * modules.size)
        return Onward(sessions, modules, bound, (asked[0] - given[0], asked[1] - given[1]))

    # ------------------------------------------------------------------ sessions

    def _in_sessions(self, prices: Prices) -> tuple[list[Numbers], int, tuple[Numbers, Numbers]]:
        """Return the cheapest ways through the weeks: onward, in all, and what the cheapest of all holds."""
        every, singles = len(self.sessions), self.syllabus.cohort.grid.singles
        cheapest, rows = self._cheapest(prices), self._stacked.rows
        onward: list[Numbers] = [np.zeros((0, 0), np.int64)] * every
        chosen: list[Numbers] = [np.zeros((0, 0), np.int64)] * every
        ahead = np.zeros((0, 0), np.int64)
        for number in reversed(range(every)):
            weeks = len(self.sessions[number].weeks)
            if number == every - 1:
                then = np.full((singles + 1, weeks), NEVER)
                then[0] = 0
                chosen[number] = np.zeros_like(then)
            else:
                ways = ahead[:, None, :] + self.reach[number][None]
                chosen[number], then = ways.argmin(2), np.minimum(ways.min(2), NEVER)
            ahead = cheapest.price[rows[number]][None] + then
            if singles:
                ahead[1] = np.minimum(ahead[1], cheapest.price_of_single[rows[number]] + then[0])
            onward[number] = then
        week = int(ahead[singles].argmin())
        return onward, int(ahead[singles, week]), self._held(cheapest, onward, chosen, week)

    def _cheapest(self, prices: Prices) -> Cheapest:
        """Return what each session holds most cheaply in each of its weeks."""
        stacked, both = self._stacked, np.arange(len(self.syllabus.modules))
        paid = prices.single[:, :, None] + prices.single[:, None, :]
        paid[:, both, both] = prices.double
        paid = paid.reshape(len(self.sessions), -1)[:, stacked.possible]
        pairs, singles = stacked.pairs - paid[stacked.of], stacked.singles - prices.single[stacked.of]
        pair, single = pairs.argmin(1), singles.argmin(1)
        rows = np.arange(len(stacked.of))
        return Cheapest(stacked.possible[pair], pairs[rows, pair], single, singles[rows, single])

    @cached_property
    def _stacked(self) -> _Stacked:
        """What the sessions may hold, below one another."""
        pairs = np.concatenate([x.pairs.reshape(len(x.pairs), -1) for x in self.sessions])
        possible = np.nonzero((pairs < NEVER).any(0))[0]
        if not len(possible):
            # Single days alone: one pair that no session can hold stands for all.
            possible = np.zeros(1, np.int64)
        lengths = [len(x.pairs) for x in self.sessions]
        return _Stacked(
            np.repeat(np.arange(len(lengths)), lengths),
            [slice(begin, end) for begin, end in pairwise(accumulate(lengths, initial=0))],
            possible,
            pairs[:, possible],
            np.concatenate([x.singles for x in self.sessions]),
        )

    def _held(
        self, cheapest: Cheapest, onward: list[Numbers], chosen: list[Numbers], week: int
    ) -> tuple[Numbers, Numbers]:
        """Return what the cheapest way through the weeks holds: single days and doubles."""
        every, count = len(self.sessions), len(self.syllabus.modules)
        single, double = np.zeros((every, count), np.int64), np.zeros((every, count), np.int64)
        left = self.syllabus.cohort.grid.singles
        for number in range(every):
            row, then = self._stacked.rows[number].start + week, onward[number][:, week]
            if left and cheapest.price_of_single[row] + then[0] < cheapest.price[row] + then[1]:
                single[number, cheapest.single[row]] += 1
                left = 0
            else:
                first, second = divmod(int(cheapest.pair[row]), count)
                if first == second:
                    double[number, first] += 1
                else:
                    single[number, [first, second]] += 1
            week = int(chosen[number][left, week])
        return single, double

    # ------------------------------------------------------------------ modules

    @cached_property
    def _barred(self) -> tuple[Numbers, Numbers]:
        """What a module pays in a session that cannot hold it, on one day or on both."""
        (first, second), modules = self.syllabus.can, self.syllabus.modules
        half = ~np.array([x.fills_session for x in modules])
        return np.where((first | second) & half[None], 0, NEVER), np.where(first & second, 0, NEVER)

    def _in_modules(self, prices: Prices) -> tuple[Numbers, tuple[Numbers, Numbers]]:
        """Return the cheapest sessions of each module: onward, and those of the cheapest way."""
        days, every = self.syllabus.days, len(self.sessions)
        shape = 2, len(days), int(days.max()) + 1
        onward = np.full((every + 1, *shape), NEVER)
        onward[every, :, :, 0] = 0
        chosen = np.zeros((every, *shape), np.int8)
        single, double = np.full(shape, NEVER), np.full(shape, NEVER)
        for_one = self._paid(prices.single, 0)[:, None, :, None] + self._resumed[None]
        for_two = self._paid(prices.double, 1)[:, None, :, None] + self._resumed[None]
        for number in reversed(range(every)):
            none, held = onward[number + 1]
            single[:, :, 1:] = held[None, :, :-1] + for_one[number, :, :, 1:]
            double[:, :, 2:] = held[None, :, :-2] + for_two[number, :, :, 2:]
            cheapest = np.minimum(none[None], single)
            two = double < cheapest
            chosen[number] = np.where(two, 2, single < none[None])
            np.minimum(np.minimum(cheapest, double), NEVER, out=onward[number])
        return onward.transpose(0, 2, 3, 1), self._asked(chosen.transpose(0, 2, 3, 1))

    @cached_property
    def _resumed(self) -> Numbers:
        """``[last, module, days]``: what a session costs in continuity; `last` as in :class:`Onward`.

        An interruption is paid when a module goes on that the session before did not hold.
        """
        days = self.syllabus.days
        scattered = self.syllabus.continuity[:, None]
        goes_on = np.arange(int(days.max()) + 1)[None, :] < days[:, None]
        return np.stack([scattered + scattered * goes_on, np.repeat(scattered, goes_on.shape[1], axis=1)])

    def _paid(self, prices: Numbers, double: int) -> Numbers:
        found: Numbers = prices + self._barred[double]
        return found

    def _asked(self, chosen: NDArray[np.int8]) -> tuple[Numbers, Numbers]:
        """Return the single days and doubles of the cheapest way of each module."""
        left, last = self.syllabus.days.copy(), np.zeros(len(self.syllabus.modules), np.int64)
        every, held = np.arange(len(left)), np.zeros(chosen.shape[:2], np.int64)
        for number, choice in enumerate(chosen):
            held[number] = choice[every, left, last]
            left -= held[number]
            last = (held[number] > 0).astype(np.int64)
        return (held == 1).astype(np.int64), (held == 2).astype(np.int64)


def _whole(prices: NDArray[np.float64]) -> Numbers:
    """Return prices as whole numbers, none so large that sums of them would not fit."""
    return np.clip(np.rint(prices), -HIGHEST, HIGHEST).astype(np.int64)
