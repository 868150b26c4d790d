"""The engine of one machine: a process for each job that runs."""

from dataclasses import replace
from threading import Event

from scheduler.commands.batch.engine import Engine, lost, never_begun
from scheduler.commands.batch.job import Job
from scheduler.commands.batch.task import do, without_plan
from scheduler.exchange.output.batch import Result, State
from scheduler.processes import Done, Ticket, Workers, how_it_ended
from scheduler.text import _, language, use

ATTEMPTS = 2
"""Times that a job is begun if its process dies: memory may have been short for a moment."""

PATIENCE = 120.0
"""Seconds that a job has for all but the search, on a busy machine; then its process hangs."""


class LocalEngine(Engine):
    """Persistent processes of this machine, `jobs` at a time; one that dies takes no other job with it."""

    def __init__(self, jobs: int):
        self._slots = jobs
        self._workers = Workers(jobs, use, (language(),))
        self._jobs: dict[Ticket, Job] = {}
        self._begun: dict[str, int] = {}

    @property
    def slots(self) -> int:
        """Jobs that are done at the same time."""
        return self._slots

    def submit(self, job: Job) -> None:
        """Have a job done, after those submitted before it."""
        limits = job.options.limits
        # Deterministic seconds are the solver's own: no clock tells how long they take.
        seconds = None if limits.deterministic else 2 * limits.seconds + PATIENCE
        self._begun[job.name] = self._begun.get(job.name, 0) + 1
        self._jobs[self._workers.submit(_in_a_worker, job, seconds=seconds)] = job

    def next(self, timeout: float) -> tuple[Job, Result] | None:
        """Return a job that ended; None if none does within `timeout` seconds."""
        done = self._workers.next(timeout)
        if done is None:
            return None
        job = self._jobs.pop(done.ticket)
        if done.died is not None and self._begun[job.name] < ATTEMPTS:
            self.submit(job)
            return None
        return job, self._result(job, done)

    def running(self) -> tuple[Job, ...]:
        """Return the jobs that are being done."""
        return tuple(self._jobs[ticket] for ticket in self._workers.running)

    def stop(self) -> None:
        """Have the running jobs end soon, and the others come back as stopped."""
        self._workers.stop()
        # A process that dies from now on is not given a second chance.
        self._begun = dict.fromkeys(self._begun, ATTEMPTS)

    def close(self) -> None:
        """End the processes."""
        self._workers.close()

    def _result(self, job: Job, done: Done) -> Result:
        if done.withdrawn:
            return never_begun(job)
        if done.raised:
            told = f"{done.raised.kind}: {done.raised.text}"
            return replace(without_plan(job, State.CRASHED, told), details=done.raised.traceback)
        if done.died is not None:
            reason = _("Its process ended without an answer ({end}), {count} times.")
            return lost(job, reason.format(end=how_it_ended(done.died), count=self._begun[job.name]))
        result: Result = done.value
        return result


def _in_a_worker(_state: None, stopping: Event, job: Job) -> Result:
    return do(job, stopping)
