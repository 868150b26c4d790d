"""What can be wrong with what the user gave, said so that it can be mended."""

import errno
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from scheduler.text import N_, _, plural
from scheduler.text.signs import shown

MOST_PROBLEMS = 200
"""Problems that are told: nobody mends more at a time, and one slip often repeats down a column."""


class Severity(StrEnum):
    """How much a complaint weighs: an error stops the work, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Place:
    """A place that is one of a series, in parts: several that follow one another are told as one.

    Attributes
    ----------
    before, after
        What all places of the series share: ``apprenants.csv:`` and `` [Profil]``.
    name, number
        What tells them apart: ``A`` and ``07``; the number is empty where nothing counts up.
    mark
        What stands between the first and the last of a run.
    """

    before: str
    name: str
    number: str
    after: str = ""
    mark: str = " – "

    @classmethod
    def of_cell(cls, sheet: str, letters: str, row: int) -> "Place":
        """Return the place of a cell: ``Groupes!C7``."""
        return cls(f"{sheet}!", letters, str(row), mark=":")

    @classmethod
    def of_line(cls, file: str, line: int, header: str) -> "Place":
        """Return the place of a value of a CSV table: ``groupes.csv:7 [Site]``."""
        return cls(f"{file}:", "", str(line), f" [{header}]", "-")

    @classmethod
    def of_name(cls, before: str, name: str) -> "Place":
        """Return the place of what an identifier names: ``Apprenants A07``."""
        stem = name.rstrip("0123456789")
        return cls(before, stem, name[len(stem) :])

    @property
    def is_name(self) -> bool:
        """True if the place is told in words."""
        return self.mark == " – "

    @property
    def is_cell(self) -> bool:
        """True for a cell of a workbook."""
        return self.mark == ":"

    def __str__(self) -> str:
        return f"{self.before}{self.name}{self.number}{self.after}"


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
    place
        What `where` says, in parts, if it is one of a series.
    """

    where: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR
    place: Place | None = field(default=None, compare=False, repr=False)

    @classmethod
    def at(cls, place: Place, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> "Problem":
        """Return a problem of a place that is one of a series."""
        return cls(str(place), message, hint, severity, place)

    def __str__(self) -> str:
        told = placed(self.where, self.message, named=self.place is not None and self.place.is_name)
        # Cells and names of files are quoted: what they hold must not steer a terminal.
        return str(shown(f"{told} {self.hint}" if self.hint else told))


def placed(where: str, message: str, named: bool = False) -> str:
    """Return `message` after its place, unless it begins with the name of that place itself.

    Parameters
    ----------
    named
        True if the place is told in words, and not an address such as ``Groupes!C7``.
    """
    if not where or re.match(rf"{re.escape(where)}(?![\w-])", message):
        return message
    return _("{place}: {message}").format(place=where, message=message) if named else f"{where}: {message}"


_REASONS = {
    "EACCES": N_("access denied"),
    "EPERM": N_("access denied"),
    "ENOENT": N_("file or folder not found"),
    "ENOTDIR": N_("file or folder not found"),
    "EISDIR": N_("it is a folder, not a file"),
    "ENOSPC": N_("the disk is full"),
    "EDQUOT": N_("the space that you may use is full"),
    "EFBIG": N_("it is too large for this disk"),
    "EROFS": N_("the disk can only be read"),
    "ENAMETOOLONG": N_("the name is too long"),
    "EBUSY": N_("another program holds it"),
    "ETXTBSY": N_("another program holds it"),
    "EMFILE": N_("too many files are open"),
    "ENFILE": N_("too many files are open"),
    "EIO": N_("the disk or the network does not answer"),
    "ETIMEDOUT": N_("the disk or the network does not answer"),
    "ELOOP": N_("its shortcuts lead to each other"),
}
"""Why the system refuses a file, by the name of its error; some systems lack some of them."""

_REASON = {getattr(errno, name): text for name, text in _REASONS.items() if hasattr(errno, name)}


def reason(fault: OSError) -> str:
    """Return why a file could not be read or written, in the language now spoken."""
    text = _REASON.get(fault.errno or 0)
    return _(text) if text else fault.strerror or str(fault)


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
