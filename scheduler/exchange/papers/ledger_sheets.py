"""The workbook of the ledger: learners, their blocks, and what the whole centre gives month by month."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl.utils import get_column_letter

from scheduler.domain.curriculum import Block, Curriculum
from scheduler.domain.ledger import FIRST_CALL, LAST_CALL, Account, Alert, Ledger, LedgerLine, blocks_of
from scheduler.exchange.brand import Brand
from scheduler.exchange.look import (
    BAD,
    BAD_INK,
    CELL,
    CENTRED,
    FAIR,
    FAIR_INK,
    GOOD,
    GOOD_INK,
    GRAND_TOTAL,
    HEAD,
    NOTE,
    SUBTITLE,
    TITLE,
    TOTAL,
    WRAPPED,
    Look,
)
from scheduler.exchange.marks import block_marks
from scheduler.exchange.output.fitting import high
from scheduler.exchange.output.page import Page
from scheduler.exchange.output.workbook.words import date_format, month_format
from scheduler.exchange.output.xlsx import File, Formula, Value
from scheduler.exchange.papers.dossier import Dossier
from scheduler.exchange.papers.ledger import title_of, warning_of
from scheduler.text import N_, _
from scheduler.text.phrases import short_day

HEAD_ROW = 5
FIRST_ROW = HEAD_ROW + 1

HOURS = CENTRED.but(number="#,##0.0;-#,##0.0;–")
"""How hours look: a dash for none."""

SUMMED = HOURS.but(bold=True, fill=TOTAL.fill)
ALL = HOURS.but(bold=True, fill=GRAND_TOTAL.fill)
NAME = CELL.but(shrink=True)

SOON = WRAPPED.but(fill=FAIR, ink=FAIR_INK, bold=True)
PRESSING = WRAPPED.but(fill=BAD, ink=BAD_INK, bold=True)
ENDED = WRAPPED.but(fill=GOOD, ink=GOOD_INK)

AMOUNTS = (
    (N_("Hours due"), 9),
    (N_("Hours exempted"), 11),
    (N_("Hours acquired"), 9),
    (N_("Hours planned"), 10),
    (N_("Hours done"), 9),
    (N_("Hours left"), 9),
)
"""The columns of hours of both sheets of learners, and their widths."""

LEARNERS = (
    (N_("Group"), 17),
    (N_("Learner"), 11),
    (N_("Name"), 24),
    (N_("Employer"), 32),
    (N_("Curriculum"), 10),
    *AMOUNTS,
    (N_("Last day"), 15),
    (N_("Deadline"), 15),
    (N_("Margin (days)"), 9),
    (N_("Left 60 days before"), 10),
    (N_("Left 30 days before"), 10),
    (N_("Warning"), 30),
)
BLOCKS = (
    (N_("Group"), 17),
    (N_("Learner"), 11),
    (N_("Name"), 24),
    (N_("Block"), 10),
    (N_("Block title"), 42),
    *AMOUNTS,
    (N_("Last day"), 15),
    (N_("Margin (days)"), 9),
)
FIRST_HOURS = 6
LAST_HOURS = FIRST_HOURS + len(AMOUNTS) - 1
"""Where the hours stand in both."""

Key = tuple[str, str]
Cells = dict[tuple[str, str, date], float]


def render(dossier: Dossier, found: Ledger) -> bytes:
    """Return ``ledger.xlsx`` as bytes, in the language now spoken."""
    centre = dossier.edition.plan.instance.centre
    file = File(" · ".join((centre.name, dossier.edition.identity)), Brand(centre))
    writer = _LedgerWriter(dossier, found, file)
    writer.learners()
    writer.blocks()
    writer.months(_("By month"), by_group=False)
    writer.months(_("By group and month"), by_group=True)
    return file.to_bytes()


class _LedgerWriter:
    """Writes the sheets of one ledger."""

    def __init__(self, dossier: Dossier, found: Ledger, file: File):
        self.dossier, self.found, self.file = dossier, found, file
        self.marks = block_marks(found.instance)

    def learners(self) -> None:
        """Write the sheet with a row for each learner."""
        page = self._page(_("Learners"), _("Hours of each learner"), [width for _title, width in LEARNERS])
        page.row(HEAD_ROW, [_(title) for title, _width in LEARNERS], HEAD)
        last = len(LEARNERS)
        for row, account in enumerate(self.found.accounts, start=FIRST_ROW):
            learner, total, said = account.learner, account.total, warning_of(account)
            names = (learner.cohort, learner.id, learner.name, learner.employer, account.curriculum.id)
            page.row(row, names, NAME)
            self._amounts(page, row, total)
            dated = CENTRED.but(number=date_format())
            page.row(row, [total.last, account.deadline], dated, LAST_HOURS + 1)
            margin = account.margin(total)
            page.put(row, last - 3, margin, _margin_look(margin))
            before = [account.left_before(x) for x in (FIRST_CALL, LAST_CALL)]
            page.row(row, before, HOURS, last - 2)
            page.put(row, last, said or _ended(account), _warning_look(account, said))
            page.height(row, max(15, high(said, page.width(last, last), WRAPPED.but(bold=True))))
        self._sums(page, LEARNERS, [x.total for x in self.found.accounts])

    def blocks(self) -> None:
        """Write the sheet with a row for each learner and block."""
        page = self._page(_("Blocks"), _("Hours of each learner by block"), [width for _t, width in BLOCKS])
        page.row(HEAD_ROW, [_(title) for title, _width in BLOCKS], HEAD)
        row, lines = HEAD_ROW, []
        for account in self.found.accounts:
            learner = account.learner
            for block, line in account.blocks:
                row += 1
                lines.append(line)
                page.row(row, (learner.cohort, learner.id, learner.name), NAME)
                self._block(page, row, 4, block, account.curriculum)
                self._amounts(page, row, line)
                page.put(row, LAST_HOURS + 1, line.last, CENTRED.but(number=date_format()))
                margin = account.margin(line)
                page.put(row, len(BLOCKS), margin, _margin_look(margin))
        self._sums(page, BLOCKS, lines)

    def months(self, tab: str, by_group: bool) -> None:
        """Write the hours × learners by month and block, of each curriculum or of each group."""
        shares, instance = self.found.shares, self.found.instance
        months = sorted({x.month for x in shares})
        first = 5
        total = first + len(months)
        title = _("Hours × learners by month and block")
        page = self._page(tab, title, [17, 10, 46, 11, *[8.5] * len(months), 11, 11])
        who = _("Group") if by_group else _("Curriculum")
        page.row(HEAD_ROW, [who, _("Block"), _("Block title"), _("Learners")], HEAD)
        page.row(HEAD_ROW, months, HEAD.but(number=month_format(), wrap=False), first)
        page.row(HEAD_ROW, [_("Hours planned"), _("Hours done")], HEAD, total)
        cells: Cells = defaultdict(float)
        done: dict[Key, float] = defaultdict(float)
        for share in shares:
            whose = share.cohort if by_group else instance.cohort[share.cohort].curriculum
            key = whose, share.block.id if share.block else ""
            cells[*key, share.month] += share.planned
            done[key] += share.done
        row = HEAD_ROW
        for whose, curriculum, cohorts in self._courses(by_group):
            for block in blocks_of(curriculum):
                key = whose, block.id if block else ""
                row += 1
                page.put(row, 1, whose, NAME)
                self._block(page, row, 2, block, curriculum)
                page.put(row, 4, self._heads(cohorts, block), CENTRED)
                page.row(row, [cells.get((*key, x), 0.0) for x in months], HOURS, first)
                line = f"{get_column_letter(first)}{row}:{get_column_letter(total - 1)}{row}"
                given = sum(cells.get((*key, x), 0.0) for x in months)
                page.put(row, total, Formula(f"=SUM({line})", given) if months else 0.0, SUMMED)
                page.put(row, total + 1, done.get(key, 0.0), SUMMED)
        if row == HEAD_ROW:
            return
        sums = [sum(v for (*_k, x), v in cells.items() if x == month) for month in months]
        sums += [sum(cells.values()), sum(done.values())]
        page.wide(row + 1, 1, 4, _("Total"), GRAND_TOTAL)
        self._subtotals(page, row + 1, first, sums, ALL)
        page.sheet.autofilter(HEAD_ROW - 1, 0, row - 1, total)
        page.sheet.freeze_panes(HEAD_ROW, 4)
        page.print_as(landscape=True, repeat=HEAD_ROW)

    def _courses(self, by_group: bool) -> Iterable[tuple[str, Curriculum, list[str]]]:
        """Yield whose hours stand together, the curriculum, and the groups."""
        instance = self.found.instance
        if by_group:
            yield from ((x.id, instance.curriculum_of(x), [x.id]) for x in instance.cohorts)
            return
        for curriculum in instance.curricula:
            if cohorts := [x.id for x in instance.cohorts if x.curriculum == curriculum.id]:
                yield curriculum.id, curriculum, cohorts

    def _heads(self, cohorts: Sequence[str], block: Block | None) -> int:
        """Return how many learners of some groups follow something of a block."""
        return sum(
            line.owed > 0
            for account in self.found.accounts
            if account.learner.cohort in cohorts
            for each, line in account.blocks
            if (each.id if each else "") == (block.id if block else "")
        )

    def _page(self, tab: str, title: str, widths: Sequence[float]) -> Page:
        page, dossier = Page(self.file, tab), self.dossier
        last = len(widths)
        page.widths(widths)
        centre = dossier.edition.plan.instance.centre.name
        page.wide(1, 1, last, f"{title} · {centre}", TITLE.but(shrink=True))
        page.wide(2, 1, last, " ".join(filter(None, (dossier.warning, dossier.edition.identity))), SUBTITLE)
        told = _(
            "Hours done are those planned before {day}. What is exempted or acquired is not due. "
            "Sums follow the filter."
        )
        page.wide(3, 1, last, told.format(day=short_day(dossier.today)), NOTE)
        for row, points in ((1, 28), (2, 18), (3, 18), (4, 6), (HEAD_ROW, 30)):
            page.height(row, points)
        return page

    def _block(self, page: Page, row: int, column: int, block: Block | None, curriculum: Curriculum) -> None:
        """Write the mark of a block, and its title beside it."""
        mark = self.marks[block.id if block else ""]
        told = " ".join((mark.letter, block.id)) if block else mark.letter
        page.put(row, column, told, CENTRED.but(fill=mark.fill, bold=True, shrink=True))
        page.put(row, column + 1, title_of(block, curriculum), NAME)

    def _amounts(self, page: Page, row: int, line: LedgerLine) -> None:
        values = (line.due, line.exempted, line.acquired, line.planned, line.done, line.left)
        page.row(row, values, HOURS, FIRST_HOURS)

    def _sums(self, page: Page, columns: Sequence[tuple[str, float]], lines: Sequence[LedgerLine]) -> None:
        """Write the sums of the hours, and finish the page."""
        row = FIRST_ROW + len(lines)
        names = ("due", "exempted", "acquired", "planned", "done", "left")
        if lines:
            page.wide(row, 1, FIRST_HOURS - 1, _("Total"), GRAND_TOTAL)
            sums = [sum(getattr(x, name) for x in lines) for name in names]
            self._subtotals(page, row, FIRST_HOURS, sums, ALL)
            page.row(row, [None] * (len(columns) - LAST_HOURS), GRAND_TOTAL, LAST_HOURS + 1)
            page.sheet.autofilter(HEAD_ROW - 1, 0, row - 2, len(columns) - 1)
        page.sheet.freeze_panes(HEAD_ROW, 3)
        page.print_as(landscape=True, repeat=HEAD_ROW)

    def _subtotals(self, page: Page, row: int, first: int, sums: Sequence[float], look: Look) -> None:
        """Write sums of the rows above that are shown."""
        for column, value in enumerate(sums, start=first):
            letter = get_column_letter(column)
            shown = f"=SUBTOTAL(9,{letter}{FIRST_ROW}:{letter}{row - 1})"
            page.put(row, column, Formula(shown, value), look)


def _ended(account: Account) -> Value:
    return _("ended") if account.total.owed and not account.total.left else None


def _warning_look(account: Account, said: str) -> Look:
    if account.alert is Alert.SOON and not (
        account.total.unplanned or _is_late(account.margin(account.total))
    ):
        return SOON
    return PRESSING if said else ENDED if _ended(account) else WRAPPED


def _is_late(margin: int | None) -> bool:
    return margin is not None and margin < 0


def _margin_look(margin: int | None) -> Look:
    return CENTRED.but(fill=BAD, ink=BAD_INK, bold=True) if _is_late(margin) else CENTRED
