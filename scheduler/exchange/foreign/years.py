"""The years of dates that bear none: from titles, from weekdays, from one date to the next."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from scheduler.errors import InputError
from scheduler.exchange.foreign.columns import Entry, Role
from scheduler.exchange.foreign.dates import When
from scheduler.exchange.foreign.grid import Grid, Spot
from scheduler.exchange.foreign.records import Reading
from scheduler.exchange.tables.names import folded
from scheduler.text import _

_EDITED = re.compile(r"\b(?:edite|imprime|maj|mis a jour|mise a jour|version|cree|modifie|printed|updated)\b")


def settle_years(
    reading: Reading, path: Path, grids: Sequence[Grid], year: int | None, today: date
) -> dict[tuple[int, Spot], int]:
    """Return the year of each dated cell of lessons, by sheet and place."""
    told: list[tuple[int, Entry]] = []
    for number, sheet in enumerate(reading.sheets):
        own = [x for column in sheet.columns for x in column.entries if column.role is Role.LESSONS]
        told += [(number, entry) for entry in sorted(own, key=lambda x: (x.when.order, x.spot))]
    whens = [entry.when for _number, entry in told]
    if not whens:
        return {}
    first = year
    if whens and any(x.year is None for x in whens):
        first = first or _hinted(path, grids) or first_year(whens, range(today.year - 4, today.year + 5))
        if first is None and all(x.year is None for x in whens):
            raise InputError.at(
                path.name,
                _("the dates bear no year, and nothing else tells it."),
                _("Say it: --year {year}.").format(year=today.year),
            )
        reading.year = first
    if first is None:
        first = _backwards(whens)
    settled = years(whens, first)
    return {(number, entry.spot): own for (number, entry), own in zip(told, settled, strict=True)}


def _backwards(whens: Sequence[When]) -> int:
    """Return the year of the first date from the first that tells its own."""
    place = next((number for number, one in enumerate(whens) if one.year is not None), 0)
    own = whens[place].year or 0
    before = years([*whens[:place], When(whens[place].key[1], whens[place].key[0], None, (0,))], 2000)
    return own - (before[-1] - 2000)


def _hinted(path: Path, grids: Iterable[Grid]) -> int | None:
    """Return the first year that titles or the names of sheets and of the file tell.

    That of a date counts where no title names a year, unless it is when the file was edited.
    """
    texts = [path.stem]
    for grid in grids:
        told = (value for _spot, value in sorted(grid.cells.items(), key=lambda x: x[0]))
        texts += [grid.title, *(str(x) for x in told if isinstance(x, str | int))]
    titles = [*texts[1:], texts[0]]
    for pattern in (r"(?<![\d/.-])(20[2-4]\d)(?!\d)", r"(?<=[/.-])(20[2-4]\d)(?!\d)"):
        for text in titles:
            if (found := re.search(pattern, text)) and not _EDITED.search(folded(text)):
                return int(found[1])
    return None


def years(told: Sequence[When], first: int) -> list[int]:
    """Return the year of each, in the order given, the first of them in `first` if it tells none.

    A date that lies months before the one above it is of the next year.
    """
    found, year, before = [], first, None
    for one in told:
        if one.year is not None:
            year = one.year
        elif before is not None and before[0] - one.key[0] > 5:
            year += 1
        elif before is not None and one.key[0] - before[0] > 6 and found:
            year = max(first, year - 1)
        before = one.key
        found.append(year)
    return found


def first_year(told: Sequence[When], candidates: Iterable[int]) -> int | None:
    """Return the year in which the weekdays written beside dates fit best; None if none are written."""
    dated = [x for x in told if x.weekday is not None and x.year is None and x.in_week is None]
    if not dated:
        return None
    fits: Counter[int] = Counter()
    for year in candidates:
        for one, own in zip(told, years(told, year), strict=True):
            days = one.days(own) if one in dated else []
            fits[year] += bool(days) and days[0].weekday() == one.weekday
    best = max(fits, key=lambda x: fits[x])
    return best if fits[best] >= 0.6 * len(dated) else None
