"""What one cell of the sheet of sessions says: a value, or why it is none."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, TypeVar

from scheduler.exchange.input.columns import normal
from scheduler.exchange.input.dates import read_date
from scheduler.exchange.input.refused import Refused
from scheduler.exchange.output.sense import day_makes_sense, hours_make_sense
from scheduler.exchange.output.workbook.columns import Kind
from scheduler.exchange.output.workbook.words import HALVES, MODES, YES_OR_NO, accepted
from scheduler.text import _

T = TypeVar("T")

DAY_ZERO = date(1899, 12, 30)


class UnusableError(ValueError):
    """A cell says nothing usable; its arguments are the sentence and what to try."""


def text(cell: Any) -> str:
    """Return an identifier; one of digits may have become a number in a spreadsheet."""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell) if whole else cell).strip()


def whole(cell: Any) -> int:
    """Return a whole number, 1 or more."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == cell // 1 and cell >= 1:
        return int(cell)
    raise UnusableError(_("“{cell}” is not a whole number, 1 or more.").format(cell=cell), "")


def hours(cell: Any) -> float:
    """Return hours of one half-day."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and hours_make_sense(cell):
        return float(cell)
    hint = _("Type a number of hours, with the comma or point of your spreadsheet program.")
    raise UnusableError(_("“{cell}” is not a number of hours.").format(cell=cell), hint)


def day(cell: Any) -> date:
    """Return a date, also one written as text."""
    if isinstance(cell, date):
        found = cell.date() if isinstance(cell, datetime) else cell
        if day_makes_sense(found):
            return found
    elif isinstance(cell, str):
        with suppress(Refused):
            return read_date(cell, DAY_ZERO)
    hint = _("Type it again as a date, such as 31/01/2027, in a cell with a date format.")
    raise UnusableError(_("“{cell}” is not a date.").format(cell=cell), hint)


def blank(cell: Any) -> bool:
    """Tell whether a cell holds nothing that can be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _word(words: Mapping[T, str]) -> Callable[[Any], T]:
    """Return the parser of a column that holds one of a few words, in any language."""
    known = {normal(word): value for word, value in accepted(words).items()}

    def parse(cell: Any) -> T:
        told = normal(str(cell))
        if told in known:
            return known[told]
        choices = ", ".join(_(word) for word in words.values())
        message = _("“{cell}” is not known here.").format(cell=cell)
        raise UnusableError(message, _("Type one of: {choices}.").format(choices=choices))

    return parse


def parsers() -> dict[Kind, Callable[[Any], Any]]:
    """Return how the cells of each kind of column are read."""
    return {
        Kind.TEXT: text,
        Kind.WHOLE: whole,
        Kind.HOURS: hours,
        Kind.DATE: day,
        Kind.HALF: _word(HALVES),
        Kind.MODE: _word(MODES),
        Kind.YES: _word(YES_OR_NO),
    }
