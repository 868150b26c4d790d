"""Other trainers of several cohorts, as a neighbourhood: rules kept, others left alone, cost told right."""

import threading
from dataclasses import replace

import pytest

from scheduler.check import check
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.model import Scope, build
from scheduler.model.layout import Strand
from scheduler.solve.bounds import proofs
from scheduler.solve.bounds.proofs import Proof, Target, prove
from scheduler.solve.known import Known, Lessons, of_others
from scheduler.solve.neighbourhoods import restaffing
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.neighbourhoods.incumbent import Incumbent
from scheduler.solve.neighbourhoods.kinds import improve_any
from scheduler.solve.neighbourhoods.restaffing import improve_staff
from tests.cases import world
from tests.model.day_worlds import WEEK, day_world
from tests.model.day_worlds import weights as drawn
from tests.model.test_bounds_hold import best
from tests.solve.test_local import solved
from tests.solve.test_reordering import known, plan_of
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)
SEEDS = range(60)
TWO = [seed for seed in SEEDS if len(day_world(seed).cohorts) == 2]


def asked(*names: str) -> Neighbourhood:
    return Neighbourhood(names, dict.fromkeys(names, 0), "other trainers of two", seconds=5.0, order=True)


def restaffed(seed: int, lessons: Lessons, *names: str) -> Improved:
    return improve_staff(known(seed), threading.Event(), asked(*names), lessons)


@pytest.mark.parametrize("seed", first(30, SEEDS))
def test_cohorts_cost_as_much_less_as_is_told_and_all_others_stay(seed: int) -> None:
    lessons = plan_of(seed, dearest=True)
    names = [cohort.id for cohort in day_world(seed).cohorts]
    for some in ([*names[:1]], names) if lessons else ():
        improved = restaffed(seed, lessons, *some)
        if improved.gain:
            now = (*of_others(lessons, tuple(some)), *improved.lessons)
            assert {x.cohort for x in improved.lessons} == set(some)
            assert check(day_world(seed), now) == ()
            assert improved.gain == known(seed).price(lessons) - known(seed).price(now) > 0
        else:
            assert improved.lessons == ()


def test_from_the_dearest_plans_many_of_the_cheapest_are_found_at_once() -> None:
    dearer, cheapest = [], []
    for seed in SEEDS:
        lessons = plan_of(seed, dearest=True)
        if not lessons or known(seed).price(lessons) == best(seed):
            continue
        dearer.append(seed)
        improved = restaffed(seed, lessons, *day_world(seed).cohort)
        if improved.gain and known(seed).price(improved.lessons) == best(seed):
            cheapest.append(seed)
    assert len(cheapest) >= 0.5 * len(dearer) > 0


@pytest.mark.parametrize("seed", first(20, SEEDS))
def test_nothing_is_gained_from_the_cheapest_plan(seed: int) -> None:
    lessons = plan_of(seed, dearest=False)
    assert not lessons or not restaffed(seed, lessons, *day_world(seed).cohort).gain


def swapped() -> tuple[Known, Lessons]:
    """Return a plan in which each of two trainers teaches the cohort that prefers the days of the other.

    T1 comes on Mondays and Tuesdays, which A prefers, T2 on Thursdays and Fridays, which B prefers; and an
    uneven share costs far more than days do.
    """
    halves = {day: [f"{day} AM", f"{day} PM"] for day in WEEK}
    instance = world.build(
        {
            "trainers": {
                "T1": {"skills": ["care", "office"], "availability": halves["MON"] + halves["TUE"]},
                "T2": {"skills": ["care", "office"], "availability": halves["THU"] + halves["FRI"]},
            },
            "rooms": {"R3": {}},
            "cohorts": {
                "A": {"preferred_weekdays": ["MON", "TUE"]},
                "B": {"preferred_weekdays": ["THU", "FRI"]},
            },
            "learners": {"L3": {"cohort": "B"}},
        }
    )
    weighed = {**drawn(0).weights, "trainer_balance": 1000, "preferred_weekdays": 5}
    settings = replace(drawn(0), weights=weighed)
    strands = [Strand(x.id, 1) for x in instance.curricula[0].modules]
    staff = {"A": dict.fromkeys(strands, "T2"), "B": dict.fromkeys(strands, "T1")}
    plan = build(instance, settings, Scope(staff=staff))
    response = solved(plan.model)
    assert response is not None
    return Known(instance, settings, ONE), plan.lessons(lambda literal: bool(response.value(literal)))


def taught_by(lessons: Lessons | tuple[Lesson, ...]) -> set[tuple[str, str | None]]:
    return {(x.cohort, x.trainer) for x in lessons}


def test_two_cohorts_exchange_trainers_where_one_alone_would_not() -> None:
    knows, lessons = swapped()
    assert taught_by(lessons) == {("A", "T2"), ("B", "T1")}
    for name in "AB":
        assert not improve_any(knows, threading.Event(), asked(name), lessons).gain
    exchanged = improve_any(knows, threading.Event(), asked("A", "B"), lessons)
    assert exchanged.gain > 0
    assert taught_by(exchanged.lessons) == {("A", "T1"), ("B", "T2")}


@pytest.mark.parametrize("seed", first(30, SEEDS))
def test_what_is_proved_of_all_cohorts_holds_for_the_best_plan(seed: int) -> None:
    """Windows are wide enough here for all; what the parts prove of single cohorts says so, or bounds it."""
    lessons = plan_of(seed, dearest=True)
    if not lessons:
        return
    names = tuple(day_world(seed).cohort)
    improved = restaffed(seed, lessons, *names)
    assert improved.bound <= best(seed)
    incumbent = Incumbent(known(seed))
    incumbent.learn_of_all(improved.bound)
    assert incumbent.bound <= best(seed)
    for name in names:
        incumbent.learn(prove(known(seed), threading.Event(), Proof(Target.PARTS, (name,), 20.0)))
    incumbent.learn_of_all(improved.bound)
    assert incumbent.bound <= best(seed)
    if len(names) == 2:
        assert restaffed(seed, lessons, names[0]).bound == 0


def test_what_is_proved_of_all_cohorts_is_often_more_than_of_each() -> None:
    more = 0
    for seed in SEEDS:
        if not (lessons := plan_of(seed, dearest=True)):
            continue
        incumbent = Incumbent(known(seed))
        for name in day_world(seed).cohort:
            incumbent.learn(prove(known(seed), threading.Event(), Proof(Target.PARTS, (name,), 20.0)))
        before = incumbent.bound
        incumbent.learn_of_all(restaffed(seed, lessons, *day_world(seed).cohort).bound)
        assert incumbent.bound >= before
        more += incumbent.bound > before
    assert more > 5


def test_a_plan_that_leaves_its_windows_costs_no_less_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """With windows of no weeks, the best plan may lie outside: what is proved inside exceeds its cost."""
    for place in (proofs, restaffing):
        monkeypatch.setattr(place, "WINDOW", 0)
    beyond = 0
    for seed in SEEDS:
        if not (lessons := plan_of(seed, dearest=True)):
            continue
        bound = restaffed(seed, lessons, *day_world(seed).cohort).bound
        beyond += bound > best(seed)
        incumbent = Incumbent(known(seed))
        incumbent.learn_of_all(bound)
        assert incumbent.bound <= best(seed)
        for name in day_world(seed).cohort:
            incumbent.learn(prove(known(seed), threading.Event(), Proof(Target.PARTS, (name,), 20.0)))
        incumbent.learn_of_all(bound)
        assert incumbent.bound <= best(seed)
    assert beyond
