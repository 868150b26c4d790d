"""The limits, one by one; ``docs/files.md`` shows them as a table."""

from typing import NamedTuple


class Bound(NamedTuple):
    """The most that is taken of one thing.

    Attributes
    ----------
    most
        The limit itself is still taken.
    of
        What is counted.
    because
        Why there, and not lower or higher.
    """

    most: int
    of: str
    because: str


MB = 1024 * 1024

WORKBOOK_BYTES = Bound(
    32 * MB,
    "bytes of a workbook",
    "The calendar of 96 groups is below 2 MB.",
)
WORKBOOK_PART_BYTES = Bound(
    256 * MB,
    "bytes of one sheet of a workbook once unpacked",
    "A million empty rows of ten styled cells fit, and are read in seconds.",
)
CELLS = Bound(
    1_000_000,
    "cells that hold something in a workbook",
    "Each takes memory; the calendar of 96 groups has about 200,000.",
)
COLUMNS = Bound(
    256,
    "columns of a sheet",
    "No table has more than 20; the rest leaves room for notes.",
)
TABLE_BYTES = Bound(
    16 * MB,
    "bytes of one CSV table",
    "The most rows allowed take less than half of it.",
)
TABLE_FILES = Bound(
    200,
    "CSV files in a folder",
    "There are ten tables; a folder of thousands is another folder.",
)
CELL_CHARACTERS = Bound(
    200,
    "characters of a name, an identifier or any single value",
    "Longer ones fit no page, and no name of a sheet or a file.",
)
LIST_CHARACTERS = Bound(
    2_000,
    "characters of a cell that lists several values",
    "Two hundred identifiers fit.",
)
PLAN_BYTES = Bound(
    24 * MB,
    "bytes of a plan.json, or of the plan inside a calendar.xlsx",
    "The plan of 96 groups takes about 4 MB; a text ten times as long takes 500 MB once it is read.",
)
PLAN_LIST = Bound(
    50_000,
    "entries of one list of a plan",
    "Three hundred groups of 160 half-days.",
)
YAML_BYTES = Bound(
    MB // 4,
    "bytes of a curriculum or of settings",
    "The longest shipped one takes 12 kB.",
)
CURRICULUM_FILES = Bound(
    200,
    "files in a folder of curricula",
    "Each is read before any table is understood.",
)
CURRICULUM_MODULES = Bound(
    200,
    "modules of a curriculum",
    "The longest shipped one has 30; the order between them is searched pair by pair.",
)
CURRICULUM_HOURS = Bound(
    1_700,
    "hours of a curriculum, of a block and of a module",
    "A working year in France has 1,607 hours.",
)
CURRICULUM_MONTHS = Bound(
    60,
    "months of any duration or deadline",
    "The longest contract of this kind lasts three years; calendars beyond are not known.",
)
GAP_WEEKS = Bound(
    260,
    "weeks between two sessions",
    "As long as the longest duration.",
)
FIRST_YEAR = Bound(2000, "earliest year", "Dates before are slips of the pen: 0227, 1927.")
FIRST_HIRE_YEAR = Bound(1950, "earliest year of a hire", "Whoever was hired before has retired.")
LAST_YEAR = Bound(2100, "latest year", "Dates beyond are slips of the pen too: 3027.")
START_WINDOW_DAYS = Bound(
    731,
    "days between the first and the last day on which a group may start",
    "Two years; each day is one more place for every session.",
)
YEARS_APART = Bound(
    10,
    "years between the first start of a group and the last",
    "All groups of a centre are planned on one calendar, day by day.",
)
ROWS = {
    "centre": Bound(1, "row of the centre", "One file is one centre."),
    "sites": Bound(100, "sites", "Each has a calendar of its own."),
    "rooms": Bound(1_000, "rooms", "Ten for each site."),
    "trainers": Bound(1_000, "trainers", "Each may teach each module; the model asks for all pairs."),
    "absences": Bound(10_000, "absences", "Ten for each trainer."),
    "closures": Bound(2_000, "closures", "Twenty for each site."),
    "cohorts": Bound(300, "groups", "The search has been tried up to 96; larger centres are solved apart."),
    "learners": Bound(6_000, "learners", "Twenty for each group."),
    "pins": Bound(6_000, "pins", "Twenty for each group."),
    "hours": Bound(2_000, "rows of hours", "Ten curricula with the most modules."),
}
"""Rows of each table, by its key."""

BOUNDS = (
    WORKBOOK_BYTES,
    WORKBOOK_PART_BYTES,
    CELLS,
    COLUMNS,
    TABLE_BYTES,
    TABLE_FILES,
    CELL_CHARACTERS,
    LIST_CHARACTERS,
    PLAN_BYTES,
    PLAN_LIST,
    YAML_BYTES,
    CURRICULUM_FILES,
    CURRICULUM_MODULES,
    CURRICULUM_HOURS,
    CURRICULUM_MONTHS,
    GAP_WEEKS,
    FIRST_YEAR,
    FIRST_HIRE_YEAR,
    LAST_YEAR,
    START_WINDOW_DAYS,
    YEARS_APART,
    *ROWS.values(),
)
"""All limits, in the order of the page that shows them."""
