"""A plan fixed in the model: it alone is left, or nothing if the model cannot say it."""

from ortools.sat.python import cp_model

from scheduler.domain.settings import TERM, Settings
from scheduler.model import PlanModel, build
from tests.cases import world
from tests.cases.reader import lessons_of

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
PLAN = """
A1 Mon 2027-02-01  M1 T1 R1
A1 Tue 2027-02-02  M2 T1 R1
A2 Mon 2027-02-08  M3 T1 R1
A2 Tue 2027-02-09  M3 T1 R1
"""


def fixed(text: str) -> tuple[PlanModel, cp_model.CpSolver | None]:
    instance = world.build({})
    plan = build(instance, NO_COST)
    plan.fix(lessons_of(text, instance))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return plan, solver if solver.solve(plan.model) == cp_model.OPTIMAL else None


def test_a_plan_fixed_is_read_back_as_it_was() -> None:
    plan, solver = fixed(PLAN)
    assert solver is not None
    assert plan.lessons(solver.boolean_value) == lessons_of(PLAN, plan.instance)


def test_a_plan_of_a_cohort_nobody_knows_cannot_be_fixed() -> None:
    # The lessons of A are right; those of Z have no literal that could hold them.
    assert fixed(PLAN + PLAN.strip().replace("A", "Z"))[1] is None


def test_a_session_beyond_the_programme_cannot_be_fixed() -> None:
    assert fixed(PLAN + "A3 Mon 2027-02-15  M3 T1 R1")[1] is None
