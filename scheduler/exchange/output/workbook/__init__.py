"""The workbook for people: one file per sheet, and one palette for all."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from scheduler.domain.catching_up import CatchUp
from scheduler.domain.plan import Plan
from scheduler.exchange.output.discreet import discreet, hiding_names
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.output.plan_json import dump
from scheduler.exchange.output.workbook.book import CalendarBook
from scheduler.exchange.output.workbook.carrier import write_carrier
from scheduler.exchange.output.workbook.caught_up import write_caught_up
from scheduler.exchange.output.workbook.changed import write_changes
from scheduler.exchange.output.workbook.edited import EditReport, write_edits
from scheduler.exchange.output.workbook.hours import write_hours
from scheduler.exchange.output.workbook.legend import write_legend
from scheduler.exchange.output.workbook.lists import write_lists
from scheduler.exchange.output.workbook.live import Live
from scheduler.exchange.output.workbook.loads import write_rooms, write_trainers
from scheduler.exchange.output.workbook.migrated import write_migration
from scheduler.exchange.output.workbook.own import write_own_sheets
from scheduler.exchange.output.workbook.planner import planner_layouts, write_planner
from scheduler.exchange.output.workbook.progress import write_progress
from scheduler.exchange.output.workbook.reader_pages import ReaderPages
from scheduler.exchange.output.workbook.sessions import write_sessions
from scheduler.exchange.output.workbook.summary import write_summary

if TYPE_CHECKING:
    from pandas import DataFrame


def render_changes(plan: Plan, table: "DataFrame", report: ChangeReport) -> bytes:
    """Return a workbook of the sheet of changes alone, those that lead to `plan`."""
    book = CalendarBook(plan, table)
    write_changes(book, report)
    return book.to_bytes()


def render_catch_up(
    plan: Plan, table: "DataFrame", found: CatchUp, reasons: Sequence[tuple[str, str]]
) -> bytes:
    """Return a workbook of one sheet: what a learner attends to catch up, and why not the rest."""
    book = CalendarBook(plan, table)
    write_caught_up(book, found, reasons)
    return book.to_bytes()


def render(
    plan: Plan,
    table: "DataFrame",
    number: int | None = None,
    files: Mapping[str, str] | None = None,
    report: ChangeReport | None = None,
    edits: EditReport | None = None,
    made: date | None = None,
) -> bytes:
    """Return ``calendar.xlsx`` as bytes, in the language now spoken.

    Parameters
    ----------
    table
        The half-days of `plan`, from :func:`scheduler.exchange.output.half_days.frame`.
    number, files
        Of the plan, and the SHA-256 of the tables beside it.
    report
        What changed since the plan before, for a sheet of its own; None for no such sheet.
    edits
        What somebody edited and what became of it, for a sheet, and what else he added.
    made
        The day on which the plan was made, for the foot of every page.
    """
    hide = hiding_names(plan)
    plan = discreet(plan)
    book = CalendarBook(plan, table, number, made)
    write_summary(book)
    if edits is not None:
        write_edits(book, edits)
    if report is not None:
        reasons = tuple(map(hide, report.reasons))
        write_changes(book, replace(report, instance=plan.instance, reasons=reasons))
        if report.migration is not None:
            write_migration(book, report.migration)
    layouts = planner_layouts(book)
    live = Live(book, short=layouts.short, whose=layouts.whose.most)
    for cohort in plan.instance.cohorts:
        write_planner(book, live, cohort, layouts.cohorts[cohort.id])
    write_sessions(book, live, None if edits is None else edits.own)
    pages = {field: ReaderPages(book, live, field, layouts.whose) for field in ("trainer", "room")}
    write_trainers(book, pages["trainer"])
    pages["trainer"].write()
    write_rooms(book, pages["room"])
    pages["room"].write()
    write_hours(book)
    write_progress(book)
    write_legend(book)
    if edits is not None:
        write_own_sheets(book.add, book.file.titles, edits.own)
    write_lists(book, live)
    write_carrier(book, dump(plan, None, number, files))
    return book.to_bytes()
