"""Drop-downs and warning colours of the sheet of sessions."""

from datetime import date

from scheduler.exchange.output.workbook import alerts
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.columns import FIRST_ROW, LETTER
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
    "joint": "joint_names",
}
"""What each drop-down offers."""

RED = {
    alerts.NO_DATE: ("day", "day"),
    alerts.CLOSED: ("day", "day"),
    alerts.TRAINER_TWICE: ("trainer", "trainer_name"),
    alerts.TRAINER_AWAY: ("trainer", "trainer_name"),
    alerts.ROOM_TWICE: ("room", "room"),
    alerts.JOINT_APART: ("joint", "joint"),
}
"""The first and the last column that each fault turns red."""


def add_rules(page: BookPage) -> None:
    """Add drop-downs and conditional formats, on the spare rows too."""
    last = page.book.sessions.last

    def cells(first: str, second: str) -> str:
        return f"{LETTER[first]}{FIRST_ROW}:{LETTER[second]}{last}"

    for name, source in CHOICES.items():
        _limit(page, cells(name, name), "list", f"={source}", _("Choose a value of the list."))
    _limit(page, cells("day", "day"), "date", date(2000, 1, 1), _("Type a date, such as 31/01/2027."))
    _limit(page, cells("hours", "hours"), "decimal", 0, _("Type a number of hours."))
    for name in ("group", "session"):
        _limit(page, cells(name, name), "integer", 1, _("Type a whole number, 1 or more."))

    for fault, condition in alerts.conditions(page.book, FIRST_ROW, last).items():
        page.turn_red(cells(*RED[fault]), f'AND({COHORT}<>"",{condition})')
    page.turn_red(cells("alert", "alert"), f'${LETTER["alert"]}{FIRST_ROW}<>""')
    # The colour of a block follows an edited module.
    for block, colour in page.book.block_fill.items():
        if block:
            name = block.replace('"', '""')
            same = f'${LETTER["block"]}{FIRST_ROW}="{name}"'
            page.shade(cells("block", "module"), same, colour)


def _limit(page: BookPage, cells: str, kind: str, value: str | float | date, message: str) -> None:
    """Accept in `cells` only a value of the list, or one that is at least `value`."""
    rule: dict[str, object] = {
        "validate": kind,
        "error_title": _("Unexpected value"),
        "error_message": message,
    }
    rule |= {"source": value} if kind == "list" else {"criteria": ">=", "value": value}
    page.sheet.data_validation(cells, rule)
