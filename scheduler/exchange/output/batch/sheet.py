"""The summary of a batch as a workbook: a line per centre, coloured by what became of it."""

import io
from collections.abc import Sequence
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.exchange.output.batch.result import WORDS, Result, State
from scheduler.exchange.output.batch.summary import told
from scheduler.exchange.output.workbook.style import (
    BAD,
    BAD_INK,
    CELL,
    CENTRED,
    COUNT,
    FAIR,
    FAIR_INK,
    FONT,
    GOOD,
    GOOD_INK,
    HEAD,
    MUTED,
    SUBTITLE,
    TITLE,
    WRAPPED,
    Look,
    Painter,
)
from scheduler.exchange.output.write import CALENDAR
from scheduler.text import N_, _
from scheduler.text.signs import dropped

HEADER = 4
"""The row of headings; above it stand the title and how many there are of each status."""

LINES = 6
"""Sentences of a reason that are shown; ``result.json`` has them all."""

CHARACTERS = 80
"""Of a reason on a line of its column."""

LINK = "1F4E99"

FILLS = {State.OPTIMAL: (GOOD, GOOD_INK), State.FEASIBLE: (FAIR, FAIR_INK), State.PENDING: ("", MUTED)}

COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("Centre"), 26),
    (N_("Status"), 20),
    (N_("Cost"), 9),
    (N_("Proved bound"), 9),
    (N_("Gap"), 8),
    (N_("Broken rules"), 10),
    (N_("Seconds"), 10),
    (N_("Cohorts"), 9),
    (N_("Warnings"), 13),
    (N_("Reason"), 75),
    (N_("Input"), 38),
)
"""Headings with their widths in characters."""


def render(results: Sequence[Result]) -> bytes:
    """Return ``summary.xlsx`` as bytes, in the language now spoken."""
    workbook = Workbook()
    # Column widths count the digits of this font.
    workbook._named_styles["Normal"].font = Font(name=FONT, size=10)  # type: ignore[attr-defined]
    painter = Painter(workbook)
    sheet = workbook.worksheets[0]
    sheet.title = _("Batch")
    _head(sheet, painter, results)
    for row, result in enumerate(results, start=HEADER + 1):
        _line(sheet, painter, row, result)
    _set_up(sheet, HEADER + len(results))
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def _head(sheet: Worksheet, painter: Painter, results: Sequence[Result]) -> None:
    for row, text, look in ((1, _("Summary of the batch"), TITLE), (2, told(results), SUBTITLE)):
        for column in range(1, len(COLUMNS) + 1):
            painter.paint(sheet.cell(row, column), look)
        sheet.cell(row, 1).value = text
    for row, points in ((1, 28), (2, 18), (3, 6), (HEADER, 30)):
        sheet.row_dimensions[row].height = points
    for column, (title, width) in enumerate(COLUMNS, start=1):
        sheet.cell(HEADER, column).value = _(title)
        painter.paint(sheet.cell(HEADER, column), HEAD)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _line(sheet: Worksheet, painter: Painter, row: int, result: Result) -> None:
    fill, ink = FILLS.get(result.status, (BAD, BAD_INK))
    reason = _shortened(result.reason)
    cells: tuple[tuple[str | float | None, Look], ...] = (
        (result.name, CELL.but(bold=True)),
        (_(WORDS[result.status]), CENTRED.but(fill=fill, ink=ink, bold=True)),
        (result.objective, COUNT),
        (result.bound, COUNT),
        (result.gap, COUNT.but(number="0.0%")),
        (result.violations, COUNT),
        (round(result.seconds, 1), COUNT.but(number="0.0")),
        (result.cohorts, COUNT),
        (result.warnings, COUNT),
        (reason, WRAPPED),
        (result.source, WRAPPED),
    )
    for column, (value, look) in enumerate(cells, start=1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            cell.value = dropped(value)
            cell.data_type = "s"
        else:
            cell.value = value
        painter.paint(cell, look)
    if result.has_plan:
        sheet.cell(row, 1).hyperlink = f"{quote(result.name)}/{CALENDAR}"
        painter.paint(sheet.cell(row, 1), CELL.but(bold=True, ink=LINK))
    lines = max(
        sum(1 + len(line) // CHARACTERS for line in reason.splitlines()), 1 + len(result.source) // 40
    )
    sheet.row_dimensions[row].height = max(18.0, 12.5 * lines + 4)


def _shortened(reason: str) -> str:
    lines = reason.splitlines()
    if len(lines) <= LINES:
        return reason
    return "\n".join([*lines[: LINES - 1], _("… and {count} more").format(count=len(lines) - LINES + 1)])


def _set_up(sheet: Worksheet, last: int) -> None:
    """Freeze and filter the headings; print on A4 across, as wide as the page."""
    sheet.freeze_panes = f"B{HEADER + 1}"
    sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.4, bottom=0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
