"""A batch on a dask cluster: a real scheduler, real workers, and what becomes of them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import distributed
import psutil
import pytest

from scheduler.commands.check import judge
from scheduler.exchange.output.batch import State
from tests.batch.conftest import (
    ENDLESS,
    LONG,
    ROOT,
    Run,
    crowded,
    ctrl_c,
    needs_signals,
    tiny,
    told,
    until,
)
from tests.thorough import thorough

pytestmark = thorough

BEGUN = 4.0
"""Seconds of the processor after which a worker has loaded the program and reads or searches."""


class Cluster(NamedTuple):
    """A scheduler and its two workers, by the addresses that it knows them by."""

    address: str
    client: distributed.Client
    workers: dict[str, "subprocess.Popen[bytes]"]

    def busy(self) -> list[str]:
        """Return the addresses of the workers that have something to do."""
        return [address for address, keys in self.client.processing().items() if keys]

    def work(self) -> list[float]:
        """Return the seconds of the processor that each worker has taken."""
        return [psutil.Process(worker.pid).cpu_times().user for worker in self.workers.values()]


def dask(folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    file = tmp_path / "scheduler.json"
    here = ("--no-dashboard", "--scheduler-file", str(file))
    master = dask(tmp_path, "scheduler", "--host", "127.0.0.1", "--port", "0", *here)
    options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))
    started = [dask(tmp_path, "worker", *here, *options) for _number in range(2)]
    until(lambda: file.exists() and file.stat().st_size)
    with distributed.Client(scheduler_file=str(file), timeout=LONG, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=LONG)
        processes = {process.pid: process for process in started}
        workers = {address: processes[pid] for address, pid in client.run(os.getpid).items()}
        yield Cluster(client.scheduler.address, client, workers)
    for process in (*started, master):
        process.kill()
        process.wait()


@needs_signals
def test_ctrl_c_stops_the_solvers_and_a_lost_worker_is_replaced(
    launched, cluster: Cluster, tmp_path: Path
) -> None:
    """One cluster for both, for it takes its time to start."""
    endless = crowded(tmp_path / "endless", "x", "y", "z")
    idle = cluster.work()
    batch = launched(endless, "-o", "stopped", "--engine", "dask", "--address", cluster.address, *ENDLESS)
    until(lambda: len(cluster.busy()) == 2)
    # A worker that was given a job has not begun it yet: loading the program comes first.
    until(lambda: all(now - before > BEGUN for now, before in zip(cluster.work(), idle, strict=True)))
    asked = time.time()
    ctrl_c(batch)
    batch.communicate(timeout=LONG)
    assert batch.returncode == 1
    stopped = told(tmp_path / "stopped")
    # The third was never begun; the others ended long before their time.
    assert len(stopped) == 2
    assert {result.stopped for result in stopped.values()} == {True}
    assert max(path.stat().st_mtime for path in (tmp_path / "stopped").glob("*/result.json")) - asked < LONG

    network = tiny(tmp_path / "network", "a", "b", "c", "d")
    batch = launched(network, "-o", "whole", "--engine", "dask", "--address", cluster.address)
    lost = until(cluster.busy)[0]
    cluster.workers[lost].kill()
    answer, progress = batch.communicate(timeout=LONG)
    assert batch.returncode == 0, progress
    assert answer.startswith("4 au total : optimal 4\n")
    assert {name: x.status for name, x in told(tmp_path / "whole").items()} == dict.fromkeys(
        "abcd", State.OPTIMAL
    )
    assert all(judge(tmp_path / "whole" / name / "plan.json").ok for name in "abcd")
    assert cluster.workers[lost].wait() != 0


@needs_signals
def test_without_an_address_it_starts_a_cluster_and_ends_it(launched, tmp_path: Path) -> None:
    tiny(tmp_path, "a", "b")
    (tmp_path / "b" / "salles.csv").unlink()
    batch = launched("a", "b", "-o", "out", "--engine", "dask", "--jobs", "1")
    answer, progress = batch.communicate(timeout=LONG)
    assert batch.returncode == 1, progress
    assert answer.startswith("2 au total : optimal 1, données à corriger 1\n")
    # Nothing but the two lines of progress: what dask has to say is for those who run it.
    assert [line.split()[1] for line in progress.splitlines()] == ["1/2", "2/2"]


def test_a_scheduler_that_is_not_there_is_said_soon(run: Run, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("scheduler.commands.batch.cluster.LONGEST_WAIT", 0.5)
    tiny(tmp_path, "a")
    # Port 9 of this machine throws away what it is sent, where there is one at all.
    result = run("batch", "a", "-o", "out", "--engine", "dask", "--address", "tcp://127.0.0.1:9")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("tcp://127.0.0.1:9: aucun ordonnanceur dask n'y répond (")
    assert "dask scheduler" in result.stderr
    assert run("batch", "a", "-o", "out", "--engine", "dask", "--address", "nowhere").exit_code == 2


def test_an_engine_that_is_not_installed_is_named_with_its_extra(
    run: Run, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    tiny(tmp_path, "a")
    result = run("batch", "a", "-o", "out", "--engine", "dask")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "--engine dask: le paquet « distributed » n'est pas installé. "
        'Installez le programme avec son extra : pip install "scheduler[cluster]".\n'
    )
