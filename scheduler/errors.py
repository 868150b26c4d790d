"""What can be wrong with what the user gave, said so that it can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from scheduler.text import plural
from scheduler.text.signs import shown

MOST_PROBLEMS = 200
"""Problems that are told: nobody mends more at a time, and one slip often repeats down a column."""


class Severity(StrEnum):
    """How much a complaint weighs: an error stops the work, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with an input: where, what, and what to try.

    Attributes
    ----------
    where
        The place a user can go to: ``Groupes!C7``, ``cohorts.csv:3 start_from``,
        ``curricula/cqp-266.yaml:31``.
    message
        One sentence that names the value.
    hint
        What to try; may be empty.
    severity
        Errors stop the work, warnings do not.
    """

    where: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        # Cells and names of files are quoted: what they hold must not steer a terminal.
        return str(shown(f"{place}{self.message}{' ' + self.hint if self.hint else ''}"))


def told(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems, the first :data:`MOST_PROBLEMS` and how many follow if there are more."""
    found = tuple(problems)
    kept, rest = found[:MOST_PROBLEMS], found[MOST_PROBLEMS:]
    if not rest:
        return kept
    message = plural("{count} more is not listed.", "{count} more are not listed.", len(rest))
    return (*kept, Problem(rest[0].where, message.format(count=len(rest)), "", rest[0].severity))


class InputError(Exception):
    """An input cannot be used; the problems found in it are listed, not only the first."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = told(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @classmethod
    def at(cls, where: str, message: str, hint: str = "") -> "InputError":
        """Return the error of a single problem."""
        return cls([Problem(where, message, hint)])


class Disagreement(Exception):
    """The model and the checker judge one plan differently: a fault of this program.

    Nothing is written when it is raised.
    """


class Miswritten(Exception):
    """Files do not say, read back, what was to be written: a fault of this program.

    Attributes
    ----------
    kept
        Folder in which the files were kept, to be reported; None if there is none. The
        files that were in their place before are unchanged.
    """

    def __init__(self, message: str, kept: Path | None = None):
        super().__init__(message)
        self.kept = kept
