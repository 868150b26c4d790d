"""The last sheet: colours, words of the rules, and how to check an edited calendar."""

from scheduler.domain.rules import FAMILIES, RULES
from scheduler.exchange.look import CELL, HEAD, TEXT, WRAPPED, Look
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.columns import SESSIONS
from scheduler.exchange.output.workbook.planner_days import JOINT_SIGN, KINDS, REMOTE_SIGN
from scheduler.exchange.output.workbook.words import HOURS, LEGEND
from scheduler.exchange.output.workbook.year_grid import BETWEEN, ONLY
from scheduler.text import _

WIDTHS = (12, 40, 82)
LAST = len(WIDTHS)
STEP = TEXT.but(wrap=True)
BLOCK = CELL.but(across="center", indent=0, bold=True, shrink=True)


def write_legend(book: CalendarBook) -> None:
    """Write the legend."""
    page = book.add(_(LEGEND))
    page.widths(WIDTHS)
    page.head(LAST, _("Legend"))
    row = _write_steps(page, 3)
    row = _write_colours(page, row + 1)
    _write_rules(page, row + 1)
    page.print_as(landscape=False)


def _write_steps(page: BookPage, row: int) -> int:
    row = page.section(row, LAST, _("Edit and check"))
    steps: tuple[str, ...] = (
        _("Edit the sheet “{sheet}” only: change a cell, delete a row, or copy a row and change it.").format(
            sheet=SESSIONS.title
        ),
        _("Red cells and the column “Alert” show clashes at once; the sheet “{sheet}” shows hours.").format(
            sheet=_(HOURS)
        ),
        _("Save the file as .xlsx, then run the full check: scheduler check calendar.xlsx"),
        _("The check names every broken rule with its code (below) and the row where it is broken."),
        _("Year planners, loads and hours follow each edit; the summary says how many half-days differ."),
    )
    if page.book.rows_of_joint:
        steps += (_("A joint lesson has a row for each group that follows it: change all of them alike."),)
    for number, step in enumerate(steps, start=1):
        page.put(row, 1, number, TEXT.but(across="center", indent=0, bold=True))
        page.wide(row, 2, LAST, step, STEP)
        page.height(row, high(step, page.width(2, LAST), STEP))
        row += 1
    return row


def _write_colours(page: BookPage, row: int) -> int:
    row = page.section(row, LAST, _("Colours of the year planners"))
    titles: dict[str, dict[str, None]] = {}
    for curriculum in page.book.plan.instance.curricula:
        for each in curriculum.blocks:
            titles.setdefault(each.id, {})[each.title] = None
    exams = dict.fromkeys(x.assessment.id for x in page.book.plan.instance.curricula if x.assessment)
    # The assessment, which has no block, comes after them all.
    for block, colour in sorted(page.book.block_fill.items(), key=lambda entry: not entry[0]):
        name = " / ".join(titles[block]) if block else _("Assessment, outside the blocks")
        sign = " · ".join(x for x in (page.book.block_letter[block], block) if x)
        row = _colour(page, row, sign or " / ".join(exams), BLOCK.but(fill=colour), name)
    for kind in KINDS:
        row = _colour(page, row, "", kind.look, _(kind.title))
    mark = CELL.but(across="center", indent=0)
    row = _colour(page, row, REMOTE_SIGN, mark, _("Taught at a distance: no room"))
    for told, meaning in (
        (f"A{BETWEEN}{ONLY}", _("Taught in the morning, free in the afternoon")),
        (f"A{BETWEEN}B", _("One module in the morning, another in the afternoon")),
    ):
        row = _colour(page, row, told, mark, meaning)
    if page.book.rows_of_joint:
        row = _colour(page, row, JOINT_SIGN, mark, _("Joint lesson: other groups follow it too"))
    return row


def _colour(page: BookPage, row: int, text: str, look: Look, meaning: str) -> int:
    page.put(row, 1, text, look)
    page.wide(row, 2, LAST, meaning, TEXT.but(indent=1))
    page.height(row, 15)
    return row + 1


def _write_rules(page: BookPage, row: int) -> None:
    row = page.section(row, LAST, _("Rules that every calendar keeps"))
    page.row(row, [_("Code"), _("Rule"), _("What it says")], HEAD)
    for rule in RULES:
        row += 1
        sentence = _(rule.sentence)
        page.put(row, 1, rule.code, CELL.but(bold=True, across="center", indent=0))
        title = f"{_(FAMILIES[rule.family])} – {_(rule.title)}"
        page.put(row, 2, title, WRAPPED)
        page.put(row, 3, sentence, WRAPPED)
        page.height(
            row, max(high(sentence, page.width(3, 3), WRAPPED), high(title, page.width(2, 2), WRAPPED))
        )
