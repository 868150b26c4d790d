"""The calendar of a site: what is shut, what is avoided, and what is merely known."""

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from scheduler.calendars import Shut, SiteCalendar, site_calendars
from scheduler.domain.centre import Closure, Policy
from scheduler.text import speaking
from tests.calendars.world import site, world

WINTER_A = date(2027, 2, 16)
"""A Tuesday: holidays in zone A, class in zone B, where they begin on the 20th."""

BRIDGE = date(2027, 11, 12)
"""A Friday after Thursday 11 November, out of school holidays."""


def test_a_working_day_is_open() -> None:
    calendar = SiteCalendar(site(), ())
    monday = date(2027, 3, 15)
    assert calendar.is_open(monday)
    assert calendar.shut(monday) is None
    assert calendar.holiday(monday) is None
    assert calendar.closure(monday) is None
    assert calendar.school_holiday(monday) is None
    assert calendar.bridge(monday) is None


def test_weekends_and_public_holidays_are_shut() -> None:
    calendar = SiteCalendar(site(), ())
    saturday, sunday, easter_monday = date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29)
    with speaking("fr"):
        assert calendar.shut(saturday) == calendar.shut(sunday) == Shut("CA-01", "week-end")
    assert calendar.holiday(saturday) is None
    assert calendar.holiday(easter_monday) == "Lundi de Pâques"
    assert calendar.shut(easter_monday) == Shut("CA-01", "Lundi de Pâques")
    assert not any(calendar.is_open(day) for day in (saturday, sunday, easter_monday))


def test_a_holiday_on_a_sunday_is_called_by_its_name() -> None:
    assert SiteCalendar(site(), ()).shut(date(2027, 8, 15)) == Shut("CA-01", "Assomption")


def test_the_territory_and_the_good_friday_switch_decide() -> None:
    good_friday = date(2027, 3, 26)
    assert SiteCalendar(site(territory="metropole"), ()).is_open(good_friday)
    assert SiteCalendar(site(territory="alsace-moselle"), ()).is_open(good_friday)
    assert not SiteCalendar(site(territory="alsace-moselle", good_friday=True), ()).is_open(good_friday)
    abolition = date(2027, 12, 20)
    assert SiteCalendar(site(), ()).is_open(abolition)
    assert SiteCalendar(site(territory="reunion"), ()).shut(abolition) == Shut(
        "CA-01", "Abolition de l'esclavage"
    )


def test_closures_of_the_centre_and_of_the_site_count_from_their_first_to_their_last_day() -> None:
    centre = Closure(date(2027, 3, 8), date(2027, 3, 9), "Inventaire")
    own = Closure(date(2027, 3, 16), date(2027, 3, 16), "Travaux", site="S")
    calendar = SiteCalendar(site(), (centre, own))
    assert calendar.is_open(date(2027, 3, 5))
    assert calendar.shut(date(2027, 3, 8)) == calendar.shut(date(2027, 3, 9)) == Shut("CA-02", "Inventaire")
    assert calendar.is_open(date(2027, 3, 10))
    assert calendar.closure(date(2027, 3, 16)) == "Travaux"


def test_closures_of_another_site_or_of_a_room_do_not_count() -> None:
    day = date(2027, 3, 8)
    closures = (
        Closure(day, day, site="T"),
        Closure(day, day, room="R"),
        Closure(day, day, site="S", room="R"),
    )
    assert SiteCalendar(site(), closures).is_open(day)


def test_a_closure_without_a_label_is_called_a_closure_in_the_language_spoken() -> None:
    day = date(2027, 3, 8)
    calendar = SiteCalendar(site(), (Closure(day, day),))
    with speaking("fr"):
        assert calendar.shut(day) == Shut("CA-02", "fermeture")
    with speaking("en"):
        assert calendar.shut(day) == Shut("CA-02", "closure")


