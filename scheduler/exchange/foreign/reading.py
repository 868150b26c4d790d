"""Read a planning made by hand: its lessons, how it was understood, and what was not."""

import re
from datetime import date
from pathlib import Path

from scheduler.domain.instance import Instance
from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.columns import ColumnRead, Entry, Role, read_columns
from scheduler.exchange.foreign.crossed import below_titles, crossed
from scheduler.exchange.foreign.dates import When, when
from scheduler.exchange.foreign.grid import Spot, open_grids
from scheduler.exchange.foreign.legend import explained_by, is_pair
from scheduler.exchange.foreign.lexicon import Lexicon
from scheduler.exchange.foreign.parts import Content, content_of
from scheduler.exchange.foreign.people import KnownNames
from scheduler.exchange.foreign.records import Reading, SheetRead
from scheduler.exchange.foreign.sheets import read_sheet
from scheduler.exchange.foreign.years import settle_years
from scheduler.exchange.tables.names import normal


def read_foreign(
    path: Path,
    lexicon: Lexicon,
    today: date,
    year: int | None = None,
    instance: Instance | None = None,
) -> Reading:
    """Return what the planning at `path` says, as far as it can be understood.

    Parameters
    ----------
    year
        The year of the first date, where the planning tells none.
    instance
        The centre, if it is known: its groups, trainers and rooms are then looked for.

    Raises
    ------
    InputError
        If the file cannot be read, or dates bear no year and nothing tells it.
    """
    grids = open_grids(path)
    reading = Reading()
    names = KnownNames(instance)
    prepared: list[tuple[Axes, dict[Spot, When]]] = []
    for grid in grids:
        axes = Axes(grid)
        dated = {spot: told for spot in axes.contents if (told := when(axes, spot)) is not None}
        lexicon.explain(explained_by(axes, dated, lexicon))
        prepared.append((axes, dated))
    contents: dict[str, Content] = {}
    for axes, dated in prepared:
        entries = [
            Entry(spot, axes.grid.text(spot), told, _content(axes, spot, lexicon, contents))
            for spot, told in dated.items()
            if not (is_pair(axes.grid.text(spot)) and _explains(axes.grid.text(spot), lexicon))
        ]
        columns = read_columns(axes, entries)
        own = max(crossed(axes, lexicon), below_titles(axes, lexicon), key=len)
        if len(own) > sum(bool(x.modules) for column in columns for x in column.entries):
            columns = [ColumnRead(None, own[0].spot[1], "", Role.LESSONS, tuple(own))]
        reading.sheets.append(SheetRead(axes.grid.title, axes, columns))
    settled = settle_years(reading, path, grids, year, today)
    for sheet in reading.sheets:
        read_sheet(sheet, reading, lexicon, settled, names)
    _group(reading, names)
    reading.unread = list(dict.fromkeys(reading.unread))
    return reading


def _explains(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is that of a legend: what stands before its sign was learnt from it."""
    return normal(re.split(r"[=:→]|\s[–-]\s", text, maxsplit=1)[0]) in lexicon.explained


def _content(axes: Axes, spot: Spot, lexicon: Lexicon, known: dict[str, Content]) -> Content:
    """Return what a cell holds; the same text is understood once."""
    text = axes.self_dated[spot][1] if spot in axes.self_dated else axes.grid.text(spot)
    if text not in known:
        known[text] = content_of(text, lexicon)
    return known[text]


def _group(reading: Reading, names: KnownNames) -> None:
    """Put the half-days of all sheets together: of one group, unless sheets say different things of a day."""
    sheets = [sheet for sheet in reading.sheets if sheet.lessons]
    kept: list[SheetRead] = []
    for sheet in sheets:
        own = names.group(sheet.title, exactly=True)
        alike = (x for x in kept if names.group(x.title, exactly=True) == own and _repeats(sheet, x))
        same = next(alike, None)
        if same is not None:
            reading.repeated.append((sheet.title, same.title))
        else:
            kept.append(sheet)
    apart = any(_overlap(one, other) for i, one in enumerate(kept) for other in kept[:i])
    for sheet in kept:
        for group, found in sheet.found.items():
            name = group or names.group(sheet.title, exactly=True) or (sheet.title if apart else "")
            reading.groups.setdefault(name, []).extend(found)


def _moments(sheet: SheetRead) -> set[tuple[date, str, str]]:
    return {(x.day, x.half.value, x.module) for own in sheet.found.values() for x in own}


def _repeats(one: SheetRead, other: SheetRead) -> bool:
    """Tell whether a sheet shows again what another one shows."""
    mine, theirs = _moments(one), _moments(other)
    return len(mine & theirs) >= 0.8 * max(len(mine), 1)


def _overlap(one: SheetRead, other: SheetRead) -> bool:
    return bool({x[:2] for x in _moments(one)} & {x[:2] for x in _moments(other)})
