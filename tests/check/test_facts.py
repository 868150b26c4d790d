"""What the checker works out for itself, against values worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from scheduler.calendars import even_weeks, open_weeks, site_calendars, week_position
from scheduler.check.facts import Facts, days_of, half_days_of, months_after, week_of
from scheduler.check.openings import Openings, Rhythm
from scheduler.domain.centre import Closure, Policy, Site
from scheduler.domain.cohort import Deadlines, Learner
from scheduler.domain.curriculum import Module
from scheduler.domain.fairness import even_shares
from scheduler.domain.time import add_months, monday
from tests.cases import world
from tests.model.test_neighbours import drawn

DAYS = [date(2023, 12, 25) + timedelta(days=number) for number in range(3 * 366)]
REGIMES = [
    {
        "source": "x",
        "hired_from": "2024-06-22",
        "start_within_months": 3,
        "finish_within_months": 24,
        "suspendable": True,
    },
    {"source": "y", "hired_until": "2024-06-21", "finish_within_months": 36},
]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ((2027, 1, 31), 1, (2027, 2, 28)),
        ((2027, 1, 31), 13, (2028, 2, 29)),
        ((2027, 8, 31), 1, (2027, 9, 30)),
        ((2027, 12, 15), 1, (2028, 1, 15)),
        ((2027, 11, 30), 1, (2027, 12, 30)),
        ((2027, 2, 28), 0, (2027, 2, 28)),
        ((9999, 12, 1), 0, (9999, 12, 1)),
        ((9999, 12, 1), 1, (9999, 12, 31)),
    ],
)
def test_months_later(day: tuple[int, int, int], months: int, later: tuple[int, int, int]) -> None:
    assert months_after(date(*day), months) == date(*later)


def test_weeks_and_months_are_those_of_the_domain() -> None:
    assert [week_of(day) for day in DAYS] == [monday(day) for day in DAYS]
    assert [months_after(day, 10) for day in DAYS] == [add_months(day, 10) for day in DAYS]


@pytest.mark.parametrize(("hours", "half_days"), [(3.5, 1), (7, 2), (6, 2), (3.6, 2), (13, 4), (14, 4)])
def test_half_days(hours: float, half_days: int) -> None:
    assert half_days_of(Module("M", "m", hours)) == half_days


@pytest.mark.parametrize(
    ("taught", "assessed", "days"),
    [
        (14, None, 2),
        (17.5, None, 3),
        (14, 3, 3),
        (17.5, 3.5, 4),
        (14, 7, 3),
        (14, 10, 4),
        (3.5, 13, 3),
        (14, 14, 4),
    ],
)
def test_days_of_a_programme(taught: float, assessed: float | None, days: int) -> None:
    modules = {"M1": {"hours": taught, "whole_days": False}, "M2": None, "M3": None}
    exam = {} if assessed is None else {"assessment": {"hours": assessed}}
    curriculum = world.build({"modules": modules} | exam).curricula[0]
    assert days_of(curriculum) == curriculum.days == days


@pytest.mark.parametrize(
    ("count", "most", "sizes"),
    [(0, 4, [0]), (4, 4, [4]), (5, 4, [3, 2]), (12, 4, [4, 4, 4]), (13, 4, [4, 3, 3, 3]), (7, None, [7])],
)
def test_groups(count: int, most: int | None, sizes: list[int]) -> None:
    learners = {"L1": None, "L2": None} | {f"X{number:02}": {"cohort": "A"} for number in range(count)}
    base = world.build({"modules": {"M1": {"group_max": most}}})
    instance = replace(base, learners=tuple(Learner(name, "A") for name in learners if name[0] == "X"))
    cohort = instance.cohorts[0]
    module = instance.curricula[0].blocks[0].modules[0]
    found = Facts(instance).groups(cohort, module)
    assert [len(group) for group in found] == sizes
    assert [x.id for group in found for x in group] == [f"X{number:02}" for number in range(count)]
    assert [tuple(group) for group in found] == list(instance.groups(cohort, module))


@pytest.mark.parametrize(
    ("learner", "start", "finish"),
    [
        ({}, None, None),
        ({"hire_date": date(2024, 6, 22)}, date(2024, 9, 22), date(2026, 6, 22)),
        ({"hire_date": date(2024, 6, 22), "suspended": True}, None, None),
        ({"hire_date": date(2024, 6, 21)}, None, date(2027, 6, 21)),
        ({"hire_date": date(2024, 6, 21), "suspended": True}, None, date(2027, 6, 21)),
        ({"deadlines": Deadlines(None, date(2027, 5, 1))}, None, date(2027, 5, 1)),
        (
            {"deadlines": Deadlines(date(2027, 2, 1)), "hire_date": date(2024, 6, 22)},
            date(2027, 2, 1),
            None,
        ),
    ],
)
def test_deadlines(learner: dict[str, object], start: date | None, finish: date | None) -> None:
    instance = world.build({"curriculum": {"regimes": REGIMES}})
    programme = Facts(instance).programme(instance.cohorts[0])
    somebody = Learner("L1", "A", **learner)  # type: ignore[arg-type]
    assert (programme.start_limit(somebody), programme.finish_limit(somebody)) == (start, finish)
    assert (instance.start_deadline(somebody), instance.finish_deadline(somebody)) == (start, finish)


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("territory", ["metropole", "alsace-moselle", "reunion"])
def test_a_site_is_open_on_the_days_on_which_the_model_has_it_open(policy: Policy, territory: str) -> None:
    site = Site("S", "s", territory=territory, good_friday=True, school_zone="B")
    site = replace(site, school_holidays=policy, bridges=policy)
    closures = (
        Closure(date(2025, 3, 3), date(2025, 3, 4)),
        Closure(date(2025, 3, 10), date(2025, 3, 10), "x", site="S"),
        Closure(date(2025, 3, 12), date(2025, 3, 12), "x", site="T"),
        Closure(date(2025, 3, 13), date(2025, 3, 13), "x", room="R"),
    )
    [calendar] = site_calendars(replace(world.build({}), sites=(site,), closures=closures)).values()
    mine = Openings(site, closures)
    for day in DAYS:
        assert mine.is_open(day) == calendar.is_open(day), day
        assert mine.bridge(day) == calendar.bridge(day), day
        assert mine.school_holiday(day) == calendar.school_holiday(day), day
        assert mine.closure(day) == calendar.closure(day), day
        assert mine.holiday(day) == calendar.holiday(day), day


@pytest.mark.parametrize("days", [1, 2, 3, 5, 8, 13])
@pytest.mark.parametrize("finish", [None, date(2027, 3, 24), date(2027, 7, 1)])
@pytest.mark.parametrize("months", [1, 4, 12])
def test_the_even_rhythm_is_the_models(days: int, finish: date | None, months: int) -> None:
    instance = world.build(
        {
            "curriculum": {"min_months": 1, "max_months": months},
            "modules": {"M1": None, "M2": None, "M3": {"hours": 7 * days}},
            "closures": [{"first": "2027-02-15", "last": "2027-02-26"}],
            "cohorts": {"A": {"weekdays": ["MON", "TUE", "THU"]}},
            "learners": {"L1": {"deadlines": {"finish": finish and finish.isoformat()}}},
        }
    )
    [cohort] = instance.cohorts
    calendar = site_calendars(instance)[cohort.site]
    mine = Rhythm(Facts(instance), cohort, Openings(instance.sites[0], instance.closures))
    weeks = open_weeks(instance, cohort, calendar)
    assert tuple(mine.weeks) == weeks
    for margin in (0, 2, 8):
        assert tuple(mine.even(margin)) == even_weeks(instance, cohort, calendar, margin)
    for day in DAYS:
        assert mine.place(day + timedelta(days=1000)) == week_position(
            weeks, monday(day + timedelta(days=1000))
        )


@pytest.mark.parametrize("seed", range(6))
def test_even_shares_are_the_models(seed: int) -> None:
    instance = world.build(drawn(Random(seed)) | {"assessment": {"hours": 6}})
    assert Facts(instance).even_shares == even_shares(instance)
