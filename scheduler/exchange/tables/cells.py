"""Read one cell: from what a file holds to a value of the domain, or a refusal that says what to try."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from scheduler.exchange.tables.columns import Column, Kind, Refused, WordChoice
from scheduler.exchange.tables.dates import FIRST_YEAR, read_date, read_time
from scheduler.exchange.tables.names import nearest, normal
from scheduler.exchange.tables.weekdays import read_availability, read_weekdays
from scheduler.exchange.tables.words import YES_NO
from scheduler.text import _
from scheduler.text.signs import hidden, like_a_formula

Raw = str | int | float | bool | date | datetime | time | timedelta | None
"""What a file may hold in a cell; CSV tables hold text only."""

SPREADSHEET_ERRORS = frozenset(
    (
        "#REF!",
        "#N/A",
        "#NAME?",
        "#VALUE!",
        "#DIV/0!",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "#NOM?",
        "#VALEUR!",
    )
)
_WIDTHLESS = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""Signs that come with what is copied from web pages and mails, and that nobody sees."""

NOT_CALCULATED = "=?"
"""What stands for a formula whose result the file does not hold."""


@dataclass(frozen=True)
class Context:
    """What reading a cell depends on besides the cell.

    Attributes
    ----------
    epoch
        Day 0 of the workbook's serial numbers.
    own_words
        Further values of choices, by vocabulary of the column: those of the curricula.
    """

    epoch: date = date(1899, 12, 30)
    own_words: Mapping[str, Iterable[str]] = field(default_factory=dict)


def is_empty(raw: Raw) -> bool:
    """Tell whether nothing is written in a cell."""
    return raw is None or (isinstance(raw, str) and not raw.strip())


def text_of(raw: Raw) -> str:
    """Return what people see in a cell: ``1000`` for 1000.0, dates day first, single spaces."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.strftime("%d/%m/%Y" if raw.time() == time() else "%d/%m/%Y %H:%M")
    if isinstance(raw, date):
        return raw.strftime("%d/%m/%Y")
    if isinstance(raw, time):
        return raw.strftime("%H:%M")
    return " ".join(_WIDTHLESS.sub("", str(raw)).split())


def lines_of(raw: Raw) -> str:
    """Return the text of a cell with its line breaks, which separate the items of a list."""
    return _WIDTHLESS.sub("", raw) if isinstance(raw, str) else text_of(raw)


def items_of(raw: Raw) -> list[str]:
    """Return the items of a list, which commas, semicolons, slashes or line breaks separate."""
    items = (" ".join(item.split()) for item in re.split(r"[,;/\n]", lines_of(raw)))
    return list(dict.fromkeys(item for item in items if item))


def read_cell(column: Column, raw: Raw, context: Context) -> Any:
    """Return the value of a cell that is not empty.

    Raises
    ------
    Refused
        If the cell does not hold what the column asks for.
    """
    text = text_of(raw)
    if text == NOT_CALCULATED:
        raise Refused(
            _("The formula has no result in the file."),
            _("Open the workbook in a spreadsheet program, save it, and try again."),
        )
    if text in SPREADSHEET_ERRORS:
        raise Refused(
            _("The formula gives the error {value}.").format(value=text),
            _("Mend the formula, or write its value."),
        )
    # The text as it came: blanks are tidied up later, and some signs would go with them unseen.
    if code := hidden(raw if isinstance(raw, str) else text):
        raise Refused(
            _("“{value}” holds a sign that cannot be seen ({code}): no workbook could hold it.").format(
                value=text, code=code
            ),
            _("Type the cell again."),
        )
    return _READERS[column.kind](column, raw, context)


def _text(_column: Column, raw: Raw, _context: Context) -> str:
    return text_of(raw)


def _identifier(_column: Column, raw: Raw, _context: Context) -> str:
    if isinstance(raw, date | time | timedelta):
        raise Refused(
            _("“{value}” was turned into a date or a time by the spreadsheet program.").format(
                value=text_of(raw)
            ),
            _("Format the column as text and write it again."),
        )
    text = text_of(raw)
    if like_a_formula(text):
        raise Refused(
            _("“{value}” begins with {sign}: a spreadsheet program would take it for a formula.").format(
                value=text, sign=text[0]
            ),
            _("Begin an identifier with a letter or a digit."),
        )
    return text


def _colour(_column: Column, raw: Raw, _context: Context) -> str:
    text = text_of(raw)
    # A spreadsheet program takes the digits of 003366 for a number.
    digits = text.removeprefix("#").zfill(6) if isinstance(raw, int | float) else text.removeprefix("#")
    if not re.fullmatch("[0-9A-Fa-f]{6}", digits):
        raise Refused(
            _("“{value}” is not a colour.").format(value=text),
            _("Write # and six digits from 0 to F, two each for red, green and blue: #1F3A5F."),
        )
    return f"#{digits.upper()}"


def _number(raw: Raw) -> float | None:
    """Return a number, also one written as text with a decimal comma; None for anything else."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return float(raw)
    text = text_of(raw).replace(",", ".").replace(" ", "")
    return float(text) if re.fullmatch(r"[+-]?\d{1,9}(\.\d+)?", text) else None


