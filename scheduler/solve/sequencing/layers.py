"""The programmes of a cohort, session by session: what is over, what the last session held, in which week.

Programmes that have had the same days of each module, whose last session held the same modules that go on,
and with as many single days left, are alike in all that is still to come but for the week: they are one
state, with the least cost by week. A state is left out in every week in which that cost and what is still to
come, at some prices, are above a limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scheduler.solve.sequencing.prices import Decomposition, Onward
from scheduler.solve.sequencing.syllabus import NEVER, Numbers, Truths

CHUNK = 4096
"""States that are continued at a time, to keep what is in memory small."""

SMALL = np.int16
"""Of days and modules of a programme."""


class Held(NamedTuple):
    """The number of the week of a session, and those of the modules on its days."""

    week: int
    modules: tuple[int, ...]


Laid = tuple[Held, ...]
"""What each session of a programme holds, and when."""

Small = NDArray[np.int16]


@dataclass(frozen=True)
class Explored:
    """What the programmes within a limit cost.

    Attributes
    ----------
    least
        What the cheapest of all programmes costs, at least; exactly, if that is within the limit.
    laid
        The cheapest that was found within the limit.
    complete
        False if there were too many to look at: `least` is nothing then.
    """

    least: int
    laid: Laid = ()
    complete: bool = True


@dataclass
class _Layer:
    """States, before a session or after it.

    Attributes
    ----------
    over
        ``over[state, module]``: days of it that are over.
    held
        ``held[state]``: the modules that go on and that the session before held, at most two.
    left
        Single days still to come.
    cost
        ``cost[state, week]``: the least cost of the sessions before, this one being in that week.
    """

    over: Small
    held: Small
    left: Small
    cost: Numbers

    def some(self, which: Numbers | slice) -> "_Layer":
        return _Layer(self.over[which], self.held[which], self.left[which], self.cost[which])


@dataclass
class _Steps:
    """States that are continued with pairs of modules: single days to come after, and the cost by week."""

    state: Numbers
    pair: Numbers
    left: Numbers
    cost: Numbers


def explore(taken_apart: Decomposition, onward: Onward, limit: int, widest: int | None = None) -> Explored:
    """Return what the cheapest programme costs, if that is within a limit; else what it costs at least.

    Parameters
    ----------
    widest
        Look only at so many states after each session, those that promise most: then nothing is proved, and a
        good programme is found soon (beam search: P. S. Ow and T. E. Morton, International Journal of
        Production Research 26, 1988).
    """
    return _Search(taken_apart, onward, limit, widest).run()


@dataclass
class _Search:
    taken_apart: Decomposition
    onward: Onward
    limit: int
    widest: int | None
    beyond: int = NEVER
    """The least that anything left out costs in all."""

    def __post_init__(self) -> None:
        syllabus = self.taken_apart.syllabus
        self.days, self.after, self.continuity = syllabus.days, syllabus.after, syllabus.continuity
        self.count = len(self.days)
        many = self.count
        first, second = np.divmod(np.arange(many**2), many)
        # Single days come last: both of a pair are the same then, and one day is taught.
        self.first = np.concatenate((first, np.arange(many)))
        self.second = np.concatenate((second, np.arange(many)))
        self.single = np.arange(len(self.first)) >= many**2
        self.both = self.first != self.second

    def run(self) -> Explored:
        layer, merged = self._begin(), []
        for number in range(len(self.taken_apart.sessions)):
            found = self._through(number, layer)
            if found is None:
                return Explored(0, complete=False)
            if not len(found.over):
                return Explored(self.beyond)
            merged.append(self._merged(found))
            if self.widest is not None and len(merged[-1].over) > self.widest:
                merged[-1] = self._most_promising(number, merged[-1], self.widest)
            if number < len(self.taken_apart.sessions) - 1:
                layer = self._arrived(number, merged[-1])
        return Explored(int(merged[-1].cost.min()), self._laid(merged), complete=self.widest is None)

    def _laid(self, merged: list[_Layer]) -> Laid:
        """Return the cheapest programme: from its end, what each state and its cost came from."""
        state, week = divmod(int(merged[-1].cost.argmin()), merged[-1].cost.shape[1])
        found: list[Held] = []
        for number in reversed(range(len(merged))):
            weeks = self.taken_apart.sessions[number].weeks
            goal = merged[number].some(np.array([state]))
            before = self._begin() if number == 0 else self._arrived(number - 1, merged[number - 1])
            days = goal.over - before.over
            near = np.nonzero((days >= 0).all(1) & (days.sum(1) <= 2))[0]
            steps = self._steps(number, before.some(near))
            after = self._after(before.some(near), steps)
            same = (after.over == goal.over).all(1) & (after.held == goal.held).all(1)
            same &= (after.left == goal.left) & (after.cost[:, week] == goal.cost[0, week])
            step = int(np.nonzero(same)[0][0])
            pair, state = int(steps.pair[step]), int(near[steps.state[step]])
            first, second = int(self.first[pair]), int(self.second[pair])
            found.append(Held(weeks[week], (first,) if self.single[pair] else (first, second)))
            if number:
                arrived, reach = before.cost[state, week], self.taken_apart.reach[number - 1][:, week]
                week = int(np.nonzero((merged[number - 1].cost[state] == arrived) & (reach == 0))[0][0])
        return tuple(reversed(found))

    def _most_promising(self, number: int, layer: _Layer, count: int) -> _Layer:
        """Return so many of the states after a session, by what they and all to come cost at least."""
        after, every = self.onward.modules[number + 1], np.arange(self.count)[None]
        rest = after[every, self.days - layer.over, 0].sum(1)
        total = (layer.cost + self.onward.sessions[number][layer.left]).min(1) + rest
        return layer.some(np.argpartition(total, count)[:count])

    def _begin(self) -> _Layer:
        singles = self.taken_apart.syllabus.cohort.grid.singles
        return _Layer(
            np.zeros((1, self.count), SMALL),
            np.full((1, 2), self.count, SMALL),
            np.full(1, singles, SMALL),
            np.zeros((1, len(self.taken_apart.sessions[0].weeks)), np.int64),
        )

    def _through(self, number: int, layer: _Layer) -> _Layer | None:
        """Return the states after a session, the same ones several times; None if the budget is spent."""
        found = []
        for part in self._parts(layer):
            found.append(self._merged(self._after(part, self._steps(number, part))))
            if self.taken_apart.budget.over:
                return None
        return _Layer(
            np.concatenate([x.over for x in found]),
            np.concatenate([x.held for x in found]),
            np.concatenate([x.left for x in found]),
            np.concatenate([x.cost for x in found]),
        )

    def _parts(self, layer: _Layer) -> Iterator[_Layer]:
        for begin in range(0, len(layer.over), CHUNK):
            yield layer.some(slice(begin, begin + CHUNK))

    def _steps(self, number: int, layer: _Layer) -> _Steps:
        """Return what states may be continued with in a session, within the limit."""
        session, onward = self.taken_apart.sessions[number], self.onward.sessions[number]
        prices = np.concatenate((session.pairs.reshape(len(session.pairs), -1), session.singles), axis=1)
        can = np.nonzero(prices.min(0) < NEVER)[0]
        single_left = layer.left[:, None] >= self.single[can][None]
        state, which = np.nonzero(self._possible(layer, can) & single_left)
        pair = can[which]
        left = layer.left[state] - self.single[pair]
        paid, rest = self._modules(number, layer, state, pair)
        # The least that it can be in any week, then by week.
        soonest = np.stack([(layer.cost + onward[np.minimum(x, layer.left)]).min(1) for x in (0, 1)])
        least = soonest[left, state] + prices.min(0)[pair] + paid + rest
        within = least <= self.limit
        self._left_out(least[~within])
        state, pair, left = state[within], pair[within], left[within]
        paid, rest = paid[within], rest[within]
        cost = layer.cost[state] + prices[:, pair].T + paid[:, None]
        total = cost + onward[left] + rest[:, None]
        self.taken_apart.budget.spend(len(layer.over) * len(can) + 8 * len(within) + 3 * total.size)
        over = total > self.limit
        self._left_out(total[over])
        kept = ~over.all(1)
        return _Steps(state[kept], pair[kept], left[kept], np.where(over, NEVER, cost)[kept])

    def _after(self, layer: _Layer, steps: _Steps) -> _Layer:
        """Return what states become, the same ones several times."""
        over, held = self._taught(layer.over[steps.state], steps.pair)
        return _Layer(over, held.astype(SMALL), steps.left.astype(SMALL), steps.cost)

    def _left_out(self, totals: Numbers) -> None:
        if len(totals):
            self.beyond = min(self.beyond, int(totals.min()))

    def _possible(self, layer: _Layer, can: Numbers) -> Truths:
        """CU-01, CU-02: what has days to come, and comes after nothing that has."""
        coming = self.days - layer.over
        waits = ((coming > 0)[:, None, :] & self.after[None]).sum(2)
        first, second = self.first[can], self.second[can]
        # The second day may be the first after a module that ends on the day before.
        last_day = self.after[second, first][None] & (coming[:, first] == 1)
        ready = (waits[:, second] == 0) | ((waits[:, second] == 1) & last_day)
        double = (~self.both & ~self.single)[can]
        enough = coming[:, first] > np.where(double, 1, 0)
        found: Truths = (waits[:, first] == 0) & ready & enough & (coming[:, second] > 0)
        return found

    def _modules(self, number: int, layer: _Layer, state: Numbers, pair: Numbers) -> tuple[Numbers, Numbers]:
        """Return what a pair of modules costs a state in continuity, and all modules from then on."""
        after, every = self.onward.modules[number + 1], np.arange(self.count)[None]
        coming = self.days - layer.over
        none = after[every, coming, 0]
        one = after[every, np.maximum(coming - 1, 0), 1] - none
        two = after[every, np.maximum(coming - 2, 0), 1] - none
        goes_on = (layer.held[:, :1] == every) | (layer.held[:, 1:] == every)
        pays = self.continuity[None] * (1 + ((layer.over > 0) & ~goes_on))
        first, second, both = self.first[pair], self.second[pair], self.both[pair]
        double = ~both & ~self.single[pair]
        rest = none.sum(1)[state] + np.where(double, two[state, first], one[state, first])
        rest += np.where(both, one[state, second], 0)
        return pays[state, first] + np.where(both, pays[state, second], 0), rest

    def _taught(self, over: Small, pair: Numbers) -> tuple[Small, Numbers]:
        """Return what is over after a pair of modules, and which of the two go on."""
        first, second, single = self.first[pair], self.second[pair], self.single[pair]
        every, over = np.arange(len(over)), over.copy()
        over[every, first] += 1
        over[every[~single], second[~single]] += 1
        goes_on = (over < self.days) & (self.continuity > 0)
        one = np.where(goes_on[every, first], first, self.count)
        other = np.where(goes_on[every, second] & (first != second), second, self.count)
        return over, np.sort(np.stack((one, other), axis=1), axis=1)

    def _merged(self, layer: _Layer) -> _Layer:
        """Return the states once each, with the least cost in each week."""
        if not len(layer.over):
            return layer
        key = np.zeros(len(layer.over), np.int64)
        sizes = [*(self.days + 1), self.count + 1, self.count + 1, 2]
        for size, column in zip(sizes, (*layer.over.T, *layer.held.T, layer.left), strict=True):
            key = key * size + column
        order = np.argsort(key, kind="stable")
        key = key[order]
        begins = np.nonzero(np.concatenate(([True], key[1:] != key[:-1])))[0]
        merged = layer.some(order[begins])
        return replace(merged, cost=np.minimum.reduceat(layer.cost[order], begins, axis=0))

    def _arrived(self, number: int, layer: _Layer) -> _Layer:
        """Return states with what it costs to arrive at the next session in each week."""
        ways = layer.cost[:, :, None] + self.taken_apart.reach[number][None]
        return replace(layer, cost=np.minimum(ways.min(1), NEVER))
