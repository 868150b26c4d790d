"""The search for changes that would allow a plan, in the background."""

import time
from typing import TYPE_CHECKING

from scheduler.commands.background import Background
from scheduler.commands.solve import Order
from scheduler.domain.search import Progress
from scheduler.text import N_

if TYPE_CHECKING:
    from scheduler.explain import CorrectionSet

LONGEST = 20.0
"""Seconds after which an explanation ends with what it has."""


class Explaining(Background[tuple["CorrectionSet", ...]]):
    """The search for changes after which an impossible order has a plan.

    Where counting already says what is missing, with the numbers, there is nothing to
    search and the result is empty.

    Parameters
    ----------
    seconds
        What the user would wait at most.
    """

    def __init__(self, order: Order, seconds: float):
        super().__init__()
        self._order = order
        self._seconds = min(seconds, LONGEST)
        self._started = time.monotonic()

    def progress(self) -> Progress:
        """Return how long it has been searching."""
        elapsed = time.monotonic() - self._started
        return Progress(elapsed, N_("changes that would allow a plan"), best=None, bound=0)

    def _so_far(self) -> tuple["CorrectionSet", ...]:
        return ()

    def _work(self) -> tuple["CorrectionSet", ...]:
        from scheduler.explain import explain
        from scheduler.solve import obstacles

        if obstacles(self._order.instance):
            return ()
        return explain(
            self._order.instance, self._order.settings, lambda: self._ending, seconds=self._seconds
        )
