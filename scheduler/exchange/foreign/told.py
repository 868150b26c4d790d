"""How a sheet was understood, in a sentence."""

from collections.abc import Iterable, Sequence

from scheduler.exchange.foreign.columns import ColumnRead, Role
from scheduler.exchange.foreign.records import SheetRead
from scheduler.exchange.spreadsheet import column_letters
from scheduler.text import _


def told_of(sheet: SheetRead) -> str:
    """Return which columns hold the dates and the lessons, and which were left aside."""
    lessons = [x for x in sheet.columns if x.role is Role.LESSONS]
    days = [x.leader for x in lessons if x.leader is not None]
    across = [x for x in lessons if any(entry.when.across for entry in x.entries)]
    parts = []
    if days:
        parts.append(_("dates in {columns}").format(columns=_letters(days)))
    if across:
        rows = {entry.when.order[0] for x in across for entry in x.entries}
        parts.append(_("dates above the columns (row {rows})").format(rows=_first(rows)))
    elif not days:
        parts.append(_("dates in the cells themselves"))
    parts.append(_("lessons in {columns}").format(columns=_letters(x.column for x in lessons)))
    for role, text in (
        (Role.TRAINER, _("trainers in {columns}")),
        (Role.ROOM, _("rooms in {columns}")),
        (Role.GROUP, _("groups in {columns}")),
    ):
        if own := [x.column for x in sheet.columns if x.role is role]:
            parts.append(text.format(columns=_letters(own)))
    if hours := sorted(sheet.axes.hour_columns):
        parts.append(_("hours in {columns}").format(columns=_letters(hours)))
    if aside := [x for x in sheet.columns if x.role is Role.ASIDE]:
        parts.append(_("left aside: {columns}").format(columns=_headed(aside)))
    return ", ".join(parts)


def _first(rows: Iterable[int]) -> str:
    told = sorted(rows)
    return str(told[0]) if len(told) == 1 else f"{told[0]}…"


def _letters(columns: Iterable[int]) -> str:
    """Return columns by their letters, runs of them as ``C–N``."""
    told: list[list[int]] = []
    for column in sorted(set(columns)):
        if told and column == told[-1][-1] + 1:
            told[-1].append(column)
        else:
            told.append([column])
    runs = [[run[0], run[-1]] if len(run) > 2 else run for run in told]
    names = [
        "–".join(map(column_letters, run))
        if len(run) == 2 and run[1] > run[0] + 1
        else ", ".join(map(column_letters, run))
        for run in runs
    ]
    return ", ".join(names) if len(names) <= 6 else f"{', '.join(names[:5])}…"


def _headed(columns: Sequence[ColumnRead]) -> str:
    return ", ".join(
        f"{column_letters(x.column)} “{x.header[:25]}”" if x.header else column_letters(x.column)
        for x in columns[:8]
    )
