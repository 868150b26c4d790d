"""Tables as files hold them, before anything is understood."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scheduler.errors import Place
from scheduler.exchange.tables.cells import Raw, is_empty


@dataclass(frozen=True)
class RawRow:
    """A row: its number in the file, from 1, and its cells from the first column on."""

    number: int
    cells: tuple[Raw, ...]
    merged: bool = False

    @property
    def blank(self) -> bool:
        """True if nothing is written, or only a title over merged cells."""
        return sum(not is_empty(cell) for cell in self.cells) <= (1 if self.merged else 0)

    def cell(self, index: int) -> Raw:
        """Return the cell of a column, None beyond the last."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True)
class RawTable:
    """A sheet of a workbook or a file of a folder.

    Attributes
    ----------
    name
        What the table is called, without a file's extension.
    where
        The place people read, from a row number, a column index and the column's header.
    shown
        The place of the table as a whole.
    epoch
        Day 0 of serial numbers.
    merged_with
        The address of the cell under which the one of a row number and a column index lies, merged with it.
    """

    name: str
    rows: tuple[RawRow, ...]
    where: Callable[[int, int, str], Place]
    shown: str
    epoch: date = date(1899, 12, 30)
    merged_with: Callable[[int, int], str | None] = lambda _row, _column: None
