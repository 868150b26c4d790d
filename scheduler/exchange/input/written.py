"""Write a value of the domain the way its cell is read, in the language now spoken."""

from datetime import date, time
from typing import Any

from scheduler.domain.time import Half, Weekday
from scheduler.exchange.input.columns import Choice, Column, Kind
from scheduler.exchange.input.words import HALVES, WEEKDAYS, YES_NO


def written(column: Column, value: Any) -> str | int | float | date | time | None:
    """Return what a cell of `column` holds for `value`, None for an empty cell."""
    if value is None:
        return None
    match column.kind:
        case Kind.YES_NO:
            return _word(YES_NO, value)
        case Kind.CHOICE:
            return _word(column.choices, value)
        case Kind.WEEKDAYS:
            return ", ".join(_word(WEEKDAYS, day) for day in value)
        case Kind.AVAILABILITY:
            return _availability(value)
        case Kind.WORDS | Kind.REFERENCES:
            return ", ".join(value)
    result: str | int | float | date | time = value
    return result


def _word(choices: tuple[Choice, ...], value: Any) -> str:
    return next((choice.word for choice in choices if choice.value == value), str(value))


def _availability(half_days: frozenset[tuple[Weekday, Half]]) -> str:
    items = []
    for day in Weekday:
        halves = [half for half in Half if (day, half) in half_days]
        if halves:
            word = _word(WEEKDAYS, day)
            items.append(word if len(halves) == 2 else f"{word} {_word(HALVES, halves[0])}")
    return ", ".join(items)
