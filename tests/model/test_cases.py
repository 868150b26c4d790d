"""The text cases, judged by the model: a plan is feasible exactly when no hard rule is broken."""

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.settings import TERM, Settings
from scheduler.model import build
from tests.cases.reader import Case, load_cases

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.id)
def test_the_model_admits_the_plan_exactly_when_the_checker_does(case: Case) -> None:
    plan = build(case.instance, NO_COST)
    plan.fix(case.lessons)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(plan.model)
    assert (status == cp_model.INFEASIBLE) == bool(case.expect), (solver.status_name(status), case.why)
