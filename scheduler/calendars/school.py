"""School holidays of zones A, B and C, as decreed; the table is ``school_holidays.yaml``."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

SCHOOL_ZONES: tuple[str, ...] = ("A", "B", "C")
TABLE = Path(__file__).with_name("school_holidays.yaml")


@dataclass(frozen=True)
class SchoolPeriod:
    """Days without class in one zone.

    Attributes
    ----------
    first, last
        The first and the last day without class, both included.
    label
        What people call it, in French.
    decree
        The text that fixes it.
    """

    first: date
    last: date
    label: str
    decree: str


def school_periods(zone: str) -> tuple[SchoolPeriod, ...]:
    """Return the school holidays of a zone, in order.

    Raises ``ValueError`` for a zone that is not one of :data:`SCHOOL_ZONES`. Days after
    :func:`school_known` appear in no period, which says nothing about them.
    """
    return _tabled(zone)[1]


def school_known(zone: str) -> tuple[date, date]:
    """Return the first and the last day about which the table of a zone says anything."""
    return _tabled(zone)[0]


@cache
def _tabled(zone: str) -> tuple[tuple[date, date], tuple[SchoolPeriod, ...]]:
    if zone not in SCHOOL_ZONES:
        raise ValueError(f"school zone {zone!r} is not one of {', '.join(SCHOOL_ZONES)}")
    table = _table()
    periods = tuple(
        SchoolPeriod(
            first=date.fromisoformat(row["first"]),
            last=date.fromisoformat(row["last"]),
            label=row["label"],
            decree=table["decrees"][year["decree"]]["title"],
        )
        for year in table["school_years"]
        for row in year["periods"]
        if zone in row["zones"]
    )
    known = date.fromisoformat(table["known_from"]), date.fromisoformat(table["known_until"])
    return known, tuple(sorted(periods, key=lambda period: period.first))


@cache
def _table() -> dict[str, Any]:
    import yaml

    text = TABLE.read_text(encoding="utf-8")
    # The base loader keeps every scalar as text: no date, number or "NO" is guessed.
    table: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return table
