"""The afternoon that an assessment leaves free, and pins: there is no lesson to fix or to forbid."""

from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.settings import TERM, Settings
from scheduler.model import build
from tests.cases import world
from tests.cases.reader import lessons_of

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
# 10 h are a whole day and a morning: nothing is taught on Tuesday afternoon.
PLAN = """
A1 Mon 2027-02-01  M1 T1 R1
A1 Tue 2027-02-02  M2 T1 R1
A2 Mon 2027-02-08  EX - R1
A2 Tue 2027-02-09  EX - R1 3h | -
"""


@pytest.mark.parametrize(
    "pin",
    [{"kind": "forbid", "half": "PM"}, {"kind": "fix", "half": "PM"}, {"kind": "fix"}],
    ids=["forbidden", "fixed", "the day fixed"],
)
def test_a_free_afternoon_holds_no_lesson_for_a_pin(pin: dict[str, Any]) -> None:
    pinned = pin | {"cohort": "A", "day": "2027-02-09"}
    instance = world.build({"modules": {"M3": None}, "assessment": {"hours": 10}, "pins": [pinned]})
    lessons = lessons_of(PLAN, instance)
    plan = build(instance, NO_COST)
    plan.fix(lessons)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    admitted = solver.solve(plan.model) == cp_model.OPTIMAL
    assert admitted == (check(instance, lessons) == ())
