"""Read one sheet: the half-days of each group, the words that were understood and those that were not."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from scheduler.exchange.foreign.columns import ColumnRead, Entry, Role, by_halves
from scheduler.exchange.foreign.grid import Spot
from scheduler.exchange.foreign.halves import Said, half_days
from scheduler.exchange.foreign.lexicon import Lexicon, Sense
from scheduler.exchange.foreign.parts import LONGEST, LONGEST_HALF, Content, content_of
from scheduler.exchange.foreign.people import KnownNames
from scheduler.exchange.foreign.records import Reading, SheetRead, Unread
from scheduler.exchange.tables.names import folded
from scheduler.text import _
from scheduler.text.phrases import long_day, weekday

_GROUP = re.compile(r"(?:groupe?|gr\.?|promo(?:tion)?|classe|cohorte|session)\s+[\w-]{1,12}(?:\s+\w{1,12})?")

BELOW = 2
"""Rows below the last dated one in which a lesson without a date is still noticed."""


def read_sheet(
    sheet: SheetRead,
    reading: Reading,
    lexicon: Lexicon,
    settled: Mapping[tuple[int, Spot], int],
    names: KnownNames,
) -> None:
    """Find the half-days of a sheet, and note in `reading` the words that were understood or not.

    Parameters
    ----------
    settled
        The year of each dated cell, by the number of the sheet and the place.
    """
    number = reading.sheets.index(sheet)
    places = by_halves(sheet.columns)
    beside = {role: [x for x in sheet.columns if x.role is role] for role in Role}
    said: dict[str, list[Said]] = {}
    heads, texts = _group_heads(sheet, names), _Beside(sheet)
    in_row = Counter(x.spot[0] for column in beside[Role.LESSONS] for x in column.entries)
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
            group = names.group(texts.text(Role.GROUP, entry) or _group_above(heads, entry))
            who, place_told = texts.text(Role.TRAINER, entry), texts.text(Role.ROOM, entry)
            trainer = names.trainer(who, entry.content.asides)
            room = names.room(place_told, entry.content.asides)
            hours = _hours_beside(sheet, entry, in_row[entry.spot[0]])
            kept = _understood(entry, where, reading)
            nth = column.nth if column.nth is not None else place
            if nth is not None and len(days) > 1 and nth < len(days):
                days, place = [days[nth]], None
            for day, content in _by_day(days, kept):
                said.setdefault(group, []).append(
                    Said(
                        where,
                        entry.text,
                        day,
                        content,
                        entry.when.half or column.half,
                        hours,
                        place,
                        trainer,
                        room,
                        f"{who} {place_told}",
                    )
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


def _group_heads(sheet: SheetRead, names: KnownNames) -> dict[Spot, str]:
    """Return the cells that head columns with the names of groups: two in a row at least."""
    grid = sheet.axes.grid
    rows: dict[int, dict[Spot, str]] = {}
    for spot in sheet.axes.contents:
        text = grid.text(spot)
        if len(text) < 40 and (_GROUP.fullmatch(folded(text)) or names.group(text, exactly=True)):
            rows.setdefault(spot[0], {})[spot] = text
    found: dict[Spot, str] = {}
    for own in rows.values():
        if len({grid.origin(spot) for spot in own}) > 1 and len(set(own.values())) > 1:
            found |= own
    return found


def _group_above(heads: Mapping[Spot, str], entry: Entry) -> str:
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


class _Beside:
    """The columns that go with each column of lessons: of trainers, of rooms, of groups."""

    def __init__(self, sheet: SheetRead):
        self._text = sheet.axes.grid.text
        self._chosen: dict[tuple[Role, int | None, int], int] = {}
        lessons = [(x.leader, x.column) for x in sheet.columns if x.role is Role.LESSONS]
        for leader, column in lessons:
            for role in (Role.TRAINER, Role.ROOM, Role.GROUP):
                own = [x.column for x in sheet.columns if x.role is role and x.leader == leader]
                after = [x for x in own if x > column and (leader, x) not in lessons]
                near = [x for x in after if not any(c == leader and column < y < x for c, y in lessons)]
                if near or len(own) == 1:
                    self._chosen[role, leader, column] = near[0] if near else own[0]

    def text(self, role: Role, entry: Entry) -> str:
        """Return the text that a column has for a cell: the next on its right, else the only one."""
        row, column = entry.spot
        chosen = self._chosen.get((role, entry.when.column, column))
        return self._text((row, chosen)) if chosen is not None else ""


def _hours_beside(sheet: SheetRead, entry: Entry, lessons: int) -> float | None:
    """Return the hours that the row tells of a cell, or those between its times; `lessons` share them."""
    row, column = entry.spot
    _leader, first, last = sheet.axes.block(column)
    for other in sorted(sheet.axes.hour_columns):
        if first <= other <= last:
            value = sheet.axes.grid.cells.get((row, other))
            mark = sheet.axes.marks.get((row, other))
            hours = _number(value)
            if hours is None and mark is not None and mark.clock is not None:
                hours = mark.clock.hour + mark.clock.minute / 60
            if hours is not None and 0 < hours <= LONGEST:
                return hours / lessons if lessons and hours > LONGEST_HALF else hours
    return entry.when.hours


def _number(value: object) -> float | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    found = re.fullmatch(r"\s*(\d{1,2}(?:[.,]\d{1,2})?)\s*", value) if isinstance(value, str) else None
    return float(found[1].replace(",", ".")) if found else None


def _strangers(sheet: SheetRead, column: ColumnRead, names: KnownNames, reading: Reading) -> None:
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
        rows = {entry.spot[0] for entry in column.entries}
        for row in range(min(rows), max(rows) + BELOW + 1):
            spot = (row, column.column)
            if row in rows or spot in sheet.axes.marks or not (text := sheet.axes.grid.text(spot)):
                continue
            if any(part.module for part in content_of(text, lexicon).parts):
                where = sheet.axes.grid.where(spot)
                reading.unread.append(Unread(where, text, _("nothing tells its date")))
