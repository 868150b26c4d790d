"""The model left free: whatever it is pushed towards, the checker accepts, and both count the same cost."""

import random

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, costs
from scheduler.domain.instance import Instance
from scheduler.domain.settings import TERM, Settings
from scheduler.model import PlanModel, build
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, load_cases
from tests.thorough import first

KEPT = [case for case in load_cases() if not case.expect]
HALF = len(KEPT[::2])
"""Every other case: one of each rule at least is in every run."""

FAR = 0.5
"""Deterministic seconds of pushing."""

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)


def solved(plan: PlanModel, seed: int = 0) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    return solver if solver.solve(plan.model) == cp_model.OPTIMAL else None


def push(plan: PlanModel, chance: random.Random) -> None:
    """Ask for an arbitrary mix of literals, so that the solution goes to a corner nobody chose."""
    indices = range(len(plan.model.proto.variables))
    plan.model.minimize(
        sum(chance.randint(-9, 9) * plan.model.get_int_var_from_proto_index(i) for i in indices)
    )


@pytest.mark.parametrize("case", first(HALF, [*KEPT[::2], *KEPT[1::2]]), ids=lambda case: case.id)
def test_any_solution_is_a_plan_that_the_checker_accepts(case: Case) -> None:
    chance = random.Random(case.id)
    for _attempt in range(3):
        plan = build(case.instance, NO_COST)
        push(plan, chance)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        # Far into the corner is far enough: any solution will do.
        solver.parameters.max_deterministic_time = FAR
        status = solver.solve(plan.model)
        assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE), "a case that is kept is a solution"
        assert check(case.instance, plan.lessons(solver.boolean_value)) == ()


def assert_both_count_the_same(instance: Instance) -> None:
    settings = load_settings()
    plan = build(instance, settings)
    solver = solved(plan)
    assert solver is not None
    recomputed = costs(instance, plan.lessons(solver.boolean_value), settings)
    assert {x.term: x.quantity for x in recomputed} == {
        name: solver.value(quantity) for name, quantity in plan.terms.items()
    }
    assert sum(x.total for x in recomputed) == round(solver.objective_value)


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_model_and_checker_count_the_same_cost(case: Case) -> None:
    assert_both_count_the_same(case.instance)


@pytest.mark.parametrize("half_days", [5, 6, 9, 10, 13])
def test_they_do_so_for_a_module_of_several_sessions(half_days: int) -> None:
    filling = -half_days % 4 or 4
    modules = {
        "M1": {"hours": 3.5 * filling, "whole_days": False},
        "M2": None,
        "M3": {"hours": 3.5 * half_days, "whole_days": False},
    }
    assert_both_count_the_same(world.build({"modules": modules, "curriculum": {"max_gap_weeks": 1}}))
