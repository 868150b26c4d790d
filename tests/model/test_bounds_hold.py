"""No relaxation costs more than the best plan, that of the whole model without windows, under any weights."""

from dataclasses import replace
from functools import cache
from itertools import product
from math import inf

import pytest
from ortools.sat.python import cp_model

from scheduler.calendars import site_calendars, week_position
from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.domain.time import add_months
from scheduler.model import Scope, build, cost
from scheduler.model.grid import CohortGrid
from scheduler.model.parts import Part, content_part, dates_of_teams, dates_part, dates_together, teams_part
from scheduler.settings import load_settings
from scheduler.solve.bounds.relaxation import certain, relax
from scheduler.solve.bounds.windows import calendar_outside
from scheduler.solve.reasons import Impossible
from scheduler.solve.solver import Solver
from tests.model.day_worlds import day_world, weights
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import random_world
from tests.thorough import first

DAYS, MIXED, JOINT = range(16, 60), range(8), range(8)
TIGHT = (18, 19, 22, 24, 25, 26, 27, 30, 31, 37, 39, 40, 41, 42, 44, 50, 53, 54, 57, 58, 59)
"""Worlds in which what trainers, weekdays, absences and dates cost is all that there is to pay."""

FEW = Limits(seconds=20, workers=1)
SETTINGS = load_settings()


def least(model: cp_model.CpModel) -> float:
    """Return the optimum of a model; ``inf`` without a solution."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return round(solver.objective_value) if status == cp_model.OPTIMAL else inf


@cache
def best(seed: int) -> float:
    return least(build(day_world(seed), weights(seed)).model)


def held(instance: Instance, settings: Settings, optimum: float) -> None:
    """Hold the parts with named trainers, and what is made of them, against the best plan."""
    cohorts = instance.cohorts
    halves = sum(
        least(content_part(instance, settings, x).model)
        for x in cohorts
        if not instance.curriculum_of(x).by_days
    )
    teams = least(teams_part(instance, settings, cohorts).model)
    assert teams + halves <= optimum
    plain = least(dates_of_teams(instance, settings, cohorts).model)
    closer = least(
        dates_of_teams(instance, settings, cohorts, sharing=certain(instance), absences=True).model
    )
    assert teams <= plain <= closer
    assert closer + halves <= optimum
    for window in (None, 1):
        solver = Solver(FEW)
        try:
            found = relax(instance, settings, solver, lambda bound: None)
            if window is not None:
                found = replace(found, window=window)
            for deeper in (False, True):
                found = found.on_dates(solver, lambda bound: None, 20.0, closer=deeper)
                assert found.bound <= optimum
        except Impossible:
            assert optimum == inf


@pytest.mark.parametrize("seed", first(16, DAYS))
def test_whole_days(seed: int) -> None:
    held(day_world(seed), weights(seed), best(seed))


@pytest.mark.parametrize("seed", first(8, DAYS[:24]))
def test_whole_days_where_somebody_stands_in_for_whoever_is_away(seed: int) -> None:
    instance = day_world(seed, relieved=True)
    held(instance, weights(seed), least(build(instance, weights(seed)).model))


@pytest.mark.parametrize("seed", first(8, TIGHT))
def test_the_closer_look_finds_all_that_the_best_plan_pays(seed: int) -> None:
    instance = day_world(seed)
    part = dates_of_teams(instance, weights(seed), instance.cohorts, sharing=certain(instance), absences=True)
    assert least(part.model) == best(seed) < inf


@pytest.mark.parametrize("seed", first(3, MIXED))
def test_half_days(seed: int) -> None:
    instance = random_world(seed)
    held(instance, weights(seed), least(build(instance, weights(seed)).model))


@pytest.mark.parametrize("seed", first(3, JOINT))
def test_joint_modules(seed: int) -> None:
    instance = joint_world(seed)
    held(instance, weights(seed), least(build(instance, weights(seed)).model))


@pytest.mark.parametrize("seed", first(16, DAYS))
def test_dates_together_bound_dates_and_content(seed: int) -> None:
    instance, settings = day_world(seed), weights(seed)
    plan = build(instance, settings)
    terms = cost.of_dates(plan.cohorts, settings) | cost.of_content(plan.cohorts, settings)
    plan.model.minimize(cost.weighted(terms, settings))
    assert least(dates_together(instance, settings, instance.cohorts).model) <= least(plan.model)


# ---------------------------------------------------------------------- windows

CALENDAR = ("rhythm", "school_holidays", "bridges")


def left(part: Part, window: int) -> Part:
    """Have some session of a part on dates leave its window."""
    (cohort,) = part.cohorts
    part.model.add_bool_or(
        literal
        for session, options in enumerate(cohort.place)
        for option, literal in options.items()
        if cohort.grid.deviation(session, option) > window
    )
    return part


@pytest.mark.parametrize("seed", first(16, DAYS))
def test_spans_hold_every_first_and_last_day_that_the_duration_allows(seed: int) -> None:
    instance = day_world(seed)
    for cohort in instance.cohorts:
        grid = CohortGrid(instance, cohort, site_calendars(instance)[cohort.site], 4)
        shortest, longest = instance.months(cohort)
        spans = {first: (low, high) for first, low, high in grid.spans}
        assert set(spans) == {week_position(grid.weeks, option.week) for option in grid.options[0]}
        for start, end in product(grid.options[0], grid.options[-1]):
            first, last = start.days[0], end.days[-1]
            if add_months(first, shortest) <= last <= add_months(first, longest):
                low, high = spans[week_position(grid.weeks, start.week)]
                assert low <= week_position(grid.weeks, end.week) <= high


@pytest.mark.parametrize("window", [0, 1, 2])
@pytest.mark.parametrize("seed", first(16, DAYS))
def test_leaving_a_window_costs_no_less_than_is_said(seed: int, window: int) -> None:
    instance, drawn = day_world(seed), weights(seed)
    settings = replace(drawn, weights={x: y if x in CALENDAR else 0 for x, y in drawn.weights.items()})
    for cohort in instance.cohorts:
        grid = CohortGrid(instance, cohort, site_calendars(instance)[cohort.site], 4)
        said = calendar_outside(grid, settings.weights, window)
        assert said <= least(left(dates_part(instance, settings, cohort), window).model)


@pytest.mark.parametrize("seed", [*TIGHT[:6], 0, 1])
def test_beside_cohorts_that_keep_their_lessons(seed: int) -> None:
    """What the others add, at least, is no more than what the whole model of them beside adds."""
    instance, settings = (day_world(seed), weights(seed)) if seed in TIGHT else (random_world(seed), SETTINGS)
    # Beside lessons that are shared, such a part is never asked.
    instance = replace(instance, joint_modules=())
    whole = build(instance, settings)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    if solver.solve(whole.model) != cp_model.OPTIMAL:
        return
    first, *others = instance.cohorts
    lessons = whole.lessons(lambda x: bool(solver.value(x)))
    around = tuple(x for x in lessons if x.cohort == first.id)
    part = dates_of_teams(instance, settings, others, around=around)
    halves = sum(
        least(content_part(instance, settings, x).model)
        for x in others
        if not instance.curriculum_of(x).by_days
    )
    if others:
        beside = build(instance, settings, Scope(others, around=around))
        assert least(part.model) + halves <= least(beside.model)
