"""The foot of a year planner: kinds of days, then the modules of each block under its colour."""

from collections.abc import Sequence

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.exchange.output.workbook.page import Page
from scheduler.exchange.output.workbook.planner_days import KINDS, REMOTE_SIGN
from scheduler.exchange.output.workbook.style import TEXT
from scheduler.exchange.output.workbook.words import number
from scheduler.text import _

SMALL = TEXT.but(size=7, shrink=True)
ENTRY = 6
"""Columns of one kind of day: two months, the first two columns for its colour."""


def write_legend(page: Page, cohort: Cohort, columns: int, row: int) -> None:
    """Write the legend from `row` on, over `columns` columns."""
    row = _write_kinds(page, columns, row)
    curriculum = page.book.plan.instance.curriculum_of(cohort)
    parts: list[tuple[str, str, Sequence[Module]]] = [
        (_("{block}: {title}").format(block=block.id, title=block.title), block.id, block.modules)
        for block in curriculum.blocks
    ]
    if curriculum.assessment:
        parts.append((_("Outside the blocks"), "", (curriculum.assessment,)))
    for index, (title, block, modules) in enumerate(parts):
        first, last = 1 + index * columns // len(parts), (index + 1) * columns // len(parts)
        look = SMALL.but(bold=True, fill=page.book.block_fill[block])
        page.wide(row, first, last, title, look)
        for line, module in enumerate(modules, start=row + 1):
            page.wide(line, first, last, _line(module), SMALL)
    lines = max(len(modules) for _title, _block, modules in parts)
    for line in range(row, row + lines + 1):
        page.height(line, 10.5)


def _write_kinds(page: Page, columns: int, row: int) -> int:
    """Write the colours of days; return the row after them and a gap."""
    entries = [(kind.look, _(kind.title)) for kind in KINDS]
    if any(lesson.mode is Mode.REMOTE for lesson in page.book.lessons):
        entries.append((SMALL.but(bold=True, across="center"), REMOTE_SIGN + _("remote")))
    across = max(1, columns // ENTRY)
    for index, (look, title) in enumerate(entries):
        line, column = row + index // across, 1 + ENTRY * (index % across)
        page.wide(line, column, column + 1, "", look.but(shrink=False))
        page.wide(
            line, column + 2, min(column + ENTRY - 1, columns), title, SMALL.but(indent=1, shrink=False)
        )
        page.height(line, 10.5)
    after = row + -(-len(entries) // across)
    page.height(after, 4)
    return after + 1


def _line(module: Module) -> str:
    return _("{module}: {title} ({hours} h)").format(
        module=module.id, title=module.title, hours=number(module.hours)
    )
