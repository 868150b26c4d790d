"""What trainers' weekdays cost a cohort: never more than a plan does, and what it says in plain cases."""

from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import costs
from scheduler.domain.instance import Instance
from scheduler.model.parts import weekday_part
from scheduler.model.weekdays import WEEKDAY_TERMS
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, load_cases

SETTINGS = load_settings()
KEPT = [case for case in load_cases() if not case.expect]

MONDAY_AND_TUESDAY = {"preferred_weekdays": ["MON", "TUE"]}


def days(*names: str) -> list[str]:
    return [f"{name} {half}" for name in names for half in ("AM", "PM")]


def least(instance: Instance, name: str = "A") -> int | None:
    """Return what the part says that a cohort costs at least; None if it has no solution."""
    part = weekday_part(instance, SETTINGS, instance.cohort[name])
    assert part is not None
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(part.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_no_plan_costs_less(case: Case) -> None:
    counted = {cost.term: cost.total for cost in costs(case.instance, case.lessons, SETTINGS)}
    parts = [weekday_part(case.instance, SETTINGS, cohort) for cohort in case.instance.cohorts]
    if all(parts):
        proved = [least(case.instance, cohort.id) for cohort in case.instance.cohorts]
        assert None not in proved
        assert sum(x or 0 for x in proved) <= sum(counted[name] for name in WEEKDAY_TERMS)


def test_half_days_are_not_for_it() -> None:
    instance = world.build({"modules": {"M1": {"whole_days": False}}})
    assert weekday_part(instance, SETTINGS, instance.cohorts[0]) is None


def test_trainers_who_always_come_cost_nothing() -> None:
    assert least(world.build({"cohorts": {"A": MONDAY_AND_TUESDAY}})) == 0


ONE_MODULE: dict[str, Any] = {
    "modules": {"M1": None, "M2": None},
    "trainers": {"T1": {"availability": days("TUE", "WED")}, "T2": {"availability": days("MON", "WED")}},
    "cohorts": {"A": MONDAY_AND_TUESDAY},
}
"""A session of two days, all of it M3. T1 is there on Tuesdays, T2 on Mondays, neither on both."""


def test_a_module_of_one_trainer_leaves_the_preferred_weekdays() -> None:
    # T1 on Tuesday and Wednesday: one day outside. Of the pair itself one session can be usual.
    assert least(world.build(ONE_MODULE)) == SETTINGS.weights["preferred_weekdays"]


def test_trainers_who_may_take_turns_stay_on_them() -> None:
    assert (
        least(world.build(ONE_MODULE | {"modules": ONE_MODULE["modules"] | {"M3": {"one_trainer": False}}}))
        == 0
    )


def test_nobody_comes_on_a_pair_of_weekdays() -> None:
    # M3 wants one trainer on two days in a row, but T1 and T2 come every other day.
    every_other = {name: {"availability": days("MON", "WED", "FRI")} for name in ("T1", "T2")}
    assert least(world.build(ONE_MODULE | {"trainers": every_other})) is None


def test_who_comes_on_more_days_counts() -> None:
    # T1 is there all week, T2 on Mondays: whoever would take M3 needs Monday and Tuesday.
    trainers = {"T2": {"availability": days("MON")}}
    assert least(world.build(ONE_MODULE | {"trainers": trainers})) == 0


def test_nothing_follows_the_exam() -> None:
    # M1 on Tuesday, when T1 comes, and the exam on Wednesday: on Monday it would come first.
    instance = world.build(
        {
            "modules": {"M2": None, "M3": None},
            "trainers": {"T1": {"availability": days("TUE")}, "T2": None},
            "cohorts": {"A": MONDAY_AND_TUESDAY},
            "assessment": {"hours": 7},
        }
    )
    assert least(instance) == SETTINGS.weights["preferred_weekdays"]


TWO_MODULES: dict[str, Any] = {
    "modules": {"M1": {"hours": 14}, "M2": None},
    "trainers": {
        "T1": {"skills": ["care"], "availability": days("MON", "THU", "FRI")},
        "T2": None,
    },
    "cohorts": {"A": {"weekdays": ["MON", "TUE", "THU", "FRI"]}},
}
"""Two sessions, M1 and M3, two days each, by T1, who comes on Thursdays and Fridays in a row."""


ONE_DAY_EACH = {
    "T1": {"skills": ["office"], "availability": days("MON")},
    "T2": {"skills": ["care"], "availability": days("TUE")},
}


def test_modules_stay_whole_where_a_trainer_comes_two_days_in_a_row() -> None:
    assert least(world.build(TWO_MODULES)) == 0


def test_a_module_takes_more_sessions_where_its_trainer_comes_once_in_each() -> None:
    # T1 teaches M1 on Mondays alone, T2 M3 on Tuesdays alone: each takes both sessions, one too many.
    instance = world.build(
        TWO_MODULES
        | {
            "modules": {"M1": {"hours": 14, "skill": "office"}, "M2": None},
            "trainers": ONE_DAY_EACH,
        }
    )
    assert least(instance) == 2 * SETTINGS.weights["continuity"]


def test_a_module_of_one_session_is_not_spread() -> None:
    # As before, but M3 has to lie in one session: T2 does not come two days in a row.
    instance = world.build(
        TWO_MODULES
        | {
            "modules": {"M1": {"hours": 14, "skill": "office"}, "M2": None, "M3": {"one_session": True}},
            "trainers": ONE_DAY_EACH,
        }
    )
    assert least(instance) is None


def test_sessions_on_two_pairs_of_weekdays_leave_the_usual_one() -> None:
    # M1 by T1 fills a session on Monday and Tuesday, M3 by T2 one on Thursday and Friday.
    instance = world.build(
        TWO_MODULES
        | {
            "modules": {"M1": {"hours": 14, "skill": "office"}, "M2": None},
            "trainers": {
                "T1": {"skills": ["office"], "availability": days("MON", "TUE")},
                "T2": {"skills": ["care"], "availability": days("THU", "FRI")},
            },
        }
    )
    assert least(instance) == SETTINGS.weights["weekday_stability"]


def test_modules_that_no_room_suits_both_need_two() -> None:
    instance = world.build(
        {"modules": {"M1": {"rooms": ["practice"]}}, "rooms": {"R2": {"kind": "practice"}}}
    )
    assert least(instance) == SETTINGS.weights["room_stability"]


def test_a_single_day_beside_no_other_leaves_the_usual_pair() -> None:
    # One day of programme, on Thursday, when T1 comes. The only pair of the cohort is Monday and Tuesday.
    changes: dict[str, Any] = {
        "modules": {"M2": None, "M3": None},
        "trainers": {"T1": {"availability": days("THU")}, "T2": None},
        "cohorts": {"A": {"weekdays": ["MON", "TUE", "THU"]}},
    }
    assert least(world.build(changes)) == SETTINGS.weights["weekday_stability"]
