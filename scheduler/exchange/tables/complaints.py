"""Collect everything wrong with an input, in the order in which a reader of the file meets it."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.errors import MOST_PROBLEMS, InputError, Problem, Severity, told
from scheduler.exchange.tables.gathering import gathered


@dataclass(frozen=True)
class Place:
    """A place in the input: the `text` people read, and its `order` (sheet, row, column)."""

    text: str
    order: tuple[int, int, int] = (0, 0, 0)


class Complaints:
    """What was found wrong so far; errors stop the reading at the end, warnings are returned."""

    def __init__(self) -> None:
        self._found: list[tuple[tuple[int, int, int], Problem]] = []

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Note something that stops the work."""
        self._found.append((place.order, Problem(place.text, message, hint)))

    def warning(self, place: Place, message: str, hint: str = "") -> None:
        """Note something worth showing."""
        self._found.append((place.order, Problem(place.text, message, hint, Severity.WARNING)))

    def extend(self, problems: Iterable[Problem], order: tuple[int, int, int]) -> None:
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