@pytest.mark.parametrize(
    ("policy", "shut", "avoided"),
    [
        (Policy.IGNORE, None, False),
        (Policy.AVOID, None, True),
        (Policy.CLOSED, Shut("CA-03", "vacances d'hiver"), False),
    ],
)
def test_the_policy_says_what_school_holidays_do(policy: Policy, shut: Shut | None, avoided: bool) -> None:
    calendar = SiteCalendar(site(school_holidays=policy), ())
    assert calendar.school_holiday(WINTER_A) == "vacances d'hiver"
    assert calendar.shut(WINTER_A) == shut
    assert calendar.avoided_school(WINTER_A) is avoided


def test_zones_have_their_own_weeks() -> None:
    zone_b = SiteCalendar(site(school_zone="B", school_holidays=Policy.CLOSED), ())
    assert zone_b.is_open(WINTER_A)
    assert not zone_b.is_open(date(2027, 3, 2))


def test_a_site_without_zone_has_no_school_holidays() -> None:
    calendar = SiteCalendar(site(school_zone=None, school_holidays=Policy.CLOSED), ())
    assert calendar.is_open(WINTER_A)
    assert calendar.school_holiday(WINTER_A) is None
    assert calendar.known_until is None


@pytest.mark.parametrize(
    ("policy", "shut", "avoided"),
    [
        (Policy.IGNORE, None, False),
        (Policy.AVOID, None, True),
        (Policy.CLOSED, Shut("CA-06", "pont du 11 novembre"), False),
    ],
)
def test_the_policy_says_what_bridges_do(policy: Policy, shut: Shut | None, avoided: bool) -> None:
    calendar = SiteCalendar(site(bridges=policy), ())
    assert calendar.bridge(BRIDGE) == "pont du 11 novembre"
    assert calendar.shut(BRIDGE) == shut
    assert calendar.avoided_bridge(BRIDGE) is avoided
    assert not calendar.avoided_bridge(date(2027, 11, 19))


def test_the_first_hard_reason_is_given() -> None:
    # 1 January 2027 is a holiday in school holidays during the centre's closure; the days
    # after it lose one reason after the other.
    everything = site(school_holidays=Policy.CLOSED, bridges=Policy.CLOSED)
    calendar = SiteCalendar(everything, (Closure(date(2026, 12, 28), date(2027, 1, 1), "Fin d'année"),))
    assert calendar.shut(date(2027, 1, 1)) == Shut("CA-01", "Jour de l'an")
    assert calendar.shut(date(2026, 12, 31)) == Shut("CA-02", "Fin d'année")
    assert calendar.shut(date(2026, 12, 22)) == Shut("CA-03", "vacances de Noël")
    # The Friday after Ascension is a school holiday before it is a bridge.
    assert calendar.shut(date(2027, 5, 7)) == Shut("CA-03", "pont de l'Ascension")
    open_in_holidays = SiteCalendar(replace(everything, school_holidays=Policy.IGNORE), ())
    assert open_in_holidays.shut(date(2027, 5, 7)) == Shut("CA-06", "pont de l'Ascension")


def test_beyond_the_decrees_nothing_is_invented() -> None:
    calendar = SiteCalendar(site(school_holidays=Policy.CLOSED), ())
    assert calendar.known_until == date(2028, 8, 31)
    assert calendar.school_holiday(date(2028, 8, 31)) == "vacances d'été"
    # All Saints' week of 2028: holidays in every year so far, but of no decree.
    assert calendar.school_holiday(date(2028, 10, 31)) is None
    assert calendar.is_open(date(2028, 10, 31))
    # Public holidays need no yearly decree.
    assert not calendar.is_open(date(2028, 11, 1))


def test_a_site_that_ignores_school_holidays_has_no_last_known_day() -> None:
    assert SiteCalendar(site(school_holidays=Policy.IGNORE), ()).known_until is None


def test_an_instance_has_one_calendar_for_each_site() -> None:
    closure = Closure(date(2027, 3, 8), date(2027, 3, 8), "Inventaire")
    calendars = site_calendars(world(closures=(closure,)))
    assert list(calendars) == ["S"]
    assert calendars["S"].closure(date(2027, 3, 8)) == "Inventaire"


def test_importing_calendars_loads_neither_holidays_nor_yaml() -> None:
    program = "import sys, scheduler.calendars; print({'holidays', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
