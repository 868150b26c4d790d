"""Measure the program as its users meet it: whole processes, the median of several runs.

``make bench`` runs it and writes ``docs/benchmarks.md``. Every figure comes from one run of
this file, on one machine, in one go; another machine gives other figures, so what it was is
written beside them.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.bench.centres import one_cohort

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Measure:
    """One command, what it should take at most, and what it took.

    Attributes
    ----------
    goal
        Seconds the command should take at most.
    seconds
        Wall time of each run of the whole process.
    peak
        Largest resident memory of a run, in MB.
    said
        The line of its output that tells the result.
    """

    name: str
    command: str
    goal: float
    seconds: tuple[float, ...]
    peak: float
    said: str

    @property
    def row(self) -> str:
        """Return its row of the table."""
        median = statistics.median(self.seconds)
        return (
            f"| {self.name} | `{self.command}` | {self.goal:g} | **{median:.2f}** "
            f"| {min(self.seconds):.2f} – {max(self.seconds):.2f} | {self.peak:.0f} | {self.said} |"
        )


def run(arguments: Sequence[str]) -> tuple[float, float, str]:
    """Return the wall time of one process, its peak memory in MB, and its output.

    Raises
    ------
    RuntimeError
        The command failed: a benchmark of a failure is worth nothing.
    """
    program = (
        "import resource, subprocess, sys, time\n"
        "started = time.perf_counter()\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True)\n"
        "seconds = time.perf_counter() - started\n"
        "print(done.returncode, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
        "print(done.stdout or done.stderr)\n"
    )
    outer = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    head, _newline, output = outer.stdout.partition("\n")
    code, seconds, kilobytes = head.split()
    if code != "0":
        raise RuntimeError(f"{' '.join(arguments)} exited {code}:\n{output}")
    return float(seconds), int(kilobytes) / 1024, output


def measure(name: str, arguments: Sequence[str], shown: str, goal: float, runs: int) -> Measure:
    """Run a command `runs` times after one that warms the disk cache."""
    run(arguments)
    results = [run(arguments) for _ in range(runs)]
    said = next((line for line in results[-1][2].splitlines() if line.startswith(("Coût", "Toutes"))), "")
    made = Measure(name, shown, goal, tuple(x[0] for x in results), max(x[1] for x in results), said.strip())
    print(made.row, flush=True)
    return made


def measures(folder: Path, runs: int) -> list[Measure]:
    """Measure everything that the project promises."""
    program = [sys.executable, "-m", "scheduler"]
    made = [measure("help", [*program, "--help"], "scheduler --help", 0.25, runs)]
    for curriculum, goal in (("cqp-371", 4.0), ("cqp-266", 3.0), ("fae-112", 3.0)):
        centre, out = one_cohort(folder / curriculum, curriculum), folder / f"out-{curriculum}"
        made.append(
            measure(
                f"one {curriculum} cohort, 18 trainers",
                [*program, "solve", str(centre), "-o", str(out)],
                f"scheduler solve {curriculum} -o out",
                goal,
                runs,
            )
        )
    demo = folder / "out-demo"
    made.append(
        measure(
            "demo: 4 cohorts, shared trainers and rooms",
            [*program, "solve", "data/demo", "-o", str(demo)],
            "scheduler solve data/demo -o out",
            15.0,
            runs,
        )
    )
    for name in ("plan.json", "calendar.xlsx"):
        made.append(
            measure(
                f"check of the demo's {name}",
                [*program, "check", str(demo / name)],
                f"scheduler check out/{name}",
                1.5,
                runs,
            )
        )
    return made


def page(made: Sequence[Measure], runs: int) -> str:
    """Return the page that holds the table."""
    load = " ".join(f"{x:.2f}" for x in os.getloadavg())
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Written by `make bench` on {date.today():%Y-%m-%d}. Whole processes: start-up, reading, "
            f"solving, checking and writing included; the median of {runs} runs after one not counted.",
            "",
            f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
            f"OR-Tools {version('ortools')}; load average at the end {load}. Peak memory is the largest "
            "resident set of any run.",
            "",
            "| what | command | goal (s) | median (s) | range (s) | peak (MB) | result |",
            "|---|---|---:|---:|---:|---:|---|",
            *(x.row for x in made),
            "",
            "The three centres of one cohort are made by `tests/bench/centres.py`; the demo is `data/demo`. "
            "A solve whose bound is its cost (« Coût 45, borne prouvée 45 ») is proved optimal.",
            "",
        ]
    )


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--page", type=Path, default=PAGE)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = measures(Path(folder), given.runs)
    given.page.write_text(page(made, given.runs), encoding="utf-8")


if __name__ == "__main__":
    main()
