"""The parts that stand alone: their optima bound the whole from below, and they keep their own rules."""

from collections.abc import Callable
from datetime import date

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model import build
from scheduler.model.parts import Part, content_part, dates_part, staff_part
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, load_cases

SETTINGS = load_settings()
KEPT = [case for case in load_cases() if not case.expect]


def optimum(model: cp_model.CpModel) -> tuple[int, Callable[[cp_model.IntVar], bool]]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value), solver.boolean_value


def parts(instance: Instance, settings: Settings) -> list[Part]:
    return [
        *(dates_part(instance, settings, cohort) for cohort in instance.cohorts),
        *(content_part(instance, settings, cohort) for cohort in instance.cohorts),
        staff_part(instance, settings, instance.cohorts),
    ]


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_the_parts_together_cost_no_more_than_the_whole(case: Case) -> None:
    bound = sum(optimum(part.model)[0] for part in parts(case.instance, SETTINGS))
    assert bound <= optimum(build(case.instance, SETTINGS).model)[0]


def test_in_the_small_world_the_parts_prove_the_optimum() -> None:
    assert [optimum(part.model)[0] for part in parts(world.build({}), SETTINGS)] == [0, 0, 1]


def test_parallel_groups_need_two_rooms_whenever_they_meet() -> None:
    # M3 takes two learners a group, there are four: two rooms at once, one beyond the first.
    instance = world.build(
        {"modules": {"M3": {"group_max": 2}}, "learners": {"L3": {"cohort": "A"}, "L4": {"cohort": "A"}}}
    )
    part = content_part(instance, SETTINGS, instance.cohorts[0])
    assert optimum(part.model)[0] == SETTINGS.weights["room_stability"]


def test_parallel_groups_need_two_trainers() -> None:
    instance = world.build(
        {"modules": {"M3": {"group_max": 2}}, "learners": {"L3": {"cohort": "A"}, "L4": {"cohort": "A"}}}
    )
    part = staff_part(instance, SETTINGS, instance.cohorts)
    _cost, value = optimum(part.model)
    chosen = part.staff(value)["A"]
    assert {name for strand, name in chosen.items() if strand.module == "M3"} == {"T1", "T2"}


def test_modules_get_their_hours_without_trainers() -> None:
    # Left to itself the content part could fill a session with one module twice over.
    instance = world.build({})
    part = content_part(instance, SETTINGS, instance.cohorts[0])
    _cost, value = optimum(part.model)
    (cohort,) = part.cohorts
    days = {name: sum(value(slots[slot]) for slot in cohort.slots) for name, slots in cohort.content.items()}
    assert days == {"M1": 1, "M2": 1, "M3": 2}


def test_trainers_keep_their_days_in_all() -> None:
    # T2 may teach one day only, so M3, two days, is T1's, and one half-day above its share.
    instance = world.build({"trainers": {"T2": {"max_days": 1}}})
    part = staff_part(instance, SETTINGS, instance.cohorts)
    _cost, value = optimum(part.model)
    assert {strand.module: name for strand, name in part.staff(value)["A"].items()}["M3"] == "T1"


def test_a_fixed_day_is_among_the_dates() -> None:
    fixed = {"kind": "fix", "cohort": "A", "day": "2027-02-18"}
    assert date(2027, 2, 18) in _dates(world.build({"pins": [fixed]}))


def test_a_forbidden_day_is_not() -> None:
    even = _dates(world.build({}))
    forbidden = {"kind": "forbid", "cohort": "A", "day": even[0].isoformat()}
    assert even[0] not in _dates(world.build({"pins": [forbidden]}))


def test_another_choice_of_trainers_differs() -> None:
    instance = world.build({})
    part = staff_part(instance, SETTINGS, instance.cohorts)
    first = part.staff(optimum(part.model)[1])
    part.forbid_staff(first, 1)
    assert part.staff(optimum(part.model)[1]) != first


def _dates(instance: Instance) -> list[date]:
    part = dates_part(instance, SETTINGS, instance.cohorts[0])
    _cost, value = optimum(part.model)
    return [day for option in part.dates(value)["A"] for day in option.days]
