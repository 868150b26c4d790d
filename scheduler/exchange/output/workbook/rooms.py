"""The rooms' occupancy: days per month, and the share of the open days."""

from datetime import date

from openpyxl.utils import get_column_letter

from scheduler.domain.centre import Room
from scheduler.domain.time import days
from scheduler.exchange.look import CELL, CENTRED, HEAD, NOTE, TITLE, TOTAL, WRAPPED
from scheduler.exchange.output.workbook.book import Book
from scheduler.exchange.output.workbook.months import MonthGrid
from scheduler.exchange.output.workbook.titles import ROOMS
from scheduler.exchange.output.xlsx import Formula, lines
from scheduler.text import _

HEAD_ROW = 4
FIRST_ROW = HEAD_ROW + 1


def write_rooms(book: Book) -> None:
    """Write the sheet of the rooms' occupancy."""
    page = book.add(_(ROOMS))
    grid = MonthGrid(page, "room", 5, HEAD_ROW)
    open_days, rate = grid.last_column + 2, grid.last_column + 3
    page.widths([15, 22, 20, 11, *[7.5] * len(grid.months), 8, 10, 12])
    page.wide(1, 1, rate, _("Rooms' occupancy, in days"), TITLE)
    note = _("Open days: working days of the site from the first lesson of the plan to the last.")
    page.wide(2, 1, rate, note, NOTE)
    for row, points in ((1, 26), (2, 16), (3, 6), (HEAD_ROW, 28)):
        page.height(row, points)
    page.row(HEAD_ROW, [_("Room"), _("Name"), _("Site"), _("Capacity")], HEAD)
    grid.write_head()
    page.row(HEAD_ROW, [_("Open days"), _("In use")], HEAD, open_days)
    instance = book.plan.instance
    for row, room in enumerate(instance.rooms, start=FIRST_ROW):
        page.put(row, 1, room.id, CELL.but(bold=True, shrink=True))
        page.put(row, 2, room.name, WRAPPED)
        page.put(row, 3, instance.site[room.site].name, WRAPPED)
        page.put(row, 4, room.capacity, CENTRED)
        grid.write_line(row, room.id)
        free = sum(_is_open(book, room, day) for day in days(*book.period))
        page.put(row, open_days, free, CENTRED)
        total, base = (f"{get_column_letter(column)}{row}" for column in (open_days - 1, open_days))
        used = float((book.table["room"] == room.id).sum()) / 2
        share = Formula(f"=IF({base}>0,{total}/{base},0)", used / free if free else 0.0)
        page.put(row, rate, share, CENTRED.but(number="0%"))
        longest = max(lines(room.name, 22), lines(instance.site[room.site].name, 20))
        page.height(row, max(15, 12 * longest + 2))
    last = FIRST_ROW + len(instance.rooms)
    page.wide(last, 1, 4, _("All rooms"), TOTAL)
    grid.write_totals(FIRST_ROW, last)
    page.row(last, [None, None], TOTAL, open_days)
    page.sheet.freeze_panes(HEAD_ROW, 4)
    page.print_as(landscape=True, repeat=HEAD_ROW)


def _is_open(book: Book, room: Room, day: date) -> bool:
    """Tell whether both the site and the room can be used on `day`."""
    closures = (x for x in book.plan.instance.closures if x.room == room.id)
    return book.calendars[room.site].is_open(day) and not any(x.first <= day <= x.last for x in closures)
