"""The best order of one cohort as a neighbourhood: all rules kept, all others left alone, cost told right."""

import threading
from functools import cache

import pytest

from scheduler.check import check
from scheduler.domain.search import Limits
from scheduler.model import build
from scheduler.solve.known import Known, Lessons, of_others
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.neighbourhoods.reordering import improve_order
from tests.model.day_worlds import day_world, weights
from tests.model.test_bounds_hold import best
from tests.solve.test_local import solved
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)
SEEDS = range(60)


def known(seed: int) -> Known:
    return Known(day_world(seed), weights(seed), ONE)


@cache
def plan_of(seed: int, *, dearest: bool) -> Lessons:
    """Return the dearest plan of a world, or the cheapest; empty if it has none, or cohorts share modules."""
    if day_world(seed).joint_modules:
        return ()
    plan = build(day_world(seed), weights(seed))
    if dearest:
        plan.model.maximize(plan.cost)
    response = solved(plan.model)
    return plan.lessons(lambda literal: bool(response.value(literal))) if response is not None else ()


def reordered(seed: int, name: str, lessons: Lessons) -> Improved:
    asked = Neighbourhood((name,), {name: 0}, "best order", seconds=5.0, order=True)
    return improve_order(known(seed), threading.Event(), asked, lessons)


@pytest.mark.parametrize("seed", first(30, SEEDS))
def test_one_cohort_costs_as_much_less_as_is_told_and_all_others_stay(seed: int) -> None:
    lessons = plan_of(seed, dearest=True)
    for cohort in day_world(seed).cohorts if lessons else ():
        improved = reordered(seed, cohort.id, lessons)
        if improved.gain:
            around = of_others(lessons, (cohort.id,))
            assert {x.cohort for x in improved.lessons} == {cohort.id}
            assert check(day_world(seed), around + improved.lessons) == ()
            told = known(seed).price(lessons) - known(seed).price(around + improved.lessons)
            assert improved.gain == told > 0
        else:
            assert improved.lessons == ()


def test_the_dearest_plans_are_made_better_until_many_are_the_cheapest() -> None:
    dearer, cheapest = [], []
    for seed in SEEDS:
        lessons, instance = plan_of(seed, dearest=True), day_world(seed)
        if not lessons or len(instance.cohorts) > 1 or known(seed).price(lessons) == best(seed):
            continue
        dearer.append(seed)
        while (improved := reordered(seed, instance.cohorts[0].id, lessons)).gain:
            lessons = improved.lessons
        if known(seed).price(lessons) == best(seed):
            cheapest.append(seed)
    assert len(cheapest) >= 0.7 * len(dearer) > 0


@pytest.mark.parametrize("seed", first(20, SEEDS))
def test_nothing_is_gained_from_the_cheapest_plan(seed: int) -> None:
    lessons = plan_of(seed, dearest=False)
    for cohort in day_world(seed).cohorts if lessons else ():
        assert not reordered(seed, cohort.id, lessons).gain
