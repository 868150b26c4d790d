"""The files of one plan: what they are called, the number that all bear, and those that are of another.

A process killed between two replacements leaves files of two runs, each of them sound. They
are told apart by the number that each bears and by what they say of the tables beside them,
never by the bytes of the workbook: an edited calendar is still that of its plan.
"""

import contextlib
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scheduler.domain.plan import Plan
from scheduler.errors import InputError, Problem
from scheduler.text import _

CALENDAR = "calendar.xlsx"
PLAN = "plan.json"
HALF_DAYS = "half_days.csv"
EXCEL = "half_days_excel.csv"


def plan_number(plan: Plan) -> int:
    """Return nine digits that change with the input, the lessons, and what is proved about them.

    How long it took, and what was said on the way, do not count: the same plan found again
    has the same number. It is a number because every spreadsheet program keeps one as it is.
    """
    # Imported here: who looks for strangers has no plan to write.
    from scheduler.exchange.output.plan_json import plain

    told = (plan.instance, plan.lessons, plan.settings, plan.status, plan.objective, plan.bound)
    text = json.dumps(told, default=plain, separators=(",", ":"))
    return 100_000_000 + int.from_bytes(hashlib.sha256(text.encode()).digest()[:8]) % 900_000_000


def sealed(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each of `contents`, by file name."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def number_in(path: Path) -> int | None:
    """Return the number of the plan in a ``plan.json`` or a ``calendar.xlsx``; None if it bears none."""
    number = _told(path).get("number")
    return number if isinstance(number, int) else None


def strangers(path: Path) -> tuple[Problem, ...]:
    """Return one problem for each file beside the plan at `path` that is not of the same run."""
    return tuple(_strangers(path))


def workbook_seal(content: bytes) -> str:
    """Return what changes with anything in a workbook but the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(x.filename, x.CRC) for x in archive.infolist() if not x.filename.startswith("docProps/")]
    return hashlib.sha256(repr(sorted(parts)).encode()).hexdigest()


def edited_before(folder: Path) -> dict[str, bytes]:
    """Return the calendar in a folder under the name that keeps it, if it is not as it was written.

    Edited, or of a plan whose ``plan.json`` is gone: nobody else has it then. Empty if nothing is lost
    with it.
    """
    path = folder / CALENDAR
    try:
        content = path.read_bytes()
        edited = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone().date()
    except OSError:
        return {}
    written = (_told(folder / PLAN).get("files") or {}).get(CALENDAR)
    with contextlib.suppress(zipfile.BadZipFile):
        if written == workbook_seal(content) or (written is None and _as_written(folder)):
            return {}
    name, number = _("calendar (edited {day}).xlsx").format(day=edited.isoformat()), 2
    while (folder / name).exists() and _digest(folder / name) != hashlib.sha256(content).hexdigest():
        name = _("calendar (edited {day}, {number}).xlsx").format(day=edited.isoformat(), number=number)
        number += 1
    return {} if (folder / name).exists() else {name: content}


def _as_written(folder: Path) -> bool:
    """Tell whether calendar and plan say the same: all that is known of files of before they were sealed."""
    from scheduler.exchange.output.read import read_plan

    try:
        return set(read_plan(folder / CALENDAR).lessons) == set(read_plan(folder / PLAN).lessons)
    except InputError:
        return False


def _strangers(path: Path) -> Iterator[Problem]:
    told = _told(path)
    number, files = told.get("number"), told.get("files") or {}
    if path.name not in (CALENDAR, PLAN):
        return
    other = path.with_name(PLAN if path.name == CALENDAR else CALENDAR)
    if other.exists():
        theirs = number_in(other)
        if theirs != number:
            yield _stranger(other, _("plan no. {number}").format(number=theirs or "?"), path, number)
    for table in (path.with_name(name) for name in (HALF_DAYS, EXCEL)):
        if number is not None and table.exists() and _digest(table) != files.get(table.name):
            yield _stranger(table, _("of another plan, or changed by hand"), path, number)


def _stranger(other: Path, what: str, path: Path, number: int | None) -> Problem:
    return Problem(
        other.name,
        _("does not belong to {file} (plan no. {number}) beside it: it is {what}.").format(
            file=path.name, number=number or "?", what=what
        ),
        _("A run may have been interrupted while it wrote: solve again to have all files of one plan."),
    )


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _told(path: Path) -> dict[str, Any]:
    """Return the envelope of a plan, empty if the file has none that can be read."""
    try:
        content = path.read_bytes()
        envelope = json.loads(_carried(content) if content.startswith(b"PK") else content)
    # Whatever is wrong with a file beside the plan, it does not belong to it.
    except Exception:
        return {}
    return envelope if isinstance(envelope, dict) else {}


def _carried(content: bytes) -> str:
    # Imported here: reading a plan.json must not pay for what reads workbooks.
    from scheduler.exchange.input.tables import RESULT
    from scheduler.exchange.output.workbook.carrier import carried
    from scheduler.exchange.spreadsheet import read_sheets

    (sheet,) = read_sheets(content, lambda title: title == RESULT).sheets
    return carried([line.cells[0] for line in sheet.lines], RESULT)
