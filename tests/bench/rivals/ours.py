"""Our own program under the rivals' clock: a process that logs each better cost and bound.

    python -m tests.bench.rivals.ours CENTRE OUTDIR --seconds 300

writes ``log.jsonl``, a line ``{"seconds", "best", "bound", "stage"}`` for each report of the search
(seconds since the process started), then the last plan and ``end.json`` as a rival does.
"""

import argparse
import json
from pathlib import Path

import scheduler
from scheduler.exchange.input import read_instance
from tests.bench.rivals.problem import rival_settings
from tests.bench.rivals.result import Output


def main() -> None:
    """Solve one centre."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("centre", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300.0)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    run(given.centre, Output(given.folder), given.seconds)


def run(centre: Path, output: Output, seconds: float) -> None:
    """Solve `centre` in what is left of `seconds`."""
    from importlib.metadata import version

    from scheduler.solve import Limits, Progress, Search

    instance, _warnings = read_instance(centre)
    with (output.folder / "log.jsonl").open("w", encoding="utf-8") as log:

        def note(best: int | None, bound: int, stage: str) -> None:
            line = {"seconds": output.elapsed, "best": best, "bound": bound, "stage": stage}
            log.write(json.dumps(line) + "\n")
            log.flush()

        def report(progress: Progress) -> None:
            note(progress.best, progress.bound, progress.stage)

        limits = Limits(seconds=seconds - output.elapsed)
        outcome = Search(instance, rival_settings(), limits, report).run()
        note(outcome.objective if outcome.lessons else None, outcome.bound, "end")
    rows = [
        {
            "cohort": lesson.cohort,
            "group": lesson.group,
            "session": lesson.session,
            "date": str(lesson.day),
            "half_day": lesson.half.value,
            "module": lesson.module,
            "hours": lesson.hours,
            "mode": lesson.mode.value,
            "trainer": lesson.trainer,
            "room": lesson.room,
        }
        for lesson in outcome.lessons
    ]
    if rows:
        output.plan(rows, outcome.objective, outcome.bound)
    versions = {"scheduler": scheduler.__version__, "ortools": version("ortools")}
    output.end(outcome.status.value, outcome.bound, "", versions)


if __name__ == "__main__":
    main()
