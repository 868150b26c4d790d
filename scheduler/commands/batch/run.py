"""The batch itself: what is known is kept, the rest is done, and the summary is always on disk."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from scheduler.commands.batch.engine import Engine
from scheduler.commands.batch.job import Job
from scheduler.commands.batch.order import JobList
from scheduler.commands.batch.task import finished, without_plan
from scheduler.errors import InputError
from scheduler.exchange.output.batch import Result, State, write_summary

EVERY = 5.0
"""Seconds at least between two writings of the summary, before the last."""


@dataclass(frozen=True)
class Standing:
    """Where a batch stands.

    Attributes
    ----------
    kept
        Of those done, how many an earlier run had answered.
    remaining
        Seconds until the end, judged by the jobs done so far; None before the first.
    """

    elapsed: float
    done: int
    total: int
    kept: int
    running: tuple[str, ...]
    remaining: float | None


class Batch:
    """One run of an order on an engine.

    Use: :meth:`begin`, then :meth:`step` until :attr:`over`, then :meth:`summarise`.
    """

    def __init__(self, order: JobList):
        self.order = order
        self.kept = {job.name: known for job in order.jobs if (known := finished(job)) is not None}
        self.stopped = False
        self._results = dict(self.kept)
        self._told = False
        self._since: dict[str, float] = {}
        self._durations: list[float] = []
        self._started = time.monotonic()
        self._written = 0.0

    @property
    def to_do(self) -> tuple[Job, ...]:
        """The jobs that no earlier run has answered."""
        return tuple(job for job in self.order.jobs if job.name not in self.kept)

    @property
    def over(self) -> bool:
        """True once every job has a result."""
        return len(self._results) == len(self.order.jobs)

    @property
    def results(self) -> tuple[Result, ...]:
        """A result for each job, in their order; those without one are pending."""
        return tuple(
            self._results.get(job.name) or without_plan(job, State.PENDING, "") for job in self.order.jobs
        )

    def stop(self) -> None:
        """End soon, with what is found by then; may be called from a signal handler."""
        self.stopped = True

    def begin(self, engine: Engine) -> None:
        """Give the engine what is to be done."""
        for job in self.to_do:
            engine.submit(job)

    def step(self, engine: Engine, timeout: float) -> Result | None:
        """Wait at most `timeout` seconds for a job to end, and return its result."""
        if self.stopped and not self._told:
            self._told = True
            engine.stop()
        now = time.monotonic()
        for job in engine.running():
            self._since.setdefault(job.name, now)
        ended = engine.next(timeout)
        if ended is None:
            return None
        job, result = ended
        self._results[job.name] = result
        now = time.monotonic()
        # A job may begin and end between two looks; one that crashed has no time of its own.
        self._durations.append(max(result.seconds, now - self._since.get(job.name, now)))
        if not self.over and now - self._written >= EVERY:
            # A summary that cannot be written now may be once somebody closes it; if not, the end says so.
            with contextlib.suppress(InputError):
                self.summarise()
            self._written = time.monotonic()
        return result

    def standing(self, engine: Engine) -> Standing:
        """Return where the batch stands now."""
        running = tuple(job.name for job in engine.running())
        return Standing(
            time.monotonic() - self._started,
            len(self._results),
            len(self.order.jobs),
            len(self.kept),
            running,
            self._remaining(running, engine.slots),
        )

    def summarise(self) -> tuple[Path, ...]:
        """Write the summary of all jobs and return its files.

        Raises
        ------
        InputError
            If it cannot be written.
        """
        return write_summary(self.results, self.order.folder)

    def _remaining(self, running: tuple[str, ...], slots: int) -> float | None:
        """Return the seconds left if the other jobs take as long as those done so far."""
        if not self._durations:
            return None
        usual, now = fmean(self._durations), time.monotonic()
        left = [max(0.0, usual - (now - self._since.get(name, now))) for name in running]
        waiting = len(self.order.jobs) - len(self._results) - len(running)
        return max((usual * waiting + sum(left)) / slots, *left, 0.0)
