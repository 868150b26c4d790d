"""A network of centres: what two processes gain over one where both do the same work."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.rivals import process
from tests.bench.stored import ROOT, Figures, met
from tests.centres import write_network

TITLE = "A network of centres"
CENTRES, COHORTS = 31, 4
DETERMINISTIC = 1.0
"""Deterministic seconds of each centre: the same work however busy the machine is."""
GOAL = 1.8
"""How many times as fast as one process two should be."""
LONGEST = 3600.0
"""Seconds after which a batch is ended."""
RESULT = "half_days.csv"


@dataclass(frozen=True)
class Batch:
    """One run over the network.

    Attributes
    ----------
    solved
        Centres with a plan.
    proved
        Of these, proved optimal.
    violations
        Of all plans, by the checker.
    peak
        Largest resident memory of all processes together, in MB.
    """

    jobs: int
    seconds: float
    solved: int
    proved: int
    violations: int
    peak: float


def measure(folder: Path, quick: bool) -> Figures:
    """Solve the network with one process, then with two."""
    centres, cohorts, limit = (3, 1, 0.5) if quick else (CENTRES, COHORTS, DETERMINISTIC)
    network = folder / "network"
    write_network(network, centres, cohorts, "normal")
    made = [_batch(network, folder / f"jobs-{jobs}", jobs, limit) for jobs in (1, 2)]
    same = [_result(folder / "jobs-1", centre) for centre in _names(network)]
    other = [_result(folder / "jobs-2", centre) for centre in _names(network)]
    return {
        "centres": centres,
        "cohorts": cohorts,
        "limit": limit,
        "batches": [asdict(each) for each in made],
        "same": sum(one == two for one, two in zip(same, other, strict=True)),
        "ratio": made[0].seconds / made[1].seconds,
    }


def table(figures: Figures) -> list[str]:
    """Return the lines of the page."""
    ratio, same, centres = figures["ratio"], figures["same"], figures["centres"]
    return [
        f"{centres} generated centres of {figures['cohorts']} cohorts (`python -m tests.centres "
        f"{figures['cohorts']} normal --network {centres}`), "
        f"`{_shown('N', figures['limit'])}`: a time limit in deterministic seconds is the same work whatever "
        "the machine does besides.",
        "",
        "| processes | seconds | centres with a plan | proved optimal | violations | peak (MB) |",
        "|---:|---:|---:|---:|---:|---:|",
        *(_row(Batch(**each)) for each in figures["batches"]),
        "",
        f"Two processes are **{ratio:.2f}** times as fast as one (goal: at least {GOAL:g}, "
        f"{met(ratio >= GOAL)}); {same} of {centres} centres have the same `{RESULT}` "
        "in both.",
    ]


def _batch(network: Path, out: Path, jobs: int, limit: float) -> Batch:
    """Run one batch.

    Raises
    ------
    RuntimeError
        It did not end by itself with a summary. A centre without a plan is no reason: the table counts it.
    """
    said = out.with_suffix(".txt")
    given = ["--jobs", str(jobs), *_options(limit), "--quiet"]
    command = [sys.executable, "-m", "scheduler", "batch", str(network), "-o", str(out), *given]
    ran = process.run(command, said, LONGEST, ROOT)
    summary = out / "summary.json"
    if not summary.exists() or ran.note.startswith("ended"):
        raise RuntimeError(f"batch with {jobs} jobs: {ran.note}")
    rows = json.loads(summary.read_bytes())["results"]
    made = Batch(
        jobs,
        ran.seconds,
        sum(row["status"] in ("optimal", "feasible") for row in rows),
        sum(row["status"] == "optimal" for row in rows),
        sum(int(row["violations"] or 0) for row in rows),
        ran.peak,
    )
    print(_row(made), flush=True)
    return made


def _options(limit: float) -> list[str]:
    return ["--workers", "1", "--deterministic", "--time-limit", f"{limit:g}"]


def _shown(jobs: str, limit: float) -> str:
    return f"scheduler batch NETWORK -o OUT --jobs {jobs} {' '.join(_options(limit))}"


def _names(network: Path) -> list[str]:
    return sorted(path.name for path in network.iterdir() if path.is_dir())


def _result(out: Path, centre: str) -> bytes:
    path = out / centre / RESULT
    return path.read_bytes() if path.exists() else centre.encode()


def _row(batch: Batch) -> str:
    return (
        f"| {batch.jobs} | **{batch.seconds:.0f}** | {batch.solved} | {batch.proved} "
        f"| {batch.violations} | {batch.peak:.0f} |"
    )
