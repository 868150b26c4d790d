"""Fonts, colours, cell styles and paper: one look for every sheet, whatever writes it.

Blocks of competences have a hue and bear black text; kinds of days have none, so that neither
is taken for the other. Blocks differ in lightness too, for grey prints and for colour-blind
readers; every colour is doubled by a word or an identifier.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

FONT = "Arial"
"""Found everywhere, or replaced by Liberation Sans, which has the same widths."""

A4 = 9
"""The number that spreadsheets give to the paper."""

CM = 1 / 2.54
"""Margins are in inches."""

MARGINS = {"left": 0.9 * CM, "right": 0.9 * CM, "top": 0.9 * CM, "bottom": 1.4 * CM}
FOOTER_MARGIN = 0.6 * CM
FOOTER_SIZE = 8

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
ASSESSMENT = "C37EC0"
QUIET = "64788F"
MISSING = "FCD9B6"

BLOCKS = ("96B7EF", "D29534", "A1DB88", "FBE667", "BE90FB", "9FFCB7", "FB7683", "1DDAA1")
"""Fills of the blocks, in the order in which the curricula name them."""

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVW"
"""A letter per block, in the same order: what tells blocks apart where colours do not.

X is the assessment's."""

HOLIDAY, HOLIDAY_INK = "5B6472", "FFFFFF"
CLOSURE, CLOSURE_INK, CLOSURE_HATCH = "B7BDC6", "1F2937", "8A93A1"
BRIDGE, BRIDGE_INK, BRIDGE_HATCH = "F4F5F7", "1F2937", "B4BAC3"
WEEKEND, WEEKEND_INK = "D5D9DF", "5B6472"
SCHOOL, SCHOOL_INK = "F1F2F4", "5B6472"
"""Fills, text and hatching of the kinds of days: greys."""


@dataclass(frozen=True)
class Look:
    """How a cell looks.

    Attributes
    ----------
    fill, ink
        Background and text, as ``RRGGBB``; no fill leaves the paper white.
    hatch
        Name of an Excel pattern drawn over `fill` in the colour `hatch_ink`.
    shrink
        True to let a long text take a smaller size, but none that people could not read.
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
NOTE = Look(italic=True, ink=MUTED, wrap=True, indent=1)
TOTAL = CELL.but(bold=True, fill=HEADER)
GRAND_TOTAL = CELL.but(bold=True, fill="BFCCDD")
