"""Colours and sizes that people can tell apart and read."""

from itertools import combinations
from pathlib import Path

import openpyxl

from scheduler.exchange import look
from scheduler.exchange.output.fitting import SMALLEST
from scheduler.exchange.output.workbook.planner_days import KINDS

BLOCKS = (*look.BLOCKS, look.ASSESSMENT)


def lab(colour: str) -> tuple[float, float, float]:
    """Return CIE L*a*b* of an sRGB colour."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_blocks_differ_and_none_looks_like_a_kind_of_day() -> None:
    assert min(apart(*pair) for pair in combinations(BLOCKS, 2)) > 13
    assert min(apart(block, kind.look.fill) for block in BLOCKS for kind in KINDS) > 20


def test_the_blocks_of_a_curriculum_differ_in_grey_print() -> None:
    levels = [lab(colour)[0] for colour in (*look.BLOCKS[:4], look.ASSESSMENT)]
    assert min(abs(a - b) for a, b in combinations(levels, 2)) > 4


def test_every_kind_of_day_has_a_fill_of_its_own() -> None:
    assert len({(kind.look.fill, kind.look.hatch) for kind in KINDS if kind.look.fill}) == len(KINDS)


def test_no_text_is_smaller_than_people_can_read(written: Path) -> None:
    book = openpyxl.load_workbook(written / "calendar.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value]
    assert min(cell.font.sz for cell in cells) >= SMALLEST
    assert not any(cell.alignment.shrink_to_fit for cell in cells)
