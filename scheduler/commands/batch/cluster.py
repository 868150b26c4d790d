"""The engine of several machines: a dask cluster that sees the same disk.

Tasks write their results themselves, so what is finished stays finished whatever becomes of
workers, scheduler or client. dask gives the task of a worker that is lost to another one.
"""

import asyncio
import contextlib
import logging
import threading
import time
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING
from uuid import uuid4

from scheduler.commands.batch.engine import Engine, lost, never_begun, written
from scheduler.commands.batch.job import Job
from scheduler.commands.batch.task import do, without_plan
from scheduler.commands.solve import versions
from scheduler.errors import InputError
from scheduler.exchange.output.batch import Result, State
from scheduler.processes import without_interrupts
from scheduler.text import _, use

if TYPE_CHECKING:
    import distributed

LONGEST_WAIT = 3
"""Seconds that a scheduler has to answer."""

LOOK = 1.0
"""Seconds between two questions to the scheduler about who does what."""

TALKATIVE = ("distributed", "distributed.client")
"""Loggers of dask in this process: what is to be known of a job is its result."""

ALONE = {
    # A job is tried twice if its process dies, as on the engine of one machine.
    "distributed.scheduler.allowed-failures": 1,
    # A worker holds no job but the one it does: those of a worker that dies would be suspected with it.
    "distributed.scheduler.worker-saturation": 1.0,
    # A search may have processes of its own.
    "distributed.worker.daemon": False,
}
"""Settings of a cluster that this program starts."""


class ClusterEngine(Engine):
    """The workers of a dask scheduler, or processes of this machine under one of our own.

    Parameters
    ----------
    address
        Of a scheduler, such as ``tcp://10.0.0.1:8786``; None starts one, with `jobs` processes.

    Raises
    ------
    InputError
        If dask.distributed is not installed, or no scheduler answers at `address`.
    """

    def __init__(self, address: str | None, jobs: int):
        try:
            import distributed
        except ImportError as fault:
            raise InputError.at(
                "--engine dask",
                _("the package “distributed” is not installed."),
                _('Install the program with its extra: pip install "scheduler[cluster]".'),
            ) from fault
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._cluster: distributed.LocalCluster | None = None
        # Ctrl-C reaches every process of the terminal; this one alone decides what it means.
        with without_interrupts():
            if address is None:
                self._cluster = _own_cluster(jobs)
                self._client = _connected(self._cluster)
            else:
                self._client = _connected(address)
        self._stop = distributed.Event(f"stop-{uuid4().hex}", self._client)
        self._jobs: dict[str, Job] = {}
        self._futures: dict[str, distributed.Future] = {}
        self._ended: SimpleQueue[distributed.Future] = SimpleQueue()
        self._stopping = False
        self._asked = 0.0
        self._slots = 0
        self._running: tuple[str, ...] = ()
        self._look()

    @property
    def slots(self) -> int:
        """Jobs that are done at the same time; 0 while there is no worker."""
        self._look()
        return self._slots

    def submit(self, job: Job) -> None:
        """Have a job done, after those submitted before it."""
        key = f"{job.name}-{uuid4().hex}"
        self._jobs[key] = job
        future = self._client.submit(do_there, job, self._stop.name, key=key, pure=False)
        self._futures[key] = future
        future.add_done_callback(self._ended.put)

    def next(self, timeout: float) -> tuple[Job, Result] | None:
        """Return a job that ended; None if none does within `timeout` seconds."""
        try:
            future = self._ended.get(timeout=timeout)
        except Empty:
            return None
        key = str(future.key)
        job = self._jobs.pop(key)
        del self._futures[key]
        return job, self._result(job, future)

    def running(self) -> tuple[Job, ...]:
        """Return the jobs that the workers have."""
        self._look()
        return tuple(self._jobs[key] for key in self._running if key in self._jobs)

    def stop(self) -> None:
        """Have the running jobs end soon, and the others come back as stopped."""
        self._stopping = True
        self._tell()
        self._asked = 0.0
        self._look()
        waiting = [future for key, future in self._futures.items() if key not in self._running]
        with contextlib.suppress(Exception):
            self._client.cancel(waiting, force=True)

    def close(self) -> None:
        """Let go of the cluster, and end it if it is our own."""
        if self._futures:
            self._tell()
        for end in (self._client, self._cluster):
            if end is not None:
                # Whatever is wrong with a cluster that is left is no longer ours.
                with contextlib.suppress(Exception):
                    end.close(timeout=LONGEST_WAIT)

    def _tell(self) -> None:
        """Tell the running jobs to end; dask's cancel would only forget them."""
        with contextlib.suppress(Exception):
            self._stop.set()

    def _look(self) -> None:
        """Ask now and then how many workers there are, and what they do."""
        if time.monotonic() - self._asked < LOOK:
            return
        # A scheduler that does not answer is noticed by the futures.
        with contextlib.suppress(Exception):
            self._slots = sum(self._client.nthreads().values())
            self._running = tuple(str(key) for keys in self._client.processing().values() for key in keys)
        self._asked = time.monotonic()

    def _result(self, job: Job, future: "distributed.Future") -> Result:
        if (result := written(job)) is not None:
            return result
        if future.status == "finished":
            result = future.result(timeout=LONGEST_WAIT)
            if not result.has_plan:
                return result
            reason = _("Its worker wrote the plan to a disk that this machine does not see.")
            return without_plan(job, State.CRASHED, reason)
        if future.status == "cancelled":
            return (
                never_begun(job) if self._stopping else lost(job, _("The connection to the cluster is lost."))
            )
        fault = future.exception(timeout=LONGEST_WAIT)
        return lost(job, f"{type(fault).__name__}: {fault}")


