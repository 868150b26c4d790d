"""Plans side by side as a workbook: a sheet with all that was measured, the best of each row marked."""

from scheduler.domain.comparison import ComparedRow, Comparison, Form
from scheduler.exchange.look import (
    CELL,
    CENTRED,
    GOOD,
    GOOD_INK,
    HEAD,
    NOTE,
    SECTION,
    SUBTITLE,
    TITLE,
    WRAPPED,
)
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.page import Page
from scheduler.exchange.output.workbook.words import date_format
from scheduler.exchange.output.xlsx import File
from scheduler.text import _, plural

HEAD_ROW = 4
NAMES, VALUES = 46, 19
"""Widths of the columns."""

MARK = '" *"'
"""What the number of a best value bears behind it, for grey prints and all eyes."""

BEST = CENTRED.but(fill=GOOD, ink=GOOD_INK, bold=True)


def render(comparison: Comparison) -> bytes:
    """Return the workbook as bytes, in the language now spoken."""
    file = File(" · ".join(f"{x.letter} {x.number or '?'}" for x in comparison.plans))
    page = Page(file, _("Comparison"))
    # Two plans leave the sentences below them too little room.
    last = 1 + max(3, len(comparison.plans))
    page.widths([NAMES, *[VALUES] * (last - 1)])
    page.wide(1, 1, last, _("Plans side by side"), TITLE)
    count = len(comparison.cohorts)
    groups = ", ".join(comparison.cohorts)
    told = plural("{count} group compared: {groups}", "{count} groups compared: {groups}", count)
    page.wide(2, 1, last, told.format(count=count, groups=groups), SUBTITLE.but(shrink=True))
    for row, points in ((1, 28), (2, 18), (3, 6), (HEAD_ROW, 18)):
        page.height(row, points)
    page.put(HEAD_ROW, 1, _("* the best of the row"), HEAD)
    page.row(HEAD_ROW, [x.letter for x in comparison.plans], HEAD, 2)
    row = HEAD_ROW
    for section, rows in comparison.sections(detail=True):
        row += 1
        page.put(row, 1, section, SECTION)
        page.height(row, 20)
        for one in rows:
            row += 1
            _write_row(page, row, one)
    _write_texts(page, row + 2, last, comparison)
    page.sheet.freeze_panes(HEAD_ROW, 1)
    page.print_as(landscape=last > 5, repeat=HEAD_ROW)
    return file.to_bytes()


def _write_row(page: Page, row: int, one: ComparedRow) -> None:
    page.put(row, 1, one.title, CELL.but(shrink=True))
    for column, (value, best) in enumerate(zip(one.values, one.best, strict=True), start=2):
        if value is None:
            page.put(row, column, "–", CENTRED)
            continue
        shown = date_format() if one.form is Form.DAY else "0.0%" if one.form is Form.SHARE else "#,##0.##"
        if one.form is Form.NUMBER and isinstance(value, int | float) and float(value).is_integer():
            shown = "#,##0"
        look = BEST.but(number=shown + MARK) if best else CENTRED.but(number=shown)
        page.put(row, column, value, look)


def _write_texts(page: Page, row: int, last: int, comparison: Comparison) -> None:
    """Write the sentences, the notes, and which plan each letter is."""
    width = page.width(1, last)
    parts = (
        (_("What for what"), comparison.sentences, WRAPPED),
        (_("What is not alike"), comparison.notes, NOTE),
        (_("The plans"), [f"{x.letter} = {x.file} ({x.identity})" for x in comparison.plans], WRAPPED),
    )
    for title, texts, look in parts:
        if not texts:
            continue
        page.wide(row, 1, last, title, SECTION)
        page.height(row, 20)
        for text in texts:
            row += 1
            page.wide(row, 1, last, text, look)
            page.height(row, max(15, high(text, width, look)))
        row += 2
