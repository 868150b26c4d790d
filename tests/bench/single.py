"""The program as its users meet it: whole processes, the median of several runs."""

import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.centres import one_cohort
from tests.bench.stored import ROOT, Figures

TITLE = "One centre, few cohorts"
RUNS = 5


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
    seconds: Sequence[float]
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


def measure(folder: Path, quick: bool) -> Figures:
    """Measure start-up, a cohort of each curriculum, the demo, and the check of its plan."""
    runs = 1 if quick else RUNS
    program = [sys.executable, "-m", "scheduler"]
    made = [_measure("help", [*program, "--help"], "scheduler --help", 0.25, runs)]
    for curriculum, goal in (("cqp-371", 4.0), ("cqp-266", 3.0), ("fae-112", 3.0)):
        centre, out = one_cohort(folder / curriculum, curriculum), folder / f"out-{curriculum}"
        made.append(
            _measure(
                f"one {curriculum} cohort, 18 trainers",
                [*program, "solve", str(centre), "-o", str(out)],
                f"scheduler solve {curriculum} -o out",
                goal,
                runs,
            )
        )
    demo = folder / "out-demo"
    made.append(
        _measure(
            "demo: 4 cohorts, shared trainers and rooms",
            [*program, "solve", "data/demo", "-o", str(demo)],
            "scheduler solve data/demo -o out",
            15.0,
            runs,
        )
    )
    for name in ("plan.json", "calendar.xlsx"):
        made.append(
            _measure(
                f"check of the demo's {name}",
                [*program, "check", str(demo / name)],
                f"scheduler check out/{name}",
                1.5,
                runs,
            )
        )
    return {"runs": runs, "measures": [asdict(each) for each in made]}


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    return [
        "Whole processes: start-up, reading, solving, checking and writing included; the median of "
        f"{figures['runs']} runs after one not counted. Peak memory is the largest resident set of any run.",
        "",
        "| what | command | goal (s) | median (s) | range (s) | peak (MB) | result |",
        "|---|---|---:|---:|---:|---:|---|",
        *(Measure(**each).row for each in figures["measures"]),
        "",
        "The three centres of one cohort are made by `tests/bench/centres.py`; the demo is `data/demo`. "
        "A solve whose bound is its cost (« Coût 45, borne prouvée 45 ») is proved optimal.",
    ]


def _measure(name: str, arguments: Sequence[str], shown: str, goal: float, runs: int) -> Measure:
    """Run a command `runs` times after one that warms the disk cache."""
    if runs > 1:
        _run(arguments)
    results = [_run(arguments) for _ in range(runs)]
    said = next((line for line in results[-1][2].splitlines() if line.startswith(("Coût", "Toutes"))), "")
    made = Measure(name, shown, goal, tuple(x[0] for x in results), max(x[1] for x in results), said.strip())
    print(made.row, flush=True)
    return made


def _run(arguments: Sequence[str]) -> tuple[float, float, str]:
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
