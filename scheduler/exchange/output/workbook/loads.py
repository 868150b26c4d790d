"""Who and what is in use, and how much: days per month of trainers and of rooms."""

from datetime import date

from openpyxl.utils import get_column_letter

from scheduler.domain.centre import Room
from scheduler.domain.time import days
from scheduler.exchange.look import BANNER, CELL, CENTRED, HEAD, TOTAL, WRAPPED
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.months import MonthGrid
from scheduler.exchange.output.workbook.reader_pages import ReaderPages
from scheduler.exchange.output.workbook.words import ROOMS, TRAINERS, rule_note
from scheduler.exchange.output.xlsx import Formula
from scheduler.text import _

HEAD_ROW = 4
FIRST_ROW = HEAD_ROW + 1
MONTH_WIDTH = 7.5
LINK = CELL.but(bold=True, shrink=True, ink=BANNER)
"""Of what leads to a page of its own."""


def write_trainers(book: CalendarBook, pages: ReaderPages) -> None:
    """Write the sheet of the trainers' load: days per month, and what was agreed."""
    page = book.add(_(TRAINERS))
    grid = MonthGrid(page, "trainer", 3, HEAD_ROW)
    limit = grid.last_column + 2
    page.widths([15, 26, *[MONTH_WIDTH] * len(grid.months), 8, 11])
    note = _("Two half-days make a day. The sheet follows every edit of the sessions.")
    page.head(limit, _("Trainers' load, in days"), note)
    page.heads(HEAD_ROW, [_("Trainer"), _("Name")])
    grid.write_head()
    page.put(HEAD_ROW, limit, _("Agreed maximum"), HEAD)
    page.note(HEAD_ROW, limit, rule_note("TR-04"))
    for row, trainer in enumerate(book.plan.instance.trainers, start=FIRST_ROW):
        page.put(row, 1, trainer.id, LINK, pages.place(trainer.id))
        page.put(row, 2, trainer.name, WRAPPED)
        grid.write_line(row, trainer.id)
        page.put(row, limit, trainer.max_days, CENTRED)
        page.height(row, max(15, high(trainer.name, page.width(2, 2), WRAPPED)))
    last = FIRST_ROW + len(book.plan.instance.trainers)
    page.wide(last, 1, 2, _("All trainers"), TOTAL)
    grid.write_totals(FIRST_ROW, last)
    page.put(last, limit, None, TOTAL)
    total, agreed = (f"${get_column_letter(column)}{FIRST_ROW}" for column in (limit - 1, limit))
    beyond = f'AND({agreed}<>"",{total}>{agreed})'
    page.bar(f"{total[1:]}:{get_column_letter(limit - 1)}{last - 1}")
    page.turn_red(f"{total[1:]}:{get_column_letter(limit)}{last - 1}", beyond)
    page.sheet.freeze_panes(HEAD_ROW, 2)
    page.print_as(landscape=True, repeat=HEAD_ROW)


def write_rooms(book: CalendarBook, pages: ReaderPages) -> None:
    """Write the sheet of the rooms' occupancy: days per month, and the share of the open days."""
    page = book.add(_(ROOMS))
    grid = MonthGrid(page, "room", 5, HEAD_ROW)
    open_days, rate = grid.last_column + 2, grid.last_column + 3
    page.widths([15, 24, 24, 11, *[MONTH_WIDTH] * len(grid.months), 8, 10, 12])
    note = _("Open days: working days of the site from the first lesson of the plan to the last.")
    page.head(rate, _("Rooms' occupancy, in days"), note)
    page.heads(HEAD_ROW, [_("Room"), _("Name"), _("Site"), _("Capacity")])
    page.note(HEAD_ROW, 4, rule_note("RO-03"))
    grid.write_head()
    page.row(HEAD_ROW, [_("Open days"), _("In use")], HEAD, open_days)
    instance = book.plan.instance
    for row, room in enumerate(instance.rooms, start=FIRST_ROW):
        site = instance.site[room.site].name
        page.put(row, 1, room.id, LINK, pages.place(room.id))
        page.put(row, 2, room.name, WRAPPED)
        page.put(row, 3, site, WRAPPED)
        page.put(row, 4, room.capacity, CENTRED)
        grid.write_line(row, room.id)
        free = sum(_is_open(book, room, day) for day in days(*book.period))
        page.put(row, open_days, free, CENTRED)
        total, base = (f"{get_column_letter(column)}{row}" for column in (open_days - 1, open_days))
        used = sum(lesson.room == room.id for lesson in book.once) / 2
        share = Formula(f"=IF({base}>0,{total}/{base},0)", used / free if free else 0.0)
        page.put(row, rate, share, CENTRED.but(number="0%"))
        page.height(row, max(15, *(high(text, page.width(2, 2), WRAPPED) for text in (room.name, site))))
    last = FIRST_ROW + len(instance.rooms)
    page.wide(last, 1, 4, _("All rooms"), TOTAL)
    grid.write_totals(FIRST_ROW, last)
    page.row(last, [None, None], TOTAL, open_days)
    page.bar(f"{get_column_letter(rate)}{FIRST_ROW}:{get_column_letter(rate)}{last - 1}", full=1)
    page.sheet.freeze_panes(HEAD_ROW, 4)
    page.print_as(landscape=True, repeat=HEAD_ROW)


def _is_open(book: CalendarBook, room: Room, day: date) -> bool:
    """Tell whether both the site and the room can be used on `day`."""
    closures = (x for x in book.plan.instance.closures if x.room == room.id)
    return book.calendars[room.site].is_open(day) and not any(x.first <= day <= x.last for x in closures)
