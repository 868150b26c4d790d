"""What a rival writes: every better plan as it finds it, and how it ended.

A rival is a program ``python RIVAL.py problem.json OUTDIR --seconds S`` of its own environment. It
writes each better complete plan as ``OUTDIR/plan-<milliseconds>.json``, the milliseconds since its
process started (so that start-up counts), eight digits with leading zeros::

    {"lessons": [{"cohort", "group", "session", "date", "half_day": "AM"|"PM", "module", "hours",
                  "mode", "trainer": id|null, "room": id|null}],
     "cost": what the rival counts itself, or null,
     "bound": what it has proved by then, or null}

with a row per cohort, group and half-day, groups and sessions numbered from 1, and at its end
``OUTDIR/end.json``::

    {"seconds", "status": text, "bound": number|null, "note": text, "versions": {name: version},
     "left_out": {rule code or term name: why the rival cannot say it}}

One that finds nothing writes no plan. Files appear whole: written under another name, then renamed.
This file needs nothing but the standard library: rivals import it (``from result import …``), as
Python looks for imports beside the program it runs.
"""

import argparse
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

Table = dict[str, Any]


class Taught(NamedTuple):
    """One day of one cohort: its module, and the trainer and room of each of the module's groups."""

    cohort: str
    date: str
    module: str
    trainers: Sequence[str | None]
    rooms: Sequence[str | None]


def arguments(description: str) -> tuple[Table, "Output", float]:
    """Return the problem, where to write, and the seconds that the command line gives."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("problem", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=300.0)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    problem = json.loads(given.problem.read_text(encoding="utf-8"))
    return problem, Output(given.folder), given.seconds


def process_started() -> float:
    """Return when this process started, on the clock of :func:`time.time`; now where unknown."""
    try:
        after_name = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
        ticks = int(after_name[19])
        uptime = float(Path("/proc/uptime").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return time.time()
    return time.time() - (uptime - ticks / os.sysconf("SC_CLK_TCK"))


@dataclass
class Output:
    """The folder a rival writes to, and the time since its process started."""

    folder: Path
    started: float = field(default_factory=process_started)

    @property
    def elapsed(self) -> float:
        """Seconds since the process started."""
        return time.time() - self.started

    def plan(self, lessons: Sequence[Table], cost: float | None = None, bound: float | None = None) -> None:
        """Write a better plan, found now."""
        name = f"plan-{round(1000 * self.elapsed):08}.json"
        self._write(name, {"lessons": list(lessons), "cost": cost, "bound": bound})

    def end(
        self,
        status: str,
        bound: float | None = None,
        note: str = "",
        versions: Mapping[str, str] | None = None,
        left_out: Mapping[str, str] | None = None,
    ) -> None:
        """Say how it ended."""
        said = {"seconds": self.elapsed, "status": status, "bound": bound, "note": note}
        self._write("end.json", said | {"versions": dict(versions or {}), "left_out": dict(left_out or {})})

    def _write(self, name: str, content: Table) -> None:
        unfinished = self.folder / f".{name}"
        unfinished.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        os.replace(unfinished, self.folder / name)


def lessons(problem: Table, taught: Iterable[Taught]) -> list[Table]:
    """Return the rows of a plan told by days: sessions numbered by week, hours given to half-days."""
    modules = {(c["id"], m["id"]): m for c in problem["cohorts"] for m in c["modules"]}
    weeks: dict[str, list[str]] = {c["id"]: [] for c in problem["cohorts"]}
    given: dict[tuple[str, str], int] = {}
    rows = []
    for day in sorted(taught, key=lambda x: (x.cohort, x.date)):
        week = _monday(day.date)
        if week not in weeks[day.cohort][-1:]:
            weeks[day.cohort].append(week)
        module = modules[day.cohort, day.module]
        before = given.get((day.cohort, day.module), 0)
        hours = module["hours"][before : before + 2]
        given[day.cohort, day.module] = before + 2
        for half_day, each in zip(("AM", "PM"), hours, strict=False):
            for group, (trainer, room) in enumerate(zip(day.trainers, day.rooms, strict=True), start=1):
                row = {"cohort": day.cohort, "group": group, "session": len(weeks[day.cohort])}
                row |= {"date": day.date, "half_day": half_day, "module": day.module, "hours": each}
                rows.append(row | {"mode": module["mode"], "trainer": trainer, "room": room})
    return rows


def _monday(day: str) -> str:
    parsed = date.fromisoformat(day)
    return str(parsed - timedelta(days=parsed.weekday()))
