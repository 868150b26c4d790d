"""Counting never says "impossible" of what is possible: asked of the solver, world by world."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.instance import Instance
from scheduler.domain.settings import TERM, Settings
from scheduler.model import build as model_of
from scheduler.solve import obstacles
from tests.cases.reader import Case, load_cases
from tests.cases.world import build

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
WORLDS = 60
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI")

KEPT = [case for case in load_cases() if not case.expect]


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_a_world_with_a_plan_has_no_obstacle(case: Case) -> None:
    assert obstacles(case.instance) == ()


def test_random_worlds() -> None:
    """Worlds drawn tight enough that a good part of them is possible, and a good part is not."""
    draw = random.Random(2027)
    possible = impossible = counted = 0
    for _ in range(WORLDS):
        world = tight(draw)
        instance = build(world)
        found = obstacles(instance)
        answer = has_plan(instance)
        if answer:
            possible += 1
            assert found == (), (world, found)
        elif answer is False:
            impossible += 1
            counted += bool(found)
    assert possible > WORLDS / 4
    assert impossible > WORLDS / 4
    assert counted > impossible / 2, "most of what cannot fit shows by counting"


def has_plan(instance: Instance) -> bool | None:
    """Tell whether the solver finds a plan; None if it does not know soon."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 2
    status = solver.solve(model_of(instance, NO_COST).model)
    return None if status == cp_model.UNKNOWN else status == cp_model.OPTIMAL


def tight(draw: random.Random) -> dict[str, Any]:
    """Return changes to the small world: each fact is tightened now and then."""

    def maybe(share: float, fields: dict[str, Any]) -> dict[str, Any]:
        return fields if draw.random() < share else {}

    start = date(2027, draw.choice((2, 3, 5)), draw.randint(1, 12))
    cohort = {
        "start_from": start,
        "start_to": start + timedelta(days=draw.randint(0, 12)),
        **maybe(0.3, {"weekdays": draw.sample(WEEKDAYS, draw.randint(2, 4))}),
        **maybe(0.3, {"min_months": draw.choice((0, 1, 2))}),
        **maybe(0.4, {"max_months": draw.choice((1, 2))}),
        **maybe(0.4, {"max_gap_weeks": draw.randint(1, 3)}),
    }
    other = cohort | {"start_from": start, "start_to": start + timedelta(days=6)}
    return {
        "cohorts": {"A": cohort} | maybe(0.4, {"B": other}),
        "modules": {
            "M1": maybe(0.3, {"whole_days": False, "one_trainer": False})
            | maybe(0.2, {"group_max": 1})
            | maybe(0.2, {"after": ["M2"]}),
            "M3": {"hours": draw.choice((14, 14, 21, 28))}
            | maybe(0.2, {"one_trainer": False})
            | maybe(0.2, {"mode": "remote"})
            | maybe(0.2, {"rooms": ["practice"]}),
        },
        "trainers": {
            "T1": maybe(0.3, {"max_days": draw.randint(2, 6)})
            | maybe(0.3, {"max_days_per_week": draw.randint(1, 2)})
            | maybe(0.3, {"availability": halves(draw)}),
            "T2": {"skills": draw.choice((["care"], ["care", "office"], ["care", "office"]))}
            | maybe(0.3, {"max_days": draw.randint(1, 4)})
            | maybe(0.3, {"availability": halves(draw)}),
        },
        "rooms": {
            "R1": maybe(0.2, {"capacity": draw.randint(1, 3)}),
            "R2": maybe(0.4, {"kind": "practice"}),
        },
        "learners": maybe(0.3, {"L2": {"hire_date": start - timedelta(days=draw.randint(0, 40))}}),
        "curriculum": {
            "regimes": [{"source": "t", "start_within_months": 1, "finish_within_months": draw.randint(1, 3)}]
        },
        "absences": [absence(draw, start) for _ in range(draw.randint(0, 3))],
        "closures": [closure(draw, start) for _ in range(draw.randint(0, 2))],
        "pins": [pin(draw, start) for _ in range(draw.choice((0, 0, 0, 1, 2)))],
    }


def halves(draw: random.Random) -> list[str]:
    return [f"{day} {half}" for day in WEEKDAYS for half in ("AM", "PM") if draw.random() < 0.75]


def span(draw: random.Random, start: date, longest: int) -> dict[str, date]:
    first = start + timedelta(days=draw.randint(-3, 50))
    return {"first": first, "last": first + timedelta(days=draw.randint(0, longest))}


def absence(draw: random.Random, start: date) -> dict[str, Any]:
    half = draw.choice((None, None, "AM", "PM"))
    return {"trainer": draw.choice(("T1", "T2")), "half": half, **span(draw, start, 30)}


def closure(draw: random.Random, start: date) -> dict[str, Any]:
    return {"room": draw.choice((None, None, "R1", "R2")), **span(draw, start, 20)}


def pin(draw: random.Random, start: date) -> dict[str, Any]:
    kind = draw.choice(("fix", "forbid"))
    return {
        "kind": kind,
        "day": start + timedelta(days=draw.randint(0, 25)),
        "cohort": "A" if kind == "fix" else draw.choice((None, "A")),
        "half": draw.choice((None, None, "AM", "PM")),
        "module": draw.choice((None, None, "M1", "M2", "M3")),
        "trainer": draw.choice((None, None, "T1", "T2")),
        "room": draw.choice((None, None, None, "R1")),
    }
