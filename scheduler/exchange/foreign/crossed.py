"""Plannings by module: the dates beside or below its name, or its hours under dates."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import time

from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.columns import Entry
from scheduler.exchange.foreign.dates import When
from scheduler.exchange.foreign.grid import Spot
from scheduler.exchange.foreign.lexicon import Lexicon, Sense
from scheduler.exchange.foreign.marks import TimeMark
from scheduler.exchange.foreign.parts import LONGEST, CellPart, Content
from scheduler.exchange.tables.names import normal

TICKS = frozenset(("x", "xx", "1", "j", "jour", "oui"))
"""What stands in a cell that only says “yes”, normalised."""

FEWEST = 3
"""Modules that have a row, and dates of one of them, for the rows to be those of modules."""


def crossed(axes: Axes, lexicon: Lexicon) -> list[Entry]:
    """Return the lessons of a planning with a row for each module; none if it has another shape."""
    rows: dict[int, Spot] = {}
    for spot in axes.contents:
        if spot[0] not in rows and lexicon.meaning(axes.grid.text(spot)).sense is Sense.MODULE:
            rows[spot[0]] = spot
    columns = Counter(spot[1] for spot in rows.values())
    if not columns:
        return []
    titles = columns.most_common(1)[0][0]
    modules = {row: spot for row, spot in rows.items() if spot[1] == titles}
    if len({lexicon.meaning(axes.grid.text(x)).modules for x in modules.values()}) < FEWEST:
        return []
    entries = list(_entries(axes, lexicon, modules))
    most = max(Counter(entry.spot[0] for entry in entries).values(), default=0)
    return entries if most >= FEWEST else []


def below_titles(axes: Axes, lexicon: Lexicon) -> list[Entry]:
    """Return the lessons of a planning with the name of each module above its dates."""
    modules: dict[int, Spot] = {}
    for spot in axes.contents:
        if spot[0] not in modules and lexicon.meaning(axes.grid.text(spot)).sense is Sense.MODULE:
            modules[spot[0]] = spot
    entries: list[Entry] = []
    title: Spot | None = None
    for row in sorted({*modules, *axes.by_row}):
        dated = [(spot, mark) for spot, mark in axes.by_row.get(row, ()) if mark.dated]
        if row in modules:
            title = None if dated else modules[row]
        elif dated and title is not None:
            text = axes.grid.text(title)
            part = CellPart(text, lexicon.meaning(text))
            half = next((mark.half for _spot, mark in axes.by_row[row] if mark.half is not None), None)
            found = _when(dated[0][1], dated[0][0])
            entries.append(
                Entry(dated[0][0], text, replace(found, half=found.half or half), Content((part,)))
            )
    return entries if len({x for entry in entries for x in entry.modules}) >= FEWEST else []


def _entries(axes: Axes, lexicon: Lexicon, modules: dict[int, Spot]) -> Iterator[Entry]:
    for row, title in modules.items():
        text = axes.grid.text(title)
        meaning = lexicon.meaning(text)
        for spot in sorted(x for x in axes.grid.cells if x[0] == row and x[1] > title[1]):
            if spot not in axes.marks and lexicon.meaning(axes.grid.text(spot)).sense is Sense.MODULE:
                # Lists that stand side by side have a module for each date.
                break
            mark = axes.marks.get(spot)
            head = axes.above("date", spot)
            if mark is not None and mark.dated:
                yield Entry(spot, text, _when(mark, spot), Content((CellPart(text, meaning),)))
            elif head is not None and (hours := _hours(axes.grid.cells[spot], mark)) is not None:
                told = CellPart(text, meaning, hours=hours or None)
                yield Entry(spot, text, _when(head[2], (head[0], spot[1])), Content((told,)))


def _when(mark: TimeMark, order: Spot) -> When:
    """Return the date of a mark; rows are in no order of time."""
    return When(
        mark.day, mark.month, mark.year, (0, *order), weekday=mark.weekday, last=mark.last, half=mark.half,
        across=True,
    )  # fmt: skip


def _hours(value: object, mark: TimeMark | None) -> float | None:
    """Return the hours that a cell tells, 0 where it only says yes; None if it says nothing of the kind."""
    if isinstance(value, bool):
        return 0.0 if value else None
    if isinstance(value, int | float):
        return float(value) if 1 < value <= LONGEST else (0.0 if value == 1 else None)
    if mark is not None and isinstance(mark.clock, time):
        hours = mark.clock.hour + mark.clock.minute / 60
        return hours if 0 < hours <= LONGEST else None
    return 0.0 if isinstance(value, str) and normal(value) in TICKS else None
