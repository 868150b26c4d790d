"""Changes of curriculum in a solved plan, on days through the year: what changes, and how long proofs take.

Run ``python -m tests.bench.migrations PLAN --group CQP371-NANTES --to cqp-266 --days 10``, PLAN being a
``plan.json``. Times are those of the search: to the proof of the fewest new dates, to that of the fewest
changes, and in all.
"""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from scheduler.check import check
from scheduler.commands.migrate import take
from scheduler.domain.search import Limits, Progress
from scheduler.exchange.output import read_plan
from scheduler.repair import Aim, Move, Moved

LONGEST = 60.0
STAGES = ("fewest changes", "among plans that change as little")
"""What the search says once dates, and then changes, are settled."""


def measured(source: Path, group: str, to: str, since: date) -> tuple[Moved, list[float]]:
    """Return what a change on a day ends with, and the seconds at which each stage was over."""
    order = take(source, Path("nowhere"), group, to, since)
    settled: dict[str, float] = {}
    move = Move(
        Aim(order.after.instance, order.settings, order.after.lessons, since),
        group,
        order.after.partners,
        order.change.waived,
        Limits(LONGEST, workers=1),
    )

    def note(progress: Progress) -> None:
        settled.setdefault(progress.stage, time.monotonic() - started)

    move.report = note
    started = time.monotonic()
    moved = move.run()
    assert check(order.after.instance, moved.lessons) == (), since
    return moved, [*(settled.get(x, LONGEST) for x in STAGES), time.monotonic() - started]


def main() -> int:
    """Measure, and print a line a day."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--group", required=True)
    parser.add_argument("--to", required=True)
    parser.add_argument("--days", type=int, default=10)
    asked = parser.parse_args()
    days = sorted({x.day for x in read_plan(asked.plan).lessons if x.cohort == asked.group})
    step = len(days) / asked.days
    for since in [days[int(number * step)] for number in range(asked.days)]:
        moved, seconds = measured(asked.plan, asked.group, asked.to, since)
        proved = "proved" if (moved.given_up, moved.changed) == (moved.least_given_up, moved.fewest) else ""
        told = " ".join(f"{x:5.1f}" for x in seconds)
        print(since, f"{moved.given_up} given up, {moved.changed} changed", told, proved, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
