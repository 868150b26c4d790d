"""An assessment that ends at noon, in a programme of half-days: the plan read is the plan written."""

from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.model import build
from scheduler.settings import load_settings
from tests.cases import world


def test_the_free_afternoon_survives_the_way_there_and_back() -> None:
    # M1 and M2 by half-days make rooms differ from morning to afternoon; the exam's 3 h end at noon.
    instance = world.build(
        {
            "modules": {"M1": {"whole_days": False}, "M2": {"whole_days": False}, "M3": {"hours": 7}},
            "assessment": {"hours": 3},
        }
    )
    plan = build(instance, load_settings())
    solver = cp_model.CpSolver()
    assert solver.solve(plan.model) == cp_model.OPTIMAL
    lessons, cost = plan.lessons(solver.boolean_value), solver.objective_value
    assert check(instance, lessons) == ()
    fixed = plan.copy()
    fixed.fix(lessons)
    assert solver.solve(fixed.model) == cp_model.OPTIMAL
    assert solver.objective_value == cost