def do_there(job: Job, stop: str) -> Result:
    """Do a job on a worker, listening to the event called `stop` for as long as it takes.

    Raises
    ------
    RuntimeError
        If the worker has other versions of what the plan depends on.
    """
    import distributed

    event = distributed.Event(stop, distributed.get_client())
    if event.is_set():
        return never_begun(job)
    # For good: jobs of other threads of the worker speak the same, and may outlast this one.
    use(job.options.language)
    if versions() != job.options.versions:
        told = {"here": job.options.versions, "there": versions()}
        raise RuntimeError(_("The worker has other versions: {there}, not {here}.").format(**told))
    stopping, over = threading.Event(), threading.Event()
    threading.Thread(target=_listen, args=(event, stopping, over), daemon=True).start()
    try:
        return do(job, stopping)
    finally:
        over.set()


def _listen(event: "distributed.Event", stopping: threading.Event, over: threading.Event) -> None:
    """Pass a stop on until the job is over; without a scheduler nobody can ask for one."""
    with contextlib.suppress(Exception):
        while not over.is_set():
            if event.wait(timeout=1):
                stopping.set()
                return


def _own_cluster(jobs: int) -> "distributed.LocalCluster":
    import dask
    import distributed

    with dask.config.set(ALONE):
        return distributed.LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            memory_limit=0,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        )


def _connected(cluster: "distributed.LocalCluster | str") -> "distributed.Client":
    """Return a client of `cluster`, an address having been asked first whether a scheduler is there.

    A client that fails to connect goes on trying behind the scenes, for longer than anybody waits.
    """
    import distributed

    try:
        if isinstance(cluster, str):
            asyncio.run(asyncio.wait_for(_asked(cluster), LONGEST_WAIT))
        return distributed.Client(cluster, timeout=LONGEST_WAIT, set_as_default=False)
    # Whoever else answers there may send anything, and it may fail to be understood in any way.
    except Exception as fault:
        raise InputError.at(
            str(cluster),
            _("no dask scheduler answers there ({reason}).").format(
                reason=str(fault) or type(fault).__name__
            ),
            _("Start one with “dask scheduler”, and give the address that it shows."),
        ) from fault


async def _asked(address: str) -> None:
    from distributed.core import rpc
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    async with rpc(address, timeout=LONGEST_WAIT, connection_args=arguments) as whoever:
        kind = (await whoever.identity())["type"]
    if kind != "Scheduler":
        raise ValueError(kind)
