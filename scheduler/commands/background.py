"""Long work in a thread of its own, so that somebody can watch it and stop it."""

import threading
import time
from abc import ABC, abstractmethod
from typing import Generic, Protocol, TypeVar

from scheduler.domain.search import Progress

T = TypeVar("T")
Found = TypeVar("Found", covariant=True)

THREAD = "work in the background"
"""Name of the threads that do such work."""

PATIENCE = 1.0
"""Seconds after its time at which work that has not ended is left behind, with what it has."""

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
        self._ready: float | None = None
        # A daemon: if the process is told to end at once, no work keeps it alive.
        self._thread = threading.Thread(target=self._run, name=THREAD, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End soon, with what is found by then."""
        if self._told is None:
            self._told = time.monotonic()
        self._end_soon()

    @property
    def stopped(self) -> bool:
        """True if somebody stopped it, not the clock."""
        return self._told is not None

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`, and tell whether the work is over."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def overdue(self, seconds: float | None) -> bool:
        """Tell whether the work should be over: after `seconds`, or since it was told to stop a while ago.

        Getting ready does not count: loading the solver takes as long as the machine is busy. A
        model that is being built or simplified does not hear that it is to stop.
        """
        now = time.monotonic()
        if self._told is not None and now >= self._told + GRACE:
            return True
        if seconds is None:
            return False
        if self._ready is None and self.progress() is not None:
            self._ready = now
        return self._ready is not None and now >= self._ready + seconds + PATIENCE

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
        if self._thread.is_alive():
            self._end_soon()
            self._left = (self._so_far(),)

    @property
    def _ending(self) -> bool:
        """True once the work is to end soon, whatever the reason."""
        return self._stopping.is_set()

    def _end_soon(self) -> None:
        """Have the work end soon."""
        self._stopping.set()

    @abstractmethod
    def _so_far(self) -> T:
        """Return what is found by now, while the work goes on."""

    @abstractmethod
    def progress(self) -> Progress | None:
        """Return where the work stands; None while it is getting ready."""

    @abstractmethod
    def _work(self) -> T:
        """Do the work, and look at :attr:`_ending` now and then."""

    def _run(self) -> None:
        try:
            self._result = self._work()
        # Whatever it is, the caller's thread reports it.
        except BaseException as fault:
            self._fault = fault


class Interruptible(Protocol[Found]):
    """What searches by itself, and can be asked how far it is."""

    def progress(self) -> Progress:
        """Return where it stands."""

    def stop(self) -> None:
        """End soon."""

    def so_far(self) -> Found:
        """Return what is found by now."""

    def run(self) -> Found:
        """Search."""


class Searching(Background[T]):
    """A search in the background: made in its thread, since that loads the solver."""

    def __init__(self) -> None:
        super().__init__()
        self._search: Interruptible[T] | None = None

    def progress(self) -> Progress | None:
        """Return where the search stands; None while the solver is being loaded."""
        return None if self._search is None else self._search.progress()

    @abstractmethod
    def _made(self) -> Interruptible[T]:
        """Return the search."""

    @abstractmethod
    def _nothing(self) -> T:
        """Return what is found before the search is made."""

    def _end_soon(self) -> None:
        super()._end_soon()
        if self._search is not None:
            self._search.stop()

    def _so_far(self) -> T:
        return self._nothing() if self._search is None else self._search.so_far()

    def _work(self) -> T:
        self._search = self._made()
        if self._ending:
            self._search.stop()
        return self._search.run()
