"""What a sheet and a column are: names in two languages, kinds of cells, words of a choice."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum, auto
from typing import Any

from scheduler.text import language


def folded(text: str) -> str:
    """Return `text` as identifiers are compared: without case, accents or double spaces."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def normal(text: str) -> str:
    """Return `text` as names and words are compared: folded, without spaces or punctuation."""
    return re.sub(r"[\W_]+", "", folded(text))


def nearest(text: str, names: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the name of `names` that `text` most looks like, or None if none does by `likeness`."""
    by_normal = {normal(name): name for name in names}
    close = get_close_matches(normal(text), by_normal, n=1, cutoff=likeness)
    return by_normal[close[0]] if close else None


_NOTE = re.compile(
    r"\s*(\*|(n\.?\s?b\.?|p\.?s\.?|nota( bene)?|notes?|remarques?|remarks?|comments?"
    r"|commentaires?|total|sources?)"
    r"\s*([:.,–-]|$))",
    re.IGNORECASE,
)
"""How a remark under a table begins."""

_REMARKS = {"remarque", "commentaire", "observation", "note", "nb", "memo", "remark", "comment"}
"""Columns of one's own notes, in the singular: nobody expects that they are read."""


def is_remark(text: str) -> bool:
    """Tell whether a text alone in its row is a remark, such as ``NB : à confirmer``."""
    return bool(_NOTE.match(text))


def names_remarks(header: str) -> bool:
    """Tell whether a column is one of somebody's own notes."""
    return normal(header).rstrip("s") in _REMARKS


class Kind(Enum):
    """What a cell holds; :mod:`scheduler.exchange.input.cells` reads each."""

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


@dataclass(frozen=True)
class Choice:
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
    example
        A typical value, as the reader would give it; None leaves the cell empty.
    choices
        For choices: the values. `open_choice` also takes any other word.
    vocabulary
        For choices that curricula add to: ``"profiles"``, ``"prerequisites"`` or ``"rooms"``.
    to
        For references: key of the sheet referred to, or ``"curricula"``, ``"modules"``, ``"blocks"``.
    least, most
        Limits of a number, both included; of a date, `least` is its earliest year.
    """

    key: str
    french: str
    english: str
    kind: Kind
    note: str
    required: bool = False
    example: Any = None
    choices: tuple[Choice, ...] = ()
    open_choice: bool = False
    vocabulary: str | None = None
    to: str | None = None
    least: int | None = None
    most: int | None = None

    @property
    def header(self) -> str:
        """The header in the language now spoken."""
        return self.french if language() == "fr" else self.english

    @property
    def names(self) -> tuple[str, str, str]:
        """Every header that is understood."""
        return (self.french, self.english, self.key)


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook, or a table of the folder.

    Attributes
    ----------
    record
        The domain record that a row becomes; None for a table of replacements.
    required
        True if nothing can be planned without a row of it.
    purpose
        One sentence for the instructions, marked for the catalogue of texts.
    """

    key: str
    french: str
    english: str
    purpose: str
    columns: tuple[Column, ...]
    record: type | None = None
    required: bool = False
    by_key: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    @property
    def title(self) -> str:
        """The name in the language now spoken."""
        return self.french if language() == "fr" else self.english

    @property
    def names(self) -> tuple[str, str, str]:
        """Every name that is understood."""
        return (self.french, self.english, self.key)
