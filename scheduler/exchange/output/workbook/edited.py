"""The sheet of edits: what somebody changed in the calendar, whether it is kept, and why."""

from dataclasses import dataclass

from scheduler.exchange.look import BAD, CELL, FAIR, GOOD, WRAPPED
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.own import Own
from scheduler.exchange.output.workbook.words import EDITS
from scheduler.text import _

HEAD_ROW = 4
WIDTHS = (48, 20, 80)
FILLS = {"kept": GOOD, "kept_with_moves": FAIR, "refused": BAD}


@dataclass(frozen=True)
class EditLine:
    """An edit in words: what it is, its verdict by name and in words, and why or what else moved."""

    what: str
    verdict: str
    said: str
    why: str


@dataclass(frozen=True)
class EditReport:
    """All edits of a calendar, and what else somebody added to it."""

    lines: tuple[EditLine, ...]
    own: Own


def write_edits(book: CalendarBook, report: EditReport) -> None:
    """Write the sheet of edits."""
    page = book.add(_(EDITS))
    page.widths(WIDTHS)
    page.head(len(WIDTHS), _("Your edits, and what became of them"))
    page.heads(HEAD_ROW, [_("Edit"), _("Answer"), _("Why, and what moved because of it")])
    for row, line in enumerate(report.lines, start=HEAD_ROW + 1):
        page.put(row, 1, line.what, WRAPPED)
        page.put(row, 2, line.said, CELL.but(bold=True, wrap=True, fill=FILLS[line.verdict]))
        page.put(row, 3, line.why, WRAPPED)
        taken = (
            high(x, page.width(n, n), WRAPPED) for n, x in ((1, line.what), (2, line.said), (3, line.why))
        )
        page.height(row, max(15, *taken))
    page.sheet.freeze_panes(HEAD_ROW, 0)
    page.print_as(landscape=True, repeat=HEAD_ROW)
