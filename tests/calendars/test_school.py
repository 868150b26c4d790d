"""School holidays: the table against lists written independently of it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from scheduler.calendars import SCHOOL_ZONES, public_holidays, school_known, school_periods
from scheduler.domain.time import days

THURSDAYS_OF_ASCENSION = {
    date(2024, 5, 9),
    date(2025, 5, 29),
    date(2026, 5, 14),
    date(2027, 5, 6),
    date(2028, 5, 25),
}


def without_class(zone: str) -> set[date]:
    return {day for period in school_periods(zone) for day in days(period.first, period.last)}


def working_days(first: date, last: date) -> list[date]:
    """Monday to Friday: on weekends nobody trains, and sources differ on whether to count them."""
    return [day for day in days(first, last) if day.weekday() < 5]


# As the decrees say it: holidays begin after class on the first date, class resumes on the second.
DECREED = [
    ("ABC", date(2023, 10, 21), date(2023, 11, 6)),
    ("C", date(2024, 2, 10), date(2024, 2, 26)),
    ("A", date(2024, 4, 13), date(2024, 4, 29)),
    # Easter Monday 2025 is a holiday: zone B resumes on the Tuesday.
    ("B", date(2025, 4, 5), date(2025, 4, 22)),
    ("ABC", date(2025, 7, 5), date(2025, 9, 1)),
    ("C", date(2026, 2, 21), date(2026, 3, 9)),
    ("ABC", date(2026, 12, 19), date(2027, 1, 4)),
    ("C", date(2027, 2, 6), date(2027, 2, 22)),
    ("A", date(2027, 2, 13), date(2027, 3, 1)),
    ("B", date(2027, 2, 20), date(2027, 3, 8)),
    ("ABC", date(2027, 7, 3), date(2027, 9, 2)),
    ("B", date(2028, 4, 8), date(2028, 4, 24)),
    # 1 and 8 May 2028 are Mondays: zones C and A resume on the Tuesday.
    ("C", date(2028, 4, 15), date(2028, 5, 2)),
    ("A", date(2028, 4, 22), date(2028, 5, 9)),
]


@pytest.mark.parametrize(("zones", "after_class_of", "resumes"), DECREED)
def test_holidays_run_from_the_saturday_to_the_day_before_class_resumes(
    zones: str, after_class_of: date, resumes: date
) -> None:
    for zone in SCHOOL_ZONES:
        assert (after_class_of in {period.first for period in school_periods(zone)}) == (zone in zones)
    for zone in zones:
        free = without_class(zone)
        assert set(days(after_class_of, resumes - timedelta(days=1))) <= free
        assert after_class_of - timedelta(days=1) not in free
        assert resumes not in free


def test_summer_2028_begins_after_class_on_a_tuesday() -> None:
    for zone in SCHOOL_ZONES:
        assert date(2028, 7, 4) not in without_class(zone)
        assert date(2028, 7, 5) in without_class(zone)


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_the_fridays_after_ascension_are_free(zone: str) -> None:
    fridays = {thursday + timedelta(days=1) for thursday in THURSDAYS_OF_ASCENSION}
    bridges = {period.first for period in school_periods(zone) if period.label == "pont de l'Ascension"}
    assert bridges == fridays


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_each_school_year_has_six_holidays_in_order_that_do_not_overlap(zone: str) -> None:
    periods = school_periods(zone)
    year = [
        "vacances de la Toussaint",
        "vacances de Noël",
        "vacances d'hiver",
        "vacances de printemps",
        "pont de l'Ascension",
        "vacances d'été",
    ]
    assert [period.label for period in periods] == year * 5
    assert all(period.first <= period.last for period in periods)
    assert all(before.last < after.first for before, after in pairwise(periods))


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_class_resumes_on_a_working_day(zone: str) -> None:
    for period in school_periods(zone):
        resumes = period.last + timedelta(days=1)
        if period.label == "pont de l'Ascension":
            # The decrees name the Friday and the Saturday; the Sunday goes without saying.
            assert resumes.weekday() == 6
        else:
            assert resumes.weekday() < 5
            assert resumes not in public_holidays("metropole", resumes.year)


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_each_holiday_names_the_decree_of_its_school_year(zone: str) -> None:
    by_decree = {
        "arrêté du 7 décembre 2022": (date(2023, 9, 4), date(2026, 8, 31)),
        "arrêté du 22 octobre 2025": (date(2026, 9, 1), date(2027, 9, 1)),
        "arrêté du 21 juillet 2026": (date(2027, 9, 2), date(2028, 8, 31)),
    }
    for period in school_periods(zone):
        first, last = next(v for title, v in by_decree.items() if period.decree.startswith(title))
        assert first <= period.first
        assert period.last <= last


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_the_table_says_from_when_until_when_it_knows(zone: str) -> None:
    assert school_known(zone) == (date(2023, 9, 4), date(2028, 8, 31))
    assert max(without_class(zone)) == date(2028, 8, 31)


def test_there_is_no_zone_for_corsica() -> None:
    with pytest.raises(ValueError, match="school zone 'Corse' is not one of A, B, C"):
        school_periods("Corse")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_the_table_agrees_with_vacances_scolaires_france_but_for_known_differences(zone: str) -> None:
    from vacances_scolaires_france import SchoolHolidayDates

    oracle = SchoolHolidayDates()
    known_differences = {
        # It lacks the Ascension bridges of the decree of 2022 ...
        date(2024, 5, 10),
        date(2025, 5, 30),
        date(2026, 5, 15),
        # ... and counts the Thursday of 2027, a public holiday that the decree need not name.
        date(2027, 5, 6),
        # It ends every summer on 31 August; in 2027 pupils return on 2 September.
        date(2027, 9, 1),
        # It gives the last day of class as the first of the holidays.
        date(2028, 7, 4),
    }
    free = without_class(zone)
    differences = {
        day
        for day in working_days(*school_known(zone))
        if (day in free) != oracle.is_holiday_for_zone(day, zone)
    }
    assert differences <= known_differences


@pytest.mark.parametrize("zone", SCHOOL_ZONES)
def test_the_table_agrees_with_holidays_but_for_known_differences(zone: str) -> None:
    from holidays.countries.france import France

    # Its bridges start on the Thursday. The end of summer 2028 is its own guess or, in
    # later releases, left out: compared until classes end.
    until = date(2028, 7, 4)
    oracle = France(subdiv=f"Zone {zone}", categories="school", years=range(2023, 2029), expand=False)
    free = without_class(zone)
    differences = {
        day for day in working_days(school_known(zone)[0], until) if (day in free) != (day in oracle)
    }
    assert differences <= THURSDAYS_OF_ASCENSION
