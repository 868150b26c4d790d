"""The trainers' load: days per month, and what was agreed."""

from openpyxl.utils import get_column_letter

from scheduler.exchange.look import CELL, CENTRED, HEAD, NOTE, TITLE, TOTAL
from scheduler.exchange.output.workbook.book import Book
from scheduler.exchange.output.workbook.months import MonthGrid
from scheduler.exchange.output.workbook.titles import TRAINERS
from scheduler.text import _

HEAD_ROW = 4
FIRST_ROW = HEAD_ROW + 1


def write_trainers(book: Book) -> None:
    """Write the sheet of the trainers' load."""
    page = book.add(_(TRAINERS))
    grid = MonthGrid(page, "trainer", 3, HEAD_ROW)
    limit = grid.last_column + 2
    page.widths([13, 26, *[7.5] * len(grid.months), 8, 10])
    page.wide(1, 1, limit, _("Trainers' load, in days"), TITLE)
    page.wide(2, 1, limit, _("Two half-days make a day. The sheet follows every edit of the sessions."), NOTE)
    for row, points in ((1, 26), (2, 16), (3, 6), (HEAD_ROW, 28)):
        page.height(row, points)
    page.row(HEAD_ROW, [_("Trainer"), _("Name")], HEAD)
    grid.write_head()
    page.put(HEAD_ROW, limit, _("Agreed maximum"), HEAD)
    for row, trainer in enumerate(book.plan.instance.trainers, start=FIRST_ROW):
        page.put(row, 1, trainer.id, CELL.but(bold=True, shrink=True))
        page.put(row, 2, trainer.name, CELL.but(shrink=True))
        grid.write_line(row, trainer.id)
        page.put(row, limit, trainer.max_days, CENTRED)
        page.height(row, 15)
    last = FIRST_ROW + len(book.plan.instance.trainers)
    page.wide(last, 1, 2, _("All trainers"), TOTAL)
    grid.write_totals(FIRST_ROW, last)
    page.put(last, limit, None, TOTAL)
    total, agreed = (f"${get_column_letter(column)}{FIRST_ROW}" for column in (limit - 1, limit))
    beyond = f'AND({agreed}<>"",{total}>{agreed})'
    page.turn_red(f"{total[1:]}:{get_column_letter(limit)}{last - 1}", beyond)
    page.sheet.freeze_panes(HEAD_ROW, 2)
    page.print_as(landscape=True, repeat=HEAD_ROW)
