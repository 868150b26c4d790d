"""The sheet of a learner who catches up: what to attend where, to be handed out."""

from collections.abc import Sequence

from scheduler.domain.catching_up import CatchUp, NeedStatus, StandIn
from scheduler.exchange.look import BAD, CELL, CENTRED, FAIR, GOOD, WRAPPED
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.words import date_format
from scheduler.exchange.promised import PROMISED
from scheduler.exchange.tables.words import HALVES, word
from scheduler.text import N_, _, plural
from scheduler.text.phrases import short_day

HEAD_ROW = 4

COLUMNS = (
    (N_("Missed"), 16),
    (N_("Half-day"), 11),
    (N_("Module"), 38),
    (N_("Part"), 7),
    (N_("To attend"), 18),
    (N_("Half-day"), 11),
    (N_("From"), 8),
    (N_("To"), 8),
    (N_("Group"), 20),
    (N_("Site"), 16),
    (N_("Room"), 16),
    (N_("Trainer"), 22),
    (N_("Remark"), 26),
)

SEAT_WIDTHS = (16, 20, 14)
"""Of the columns of promised seats but the last, which is as wide as its groups."""

FILLS = {NeedStatus.HAD: GOOD, NeedStatus.OUT_OF_ORDER: FAIR, NeedStatus.NOT_HAD: BAD}


def write_caught_up(book: CalendarBook, found: CatchUp, reasons: Sequence[tuple[str, str]]) -> None:
    """Write the sheet.

    Parameters
    ----------
    reasons
        What cannot be had, or not in order, and why.
    """
    page = book.add(_("Catching up"))
    page.widths([width for _title, width in COLUMNS])
    learner = found.learner
    page.head(len(COLUMNS), _("Catching up: {name}").format(name=learner.name or learner.id), _note(found))
    page.heads(HEAD_ROW, [_(title) for title, _width in COLUMNS])
    row = HEAD_ROW
    rows = sorted(found.rows, key=lambda x: (x.sitting is None, (x.sitting or x.own).moment))
    for row, one in enumerate(rows, start=HEAD_ROW + 1):
        _write_row(book, page, row, one, found)
    _write_reasons(page, row + 2, reasons)
    page.sheet.freeze_panes(HEAD_ROW, 0)
    page.print_as(landscape=True, repeat=HEAD_ROW)
    _write_seats(book, found)


def _write_seats(book: CalendarBook, found: CatchUp) -> None:
    """Write the seats that are taken as a table that the command reads again."""
    page = book.add(PROMISED.title)
    sittings = [x.sitting for x in found.rows if x.sitting is not None]
    page.widths([*SEAT_WIDTHS, max((len(x.group) for x in sittings), default=0) + 10])
    page.heads(1, [x.header for x in PROMISED.columns])
    for row, sitting in enumerate(sorted(sittings, key=lambda x: x.moment), start=2):
        day, half = sitting.moment
        page.put(row, 1, found.learner.id, CELL)
        page.put(row, 2, day, CENTRED.but(number=date_format()))
        page.put(row, 3, word(HALVES, half), CENTRED)
        page.put(row, 4, sitting.group, CELL)
    page.sheet.freeze_panes(1, 0)


def _note(found: CatchUp) -> str:
    lacking = sum(len(x.need.missed) for x in found.settled)
    had = found.count(NeedStatus.HAD) + found.count(NeedStatus.OUT_OF_ORDER)
    counted = plural(
        "{had} of {count} half-day that is lacking", "{had} of {count} half-days that are lacking", lacking
    ).format(had=had, count=lacking)
    told = _("{cohort}: {counted} can be had in other groups.").format(
        cohort=found.learner.cohort, counted=counted
    )
    if found.deadline is not None:
        told += " " + _("To be certified by {day}.").format(day=short_day(found.deadline))
    return told


def _write_row(book: CalendarBook, page: BookPage, row: int, one: StandIn, found: CatchUp) -> None:
    dated = CENTRED.but(number=date_format())
    need, own = one.settled.need, one.own
    page.put(row, 1, own.lesson.day, dated)
    page.put(row, 2, word(HALVES, own.lesson.half), CENTRED)
    page.put(row, 3, f"{need.module.id} · {need.module.title}", CELL.but(shrink=True))
    page.put(row, 4, f"{own.position}/{own.of}", CENTRED)
    fill = FILLS[one.settled.verdict]
    remark = _remark(one, found)
    if one.sitting is None:
        for column in range(5, len(COLUMNS)):
            page.put(row, column, None, CELL)
    else:
        instance, lesson = book.plan.instance, one.sitting.lesson
        start, end = lesson.span(instance)
        room, trainer = instance.room.get(lesson.room or ""), instance.trainer.get(lesson.trainer or "")
        site = instance.site.get(one.sitting.site or "")
        page.put(row, 5, lesson.day, dated.but(bold=True, fill=fill))
        page.put(row, 6, word(HALVES, lesson.half), CENTRED.but(bold=True, fill=fill))
        page.put(row, 7, f"{start:%H:%M}", CENTRED)
        page.put(row, 8, f"{end:%H:%M}", CENTRED)
        page.put(row, 9, one.sitting.group, CELL.but(shrink=True))
        page.put(row, 10, site.name if site else _("remote"), CELL.but(shrink=True))
        page.put(row, 11, (room.name or room.id) if room else lesson.room, CELL.but(shrink=True))
        page.put(row, 12, trainer.name if trainer else lesson.trainer, CELL.but(shrink=True))
    page.put(row, len(COLUMNS), remark, WRAPPED.but(fill=fill if remark else ""))
    page.height(row, max(15, high(remark, page.width(len(COLUMNS), len(COLUMNS)), WRAPPED)))


def _remark(one: StandIn, found: CatchUp) -> str:
    if one.sitting is None:
        return _("cannot be had")
    remarks = []
    if one.settled.verdict is NeedStatus.OUT_OF_ORDER:
        remarks.append(_("out of order"))
    if not one.missed:
        remarks.append(_("once more: the module lies in one session"))
    if one.sitting.lesson.day > found.last_day:
        remarks.append(_("after the last day of the group"))
    return _("; ").join(remarks)


def _write_reasons(page: BookPage, row: int, reasons: Sequence[tuple[str, str]]) -> None:
    if not reasons:
        return
    last = len(COLUMNS)
    row = page.section(row, last, _("What cannot be had, or not in order, and why"))
    for what, said in reasons:
        page.wide(row, 1, 3, what, WRAPPED.but(bold=True))
        page.wide(row, 4, last, said, WRAPPED)
        page.height(row, max(15, high(said, page.width(4, last), WRAPPED)))
        row += 1
