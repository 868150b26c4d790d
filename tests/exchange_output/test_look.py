"""Colours and sizes that people can tell apart and read."""

from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from scheduler.exchange import look
from scheduler.exchange.input.template import write_template
from scheduler.exchange.output.fitting import SMALLEST
from scheduler.exchange.output.workbook.planner_days import KINDS

BLOCKS = (*look.BLOCKS, look.ASSESSMENT)
CQP = (*look.BLOCKS[:4], look.ASSESSMENT)
"""What one planner shows at most, of the curricula that are shipped."""

Matrix = tuple[tuple[float, float, float], ...]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for simulation of
# color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009:
# the matrices of severity 1, for linear RGB.
SIGHTS: dict[str, Matrix] = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour: str, sight: Matrix = SIGHTS["all colours"]) -> tuple[float, float, float]:
    """Return CIE L*a*b* of an sRGB colour, as somebody of that sight sees it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    seen = (sum(a * b for a, b in zip(row, linear, strict=True)) for row in sight)
    red, green, blue = (min(1.0, max(0.0, x)) for x in seen)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, sight: Matrix) -> float:
    """Return how far apart two colours look; about 2 can just be told side by side."""
    return sum((a - b) ** 2 for a, b in zip(lab(one, sight), lab(other, sight), strict=True)) ** 0.5


@pytest.mark.parametrize("sight", SIGHTS)
def test_blocks_differ_and_none_looks_like_a_kind_of_day(sight: str) -> None:
    seen = SIGHTS[sight]
    assert min(apart(*pair, seen) for pair in combinations(BLOCKS, 2)) > 12
    assert min(apart(*pair, seen) for pair in combinations(CQP, 2)) > 14
    assert min(apart(block, kind.look.fill, seen) for block in BLOCKS for kind in KINDS) > 15


def test_the_simulation_of_sights_is_the_published_one() -> None:
    # Greys stay greys, and red and green of one lightness are one colour to those blind to them.
    for sight in SIGHTS.values():
        assert lab("808080", sight) == pytest.approx(lab("808080"), abs=0.1)
    red, green = "C06060", "708A60"
    assert apart(red, green, SIGHTS["all colours"]) > 3 * apart(red, green, SIGHTS["deuteranopia"])


def test_blocks_and_kinds_of_days_differ_in_grey_print() -> None:
    levels = {colour: lab(colour)[0] for colour in CQP}
    assert min(abs(a - b) for a, b in combinations(levels.values(), 2)) > 4
    plain = [lab(kind.look.fill)[0] for kind in KINDS if not kind.look.hatch]
    assert min(abs(a - b) for a, b in combinations(plain, 2)) > 4
    assert min(abs(level - grey) for level in levels.values() for grey in plain) > 4


def contrast(ink: str, fill: str) -> float:
    """Return the contrast of WCAG 2: 4.5 and more can be read by people of poor sight."""
    one, other = (((lab(colour)[0] + 16) / 116) ** 3 for colour in (ink, fill))
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def test_texts_stand_out_from_their_fills() -> None:
    pairs = [(kind.look.ink, kind.look.fill) for kind in KINDS] + [(look.INK, block) for block in BLOCKS]
    pairs += [(look.GOOD_INK, look.GOOD), (look.FAIR_INK, look.FAIR), (look.BAD_INK, look.BAD)]
    pairs += [(look.WHITE, look.BANNER), (look.WHITE, look.QUIET), (look.INK, look.HEADER)]
    assert [pair for pair in pairs if contrast(*pair) < 4] == []


@pytest.fixture(scope="module")
def calendar_book(single: Path) -> Workbook:
    return openpyxl.load_workbook(single)


def test_the_template_has_the_font_and_the_paper_of_the_calendar(
    calendar_book: Workbook, tmp_path: Path
) -> None:
    write_template(tmp_path / "input.xlsx")
    books = (openpyxl.load_workbook(tmp_path / "input.xlsx"), calendar_book)
    for book in books:
        cells = [x for sheet in book.worksheets for row in sheet.iter_rows() for x in row if x.value]
        assert {cell.font.name for cell in cells} == {look.FONT}
    pages = [sheet for book in books for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert {int(sheet.page_setup.paperSize) for sheet in pages} == {look.A4}
    assert {round(sheet.page_margins.left, 4) for sheet in pages} == {round(look.MARGINS["left"], 4)}
    assert all("&P" in sheet.oddFooter.right.text for sheet in pages)


def test_every_kind_of_day_has_a_fill_of_its_own() -> None:
    assert len({(kind.look.fill, kind.look.hatch) for kind in KINDS if kind.look.fill}) == len(KINDS)


def test_no_text_is_smaller_than_people_can_read(calendar_book: Workbook) -> None:
    cells = [
        cell for sheet in calendar_book.worksheets for row in sheet.iter_rows() for cell in row if cell.value
    ]
    assert min(cell.font.sz for cell in cells) >= SMALLEST
    assert not any(cell.alignment.shrink_to_fit for cell in cells)
