"""Legal public holidays: which days are, and which are not.

The dates below are those of the government's list (service-public.fr F2405, API jours
fériés of api.gouv.fr), written down by hand; nothing here computes Easter.
"""

from datetime import date

import pytest

from scheduler.calendars import TERRITORIES, public_holidays

YEARS = range(2024, 2031)

FIXED = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}

# Good Friday, Easter Monday, Ascension, Whit Monday.
MOVABLE = {
    2024: ((3, 29), (4, 1), (5, 9), (5, 20)),
    2025: ((4, 18), (4, 21), (5, 29), (6, 9)),
    2026: ((4, 3), (4, 6), (5, 14), (5, 25)),
    2027: ((3, 26), (3, 29), (5, 6), (5, 17)),
    2028: ((4, 14), (4, 17), (5, 25), (6, 5)),
    2029: ((3, 30), (4, 2), (5, 10), (5, 21)),
    2030: ((4, 19), (4, 22), (5, 30), (6, 10)),
}

# Labour code, art. L3134-13 (26 December) and L3422-2 (abolition of slavery).
OF_TERRITORY = {
    "metropole": set(),
    "alsace-moselle": {(12, 26)},
    "guadeloupe": {(5, 27)},
    "martinique": {(5, 22)},
    "guyane": {(6, 10)},
    "reunion": {(12, 20)},
    "mayotte": {(4, 27)},
}


def expected(territory: str, year: int) -> set[date]:
    days = FIXED | set(MOVABLE[year][1:]) | OF_TERRITORY[territory]
    return {date(year, month, day) for month, day in days}


@pytest.mark.parametrize("territory", TERRITORIES)
@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_a_territory_are_these_and_no_others(territory: str, year: int) -> None:
    assert set(public_holidays(territory, year)) == expected(territory, year)


@pytest.mark.parametrize("year", YEARS)
def test_good_friday_is_a_holiday_only_where_an_alsatian_commune_keeps_it(year: int) -> None:
    good_friday = date(year, *MOVABLE[year][0])
    with_temple = public_holidays("alsace-moselle", year, good_friday=True)
    assert set(with_temple) == expected("alsace-moselle", year) | {good_friday}
    assert with_temple[good_friday] == "Vendredi saint"


@pytest.mark.parametrize("territory", sorted(set(TERRITORIES) - {"alsace-moselle"}))
def test_the_good_friday_switch_changes_nothing_elsewhere(territory: str) -> None:
    assert public_holidays(territory, 2027, good_friday=True) == public_holidays(territory, 2027)


@pytest.mark.parametrize(
    ("territory", "day", "custom"),
    [
        ("guadeloupe", date(2027, 3, 4), "Mi-Carême"),
        ("guadeloupe", date(2027, 3, 26), "Good Friday"),
        ("guadeloupe", date(2027, 7, 21), "Victor Schoelcher"),
        ("martinique", date(2027, 7, 21), "Victor Schoelcher"),
        ("metropole", date(2027, 12, 26), "26 December outside Alsace-Moselle"),
        ("metropole", date(2027, 3, 28), "Easter Sunday"),
        ("metropole", date(2027, 5, 27), "Guadeloupe's abolition day elsewhere"),
    ],
)
def test_customary_days_are_not_holidays(territory: str, day: date, custom: str) -> None:
    assert day not in public_holidays(territory, day.year), custom


def test_names_are_french_and_days_in_order() -> None:
    holidays = public_holidays("reunion", 2027)
    assert list(holidays) == sorted(holidays)
    assert list(holidays.values()) == [
        "Jour de l'an",
        "Lundi de Pâques",
        "Fête du Travail",
        "Ascension",
        "Fête de la Victoire",
        "Lundi de Pentecôte",
        "Fête nationale",
        "Assomption",
        "Toussaint",
        "Armistice",
        "Abolition de l'esclavage",
        "Noël",
    ]


def test_changing_an_answer_does_not_change_the_next_one() -> None:
    public_holidays("metropole", 2027).clear()
    assert set(public_holidays("metropole", 2027)) == expected("metropole", 2027)


def test_an_unknown_territory_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"territory 'corse' is not one of metropole, alsace-moselle"):
        public_holidays("corse", 2027)
