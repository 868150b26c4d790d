"""The search for a plan, in the background."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from scheduler.commands.background import Background
from scheduler.commands.solve import Order

if TYPE_CHECKING:
    from scheduler.solve import Outcome, Progress, Search


@dataclass(frozen=True)
class Effort:
    """The fields of :class:`scheduler.solve.Limits`, known before the solver is loaded."""

    seconds: float
    seed: int
    workers: int
    deterministic: bool


class Solving(Background["Outcome"]):
    """The search for the plan of an order.

    Its thread loads the solver too (0.4 s): meanwhile the caller already has
    something to show.
    """

    def __init__(self, order: Order, effort: Effort, partial: bool = False):
        super().__init__()
        self._partial = partial
        self._order = order
        self._effort = effort
        self._search: Search | None = None

    def stop(self) -> None:
        """End the search soon, keeping the best plan so far."""
        super().stop()
        if self._search is not None:
            self._search.stop()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, and tell whether the search is over."""
        over = super().wait(seconds)
        if self.stopped and not over:
            # A model that was being loaded when the search was stopped has not heard it.
            self.stop()
        return over

    def progress(self) -> "Progress | None":
        """Return where the search stands; None while the solver is being loaded."""
        return None if self._search is None else self._search.progress()

    def _so_far(self) -> "Outcome":
        from scheduler.domain.plan import Status
        from scheduler.solve import Outcome

        if self._search is None:
            return Outcome(Status.NOT_FOUND, (), 0, 0, 0.0)
        return self._search.so_far()

    def _work(self) -> "Outcome":
        from scheduler.solve import Limits, Search

        self._search = Search(
            self._order.instance, self._order.settings, Limits(**asdict(self._effort)), partial=self._partial
        )
        if self.stopped:
            self._search.stop()
        return self._search.run()
