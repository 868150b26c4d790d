"""The sheet of a change of curriculum: what was done, what is left and what is lost, block by block."""

from scheduler.curricula.balance import Balance, Migration
from scheduler.exchange.look import CELL, CENTRED, FAIR, GRAND_TOTAL, HOURS, TEXT, TOTAL, WRAPPED, Look
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.words import MIGRATION
from scheduler.text import N_, _

HEAD_ROW = 4

COLUMNS = (
    (N_("Block"), 12),
    (N_("Module"), 15),
    (N_("Title"), 44),
    (N_("Due before"), 9),
    (N_("Due now"), 9),
    (N_("Done"), 9),
    (N_("Counted"), 9),
    (N_("Beyond, lost"), 9),
    (N_("Added"), 9),
    (N_("Left"), 9),
)
LAST = len(COLUMNS)
LOST = 8
"""The column of the hours that no longer count."""


def write_migration(book: CalendarBook, migration: Migration) -> None:
    """Write the sheet of a change of curriculum."""
    page = book.add(_(MIGRATION))
    page.widths([width for _title, width in COLUMNS])
    note = _(
        "{group}: from {old} to {new}. Hours counted: taught, and asked for. Beyond: taught, not asked for."
    )
    note = note.format(group=migration.cohort, old=migration.old.title, new=migration.target.title)
    page.head(LAST, _("Change of curriculum, block by block"), note)
    page.height(2, max(18, high(note, page.width(1, LAST), TEXT)))
    page.heads(HEAD_ROW, [_(title) for title, _width in COLUMNS])
    row = HEAD_ROW + 1
    for block in migration.blocks:
        modules = [x for x in migration.balances if x.block == block.block] if block.block else []
        for module in modules:
            row = _write(page, row, module, CELL)
        row = _write(page, row, block, TOTAL if block.block else CELL)
    row = _write(page, row, migration.whole, GRAND_TOTAL)
    for text in migration.notes:
        page.wide(row + 1, 1, LAST, text, WRAPPED)
        page.height(row + 1, max(15, high(text, page.width(1, LAST), WRAPPED)))
        row += 1
    page.sheet.freeze_panes(HEAD_ROW, 0)
    page.print_as(landscape=True, repeat=HEAD_ROW)


def _write(page: BookPage, row: int, balance: Balance, look: Look) -> int:
    """Write a line; return the row after."""
    fill = page.book.block_fill.get(balance.block, "") if balance.block else look.fill
    title = balance.title if balance.module else _("Total: {title}").format(title=balance.title)
    page.put(row, 1, balance.block, CENTRED.but(fill=fill, bold=look.bold))
    page.put(row, 2, balance.module, look.but(shrink=True))
    page.put(row, 3, title, look.but(wrap=True))
    values = (
        balance.before,
        balance.due,
        balance.done,
        balance.counted,
        balance.beyond,
        balance.added,
        balance.left,
    )
    for column, value in enumerate(values, start=4):
        shown = HOURS.but(bold=look.bold, fill=look.fill)
        if column == LOST and value:
            shown = shown.but(fill=FAIR, bold=True)
        page.put(row, column, value, shown)
    page.height(row, max(15, high(title, page.width(3, 3), look.but(wrap=True))))
    return row + 1
