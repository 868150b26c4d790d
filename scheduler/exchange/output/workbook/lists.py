"""The hidden lists that drop-downs and formulas look things up in."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from openpyxl.utils import get_column_letter, quote_sheetname

from scheduler.domain.time import Half, Weekday, days
from scheduler.exchange.look import HEAD, TEXT
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.live import FIELDS, Live, changed, cohort_sign, module_label
from scheduler.exchange.output.workbook.words import LISTS, MONTHS, date_format, status
from scheduler.exchange.output.xlsx import Array, Value
from scheduler.exchange.tables.words import HALVES, MODES, YES_NO, word
from scheduler.text import _
from scheduler.text.phrases import WEEKDAYS

MARGIN = timedelta(days=92)
"""How long before the first lesson and after the last a moved date is still judged."""


SINGLE = ("plan_changed", "plan_said")
"""Names of one cell: Gnumeric takes no range for it."""


def write_lists(book: CalendarBook, live: Live) -> None:
    """Write the hidden sheet; each column becomes a named range such as ``trainers_id``.

    Named, because a conditional format or a drop-down may speak of another sheet only by name
    in every version of Excel.
    """
    page = book.add(_(LISTS))
    page.sheet.hide()
    for number, (name, values) in enumerate(_columns(book, live), start=1):
        page.put(1, number, name, HEAD)
        look = TEXT.but(number=date_format()) if values and isinstance(values[0], date) else TEXT
        row = 2
        for value in values:
            if isinstance(value, Array):
                page.fill(row, number, value)
                row += len(value.values)
            else:
                page.put(row, number, value, look)
                row += 1
        letter = get_column_letter(number)
        cells = f"{quote_sheetname(page.title)}!${letter}$2"
        if name not in SINGLE:
            cells += f":${letter}${max(2, row - 1)}"
        book.file.workbook.define_name(name, f"={cells}")


def _columns(book: CalendarBook, live: Live) -> Iterator[tuple[str, Sequence[Value | Array]]]:
    instance = book.plan.instance
    yield "cohorts_id", list(instance.cohort)
    yield "cohorts_site", [cohort.site for cohort in instance.cohorts]
    taught = [(x, module) for x in instance.cohorts for module in instance.curriculum_of(x).items]
    yield "cohorts_sign", [cohort_sign(book, cohort) for cohort in instance.cohorts]
    yield "months_name", [_(name) for name in MONTHS]
    yield "weekdays_name", [_(name) for name in WEEKDAYS]
    yield "modules_cohort", [cohort.id for cohort, _module in taught]
    yield "modules_id", [module.id for _cohort, module in taught]
    # Two curricula may give one identifier to two modules.
    yield "modules_key", [f"{cohort.id}|{module.id}" for cohort, module in taught]
    yield "modules_title", [module.title for _cohort, module in taught]
    yield "modules_block", [book.block_of(cohort, module.id) for cohort, module in taught]
    yield "modules_label", [module_label(book, cohort, module.id) for cohort, module in taught]
    yield "modules_hue", [book.block_hue[book.block_of(cohort, module.id)] for cohort, module in taught]
    yield "plan_changed", [changed(book)]
    yield "plan_said", [status(book.plan)]
    for field in FIELDS:
        yield from live.in_order(field).items()
    yield "trainers_id", list(instance.trainer)
    yield "trainers_name", [trainer.name for trainer in instance.trainers]
    yield "rooms_id", list(instance.room)
    yield "halves_word", [choice.word for choice in HALVES]
    yield "halves_start", [instance.centre.start(choice.value) for choice in HALVES]
    yield "modes_word", [choice.word for choice in MODES]
    yield "yes_word", [word(YES_NO, True)]
    yield "joint_names", sorted({lesson.joint for lesson in book.lessons if lesson.joint})
    shut = list(_shut(book))
    yield "shut_site", [site for site, _day in shut]
    yield "shut_day", [day for _site, day in shut]
    away = [(x, half) for x in instance.absences for half in Half if x.half in (None, half)]
    yield "absences_trainer", [absence.trainer for absence, _half in away]
    yield "absences_first", [absence.first for absence, _half in away]
    yield "absences_last", [absence.last for absence, _half in away]
    yield "absences_half", [word(HALVES, half) for _absence, half in away]


def _shut(book: CalendarBook) -> Iterator[tuple[str, date]]:
    """Yield site and date of the working days on which sites are shut, around the plan."""
    first, last = book.period
    for site, calendar in book.calendars.items():
        for day in days(first - MARGIN, last + MARGIN):
            if day.weekday() < Weekday.SAT and not calendar.is_open(day):
                yield site, day
