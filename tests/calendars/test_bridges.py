"""Bridges: the Monday before a Tuesday holiday, the Friday after a Thursday holiday."""

from datetime import date

import pytest

from scheduler.calendars import bridge_days

# Read off a wall calendar, métropole.
METROPOLE = {
    2024: {(5, 10): "pont de l'Ascension", (8, 16): "pont de l'Assomption"},
    2025: {
        (5, 2): "pont du 1er mai",
        (5, 9): "pont du 8 mai",
        (5, 30): "pont de l'Ascension",
        (11, 10): "pont du 11 novembre",
        (12, 26): "pont de Noël",
    },
    2026: {
        (1, 2): "pont du Jour de l'an",
        (5, 15): "pont de l'Ascension",
        (7, 13): "pont du 14 juillet",
    },
    2027: {(5, 7): "pont de l'Ascension", (11, 12): "pont du 11 novembre"},
    2028: {(5, 26): "pont de l'Ascension", (8, 14): "pont de l'Assomption"},
    2029: {
        (4, 30): "pont du 1er mai",
        (5, 7): "pont du 8 mai",
        (5, 11): "pont de l'Ascension",
        (11, 2): "pont de la Toussaint",
        (12, 24): "pont de Noël",
        # The Tuesday it leads to is 1 January 2030.
        (12, 31): "pont du Jour de l'an",
    },
    2030: {(5, 31): "pont de l'Ascension", (8, 16): "pont de l'Assomption"},
}


@pytest.mark.parametrize("year", METROPOLE)
def test_the_bridges_of_a_year_are_these_and_no_others(year: int) -> None:
    expected = {date(year, *day): label for day, label in METROPOLE[year].items()}
    assert bridge_days("metropole", year) == expected
    assert list(bridge_days("metropole", year)) == sorted(expected)


def test_a_public_holiday_is_no_bridge() -> None:
    # 25 December 2025 is a Thursday; in Alsace-Moselle the Friday after is a holiday itself.
    assert date(2025, 12, 26) in bridge_days("metropole", 2025)
    assert date(2025, 12, 26) not in bridge_days("alsace-moselle", 2025)


def test_a_territory_makes_bridges_of_its_own_holidays() -> None:
    # 27 April 2027 is a Tuesday, 10 June a Thursday, 26 December 2024 a Thursday.
    assert bridge_days("mayotte", 2027)[date(2027, 4, 26)] == "pont de l'abolition de l'esclavage"
    assert bridge_days("guyane", 2027)[date(2027, 6, 11)] == "pont de l'abolition de l'esclavage"
    assert bridge_days("alsace-moselle", 2024)[date(2024, 12, 27)] == "pont de la Saint-Étienne"


def test_good_friday_makes_no_bridge_since_a_weekend_follows_it() -> None:
    assert bridge_days("alsace-moselle", 2027, good_friday=True) == bridge_days("alsace-moselle", 2027)
