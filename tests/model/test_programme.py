"""Cohorts that keep their programme: the model decides on their dates, and on these as the checker does.

What a session holds is not looked at again, so only rules that dates, trainers' calendars and
rooms' calendars can break are refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, cost_of, costs
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import TERM, Settings
from scheduler.model import Scope, build
from scheduler.model.cost import DATE_TERMS
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, lessons_of, load_cases
from tests.model.test_neighbours import SEEDS, another_date, corner, random_world

SETTINGS = load_settings()
CALENDARS = ["CA", "SE-02", "SE-03", "SE-04", "TR-01", "TR-03", "TR-04", "TR-05", "RO-01", "LE-01", "PI"]
"""Rules that a change of dates can break."""

INSIDE = {
    "TR-01-broken-two-parallel-groups-with-one-trainer",
    "RO-01-broken-two-parallel-groups-in-one-room",
    "TR-05-edge-out-a-site-the-trainer-does-not-go-to",
    "TR-05-edge-out-a-joint-remote-lesson-by-somebody-who-does-not-go-to-the-first-cohort-s-site",
}
"""Cases whose fault is in the programme itself, whenever it is."""

CASES = load_cases()
KEPT = [case for case in CASES if not case.expect]
BROKEN = [
    case
    for case in CASES
    if case.expect and case.expect[0].startswith(tuple(CALENDARS)) and case.id not in INSIDE
]
EDITS = 30

Plan = Sequence[Lesson]


def cost(
    instance: Instance, plan: Plan, kept: set[str], settings: Settings = SETTINGS, keep: Plan | None = None
) -> int | None:
    """Return the model's cost of `plan` while the cohorts `kept` keep their programme; None if refused.

    Parameters
    ----------
    keep
        The programme, where it is not that of `plan`.
    """
    programme = [lesson for lesson in keep or plan if lesson.cohort in kept]
    model = build(instance, settings, Scope(keep=programme))
    model.fix(plan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(model.model) != cp_model.OPTIMAL:
        return None
    assert sorted(map(repr, model.lessons(solver.boolean_value))) == sorted(map(repr, plan))
    return round(solver.objective_value)


def every(instance: Instance) -> set[str]:
    return {cohort.id for cohort in instance.cohorts}


def of_dates(instance: Instance, plan: Plan) -> int:
    """Return what the dates of a plan cost by the checker."""
    return sum(x.weight * x.quantity for x in costs(instance, plan, SETTINGS) if x.term in DATE_TERMS)


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_a_plan_that_keeps_the_rules_is_admitted_and_costs_what_its_dates_cost(case: Case) -> None:
    assert cost(case.instance, case.lessons, every(case.instance)) == of_dates(case.instance, case.lessons)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.id)
def test_a_plan_whose_dates_break_a_rule_is_refused(case: Case) -> None:
    assert cost(case.instance, case.lessons, every(case.instance)) is None


def moved(plan: Plan, chance: Random) -> Iterator[Plan]:
    """Yield plans of which one session has other dates."""
    for _number in range(EDITS):
        yield another_date(tuple(plan), chance)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_random_worlds_dates_are_admitted_exactly_when_the_checker_accepts_them(seed: int) -> None:
    instance, chance = random_world(seed), Random(seed)
    plan = corner(instance, chance)
    for edited in moved(plan, chance):
        admitted = cost(instance, edited, every(instance), keep=plan) is not None
        assert admitted == (check(instance, edited) == ()), edited


@pytest.mark.parametrize("seed", SEEDS)
def test_with_one_cohort_free_the_cost_changes_as_the_whole_cost_does(seed: int) -> None:
    # What the programme that is kept costs but for dates is a constant that the model leaves out.
    instance, chance = random_world(seed), Random(seed)
    first, second = corner(instance, chance), corner(instance, chance)
    for name in sorted(every(instance)):
        free = every(instance) - {name}
        mixed = [x for x in first if x.cohort == name] + [x for x in second if x.cohort in free]
        one, other = (cost(instance, plan, {name}) for plan in (first, mixed))
        assert one is not None
        assert (other is None) == (check(instance, mixed) != ())
        if other is not None:
            assert other - one == whole(instance, mixed) - whole(instance, first)


def whole(instance: Instance, plan: Plan) -> int:
    return cost_of(costs(instance, plan, SETTINGS))


# ---------------------------------------------------------------------- little worlds

TWO: dict[str, Any] = {
    "modules": {"M3": None},
    "cohorts": {"B": {}},
    "trainers": {"T2": {"skills": ["care", "office"]}},
}
"""Two cohorts with programmes of two days, M1 and M2, that either trainer can teach."""

A_AND_B = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T2 R1
    B1 Mon 2027-02-08  M1 T1 R1
    B1 Tue 2027-02-09  M2 T2 R1
    """


