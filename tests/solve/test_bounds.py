"""Bounds for groups of cohorts: each holds for every plan, and those of disjoint groups add up."""

import threading
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from scheduler.domain.instance import Instance
from scheduler.model import build, cost
from scheduler.settings import load_settings
from scheduler.solve import Limits
from scheduler.solve.bounds.proofs import Bound, Proof, Proved, Target, packed, prove
from scheduler.solve.known import Known
from tests.cases import world
from tests.model.test_neighbours import random_world
from tests.model.test_weekdays import ONE_MODULE

SETTINGS = load_settings()
Bounds = dict[tuple[str, ...], int]

# ---------------------------------------------------------------------- adding bounds up

NAMES = "ABCDE"
GROUPS = st.sets(st.sampled_from(NAMES), min_size=2).map(lambda names: tuple(sorted(names)))
SINGLES = st.fixed_dictionaries({name: st.integers(0, 5).map(Bound) for name in NAMES})


def best_sum(bounds: Bounds, singles: dict[str, Bound]) -> int:
    """Return the most that disjoint groups add up to, each cohort in none counting for itself."""

    def most(left: list[tuple[str, ...]], free: frozenset[str]) -> int:
        if not left:
            return sum(singles[name].total for name in free)
        group, *others = left
        without = most(others, free)
        return max(without, bounds[group] + most(others, free - {*group})) if free >= {*group} else without

    return most(list(bounds), frozenset(singles))


@settings(deadline=None)
@given(st.dictionaries(GROUPS, st.integers(0, 20), max_size=6), SINGLES)
def test_no_cohort_is_counted_twice(bounds: Bounds, singles: dict[str, Bound]) -> None:
    alone = sum(bound.total for bound in singles.values())
    assert alone <= packed(bounds, singles) <= best_sum(bounds, singles)


def test_disjoint_groups_add_up() -> None:
    singles = {name: Bound(1) for name in NAMES}
    # A and B cost five together, C and D four, E one: nothing is counted twice.
    assert packed({("A", "B"): 5, ("C", "D"): 4}, singles) == 5 + 4 + 1


def test_of_groups_that_share_a_cohort_the_one_that_adds_most_counts() -> None:
    singles = {name: Bound(1) for name in NAMES}
    # A and B raise two by three, B and C two by two; D and E cost one each.
    assert packed({("A", "B"): 5, ("B", "C"): 4}, singles) == 5 + 3


def test_a_group_that_proves_less_than_its_cohorts_alone_is_left() -> None:
    assert packed({("A", "B"): 2}, {"A": Bound(2), "B": Bound(1)}) == 3


# ---------------------------------------------------------------------- proofs

SKILLED: dict[str, Any] = {"trainers": {"T2": {"skills": ["care", "office"]}}}
SHORT = {"start_to": "2027-02-05", "preferred_weekdays": ["MON", "TUE"]}
ONE_WEEK: dict[str, Any] = SKILLED | {"modules": {"M3": None}, "cohorts": {"A": SHORT, "B": SHORT}}
"""Two cohorts of one session each, in the same week, who both wish for Monday and Tuesday."""

ONE_ROOM = {"rooms": {"R2": None}}
WORLDS = {
    "one week, one room": world.build(ONE_WEEK | ONE_ROOM),
    "gaps too short for the rhythm": world.build(
        SKILLED | {"curriculum": {"max_gap_weeks": 2}, "cohorts": {"B": {}}}
    ),
    "three in one room": world.build(
        SKILLED | ONE_ROOM | {"cohorts": {"A": {"preferred_weekdays": ["MON", "TUE"]}, "B": {}, "C": {}}}
    ),
    "nobody on both weekdays": world.build(ONE_MODULE),
    "two kinds of room": world.build(
        SKILLED
        | {
            "modules": {"M1": {"rooms": ["practice"]}},
            "rooms": {"R2": {"kind": "practice"}},
            "cohorts": {"B": {}},
        }
    ),
    "groups in two rooms": world.build(
        SKILLED | {"modules": {"M3": {"group_max": 2}}, "learners": {"L3": {"cohort": "A"}}}
    ),
    **{f"random {seed}": random_world(seed) for seed in range(4)},
}


def run(instance: Instance, target: Target, names: tuple[str, ...], seconds: float = 10.0) -> Proved:
    """Prove a bound for a group whose cohorts have been looked at one by one."""
    known = Known(instance, SETTINGS, Limits(workers=1))
    singles = {}
    if target in (Target.DATES, Target.WHOLE):
        for name in names:
            alone = prove(known, threading.Event(), Proof(Target.PARTS, (name,), seconds))
            singles[name] = Bound(alone.bound, alone.apart)
    return prove(known, threading.Event(), Proof(target, names, seconds, singles))


