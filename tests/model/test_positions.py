"""Where in the programme a module can be: the first and the last sessions hold what can be so early or late.

In these worlds the first session lies on a Thursday and a Friday, the second on a Monday and a Tuesday, as
all other days are closed. M1 is taught by T1, who comes on Mondays and Tuesdays, M3 by T2, who comes on
Thursdays and Fridays.
"""

from typing import Any

import pytest

from scheduler.domain.curriculum import Curriculum
from scheduler.model import Scope, build
from scheduler.model.parts import dates_of_teams, dates_part
from scheduler.model.positions import Positions, positions_of
from scheduler.settings import load_settings
from tests.cases import world
from tests.model.test_bounds_hold import least

SETTINGS = load_settings()
NEVER = float("inf")


def days(*names: str) -> list[str]:
    return [f"{name} {half}" for name in names for half in ("AM", "PM")]


WORLD: dict[str, Any] = {
    "cohorts": {"A": {"start_to": "2027-02-05"}},
    "closures": [
        {"first": "2027-02-01", "last": "2027-02-03"},
        {"first": "2027-02-10", "last": "2027-12-31"},
    ],
    "trainers": {
        "T1": {"skills": ["office"], "availability": days("MON", "TUE")},
        "T2": {"skills": ["care"], "availability": days("THU", "FRI")},
    },
}


def costs(m1: dict[str, Any], m3: dict[str, Any], **more: Any) -> tuple[float, float, float]:
    """Return what the two relaxations say of a world, and what its best plan costs; ``inf`` without one."""
    modules = {"M1": {"hours": 14, "skill": "office"} | m1, "M2": more.pop("m2", None), "M3": m3}
    instance = world.build(WORLD | {"modules": modules} | more)
    dates = dates_part(instance, SETTINGS, instance.cohorts[0], on_weekdays=True)
    teams = dates_of_teams(instance, SETTINGS, instance.cohorts)
    return least(dates.model), least(teams.model), least(build(instance, SETTINGS, Scope()).model)


@pytest.mark.parametrize(
    ("m1", "m3"),
    [
        ({}, {}),
        ({"after": ["M3"]}, {}),
        ({"last": True}, {}),
        ({"hours": 7, "after": ["M3"]}, {}),
        ({}, {"hours": 7}),
    ],
    ids=["any order", "M1 after M3", "M1 last", "M1 on a single day, after M3", "M3 on a single day"],
)
def test_the_first_session_is_on_the_days_of_what_comes_first(m1: dict[str, Any], m3: dict[str, Any]) -> None:
    dates, teams, best = costs(m1, m3)
    assert dates <= teams <= best < NEVER


@pytest.mark.parametrize(
    ("m1", "m3"),
    [
        ({}, {"after": ["M1"]}),
        ({}, {"last": True}),
        ({"hours": 7}, {"after": ["M1"]}),
        ({"hours": 7}, {"last": True}),
        ({}, {"hours": 7, "after": ["M1"]}),
        ({}, {"last": True, "one_session": True}),
    ],
    ids=["after", "last", "single day, after", "single day, last", "single day last", "one session"],
)
def test_what_comes_later_cannot_be_on_the_first_dates(m1: dict[str, Any], m3: dict[str, Any]) -> None:
    # M3 would have to be on Monday and Tuesday of the second week, on which T2 does not come.
    assert costs(m1, m3) == (NEVER, NEVER, NEVER)


def test_a_module_of_a_session_may_follow_a_single_day() -> None:
    # M1 on Thursday or Friday alone, M3 on Monday and Tuesday.
    dates, teams, best = costs({"hours": 7, "skill": "care"}, {"one_session": True, "skill": "office"})
    assert dates <= teams <= best < NEVER


def test_a_module_of_a_day_may_follow_another_in_one_session() -> None:
    # M1 on Thursday, M2 on Friday, M3 on Monday and Tuesday.
    one_day = {"hours": 7, "skill": "care"}
    dates, teams, best = costs(one_day, {"skill": "office"}, m2=one_day | {"after": ["M1"]})
    assert dates <= teams <= best < NEVER


EARLY, LATE = ("2027-02-01", "2027-02-03"), ("2027-02-15", "2027-02-17")


@pytest.mark.parametrize(
    ("week", "m1", "m3"),
    [(EARLY, {}, {"after": ["M1"]}), (LATE, {"after": ["M3"]}, {})],
    ids=["the first session", "the last session"],
)
def test_each_end_counts(week: tuple[str, str], m1: dict[str, Any], m3: dict[str, Any]) -> None:
    # Of three weeks, one has a Thursday and a Friday only, the others a Monday and a Tuesday. M1 and M2 are
    # T1's, who comes on these; M3 is T2's, and in the week of Thursday: too early for what comes after M1,
    # too late for what comes before it.
    others = [x for x in ("2027-02-01", "2027-02-08", "2027-02-15") if x != week[0]]
    closed = [
        {"first": x[:-2] + f"{int(x[-2:]) + 2:02}", "last": x[:-2] + f"{int(x[-2:]) + 4:02}"} for x in others
    ]
    ends = [{"first": week[0], "last": week[1]}, *closed, {"first": "2027-02-20", "last": "2027-12-31"}]
    found = costs(m1, m3, m2={"hours": 14, "skill": "office"}, closures=ends)
    assert found == (NEVER, NEVER, NEVER)
    assert costs({}, {}, m2={"hours": 14, "skill": "office"}, closures=ends)[2] < NEVER


def test_the_exam_is_on_the_last_dates_whoever_comes_then() -> None:
    # Nobody has to be there for it: else M1 would have been on these dates, and the exam on the first.
    exam = {"hours": 14, "one_session": True}
    modules = {"M1": {"hours": 14, "skill": "office"}, "M2": None, "M3": None}
    instance = world.build(WORLD | {"modules": modules, "assessment": exam})
    assert least(dates_of_teams(instance, SETTINGS, instance.cohorts).model) == NEVER
    comes = {"T1": {"skills": ["office"], "availability": days("THU", "FRI")}}
    instance = world.build(WORLD | {"modules": modules, "assessment": exam, "trainers": comes})
    assert least(dates_of_teams(instance, SETTINGS, instance.cohorts).model) < NEVER


def curriculum(**modules: dict[str, Any] | None) -> Curriculum:
    return world.build({"modules": modules}).curricula[0]


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        # M1 and M2 take a day each, M3 two: four days, 0 to 3.
        ({}, {"M1": Positions(0, 3), "M2": Positions(0, 3), "M3": Positions(0, 3)}),
        ({"M3": {"after": ["M1"]}}, {"M1": Positions(0, 1), "M2": Positions(0, 3), "M3": Positions(1, 3)}),
        (
            {"M2": {"after": ["M3"]}, "M3": {"after": ["M1"]}},
            {"M1": Positions(0, 0), "M2": Positions(3, 3), "M3": Positions(1, 2)},
        ),
        ({"M3": {"last": True}}, {"M1": Positions(0, 1), "M2": Positions(0, 1), "M3": Positions(2, 3)}),
        (
            {"M1": {"last": True}, "M2": {"last": True}, "M3": {"last": True}},
            {"M1": Positions(0, 3), "M2": Positions(0, 3), "M3": Positions(0, 3)},
        ),
    ],
    ids=["any order", "one after another", "one after another after a third", "last", "all last"],
)
def test_where_a_module_can_be(modules: dict[str, Any], expected: dict[str, Positions]) -> None:
    assert positions_of(curriculum(**modules)) == expected
