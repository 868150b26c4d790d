"""The cells of one sheet: what each holds, and those that hold what no program writes."""

import bisect
import math
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from openpyxl.utils.datetime import from_ISO8601

from scheduler.exchange.spreadsheet.styles import Styles
from scheduler.exchange.spreadsheet.xml import Broken, Walk

LONGEST_TEXT = 32_767
"""Signs that a cell can hold in a spreadsheet program."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The size of a sheet."""


class Damaged(str):
    """What stands in a cell that cannot be read."""

    __slots__ = ()


class Uncalculated(str):
    """A formula whose result the file does not hold; the text is the sign that stands for it."""

    __slots__ = ()


Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True)
class SheetLine:
    """A row that holds something: its number from 1, and its cells from the first column on."""

    number: int
    cells: tuple[Cell, ...]


@dataclass
class Sheet:
    """What a sheet holds.

    Attributes
    ----------
    lines
        The rows that hold something, in the order of their numbers.
    merged
        The first and the last row of every stretch of rows with cells merged across columns.
    ranges
        First row, first column, last row and last column of every stretch of merged cells.
    outside
        Cells beyond the columns that are read, such as ``XFD1``.
    misplaced
        Rows with a cell whose place does not exist, or whose row does not.
    end
        The last row that was read.
    broken
        True if the part could not be read to its end.
    full
        True if it holds more cells than are read.
    """

    title: str
    lines: list[SheetLine] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)
    ranges: list[tuple[int, int, int, int]] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    misplaced: list[int] = field(default_factory=list)
    end: int = 0
    broken: bool = False
    full: bool = False

    def is_merged(self, row: int) -> bool:
        """Tell whether cells of a row are merged across columns."""
        index = bisect.bisect_right(self.merged, (row, LAST_ROW))
        return index > 0 and row <= self.merged[index - 1][1]


_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """Return the text that a part of a workbook stands for: ``_x000D_`` is one sign."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def column_number(letters: str) -> int:
    """Return the number of a column from its letters, from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column from its number, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class _Full(Exception):
    """There are more cells than are read."""


class SheetReader:
    """Reads the part of one sheet into a :class:`Sheet`.

    Parameters
    ----------
    room
        How many cells may be kept.
    columns
        How many columns are read.
    """

    def __init__(self, title: str, strings: Sequence[str], styles: Styles, room: int, columns: int):
        self.sheet = Sheet(title)
        self.room = room
        self._strings, self._styles, self._columns = strings, styles, columns
        self._walk = Walk(self._start, self._end, LONGEST_TEXT)
        self._row, self._reference, self._after = 0, "", 0
        self._cell: dict[str, str] = {}
        self._texts: list[str] = []
        self._formula = self._valued = self._phonetic = False
        self._rows: dict[int, dict[int, Cell]] = {}

    def read(self, archive: zipfile.ZipFile, part: str) -> Sheet:
        """Return what the sheet holds, as far as it can be read."""
        sheet = self.sheet
        try:
            self._walk.over(archive, part)
            self._close()
        except Broken:
            sheet.broken = True
        except _Full:
            sheet.full = True
        sheet.end = self._row
        sheet.merged = stretches(sheet.merged)
        for number in sorted(self._rows):
            cells = self._rows[number]
            sheet.lines.append(SheetLine(number, tuple(cells.get(x) for x in range(1, max(cells) + 1))))
        return sheet

    # What most elements are, empty cells with a style, must cost next to nothing.
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            if self._formula or self._valued:
                self._close()
            self._cell = attributes
            reference = attributes.get("r")
            if reference is None:
                self._after += 1
            else:
                self._reference, self._after = reference, 0
        elif name == "row":
            self._close()
            told = attributes.get("r", "")
            self._row = int(told) if told.isdecimal() and len(told) < 9 else self._row + 1
            self._reference, self._after = "", 0
        elif name in ("v", "t"):
            if self._phonetic:
                self._phonetic = False
            else:
                self._valued = True
                self._walk.listen()
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            # How a text is pronounced, in one element "t" of its own.
            self._phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _end(self, name: str) -> None:
        if name in ("v", "t"):
            self._texts.append(self._walk.ignore())

    def _close(self) -> None:
        """Keep the present cell, if it holds something."""
        if not (self._formula or self._valued):
            return
        value = self._value("".join(self._texts)[:LONGEST_TEXT])
        self._formula = self._valued = False
        self._texts.clear()
        if value is None or value == "":
            return
        place = _PLACE.fullmatch(self._reference) if self._reference else None
        column = (column_number(place[1]) if place else 0) + self._after
        row = int(place[2]) if place else self._row
        if (self._reference and not place) or not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            self.sheet.misplaced.append(self._row)
        elif column > self._columns:
            self.sheet.outside.append(f"{column_letters(column)}{row}")
        else:
            self._rows.setdefault(row, {})[column] = value
        self._take_room()

    def _take_room(self) -> None:
        self.room -= 1
        if self.room < 0:
            raise _Full

    def _value(self, text: str) -> Cell:
        kind = self._cell.get("t", "n")
        if self._formula and not (text or (kind == "str" and self._valued)):
            return Uncalculated("=?")
        if not text:
            return None
        if kind == "s":
            known = text.isdecimal() and len(text) < 9 and int(text) < len(self._strings)
            return self._strings[int(text)] if known else Damaged(text)
        if kind in ("str", "inlineStr", "e"):
            return unescaped(text)
        if kind == "b":
            return text != "0" if text in ("0", "1") else Damaged(text)
        if kind == "d":
            return _iso(text)
        return self._number(text.strip())

    def _number(self, text: str) -> Cell:
        try:
            number = int(text) if _WHOLE.fullmatch(text) else float(text)
        except ValueError:
            return Damaged(text)
        if not math.isfinite(number) or not text.isascii() or "_" in text:
            return Damaged(text)
        return self._styles.value(number, self._cell.get("s"))

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        ends = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if ends[0] and ends[1]:
            first_row, last_row = int(ends[0][2]), min(int(ends[1][2]), LAST_ROW)
            left, right = column_number(ends[0][1]), column_number(ends[1][1])
            self.sheet.ranges.append((first_row, left, last_row, right))
            if left != right:
                self.sheet.merged.append((first_row, last_row))
            self._take_room()


def stretches(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the rows of all ranges as stretches that do not touch, in order."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        elif first <= last:
            found.append((first, last))
    return found


def _iso(text: str) -> Cell:
    try:
        found: Cell = from_ISO8601(text)
    except (ValueError, OverflowError):
        return Damaged(text)
    return found
