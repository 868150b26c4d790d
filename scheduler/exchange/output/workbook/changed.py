"""The sheet of changes: each half-day that is not what it was, whom to tell, which papers are old."""

from scheduler.domain.changes import Change, ChangeKind
from scheduler.domain.plan import Lesson
from scheduler.exchange.look import BAD, CELL, CENTRED, FAIR, GOOD, HEADER, TEXT, WRAPPED
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.notices import KINDS, ChangeReport, what
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.words import CHANGES, date_format
from scheduler.exchange.output.xlsx import Value
from scheduler.exchange.tables.words import HALVES, word
from scheduler.text import N_, _

HEAD_ROW = 4

COLUMNS = (
    (N_("Change"), 13),
    (N_("Cohort"), 15),
    (N_("Parallel group"), 8),
    (N_("Session no."), 8),
    (N_("Date"), 15),
    (N_("Half-day"), 11),
    (N_("Module"), 13),
    (N_("Trainer"), 10),
    (N_("Room"), 12),
    (N_("Old date"), 15),
    (N_("Old half-day"), 11),
    (N_("Old module"), 13),
    (N_("Old trainer"), 10),
    (N_("Old room"), 12),
    (N_("Reason"), 48),
)

FILLS = {
    ChangeKind.MOVED: FAIR,
    ChangeKind.TRAINER: HEADER,
    ChangeKind.ROOM: HEADER,
    ChangeKind.MODULE: HEADER,
    ChangeKind.ADDED: GOOD,
    ChangeKind.DROPPED: BAD,
}
"""Behind the kind of change, which says the same in a word."""


def write_changes(book: CalendarBook, report: ChangeReport) -> None:
    """Write the sheet of changes."""
    page = book.add(_(CHANGES))
    page.widths([width for _title, width in COLUMNS])
    note = " ".join(report.why) or _("What differs from the plan before.")
    page.head(len(COLUMNS), _("Changes, half-day by half-day"), note)
    page.height(2, max(18, high(note, page.width(1, len(COLUMNS)), TEXT)))
    page.heads(HEAD_ROW, [_(title) for title, _width in COLUMNS])
    row = HEAD_ROW
    reasons = report.reasons or ("",) * len(report.changes)
    for row, (change, reason) in enumerate(zip(report.changes, reasons, strict=True), start=HEAD_ROW + 1):
        _write_change(page, row, change, reason)
    if report.changes:
        page.sheet.autofilter(HEAD_ROW - 1, 0, row - 1, len(COLUMNS) - 1)
    row = _write_pairs(page, row + 2, _("To be told"), [(report.who(x), what(x)) for x in report.told])
    _write_pairs(page, row + 1, _("Papers that are out of date"), report.papers())
    page.sheet.freeze_panes(HEAD_ROW, 2)
    page.print_as(landscape=True, repeat=HEAD_ROW)


def _write_change(page: BookPage, row: int, change: Change, reason: str) -> None:
    lesson = change.lesson
    named = CELL.but(bold=True, fill=FILLS[change.kind], shrink=True)
    values = (*_told(change.new), *_told(change.old))
    page.put(row, 1, _(KINDS[change.kind]), named)
    page.put(row, 2, lesson.cohort, CELL.but(shrink=True))
    page.put(row, 3, lesson.group, CENTRED)
    page.put(row, 4, lesson.session, CENTRED)
    different = [new != old for new, old in zip(values[:5], values[5:], strict=True)]
    for number, value in enumerate(values):
        looks = CENTRED if number % 5 < 2 else CELL.but(shrink=True)
        if number % 5 == 0:
            looks = looks.but(number=date_format())
        if different[number % 5] and number < 5:
            looks = looks.but(bold=True, fill=FILLS[change.kind])
        page.put(row, 5 + number, value, looks)
    page.put(row, len(COLUMNS), reason, WRAPPED)
    page.height(row, max(15, high(reason, page.width(len(COLUMNS), len(COLUMNS)), WRAPPED)))


def _told(lesson: Lesson | None) -> tuple[Value, ...]:
    if lesson is None:
        return (None,) * 5
    return lesson.day, word(HALVES, lesson.half), lesson.module, lesson.trainer, lesson.room


def _write_pairs(page: BookPage, row: int, title: str, pairs: list[tuple[str, str]]) -> int:
    """Write a section of names and what is said of each; return the row after."""
    if not pairs:
        return row
    last = len(COLUMNS)
    row = page.section(row, last, title)
    for name, said in pairs:
        page.wide(row, 1, 4, name, WRAPPED.but(bold=True))
        page.wide(row, 5, last, said, WRAPPED)
        page.height(
            row, max(15, high(said, page.width(5, last), WRAPPED), high(name, page.width(1, 4), WRAPPED))
        )
        row += 1
    return row
