"""The pool, seen from the process that owns it."""

import contextlib
import multiprocessing
import pickle
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf
from multiprocessing import resource_tracker, util
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Any

from scheduler.processes.answers import Done, Raised, Ticket
from scheduler.processes.worker import INTERRUPTIONS, RunTask, Stop, serve

GRACE = 5.0
"""Seconds that a task told to stop has for it before its process is killed, at a limit or at the end."""


@dataclass(eq=False)
class _Worker:
    """A process, our end of its connection, and the task it has.

    Attributes
    ----------
    until
        When the task is told to stop, then when its process is killed.
    """

    process: SpawnProcess
    connection: "Connection[Any, Any]"
    ticket: Ticket | None = None
    until: float = inf
    told: bool = False

    def tell(self, message: RunTask | Stop | None) -> None:
        """Send `message`; a process that is gone is noticed where answers are awaited."""
        with contextlib.suppress(OSError):
            self.connection.send(message)


class Workers:
    """At most `count` processes that do tasks in the order in which they are submitted.

    Processes start when a task waits for one; one that dies is replaced in the same way. One
    thread submits and waits for answers; :meth:`stop` alone may be called from elsewhere.

    Parameters
    ----------
    setup, setup_args
        Called once in each process; what it returns is the first argument of every task.
        If it raises, every task of that process is answered with what it raised.
    """

    def __init__(self, count: int, setup: Callable[..., Any] | None = None, setup_args: tuple[Any, ...] = ()):
        if count < 1:
            raise ValueError(f"count {count} is not above 0")
        self._count = count
        self._setup = pickle.dumps((setup, setup_args))
        self._workers: list[_Worker] = []
        self._waiting: deque[tuple[Ticket, bytes, float]] = deque()
        self._done: deque[Done] = deque()
        self._submitted = 0
        self._stops: deque[tuple[Ticket, ...]] = deque()
        self._heard, self._wake = multiprocessing.Pipe(duplex=False)
        # If nobody closes the pool, the end of the program does, before it waits for its processes.
        self._finalizer = util.Finalize(self, _end, (self._workers,), exitpriority=100)

    @property
    def pending(self) -> int:
        """Tickets not yet answered by :meth:`next`."""
        return len(self._waiting) + len(self._done) + sum(x.ticket is not None for x in self._workers)

    @property
    def running(self) -> tuple[Ticket, ...]:
        """Tickets that a process has, oldest first."""
        return tuple(sorted(x.ticket for x in self._workers if x.ticket is not None))

    def submit(self, function: Callable[..., Any], *args: Any, seconds: float | None = None) -> Ticket:
        """Queue ``function(state, stopping, *args)`` and return the ticket of its answer.

        Parameters
        ----------
        function
            Found by its name in the other process. `stopping` is a :class:`threading.Event`,
            set when the task is to end soon.
        seconds
            After which the task is told to stop, and a little later its process is killed;
            None sets no limit.
        """
        self._heed()
        ticket = Ticket(self._submitted)
        self._waiting.append((ticket, pickle.dumps((function, args)), inf if seconds is None else seconds))
        self._submitted += 1
        self._hand_out()
        return ticket

    def next(self, timeout: float | None = None) -> Done | None:
        """Return the next task that ends; None after `timeout` seconds, or if nothing is pending."""
        end = inf if timeout is None else time.monotonic() + timeout
        while True:
            self._heed()
            self._hand_out()
            if self._done:
                return self._done.popleft()
            busy = [worker for worker in self._workers if worker.ticket is not None]
            now = time.monotonic()
            if not busy or now > end:
                return None
            until = min(end, *(worker.until for worker in busy))
            ends = [x for worker in busy for x in (worker.connection, worker.process.sentinel)]
            ready = wait([self._heard, *ends], None if until == inf else max(0.0, until - now))
            for worker in busy:
                if worker.connection in ready or worker.process.sentinel in ready:
                    self._collect(worker)
                elif worker.until <= time.monotonic():
                    self._out_of_time(worker)

    def stop(self, *tickets: Ticket) -> None:
        """Tell these tasks to end soon, or all if none is named; later ones are not concerned.

        Those that run answer with what they have by then; those that wait are answered as
        withdrawn. Returns at once, from any thread or signal handler: the tasks hear of it
        from the thread that is in, or next comes to, :meth:`next` or :meth:`submit`.
        """
        self._stops.append(tickets)
        with contextlib.suppress(OSError):
            self._wake.send_bytes(b"stop")

    def close(self) -> None:
        """Tell all tasks to stop and end every process; what they answer is lost."""
        self._waiting.clear()
        for worker in self._workers:
            if worker.ticket is not None:
                worker.tell(Stop(worker.ticket))
            worker.tell(None)
        _join([worker.process for worker in self._workers], GRACE)
        self._finalizer()
        self._workers.clear()
        self._wake.close()
        self._heard.close()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -------------------------------------------------------------- the owner's thread

    def _heed(self) -> None:
        """Do what :meth:`stop` was asked for."""
        while self._heard.poll():
            self._heard.recv_bytes()
        while self._stops:
            tickets = self._stops.popleft()
            for worker in self._workers:
                if worker.ticket is not None and (not tickets or worker.ticket in tickets):
                    worker.tell(Stop(worker.ticket))
            waiting, self._waiting = self._waiting, deque()
            for task in waiting:
                if not tickets or task[0] in tickets:
                    self._done.append(Done(task[0], withdrawn=True))
                else:
                    self._waiting.append(task)

    def _hand_out(self) -> None:
        """Give waiting tasks to idle processes, and start those that are missing."""
        while self._waiting and (worker := self._idle()) is not None:
            worker.ticket, task, seconds = self._waiting.popleft()
            worker.until, worker.told = time.monotonic() + seconds, False
            worker.tell(RunTask(worker.ticket, task))

    def _idle(self) -> _Worker | None:
        for worker in [x for x in self._workers if x.ticket is None]:
            if worker.process.is_alive():
                return worker
            self._drop(worker)
        return self._start() if len(self._workers) < self._count else None

    def _start(self) -> _Worker:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
        with without_interrupts():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        with contextlib.suppress(OSError):
            ours.send_bytes(self._setup)
        return worker

    def _collect(self, worker: _Worker) -> None:
        """Take the answer of `worker`, or note that it died without one."""
        assert worker.ticket is not None
        try:
            answer = worker.connection.recv() if worker.connection.poll() else None
        except (EOFError, OSError):
            answer = None
        if answer is None:
            self._done.append(Done(worker.ticket, died=self._drop(worker)))
            return
        worker.ticket = None
        if answer.raised:
            self._done.append(Done(answer.ticket, raised=answer.raised))
            return
        try:
            self._done.append(Done(answer.ticket, pickle.loads(answer.value)))
        except Exception as fault:
            self._done.append(Done(answer.ticket, raised=Raised.of(fault)))

    def _drop(self, worker: _Worker) -> int:
        """Forget a process that is over, and return its exit code."""
        _join([worker.process], 1.0)
        self._workers.remove(worker)
        worker.connection.close()
        return worker.process.exitcode or 0

    def _out_of_time(self, worker: _Worker) -> None:
        if worker.told or worker.ticket is None:
            worker.process.kill()
            worker.until = inf
        else:
            worker.tell(Stop(worker.ticket))
            worker.until, worker.told = time.monotonic() + GRACE, True


def _join(processes: list[SpawnProcess], seconds: float) -> None:
    """Wait for the end of `processes`, and kill those that still run after `seconds`."""
    until = time.monotonic() + seconds
    for process in processes:
        process.join(max(0.0, until - time.monotonic()))
    for process in processes:
        if process.is_alive():
            process.kill()
            process.join()


def _end(workers: list[_Worker]) -> None:
    for worker in workers:
        worker.connection.close()
    _join([worker.process for worker in workers], 0.0)


@contextlib.contextmanager
def without_interrupts() -> Iterator[None]:
    """Start processes that Ctrl-C and its like cannot reach, not even before they ignore them themselves."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The helper process of multiprocessing would lift the mask if it had to be started inside.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTIONS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
