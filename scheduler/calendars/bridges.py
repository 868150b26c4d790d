"""Bridges (ponts): working days caught between a public holiday and a weekend."""

from datetime import date, timedelta
from functools import cache

from scheduler.calendars.public import public_holidays
from scheduler.domain.time import Weekday

_OF = {
    "Jour de l'an": "du Jour de l'an",
    "Lundi de Pâques": "de Pâques",
    "Fête du Travail": "du 1er mai",
    "Fête de la Victoire": "du 8 mai",
    "Ascension": "de l'Ascension",
    "Fête nationale": "du 14 juillet",
    "Assomption": "de l'Assomption",
    "Toussaint": "de la Toussaint",
    "Armistice": "du 11 novembre",
    "Noël": "de Noël",
    "Saint-Étienne": "de la Saint-Étienne",
    "Abolition de l'esclavage": "de l'abolition de l'esclavage",
}
"""How a French sentence joins "pont" to the name of each holiday."""


def bridge_days(territory: str, year: int, good_friday: bool = False) -> dict[date, str]:
    """Return the bridges of a year, in order, with French labels such as "pont de l'Ascension".

    A bridge is a Monday before a holiday on Tuesday, or a Friday after a holiday on
    Thursday, unless it is a public holiday itself. Monday 31 December before a Tuesday
    1 January belongs to the year it lies in.
    """
    return dict(_bridge_days(territory, year, good_friday))


@cache
def _bridge_days(territory: str, year: int, good_friday: bool) -> dict[date, str]:
    holidays = public_holidays(territory, year, good_friday) | public_holidays(
        territory, year + 1, good_friday
    )
    bridges: dict[date, str] = {}
    for holiday, name in holidays.items():
        if holiday.weekday() == Weekday.TUE:
            bridge = holiday - timedelta(days=1)
        elif holiday.weekday() == Weekday.THU:
            bridge = holiday + timedelta(days=1)
        else:
            continue
        if bridge.year == year and bridge not in holidays:
            bridges[bridge] = f"pont {_OF.get(name, f'({name})')}"
    return bridges
