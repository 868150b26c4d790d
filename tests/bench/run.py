"""Measure the program, alone on the machine, section by section.

``make bench`` runs it: each section stores its figures in ``docs/benchmarks/<section>.json`` as soon
as it is done, and ``docs/benchmarks.md`` is written from all that is stored. What the programs
wrote stays in ``outputs/bench/<section>``.
"""

import argparse
import os
import shutil
import time
import traceback
from pathlib import Path

from tests.bench.best import keep
from tests.bench.page import PAGE, SECTIONS, command, page
from tests.bench.stored import FOLDER, ROOT, broken, measured

WORK = ROOT / "outputs" / "bench"


def main() -> None:
    """Measure the sections asked for; store and show them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="+", choices=list(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="small and short; print, store nothing")
    given = parser.parse_args()
    failed = [name for name in given.only if not section(name, given.quick)]
    raise SystemExit(f"could not be measured: {', '.join(failed)}" if failed else 0)


def section(name: str, quick: bool) -> bool:
    """Measure one section, store it and bring the page up to date; return whether it ran to its end."""
    folder = WORK / f"quick-{name}" if quick else WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    load, started = os.getloadavg()[0], time.monotonic()
    print(f"{name}:", flush=True)
    try:
        figures = SECTIONS[name].measure(folder, quick)
    except Exception as error:  # one section that fails leaves the others whole, and the page says why
        traceback.print_exc()
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        stored, ended = broken(name, command(name), _without(folder, reason)), False
    else:
        stored, ended = measured(name, command(name), figures, time.monotonic() - started, load), True
    if quick:
        print(
            "\n".join(
                [stored.told(), "", *SECTIONS[name].table(stored.figures)] if ended else [stored.failed]
            )
        )
    else:
        stored.write(FOLDER)
        if ended:
            keep(SECTIONS[name].costs(stored.figures), FOLDER)
        PAGE.write_text(page(FOLDER), encoding="utf-8")
    return ended


def _without(folder: Path, reason: str) -> str:
    """Return a reason that does not tell where the tree lies on this machine."""
    return reason.replace(str(folder), folder.name).replace(f"{ROOT}/", "")


if __name__ == "__main__":
    main()
