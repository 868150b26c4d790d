"""Colours and cell styles: one palette for every sheet.

Blocks of competences take light colours that people with colour blindness tell apart and
that bear black text (Paul Tol's "light" scheme, https://personal.sci.utoronto.nl/~ptol, his
technical note SRON/EPS/TN/09-002); every colour is doubled by a word or an identifier.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FONT = "Arial"
"""Found everywhere, or replaced by Liberation Sans, which has the same widths."""

INK = "1F2937"
MUTED = "6B7280"
RULE = "C5CCD6"
WHITE = "FFFFFF"
BANNER = "1F3A5F"
HEADER = "DCE3EC"
BAND = "EEF2F7"
GOOD = "D6EFE1"
GOOD_INK = "14532D"
FAIR = "FCEFC7"
FAIR_INK = "713F12"
BAD = "F7BCBA"
BAD_INK = "9B1C1C"
HEAT = "6BA6D6"
ASSESSMENT = "CFC6E3"

BLOCKS = ("99C4EA", "F2A889", "8FD3BE", "EFDF8F", "FFB8C6", "C9D36A", "A6E3F5", "D0CE8A")
"""Fills of the blocks, in the order in which the curricula name them."""


@dataclass(frozen=True)
class Look:
    """How a cell looks.

    Attributes
    ----------
    fill, ink
        Background and text, as ``RRGGBB``; no fill leaves the paper white.
    hatch
        Name of an Excel pattern drawn over `fill` in the colour `hatch_ink`.
    framed
        True for a thin line all around.
    number
        The number format of the cell.
    """

    bold: bool = False
    italic: bool = False
    size: float = 9
    ink: str = INK
    fill: str = ""
    hatch: Literal["lightUp", "lightDown"] | None = None
    hatch_ink: str = RULE
    across: str = "left"
    down: str = "center"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    framed: bool = False
    number: str = "General"

    def but(self, **changes: Any) -> "Look":
        """Return the same look with some traits changed."""
        return replace(self, **changes)


TEXT = Look()
CELL = Look(framed=True, indent=1)
WRAPPED = CELL.but(wrap=True)
CENTRED = CELL.but(across="center", indent=0)
HOURS = CELL.but(across="right", number="0.0")
COUNT = CELL.but(across="right", number="0")
HEAD = Look(bold=True, fill=HEADER, framed=True, wrap=True, across="center")
TITLE = Look(bold=True, size=16, ink=WHITE, fill=BANNER, indent=1)
SUBTITLE = Look(size=10, ink=WHITE, fill=BANNER, indent=1)
SECTION = Look(bold=True, size=11, ink=BANNER)
NOTE = Look(italic=True, ink=MUTED, wrap=True, down="top")
TOTAL = CELL.but(bold=True, fill=HEADER)
GRAND_TOTAL = CELL.but(bold=True, fill="BFCCDD")


def fill(look: Look) -> PatternFill:
    """Return the background of `look`."""
    if look.hatch:
        return PatternFill(look.hatch, fgColor=look.hatch_ink, bgColor=look.fill or WHITE)
    return PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()


def _border(framed: bool) -> Border:
    thin = Side(style="thin", color=RULE)
    return Border(left=thin, right=thin, top=thin, bottom=thin) if framed else Border()


class Painter:
    """Gives cells their look; each look is built once in a workbook, however many cells bear it."""

    def __init__(self, workbook: Workbook):
        self._scratch = workbook.create_sheet("scratch")
        workbook.remove(self._scratch)
        self._styles: dict[Look, Any] = {}

    def paint(self, cell: Cell | MergedCell, look: Look) -> None:
        """Give `cell` its `look`."""
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._build(look)
        # The public setters compare five objects a cell: forty times slower than sharing.
        cell._style = style  # type: ignore[union-attr]

    def _build(self, look: Look) -> Any:
        cell = Cell(self._scratch, row=1, column=1)
        cell.font = Font(name=FONT, size=look.size, bold=look.bold, italic=look.italic, color=look.ink)
        cell.fill = fill(look)
        cell.border = _border(look.framed)
        cell.alignment = Alignment(
            horizontal=look.across,
            vertical=look.down,
            wrap_text=look.wrap,
            shrink_to_fit=look.shrink,
            indent=look.indent,
        )
        cell.number_format = look.number
        return cell._style  # type: ignore[attr-defined]
