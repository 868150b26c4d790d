"""Long work in a thread of its own, so that somebody can watch it and stop it."""

import threading
import time
from abc import ABC, abstractmethod
from typing import Generic, TypeVar

from scheduler.domain.search import Progress

T = TypeVar("T")

THREAD = "work in the background"
"""Name of the threads that do such work."""

GRACE = 3.0
"""Seconds after :meth:`Background.stop` at which nobody waits any longer."""


class Background(ABC, Generic[T]):
    """Work that ends by itself, or soon after it is told to stop."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._told: float | None = None
        self._result: T
        self._fault: BaseException | None = None
        self._left: tuple[T] | None = None
        # A daemon: if the process is told to end at once, no work keeps it alive.
        self._thread = threading.Thread(target=self._run, name=THREAD, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End soon, with what is found by then."""
        if self._told is None:
            self._told = time.monotonic()
        self._stopping.set()

    @property
    def stopped(self) -> bool:
        """True once :meth:`stop` was called."""
        return self._stopping.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, and tell whether the work is over."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def late(self, until: float | None = None) -> bool:
        """Tell whether it should be over: it is past `until`, or was told to stop a while ago.

        A model that is being built or simplified does not hear that it is to stop.
        """
        now = time.monotonic()
        return (until is not None and now >= until) or (self._told is not None and now >= self._told + GRACE)

    def result(self) -> T:
        """Return what the work ended with, or raise what it raised; waits for its end.

        If it was left behind, what it had by then.
        """
        if self._left is not None:
            return self._left[0]
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._result

    def leave(self) -> None:
        """Wait no longer for work that does not end: its thread goes on until the process ends."""
        self.stop()
        if not self.wait(0):
            self._left = (self._so_far(),)

    @abstractmethod
    def _so_far(self) -> T:
        """Return what is found by now, while the work goes on."""

    @abstractmethod
    def progress(self) -> Progress | None:
        """Return where the work stands; None while it is getting ready."""

    @abstractmethod
    def _work(self) -> T:
        """Do the work, and look at :attr:`stopped` now and then."""

    def _run(self) -> None:
        try:
            self._result = self._work()
        # Whatever it is, the caller's thread reports it.
        except BaseException as fault:
            self._fault = fault
