"""A workbook that is being written: its sheets, its formats, and what its cells may hold.

XlsxWriter writes it, because it stores beside each formula what the formula gives now: Excel in
protected view (any file that came by mail), mail previews and programs that read files do not
compute, and would show blanks.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Any, TypeAlias
from xml.parsers import expat

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from scheduler.domain.centre import Centre
from scheduler.exchange.brand import Brand
from scheduler.exchange.look import (
    BAD,
    BAD_INK,
    BANNER,
    FONT,
    RULE,
    WHITE,
    Look,
)
from scheduler.text.signs import dropped

HATCHES = {"lightUp": 14, "lightDown": 13}
"""The numbers of Excel's patterns."""


@dataclass(frozen=True)
class Formula:
    """A live formula, and what it gives now: shown where nothing computes.

    Attributes
    ----------
    alike
        Cells of a column whose formulas bear the same name hold the same one, each seen from its own row:
        the file tells it once, and programs read it once.
    """

    text: str
    value: str | float | date | time
    alike: str = ""


@dataclass(frozen=True)
class Array:
    """One formula, without ``=``, that fills a column of cells, and what stands in each of them now."""

    text: str
    values: Sequence[float]


@dataclass
class FormulaRun:
    """The cells of a column that hold one formula: its number on the sheet, how many, the last row."""

    number: int
    count: int = 0
    last: int = 0
    begun: bool = False


class Repeated(str):
    """The text of a formula that other cells of its column hold too."""

    run: FormulaRun


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


class OutputSheet(Worksheet):
    """A sheet whose formulas are written as files hold them: younger functions bear their prefix already.

    XlsxWriter looks for a hundred names in each formula otherwise, which takes longer than all the rest. A
    version without this step would be slower, and write the same. What a column repeats is told once, as
    spreadsheet programs do; a version without that step would write it in each cell.
    """

    def _prepare_formula(self, formula: str, *_options: object, **_more: object) -> str:
        return formula if isinstance(formula, Repeated) else formula.removeprefix("=")

    def _xml_formula_element(
        self, formula: str, result: str | float, attributes: Iterable[tuple[str, object]] = ()
    ) -> None:
        run = formula.run if isinstance(formula, Repeated) else None
        if run is None or run.count == 1:
            super()._xml_formula_element(formula, result, attributes)
            return
        told = "".join(f' {key}="{self._escape_attributes(value)}"' for key, value in attributes)
        text = f'<f t="shared" si="{run.number}"/>'
        if not run.begun:
            run.begun = True
            cell = str(dict(attributes)["r"])
            area = f"{cell}:{cell.rstrip('0123456789')}{run.last}"
            text = f'<f t="shared" ref="{area}" si="{run.number}">{self._escape_data(formula)}</f>'
        self.fh.write(f"<c{told}>{text}<v>{self._escape_data(result)}</v></c>")


class File:
    """A workbook in memory.

    Parameters
    ----------
    foot
        What the foot of each page bears on the left.
    brand
        The look of a centre, in the place of the program's own colour.
    """

    def __init__(self, foot: str = "", brand: Brand | None = None):
        self.foot, self.brand = foot, brand or Brand(Centre(name=""))
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

    @cached_property
    def logo_content(self) -> bytes:
        """The logo, if it is a picture that workbooks can hold; else nothing."""
        logo = self.brand.logo
        return logo.content if logo is not None and logo.kind != "svg" else b""

    @cached_property
    def logo(self) -> Image | None:
        """What is known of that picture; None without one."""
        return Image(io.BytesIO(self.logo_content)) if self.logo_content else None

    def sheet(self, title: str) -> Worksheet:
        """Add a sheet at the end."""
        return self.workbook.add_worksheet(title, OutputSheet)

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
            found = self._formats[look] = self.workbook.add_format(_properties(self._branded(look)))
        return found

    def _branded(self, look: Look) -> Look:
        """Return `look` in the colour of the centre where it bears that of the program."""
        if look.fill == BANNER:
            ink = self.brand.on_colour[1:] if look.ink == WHITE else look.ink
            return look.but(fill=self.brand.colour[1:], ink=ink)
        return look.but(ink=self.brand.ink[1:]) if look.ink == BANNER else look

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
