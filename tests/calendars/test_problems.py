"""What is said about calendars before a plan is made."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from scheduler.calendars import calendar_problems
from scheduler.domain.centre import Policy
from scheduler.errors import Problem, Severity
from scheduler.text import speaking
from tests.calendars.world import COHORT, site, world

LATE = replace(COHORT, start_from=date(2028, 1, 10), start_to=date(2028, 1, 31), max_months=7)
"""May train until seven months after 31 January 2028: 31 August, the last day decreed."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_dates_within_the_decrees_raise_nothing() -> None:
    assert calendar_problems(world(site=site(school_holidays=Policy.AVOID))) == ()
    assert calendar_problems(world(site=site(school_holidays=Policy.CLOSED), cohort=LATE)) == ()


@pytest.mark.parametrize("policy", [Policy.AVOID, Policy.CLOSED])
def test_one_day_beyond_the_decrees_is_a_warning_that_names_both_days(policy: Policy) -> None:
    later = replace(LATE, start_to=date(2028, 2, 1))
    assert calendar_problems(world(site=site(school_holidays=policy), cohort=later)) == (
        Problem(
            "cohort G",
            "School holidays of zone A unknown after 2028-08-31; the cohort may train until 2028-09-01.",
            "Enter as closures those on which the site does not work.",
            Severity.WARNING,
        ),
    )


def test_a_site_that_ignores_school_holidays_is_told_nothing() -> None:
    later = replace(LATE, start_to=date(2029, 2, 1))
    ignoring = site(school_holidays=Policy.IGNORE, school_zone=None)
    assert calendar_problems(world(site=ignoring, cohort=later)) == ()


def test_dates_before_the_table_are_a_warning() -> None:
    first_day = replace(COHORT, start_from=date(2023, 9, 4), start_to=date(2023, 9, 4))
    assert calendar_problems(world(site=site(school_holidays=Policy.AVOID), cohort=first_day)) == ()
    early = replace(COHORT, start_from=date(2023, 9, 1), start_to=date(2023, 9, 1))
    (problem,) = calendar_problems(world(site=site(school_holidays=Policy.AVOID), cohort=early))
    assert problem.severity is Severity.WARNING
    assert problem.message == (
        "School holidays of zone A unknown before 2023-09-04; the cohort may train from 2023-09-01."
    )


@pytest.mark.parametrize("policy", [Policy.AVOID, Policy.CLOSED])
def test_minding_school_holidays_without_a_zone_is_an_error(policy: Policy) -> None:
    (problem,) = calendar_problems(world(site=site(school_zone=None, school_holidays=policy)))
    assert problem.severity is Severity.ERROR
    assert problem.where == "site S"
    assert problem.message == (
        "The site avoids school holidays or closes in them, but its school zone is not given."
    )


def test_a_zone_or_territory_that_does_not_exist_is_an_error() -> None:
    problems = calendar_problems(world(site=site(school_zone="D", territory="corse")))
    assert [problem.message for problem in problems] == [
        "Unknown territory “corse”.",
        "Unknown school zone “D”.",
    ]
    assert all(problem.severity is Severity.ERROR for problem in problems)


def test_coordinators_read_it_in_french() -> None:
    later = replace(LATE, start_to=date(2028, 2, 1))
    with speaking("fr"):
        (problem,) = calendar_problems(world(site=site(school_holidays=Policy.AVOID), cohort=later))
        told = str(problem)
    assert told == (
        "groupe G : Vacances scolaires de la zone A inconnues après le 31/08/2028 ; "
        "le groupe peut être en formation jusqu'au 01/09/2028. "
        "Ajoutez comme fermetures celles pendant lesquelles le site ne travaille pas."
    )
