"""Measure how well ``--time-limit`` holds: ``python -m tests.bench.limits 1 2 5 10``.

The limit is that of the search; reading before it and writing after it are told apart, by the seconds
that the answer itself gives and by a clock around the whole process.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.centres import write_centre
from tests.centres.small import TABLES

DEMO = Path(__file__).parents[2] / "data" / "demo"
SEARCHED = re.compile(r"(?:found in|after|in) ([\d.]+) s")
LATE = 3.0
"""Seconds after the limit at which the search has ended, whatever the input."""


def crowded(folder: Path, groups: int = 3) -> None:
    """Write groups that cannot all have the only room and trainer in their week: counting does not see it."""
    folder.mkdir()
    tables = dict(TABLES)
    tables["groupes"] = [
        TABLES["groupes"][0],
        *(f"G{i};fae-112;MANS;2027-01-04;2027-01-08;6;8" for i in range(groups)),
    ]
    tables["apprenants"] = ["Identifiant;Groupe;Profil;Date d'embauche"]
    tables["apprenants"] += [f"A{i};G{i};infirmière;2026-09-01" for i in range(groups)]
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def inputs(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is measured: its name, and the arguments of the command."""

    def made(name: str, write: Callable[[Path], object]) -> str:
        write(folder / name)
        return str(folder / name)

    yield "demo", ("solve", str(DEMO))
    for count, kind in ((12, "tight"), (48, "normal"), (96, "tight")):
        name = f"{count} groups, {kind}"
        yield name, ("solve", made(name, lambda target, c=count, k=kind: write_centre(target, c, k, 0)))  # type: ignore[misc]
    busy = made("crowded", crowded)
    yield "3 groups, one room, impossible", ("solve", busy)
    yield "the same, --partial", ("solve", busy, "--partial")
    yield "demo, batch of one", ("batch", str(DEMO))


def main() -> int:
    """Print the table; the exit code is 1 if a search ended too late."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("limits", type=int, nargs="+")
    given = parser.parse_args()
    late = 0
    print("| Input | Limit (s) | Exit code | Search (s) | Whole process (s) |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="limits") as root:
        for name, arguments in inputs(Path(root)):
            for limit in given.limits:
                with tempfile.TemporaryDirectory(prefix="limit") as out:
                    command = [sys.executable, "-m", "scheduler", *arguments, "-o", f"{out}/out"]
                    command += ["--time-limit", str(limit), "--quiet", "--lang", "en"]
                    began = time.monotonic()
                    done = subprocess.run(command, capture_output=True, text=True, check=False)
                    whole = time.monotonic() - began
                found = SEARCHED.search(done.stdout)
                late += bool(found and float(found[1]) > limit + LATE)
                searched = found[1] if found else ""
                print(f"| {name} | {limit} | {done.returncode} | {searched} | {whole:.1f} |", flush=True)
    return int(bool(late))


if __name__ == "__main__":
    sys.exit(main())
