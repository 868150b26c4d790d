"""Read a planning made by hand: its lessons, how it was understood, and what was not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from scheduler.domain.instance import Instance
from scheduler.errors import InputError
from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.columns import ColumnRead, Entry, Role, by_halves, read_columns
from scheduler.exchange.foreign.crossed import crossed
from scheduler.exchange.foreign.dates import When, first_year, when, years
from scheduler.exchange.foreign.grid import Grid, Spot, open_grids
from scheduler.exchange.foreign.halves import Found, Said, half_days
from scheduler.exchange.foreign.legend import explained_by, is_pair
from scheduler.exchange.foreign.lexicon import Lexicon, Sense
from scheduler.exchange.foreign.parts import Content, content_of
from scheduler.exchange.foreign.people import Names
from scheduler.exchange.tables.names import folded, normal
from scheduler.text import _
from scheduler.text.phrases import long_day, weekday

_EDITED = re.compile(r"\b(?:edite|imprime|maj|mis a jour|mise a jour|version|cree|modifie|printed|updated)\b")

_GROUP = re.compile(r"(?:groupe?|gr\.?|promo(?:tion)?|classe|cohorte|session)\s+[\w-]{1,12}(?:\s+\w{1,12})?")

BELOW = 2
"""Rows below the last dated one in which a lesson without a date is still noticed."""


@dataclass(frozen=True)
class Unread:
    """A cell that was not understood: its place, its text, why, and the modules it may mean."""

    where: str
    text: str
    reason: str
    modules: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """Words that were understood: the module meant, or none; how often, where first, how surely."""

    text: str
    module: str | None
    count: int
    where: str
    sure: bool = True


@dataclass
class SheetRead:
    """How a sheet was understood."""

    title: str
    axes: Axes
    columns: list[ColumnRead] = field(default_factory=list)
    found: dict[str, list[Found]] = field(default_factory=dict)

    @property
    def lessons(self) -> int:
        """How many half-days were found."""
        return sum(map(len, self.found.values()))


@dataclass
class Reading:
    """A planning as it was understood.

    Attributes
    ----------
    groups
        The half-days of each group; the name is empty where the planning names none.
    doubts
        Dates whose weekday is another one than the planning says.
    year
        The year of the first date, if it is not written.
    """

    sheets: list[SheetRead] = field(default_factory=list)
    groups: dict[str, list[Found]] = field(default_factory=dict)
    taken: dict[tuple[str, str | None], Taken] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    doubts: list[Unread] = field(default_factory=list)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    year: int | None = None

    def note(self, text: str, module: str | None, where: str, sure: bool = True) -> None:
        """Note words that were understood."""
        shown = " ".join(text.split())
        known = self.taken.get((folded(shown), module))
        count, first, told = (known.count + 1, known.where, known.text) if known else (1, where, shown)
        self.taken[folded(shown), module] = Taken(told, module, count, first, sure)


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
    names = Names(instance)
    prepared = []
    for grid in grids:
        axes = Axes(grid)
        lexicon.explain(explained_by(axes, lexicon))
        prepared.append(axes)
    for axes in prepared:
        entries = [
            Entry(spot, axes.grid.text(spot), told, _content(axes, spot, lexicon))
            for spot in axes.contents()
            if not (is_pair(axes.grid.text(spot)) and _explains(axes.grid.text(spot), lexicon))
            and (told := when(axes, spot)) is not None
        ]
        columns = read_columns(axes, entries)
        own = crossed(axes, lexicon)
        if len(own) > sum(bool(x.modules) for column in columns for x in column.entries):
            columns = [ColumnRead(None, own[0].spot[1], "", Role.LESSONS, tuple(own))]
        reading.sheets.append(SheetRead(axes.grid.title, axes, columns))
    settled = _settle_years(reading, path, grids, year, today)
    for sheet in reading.sheets:
        _read_sheet(sheet, reading, lexicon, settled, names)
    _group(reading, names)
    reading.unread = list(dict.fromkeys(reading.unread))
    return reading


def _explains(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is that of a legend: what stands before its sign was learnt from it."""
    return normal(re.split(r"[=:→]|\s[–-]\s", text, maxsplit=1)[0]) in lexicon.explained


def _content(axes: Axes, spot: Spot, lexicon: Lexicon) -> Content:
    if spot in axes.self_dated:
        return content_of(axes.self_dated[spot][1], lexicon)
    return content_of(axes.grid.text(spot), lexicon)


# ---------------------------------------------------------------------- years


