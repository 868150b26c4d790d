"""What surrounds the days of a year planner: the head, and the colours and modules at the foot."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.exchange.look import SUBTITLE, TEXT, TITLE, Look
from scheduler.exchange.output.fitting import fitted_size
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.planner_days import JOINT_SIGN, KINDS, REMOTE_SIGN
from scheduler.exchange.output.workbook.words import clock, long_date, short_date
from scheduler.text import _, plural
from scheduler.text.phrases import number

SMALL = TEXT.but(size=7, shrink=True)
LINE_HEIGHT = 10.5
MONTH = 3
"""Columns of a month; a kind of day begins with one, its colour in the first two columns."""


def write_head(page: BookPage, cohort: Cohort, columns: int) -> None:
    """Write the first four rows, over `columns` columns."""
    instance = page.book.plan.instance
    curriculum, site, centre = instance.curriculum_of(cohort), instance.site[cohort.site], instance.centre
    name = cohort.id if cohort.name in ("", cohort.id) else f"{cohort.id} – {cohort.name}"
    rncp = f" ({curriculum.rncp})" if curriculum.rncp else ""
    total = page.book.amounts(cohort)
    parts = [
        plural("{count} session", "{count} sessions", total.sessions).format(count=total.sessions),
        plural("{days} day", "{days} days", total.days).format(days=total.days),
        _("{hours} h").format(hours=number(total.hours)),
        *(_span(page, half) for half in Half),
    ]
    period = ""
    if total.first and total.last:
        period = _("From {first} to {last}").format(first=long_date(total.first), last=long_date(total.last))
    place = ", ".join(text for text in (site.name, site.address) if text)
    rows = (
        (24, _("Training calendar: {cohort}").format(cohort=name), TITLE, centre.name, TITLE.but(size=12)),
        (15, curriculum.title + rncp, SUBTITLE.but(bold=True), place, SUBTITLE),
        (15, period, SUBTITLE, " · ".join(parts), SUBTITLE),
    )
    middle = columns * 3 // 5
    for row, (points, left, left_look, right, right_look) in enumerate(rows, start=1):
        page.height(row, points)
        page.wide(row, 1, middle, left, left_look.but(shrink=True))
        page.wide(row, middle + 1, columns, right, right_look.but(across="right", shrink=True))
    page.height(len(rows) + 1, 5)


def _span(page: BookPage, half: Half) -> str:
    start = page.book.plan.instance.centre.start(half)
    end = datetime.combine(datetime.min, start) + timedelta(hours=HALF_DAY_HOURS)
    return f"{clock(start)}–{clock(end.time())}"


def write_legend(page: BookPage, cohort: Cohort, columns: int, row: int, names: Mapping[date, str]) -> None:
    """Write the legend from `row` on, over `columns` columns; `names` are those cut in their cells."""
    row = _write_kinds(page, columns, row)
    if names:
        told = " · ".join(f"{short_date(day)} {name}" for day, name in sorted(names.items()))
        page.wide(row, 1, columns, told, SMALL)
        page.height(row, LINE_HEIGHT)
        row += 1
    if told := _shared(page, cohort):
        page.wide(row, 1, columns, told, SMALL)
        page.height(row, LINE_HEIGHT)
        row += 1
    stacks = _stacks(page, page.book.plan.instance.curriculum_of(cohort))
    for (first, last), stack in zip(_shares(page, columns, len(stacks)), stacks, strict=True):
        size = min(fitted_size(text, page.width(first, last), look) for text, look in stack)
        for line, (text, look) in enumerate(stack, start=row):
            page.wide(line, first, last, text, look.but(size=size))
    for line in range(row, row + max(map(len, stacks))):
        page.height(line, LINE_HEIGHT)


def _shared(page: BookPage, cohort: Cohort) -> str:
    """Return with whom `cohort` follows which modules; empty if all are its own."""
    told = []
    for (name, module), cluster in page.book.clusters.items():
        others = [other for other in cluster.cohorts if other != name]
        if name == cohort.id and others:
            lessons = sorted({x.joint for x in page.book.lessons_of[name] if x.module == module and x.joint})
            with_whom = _("{module} with {cohorts} ({lessons})")
            told.append(
                with_whom.format(module=module, cohorts=", ".join(others), lessons=", ".join(lessons))
            )
    return _("Joint lessons: {lessons}").format(lessons=" · ".join(told)) if told else ""


def _shares(page: BookPage, columns: int, count: int) -> list[tuple[int, int]]:
    """Share the columns among `count` stacks, as wide as each other as can be: first and last of each."""
    whole = page.width(1, columns)
    ends = [
        min(range(1, columns + 1), key=lambda last: abs(page.width(1, last) - whole * number / count))
        for number in range(1, count + 1)
    ]
    return list(zip([1, *(end + 1 for end in ends)], ends, strict=False))


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
    if page.book.rows_of_joint:
        entries.append((SMALL.but(bold=True, across="center"), _("joint lesson"), JOINT_SIGN))
    starts = [1 + MONTH * (index * (columns // MONTH) // len(entries)) for index in range(len(entries))]
    for column, after, (look, title, sign) in zip(starts, [*starts[1:], columns + 1], entries, strict=True):
        page.wide(row, column, column + 1, sign, look)
        page.wide(row, column + 2, after - 1, title, SMALL.but(indent=1))
    page.height(row, LINE_HEIGHT)
    page.height(row + 1, 4)
    return row + 2
