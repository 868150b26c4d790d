"""Modules in single runs: what a run is, and that the restriction asks for nothing else."""

from collections.abc import Sequence
from itertools import combinations, product
from random import Random

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.model import Scope, build
from scheduler.model.runs import Run, runs
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings()


def is_run(taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether these days follow one another, but for one free day at either end."""
    sessions = [session for session, _day in taken]
    first, last = min(sessions), max(sessions)
    return all(sessions.count(session) == 2 for session in range(first + 1, last)) and last in sessions


def admits(instance: Instance, lessons: Sequence[Lesson], *, single_runs: bool) -> bool:
    plan = build(instance, SETTINGS, Scope(single_runs=single_runs))
    plan.fix(lessons)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(plan.model) == cp_model.OPTIMAL


def test_one_day_is_any_day() -> None:
    assert list(runs(1, 2)) == [((0, 0),), ((0, 1),), ((1, 0),), ((1, 1),)]


def test_two_days_are_one_session_or_one_day_of_each_of_two_in_a_row() -> None:
    # Of three sessions the first and the third are never a run: the second would interrupt it.
    within = [((session, 0), (session, 1)) for session in range(3)]
    across = [
        ((session, day), (session + 1, other))
        for session in range(2)
        for day, other in product((0, 1), (0, 1))
    ]
    assert sorted(runs(2, 3)) == sorted(within + across)


def test_three_days_are_a_session_and_a_day_before_or_after() -> None:
    assert sorted(runs(3, 2)) == [
        ((0, 0), (0, 1), (1, 0)),
        ((0, 0), (0, 1), (1, 1)),
        ((0, 0), (1, 0), (1, 1)),
        ((0, 1), (1, 0), (1, 1)),
    ]


def test_a_module_too_long_for_the_sessions_has_no_run() -> None:
    assert list(runs(5, 2)) == []


@pytest.mark.parametrize("sessions", range(1, 5))
@pytest.mark.parametrize("days", range(1, 7))
def test_every_choice_of_days_without_interruption_is_a_run_and_listed_once(days: int, sessions: int) -> None:
    every = combinations(product(range(sessions), (0, 1)), days)
    expected: list[Run] = [taken for taken in every if is_run(taken)]
    assert sorted(runs(days, sessions)) == expected


LONG = {"modules": {"M3": {"hours": 28}, "M4": {"block": "B2", "hours": 14, "skill": "office"}}}
"""Eight days of programme in four sessions, four of them one module."""


@pytest.mark.parametrize("seed", range(6))
def test_every_plan_found_teaches_each_module_in_one_run(seed: int) -> None:
    # Whatever the objective: this one scatters modules wherever it may.
    instance, chance = world.build(LONG | {"curriculum": {"max_gap_weeks": 2}}), Random(seed)
    plan = build(instance, SETTINGS, Scope(single_runs=True))
    (cohort,) = plan.cohorts
    content = [literal for slots in cohort.content.values() for literal in slots.values()]
    plan.model.minimize(sum(chance.randint(-9, 9) * literal for literal in content))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(plan.model) == cp_model.OPTIMAL
    lessons = plan.lessons(solver.boolean_value)
    assert check(instance, lessons) == ()
    days = {x.session: sorted({y.day for y in lessons if y.session == x.session}) for x in lessons}
    for module in ("M1", "M2", "M3", "M4"):
        taken = {(x.session, days[x.session].index(x.day)) for x in lessons if x.module == module}
        assert is_run(sorted(taken)), module


INTERRUPTED = """
    A1 Mon 2027-02-01  {0} T1 R1
    A1 Tue 2027-02-02  M1 T1 R1
    A2 Mon 2027-02-08  M4 T1 R1
    A2 Tue 2027-02-09  M4 T1 R1
    A3 Mon 2027-02-15  {0} T1 R1
    A3 Tue 2027-02-16  M2 T1 R1
    """


def test_an_interrupted_module_is_left_to_the_whole_model() -> None:
    # M3 is taught in the first session and the third, M4 alone in the second.
    instance = world.build({"modules": {"M4": {"block": "B2", "hours": 14, "skill": "office"}}})
    lessons = lessons_of(INTERRUPTED.format("M3"), instance)
    assert admits(instance, lessons, single_runs=False)
    assert not admits(instance, lessons, single_runs=True)


def test_modules_by_half_days_may_be_interrupted() -> None:
    # The same plan, M3 being taught by half-days: the restriction says nothing of it.
    programme = {"M3": {"whole_days": False}, "M4": {"block": "B2", "hours": 14, "skill": "office"}}
    instance = world.build({"modules": programme})
    assert admits(instance, lessons_of(INTERRUPTED.format("M3"), instance), single_runs=True)
