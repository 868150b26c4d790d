"""No process outlives its pool, nor the process that owns the pool."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scheduler.processes import Workers
from tests.processes import tasks
from tests.processes.test_workers import LONG, wait_for

ROOT = Path(__file__).parents[2]

OWNER = """
import sys, time
from pathlib import Path
from scheduler.processes import Workers
from tests.processes import tasks

workers = Workers(2)
for mark in sys.argv[2:]:
    workers.submit(tasks.deaf, Path(mark))
while not all(Path(mark).exists() and Path(mark).read_text() for mark in sys.argv[2:]):
    time.sleep(0.01)
print("ready", flush=True)
if sys.argv[1] == "wait":
    time.sleep(60)
elif sys.argv[1] == "raise":
    raise RuntimeError
"""


def gone(process: int) -> bool:
    """Tell whether a process ends within a few seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
            # A zombie has ended; it waits for a parent that collects it.
            if Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except (OSError, IndexError):
            return True
        time.sleep(0.02)
    return False


def owner(tmp_path: Path, end: str) -> tuple["subprocess.Popen[str]", list[Path]]:
    marks = [tmp_path / "one", tmp_path / "two"]
    command = [sys.executable, "-c", OWNER, end, *map(str, marks)]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ), marks


def test_they_die_with_an_owner_that_is_killed(tmp_path: Path) -> None:
    process, marks = owner(tmp_path, "wait")
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        process.kill()
    assert [gone(int(mark.read_text())) for mark in marks] == [True, True]


@pytest.mark.parametrize("end", ["leave", "raise"])
def test_an_owner_that_forgot_them_ends_at_once_and_they_do_too(tmp_path: Path, end: str) -> None:
    process, marks = owner(tmp_path, end)
    process.communicate(timeout=LONG)
    assert process.returncode == (1 if end == "raise" else 0)
    assert [gone(int(mark.read_text())) for mark in marks] == [True, True]


def test_they_die_with_the_pool_even_those_that_do_not_listen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.processes.pool.GRACE", 0.1)
    with Workers(2) as workers:
        workers.submit(tasks.deaf, tmp_path / "one")
        workers.submit(tasks.echo)
        wait_for(tmp_path / "one")
    assert gone(int((tmp_path / "one").read_text()))
