"""The parts of a workbook: its sheets by name, the texts that cells share, the formats of numbers."""

import io
import posixpath
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from scheduler.caps import CELLS, COLUMNS, SHEETS_BYTES, WORKBOOK_PART_BYTES
from scheduler.exchange.spreadsheet.sheet import LONGEST_TEXT, Sheet, SheetReader, unescaped
from scheduler.exchange.spreadsheet.styles import Styles
from scheduler.exchange.spreadsheet.xml import Broken, Walk

MAIN = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"

EMPTY = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>"""
"""A sheet without a cell."""

MOST_SHEETS = 1_000


@dataclass(frozen=True)
class Book:
    """What a workbook holds: its sheets in order, and the format of its dates."""

    sheets: tuple[Sheet, ...]
    styles: Styles


class TooLarge(Exception):
    """A part takes more bytes than are read; the argument is what it is called, and the limit in MB."""


class BrokenPart(Exception):
    """A part that all sheets need cannot be read; the argument is its name."""


def read_sheets(data: bytes, wanted: Callable[[str], bool] = lambda title: True) -> Book:
    """Return the sheets of a workbook, only those whose title is `wanted`.

    Raises
    ------
    TooLarge
        If a part is too large once it is unpacked.
    BrokenPart
        If what all sheets need cannot be read.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, LookupError) as error:
        raise BrokenPart(MAIN) from error
    with archive:
        return _Package(archive).book(wanted)


def without_cells(data: bytes, hollow: Callable[[str], bool]) -> bytes:
    """Return a workbook in which the sheets whose title is `hollow` have no cells.

    Raises
    ------
    TooLarge, BrokenPart
        As for the cells of a workbook.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(kept, "w") as result:
        parts = _Package(archive).parts(hollow)
        for entry in archive.infolist():
            result.writestr(entry.filename, EMPTY if entry.filename in parts else archive.read(entry))
    return kept.getvalue()


class _Package:
    def __init__(self, archive: zipfile.ZipFile):
        self._archive = archive
        # Where two entries have one name, the last is the one that is opened.
        self._sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        self._titles: list[tuple[str, str]] = []
        self._mac = False
        self._targets: dict[str, tuple[str, str]] = {}
        self._strings: list[str] = []

    def book(self, wanted: Callable[[str], bool]) -> Book:
        """Return the sheets that are wanted."""
        self._walk(MAIN, self._on_main)
        self._walk(RELATIONS, self._on_relation)
        parts = {kind: target for kind, target in self._targets.values()}
        styles_part = parts.get("styles")
        if styles_part is not None:
            self._check(styles_part)
        try:
            styles = Styles(self._archive, styles_part, self._mac)
        except Broken as error:
            raise BrokenPart(styles_part) from error
        if "sharedStrings" in parts:
            self._read_strings(parts["sharedStrings"])
        sheets = []
        room, unpacked = CELLS.most, 0
        for title, relation in self._titles[:MOST_SHEETS]:
            kind, part = self._targets.get(relation, ("", ""))
            # Charts have sheets too, without cells.
            if kind not in ("worksheet", "") or not wanted(title):
                continue
            # Two sheets may be one part, which is then read twice.
            unpacked += self._sizes.get(part, 0)
            if unpacked > SHEETS_BYTES.most:
                raise TooLarge(title, SHEETS_BYTES.most // 2**20)
            reader = SheetReader(title, self._strings, styles, room, COLUMNS.most)
            sheets.append(reader.read(self._archive, part))
            room = max(0, reader.room)
        return Book(tuple(sheets), styles)

    def parts(self, wanted: Callable[[str], bool]) -> set[str]:
        """Return the names of the parts that hold the sheets that are wanted."""
        self._walk(MAIN, self._on_main)
        self._walk(RELATIONS, self._on_relation)
        found = (self._targets.get(relation, ("", "")) for title, relation in self._titles if wanted(title))
        return {part for kind, part in found if kind == "worksheet"}

    def _check(self, part: str) -> None:
        # Python unpacks no more of an entry than its directory says.
        if self._sizes.get(part, 0) > WORKBOOK_PART_BYTES.most:
            raise TooLarge(part, WORKBOOK_PART_BYTES.most // 2**20)

    def _walk(self, part: str, start: Callable[[str, dict[str, str]], None]) -> None:
        self._check(part)
        try:
            Walk(start, lambda _name: None, 0).over(self._archive, part)
        except Broken as error:
            raise BrokenPart(part) from error

    def _on_main(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self._mac = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith("\nid")), "")
            self._titles.append((attributes.get("name", ""), relation))

    def _on_relation(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self._targets[attributes.get("Id", "")] = (kind, target)

    # ------------------------------------------------------------------ texts that cells share

    def _read_strings(self, part: str) -> None:
        self._check(part)
        phonetic = False

        def start(name: str, _attributes: dict[str, str]) -> None:
            nonlocal phonetic
            if name == "si":
                if len(self._strings) >= CELLS.most:
                    # No program writes more texts than there are cells to share them.
                    raise Broken
                self._strings.append("")
            elif name == "rPh":
                phonetic = True
            elif name == "t":
                if not phonetic:
                    walk.listen()
                phonetic = False

        def end(name: str) -> None:
            if name == "t":
                text = unescaped(walk.ignore())
                if self._strings:
                    self._strings[-1] = (self._strings[-1] + text)[:LONGEST_TEXT]

        walk = Walk(start, end, LONGEST_TEXT)
        try:
            walk.over(self._archive, part)
        except Broken as error:
            raise BrokenPart(part) from error
