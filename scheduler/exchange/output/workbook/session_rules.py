"""Drop-downs and warning colours of the sheet of sessions."""

from openpyxl.formatting.rule import FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from scheduler.exchange.output.workbook import alerts
from scheduler.exchange.output.workbook.columns import FIRST_ROW, LETTER
from scheduler.exchange.output.workbook.page import Page
from scheduler.exchange.output.workbook.style import BAD, BAD_INK
from scheduler.text import _

COHORT = f"${LETTER['cohort']}{FIRST_ROW}"

CHOICES = {
    "cohort": "cohorts_id",
    "half": "halves_word",
    # Only the modules of the row's cohort.
    "module": f"OFFSET(modules_id,MATCH({COHORT},modules_cohort,0)-1,0,COUNTIF(modules_cohort,{COHORT}),1)",
    "trainer": "trainers_id",
    "room": "rooms_id",
    "mode": "modes_word",
    "pinned": "yes_word",
}
"""What each drop-down offers."""

RED = {
    alerts.NO_DATE: ("day", "day"),
    alerts.CLOSED: ("day", "day"),
    alerts.TRAINER_TWICE: ("trainer", "trainer_name"),
    alerts.TRAINER_AWAY: ("trainer", "trainer_name"),
    alerts.ROOM_TWICE: ("room", "room"),
}
"""The first and the last column that each fault turns red."""


def add_rules(page: Page) -> None:
    """Add drop-downs and conditional formats, on the spare rows too."""
    last = page.book.sessions.last

    def cells(first: str, second: str) -> str:
        return f"{LETTER[first]}{FIRST_ROW}:{LETTER[second]}{last}"

    for name, source in CHOICES.items():
        _limit(page, cells(name, name), "list", source, _("Choose a value of the list."))
    _limit(page, cells("day", "day"), "date", "36526", _("Type a date, such as 31/01/2027."))
    _limit(page, cells("hours", "hours"), "decimal", "0", _("Type a number of hours."))
    for name in ("group", "session"):
        _limit(page, cells(name, name), "whole", "1", _("Type a whole number, 1 or more."))

    formats = page.sheet.conditional_formatting
    for fault, condition in alerts.conditions(FIRST_ROW, last).items():
        formats.add(cells(*RED[fault]), red(f'AND({COHORT}<>"",{condition})'))
    formats.add(cells("alert", "alert"), red(f'${LETTER["alert"]}{FIRST_ROW}<>""'))
    # The colour of a block follows an edited module.
    for block, colour in page.book.block_fill.items():
        if block:
            name = block.replace('"', '""')
            same = f'${LETTER["block"]}{FIRST_ROW}="{name}"'
            formats.add(cells("block", "module"), FormulaRule(formula=[same], fill=_solid(colour)))


def red(condition: str) -> Rule:
    """Return the conditional format that turns cells red while `condition` holds."""
    return FormulaRule(formula=[condition], fill=_solid(BAD), font=Font(bold=True, color=BAD_INK))


def _solid(colour: str) -> PatternFill:
    # A conditional format takes the second colour of a solid fill, a cell the first.
    return PatternFill("solid", fgColor=colour, bgColor=colour)


def _limit(page: Page, cells: str, kind: str, value: str, message: str) -> None:
    """Accept in `cells` only a value of the list, or one that is at least `value`."""
    rule = DataValidation(
        type=kind,  # type: ignore[arg-type]
        operator=None if kind == "list" else "greaterThanOrEqual",
        formula1=value,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=_("Unexpected value"),
        error=message,
    )
    rule.add(cells)
    page.sheet.add_data_validation(rule)
