"""Collect everything wrong with an input, in the order in which a reader of the file meets it."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.errors import MOST_PROBLEMS, InputError, Place, Problem, Severity, told
from scheduler.exchange.tables.gathering import gathered

Order = tuple[int, int, int]
"""Where a complaint comes among the others: sheet, row, column."""


@dataclass(frozen=True)
class Spot:
    """Where something stands in the input: what people read, and where it comes among the others."""

    place: Place | str
    order: Order = (0, 0, 0)

    @property
    def text(self) -> str:
        """What people read."""
        return str(self.place)


class Complaints:
    """What was found wrong so far; errors stop the reading at the end, warnings are returned."""

    def __init__(self) -> None:
        self._found: list[tuple[Order, Problem]] = []

    def error(self, spot: Spot, message: str, hint: str = "") -> None:
        """Note something that stops the work."""
        self._note(spot, message, hint, Severity.ERROR)

    def warning(self, spot: Spot, message: str, hint: str = "") -> None:
        """Note something worth showing."""
        self._note(spot, message, hint, Severity.WARNING)

    def _note(self, spot: Spot, message: str, hint: str, severity: Severity) -> None:
        place = spot.place if isinstance(spot.place, Place) else None
        self._found.append((spot.order, Problem(spot.text, message, hint, severity, place)))

    def extend(self, problems: Iterable[Problem], order: Order) -> None:
        """Note problems that others found, all at one place of the order."""
        self._found.extend((order, problem) for problem in problems)

    @property
    def few(self) -> bool:
        """True while all of them can be listed."""
        return len(self._found) < MOST_PROBLEMS

    @property
    def sorted(self) -> tuple[Problem, ...]:
        """Everything found, by sheet, row and column."""
        return tuple(problem for _order, problem in sorted(self._found, key=lambda found: found[0]))

    def warnings(self) -> tuple[Problem, ...]:
        """Return the warnings.

        Raises
        ------
        InputError
            With every error, if there is one; those that say the same are one.
        """
        errors = [problem for problem in self.sorted if problem.severity is Severity.ERROR]
        if errors:
            raise InputError(gathered(errors))
        return told(gathered(self.sorted))
