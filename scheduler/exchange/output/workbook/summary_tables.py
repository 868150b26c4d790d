"""The tables of the summary: cohorts, hours per block, cost by term.

Each is written from a row on, behind an empty one, and returns its parts: the rows between
which a page may end. The first holds the headings.
"""

from scheduler.domain.settings import TERM
from scheduler.exchange.look import BANNER, CELL, CENTRED, COUNT, HEAD, HOURS, TOTAL, WRAPPED
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import BookPage, place
from scheduler.exchange.output.workbook.words import short_date
from scheduler.exchange.output.xlsx import Formula, literal
from scheduler.text import _

WIDTHS = (17, 31, 14, 11, 11, 14, 7, 10, 11)
LAST = len(WIDTHS)
ID = CELL.but(shrink=True)
QUANTITY = WRAPPED.but(size=8)


def start_section(page: BookPage, row: int, title: str) -> int:
    """Write the title of a section below an empty row; return the row after."""
    page.height(row, 12)
    return page.section(row + 1, LAST, title)


def write_cohorts(page: BookPage, row: int) -> list[range]:
    """Write a line per cohort."""
    first = row
    row = start_section(page, row, _("Cohorts"))
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
    page.heads(row, titles)
    instance = page.book.plan.instance
    parts = []
    for cohort in instance.cohorts:
        row += 1
        total = page.book.amounts(cohort)
        title, site = instance.curriculum_of(cohort).title, instance.site[cohort.site].name
        if cohort.name not in ("", cohort.id):
            title = f"{cohort.name}\n{title}"
        page.put(row, 1, cohort.id, ID.but(bold=True, ink=BANNER), place(page.book.planners[cohort.id]))
        page.put(row, 2, title, WRAPPED)
        page.put(row, 3, site, WRAPPED)
        for column, day in ((4, total.first), (5, total.last)):
            page.put(row, column, short_date(day) if day else "", CENTRED)
        page.put(row, 6, total.sessions, CENTRED)
        page.put(row, 7, total.days, CENTRED)
        page.put(row, 8, total.hours, CENTRED.but(number=HOURS.number))
        page.put(row, 9, len(instance.learners_of[cohort.id]), CENTRED)
        taken = (high(text, page.width(at, at), WRAPPED) for at, text in ((2, title), (3, site)))
        page.height(row, max(15, *taken))
        parts.append(range(first, row + 1))
        first = row + 1
    return parts


def write_joint(page: BookPage, row: int) -> list[range]:
    """Write a line per joint module and the cohorts that are together in it: how large their groups are."""
    clusters = list(dict.fromkeys(page.book.clusters.values()))
    if not clusters:
        return []
    first = row
    row = start_section(page, row, _("Joint modules"))
    page.put(row, 1, _("Joint module"), HEAD)
    page.put(row, 2, _("Module"), HEAD)
    page.wide(row, 3, 6, _("Cohorts"), HEAD)
    page.wide(row, 7, 9, _("Learners, by parallel group"), HEAD)
    for cluster in clusters:
        row += 1
        modules = dict.fromkeys(cluster.joint.module(name) for name in cluster.cohorts)
        who = " + ".join(cluster.cohorts)
        if not cluster.shared:
            who = _("{cohort}, alone").format(cohort=who)
        page.put(row, 1, cluster.joint.id, ID.but(bold=True))
        page.put(row, 2, ", ".join(modules), WRAPPED)
        page.wide(row, 3, 6, who, WRAPPED)
        page.wide(row, 7, 9, " + ".join(str(cluster.size(group)) for group in cluster.groups), CENTRED)
        page.height(row, max(15, high(who, page.width(3, 6), WRAPPED)))
    return [range(first, row + 1)]


def write_blocks(page: BookPage, row: int) -> list[range]:
    """Write hours due and planned for each cohort and block, live."""
    first = row
    row = start_section(page, row, _("Hours per block"))
    page.put(row, 1, _("Cohort"), HEAD)
    page.wide(row, 2, 6, _("Block"), HEAD)
    page.row(row, [_("Due"), _("Planned"), _("Difference")], HEAD, 7)
    top = row + 1
    parts = []
    instance = page.book.plan.instance
    span = page.book.sessions
    for cohort in instance.cohorts:
        curriculum = instance.curriculum_of(cohort)
        lines = [("block", x.id, f"{x.id} – {x.title}", x.hours) for x in curriculum.blocks]
        if exam := curriculum.assessment:
            lines.append(("module", exam.id, exam.title, exam.hours))
        # Each parallel group has the same hours: the first stands for what a learner receives.
        lessons = page.book.received(cohort)
        for column, name, title, due in lines:
            row += 1
            of_block = column == "block"
            now = sum(x.hours for x in lessons if name in (x.module, page.book.block_of(cohort, x.module)))
            page.put(row, 1, cohort.id, ID)
            page.wide(row, 2, 6, title, ID.but(fill=page.book.block_fill[name if of_block else ""]))
            page.put(row, 7, due, HOURS)
            among = f"{span(column)},{page.book.criterion(literal(name))}"
            planned = page.book.hours_received(cohort, f"$A{row}", among, name if of_block else "")
            page.put(row, 8, Formula(f"={planned}", now), HOURS)
            page.put(row, 9, Formula(f"=$H{row}-$G{row}", now - due), HOURS)
        parts.append(range(first, row + 1))
        first = row + 1
    if row >= top:
        page.turn_red(f"G{top}:I{row}", f"ABS($I{top})>0.01")
    return parts


def write_costs(page: BookPage, row: int) -> list[range]:
    """Write what each term adds to the cost."""
    first = row
    row = start_section(page, row, _("Cost by term"))
    page.wide(row, 1, 2, _("Term"), HEAD)
    page.wide(row, 3, 6, _("What is counted"), HEAD)
    page.row(row, [_("Quantity"), _("Weight"), _("Total")], HEAD.but(shrink=True, wrap=False), 7)
    for cost in page.book.plan.costs:
        row += 1
        term = TERM.get(cost.term)
        counted = _(term.quantity) if term else ""
        page.wide(row, 1, 2, _(term.title) if term else cost.term, CELL)
        page.wide(row, 3, 6, counted, QUANTITY)
        page.row(row, [cost.quantity, cost.weight, cost.total], COUNT, 7)
        page.height(row, max(15, high(counted, page.width(3, 6), QUANTITY)))
    row += 1
    page.wide(row, 1, 8, _("Total cost"), TOTAL)
    page.put(row, 9, sum(cost.total for cost in page.book.plan.costs), TOTAL.but(across="right"))
    return [range(first, row + 1)]
