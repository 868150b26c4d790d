"""The sheet of sessions: every half-day a row, to read, to filter and to edit."""

from datetime import time

from scheduler.domain.plan import Lesson
from scheduler.exchange.look import BAND, CELL, INK, MUTED, Look
from scheduler.exchange.output.half_days import block_id
from scheduler.exchange.output.workbook import alerts
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.columns import (
    FIRST_ROW,
    HEADER_ROW,
    LETTER,
    LOOKED_UP,
    SESSIONS,
)
from scheduler.exchange.output.workbook.live import Live
from scheduler.exchange.output.workbook.own import Own, write_own_columns
from scheduler.exchange.output.workbook.session_rules import add_rules
from scheduler.exchange.output.workbook.words import date_format
from scheduler.exchange.output.xlsx import Formula, Value
from scheduler.exchange.tables.columns import Column, Kind
from scheduler.exchange.tables.written import FORMATS, written
from scheduler.text import _


def write_sessions(book: CalendarBook, live: Live, own: Own | None = None) -> None:
    """Write the sheet of sessions, and what somebody had added to it.

    The empty rows below hold the formulas too: a half-day that is typed there counts at once.
    """
    columns = SESSIONS.columns
    page = book.add(SESSIONS.title)
    page.widths([column.width or 0 for column in columns])
    page.hide([1 + columns.index(SESSIONS.by_key[name]) for name in _hidden(book)])
    note = _("Columns in grey follow by themselves. After editing, save and run: scheduler check {file}")
    page.head(len(columns), _(SESSIONS.purpose), note.format(file="calendar.xlsx"))
    page.heads(HEADER_ROW, [column.header for column in columns])
    shades = ("", BAND, *book.block_fill.values())
    looks = {(column.key, shade): _look(column).but(fill=shade) for column in columns for shade in shades}
    spare = {column.key: _look(column).but(framed=False) for column in columns}
    found = alerts.now(book)
    for row, lesson in enumerate(book.lessons, start=FIRST_ROW):
        number = row - FIRST_ROW + 1
        values = _given(lesson) | _derived(book, lesson, row, found[number - 1]) | live.cells(row, number)
        colour = book.fill_of(book.plan.instance.cohort[lesson.cohort], lesson.module)
        band = BAND if lesson.session % 2 else ""
        for number, column in enumerate(columns, start=1):
            shade = colour if column.key in ("block", "module") else band
            page.put(row, number, values[column.key], looks[column.key, shade])
    last = FIRST_ROW + max(len(book.lessons), 1) - 1
    for row in range(FIRST_ROW + len(book.lessons), book.sessions.last + 1):
        values = _derived(book, None, row, "") | live.cells(row, None)
        for number, column in enumerate(columns, start=1):
            if column.derived:
                page.put(row, number, values[column.key], spare[column.key])
    for name in LOOKED_UP:
        book.file.workbook.define_name(f"plan_{name}", f"={book.sessions(name)}")
    if own is not None:
        write_own_columns(page, own, dict(enumerate(book.lessons, start=FIRST_ROW)))
    add_rules(page)
    page.sheet.autofilter(f"A{HEADER_ROW}:{LETTER['alert']}{last}")
    page.sheet.freeze_panes(f"{LETTER['half']}{FIRST_ROW}")
    own_columns = 0 if own is None else len(own.columns)
    page.print_as(landscape=True, repeat=HEADER_ROW, last=(last, len(columns) + own_columns))


def _hidden(book: CalendarBook) -> tuple[str, ...]:
    """Return the columns that nobody needs to see."""
    names = ("counted", *LOOKED_UP, "as_written")
    return names if book.plan.instance.joint_modules else ("joint", *names)


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


def _derived(book: CalendarBook, lesson: Lesson | None, row: int, alert: str) -> dict[str, Value]:
    """Return the cells that follow from the others: as formulas, so that they follow an edit too.

    Without a lesson they are those of an empty row.
    """
    cell = {name: f"${letter}{row}" for name, letter in LETTER.items()}

    def found(result: str, wanted: str, among: str) -> str:
        return f'=IFERROR(INDEX({result},MATCH({wanted},{among},0))&"","")'

    def taught(result: str) -> str:
        return f'=IF({cell["item"]}="","",INDEX({result},{cell["item"]})&"")'

    opening = f"INDEX(halves_start,MATCH({cell['half']},halves_word,0))"
    texts = {
        "start": f'=IFERROR({opening},"")',
        "end": f'=IFERROR({cell["start"]}+{cell["hours"]}/24,"")',
        "block": taught("modules_block"),
        "module_title": taught("modules_title"),
        "trainer_name": found("trainers_name", book.exact(cell["trainer"]), "trainers_id"),
        "site": found("cohorts_site", book.exact(cell["cohort"]), "cohorts_id"),
    }
    alerted = alerts.formula(book, row)
    if lesson is None:
        alerted = f'=IF({cell["cohort"]}="","",{alerted[1:]})'
    now = dict.fromkeys(texts, "") if lesson is None else _told(book, lesson)
    cells: dict[str, Value] = {name: Formula(text, now[name], name) for name, text in texts.items()}
    return cells | {
        "counted": _counted(book, lesson, row),
        "alert": Formula(alerted, alert, "alert" if lesson else "spare"),
    }


def _told(book: CalendarBook, lesson: Lesson) -> dict[str, str | time]:
    """Return what the formulas beside a lesson give now."""
    instance = book.plan.instance
    cohort = instance.cohort[lesson.cohort]
    module = instance.curriculum_of(cohort).by_id.get(lesson.module)
    start, end = lesson.span(instance)
    return {
        "start": start,
        "end": end,
        "block": block_id(instance, lesson),
        "module_title": "" if module is None else module.title,
        "trainer_name": instance.trainer[lesson.trainer].name if lesson.trainer else "",
        "site": cohort.site,
    }


def _counted(book: CalendarBook, lesson: Lesson | None, row: int) -> Value:
    """Return the part of a lesson for which a row counts."""
    if not book.plan.instance.joint_modules:
        return None
    column = {
        name: f"${letter}${FIRST_ROW}:${letter}${book.sessions.last}" for name, letter in LETTER.items()
    }
    same = ",".join(f"{column[name]},${LETTER[name]}{row}" for name in ("day", "half", "joint"))
    joint = lesson.joint if lesson else None
    rows = book.rows_of_joint[lesson.day, lesson.half, joint] if lesson and joint else 1
    return Formula(f'=IF(${LETTER["joint"]}{row}="",1,1/COUNTIFS({same}))', 1 / rows, "counted")
