"""Centres small enough to be solved in a moment, one that takes for ever, and ways to run a batch."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scheduler.exchange.output.batch import Result, read_result
from scheduler.text import speaking
from tests.cli.conftest import Run, run, write_tables
from tests.cli.test_interrupt import CROWDED

__all__ = ["Run", "run"]

ROOT = Path(__file__).parents[2]
LONG = 60.0
"""Far more than anything here takes: a test that waits so long fails for its own reason."""

ENDLESS = ["--time-limit", "300"]

needs_signals = pytest.mark.skipif(os.name == "nt", reason="signals of another kind on Windows")


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SCHEDULER_LANG", raising=False)
    with speaking("fr"):
        yield


def tiny(folder: Path, *names: str) -> Path:
    """Write centres of one cohort, optimal in a moment, into `folder`; return it."""
    folder.mkdir(exist_ok=True)
    for name in names:
        write_tables(folder / name)
    return folder


def crowded(folder: Path, *names: str) -> Path:
    """Write centres whose optimum takes minutes to prove into `folder`; return it."""
    folder.mkdir(exist_ok=True)
    for name in names:
        write_tables(folder / name, **CROWDED)
    (folder / "weights.yaml").write_text("weights: {trainer_balance: 9, room_stability: 7, continuity: 3}\n")
    return folder


@pytest.fixture
def launched(tmp_path: Path) -> Iterator[Callable[..., "subprocess.Popen[str]"]]:
    """Start ``scheduler batch`` in a process of its own; it does not outlive the test."""
    started: list[subprocess.Popen[str]] = []

    def launch(*arguments: object) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "scheduler", "batch", *map(str, arguments)],
            cwd=tmp_path,
            env=os.environ | {"SCHEDULER_LANG": "fr", "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            # A process group of its own, as a terminal gives each command: Ctrl-C is for all of it.
            start_new_session=True,
        )
        started.append(process)
        return process

    yield launch
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def ctrl_c(process: "subprocess.Popen[str]") -> None:
    """Do what a terminal does: interrupt the process and all those it has started."""
    os.killpg(process.pid, signal.SIGINT)


def heard(process: "subprocess.Popen[str]", text: str) -> str:
    """Return the first line of progress that holds `text`."""
    assert process.stderr is not None
    line = next((line for line in process.stderr if text in line), "")
    assert line, f"{text!r} was never said"
    return line


def until(what: Callable[[], Any]) -> Any:
    """Return what `what` says once it is something."""
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def told(out: Path) -> dict[str, Result]:
    """Return what the small files beside the plans say, by name."""
    found = {path.name: read_result(path) for path in sorted(out.iterdir()) if path.is_dir()}
    return {name: result for name, result in found.items() if result is not None}
