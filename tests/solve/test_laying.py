"""Cohorts laid out beside others: a plan that keeps all rules, with the trainers given."""

import threading
from math import inf

import pytest

from scheduler.check import check
from scheduler.domain.search import Limits
from scheduler.domain.time import Half
from scheduler.model import Scope, build, cost
from scheduler.model.layout import Strand
from scheduler.model.surroundings import Surroundings
from scheduler.solve.known import Known, Lessons, of_others
from scheduler.solve.laying import laid_beside, laid_out
from scheduler.solve.sequencing import Effort, Sequencing
from tests.cases import world
from tests.model.day_worlds import day_world, weights
from tests.model.joint_worlds import joint_world
from tests.model.test_bounds_hold import best, least
from tests.solve.test_local import cost as cost_of
from tests.solve.test_local import solved
from tests.solve.test_sequencing import asked
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)
SEEDS = range(60)


def known(seed: int) -> Known:
    return Known(day_world(seed), weights(seed), ONE)


def staff_of(seed: int) -> dict[str, dict[Strand, str]]:
    return {name: given for _instance, _settings, name, given in asked(seed)}


def teaching(lessons: Lessons) -> dict[tuple[str, Strand], set[str | None]]:
    found: dict[tuple[str, Strand], set[str | None]] = {}
    for x in lessons:
        found.setdefault((x.cohort, Strand(x.module, x.group)), set()).add(x.trainer)
    return found


@pytest.mark.parametrize("seed", first(30, SEEDS))
def test_a_plan_that_is_laid_out_keeps_all_rules_with_the_trainers_given(seed: int) -> None:
    staff = staff_of(seed)
    lessons, _spent = laid_out(known(seed), threading.Event(), staff)
    if lessons:
        instance = day_world(seed)
        assert check(instance, lessons) == ()
        assert cost_of(instance, weights(seed), lessons) >= best(seed)
        for (name, strand), names in teaching(lessons).items():
            assert strand not in staff[name] or names == {staff[name][strand]}


def test_most_plans_are_found_and_many_of_them_best() -> None:
    plans = {seed: laid_out(known(seed), threading.Event(), staff_of(seed))[0] for seed in SEEDS}
    asked_for = [seed for seed in SEEDS if staff_of(seed)]
    found = [seed for seed in asked_for if plans[seed]]
    cheapest = [s for s in found if cost_of(day_world(s), weights(s), plans[s]) == best(s)]
    assert len(found) >= 0.7 * len(asked_for)
    assert len(cheapest) >= 0.4 * len(found)


@pytest.mark.parametrize("seed", first(20, SEEDS))
def test_beside_others_no_more_is_proved_than_it_costs(seed: int) -> None:
    instance, settings = day_world(seed), weights(seed)
    plan = build(instance, settings)
    response = solved(plan.model)
    if response is None or instance.joint_modules or len(instance.cohorts) < 2:
        return
    lessons = plan.lessons(lambda literal: bool(response.value(literal)))
    for cohort in instance.cohorts:
        around, given = of_others(lessons, (cohort.id,)), staff_of(seed).get(cohort.id, {})
        scope = Scope([cohort], around=around, staff={cohort.id: given})
        model = build(instance, settings, scope)
        terms = cost.of_dates(model.cohorts, settings) | cost.of_content(model.cohorts, settings)
        model.model.minimize(cost.weighted(terms, settings))
        taken = Surroundings.of(instance, around)
        sequencing = Sequencing.of(instance, settings, cohort, None, taken)
        assert sequencing.least(given, 0, inf, Effort()).cost <= least(model.model)
        mine, _spent = laid_beside(known(seed), threading.Event(), cohort.id, given, around)
        assert not mine or check(instance, around + mine) == ()


def test_what_others_take_is_known() -> None:
    """The only practice room is taken by others on the first day: nothing that needs it can be then."""
    rooms, modules = {"R2": {"kind": "practice"}}, {"M1": {"rooms": ["practice"]}}
    instance = world.build({"rooms": rooms, "modules": modules})
    cohort, settings = instance.cohorts[0], weights(0)
    alone = Sequencing.of(instance, settings, cohort, None).syllabus.presence
    first_day = alone.days[0]
    taken = Surroundings(held=frozenset(("R2", first_day, half) for half in Half))
    beside = Sequencing.of(instance, settings, cohort, None, taken).syllabus.presence
    module = [x.id for x in alone.cohort.modules].index("M1")
    assert alone.there({})[0, module]
    assert not beside.there({})[0, module]
    assert (alone.there({})[1:] == beside.there({})[1:]).all()


def test_shared_modules_and_half_days_are_left_to_others() -> None:
    shared = joint_world(0)
    event = threading.Event()
    assert laid_out(Known(shared, weights(0), ONE), event, {}) == ((), 0.0)
    halves = world.build({"modules": {"M1": {"whole_days": False}}})
    assert laid_out(Known(halves, weights(0), ONE), event, {}) == ((), 0.0)
