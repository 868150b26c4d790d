"""The parts that stand alone: their optima bound the whole from below, and they keep their own rules."""

from collections.abc import Callable
from datetime import date

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model import build, cost
from scheduler.model.parts import Part, content_part, dates_part, dates_together, staff_part
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, load_cases
from tests.model.test_weekdays import ONE_MODULE

SETTINGS = load_settings()
KEPT = [case for case in load_cases() if not case.expect]


def optimum(model: cp_model.CpModel) -> tuple[int, Callable[[cp_model.IntVar], bool]]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value), solver.boolean_value


def impossible(part: Part) -> bool:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(part.model) == cp_model.INFEASIBLE


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


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_dates_on_weekdays_cost_no_more_than_dates_and_content_of_the_whole(case: Case) -> None:
    plan = build(case.instance, SETTINGS)
    terms = cost.of_dates(plan.cohorts, SETTINGS) | cost.of_content(plan.cohorts, SETTINGS)
    plan.model.minimize(cost.weighted(terms, SETTINGS))
    together = dates_together(case.instance, SETTINGS, case.instance.cohorts)
    bound = optimum(together.model)[0]
    assert bound <= optimum(plan.model)[0]
    # Without the weekdays they know less.
    alone = [dates_part(case.instance, SETTINGS, cohort) for cohort in case.instance.cohorts]
    assert sum(optimum(part.model)[0] for part in alone) <= bound


def test_dates_take_the_weekdays_on_which_a_trainer_comes() -> None:
    # M3 fills the session and wants one trainer. The wish is Monday and Tuesday; T1 comes on Tuesday and
    # Wednesday, T2 on Monday and Wednesday, so that T1 takes it, a day outside the wish.
    instance = world.build(ONE_MODULE)
    (cohort,) = instance.cohorts
    assert optimum(dates_part(instance, SETTINGS, cohort).model)[0] == 0
    part = dates_part(instance, SETTINGS, cohort, on_weekdays=True)
    least, value = optimum(part.model)
    assert least == SETTINGS.weights["preferred_weekdays"]
    ((option,),) = part.dates(value).values()
    assert [day.strftime("%a") for day in option.days] == ["Tue", "Wed"]


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
    # T1 may teach one day only, and that is M2, which nobody else can: T2 has the six half-days
    # of M1 and M3 for a share of three. Without the limit one half-day of balance would do.
    instance = world.build({"trainers": {"T1": {"max_days": 1}}})
    part = staff_part(instance, SETTINGS, instance.cohorts)
    assert optimum(part.model)[0] == 3 * SETTINGS.weights["trainer_balance"]


def test_one_trainer_cannot_take_two_parallel_groups() -> None:
    # Two learners follow M2 one by one, at the same time, and only T1 can teach it.
    instance = world.build({"modules": {"M2": {"group_max": 1}}})
    assert impossible(staff_part(instance, SETTINGS, instance.cohorts))


def test_a_module_that_may_change_trainer_is_shared_out_whole() -> None:
    # All four half-days of M3 go to someone, and a second trainer costs more than the half-day
    # of balance that the second would spare.
    instance = world.build({"modules": {"M3": {"one_trainer": False}}})
    part = staff_part(instance, SETTINGS, instance.cohorts)
    assert optimum(part.model)[0] == SETTINGS.weights["trainer_balance"]


def test_dates_cost_what_a_shorter_gap_costs() -> None:
    # Even weeks are 0 and 4; two weeks apart, both sessions leave theirs by one: 1 + 1.
    instance = world.build({"curriculum": {"max_gap_weeks": 2}})
    part = dates_part(instance, SETTINGS, instance.cohorts[0])
    assert optimum(part.model)[0] == 2 * SETTINGS.weights["rhythm"]


def test_dates_keep_the_duration() -> None:
    # Two sessions at most two weeks apart do not last two months.
    instance = world.build({"curriculum": {"min_months": 2, "max_gap_weeks": 2}})
    assert impossible(dates_part(instance, SETTINGS, instance.cohorts[0]))


def test_dates_keep_the_deadline_of_a_learner() -> None:
    # To be certified by 8 February L1 needs a second session in the week after 1 February, and
    # its two days end on 9 February at the earliest.
    regime = {"source": "the cases", "finish_within_months": 1}
    changes = {"curriculum": {"regimes": [regime]}, "learners": {"L1": {"hire_date": "2027-01-08"}}}
    instance = world.build(changes)
    assert impossible(dates_part(instance, SETTINGS, instance.cohorts[0]))


@pytest.mark.parametrize("sign", [1, -1], ids=["fewest", "most"])
def test_dates_of_an_odd_programme_have_one_single_day(sign: int) -> None:
    # M3 in one day makes three days: one session of two and one of one, however it is pushed.
    instance = world.build({"modules": {"M3": {"hours": 7}}})
    part = dates_part(instance, SETTINGS, instance.cohorts[0])
    part.model.minimize(sign * sum(part.cohorts[0].two_days))
    _cost, value = optimum(part.model)
    assert sorted(len(option.days) for option in part.dates(value)["A"]) == [1, 2]


def test_a_fixed_day_is_among_the_dates() -> None:
    fixed = {"kind": "fix", "cohort": "A", "day": "2027-02-18"}
    assert date(2027, 2, 18) in _dates(world.build({"pins": [fixed]}))


def test_a_forbidden_day_is_not() -> None:
    even = _dates(world.build({}))
    forbidden = {"kind": "forbid", "cohort": "A", "day": even[0].isoformat()}
    assert even[0] not in _dates(world.build({"pins": [forbidden]}))


def _dates(instance: Instance) -> list[date]:
    part = dates_part(instance, SETTINGS, instance.cohorts[0])
    _cost, value = optimum(part.model)
    return [day for option in part.dates(value)["A"] for day in option.days]
