"""The sheet of sessions, described once for the writer and for the reader."""

from dataclasses import dataclass
from enum import Enum, auto

from openpyxl.utils import get_column_letter, quote_sheetname

from scheduler.text import N_

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
SPARE_ROWS = 100
"""Empty rows below the last that the formulas watch too, for rows added by hand."""


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    WHOLE = auto()
    HOURS = auto()
    DATE = auto()
    TIME = auto()
    HALF = auto()
    MODE = auto()
    YES = auto()


@dataclass(frozen=True)
class Column:
    """A column of the sheet.

    Attributes
    ----------
    name
        The field of :class:`scheduler.domain.plan.Lesson`; for a derived column, a name of its own.
    title
        What its header says; translate with ``_``.
    width
        In characters.
    derived
        True if a formula fills it from the others: the reader passes over it.
    optional
        True if its cells may be empty.
    """

    name: str
    title: str
    kind: Kind
    width: float
    derived: bool = False
    optional: bool = False


COLUMNS = (
    Column("cohort", N_("Cohort"), Kind.TEXT, 15.5),
    Column("group", N_("Parallel group"), Kind.WHOLE, 8),
    Column("session", N_("Session no."), Kind.WHOLE, 12.5),
    Column("day", N_("Date"), Kind.DATE, 15),
    Column("half", N_("Half-day"), Kind.HALF, 11.5),
    Column("start", N_("Start"), Kind.TIME, 6.5, derived=True),
    Column("end", N_("End"), Kind.TIME, 6.5, derived=True),
    Column("hours", N_("Hours"), Kind.HOURS, 7),
    Column("block", N_("Block"), Kind.TEXT, 6, derived=True),
    Column("module", N_("Module"), Kind.TEXT, 13),
    Column("module_title", N_("Module title"), Kind.TEXT, 32, derived=True),
    Column("trainer", N_("Trainer"), Kind.TEXT, 10, optional=True),
    Column("trainer_name", N_("Trainer's name"), Kind.TEXT, 20, derived=True),
    Column("room", N_("Room"), Kind.TEXT, 10, optional=True),
    Column("site", N_("Site"), Kind.TEXT, 9, derived=True),
    Column("mode", N_("Mode"), Kind.MODE, 10),
    Column("pinned", N_("Pinned"), Kind.YES, 6, optional=True),
    Column("alert", N_("Alert"), Kind.TEXT, 24, derived=True),
)

COLUMN = {column.name: column for column in COLUMNS}
LETTER = {column.name: get_column_letter(number) for number, column in enumerate(COLUMNS, start=1)}


@dataclass(frozen=True)
class SessionsRange:
    """Where formulas of any sheet find the sessions: the title of their sheet, and the last row watched."""

    sheet: str
    last: int

    def __call__(self, name: str) -> str:
        """Return the cells of a column, fixed, with their sheet: ``'Séances'!$D$5:$D$434``."""
        return f"{quote_sheetname(self.sheet)}!${LETTER[name]}${FIRST_ROW}:${LETTER[name]}${self.last}"
