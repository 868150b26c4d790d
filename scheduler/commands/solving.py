"""The search for a plan, in the background."""

from typing import TYPE_CHECKING

from scheduler.commands.background import Background
from scheduler.commands.solve import Order
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Outcome, Progress

if TYPE_CHECKING:
    from scheduler.solve import Search


class Solving(Background[Outcome]):
    """The search for the plan of an order.

    Its thread loads the solver too (0.4 s): meanwhile the caller already has
    something to show.
    """

    def __init__(self, order: Order, limits: Limits, partial: bool = False):
        super().__init__()
        self._partial = partial
        self._order = order
        self._limits = limits
        self._search: Search | None = None

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, and tell whether the search is over."""
        over = super().wait(seconds)
        if self._ending and not over:
            # A model that was being loaded when the search was stopped has not heard it.
            self._end_soon()
        return over

    def progress(self) -> Progress | None:
        """Return where the search stands; None while the solver is being loaded."""
        return None if self._search is None else self._search.progress()

    def _end_soon(self) -> None:
        super()._end_soon()
        if self._search is not None:
            self._search.stop()

    def _so_far(self) -> Outcome:
        if self._search is None:
            return Outcome(Status.NOT_FOUND, (), 0, 0, 0.0)
        return self._search.so_far()

    def _work(self) -> Outcome:
        from scheduler.solve import Search

        order = self._order
        self._search = Search(
            order.instance,
            order.settings,
            self._limits,
            partial=self._partial,
            kept=order.kept,
            near=order.near,
        )
        if self._ending:
            self._search.stop()
        return self._search.run()
