"""How much of anything is taken: every limit of the input, with its reason.

Beyond a limit the answer is a sentence that names the place, the value and the limit, soon
and in little memory. What a centre needs lies far below each of them.
"""

from scheduler.bounds.caps import (
    BOUNDS,
    CELL_CHARACTERS,
    CELLS,
    COLUMNS,
    CURRICULUM_FILES,
    CURRICULUM_HOURS,
    CURRICULUM_MODULES,
    CURRICULUM_MONTHS,
    FIRST_HIRE_YEAR,
    FIRST_YEAR,
    GAP_WEEKS,
    LAST_YEAR,
    LIST_CHARACTERS,
    PLAN_BYTES,
    PLAN_LIST,
    ROWS,
    START_WINDOW_DAYS,
    TABLE_BYTES,
    TABLE_FILES,
    WORKBOOK_BYTES,
    WORKBOOK_PART_BYTES,
    YAML_BYTES,
    YEARS_APART,
    Bound,
)
from scheduler.bounds.files import read_bytes

__all__ = [
    "BOUNDS",
    "CELLS",
    "CELL_CHARACTERS",
    "COLUMNS",
    "CURRICULUM_FILES",
    "CURRICULUM_HOURS",
    "CURRICULUM_MODULES",
    "CURRICULUM_MONTHS",
    "FIRST_HIRE_YEAR",
    "FIRST_YEAR",
    "GAP_WEEKS",
    "LAST_YEAR",
    "LIST_CHARACTERS",
    "PLAN_BYTES",
    "PLAN_LIST",
    "ROWS",
    "START_WINDOW_DAYS",
    "TABLE_BYTES",
    "TABLE_FILES",
    "WORKBOOK_BYTES",
    "WORKBOOK_PART_BYTES",
    "YAML_BYTES",
    "YEARS_APART",
    "Bound",
    "read_bytes",
]
