"""The search for a plan, in the background."""

from typing import TYPE_CHECKING

from scheduler.commands.background import Searching
from scheduler.commands.solve import Order
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Outcome

if TYPE_CHECKING:
    from scheduler.solve import Search


class Solving(Searching[Outcome]):
    """The search for the plan of an order.

    Its thread loads the solver too (0.4 s): meanwhile the caller already has
    something to show.
    """

    def __init__(self, order: Order, limits: Limits, partial: bool = False):
        super().__init__()
        self._partial = partial
        self._order = order
        self._limits = limits

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, and tell whether the search is over."""
        over = super().wait(seconds)
        if self._ending and not over:
            # A model that was being loaded when the search was stopped has not heard it.
            self._end_soon()
        return over

    def _nothing(self) -> Outcome:
        return Outcome(Status.NOT_FOUND, (), 0, 0, 0.0)

    def _made(self) -> "Search":
        from scheduler.solve import Search

        order = self._order
        return Search(
            order.instance,
            order.settings,
            self._limits,
            partial=self._partial,
            kept=order.kept,
            near=order.near,
            since=order.since,
        )
