"""Run rivals and our own program on one centre, one after another, alone on the machine.

    python -m tests.bench.rivals.run CENTRE --seconds 300 --rival cpsat_plain --rival mip -o FOLDER

prints the table. :func:`compare` returns it as data; ``FOLDER`` keeps all that was written.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from scheduler.exchange.input import read_instance
from tests.bench.rivals import process
from tests.bench.rivals.environment import HERE, RIVALS, ROOT, python
from tests.bench.rivals.judge import Trajectory, own_trajectory, trajectory
from tests.bench.rivals.problem import rival_settings, write_problem

MARKS = (10.0, 60.0, 300.0)
"""Seconds at which plans are compared, as far as the programs have them."""


@dataclass(frozen=True)
class Comparison:
    """What our program and its rivals made of one centre.

    Attributes
    ----------
    skipped
        Rivals that could not run here, and why.
    """

    centre: str
    cohorts: int
    seconds: float
    ours: Trajectory
    rivals: tuple[Trajectory, ...]
    skipped: dict[str, str]

    def reached(self, rival: Trajectory) -> float | None:
        """Return the seconds our program takes to the rival's final quality; None if it never gets there."""
        return self.ours.reaches(rival.final.quality) if rival.final else self.ours.first

    def ratio(self, rival: Trajectory) -> float | None:
        """Return how many times sooner ours has the rival's final quality; None without both times."""
        reached = self.reached(rival)
        return rival.final.seconds / reached if rival.final and reached else None

    @property
    def marks(self) -> list[float]:
        """Seconds at which plans are compared: :data:`MARKS` within the time, and its end."""
        return sorted({*(mark for mark in MARKS if mark < self.seconds), self.seconds})

    def header(self) -> list[str]:
        """Return the two lines above :meth:`rows`."""
        costs = " | ".join(f"cost at {mark:g} s" for mark in self.marks)
        return [
            f"| program | first plan (s) | {costs} | best bound | peak (MB) | rules left out "
            "| our time to its final quality (s) | ratio |",
            "|---|---:|" + "---:|" * len(self.marks) + "---:|---:|---|---:|---:|",
        ]

    def rows(self) -> list[str]:
        """Return a row per program, ours first, then the rivals in the order asked for."""
        rows = [self._row(self.ours, "", "—", "—")]
        for rival in self.rivals:
            reached, ratio = self.reached(rival), self.ratio(rival)
            if rival.final is None:
                said = "it has no plan"
            else:
                said = f"{ratio:.1f}" if ratio else "we never have it"
            codes = [code for code in rival.left_out if "-" in code]
            rows.append(self._row(rival, ", ".join(codes) or "none", _number(reached), said))
        for name, reason in self.skipped.items():
            rows.append(f"| {RIVALS[name].title} | skipped: {reason} |" + " |" * (5 + len(self.marks)))
        return rows

    def notes(self) -> list[str]:
        """Return a line per program: versions, how it ended, and what it leaves out."""
        return [
            f"* {x.program}: {', '.join(f'{name} {version}' for name, version in x.versions.items())}; "
            f"{x.status} after {x.seconds:.0f} s{'; ' if x.note else ''}{x.note}."
            for x in (self.ours, *self.rivals)
        ]

    def _row(self, found: Trajectory, left_out: str, reached: str, ratio: str) -> str:
        costs = " | ".join(str(found.at(mark) or "none") for mark in self.marks)
        bound = "—" if found.bound is None else str(found.bound)
        return (
            f"| {found.program} | {_number(found.first)} | {costs} | {bound} | {found.peak:.0f} "
            f"| {left_out} | {reached} | {ratio} |"
        )


def compare(
    centre: Path, folder: Path, seconds: float = 300.0, rivals: Sequence[str] = tuple(RIVALS)
) -> Comparison:
    """Run each rival, then our own program, for `seconds` each on the tables in `centre`.

    Start-up counts for all. `folder` gets ``problem.json`` and a folder per program.

    Raises
    ------
    Unsaid
        The centre has something that the neutral problem does not say.
    """
    instance, _warnings = read_instance(centre)
    settings = rival_settings()
    folder.mkdir(parents=True, exist_ok=True)
    problem = write_problem(instance, settings, folder / "problem.json", centre.name)
    skipped = {name: reason for name in rivals if (reason := RIVALS[name].missing())}
    found = []
    for name in rivals:
        if name not in skipped:
            rival = RIVALS[name]
            ran = _run([str(python()), str(HERE / rival.script), str(problem)], folder / name, seconds)
            known = asdict(ran) | {"left_out": rival.left_out(), "until": seconds}
            found.append(trajectory(rival.title, folder / name, instance, settings, known))
    ran = _run([sys.executable, "-m", "tests.bench.rivals.ours", str(centre)], folder / "ours", seconds)
    ours = own_trajectory(folder / "ours", instance, settings, asdict(ran) | {"until": seconds})
    return Comparison(centre.name, len(instance.cohorts), seconds, ours, tuple(found), skipped)


def _run(command: list[str], folder: Path, seconds: float) -> process.Ran:
    folder.mkdir(parents=True, exist_ok=True)
    for old in (*folder.glob("plan-*.json"), *folder.glob("end.json")):
        old.unlink()
    ran = process.run(
        [*command, str(folder), "--seconds", f"{seconds:g}"], folder / "said.txt", seconds, ROOT
    )
    (folder / "ran.json").write_text(json.dumps(asdict(ran)), encoding="utf-8")
    return ran


def _number(seconds: float | None) -> str:
    return "none" if seconds is None else f"{seconds:.1f}"


def main() -> None:
    """Compare on one centre and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("centre", type=Path)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--rival", action="append", choices=list(RIVALS), help="repeat for several; all")
    parser.add_argument("-o", "--folder", type=Path, help="keep all that was written here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.folder or Path(temporary)).resolve()
        made = compare(given.centre.resolve(), folder, given.seconds, given.rival or tuple(RIVALS))
    print("\n".join([*made.header(), *made.rows(), "", *made.notes()]))


if __name__ == "__main__":
    main()
