"""A module that keeps its trainer goes on with a substitute: the model, its parts and the counts allow it.

In this little world dates leave no choice: the cohort trains on Monday 1, Tuesday 2, Monday 8 and
Tuesday 9 February. T1 is there on the 1st alone, T2 on the 2nd alone, and M3 takes two days of care.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.instance import Instance
from scheduler.model import Scope, build
from scheduler.model.parts import dates_around, dates_of_teams, staff_part, weekday_part
from scheduler.model.weekdays import WEEKDAY_TERMS
from scheduler.settings import load_settings
from scheduler.solve import obstacles
from scheduler.solve.sharing import proposed
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings()
COHORT = {"weekdays": ["MON", "TUE"], "start_to": "2027-02-01", "max_gap_weeks": 1}
GONE = {"trainer": "T1", "first": "2027-02-02", "last": "2027-12-31"}
AWAY = [
    {"trainer": "T2", "first": "2027-01-01", "last": "2027-02-01"},
    {"trainer": "T2", "first": "2027-02-03", "last": "2027-12-31"},
]
STAFF = {"T1": {"skills": ["care"]}, "T3": {"skills": ["office"]}}

HANDED_OVER = """
A1 Mon 2027-02-01  M3 T1 R1
A1 Tue 2027-02-02  M3 T2 R1
A2 Mon 2027-02-08  M1 T3 R1
A2 Tue 2027-02-09  M2 T3 R1
"""


def centre(substitute: str | None, **more: Any) -> Instance:
    gone = GONE | ({"substitute": substitute} if substitute else {})
    changes = {"cohorts": {"A": COHORT}, "trainers": STAFF, "modules": {"M1": {"skill": "office"}}}
    return world.build(changes | {"absences": [gone, *AWAY]} | more)


def solved(model: cp_model.CpModel) -> tuple[bool, int]:
    """Return whether a model has a solution, and its best bound."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    found = solver.solve(model)
    assert found in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return found == cp_model.OPTIMAL, round(solver.best_objective_bound)


@pytest.mark.parametrize(("substitute", "possible"), [("T2", True), (None, False)])
def test_a_module_changes_hands_where_somebody_stands_in(substitute: str | None, possible: bool) -> None:
    instance = centre(substitute)
    assert (check(instance, lessons_of(HANDED_OVER, instance)) == ()) == possible
    assert solved(build(instance, SETTINGS).model)[0] == possible


@pytest.mark.parametrize(("substitute", "possible"), [("T2", True), (None, False)])
def test_counting_knows_who_stands_in(substitute: str | None, possible: bool) -> None:
    # Without a substitute neither has both days of M3.
    found = obstacles(centre(substitute))
    assert (found == ()) == possible
    assert possible or any("TR-06" in x.codes for x in found)


@pytest.mark.parametrize(("substitute", "possible"), [("T2", True), (None, False)])
def test_dates_on_which_a_substitute_comes_are_left(substitute: str | None, possible: bool) -> None:
    instance = centre(substitute)
    part = dates_around(instance, SETTINGS, instance.cohorts[0], None, ())
    assert solved(part.model)[0] == possible


@pytest.mark.parametrize(("substitute", "possible"), [("T2", True), (None, False)])
def test_dates_of_a_shared_module_on_which_a_substitute_comes_are_left(
    substitute: str | None, possible: bool
) -> None:
    instance = centre(
        substitute,
        cohorts={"A": COHORT, "B": COHORT},
        joint_modules={"J": {"sharers": {"A": "M3", "B": "M3"}}},
    )
    part = dates_of_teams(instance, SETTINGS, instance.cohorts, sharing=proposed(instance, SETTINGS))
    assert solved(part.model)[0] == possible


def test_no_part_costs_more_than_the_plan() -> None:
    # Whoever thinks that M3 keeps one trainer has it taught on two Mondays, which costs continuity.
    instance = centre(
        "T2",
        trainers=STAFF | {"T1": {"skills": ["care"], "availability": ["MON AM", "MON PM"]}}
        | {"T2": {"availability": ["TUE AM", "TUE PM"]}},
    )  # fmt: skip
    of_weekdays = {name: int(name in WEEKDAY_TERMS) for name in SETTINGS.weights}
    settings = replace(SETTINGS, weights=of_weekdays)
    possible, cost = solved(build(instance, settings).model)
    assert possible
    [cohort] = instance.cohorts
    for part in (weekday_part(instance, settings, cohort), staff_part(instance, settings, [cohort])):
        assert part is not None
        feasible, bound = solved(part.model)
        assert feasible
        assert bound <= cost


def test_kept_programmes_move_only_to_where_the_substitute_stands_in() -> None:
    # T1 is away on Tuesday the 2nd alone. A week later T1 is back, and T2 would stand in for nobody.
    away = GONE | {"last": "2027-02-02", "substitute": "T2"}
    instance = centre(None, cohorts={"A": COHORT | {"start_to": "2027-02-12"}}, absences=[away])
    plan = lessons_of(HANDED_OVER, instance)
    later = plan
    for old, new in (("02-08", "02-15"), ("02-09", "02-16"), ("02-01", "02-08"), ("02-02", "02-09")):
        later = tuple(
            replace(x, day=date.fromisoformat(f"2027-{new}")) if x.day.isoformat() == f"2027-{old}" else x
            for x in later
        )
    assert check(instance, plan) == ()
    assert {x.code for x in check(instance, later)} == {"TR-06"}
    for lessons, admitted in ((plan, True), (later, False)):
        model = build(instance, SETTINGS, Scope(keep=plan))
        model.fix(lessons)
        assert solved(model.model)[0] == admitted
