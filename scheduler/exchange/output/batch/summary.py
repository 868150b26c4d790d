"""The summary of a batch, three times: for people, for tables, for programs."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import scheduler
from scheduler.exchange.output.batch.result import WORDS, Result, State
from scheduler.exchange.output.spreadsheet_csv import spreadsheet_csv
from scheduler.exchange.whole import write_whole
from scheduler.text import _

SUMMARIES = ("summary.xlsx", "summary.csv", "summary.json")
FORMAT = "scheduler-batch"
VERSION = 1

COLUMNS = (
    "name",
    "status",
    "objective",
    "bound",
    "gap",
    "violations",
    "seconds",
    "cohorts",
    "warnings",
    "stopped",
    "reason",
    "source",
    "fingerprint",
)
"""The columns of ``summary.csv``, and the keys of a result in ``summary.json``."""


def write_summary(results: Sequence[Result], folder: Path) -> tuple[Path, ...]:
    """Write ``summary.xlsx``, ``summary.csv`` and ``summary.json`` into `folder`.

    The workbook speaks the language now spoken. Returns the three paths.

    Raises
    ------
    InputError
        If they cannot be written; whatever happens, the three are of the same moment.
    """
    from scheduler.exchange.output.batch.sheet import render

    contents = (render(results), _csv(results), _json(results))
    return write_whole(folder, dict(zip(SUMMARIES, contents, strict=True)))


def counts(results: Sequence[Result]) -> dict[State, int]:
    """Return how many results there are of each status, none left out, in the order of the statuses."""
    found = Counter(result.status for result in results)
    return {state: found[state] for state in State}


def told(results: Sequence[Result]) -> str:
    """Return how many results there are of each status, in a line."""
    found = [
        _("{status} {count}").format(status=_(WORDS[state]), count=count)
        for state, count in counts(results).items()
        if count
    ]
    return _("{count} in all: {details}").format(count=len(results), details=", ".join(found))


def _row(result: Result) -> dict[str, object]:
    values = asdict(result) | {"seconds": round(result.seconds, 2)}
    return {column: values[column] for column in COLUMNS}


def _csv(results: Sequence[Result]) -> bytes:
    """Return the table, for people and their spreadsheet program: a sentence of `reason` after the other."""
    told = (
        _row(x) | {"stopped": str(x.stopped).lower(), "reason": " | ".join(x.reason.splitlines())}
        for x in results
    )
    return spreadsheet_csv([COLUMNS, *([row[column] for column in COLUMNS] for row in told)])


def _json(results: Sequence[Result]) -> bytes:
    summary = {
        "format": FORMAT,
        "version": VERSION,
        "scheduler": scheduler.__version__,
        "counts": counts(results),
        "results": [_row(result) for result in results],
    }
    return json.dumps(summary, indent=1).encode("ascii") + b"\n"
