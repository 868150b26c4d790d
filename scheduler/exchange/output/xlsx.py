"""A workbook that is being written: its sheets, its formats, and what its cells may hold.

XlsxWriter writes it, because it stores beside each formula what the formula gives now: Excel in
protected view (any file that came by mail), mail previews and programs that read files do not
compute, and would show blanks.
"""

import io
import zipfile
from dataclasses import dataclass
from datetime import date, time
from typing import Any, TypeAlias
from xml.parsers import expat

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from scheduler.exchange.look import (
    BAD,
    BAD_INK,
    FONT,
    RULE,
    WHITE,
    Look,
)
from scheduler.text.signs import dropped

IFNA = "_xlfn.IFNA"
"""How files call the function IFNA, which is younger than their format."""

HATCHES = {"lightUp": 14, "lightDown": 13}
"""The numbers of Excel's patterns."""


@dataclass(frozen=True)
class Formula:
    """A live formula, and what it gives now: shown where nothing computes."""

    text: str
    value: str | float | date | time


Value: TypeAlias = str | float | date | time | Formula | None


LITERAL = 255
"""Most signs between the quotes of a formula; longer texts are put together."""


def literal(text: str) -> str:
    """Return `text` as a formula quotes it."""
    parts = [text[first : first + LITERAL] for first in range(0, len(text), LITERAL)] or [""]
    return "&".join('"' + part.replace('"', '""') + '"' for part in parts)


def clean(text: str) -> str:
    """Return `text` without signs that no workbook can hold."""
    return text if text.isprintable() else dropped(text)


class Sheet(Worksheet):
    """A sheet whose formulas are written as files hold them: younger functions bear their prefix already.

    XlsxWriter looks for a hundred names in each formula otherwise, which takes longer than all the rest. A
    version without this step would be slower, and write the same.
    """

    def _prepare_formula(self, formula: str, *_options: object, **_more: object) -> str:
        return formula.removeprefix("=")


class File:
    """A workbook in memory.

    Parameters
    ----------
    foot
        What the foot of each page bears on the left.
    """

    def __init__(self, foot: str = ""):
        self.foot = foot
        self._data = io.BytesIO()
        # Column widths count the digits of the default font.
        plain = {"font_name": FONT, "font_size": 10}
        self.workbook = Workbook(self._data, {"in_memory": True, "default_format_properties": plain})
        self._formats: dict[Look, Format] = {}
        self.red = self.workbook.add_format(
            {"bold": True, "font_color": f"#{BAD_INK}", "bg_color": f"#{BAD}", "pattern": 1}
        )

    @property
    def titles(self) -> list[str]:
        """What the tabs say so far."""
        return [sheet.get_name() for sheet in self.workbook.worksheets()]

    def sheet(self, title: str) -> Worksheet:
        """Add a sheet at the end."""
        return self.workbook.add_worksheet(title, Sheet)

    def shade(self, colour: str) -> Format:
        """Return the conditional format that gives cells a background."""
        return self.workbook.add_format({"bg_color": f"#{colour}", "pattern": 1})

    def paint(self, colour: str, ink: str) -> Format:
        """Return the conditional format that gives cells a background without hatch, and bold letters."""
        return self.workbook.add_format(
            {"bg_color": f"#{colour}", "pattern": 1, "font_color": f"#{ink}", "bold": True}
        )

    def format(self, look: Look) -> Format:
        """Return the format of `look`; each is built once, however many cells bear it."""
        found = self._formats.get(look)
        if found is None:
            found = self._formats[look] = self.workbook.add_format(_properties(look))
        return found

    def to_bytes(self) -> bytes:
        """Return the file; nothing can be added after."""
        self.workbook.close()
        return self._data.getvalue()


def _properties(look: Look) -> dict[str, Any]:
    found: dict[str, Any] = {
        "font_name": FONT,
        "font_size": look.size,
        "bold": look.bold,
        "italic": look.italic,
        "font_color": f"#{look.ink}",
        "align": look.across,
        "valign": "vcenter" if look.down == "center" else look.down,
        "text_wrap": look.wrap,
        "indent": look.indent,
        "num_format": look.number,
    }
    if look.framed:
        found |= {"border": 1, "border_color": f"#{RULE}"}
    if look.hatch:
        paper = look.fill or WHITE
        found |= {"pattern": HATCHES[look.hatch], "fg_color": f"#{look.hatch_ink}", "bg_color": f"#{paper}"}
    elif look.fill:
        found |= {"pattern": 1, "bg_color": f"#{look.fill}"}
    return found


def stored(value: str | float | date | time) -> str | float:
    """Return a result as the file holds it: a time is a part of a day."""
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440
    if isinstance(value, date):
        return float((value - date(1899, 12, 30)).days)
    return clean(value) if isinstance(value, str) else value


def faulty_part(content: bytes) -> str | None:
    """Return the first part of the workbook in `content` that is no XML, and why; None if all are."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                try:
                    expat.ParserCreate().Parse(archive.read(name), True)
                except expat.ExpatError as fault:
                    return f"{name}: {fault}"
    return None
