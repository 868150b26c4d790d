"""The best plan so far, which two threads may make better, and that of a model that runs now."""

import threading
from dataclasses import dataclass, field
from typing import NamedTuple

from scheduler import check
from scheduler.model import PlanModel
from scheduler.solve.known import Known, Lessons


class Newest(NamedTuple):
    """The best plan of a model that runs now, and what it costs at most."""

    plan: PlanModel
    values: tuple[int, ...]
    cost: int


@dataclass
class BestPlan:
    """The best plan so far, and what it costs.

    Attributes
    ----------
    now
        Lessons and cost, which belong together; no lessons and no cost before there is a plan.
    newest
        The plan of a model that runs now, if it is better; None if there is none.
    """

    now: tuple[Lessons, int | None] = ((), None)
    newest: Newest | None = None
    _changing: threading.Lock = field(default_factory=threading.Lock)

    @property
    def lessons(self) -> Lessons:
        """Its lessons; empty before there is a plan."""
        return self.now[0]

    @property
    def cost(self) -> int | None:
        """What it costs; None before there is a plan."""
        return self.now[1]

    @property
    def least(self) -> int | None:
        """What it costs, or that of a model that runs now, whichever is less; None if there is neither."""
        costs = (self.cost, self.newest.cost if self.newest else None)
        return min((x for x in costs if x is not None), default=None)

    def offer(self, lessons: Lessons, cost: int) -> bool:
        """Take a plan if it costs less, and tell whether it does: there may be another by now."""
        with self._changing:
            better = self.cost is None or cost < self.cost
            if better:
                self.now = lessons, cost
            return better

    def so_far(self, known: Known) -> tuple[Lessons, int | None]:
        """Return the best lessons and their cost, from any thread: those of a model that runs now too."""
        newest, (lessons, cost) = self.newest, self.now
        if newest is None:
            return lessons, cost
        found = newest.plan.lessons(lambda literal: bool(newest.values[literal.index]))
        counted = known.price(found)
        if (cost is None or counted < cost) and not check.check(known.instance, found):
            return found, counted
        return lessons, cost
