"""The hours control: due and planned for each cohort, parallel group and module, live."""

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.exchange.look import (
    CELL,
    CENTRED,
    GOOD_INK,
    GRAND_TOTAL,
    HOURS,
    TEXT,
    TOTAL,
    Look,
)
from scheduler.exchange.output.workbook import alerts
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.words import HOURS as SHEET
from scheduler.exchange.output.workbook.words import rule_note
from scheduler.exchange.output.xlsx import Formula, literal
from scheduler.text import N_, _

WIDTHS = (16, 8, 8, 15, 40, 9, 10, 9, 10)
LAST = len(WIDTHS)
HEAD_ROW = 5
FIRST_ROW = HEAD_ROW + 1
RIGHT, WRONG = N_("right"), N_("WRONG")
ASSUMED = N_("Assumption: no source gives these hours; the centre may change them in {curriculum}.")
NAME = CELL.but(shrink=True)
DIFFERENCE = "+0.0;-0.0;0.0"


def write_hours(book: CalendarBook) -> None:
    """Write the hours control."""
    page = book.add(_(SHEET))
    page.widths(WIDTHS)
    note = _("Live: an edit of the sessions shows here at once. Totals count the first parallel group.")
    page.head(LAST, _("Hours control"), note)
    heads = (
        _("Cohort"),
        _("Parallel group"),
        _("Block"),
        _("Module"),
        _("Module title"),
        _("Due"),
        _("Planned"),
        _("Difference"),
        _("State"),
    )
    page.heads(HEAD_ROW, heads)
    page.note(HEAD_ROW, 6, rule_note("CU-01"))
    row = FIRST_ROW
    parts: list[range] = []
    wrong = 0
    for cohort in book.plan.instance.cohorts:
        control = _Control(page, cohort)
        first, row = row, control.write(row)
        wrong += control.wrong
        parts.append(range(first if parts else 1, row))
    page.keep_together([[rows] for rows in parts])
    _write_counts(page, row - 1, wrong)
    page.height(3, 20)
    page.height(4, 6)
    page.turn_red(f"F{FIRST_ROW}:I{row - 1}", f"ABS($H{FIRST_ROW})>0.01")
    # The line says two counts, the second at its end.
    some = f"OR(COUNTIF($I${FIRST_ROW}:$I${row - 1},{literal(_(WRONG))})>0,RIGHT($A$3,2)<>{literal(' 0')})"
    page.turn_red("A3:I3", some)
    page.sheet.freeze_panes(HEAD_ROW, 0)
    page.print_as(landscape=False, repeat=HEAD_ROW)


class _Control:
    """Writes the lines of one cohort."""

    def __init__(self, page: BookPage, cohort: Cohort):
        self._page, self._book, self._cohort = page, page.book, cohort
        self._lessons = page.book.lessons_of[cohort.id]
        self.wrong = 0
        """Lines that differ in the plan as it is written."""

    def write(self, row: int) -> int:
        """Write modules, blocks and the whole from `row` on; return the row after."""
        curriculum = self._book.plan.instance.curriculum_of(self._cohort)
        received = self._book.received(self._cohort)
        for block in curriculum.blocks:
            for module in block.modules:
                row = self._module(row, block.id, module)
            among = f"{self._book.sessions('block')},{self._book.criterion(literal(block.id))}"
            planned = self._book.hours_received(self._cohort, f"$A{row}", among, block.id)
            taught = sum(x.hours for x in received if curriculum.block_of.get(x.module) is block)
            row = self._total(row, block.id, block.title, block.hours, planned, taught)
        if curriculum.assessment:
            row = self._module(row, "", curriculum.assessment)
        due = sum(module.hours for module in curriculum.items)
        planned = self._book.hours_received(self._cohort, f"$A{row}")
        taught = sum(lesson.hours for lesson in received)
        return self._total(row, "", _("Whole curriculum"), due, planned, taught)

    def _module(self, row: int, block: str, module: Module) -> int:
        span = self._book.sessions
        for group in self._book.groups(self._cohort, module):
            self._page.put(row, 1, self._cohort.id, NAME)
            self._page.put(row, 2, group, CENTRED)
            self._page.put(row, 3, block, CENTRED.but(fill=self._book.block_fill[block]))
            self._page.put(row, 4, module.id, NAME)
            self._page.put(row, 5, module.title, NAME)
            who, what = (self._book.criterion(f"${letter}{row}") for letter in "AD")
            among = f"{span('cohort')},{who},{span('group')},$B{row},{span('module')},{what}"
            taught = sum(x.hours for x in self._lessons if (x.module, x.group) == (module.id, group))
            self._amounts(row, module.hours, f"SUMIFS({span('hours')},{among})", taught, CELL)
            if module.assumption:
                said = _(ASSUMED)
                self._page.note(row, 6, said.format(curriculum=self._cohort.curriculum))
            row += 1
        return row

    def _total(self, row: int, block: str, title: str, due: float, planned: str, taught: float) -> int:
        look = TOTAL if block else GRAND_TOTAL
        fill = self._book.block_fill[block] if block else look.fill
        self._page.put(row, 1, self._cohort.id, look.but(shrink=True))
        self._page.put(row, 2, None, look)
        self._page.put(row, 3, block, CENTRED.but(fill=fill, bold=True))
        self._page.wide(row, 4, 5, _("Total: {title}").format(title=title), look.but(shrink=True))
        self._amounts(row, due, planned, taught, look)
        return row + 1

    def _amounts(self, row: int, due: float, planned: str, taught: float, line: Look) -> None:
        """Write due, planned, difference and state; `planned` is a formula without its sign."""
        look = HOURS.but(bold=line.bold, fill=line.fill)
        state = f"=IF(ABS($H{row})>0.01,{literal(_(WRONG))},{literal(_(RIGHT))})"
        self._page.put(row, 6, due, look)
        self._page.put(row, 7, Formula(f"={planned}", taught), look)
        self._page.put(
            row,
            8,
            Formula(f"=$G{row}-$F{row}", taught - due),
            look.but(number=DIFFERENCE, across="center", indent=0),
        )
        differs = abs(taught - due) > 0.01
        self.wrong += differs
        said = _(WRONG) if differs else _(RIGHT)
        self._page.put(
            row, 9, Formula(state, said), CENTRED.but(bold=line.bold, fill=line.fill, ink=GOOD_INK)
        )


def _write_counts(page: BookPage, last: int, lines: int) -> None:
    """Write how many lines are wrong and how many half-days have an alert, live."""
    wrong = literal(_(WRONG))
    told = page.book.sessions("alert")
    warned = sum(1 for text in alerts.now(page.book) if text)
    parts = (_("Lines that differ: "), _(" – half-days with an alert: "))
    text = (
        f"={literal(parts[0])}&COUNTIF($I${FIRST_ROW}:$I${last},{wrong})"
        # Any text of a sign or more: Gnumeric takes no LEN of many cells here.
        f"&{literal(parts[1])}&COUNTIF({told},{literal('?*')})"
    )
    page.wide(
        3, 1, LAST, Formula(text, f"{parts[0]}{lines}{parts[1]}{warned}"), TEXT.but(bold=True, indent=1)
    )