def _settle_years(
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
        texts += [grid.title, *(x for x in told if isinstance(x, str))]
    titles = [*texts[1:], texts[0]]
    for pattern in (r"(?<![\d/.-])(20[2-4]\d)(?!\d)", r"(?<=[/.-])(20[2-4]\d)(?!\d)"):
        for text in titles:
            if (found := re.search(pattern, text)) and not _EDITED.search(folded(text)):
                return int(found[1])
    return None


# ---------------------------------------------------------------------- one sheet


def _read_sheet(
    sheet: SheetRead,
    reading: Reading,
    lexicon: Lexicon,
    settled: Mapping[tuple[int, Spot], int],
    names: Names,
) -> None:
    number = reading.sheets.index(sheet)
    places = by_halves(sheet.columns)
    beside = {role: [x for x in sheet.columns if x.role is role] for role in Role}
    said: dict[str, list[Said]] = {}
    heads = _group_heads(sheet, names)
    doubted: set[str] = set()
    for column in beside[Role.LESSONS]:
        if places.get((column.leader, column.column)) == -1:
            continue
        for entry in column.entries:
            place = places.get((column.leader, column.column))
            days = entry.when.days(settled[number, entry.spot])
            where = sheet.axes.grid.where(entry.spot)
            if not days:
                if entry.modules:
                    reading.unread.append(Unread(where, entry.text, _("there is no such day")))
                continue
            _doubt(entry, days[0], where, reading, doubted)
            group = names.group(_text_beside(sheet, Role.GROUP, entry) or _group_above(heads, entry, sheet))
            trainer = names.trainer(_text_beside(sheet, Role.TRAINER, entry), entry.content.asides)
            room = names.room(_text_beside(sheet, Role.ROOM, entry), entry.content.asides)
            hours = _hours_beside(sheet, entry)
            kept = _understood(entry, where, reading)
            nth = _nth_day(column.header, place)
            if len(days) > 1 and 0 <= nth < len(days):
                days, place = [days[nth]], None
            for day, content in _by_day(days, kept):
                said.setdefault(group, []).append(
                    Said(where, entry.text, day, content, entry.when.half, hours, place, trainer, room)
                )
    for column in beside[Role.TRAINER] + beside[Role.ROOM]:
        _strangers(sheet, column, names, reading)
    for group, own in said.items():
        found, unplaced = half_days(own)
        sheet.found[group] = found
        for one in unplaced:
            reason = _("more than two things in one day, without hours")
            reading.unread.append(Unread(one.where, one.text, reason))
    _note_undated(sheet, reading, lexicon)


def _group_heads(sheet: SheetRead, names: Names) -> dict[Spot, str]:
    """Return the cells that head columns with the names of groups: two in a row at least."""
    grid = sheet.axes.grid
    rows: dict[int, dict[Spot, str]] = {}
    for spot in sheet.axes.contents():
        text = grid.text(spot)
        if len(text) < 40 and (_GROUP.fullmatch(folded(text)) or names.group(text, exactly=True)):
            rows.setdefault(spot[0], {})[spot] = text
    found: dict[Spot, str] = {}
    for own in rows.values():
        if len({grid.origin(spot) for spot in own}) > 1 and len(set(own.values())) > 1:
            found |= own
    return found


def _group_above(heads: Mapping[Spot, str], entry: Entry, sheet: SheetRead) -> str:
    """Return the group whose name heads the columns of a cell, or nothing."""
    row, column = entry.spot
    above = [spot for spot in heads if spot[0] < row and spot[1] <= column]
    if not above:
        return ""
    nearest_row = max(spot[0] for spot in above)
    last = max(spot[1] for spot in above if spot[0] == nearest_row)
    return heads[nearest_row, last]


def _understood(entry: Entry, where: str, reading: Reading) -> Content:
    """Return what a cell holds that was understood, and note the rest."""
    for part in entry.content.parts:
        sense = part.meaning.sense
        if sense is Sense.MODULE:
            text = part.text if len(entry.content.parts) > 1 else entry.text
            reading.note(text, part.module, where, part.meaning.sure)
        elif sense is Sense.NO_LESSON:
            reading.note(entry.text, None, where)
        else:
            text = entry.text if len(entry.content.parts) == 1 else part.text
            reading.unread.append(Unread(where, text, _why(sense), part.meaning.modules))
    return entry.content


def _why(sense: Sense) -> str:
    return _("several modules are possible") if sense is Sense.SEVERAL else _("not the name of a module")


def _nth_day(header: str, place: int | None) -> int:
    """Return which day of several a column is of, from 0; -1 if it is of all."""
    found = re.fullmatch(r"(?:jour|j|day)\s?(\d)", folded(header))
    return int(found[1]) - 1 if found else place if place is not None else -1


def _by_day(days: Sequence[date], content: Content) -> list[tuple[date, Content]]:
    """Return what each of several days holds: as many parts as days, or half-days, are one for each."""
    parts = content.parts
    if len(days) > 1 and len(parts) == len(days):
        return [(day, Content((part,))) for day, part in zip(days, parts, strict=True)]
    if len(days) > 1 and len(parts) == 2 * len(days):
        return [(day, Content(parts[2 * x : 2 * x + 2])) for x, day in enumerate(days)]
    return [(day, content) for day in days]


def _doubt(entry: Entry, day: date, where: str, reading: Reading, doubted: set[str]) -> None:
    """Note a weekday that does not fit its date, once for each date."""
    told = entry.when.weekday
    if told is not None and entry.when.in_week is None and told != day.weekday():
        message = _("{day}, not {weekday}").format(day=long_day(day), weekday=weekday(told))
        if message not in doubted:
            doubted.add(message)
            reading.doubts.append(Unread(where, message, _("the weekday does not fit the date")))


def _text_beside(sheet: SheetRead, role: Role, entry: Entry) -> str:
    """Return the text that the column of a role has for a cell: the next on its right, else the only one."""
    own = [x.column for x in sheet.columns if x.role is role and x.leader == entry.when.column]
    lessons = [x.column for x in sheet.columns if x.role is Role.LESSONS and x.leader == entry.when.column]
    row, column = entry.spot
    after = [x for x in own if x > column and not any(column < y < x for y in lessons)]
    chosen = after[0] if after else (own[0] if len(own) == 1 else None)
    return sheet.axes.grid.text((row, chosen)) if chosen is not None else ""


def _hours_beside(sheet: SheetRead, entry: Entry) -> float | None:
    """Return the hours that the row tells of a cell, or those between its times."""
    row, column = entry.spot
    _leader, first, last = sheet.axes.block(column)
    for other in sorted(sheet.axes.hour_columns):
        if first <= other <= last:
            value = sheet.axes.grid.cells.get((row, other))
            mark = sheet.axes.marks.get((row, other))
            hours = _number(value)
            if hours is None and mark is not None and mark.clock is not None:
                hours = mark.clock.hour + mark.clock.minute / 60
            if hours is not None and 0 < hours <= 7.5:
                beside = sum(
                    x.spot[0] == row for c in sheet.columns if c.role is Role.LESSONS for x in c.entries
                )
                return hours / beside if beside and hours > 5 else hours
    return entry.when.hours


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    found = re.fullmatch(r"\s*(\d{1,2}(?:[.,]\d{1,2})?)\s*", value) if isinstance(value, str) else None
    return float(found[1].replace(",", ".")) if found else None


def _strangers(sheet: SheetRead, column: ColumnRead, names: Names, reading: Reading) -> None:
    """Note the trainers and rooms that the centre's tables do not hold."""
    if not names.known:
        return
    for entry in column.entries:
        known = names.trainer(entry.text) if column.role is Role.TRAINER else names.room(entry.text)
        if known is None and entry.text:
            reason = (
                _("no trainer of the tables") if column.role is Role.TRAINER else _("no room of the tables")
            )
            reading.unread.append(Unread(sheet.axes.grid.where(entry.spot), entry.text, reason))


def _note_undated(sheet: SheetRead, reading: Reading, lexicon: Lexicon) -> None:
    """Note lessons of which nothing tells the date, in columns of dated ones."""
    for column in sheet.columns:
        if column.role is not Role.LESSONS or not column.modules:
            continue
        rows = [entry.spot[0] for entry in column.entries]
        for row in range(min(rows), max(rows) + BELOW + 1):
            spot = (row, column.column)
            if row in rows or spot in sheet.axes.marks or not (text := sheet.axes.grid.text(spot)):
                continue
            if any(part.module for part in content_of(text, lexicon).parts):
                where = sheet.axes.grid.where(spot)
                reading.unread.append(Unread(where, text, _("nothing tells its date")))


# ---------------------------------------------------------------------- groups


def _group(reading: Reading, names: Names) -> None:
    """Put the half-days of all sheets together: of one group, unless sheets say different things of a day."""
    sheets = [sheet for sheet in reading.sheets if sheet.lessons]
    kept: list[SheetRead] = []
    for sheet in sheets:
        same = next((x for x in kept if _repeats(sheet, x)), None)
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
