"""The summary of a batch as a workbook: a line per centre, coloured by what became of it."""

from collections.abc import Sequence
from urllib.parse import quote

from scheduler.exchange.look import (
    BAD,
    BAD_INK,
    CELL,
    CENTRED,
    FAIR,
    FAIR_INK,
    GOOD,
    GOOD_INK,
    HEAD,
    MUTED,
    SUBTITLE,
    TITLE,
    WRAPPED,
    Look,
)
from scheduler.exchange.output.batch.result import WORDS, Result, State
from scheduler.exchange.output.batch.summary import told
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.page import Page
from scheduler.exchange.output.write import CALENDAR
from scheduler.exchange.output.xlsx import File
from scheduler.text import N_, _

HEADER = 4
"""The row of headings; above it stand the title and how many there are of each status."""

LINES = 6
"""Sentences of a reason that are shown; ``result.json`` has them all."""

REASON, SOURCE = 64, 34
"""Widths of the columns that hold sentences and paths, in characters."""

LINK = "1F4E99"
AMOUNT = CENTRED.but(number="0")

FILLS = {State.OPTIMAL: (GOOD, GOOD_INK), State.FEASIBLE: (FAIR, FAIR_INK), State.PENDING: ("", MUTED)}

COLUMNS: tuple[tuple[str, float], ...] = (
    (N_("Centre"), 22),
    (N_("Status"), 17),
    (N_("Cost"), 9),
    (N_("Proved bound"), 9),
    (N_("Gap"), 8),
    (N_("Broken rules"), 10),
    (N_("Seconds"), 10),
    (N_("Cohorts"), 9),
    (N_("Warnings"), 15),
    (N_("Reason"), REASON),
    (N_("Input"), SOURCE),
)
"""Headings with their widths in characters."""


def render(results: Sequence[Result]) -> bytes:
    """Return ``summary.xlsx`` as bytes, in the language now spoken."""
    file = File()
    page = Page(file, _("Batch"))
    page.widths([width for _title, width in COLUMNS])
    page.wide(1, 1, len(COLUMNS), _("Summary of the batch"), TITLE)
    page.wide(2, 1, len(COLUMNS), told(results), SUBTITLE)
    for row, points in ((1, 28), (2, 18), (3, 6), (HEADER, 30)):
        page.height(row, points)
    page.row(HEADER, [_(title) for title, _width in COLUMNS], HEAD)
    for row, result in enumerate(results, start=HEADER + 1):
        _line(page, row, result)
    page.sheet.freeze_panes(HEADER, 1)
    page.sheet.autofilter(HEADER - 1, 0, HEADER - 1 + len(results), len(COLUMNS) - 1)
    page.print_as(landscape=True, repeat=HEADER)
    return file.to_bytes()


def _line(page: Page, row: int, result: Result) -> None:
    fill, ink = FILLS.get(result.status, (BAD, BAD_INK))
    reason = _shortened(result.reason)
    cells: tuple[tuple[str | float | None, Look], ...] = (
        (result.name, CELL.but(bold=True)),
        (_(WORDS[result.status]), CENTRED.but(fill=fill, ink=ink, bold=True)),
        (result.objective, AMOUNT),
        (result.bound, AMOUNT),
        (result.gap, AMOUNT.but(number="0.0%")),
        (result.violations, AMOUNT),
        (round(result.seconds, 1), AMOUNT.but(number="0.0")),
        (result.cohorts, AMOUNT),
        (result.warnings, AMOUNT),
        (reason, WRAPPED),
        (result.source, WRAPPED),
    )
    for column, (value, look) in enumerate(cells, start=1):
        page.put(row, column, value, look)
    if result.has_plan:
        link = page.file.format(CELL.but(bold=True, ink=LINK))
        page.sheet.write_url(row - 1, 0, f"external:{quote(result.name)}/{CALENDAR}", link, result.name)
    page.height(row, max(18.0, high(reason, REASON, WRAPPED), high(result.source, SOURCE, WRAPPED)))


def _shortened(reason: str) -> str:
    lines = reason.splitlines()
    if len(lines) <= LINES:
        return reason
    return "\n".join([*lines[: LINES - 1], _("… and {count} more").format(count=len(lines) - LINES + 1)])