def _whole(column: Column, raw: Raw, _context: Context) -> int:
    number = _number(raw)
    if number is None or not number.is_integer():
        raise Refused(
            _("“{value}” is not a whole number.").format(value=text_of(raw)),
            _("Write digits only, for example {example}.").format(example=column.example or 12),
        )
    if not (column.least or 0) <= number <= (column.most or 10**6):
        raise Refused(
            _("{value} is not between {least} and {most}.").format(
                value=text_of(raw), least=column.least or 0, most=column.most or 10**6
            )
        )
    return int(number)


def _hours(_column: Column, raw: Raw, _context: Context) -> float:
    number = _number(raw)
    if number is None:
        digits = re.match(r"\d+([.,]\d+)?", text_of(raw))
        hint = _("Write {example}, without a unit.").format(example=digits[0]) if digits else ""
        raise Refused(
            _("“{value}” is not a number of hours.").format(value=text_of(raw)),
            hint or _("Write digits only, for example {example}.").format(example="10,5"),
        )
    if number < 0:
        raise Refused(_("{value} hours: a duration is not negative.").format(value=text_of(raw)))
    return number


def _yes_no(_column: Column, raw: Raw, _context: Context) -> bool:
    return bool(_among(YES_NO, text_of(raw)))


def _choice(column: Column, raw: Raw, context: Context) -> Any:
    text = text_of(raw)
    listed = {normal(str(choice.value)) for choice in column.choices}
    own = [word for word in context.own_words.get(column.vocabulary or "", ()) if normal(word) not in listed]
    try:
        return _among((*column.choices, *(WordChoice(word, (word,), (word,)) for word in own)), text)
    except Refused:
        if column.open_choice:
            return text
        raise


def _among(choices: tuple[WordChoice, ...], text: str) -> Any:
    by_word = _by_word(choices)
    if normal(text) in by_word:
        return by_word[normal(text)]
    # "pas fermé" resembles "fermé": what holds a known word is no slip of the pen.
    slip = not any(normal(word) in by_word for word in text.split()[:-1] + text.split()[1:])
    close = nearest(text, (word for choice in choices for word in choice.words)) if slip else None
    raise Refused(
        _("“{value}” is not one of the words expected.").format(value=text),
        _("Did you mean “{name}”?").format(name=close)
        if close
        else _("Write one of: {words}.").format(words=", ".join(choice.word for choice in choices)),
    )


@lru_cache(maxsize=64)
def _by_word(choices: tuple[WordChoice, ...]) -> Mapping[str, Any]:
    return {normal(word): choice.value for choice in choices for word in choice.words}


def _words(_column: Column, raw: Raw, _context: Context) -> tuple[str, ...]:
    return tuple(items_of(raw))


_READERS: dict[Kind, Callable[[Column, Raw, Context], Any]] = {
    Kind.TEXT: _text,
    Kind.IDENTIFIER: _identifier,
    Kind.WHOLE: _whole,
    Kind.HOURS: _hours,
    Kind.DATE: lambda column, raw, context: read_date(raw, context.epoch, column.least or FIRST_YEAR),
    Kind.TIME: lambda _column, raw, context: read_time(raw, context.epoch),
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.WEEKDAYS: lambda _column, raw, _context: read_weekdays(lines_of(raw)),
    Kind.AVAILABILITY: lambda _column, raw, _context: read_availability(lines_of(raw)),
    Kind.WORDS: _words,
    Kind.REFERENCE: _identifier,
    Kind.REFERENCES: _words,
    Kind.COLOUR: _colour,
}
