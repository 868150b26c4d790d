"""The sheet of sessions: every half-day a row, to read, to filter and to edit."""

from scheduler.domain.plan import Lesson
from scheduler.exchange.look import BAND, CELL, INK, MUTED, Look
from scheduler.exchange.output.half_days import block_id
from scheduler.exchange.output.workbook import alerts
from scheduler.exchange.output.workbook.book import Book
from scheduler.exchange.output.workbook.columns import (
    FIRST_ROW,
    HEADER_ROW,
    LETTER,
    SESSIONS,
)
from scheduler.exchange.output.workbook.own import Own, write_own_columns
from scheduler.exchange.output.workbook.session_rules import add_rules
from scheduler.exchange.output.workbook.words import date_format
from scheduler.exchange.output.xlsx import IFNA, Formula, Value
from scheduler.exchange.tables.columns import Column, Kind
from scheduler.exchange.tables.written import FORMATS, written
from scheduler.text import _


def write_sessions(book: Book, own: Own | None = None) -> None:
    """Write the sheet of sessions, and what somebody had added to it."""
    columns = SESSIONS.columns
    page = book.add(SESSIONS.title)
    page.widths([column.width or 0 for column in columns])
    page.hide([1 + columns.index(SESSIONS.by_key[name]) for name in _hidden(book)])
    note = _("Columns in grey follow by themselves. After editing, save and run: scheduler check {file}")
    page.head(len(columns), _(SESSIONS.purpose), note.format(file="calendar.xlsx"))
    page.heads(HEADER_ROW, [column.header for column in columns])
    shades = ("", BAND, *book.block_fill.values())
    looks = {(column.key, shade): _look(column).but(fill=shade) for column in columns for shade in shades}
    found = alerts.now(book)
    for row, lesson in enumerate(book.lessons, start=FIRST_ROW):
        values = _given(lesson) | _derived(book, lesson, row, found[row - FIRST_ROW])
        colour = book.fill_of(book.plan.instance.cohort[lesson.cohort], lesson.module)
        band = BAND if lesson.session % 2 else ""
        for number, column in enumerate(columns, start=1):
            shade = colour if column.key in ("block", "module") else band
            page.put(row, number, values[column.key], looks[column.key, shade])
    if own is not None:
        write_own_columns(page, own, dict(enumerate(book.lessons, start=FIRST_ROW)))
    add_rules(page)
    last = FIRST_ROW + max(len(book.lessons), 1) - 1
    page.sheet.autofilter(f"A{HEADER_ROW}:{LETTER['alert']}{last}")
    page.sheet.freeze_panes(f"{LETTER['half']}{FIRST_ROW}")
    page.print_as(landscape=True, repeat=HEADER_ROW)


def _hidden(book: Book) -> tuple[str, ...]:
    """Return the columns that nobody needs to see."""
    return ("counted",) if book.plan.instance.joint_modules else ("joint", "counted")


def _look(column: Column) -> Look:
    """Return the look of a column's cells."""
    formats = FORMATS | {Kind.DATE: date_format()}
    text = column.kind in (Kind.TEXT, Kind.REFERENCE)
    left = text and column.key != "block"
    return CELL.but(
        number=formats.get(column.kind, "General"),
        across="left" if left else "center",
        indent=1 if left else 0,
        ink=MUTED if column.derived and column.key != "block" else INK,
        shrink=text,
    )


def _given(lesson: Lesson) -> dict[str, Value]:
    """Return the cells that the reader takes the lesson from; only what is pinned says so."""
    cells: dict[str, Value] = {
        column.key: written(column, getattr(lesson, column.key)) for column in SESSIONS.read
    }
    if not lesson.pinned:
        cells["pinned"] = None
    return cells


def _derived(book: Book, lesson: Lesson, row: int, alert: str) -> dict[str, Value]:
    """Return the cells that follow from the others: as formulas, so that they follow an edit too."""
    instance = book.plan.instance
    cohort = instance.cohort[lesson.cohort]
    module = instance.curriculum_of(cohort).by_id.get(lesson.module)
    trainer = instance.trainer[lesson.trainer].name if lesson.trainer else ""
    start, end = lesson.span(instance)
    cell = {name: f"${letter}{row}" for name, letter in LETTER.items()}
    key = f'{cell["cohort"]}&"|"&{cell["module"]}'

    def found(result: str, wanted: str, among: str) -> str:
        return f'={IFNA}(INDEX({result},MATCH({wanted},{among},0))&"","")'

    opening = f"INDEX(halves_start,MATCH({cell['half']},halves_word,0))"
    return {
        "start": Formula(f'={IFNA}({opening},"")', start),
        "end": Formula(f'=IFERROR({cell["start"]}+{cell["hours"]}/24,"")', end),
        "block": Formula(found("modules_block", key, "modules_key"), block_id(instance, lesson)),
        "module_title": Formula(
            found("modules_title", key, "modules_key"), "" if module is None else module.title
        ),
        "trainer_name": Formula(found("trainers_name", cell["trainer"], "trainers_id"), trainer),
        "site": Formula(found("cohorts_site", cell["cohort"], "cohorts_id"), cohort.site),
        "counted": _counted(book, lesson, row),
        "alert": Formula(alerts.formula(row, book.sessions.last), alert),
    }


def _counted(book: Book, lesson: Lesson, row: int) -> Value:
    """Return the part of a lesson for which a row counts."""
    if not book.plan.instance.joint_modules:
        return None
    column = {
        name: f"${letter}${FIRST_ROW}:${letter}${book.sessions.last}" for name, letter in LETTER.items()
    }
    same = ",".join(f"{column[name]},${LETTER[name]}{row}" for name in ("day", "half", "joint"))
    rows = book.rows_of_joint[lesson.day, lesson.half, lesson.joint] if lesson.joint else 1
    return Formula(f'=IF(${LETTER["joint"]}{row}="",1,1/COUNTIFS({same}))', 1 / rows)
