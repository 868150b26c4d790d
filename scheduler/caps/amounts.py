"""The limits, one by one; ``docs/files.md`` shows them as a table."""

from typing import NamedTuple


class Cap(NamedTuple):
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

WORKBOOK_BYTES = Cap(
    32 * MB,
    "bytes of a workbook",
    "The calendar of 96 groups is below 2 MB.",
)
SHEETS_BYTES = Cap(
    64 * MB,
    "bytes of all sheets of a workbook once unpacked",
    "The calendar of 96 groups takes a third; three million empty cells with a style fit.",
)
WORKBOOK_PART_BYTES = Cap(
    32 * MB,
    "bytes of any other part of a workbook once unpacked",
    "The texts that cells share are kept in memory, and the plan of a calendar is among them.",
)
CELLS = Cap(
    500_000,
    "cells that hold something, and merged ranges, in a workbook or a folder",
    "Each takes memory; the calendar of 96 groups has about 200,000.",
)
PLANNING_CELLS = Cap(
    60_000,
    "cells that hold something in a planning made by hand",
    "A year of twenty groups; each cell is looked at with all that stands beside and above it.",
)
COLUMNS = Cap(
    256,
    "columns of a sheet",
    "No table has more than 20; the rest leaves room for notes.",
)
TABLE_BYTES = Cap(
    4 * MB,
    "bytes of one CSV table",
    "The most rows allowed, of a hundred characters each, take a quarter of it.",
)
FOLDER_BYTES = Cap(
    16 * MB,
    "bytes of all CSV tables of a folder",
    "Four of the largest tables.",
)
TABLE_FILES = Cap(
    200,
    "CSV files in a folder",
    "There are eleven tables; a folder of thousands is another folder.",
)
CELL_CHARACTERS = Cap(
    200,
    "characters of a name, an identifier or any single value",
    "Longer ones fit no page, and no name of a sheet or a file.",
)
LIST_CHARACTERS = Cap(
    2_000,
    "characters of a cell that lists several values",
    "Two hundred identifiers fit.",
)
LOGO_BYTES = Cap(
    MB // 4,
    "bytes of a logo",
    "Every plan carries it: a picture of that size prints well at 3 cm.",
)
LOGO_POINTS = Cap(
    4_000,
    "points of the width and of the height of a logo",
    "On paper 3 cm wide, a thousand are more than an eye sees.",
)
PLAN_BYTES = Cap(
    24 * MB,
    "bytes of a plan.json, or of the plan inside a calendar.xlsx",
    "The plan of 96 groups takes about 4 MB; a text ten times as long takes 500 MB once it is read.",
)
PLAN_ITEMS = Cap(
    500_000,
    "lists and objects in a plan.json",
    "Each takes seventy bytes of memory and more; a lesson is one, a group has 160 of them.",
)
PLAN_LEVELS = Cap(
    30,
    "levels of lists and objects in a plan.json",
    "A plan has ten.",
)
PLAN_LIST = Cap(
    50_000,
    "entries of one list of a plan",
    "Three hundred groups of 160 half-days.",
)
RESULT_BYTES = Cap(
    MB,
    "bytes of the result.json of a centre",
    "It holds a few figures and at most two hundred sentences.",
)
YAML_BYTES = Cap(
    MB // 4,
    "bytes of a curriculum or of settings",
    "The longest shipped one takes 12 kB.",
)
CURRICULUM_FILES = Cap(
    200,
    "files in a folder of curricula",
    "Each is read before any table is understood.",
)
CURRICULA_BYTES = Cap(
    MB,
    "bytes of all curricula of a folder",
    "Eighty of the longest shipped one.",
)
CURRICULUM_MODULES = Cap(
    200,
    "modules of a curriculum",
    "The longest shipped one has 30; the order between them is searched pair by pair.",
)
CURRICULUM_HOURS = Cap(
    1_700,
    "hours of a curriculum, of a block and of a module",
    "A working year in France has 1,607 hours.",
)
CURRICULUM_MONTHS = Cap(
    60,
    "months of any duration or deadline",
    "The longest contract of this kind lasts three years; calendars beyond are not known.",
)
GAP_WEEKS = Cap(
    260,
    "weeks between two sessions",
    "As long as the longest duration.",
)
FIRST_YEAR = Cap(2000, "earliest year", "Dates before are slips of the pen: 0227, 1927.")
FIRST_HIRE_YEAR = Cap(1950, "earliest year of a hire", "Whoever was hired before has retired.")
LAST_YEAR = Cap(2100, "latest year", "Dates beyond are slips of the pen too: 3027.")
START_WINDOW_DAYS = Cap(
    731,
    "days between the first and the last day on which a group may start",
    "Two years; each day is one more place for every session.",
)
YEARS_APART = Cap(
    10,
    "years between the first start of a group and the last",
    "All groups of a centre are planned on one calendar, day by day.",
)
JOINT_COHORTS = Cap(
    8,
    "groups that share a joint module",
    "Every way of putting them together is looked at: 255 sets of 8, and each more doubles them.",
)
ROWS = {
    "centre": Cap(1, "row of the centre", "One file is one centre."),
    "sites": Cap(100, "sites", "Each has a calendar of its own."),
    "rooms": Cap(1_000, "rooms", "Ten for each site."),
    "trainers": Cap(1_000, "trainers", "Each may teach each module; the model asks for all pairs."),
    "absences": Cap(10_000, "absences", "Ten for each trainer."),
    "closures": Cap(2_000, "closures", "Twenty for each site."),
    "cohorts": Cap(300, "groups", "The search has been tried up to 96; larger centres are solved apart."),
    "learners": Cap(6_000, "learners", "Twenty for each group."),
    "pins": Cap(6_000, "pins", "Twenty for each group."),
    "joint_modules": Cap(1_000, "joint modules", "Three for each group."),
    "hours": Cap(2_000, "rows of hours", "Ten curricula with the most modules."),
}
"""Rows of each table, by its key."""

CAPS = (
    WORKBOOK_BYTES,
    SHEETS_BYTES,
    WORKBOOK_PART_BYTES,
    CELLS,
    PLANNING_CELLS,
    COLUMNS,
    TABLE_BYTES,
    FOLDER_BYTES,
    TABLE_FILES,
    CELL_CHARACTERS,
    LIST_CHARACTERS,
    LOGO_BYTES,
    LOGO_POINTS,
    PLAN_BYTES,
    PLAN_ITEMS,
    PLAN_LEVELS,
    PLAN_LIST,
    RESULT_BYTES,
    YAML_BYTES,
    CURRICULUM_FILES,
    CURRICULA_BYTES,
    CURRICULUM_MODULES,
    CURRICULUM_HOURS,
    CURRICULUM_MONTHS,
    GAP_WEEKS,
    FIRST_YEAR,
    FIRST_HIRE_YEAR,
    LAST_YEAR,
    START_WINDOW_DAYS,
    YEARS_APART,
    JOINT_COHORTS,
    *ROWS.values(),
)
"""All limits, in the order of the page that shows them."""
