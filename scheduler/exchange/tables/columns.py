"""What a sheet and a column are: names in two languages, kinds of cells, words of a choice.

The tables that a centre fills in and the sessions of a calendar are described with them; what
reads, what writes, the templates and the page on files follow the description.
"""

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from scheduler.text import language


class Refused(Exception):
    """A cell does not hold what its column asks for: what is wrong, and what to try."""

    def __init__(self, message: str, hint: str = ""):
        super().__init__(message)
        self.message = message
        self.hint = hint


class Kind(Enum):
    """What a cell holds; :mod:`scheduler.exchange.tables.cells` reads each."""

    TEXT = auto()
    IDENTIFIER = auto()
    WHOLE = auto()
    HOURS = auto()
    DATE = auto()
    TIME = auto()
    YES_NO = auto()
    CHOICE = auto()
    WEEKDAYS = auto()
    AVAILABILITY = auto()
    WORDS = auto()
    REFERENCE = auto()
    REFERENCES = auto()
    COLOUR = auto()


@dataclass(frozen=True)
class WordChoice:
    """One value of a choice and the words for it; the first word of a language is the one written."""

    value: Any
    french: tuple[str, ...]
    english: tuple[str, ...]

    @property
    def word(self) -> str:
        """The word in the language now spoken."""
        return (self.french if language() == "fr" else self.english)[0]

    @property
    def words(self) -> tuple[str, ...]:
        """Every word that is understood, the value's own name included."""
        return (*self.french, *self.english, str(self.value))


@dataclass(frozen=True)
class Column:
    """A column of a sheet; `key` is the field of the domain record it fills.

    Attributes
    ----------
    french, english
        Headers; both are understood whatever the case, accents and spaces.
    note
        What a coordinator should know, marked for the catalogue of texts.
    required
        True if its cells must be filled.
    example
        A typical value, as the reader would give it; None leaves the cell empty.
    choices
        For choices: the values. `open_choice` also takes any other word.
    vocabulary
        For choices that curricula add to: ``"profiles"``, ``"prerequisites"`` or ``"rooms"``.
    to
        For references, and for words that hold some: key of the sheet referred to, or ``"curricula"``,
        ``"modules"``, ``"blocks"``.
    least, most
        Limits of a number, both included; of a date, `least` is its earliest year.
    width
        In characters; None for what the kind of cell usually takes.
    derived
        True if a formula fills it from the others: nobody reads it, and its `key` is a name of its own.
    later
        True if sheets that the program wrote before lack it.
    also
        Headers that the program wrote before: still understood.
    """

    key: str
    french: str
    english: str
    kind: Kind
    note: str = ""
    required: bool = False
    example: Any = None
    choices: tuple[WordChoice, ...] = ()
    open_choice: bool = False
    vocabulary: str | None = None
    to: str | None = None
    least: int | None = None
    most: int | None = None
    width: float | None = None
    derived: bool = False
    later: bool = False
    also: tuple[str, ...] = ()

    @property
    def header(self) -> str:
        """The header in the language now spoken."""
        return self.french if language() == "fr" else self.english

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that is understood."""
        return (self.french, self.english, self.key, *self.also)


@dataclass(frozen=True)
class TableSheet:
    """A sheet of a workbook, or a table of a folder.

    Attributes
    ----------
    purpose
        One sentence for the instructions, marked for the catalogue of texts.
    record
        The domain record that a row becomes; None where it takes more than the row to tell.
    required
        True if nothing can be planned without a row of it.
    complete
        True if the program writes it: a column that is missing was taken out, and is an error
        whether or not its cells may be empty.
    by_key, read
        The columns by key, and those that are not derived.
    """

    key: str
    french: str
    english: str
    purpose: str
    columns: tuple[Column, ...]
    record: type | None = None
    required: bool = False
    complete: bool = False
    by_key: dict[str, Column] = field(init=False, repr=False)
    read: tuple[Column, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})
        object.__setattr__(self, "read", tuple(column for column in self.columns if not column.derived))

    @property
    def title(self) -> str:
        """The name in the language now spoken."""
        return self.french if language() == "fr" else self.english

    @property
    def names(self) -> tuple[str, str, str]:
        """Every name that is understood."""
        return (self.french, self.english, self.key)
