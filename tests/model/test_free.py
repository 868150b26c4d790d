"""The model left free: whatever it is pushed towards, the checker accepts, and both count the same cost."""

import random

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, costs
from scheduler.domain.settings import TERM, Settings
from scheduler.model import PlanModel, build
from scheduler.settings import load_settings
from tests.cases.reader import Case, load_cases

KEPT = [case for case in load_cases() if not case.expect]
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


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_any_solution_is_a_plan_that_the_checker_accepts(case: Case) -> None:
    chance = random.Random(case.id)
    for _attempt in range(3):
        plan = build(case.instance, NO_COST)
        push(plan, chance)
        solver = solved(plan)
        assert solver is not None, "a case that is kept is a solution"
        assert check(case.instance, plan.lessons(solver.boolean_value)) == ()


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_model_and_checker_count_the_same_cost(case: Case) -> None:
    settings = load_settings()
    plan = build(case.instance, settings)
    solver = solved(plan)
    assert solver is not None
    recomputed = costs(case.instance, plan.lessons(solver.boolean_value), settings)
    assert {x.term: x.quantity for x in recomputed} == {
        name: solver.value(quantity) for name, quantity in plan.terms.items()
    }
    assert sum(x.total for x in recomputed) == round(solver.objective_value)
