"""What surrounds the days of a year planner: the head, and the colours and modules at the foot."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from openpyxl.utils import get_column_letter

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.exchange.look import BANNER, SUBTITLE, TEXT, TITLE, Look
from scheduler.exchange.output.fitting import PADDING, POINTS_PER_SIGN, fitted_size, points
from scheduler.exchange.output.workbook.book import BookPage, place
from scheduler.exchange.output.workbook.live import Live
from scheduler.exchange.output.workbook.planner_days import JOINT_SIGN, KINDS, REMOTE_SIGN
from scheduler.exchange.output.workbook.words import clock, short_date
from scheduler.exchange.output.xlsx import Formula, Value, literal
from scheduler.text import _
from scheduler.text.phrases import number

SMALL = TEXT.but(size=7, shrink=True)
BACK = TEXT.but(size=6.5, across="right", ink=BANNER)
LINE_HEIGHT = 10.5
BEFORE = " – "
"""Between a module and who teaches it where."""

OTHERS = "…"
"""Behind a trainer or a room that is the first of several."""

APART = " · "
"""Between a trainer and a room."""

FEWEST_SIGNS = 3
"""Where fewer signs are left, neither trainer nor room is told."""

MONTH = 3
"""Columns of a month; a kind of day begins with one, its colour in the first two columns."""

TWO_LINES = 9.0
"""Size of a title that would be smaller on one line: its row is high enough for two of these."""


class CellPlace(NamedTuple):
    """A cell, its row and its column counted from 1."""

    row: int
    column: int


HEADS = (
    (24, TITLE, TITLE.but(size=12)),
    (15, SUBTITLE.but(bold=True), SUBTITLE),
    (15, SUBTITLE, SUBTITLE),
)
"""Height of each row of the head, and the looks of its two texts."""


def write_head(
    page: BookPage, top: int, columns: int, texts: Sequence[tuple[Value, Value]], back: str
) -> None:
    """Write the four rows from `top` on, over `columns` columns: two texts in each of three, and a gap.

    A word in the gap leads back to the sheet `back`.
    """
    for row, (high, *_looks) in enumerate(HEADS, start=top):
        page.height(row, high)
    begin = page.logo(top, top + len(HEADS) - 1, 1, columns, narrowest=MONTH)
    most = HEADS[0][1].size
    for row, ((_high, *looks), pair) in enumerate(zip(HEADS, texts, strict=True), start=top):
        # A line is never larger than the one above, however much that had to shrink.
        one, other = (look.but(size=min(look.size, most)) for look in looks)
        middle = _middle(page, begin, columns, pair, (one, other))
        most = _size(page, pair[0], begin, middle, one)
        if row == top and most < TWO_LINES:
            most = TWO_LINES
            one = one.but(size=most, wrap=True)
        page.wide(row, begin, middle, pair[0], one.but(shrink=not one.wrap))
        page.wide(row, middle + 1, columns, pair[1], other.but(across="right", shrink=True))
    gap = top + len(HEADS)
    page.wide(gap, columns - 2 * MONTH + 1, columns, f"← {back}", BACK, place(back))
    page.height(gap, 9)


def _middle(
    page: BookPage, first: int, last: int, pair: tuple[Value, Value], looks: tuple[Look, Look]
) -> int:
    """Return the last column of the first of two texts: 3 of 5, or where both shrink least."""
    usual = first - 1 + (last - first + 1) * 3 // 5

    def shrunk(middle: int) -> float:
        spans = ((first, middle), (middle + 1, last))
        return max(
            1 - _size(page, text, *span, look) / look.size
            for text, span, look in zip(pair, spans, looks, strict=True)
        )

    if shrunk(usual) == 0:
        return usual
    return min(range(first, last), key=lambda middle: (round(shrunk(middle), 2), abs(middle - usual)))


def _size(page: BookPage, value: Value, first: int, last: int, look: Look) -> float:
    """Return the size at which a text fits over some columns."""
    shown = value.value if isinstance(value, Formula) else value
    return fitted_size(shown, page.width(first, last), look) if isinstance(shown, str) else look.size


def span(page: BookPage, half: Half) -> str:
    """Return when a half-day begins and ends."""
    start = page.book.plan.instance.centre.start(half)
    end = datetime.combine(datetime.min, start) + timedelta(hours=HALF_DAY_HOURS)
    return f"{clock(start)}–{clock(end.time())}"


def write_legend(
    page: BookPage, live: Live, cohort: Cohort, columns: int, row: int, names: Mapping[date, str]
) -> None:
    """Write the legend of a cohort from `row` on, over `columns` columns; `names` were cut in their cells."""
    row = write_kinds(page, columns, row)
    row = write_names(page, columns, row, names)
    if told := _shared(page, cohort):
        page.wide(row, 1, columns, told, SMALL)
        page.height(row, LINE_HEIGHT)
        row += 1
    stacks = _stacks(page, live, cohort)
    for (first, last), stack in zip(_shares(page, columns, len(stacks)), stacks, strict=True):
        width = page.width(first, last)
        size = min(fitted_size(text, width, look) for text, look, _item in stack)
        for line, (text, look, item) in enumerate(stack, start=row):
            looked = look.but(size=size, shrink=False)
            at = CellPlace(line, first + columns + 1)
            line_told = _by_whom(page, live, cohort, text, width, looked, item, at) if item else text
            page.wide(line, first, last, line_told, looked)
    for line in range(row, row + max(map(len, stacks))):
        page.height(line, LINE_HEIGHT)


def write_names(page: BookPage, columns: int, row: int, names: Mapping[date, str]) -> int:
    """Write the names of days that were cut; return the row after."""
    if not names:
        return row
    told = " · ".join(f"{short_date(day)} {name}" for day, name in sorted(names.items()))
    page.wide(row, 1, columns, told, SMALL)
    page.height(row, LINE_HEIGHT)
    return row + 1


def _by_whom(
    page: BookPage,
    live: Live,
    cohort: Cohort,
    text: str,
    width: float,
    look: Look,
    module: str,
    at: CellPlace,
) -> Value:
    """Return the line of a module with its trainer and its room, live, as far as there is room for them.

    Both stand in two hidden cells, from `at` on: looked up once, however often the line asks for them.
    """
    room = width * POINTS_PER_SIGN - points(text, look) - PADDING
    signs = int(room / (0.62 * look.size)) - len(BEFORE)
    if signs < FEWEST_SIGNS:
        return text
    span, item = page.book.sessions, live.item(cohort.id, module)
    lessons = [x for x in page.book.lessons_of[cohort.id] if x.module == module]
    cells, now = [], []
    for column, field in enumerate(("trainer", "room"), start=at.column):
        first = f"INDEX({span(field)},MATCH({item},plan_item,0))"
        others = f"SUMPRODUCT((plan_item={item})*({span(field)}<>{first}))"
        names = [getattr(x, field) or "" for x in lessons]
        now.append("".join(names[:1]) + (OTHERS if len(set(names)) > 1 else ""))
        formula = f'=IFERROR({first}&IF({others}>0,"{OTHERS}",""),"")'
        page.put(at.row, column, Formula(formula, now[-1]))
        cells.append(f"${get_column_letter(column)}${at.row}")
    trainer, where = cells
    apart = literal(APART)
    both = f'{trainer}&IF(OR({trainer}="",{where}=""),"",{apart})&{where}'
    # What does not fit is left out whole.
    formula = (
        f'={literal(text)}&IF({both}="","",{literal(BEFORE)}&IF(LEN({both})<={signs},{both},'
        f"IF(LEN({trainer})<={signs},{trainer},{literal(OTHERS)})))"
    )
    told = next((x for x in (APART.join(filter(None, now)), now[0]) if len(x) <= signs), OTHERS)
    return Formula(formula, text + BEFORE + told if any(now) else text)


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


def _stacks(page: BookPage, live: Live, cohort: Cohort) -> list[list[tuple[str, Look, str]]]:
    """Return a stack of lines per block, those of modules with their identifiers.

    The assessment goes under the shortest.
    """
    fills, letters = page.book.block_fill, page.book.block_letter
    curriculum = page.book.plan.instance.curriculum_of(cohort)
    title = SMALL.but(bold=True)
    stacks = []
    for block in curriculum.blocks:
        told = " · ".join(x for x in (letters[block.id], f"{block.id} – {block.title}") if x)
        stacks.append([(told, title.but(fill=fills[block.id]), ""), *map(_line, block.modules)])
    if curriculum.assessment:
        outside_blocks = _("Outside the blocks")
        told = f"{letters['']} · {outside_blocks}"
        outside = [(told, title.but(fill=fills[""]), ""), _line(curriculum.assessment)]
        min(stacks, key=len).extend(outside)
    return stacks


def _line(module: Module) -> tuple[str, Look, str]:
    hours = number(module.hours)
    text = _("{module}: {title} ({hours} h)").format(module=module.id, title=module.title, hours=hours)
    return text, SMALL, module.id


def write_kinds(page: BookPage, columns: int, row: int) -> int:
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
