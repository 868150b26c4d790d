"""Where tasks run: in worker processes, or one after another in this one where there is one thread."""

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

from scheduler.processes import Done, Ticket, Workers
from scheduler.solve.known import Known


class Pool(Protocol):
    """What the search asks of a pool; see :class:`scheduler.processes.Workers`."""

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float | None = None) -> Ticket:
        """Queue a task and return its ticket."""

    def next(self, timeout: float | None = None) -> Done | None:
        """Return a task that ended."""

    def stop(self) -> None:
        """Have all tasks end soon."""

    def close(self) -> None:
        """End the pool."""


class Inline:
    """Does tasks in the caller's thread, when it asks for the next one that ends."""

    def __init__(self, known: Known):
        self._known = known
        self._waiting: deque[tuple[Ticket, Callable[..., Any], tuple[Any, ...]]] = deque()
        self._stopping = threading.Event()
        self._count = 0

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float | None = None) -> Ticket:
        """Queue a task and return its ticket."""
        ticket = Ticket(self._count)
        self._count += 1
        self._waiting.append((ticket, function, args))
        return ticket

    def next(self, timeout: float | None = None) -> Done | None:
        """Do the oldest task and return how it ended."""
        if not self._waiting:
            return None
        ticket, function, args = self._waiting.popleft()
        if self._stopping.is_set():
            return Done(ticket, withdrawn=True)
        return Done(ticket, function(self._known, self._stopping, *args))

    def stop(self) -> None:
        """Have all tasks end soon."""
        self._stopping.set()

    def close(self) -> None:
        """Forget what waits."""
        self._waiting.clear()


def open_pool(known: Known, processes: int) -> Pool:
    """Return a pool of so many processes; of one, the caller's own."""
    if processes == 1:
        return Inline(known)
    # The clock of another process may have another zero: the search itself ends its tasks there.
    return Workers(processes, Known, (known.instance, known.settings, known.limits))
