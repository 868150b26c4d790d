"""A search in a thread of its own, so that somebody can watch it and stop it."""

import threading
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

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


class Solving:
    """The search for the plan of an order.

    The thread loads the solver too (0.4 s): meanwhile the caller already has
    something to show.
    """

    def __init__(self, order: Order, effort: Effort):
        self._order = order
        self._effort = effort
        self._search: Search | None = None
        self._stopped = threading.Event()
        self._outcome: Outcome | None = None
        self._fault: BaseException | None = None
        # A daemon: if the process is told to end at once, no search keeps it alive.
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End the search soon, keeping the best plan so far."""
        self._stopped.set()
        if self._search is not None:
            self._search.stop()

    @property
    def stopped(self) -> bool:
        """True once :meth:`stop` was called."""
        return self._stopped.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, and tell whether the search is over."""
        self._thread.join(seconds)
        if self.stopped and self._thread.is_alive():
            # A model that was being loaded when it was stopped has not heard it.
            self.stop()
        return not self._thread.is_alive()

    def progress(self) -> "Progress | None":
        """Return where the search stands; None while the solver is being loaded."""
        return None if self._search is None else self._search.progress()

    def outcome(self) -> "Outcome":
        """Return what the search ended with, or raise what it raised; waits for its end."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        assert self._outcome is not None, "a search that ended raised or returned"
        return self._outcome

    def _run(self) -> None:
        try:
            from scheduler.solve import Limits, Search

            limits = Limits(**asdict(self._effort))
            self._search = Search(self._order.instance, self._order.settings, limits)
            if self.stopped:
                self._search.stop()
            self._outcome = self._search.run()
        # Whatever it is, the caller's thread reports it.
        except BaseException as fault:
            self._fault = fault
