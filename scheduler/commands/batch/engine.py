"""What a batch asks of an engine: to take jobs, to say how each ended, and to stop."""

from abc import ABC, abstractmethod
from dataclasses import replace
from types import TracebackType

from scheduler.commands.batch.job import Job
from scheduler.commands.batch.task import without_plan
from scheduler.exchange.output.batch import Result, State, read_result
from scheduler.text import _


class Engine(ABC):
    """Where jobs are done. One thread uses it; every job submitted comes back once."""

    @property
    @abstractmethod
    def slots(self) -> int:
        """Jobs that are done at the same time."""

    @abstractmethod
    def submit(self, job: Job) -> None:
        """Have a job done, after those submitted before it."""

    @abstractmethod
    def next(self, timeout: float) -> tuple[Job, Result] | None:
        """Return a job that ended; None if none does within `timeout` seconds."""

    @abstractmethod
    def running(self) -> tuple[Job, ...]:
        """Return the jobs that are being done."""

    @abstractmethod
    def stop(self) -> None:
        """Have the running jobs end soon, and the others come back as stopped."""

    @abstractmethod
    def close(self) -> None:
        """End all that was started; a job that still runs is lost."""

    def __enter__(self) -> "Engine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        # Somebody who gives up does not wait for processes: they end with this one.
        if kind is not KeyboardInterrupt:
            self.close()


def written(job: Job) -> Result | None:
    """Return what the job itself wrote of its end, in this run or in one that was stopped."""
    result = read_result(job.folder)
    return result if result is not None and result.fingerprint == job.fingerprint else None


def never_begun(job: Job) -> Result:
    """Return the result of a job that was not begun when the batch was stopped."""
    stopped = without_plan(job, State.STOPPED, _("Not begun: the batch was stopped."))
    return written(job) or replace(stopped, stopped=True)


def lost(job: Job, reason: str) -> Result:
    """Return what became of a job that nobody answered for: what it wrote by itself, else a crash."""
    return written(job) or without_plan(job, State.CRASHED, reason)
