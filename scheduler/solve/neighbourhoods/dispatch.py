"""Tasks handed out to the pool, their answers taken in, and the time that is left."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from math import inf
from typing import Any, NamedTuple

from scheduler.domain.search import Limits
from scheduler.processes import Done, Ticket
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.pool import Pool, open_pool

LEAST_SPENT = 0.02
"""Deterministic seconds that a task counts at least: building its models takes time too."""


class Work(Enum):
    """What a task does."""

    INSERT = auto()
    IMPROVE = auto()
    PROVE = auto()


class Task(NamedTuple):
    """A task handed out.

    Attributes
    ----------
    subject
        The cohort to place, the neighbourhood or the proof.
    version
        Of the plan that the task was given.
    """

    work: Work
    subject: Any
    version: int


class Dispatch:
    """Who works on what; answers come in the order of submission where runs are deterministic.

    Attributes
    ----------
    spent
        Deterministic seconds of all tasks so far, by what they do.
    """

    def __init__(self, limits: Limits):
        self._limits = limits
        self._pool: Pool | None = None
        self._stopped = threading.Event()
        self._started = time.monotonic()
        self._tasks: dict[Ticket, Task] = {}
        self._early: dict[Ticket, Done] = {}
        self.spent = dict.fromkeys(Work, 0.0)

    def open(self, known: Known) -> None:
        """Start the clock and the pool; who works in it knows `known`."""
        self._started = time.monotonic()
        until = inf if self._limits.deterministic else self._started + self._limits.seconds
        self._pool = open_pool(replace(known, until=until), self._limits.workers)

    def stop(self) -> None:
        """Have all tasks end soon, and no time be left."""
        self._stopped.set()
        if self._pool is not None:
            self._pool.stop()

    def close(self) -> None:
        """End the pool."""
        if self._pool is not None:
            self._pool.close()

    @property
    def elapsed(self) -> float:
        """Seconds since the clock was started."""
        return time.monotonic() - self._started

    @property
    def spent_by_each(self) -> float:
        """Deterministic seconds of all tasks so far, divided by the processes."""
        return sum(self.spent.values()) / self._limits.workers

    @property
    def left(self) -> float:
        """Seconds left: deterministic ones, of all tasks, where no clock is to be read."""
        if self._stopped.is_set():
            return 0.0
        return self._limits.seconds - (self.spent_by_each if self._limits.deterministic else self.elapsed)

    @property
    def free(self) -> int:
        """How many processes have nothing to do."""
        return self._limits.workers - len(self._tasks)

    def under_way(self, work: Work) -> list[Any]:
        """Return the subjects of the tasks of one kind that are handed out."""
        return [task.subject for task in self._tasks.values() if task.work is work]

    def submit(self, task: Task, function: Callable[..., Any], *more: Any) -> None:
        """Hand out ``function(known, stopping, task.subject, *more)``."""
        assert self._pool is not None
        limit = None if self._limits.deterministic else max(5.0, self.left + 5.0)
        ticket = self._pool.submit(function, task.subject, *more, seconds=limit)
        self._tasks[ticket] = task

    def next(self) -> tuple[Task, Any] | None:
        """Return the next task that ends, and what it gave; None once the time is over.

        A task whose process died, or that never began, gave None.

        Raises
        ------
        RuntimeError
            With the traceback of what a task raised: a fault of this program.
        """
        done = self._next()
        if done is None:
            return None
        if done.raised:
            raise RuntimeError(done.raised.traceback)
        task = self._tasks.pop(done.ticket)
        if done.value is not None:
            self.spent[task.work] += max(LEAST_SPENT, done.value.spent)
        return task, done.value

    def _next(self) -> Done | None:
        assert self._pool is not None
        if not self._limits.deterministic:
            return self._pool.next(max(0.0, self.left)) if self._tasks else None
        while self._tasks:
            oldest = min(self._tasks)
            if oldest in self._early:
                return self._early.pop(oldest)
            done = self._pool.next(None)
            if done is None or done.ticket == oldest:
                return done
            self._early[done.ticket] = done
        return None