def least(instance: Instance, names: tuple[str, ...], *, staff: bool = False) -> int:
    """Return what the terms that a proof looks at cost at least in a plan of all cohorts."""
    plan = build(instance, SETTINGS)
    planned = [cohort for cohort in plan.cohorts if cohort.cohort.id in names]
    if staff:
        terms = cost.of_staff(instance, planned, SETTINGS)
    else:
        terms = cost.of_dates(planned, SETTINGS) | cost.of_content(planned, SETTINGS)
    plan.model.minimize(cost.weighted(terms, SETTINGS))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(plan.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@pytest.mark.parametrize("name", WORLDS)
def test_every_bound_holds_for_every_plan(name: str) -> None:
    instance = WORLDS[name]
    every = tuple(cohort.id for cohort in instance.cohorts)
    groups = {every, *((cohort,) for cohort in every)}
    for group in groups:
        for target in (Target.DATES, Target.WHOLE) if len(group) > 1 else (Target.PARTS, Target.WHOLE):
            assert run(instance, target, group).bound <= least(instance, group), (target, group)
    assert run(instance, Target.STAFF, every).bound <= least(instance, every, staff=True)


@pytest.mark.parametrize("target", [Target.DATES, Target.WHOLE])
def test_what_is_proved_of_a_group_is_no_less_than_of_its_cohorts(target: Target) -> None:
    instance = WORLDS["gaps too short for the rhythm"]
    # Each has two sessions a month apart at best, held two weeks apart: a week off for both.
    assert run(instance, Target.PARTS, ("A",)).bound == 2 * SETTINGS.weights["rhythm"]
    assert run(instance, target, ("A", "B")).bound == 4 * SETTINGS.weights["rhythm"]


@pytest.mark.parametrize("scarce", [ONE_ROOM, {"trainers": {"T2": None}}], ids=["room", "trainer"])
def test_dates_together_cost_more_where_two_cohorts_share_one(scarce: dict[str, Any]) -> None:
    # Alone each has its Monday and Tuesday. There is one room, or one trainer: the second cohort
    # shares no day with the first, so that both its days are not those that it wished for.
    instance = world.build(ONE_WEEK | scarce)
    wishes = 2 * SETTINGS.weights["preferred_weekdays"]
    assert [run(instance, Target.PARTS, (name,)).bound for name in "AB"] == [0, 0]
    for target in (Target.DATES, Target.WHOLE):
        assert run(instance, target, ("A", "B")).bound == wishes
    assert least(instance, ("A", "B")) == wishes


def test_dates_together_cost_nothing_more_where_there_are_two() -> None:
    assert run(world.build(ONE_WEEK), Target.DATES, ("A", "B")).bound == 0


@pytest.mark.parametrize("target", [Target.PARTS, Target.WHOLE])
def test_weekdays_on_which_nobody_is_there_for_all_of_a_module_have_their_price(target: Target) -> None:
    # T1 on Tuesday and Wednesday: one day outside the wish. The dates know no trainer, the content no date.
    instance = world.build(ONE_MODULE)
    assert run(instance, target, ("A",)).bound == SETTINGS.weights["preferred_weekdays"]
    assert least(instance, ("A",)) == SETTINGS.weights["preferred_weekdays"]


def test_days_that_cost_wherever_a_session_is_are_proved_though_the_rhythm_weighs_nothing() -> None:
    # The first session is in the school holidays, whose days cost, near its even position and elsewhere.
    settings = replace(SETTINGS, weights=SETTINGS.weights | {"rhythm": 0})
    instance = world.build(
        {
            "sites": {"LYON": {"school_holidays": "avoid"}},
            "cohorts": {"A": {"start_from": "2027-02-15", "start_to": "2027-02-19"}},
        }
    )
    bounds = [
        prove(
            Known(instance, weighed, Limits(workers=1)), threading.Event(), Proof(Target.PARTS, ("A",), 10.0)
        ).bound
        for weighed in (SETTINGS, settings)
    ]
    assert bounds == 2 * [2 * SETTINGS.weights["school_holidays"]]


def test_the_choice_of_trainers_has_a_bound_of_its_own() -> None:
    # T1 alone can teach M2, both M1 and M3: the even shares are 2 + 3 and 3 half-days. Modules are
    # not divided, so that whoever teaches whatever has an even number: one too many somewhere.
    instance = world.build({})
    assert run(instance, Target.STAFF, ("A",)).bound == SETTINGS.weights["trainer_balance"]


def test_a_cohort_that_has_no_plan_is_told() -> None:
    instance = world.build({"curriculum": {"min_months": 2, "max_gap_weeks": 2}})
    proved = run(instance, Target.PARTS, ("A",))
    assert (proved.impossible, proved.bound) == (True, 0)


@pytest.mark.parametrize("target", list(Target))
def test_no_time_proves_nothing(target: Target) -> None:
    known = Known(world.build(ONE_WEEK | ONE_ROOM), SETTINGS, Limits(workers=1))
    names = ("A",) if target is Target.PARTS else ("A", "B")
    proof = Proof(target, names, 0.0, {name: Bound() for name in names})
    proved = prove(known, threading.Event(), proof)
    assert (proved.bound, proved.closed, proved.impossible) == (0, False, False)


NARROW: dict[str, Any] = {
    "curriculum": {"max_months": 1},
    "trainers": {"T2": {"skills": ["care", "office"]}},
    "rooms": {"R2": None},
    "cohorts": {name: {"start_to": "2027-02-05", "weekdays": ["MON", "TUE"]} for name in ("A", "B")},
}
"""Two cohorts want the only room on the same Mondays and Tuesdays: each has room alone, not both."""


@pytest.mark.parametrize("target", [Target.DATES, Target.WHOLE])
def test_a_group_that_cannot_go_together_is_impossible_not_a_bound_without_end(target: Target) -> None:
    instance = world.build(NARROW)
    known = Known(instance, SETTINGS, Limits(workers=1))
    proof = Proof(target, ("A", "B"), 20.0, {"A": Bound(), "B": Bound()})
    found = prove(known, threading.Event(), proof)
    assert found.impossible
    assert found.bound == 0
