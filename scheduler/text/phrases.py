"""Days, numbers and lists as people read them, in the language now spoken."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from scheduler.text import N_, _, language

Item = TypeVar("Item", int, str)

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
"""From Monday, as :meth:`datetime.date.weekday` counts."""

HALVES = {"AM": N_("morning"), "PM": N_("afternoon")}
"""The half-days, by the name they have in files."""


def weekday(number: int) -> str:
    """Return the name of a weekday, 0 being Monday."""
    return _(WEEKDAYS[number])


def on_weekday(number: int) -> str:
    """Return when something is every week: ``le mardi``, so that each of several has its article."""
    return _("on {weekday}").format(weekday=weekday(number))


def short_day(day: date) -> str:
    """Return a date in figures: ``02/02/2027``."""
    return _("{day:%Y-%m-%d}").format(day=day)


def long_day(day: date) -> str:
    """Return a date with its weekday: ``mardi 02/02/2027``."""
    return f"{weekday(day.weekday())} {short_day(day)}"


def half_day(day: date, half: str) -> str:
    """Return a half-day: ``mardi 02/02/2027 matin``."""
    return f"{long_day(day)} {_(HALVES[half])}"


def number(value: float, decimals: int = 1) -> str:
    """Return a number with at most `decimals`, after a comma in French: ``3,5``."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if language() == "fr" else text


def hours(value: float) -> str:
    """Return a number of hours: ``3,5 h``."""
    return _("{hours} h").format(hours=number(value, 2))


def listed(items: Iterable[Item]) -> str:
    """Return distinct items, sorted, in one line."""
    return ", ".join(str(item) for item in sorted(set(items)))
