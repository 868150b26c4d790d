"""The foot of a year planner: kinds of days, then the modules of each block under its colour."""

from collections.abc import Mapping
from datetime import date

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.exchange.look import TEXT, Look
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.planner_days import KINDS, REMOTE_SIGN
from scheduler.exchange.output.workbook.words import short_date
from scheduler.text import _
from scheduler.text.phrases import number

SMALL = TEXT.but(size=7, shrink=True)
LINE_HEIGHT = 10.5
ENTRY = 6
"""Columns of one kind of day: two months, the first two columns for its colour."""


def write_legend(page: BookPage, cohort: Cohort, columns: int, row: int, names: Mapping[date, str]) -> None:
    """Write the legend from `row` on, over `columns` columns; `names` are those cut in their cells."""
    row = _write_kinds(page, columns, row)
    if names:
        told = " · ".join(f"{short_date(day)} {name}" for day, name in sorted(names.items()))
        page.wide(row, 1, columns, told, SMALL)
        page.height(row, LINE_HEIGHT)
        row += 1
    stacks = _stacks(page, page.book.plan.instance.curriculum_of(cohort))
    for index, stack in enumerate(stacks):
        first, last = 1 + index * columns // len(stacks), (index + 1) * columns // len(stacks)
        for line, (text, look) in enumerate(stack, start=row):
            page.wide(line, first, last, text, look)
    for line in range(row, row + max(map(len, stacks))):
        page.height(line, LINE_HEIGHT)


def _stacks(page: BookPage, curriculum: Curriculum) -> list[list[tuple[str, Look]]]:
    """Return a stack of lines per block; the assessment goes under the shortest."""
    fills = page.book.block_fill
    title = SMALL.but(bold=True)
    stacks = [
        [(f"{block.id} – {block.title}", title.but(fill=fills[block.id])), *map(_line, block.modules)]
        for block in curriculum.blocks
    ]
    if curriculum.assessment:
        outside = [(_("Outside the blocks"), title.but(fill=fills[""])), _line(curriculum.assessment)]
        min(stacks, key=len).extend(outside)
    return stacks


def _line(module: Module) -> tuple[str, Look]:
    hours = number(module.hours)
    text = _("{module}: {title} ({hours} h)").format(module=module.id, title=module.title, hours=hours)
    return text, SMALL


def _write_kinds(page: BookPage, columns: int, row: int) -> int:
    """Write the colours of days; return the row after them and a gap."""
    entries = [(kind.look, _(kind.title), "") for kind in KINDS]
    if any(lesson.mode is Mode.REMOTE for lesson in page.book.lessons):
        entries.append((SMALL.but(bold=True, across="center"), _("remote"), REMOTE_SIGN))
    across = max(1, columns // ENTRY)
    for index, (look, title, sign) in enumerate(entries):
        line, column = row + index // across, 1 + ENTRY * (index % across)
        page.wide(line, column, column + 1, sign, look)
        page.wide(line, column + 2, min(column + ENTRY - 1, columns), title, SMALL.but(indent=1))
        page.height(line, LINE_HEIGHT)
    after = row + -(-len(entries) // across)
    page.height(after, 4)
    return after + 1
