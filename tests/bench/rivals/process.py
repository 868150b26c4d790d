"""One program alone: started, watched, ended when its time or its memory is over."""

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MEMORY_MB = 6000.0
"""Resident memory of all processes of a program at which it is ended."""
GRACE = 30.0
"""Seconds that a program may take beyond its time to end by itself."""
POLL = 0.2


@dataclass(frozen=True)
class Ran:
    """How a process went.

    Attributes
    ----------
    peak
        Largest resident memory of it and its children together, in MB, looked at five times a second.
    note
        Why it was ended, or what it said when it failed; empty if it ended well.
    """

    seconds: float
    peak: float
    note: str


def run(command: Sequence[str], log: Path, seconds: float, cwd: Path, memory: float = MEMORY_MB) -> Ran:
    """Run a program that should take `seconds`; what it says goes to `log`."""
    with log.open("wb") as said:
        started = time.monotonic()
        process = subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, cwd=cwd, start_new_session=True
        )
        peak, note = 0.0, ""
        try:
            while process.poll() is None:
                peak = max(peak, resident(process.pid))
                elapsed = time.monotonic() - started
                if peak > memory:
                    note = f"ended after {elapsed:.0f} s: more than {memory:.0f} MB"
                elif elapsed > seconds + GRACE:
                    note = f"ended after {elapsed:.0f} s: it did not stop by itself"
                if note:
                    break
                time.sleep(POLL)
        finally:
            _end(process)
    took = time.monotonic() - started
    if not note and process.returncode:
        last = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        note = f"exit code {process.returncode}: {''.join(last)}"
    return Ran(took, peak, note)


def resident(session: int) -> float:
    """Return the resident memory of all processes of a session, in MB; 0 where ``/proc`` is missing."""
    pages = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:  # it ended in between
            continue
        if int(fields[3]) == session:
            pages += int(fields[21])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