def test_two_programmes_with_the_same_trainers_do_not_share_dates() -> None:
    # Both want T1 on a Monday and T2 the day after: B cannot come to the first week too.
    instance = world.build(TWO)
    plan = lessons_of(A_AND_B, instance)
    together = [x if x.cohort == "A" else replace(x, day=x.day - timedelta(weeks=1)) for x in plan]
    assert cost(instance, plan, {"A", "B"}) is not None
    assert cost(instance, together, {"A", "B"}, keep=plan) is None


def test_what_a_session_holds_is_not_changed() -> None:
    # B's days the other way round keep every rule, and are another programme.
    instance = world.build(TWO)
    plan = lessons_of(A_AND_B, instance)
    other = lessons_of(
        A_AND_B.replace("02-08  M1 T1", "02-08  M2 T1").replace("02-09  M2", "02-09  M1"), instance
    )
    assert check(instance, other) == ()
    assert cost(instance, other, {"A", "B"}, keep=plan) is None
    assert cost(instance, other, {"A"}, keep=plan) is not None


def test_what_the_programme_has_of_a_trainer_counts_in_the_limit_of_days_in_all() -> None:
    # T1 has a day with A and one with B: two days will do, one will not.
    for most, admitted in ((2, True), (1, False)):
        trainers = TWO["trainers"] | {"T1": {"max_days": most}}
        instance = world.build(TWO | {"trainers": trainers})
        for kept in ({"A"}, {"A", "B"}):
            assert (cost(instance, lessons_of(A_AND_B, instance), kept) is not None) == admitted


def test_what_the_programme_has_of_a_trainer_counts_in_the_even_share() -> None:
    # Two trainers share eight half-days: four each. T1 has A's two days, so all that T1 teaches B is
    # above the share, and B, which is free, pays for it: two half-days.
    balance = Settings(dict.fromkeys(TERM, 0) | {"trainer_balance": 1}, 0)
    instance = world.build(TWO)
    plan = lessons_of(A_AND_B.replace("02-02  M2 T2", "02-02  M2 T1"), instance)
    assert cost(instance, plan, {"A"}, balance) == 2


def test_a_session_keeps_as_many_days_as_it_has() -> None:
    # Three days: a session of two, then the single one. The other way round there is no plan of this
    # programme, though SE-01 would allow it of another.
    instance = world.build({"modules": {"M3": {"hours": 7}}})
    plan = lessons_of(
        """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M2 T1 R1
        A2 Mon 2027-02-08  M3 T1 R1
        """,
        instance,
    )
    assert cost(instance, plan, {"A"}) is not None
    model = build(instance, SETTINGS, Scope(keep=plan))
    (kept,) = model.cohorts
    model.model.add(sum(x for option, x in kept.place[1].items() if len(option.days) == 2) == 1)
    assert cp_model.CpSolver().solve(model.model) == cp_model.INFEASIBLE


def test_the_afternoon_that_an_exam_leaves_free_stays_taken() -> None:
    # The exam of B ends at noon; its room is held all day, as where B is planned anew.
    modules = {"M1": {"whole_days": False}, "M2": None, "M3": None}
    instance = world.build(TWO | {"modules": modules, "assessment": {"hours": 3}})
    for room, admitted in (("R1", False), ("R2", True)):
        plan = lessons_of(
            f"""
            B1 Mon 2027-02-01  M1 T1 R1
            B1 Tue 2027-02-02  EX - R1 3h | -
            A1 Tue 2027-02-02  M1 T2 R2 | M1 T2 {room}
            A1 Wed 2027-02-03  EX - R2 3h | -
            """,
            instance,
        )
        for kept in (set(), {"A"}, {"B"}, {"A", "B"}):
            assert (cost(instance, plan, kept) is not None) == admitted
