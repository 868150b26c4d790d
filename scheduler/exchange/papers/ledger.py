"""The hours of each learner and of the whole centre: a workbook, and two tables for other programs."""

from collections.abc import Iterator, Mapping
from datetime import date

from scheduler.domain.curriculum import Block, Curriculum
from scheduler.domain.ledger import FIRST_CALL, LAST_CALL, Account, Alert, Ledger, LedgerLine
from scheduler.exchange.output.spreadsheet_csv import spreadsheet_csv
from scheduler.exchange.papers.dossier import Dossier
from scheduler.text import N_, _, plural
from scheduler.text.phrases import hours

WORKBOOK, TABLE, MONTHS = "ledger.xlsx", "ledger.csv", "ledger_months.csv"

HEADINGS = (
    N_("Group"),
    N_("Curriculum"),
    N_("Learner"),
    N_("Name"),
    N_("Employer"),
    N_("Block"),
    N_("Block title"),
    N_("Hours due"),
    N_("Hours exempted"),
    N_("Hours acquired"),
    N_("Hours planned"),
    N_("Hours done"),
    N_("Hours left"),
    N_("Last day"),
    N_("Deadline"),
    N_("Margin (days)"),
    N_("Left 60 days before"),
    N_("Left 30 days before"),
    N_("Warning"),
    N_("As of"),
    N_("Plan"),
)
"""Of ``ledger.csv``; what is left before the deadline, and the warning, stand in the rows of totals alone."""

MONTH_HEADINGS = (
    N_("Month"),
    N_("Group"),
    N_("Curriculum"),
    N_("Block"),
    N_("Block title"),
    N_("Learners"),
    N_("Hours × learners planned"),
    N_("Hours × learners done"),
    N_("As of"),
    N_("Plan"),
)
"""Of ``ledger_months.csv``."""


def ledger(dossier: Dossier) -> Mapping[str, bytes]:
    """Return the workbook and its tables, as things stand at the dossier's day."""
    # Imported here: what writes workbooks takes a while to load.
    from scheduler.exchange.papers.ledger_sheets import render

    found = Ledger(dossier.edition.agendas, dossier.today, dossier.missed)
    # In every row, so that the table stays a table.
    ends = [dossier.today, " ".join(x for x in (dossier.warning, dossier.edition.identity) if x)]
    lines, months = ([[*row, *ends] for row in rows] for rows in (_lines(found), _months(found)))
    return {
        WORKBOOK: render(dossier, found),
        TABLE: spreadsheet_csv([[_(x) for x in HEADINGS], *lines]),
        MONTHS: spreadsheet_csv([[_(x) for x in MONTH_HEADINGS], *months]),
    }


def title_of(block: Block | None, curriculum: Curriculum) -> str:
    """Return what people call a block; for None, the assessment."""
    found = block or curriculum.assessment
    return found.title if found else ""


def _id(block: Block | None) -> str:
    return block.id if block else ""


def warning_of(account: Account) -> str:
    """Return what is to be said of a learner's hours today; empty if nothing is."""
    total, margin = account.total, account.margin(account.total)
    said = []
    if account.deadline is not None and account.alert is not Alert.NONE:
        days = (account.deadline - account.today).days
        told = (
            plural("{hours} left, deadline in {count} day", "{hours} left, deadline in {count} days", days)
            if days >= 0
            else plural(
                "{hours} left, deadline {count} day ago", "{hours} left, deadline {count} days ago", -days
            )
        )
        said.append(told.format(hours=hours(total.left), count=abs(days)))
    if margin is not None and margin < 0:
        said.append(_("ends after the deadline"))
    if total.unplanned:
        said.append(_("{hours} in no lesson").format(hours=hours(total.unplanned)))
    return _("; ").join(said)


def _lines(found: Ledger) -> Iterator[list[object]]:
    for account in found.accounts:
        learner = account.learner
        who = [learner.cohort, account.curriculum.id, learner.id, learner.name, learner.employer]
        for block, line in account.blocks:
            yield [
                *who,
                _id(block),
                title_of(block, account.curriculum),
                *_amounts(account, line),
                None,
                None,
                None,
            ]
        before = (account.left_before(x) for x in (FIRST_CALL, LAST_CALL))
        yield [*who, _("Total"), "", *_amounts(account, account.total), *before, warning_of(account)]


def _amounts(account: Account, line: LedgerLine) -> list[float | date | int | None]:
    given = (line.due, line.exempted, line.acquired, line.planned, line.done, line.left)
    return [*map(float, given), line.last, account.deadline, account.margin(line)]


def _months(found: Ledger) -> Iterator[list[object]]:
    instance = found.instance
    for share in found.shares:
        curriculum = instance.curriculum_of(instance.cohort[share.cohort])
        named = [share.cohort, curriculum.id, _id(share.block), title_of(share.block, curriculum)]
        yield [f"{share.month:%Y-%m}", *named, share.learners, float(share.planned), float(share.done)]
