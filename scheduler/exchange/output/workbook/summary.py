"""The first sheet: what the plan is, what is proved, and what it rests on."""

from math import ceil

from scheduler.domain.plan import Status
from scheduler.exchange.look import (
    FAIR,
    FAIR_INK,
    GOOD,
    GOOD_INK,
    SUBTITLE,
    TEXT,
    TITLE,
)
from scheduler.exchange.output.workbook.book import Book, BookPage
from scheduler.exchange.output.workbook.summary_notes import write_assumptions, write_warnings
from scheduler.exchange.output.workbook.summary_tables import write_blocks, write_cohorts, write_costs
from scheduler.exchange.output.workbook.titles import SUMMARY
from scheduler.exchange.output.workbook.words import long_date, status, who_is_left_out
from scheduler.text import _
from scheduler.text.phrases import number

WIDTHS = (17, 32, 14, 11, 11, 13, 7, 10, 10)
LAST = len(WIDTHS)
SIGNS_A_LINE = 90
"""Of the heading, in its larger letters."""


def write_summary(book: Book) -> None:
    """Write the summary."""
    page = book.add(_(SUMMARY))
    page.widths(WIDTHS)
    after = _write_head(page)
    parts = [range(1, after + 1)]
    for write in (write_cohorts, write_blocks, write_warnings, write_costs, write_assumptions):
        first, after = after + 1, write(page, after + 1)
        parts.append(range(first, after + 1))
    page.keep_together(parts)
    page.print_as(landscape=False)


def _write_head(page: BookPage) -> int:
    """Write who made the plan and what is proved about it; return the row after."""
    plan = page.book.plan
    centre = plan.instance.centre
    page.wide(1, 1, LAST, _("Training schedule"), TITLE)
    page.wide(2, 1, LAST, ", ".join(x for x in (centre.name, centre.address) if x), SUBTITLE.but(bold=True))
    declared = _("Declaration number: {number}").format(number=centre.declaration_number)
    page.wide(3, 1, LAST, declared if centre.declaration_number else "", SUBTITLE)
    for row, points in ((1, 28), (2, 16), (3, 16), (4, 6), (5, 24)):
        page.height(row, points)
    _write_heading(page, 5)
    facts = [(_("The others"), status(plan))] if plan.left_out else []
    facts += [
        (_("Cost"), _("{cost} (proved lower bound: {bound})").format(cost=plan.objective, bound=plan.bound)),
        (_("Search"), _("{seconds} s").format(seconds=number(plan.seconds))),
    ]
    if days := [lesson.day for lesson in plan.lessons]:
        period = _("From {first} to {last}").format(first=long_date(min(days)), last=long_date(max(days)))
        facts.insert(-2, (_("Period"), period))
    if page.book.number:
        facts.append((_("Number"), str(page.book.number)))
    if plan.versions:
        facts.append((_("Versions"), ", ".join(f"{name} {x}" for name, x in sorted(plan.versions.items()))))
    for row, (label, text) in enumerate(facts, start=6):
        page.put(row, 1, label, TEXT.but(bold=True, indent=1))
        page.wide(row, 2, LAST, text)
        page.height(row, 14)
    return 6 + len(facts)


def _write_heading(page: BookPage, row: int) -> None:
    """Write who has no calendar, or, if all have one, what is proved."""
    plan = page.book.plan
    partial = who_is_left_out(plan)
    good = plan.status is Status.OPTIMAL and not partial
    look = TEXT.but(
        bold=True, size=12, indent=1, fill=GOOD if good else FAIR, ink=GOOD_INK if good else FAIR_INK
    )
    page.wide(row, 1, LAST, partial or status(plan), look.but(wrap=True))
    page.height(row, 8 + 16 * ceil(len(partial or status(plan)) / SIGNS_A_LINE))
