"""A few cohorts planned while the lessons of others stay: what these take is missing, and costs no more.

A violation concerns one cohort or the meeting of two. So a plan keeps every rule exactly when
each way of cutting it in two, one side planned around the other, is feasible.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, cost_of, costs
from scheduler.domain.cluster import Sharing, clusters_in
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import TERM, Settings
from scheduler.model import Scope, build
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, lessons_of, load_cases
from tests.model.test_neighbours import SEEDS, corner, edits, random_world

SETTINGS = load_settings()
BALANCE = Settings(dict.fromkeys(TERM, 0) | {"trainer_balance": 1}, 0)
SHARED = [case for case in load_cases() if len(case.instance.cohorts) > 1]
KEPT = [case for case in SHARED if not case.expect]
MISNAMED = {"one lesson under two names", "two parallel groups under one name"}
"""Wrong in nothing but the names of shared lessons: a part knows these by cohorts and groups."""

BROKEN = [case for case in SHARED if case.expect and case.name not in MISNAMED]
FEW = 8

Plan = Sequence[Lesson]


def marginal(
    instance: Instance,
    planned: set[str],
    plan: Plan,
    around: Plan = (),
    settings: Settings = SETTINGS,
    sharing: Sharing | None = None,
) -> int | None:
    """Return what fixing `plan` of the cohorts `planned` adds to `around`; None if it may not be."""
    cohorts = [cohort for cohort in instance.cohorts if cohort.id in planned]
    model = build(instance, settings, Scope(cohorts=cohorts, around=around, sharing=sharing))
    model.fix(plan)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else None


def of(plan: Plan, cohorts: set[str]) -> list[Lesson]:
    return [lesson for lesson in plan if lesson.cohort in cohorts]


def splits(instance: Instance) -> Iterator[tuple[set[str], set[str]]]:
    """Yield the cohorts planned and those around: one of them planned, then all but one."""
    every = {cohort.id for cohort in instance.cohorts}
    for cohort in sorted(every):
        yield {cohort}, every - {cohort}
        if len(every) > 2:
            yield every - {cohort}, {cohort}


def admitted(instance: Instance, plan: Plan) -> list[bool]:
    """Tell for each split whether the plan of its first side is feasible around the other."""
    sharing = clusters_in(instance, plan)
    return [
        marginal(instance, planned, of(plan, planned), of(plan, others), sharing=sharing) is not None
        for planned, others in splits(instance)
    ]


def assert_costs_add_up(instance: Instance, plan: Plan) -> None:
    whole, sharing = cost_of(costs(instance, plan, SETTINGS)), clusters_in(instance, plan)
    for planned, others in splits(instance):
        added = marginal(instance, planned, of(plan, planned), of(plan, others), sharing=sharing)
        alone = marginal(instance, others, of(plan, others), sharing=sharing)
        assert added is not None
        assert alone is not None
        assert added + alone == whole, planned
    for order in permutations(cohort.id for cohort in instance.cohorts):
        one_by_one = [
            marginal(instance, {cohort}, of(plan, {cohort}), of(plan, {*order[:index]}), sharing=sharing)
            for index, cohort in enumerate(order)
        ]
        assert None not in one_by_one
        assert sum(filter(None, one_by_one)) == whole, order


# ---------------------------------------------------------------------- the text cases, random worlds


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_a_case_that_keeps_the_rules_may_be_planned_in_parts_and_costs_the_same(case: Case) -> None:
    assert all(admitted(case.instance, case.lessons))
    assert_costs_add_up(case.instance, case.lessons)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.id)
def test_a_case_that_breaks_a_rule_is_refused_in_parts(case: Case) -> None:
    # A clash of two cohorts shows whichever is planned, a fault of one only where that one is.
    ids = [cohort.id for cohort in case.instance.cohorts]
    sharing = clusters_in(case.instance, case.lessons)
    each_alone = all(
        marginal(case.instance, {x}, of(case.lessons, {x}), sharing=sharing) is not None for x in ids
    )
    found = admitted(case.instance, case.lessons)
    assert not (any(found) if each_alone else all(found))


@pytest.mark.parametrize("seed", SEEDS)
def test_in_random_worlds_the_parts_cost_what_the_whole_costs(seed: int) -> None:
    instance = random_world(seed)
    assert_costs_add_up(instance, corner(instance, Random(seed)))


@pytest.mark.parametrize("seed", SEEDS)
def test_in_random_worlds_parts_are_admitted_exactly_when_the_checker_accepts_the_whole(seed: int) -> None:
    instance, chance = random_world(seed), Random(seed)
    every = list(edits(corner(instance, chance), chance))
    for edited in chance.sample(every, FEW):
        assert all(admitted(instance, edited)) == (check(instance, edited) == ()), edited


# ---------------------------------------------------------------------- little worlds

COHORTS: dict[str, Any] = {
    "modules": {"M3": None},
    "cohorts": {"B": {}, "C": {}},
    "trainers": {"T2": {"skills": ["care", "office"]}},
}
"""Programmes of two days, M1 and M2, that either trainer can teach: one session each."""

BY_HALVES = COHORTS | {"modules": {"M1": {"whole_days": False}, "M2": {"whole_days": False}, "M3": None}}
PARIS = {"sites": {"PARIS": {"name": "Paris"}}, "rooms": {"P1": {"site": "PARIS"}}}


def fits(changes: dict[str, Any], fixed: str, planned: str) -> bool:
    """Tell whether cohort A may be planned so while the other lessons stay."""
    return adds(changes, fixed, planned) is not None


def adds(changes: dict[str, Any], fixed: str, planned: str) -> int | None:
    """Return by how many half-days above the even share A planned so exceeds what the others do."""
    instance = world.build(changes)
    return marginal(instance, {"A"}, lessons_of(planned, instance), lessons_of(fixed, instance), BALANCE)


def limit(changes: dict[str, Any], **limits: int) -> dict[str, Any]:
    """Return `changes` with limits on the load of T1."""
    return changes | {"trainers": changes["trainers"] | {"T1": limits}}


def test_three_cohorts_add_up_in_any_order() -> None:
    # T1 teaches all but a day; whoever is planned last pays for what exceeds the even share.
    instance = world.build(COHORTS)
    plan = lessons_of(
        """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M2 T1 R2
        B1 Wed 2027-02-03  M1 T1 R1
        B1 Thu 2027-02-04  M2 T2 R1
        C1 Mon 2027-02-08  M1 T1 R1
        C1 Tue 2027-02-09  M2 T1 R1
        """,
        instance,
    )
    assert check(instance, plan) == ()
    assert all(admitted(instance, plan))
    assert_costs_add_up(instance, plan)


A_MONDAY = "A1 Mon 2027-02-01  M1 {0} {1}\nA1 Tue 2027-02-02  M2 {0} {1}"


def test_a_trainer_taken_by_others_is_not_to_be_had() -> None:
    fixed = "B1 Mon 2027-02-01  M1 T1 R1\nB1 Tue 2027-02-02  M2 T1 R1"
    assert not fits(COHORTS, fixed, A_MONDAY.format("T1", "R2"))
    assert fits(COHORTS, fixed, A_MONDAY.format("T2", "R2"))


@pytest.mark.parametrize("taught", ["M1 T1 R1 | -", "- | M1 T1 R1"])
def test_a_trainer_taken_for_a_half_day_has_no_whole_day_left(taught: str) -> None:
    fixed = f"B1 Mon 2027-02-01  {taught}"
    assert not fits(COHORTS, fixed, A_MONDAY.format("T1", "R2"))


def test_a_trainer_taken_in_the_morning_is_free_in_the_afternoon() -> None:
    fixed = "B1 Mon 2027-02-01  M1 T1 R1 | M2 T2 R1"
    planned = "A1 Mon 2027-02-01  {} R2 | {} R2\nA1 Tue 2027-02-02  M1 T2 R2 | M2 T1 R2"
    assert fits(BY_HALVES, fixed, planned.format("M1 T2", "M2 T1"))
    assert not fits(BY_HALVES, fixed, planned.format("M2 T1", "M1 T2"))


def test_a_trainer_at_one_site_in_the_morning_is_not_at_another_in_the_afternoon() -> None:
    fixed = "B1 Mon 2027-02-01  M1 T1 {0} | -"
    planned = "A1 Mon 2027-02-01  M1 T2 R1 | M2 T1 R1\nA1 Tue 2027-02-02  M1 T2 R1 | M2 T1 R1"
    far = BY_HALVES | PARIS | {"cohorts": {"B": {"site": "PARIS"}}}
    assert not fits(far, fixed.format("P1"), planned)
    assert fits(BY_HALVES, fixed.format("R2"), planned)


@pytest.mark.parametrize("programme", [COHORTS, BY_HALVES], ids=["by days", "by half-days"])
def test_a_week_used_up_by_others_has_no_day_left(programme: dict[str, Any]) -> None:
    # T1 agreed to two days a week, and B has both of the first week.
    fixed = "B1 Thu 2027-02-04  M1 T1 R1\nB1 Fri 2027-02-05  M2 T1 R1"
    following = "A1 Mon 2027-02-08  M1 T1 R1\nA1 Tue 2027-02-09  M2 T1 R1"
    assert not fits(limit(programme, max_days_per_week=2), fixed, A_MONDAY.format("T1", "R1"))
    assert fits(limit(programme, max_days_per_week=2), fixed, following)
    assert fits(limit(programme, max_days_per_week=4), fixed, A_MONDAY.format("T1", "R1"))


@pytest.mark.parametrize("programme", [COHORTS, BY_HALVES], ids=["by days", "by half-days"])
def test_days_in_all_used_up_by_others_leave_none(programme: dict[str, Any]) -> None:
    # B has two days of T1 and A would have two.
    fixed = "B1 Mon 2027-02-08  M1 T1 R1\nB1 Tue 2027-02-09  M2 T1 R1"
    assert not fits(limit(programme, max_days=3), fixed, A_MONDAY.format("T1", "R1"))
    assert fits(limit(programme, max_days=4), fixed, A_MONDAY.format("T1", "R1"))


@pytest.mark.parametrize("limits", [{"max_days_per_week": 2}, {"max_days": 2}], ids=["in a week", "in all"])
def test_the_other_half_of_a_day_that_is_taught_takes_no_further_day(limits: dict[str, int]) -> None:
    # T1 has the mornings of B on both days; the afternoons of A are on the same two.
    fixed = "B1 Mon 2027-02-01  M1 T1 R1 | -\nB1 Tue 2027-02-02  M1 T1 R1 | -"
    planned = "A1 Mon 2027-02-01  M1 T2 R2 | M2 T1 R2\nA1 {}  M1 T2 R2 | M2 T1 R2"
    assert fits(limit(BY_HALVES, **limits), fixed, planned.format("Tue 2027-02-02"))
    wednesday = planned.replace("Mon 2027-02-01", "Tue 2027-02-02").format("Wed 2027-02-03")
    assert not fits(limit(BY_HALVES, **limits), fixed, wednesday)


def test_a_room_taken_by_others_is_not_to_be_had() -> None:
    fixed = "B1 Mon 2027-02-01  M1 T1 R1\nB1 Tue 2027-02-02  M2 T1 R1"
    assert not fits(COHORTS, fixed, A_MONDAY.format("T2", "R1"))
    assert fits(COHORTS, fixed, A_MONDAY.format("T2", "R2"))


@pytest.mark.parametrize("taught", ["M1 T1 R1 | -", "- | M1 T1 R1"])
def test_a_room_taken_for_a_half_day_has_no_whole_day_left(taught: str) -> None:
    assert not fits(COHORTS, f"B1 Mon 2027-02-01  {taught}", A_MONDAY.format("T2", "R1"))


def test_a_room_taken_in_the_morning_is_free_in_the_afternoon() -> None:
    fixed = "B1 Mon 2027-02-01  M1 T1 R1 | M1 T1 R2"
    planned = "A1 Mon 2027-02-01  M1 T2 {} | M1 T2 {}\nA1 Tue 2027-02-02  M2 T2 R1"
    assert fits(BY_HALVES, fixed, planned.format("R2", "R1"))
    assert not fits(BY_HALVES, fixed, planned.format("R1", "R2"))


def test_the_afternoon_that_an_exam_leaves_free_stays_taken() -> None:
    # The exam of B ends at noon; its room is held all day, as it is when B itself is planned.
    exam = BY_HALVES | {"modules": {"M1": {"whole_days": False}, "M2": None, "M3": None}}
    exam |= {"assessment": {"hours": 3}}
    fixed = "B1 Mon 2027-02-01  M1 T1 R1\nB1 Tue 2027-02-02  EX - R1 3h | -"
    planned = "A1 Tue 2027-02-02  M1 T2 R2 | M1 T2 {}\nA1 Wed 2027-02-03  EX - R2 3h | -"
    instance = world.build(exam)
    for room, free in (("R1", False), ("R2", True)):
        both = lessons_of(f"{fixed}\n{planned.format(room)}", instance)
        assert fits(exam, fixed, planned.format(room)) == free
        assert (marginal(instance, {"A", "B"}, both) is not None) == free


A_LATER = "A1 Mon 2027-02-08  M1 {} R1\nA1 Tue 2027-02-09  M2 {} R1"


def test_a_trainer_above_the_even_share_pays_for_each_half_day() -> None:
    # Three cohorts of four half-days, two trainers: six each. T1 has eight already.
    fixed = """
        B1 Mon 2027-02-01  M1 T1 R1
        B1 Tue 2027-02-02  M2 T1 R1
        C1 Wed 2027-02-03  M1 T1 R1
        C1 Thu 2027-02-04  M2 T1 R1
    """
    assert adds(COHORTS, fixed, A_LATER.format("T1", "T1")) == 4
    assert adds(COHORTS, fixed, A_LATER.format("T1", "T2")) == 2
    assert adds(COHORTS, fixed, A_LATER.format("T2", "T2")) == 0


def test_a_trainer_below_the_even_share_pays_for_what_exceeds_it() -> None:
    # Of the share of six, T1 has four: two of the four half-days of A are too many.
    fixed = "B1 Mon 2027-02-01  M1 T1 R1\nB1 Tue 2027-02-02  M2 T1 R1"
    assert adds(COHORTS, fixed, A_LATER.format("T1", "T1")) == 2
    assert adds(COHORTS, fixed, A_LATER.format("T2", "T1")) == 0


def test_a_lesson_that_others_share_counts_once_in_the_even_share() -> None:
    # M1 of B and C is one lesson: ten half-days in all, five for each trainer. T1 has two, T2 four.
    shared = COHORTS | {"joint_modules": {"J": {"sharers": {"B": "M1", "C": "M1"}}}}
    fixed = """
        B1 Mon 2027-02-01  M2 T2 R1
        B1 Tue 2027-02-02  M1 T1 R1 =J
        C1 Tue 2027-02-02  M1 T1 R1 =J
        C1 Wed 2027-02-03  M2 T2 R1
    """
    assert adds(shared, fixed, A_LATER.format("T1", "T1")) == 1
    assert adds(shared, fixed, A_LATER.format("T2", "T1")) == 1
    assert adds(shared, fixed, A_LATER.format("T2", "T2")) == 3
