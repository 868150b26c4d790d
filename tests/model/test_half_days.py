"""Half-days and whole days in one programme: pushed to break a rule, the model keeps it."""

from typing import Any

from ortools.sat.python import cp_model

from scheduler.domain.settings import TERM, Settings
from scheduler.domain.time import Half
from scheduler.model import PlanModel, build
from tests.cases import world

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
MONDAY = "2027-02-01"


def model(changes: dict[str, Any]) -> PlanModel:
    return build(world.build(changes), NO_COST)


def solved(plan: PlanModel) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver if solver.solve(plan.model) == cp_model.OPTIMAL else None


def test_a_whole_day_keeps_its_room_beside_modules_by_half_days() -> None:
    # M1 is taught by half-days, so rooms may change at noon; not on a day of M3.
    fixed = {"kind": "fix", "cohort": "A", "day": MONDAY, "module": "M3"}
    rooms = [fixed | {"half": "AM", "room": "R1"}, fixed | {"half": "PM", "room": "R2"}]
    by_halves = {"M1": {"whole_days": False}}
    assert solved(model({"modules": by_halves, "pins": rooms})) is None
    assert solved(model({"modules": by_halves | {"M3": {"whole_days": False}}, "pins": rooms})) is not None


def test_a_trainer_of_half_days_keeps_the_days_in_all() -> None:
    # Only T2 can teach M1, two half-days. Two mornings would be two days, so pushed towards
    # mornings the model gives T2 as many as days were agreed.
    for most, mornings in ((None, 2), (2, 2), (1, 1)):
        changes = {
            "modules": {"M1": {"whole_days": False}, "M2": {"whole_days": False}, "M3": None},
            "trainers": {"T1": {"skills": ["office"]}, "T2": {"max_days": most}},
        }
        plan = model(changes)
        content = plan.cohorts[0].content["M1"]
        plan.model.maximize(sum(x for slot, x in content.items() if slot.half is Half.AM))
        solver = solved(plan)
        assert solver is not None
        assert round(solver.objective_value) == mornings


def test_a_trainer_with_a_share_of_a_module_teaches_some_of_it() -> None:
    # M1 has two half-days and may change trainer: when both trainers have a share, each teaches one.
    plan = model({"modules": {"M1": {"whole_days": False, "one_trainer": False}}})
    cohort = plan.cohorts[0]
    (strand,) = (x for x in cohort.strands if x.module == "M1")
    plan.model.maximize(sum(cohort.assigned[strand].values()))
    solver = solved(plan)
    assert solver is not None
    assert [solver.value(load) for load in cohort.load[strand].values()] == [1, 1]
    lessons = [x for x in plan.lessons(solver.boolean_value) if x.module == "M1"]
    assert sorted(x.trainer or "" for x in lessons) == ["T1", "T2"]


def test_a_trainer_without_share_teaches_nothing() -> None:
    # The share is what the cost counts: nobody teaches M1 beside it.
    plan = model({"modules": {"M1": {"whole_days": False, "one_trainer": False}}})
    cohort = plan.cohorts[0]
    (strand,) = (x for x in cohort.strands if x.module == "M1")
    plan.model.add(cohort.assigned[strand]["T1"] == 0)
    plan.model.maximize(sum(cohort.teach[strand]["T1"].values()))
    solver = solved(plan)
    assert solver is not None
    assert round(solver.objective_value) == 0
