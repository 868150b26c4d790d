"""Write a value of the domain the way its cell is read: what the cell holds, and its number format."""

from datetime import date, time
from typing import Any

from scheduler.domain.time import Half, Weekday
from scheduler.exchange.tables.columns import Column, Kind
from scheduler.exchange.tables.words import HALVES, WEEKDAYS, YES_NO, word

FORMATS = {
    Kind.IDENTIFIER: "@",
    Kind.REFERENCE: "@",
    Kind.COLOUR: "@",
    Kind.WHOLE: "0",
    Kind.HOURS: "0.0#",
    Kind.DATE: "dd/mm/yyyy",
    Kind.TIME: "hh:mm",
}
"""The number format of the cells of a kind; identifiers are text, so that 01000 stays 01000."""


def written(column: Column, value: Any) -> str | int | float | date | time | None:
    """Return what a cell of `column` holds for `value` in the language now spoken, None for an empty cell."""
    if value is None:
        return None
    match column.kind:
        case Kind.YES_NO:
            return word(YES_NO, value)
        case Kind.CHOICE:
            return word(column.choices, value)
        case Kind.WEEKDAYS:
            return ", ".join(word(WEEKDAYS, day) for day in value)
        case Kind.AVAILABILITY:
            return _availability(value)
        case Kind.WORDS | Kind.REFERENCES:
            return ", ".join(value)
    result: str | int | float | date | time = value
    return result


def _availability(half_days: frozenset[tuple[Weekday, Half]]) -> str:
    items = []
    for day in Weekday:
        halves = [half for half in Half if (day, half) in half_days]
        if halves:
            name = word(WEEKDAYS, day)
            items.append(name if len(halves) == 2 else f"{name} {word(HALVES, halves[0])}")
    return ", ".join(items)
