"""Read a plan back: from ``plan.json``, or from ``calendar.xlsx``, edited or not."""

from dataclasses import replace
from pathlib import Path

from scheduler.caps import WORKBOOK_BYTES, read_bytes
from scheduler.domain.plan import Lesson, Plan
from scheduler.errors import InputError, reason
from scheduler.exchange.output.sets import PLAN
from scheduler.exchange.tables.signature import mistaken
from scheduler.text import N_, _

_HALF_DAYS = b"cohort,group,curriculum,"
"""How ``half_days.csv`` begins."""

GIVE = N_("Give the plan.json or calendar.xlsx that “scheduler solve” wrote.")


def read_plan(path: Path) -> Plan:
    """Return the plan stored at `path`.

    The first bytes tell a workbook from JSON, not the name. Of a workbook, the lessons come
    from the sheet of sessions as it stands now, each with its place (``Séances!A14``), in the
    order of the rows; everything else comes from the hidden sheet.

    Raises
    ------
    InputError
        With every problem found, if the file cannot be used.
    """
    plan, lessons = read_edited_plan(path)
    return replace(plan, lessons=lessons)


def read_edited_plan(path: Path) -> tuple[Plan, tuple[Lesson, ...]]:
    """Return the plan stored at `path` as it was written, and the lessons as they stand there now.

    Raises
    ------
    InputError
        With every problem found, if the file cannot be used.
    """
    if path.is_dir() and (path / PLAN).is_file():
        raise InputError.at(
            str(path),
            _("This is a folder, not a file."),
            _("Give the file itself: {name}.").format(name=path / PLAN),
        )
    try:
        content = read_bytes(path, WORKBOOK_BYTES)
    except FileNotFoundError as fault:
        raise InputError.at(str(path), _("this file does not exist."), _(GIVE)) from fault
    except OSError as fault:
        message = _("cannot be read ({reason}).").format(reason=reason(fault))
        raise InputError.at(str(path), message, _(GIVE)) from fault
    if other := mistaken(content):
        raise InputError.at(str(path), other[0], _(GIVE))
    if content.startswith(_HALF_DAYS):
        raise InputError.at(
            str(path), _("This is the table of half-days, which does not hold the whole plan."), _(GIVE)
        )
    if content.startswith(b"PK"):
        # Imported here: openpyxl costs time that reading JSON must not pay.
        from scheduler.exchange.output.workbook.read_back import read_edited

        return read_edited(content, path.name)
    from scheduler.exchange.output.plan_json import load

    plan = load(content, path.name)
    return plan, plan.lessons
