"""The tables of the summary: cohorts, hours per block, cost by term."""

from scheduler.domain.settings import TERM
from scheduler.exchange.look import (
    CELL,
    CENTRED,
    COUNT,
    HEAD,
    HOURS,
    SECTION,
    TOTAL,
    WRAPPED,
)
from scheduler.exchange.output.workbook.amounts import amounts
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.words import short_date
from scheduler.exchange.output.xlsx import Formula, lines, literal
from scheduler.text import _

LAST = 9


def section(page: BookPage, row: int, title: str) -> int:
    """Write the title of a section over the sheet; return the row after."""
    page.wide(row, 1, LAST, title, SECTION)
    page.height(row, 20)
    return row + 1


def write_cohorts(page: BookPage, row: int) -> int:
    """Write a line per cohort; return the row after."""
    row = section(page, row, _("Cohorts"))
    titles = (
        _("Cohort"),
        _("Curriculum"),
        _("Site"),
        _("First day"),
        _("Last day"),
        _("Sessions"),
        _("Days"),
        _("Hours"),
        _("Learners"),
    )
    page.row(row, titles, HEAD.but(shrink=True, wrap=False))
    instance = page.book.plan.instance
    for cohort in instance.cohorts:
        row += 1
        total = amounts(page.book, cohort)
        page.put(row, 1, cohort.id, CELL.but(bold=True, shrink=True))
        title = instance.curriculum_of(cohort).title
        if cohort.name not in ("", cohort.id):
            title = f"{cohort.name}\n{title}"
        page.put(row, 2, title, WRAPPED)
        page.put(row, 3, instance.site[cohort.site].name, WRAPPED)
        for column, day in ((4, total.first), (5, total.last)):
            page.put(row, column, short_date(day) if day else "", CENTRED)
        page.put(row, 6, total.sessions, CENTRED)
        page.put(row, 7, total.days, CENTRED)
        page.put(row, 8, total.hours, CENTRED.but(number=HOURS.number))
        page.put(row, 9, len(instance.learners_of[cohort.id]), CENTRED)
        page.height(row, 12 * max(2, lines(title, page.width(2, 2))) + 2)
    return row + 1


def write_blocks(page: BookPage, row: int) -> int:
    """Write hours due and planned for each cohort and block, live; return the row after."""
    row = section(page, row, _("Hours per block"))
    page.put(row, 1, _("Cohort"), HEAD)
    page.wide(row, 2, 6, _("Block"), HEAD)
    page.row(row, [_("Due"), _("Planned"), _("Difference")], HEAD.but(shrink=True, wrap=False), 7)
    first = row + 1
    instance = page.book.plan.instance
    span = page.book.sessions
    for cohort in instance.cohorts:
        curriculum = instance.curriculum_of(cohort)
        lines = [("block", x.id, f"{x.id} – {x.title}", x.hours) for x in curriculum.blocks]
        if exam := curriculum.assessment:
            lines.append(("module", exam.id, exam.title, exam.hours))
        # Each parallel group has the same hours: the first stands for what a learner receives.
        lessons = [lesson for lesson in page.book.lessons_of[cohort.id] if lesson.group == 1]
        for column, name, title, due in lines:
            row += 1
            of_block = column == "block"
            now = sum(x.hours for x in lessons if name in (x.module, page.book.block_of(cohort, x.module)))
            page.put(row, 1, cohort.id, CELL.but(shrink=True))
            colour = page.book.block_fill[name if of_block else ""]
            page.wide(row, 2, 6, title, CELL.but(fill=colour, shrink=True))
            page.put(row, 7, due, HOURS)
            among = f"{span('cohort')},$A{row},{span('group')},1,{span(column)},{literal(name)}"
            page.put(row, 8, Formula(f"=SUMIFS({span('hours')},{among})", now), HOURS)
            page.put(row, 9, Formula(f"=$H{row}-$G{row}", now - due), HOURS)
    if row >= first:
        page.turn_red(f"G{first}:I{row}", f"ABS($I{first})>0.01")
    return row + 1


def write_costs(page: BookPage, row: int) -> int:
    """Write what each term adds to the cost; return the row after."""
    row = section(page, row, _("Cost by term"))
    page.wide(row, 1, 2, _("Term"), HEAD)
    page.wide(row, 3, 6, _("What is counted"), HEAD)
    page.row(row, [_("Quantity"), _("Weight"), _("Total")], HEAD.but(shrink=True, wrap=False), 7)
    for cost in page.book.plan.costs:
        row += 1
        term = TERM.get(cost.term)
        page.wide(row, 1, 2, _(term.title) if term else cost.term, CELL)
        page.wide(row, 3, 6, _(term.quantity) if term else "", WRAPPED.but(size=8))
        page.row(row, [cost.quantity, cost.weight, cost.total], COUNT, 7)
        page.height(row, 15 if not term or len(_(term.quantity)) < 62 else 24)
    row += 1
    page.wide(row, 1, 8, _("Total cost"), TOTAL)
    page.put(row, 9, sum(cost.total for cost in page.book.plan.costs), TOTAL.but(across="right"))
    return row + 1
