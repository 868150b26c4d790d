"""Give the command inputs made to take all time and memory, and measure: ``python -m tests.damage.hostile``.

Each answer must come within 10 s of processor time and 500 MB, with the right exit code, and name the place.
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.damage.hostile_inputs import INPUTS, Hostile

LONGEST, MOST = 10.0, 500.0
"""Seconds and MB within which an answer must come."""

PATIENCE = 60
"""Seconds after which a command is ended."""

# A process of its own between the two: the memory that a child is said to have taken includes
# that of the process it was forked from.
MEASURED = """
import json, resource, subprocess, sys, time
began = time.monotonic()
code = subprocess.call(sys.argv[2:])
wall = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
memory = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
open(sys.argv[1], "w").write(json.dumps([code, wall, used.ru_utime + used.ru_stime, memory]))
"""
FOREIGN = re.compile(r"Traceback|Error\b|Exception\b|Erreur interne")


class Measured(NamedTuple):
    """What one hostile input took: seconds of clock and of processor, MB of the largest process."""

    hostile: Hostile
    code: int
    wall: float
    cpu: float
    memory: float
    said: str

    @property
    def faults(self) -> list[str]:
        """What is not as it must be."""
        found = {
            f"exit code {self.code}": self.code != self.hostile.code
            and (self.code, self.hostile.code) != (1, 0),
            "too slow": self.cpu > LONGEST,
            "too much memory": self.memory > MOST,
            "no place": self.hostile.place.lower() not in self.said.lower(),
            "foreign words": bool(FOREIGN.search(self.said)),
            "too long an answer": len(self.said) > 10_000,
        }
        return [fault for fault, true in found.items() if true]


def measured(hostile: Hostile, folder: Path) -> Measured:
    """Make the input in an empty folder and run the command on it, once."""
    arguments = hostile.make(folder)
    figures = folder / "figures.json"
    command = [
        sys.executable,
        "-I",
        "-S",
        "-c",
        MEASURED,
        str(figures),
        sys.executable,
        "-m",
        "scheduler",
        *arguments,
    ]
    with (folder / "said").open("w+", encoding="utf-8") as said:
        running = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        try:
            running.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        said.seek(0)
        text = said.read()
    if not figures.exists():
        return Measured(hostile, -9, PATIENCE, 0, 0, text)
    return Measured(hostile, *json.loads(figures.read_text()), text)


def main() -> int:
    """Measure all, or those whose title holds a word; the exit code is 1 if one is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--said", action="store_true", help="also print what was answered")
    given = parser.parse_args()
    failed = 0
    print("| Input | Exit code | Clock (s) | Processor (s) | Memory (MB) |\n|---|---:|---:|---:|---:|")
    for hostile in INPUTS:
        if given.word not in hostile.title:
            continue
        with tempfile.TemporaryDirectory(prefix="hostile") as name:
            found = measured(hostile, Path(name))
        told = hostile.title + "".join(f" **{fault}**" for fault in found.faults)
        print(
            f"| {told} | {found.code} | {found.wall:.1f} | {found.cpu:.1f} | {found.memory:.0f} |",
            flush=True,
        )
        if found.faults or given.said:
            print(found.said[:1500].replace(name, "…"))
        failed += bool(found.faults)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
