"""Changes between two plans as tables: ``changes.csv`` and ``changes.json``."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from scheduler.curricula.balance import Balance, Migration
from scheduler.domain.changes import Change
from scheduler.domain.plan import Lesson
from scheduler.exchange.output.half_days import defused
from scheduler.exchange.output.notices import ChangeReport

CHANGES_CSV = "changes.csv"
CHANGES_JSON = "changes.json"

COLUMNS = (
    "kind",
    "cohort",
    "group",
    "session",
    "date",
    "half_day",
    "module",
    "trainer",
    "room",
    "old_date",
    "old_half_day",
    "old_module",
    "old_trainer",
    "old_room",
    "reason",
)
"""The columns of ``changes.csv``: a public contract that may grow but does not change."""


def rows(changes: Sequence[Change], reasons: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return one row per change, by the names of :data:`COLUMNS`; what there is none of is empty.

    Parameters
    ----------
    reasons
        Why, one per change; none leaves the column empty.
    """
    reasons = reasons or [""] * len(changes)
    return [_row(change, reason) for change, reason in zip(changes, reasons, strict=True)]


def csv_bytes(table: Sequence[Mapping[str, Any]]) -> bytes:
    """Return rows as the bytes of ``changes.csv``: UTF-8, commas, ISO dates."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: defused(str(value)) for name, value in row.items()} for row in table)
    return text.getvalue().encode("utf-8")


def json_bytes(table: Sequence[Mapping[str, Any]], more: Mapping[str, Any] | None = None) -> bytes:
    """Return rows as the bytes of ``changes.json``, with `more` beside them."""
    told = {"count": len(table), "changes": list(table)} | dict(more or {})
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def said(report: ChangeReport) -> dict[str, Any]:
    """Return what ``changes.json`` says beside the changes: why, who must be told, which papers are old."""
    return {
        "why": list(report.why),
        "told": [
            {"kind": x.kind, "id": x.id, "no_longer": _moments(x.lost), "now": _moments(x.gained)}
            for x in report.told
        ],
        "outdated": [{"paper": x.paper.value, "cohort": x.cohort} for x in report.outdated],
    } | ({} if report.migration is None else {"migration": balances(report.migration)})


def balances(migration: Migration) -> dict[str, Any]:
    """Return what became of the hours of a group that changed curriculum, by block and by module."""
    return {
        "group": migration.cohort,
        "from": migration.old.id,
        "to": migration.target.id,
        "curriculum": migration.curriculum.id,
        "blocks": [_balance(x) for x in migration.blocks],
        "modules": [_balance(x) for x in migration.balances],
        "whole": _balance(migration.whole),
        "notes": list(migration.notes),
    }


def _balance(balance: Balance) -> dict[str, Any]:
    return {name: value for name, value in asdict(balance).items() if value != ""}


def _moments(lessons: Sequence[Lesson]) -> list[dict[str, str]]:
    return [{"date": x.day.isoformat(), "half_day": x.half.value, "cohort": x.cohort} for x in lessons]


def _row(change: Change, reason: str) -> dict[str, Any]:
    lesson = change.lesson
    named = {"kind": change.kind.value, "cohort": lesson.cohort, "group": lesson.group}
    new, old = _told(change.new), _told(change.old)
    return (
        named
        | {"session": lesson.session}
        | new
        | {f"old_{name}": value for name, value in old.items()}
        | {"reason": reason}
    )


def _told(lesson: Lesson | None) -> dict[str, str]:
    if lesson is None:
        return dict.fromkeys(("date", "half_day", "module", "trainer", "room"), "")
    return {
        "date": lesson.day.isoformat(),
        "half_day": lesson.half.value,
        "module": lesson.module,
        "trainer": lesson.trainer or "",
        "room": lesson.room or "",
    }
