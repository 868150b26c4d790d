"""Worlds drawn at random, and the plans next to a plan: the model admits what the checker accepts.

A world has two cohorts in two cities who share trainers, modules by half-days and by whole days,
one of them remote, one that may change trainer, and pins taken from a first plan, so that it has a
solution. An edit changes one thing in that plan, often for the worse.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, cost_of, costs
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import TERM, Settings
from scheduler.model import PlanModel, build
from scheduler.settings import load_settings
from tests.cases import world
from tests.thorough import first

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
SETTINGS = load_settings()
SEEDS = first(4, range(8))
EDITS = 24
PUSHED = 60
HALVES = [f"{day} {half}" for day in ("MON", "TUE", "WED") for half in ("AM", "PM")]

Plan = tuple[Lesson, ...]


def solved(plan: PlanModel) -> cp_model.CpSolver | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(plan.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver if status == cp_model.OPTIMAL else None


def corner(instance: Instance, chance: Random) -> Plan:
    """Return the plan that an arbitrary objective, over a few of the variables, leads to."""
    plan = build(instance, NO_COST)
    few = chance.sample(range(len(plan.model.proto.variables)), PUSHED)
    plan.model.minimize(sum(chance.randint(-9, 9) * plan.model.get_int_var_from_proto_index(i) for i in few))
    solver = solved(plan)
    assert solver is not None, "the world has a solution"
    return plan.lessons(solver.boolean_value)


def admits(plan: PlanModel, lessons: Sequence[Lesson]) -> bool:
    fixed = plan.copy()
    fixed.fix(lessons)
    return solved(fixed) is not None


def drawn(chance: Random) -> dict[str, Any]:
    """Return the changes that make a small world, without pins."""
    cohort = {"weekdays": ["MON", "TUE", "WED"], "start_to": "2027-02-05"}
    return {
        "curriculum": {"max_months": 1, "max_gap_weeks": chance.choice([1, 2])},
        "sites": {"PARIS": {"name": "Paris"}},
        "rooms": {"P1": {"site": "PARIS"}, "P2": {"site": "PARIS", "capacity": 1}},
        "cohorts": {"A": cohort, "B": cohort | {"site": "PARIS"}},
        "learners": {"L3": {"cohort": "B"}, "L4": {"cohort": "B", "exempted": ["M1"]}},
        "modules": {
            "M1": {"whole_days": False, "one_session": chance.random() < 0.5},
            "M2": {"whole_days": False, "mode": chance.choice(["remote", "in_person"]), "after": ["M1"]},
            "M3": {
                "whole_days": chance.random() < 0.5,
                "one_trainer": chance.random() < 0.3,
                "group_max": chance.choice([None, 1]),
            },
        },
        "trainers": {
            "T1": {"max_days": chance.choice([None, 6])},
            "T2": {"availability": chance.sample(HALVES, 5), "skills": ["care", "office"]},
            "T3": {"name": "Luc Faure", "skills": ["care"], "max_days_per_week": chance.choice([None, 1, 2])},
            "T4": {"name": "Zoé Brun", "skills": ["care", "office"], "max_days": chance.choice([2, 4])},
        },
        "absences": [
            {"trainer": "T1", "first": "2027-02-09", "last": "2027-02-09", "half": "AM"}
            | chance.choice([{}, {"substitute": "T3"}, {"substitute": "T4"}]),
            *chance.choice(
                [
                    [],
                    [{"trainer": "T3", "first": "2027-02-08", "last": "2027-02-08", "substitute": "T2"}],
                    [{"trainer": "T3", "first": "2027-02-09", "last": "2027-02-12", "substitute": "T1"}],
                ]
            ),
        ],
    }


def pins_from(plan: Plan, chance: Random) -> list[dict[str, Any]]:
    """Return pins that `plan` keeps: one lesson fixed, and two forbidden that are not in it."""
    one, other, third = chance.sample(plan, 3)
    fixed = {"kind": "fix", "cohort": one.cohort, "day": one.day.isoformat(), "half": one.half.value}
    fixed |= chance.choice([{}, {"module": one.module}, {"trainer": one.trainer}])
    absent = {row.trainer for row in plan if (row.day, row.half) == (other.day, other.half)}
    unused = {row.room for row in plan if row.day == third.day}
    return [
        fixed,
        *(
            {"kind": "forbid", "day": other.day.isoformat(), "half": other.half.value, "trainer": trainer}
            for trainer in ("T1", "T2", "T3", "T4")
            if trainer not in absent
        ),
        *(
            {"kind": "forbid", "day": third.day.isoformat(), "room": room}
            for room in ("R1", "R2", "P1", "P2")
            if room not in unused
        ),
    ]


@cache
def random_world(seed: int) -> Instance:
    chance = Random(seed)
    changes = drawn(chance)
    if solved(build(world.build(changes), NO_COST)) is None:
        changes["absences"] = changes["absences"][:1]
    first = corner(world.build(changes), chance)
    return world.build(changes | {"pins": pins_from(first, chance)})


def another_trainer(plan: Plan, chance: Random) -> Plan:
    row = chance.choice([row for row in plan if row.trainer])
    wide = chance.random() < 0.5  # the whole module of the group, or one half-day of it
    trainer = chance.choice(["T1", "T2", "T3", "T4"])
    return tuple(
        replace(x, trainer=trainer)
        if (x.cohort, x.module, x.group) == (row.cohort, row.module, row.group) and (wide or x == row)
        else x
        for x in plan
    )


def another_room(plan: Plan, chance: Random) -> Plan:
    row = chance.choice([row for row in plan if row.room])
    wide = chance.random() < 0.5  # the whole day, or one half-day of it
    room = chance.choice(["R1", "R2", "P1", "P2"])
    return tuple(
        replace(x, room=room)
        if (x.cohort, x.day, x.group) == (row.cohort, row.day, row.group) and (wide or x == row)
        else x
        for x in plan
    )


def two_half_days_swapped(plan: Plan, chance: Random) -> Plan:
    one = chance.choice(plan)
    other = chance.choice([x for x in plan if x.cohort == one.cohort])
    to = {(one.day, one.half): other, (other.day, other.half): one}
    return tuple(
        replace(x, session=to[x.day, x.half].session, day=to[x.day, x.half].day, half=to[x.day, x.half].half)
        if x.cohort == one.cohort and (x.day, x.half) in to
        else x
        for x in plan
    )


def another_date(plan: Plan, chance: Random) -> Plan:
    row, shift = chance.choice(plan), timedelta(days=chance.choice([-7, -1, 1, 7]))
    return tuple(
        replace(x, day=x.day + shift) if (x.cohort, x.session) == (row.cohort, row.session) else x
        for x in plan
    )


KINDS: list[Callable[[Plan, Random], Plan]] = [
    another_trainer,
    another_room,
    two_half_days_swapped,
    another_date,
]


def edits(plan: Plan, chance: Random) -> Iterator[Plan]:
    for number in range(EDITS):
        yield KINDS[number % len(KINDS)](plan, chance)


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_the_objective_the_checker_accepts_the_plan(seed: int) -> None:
    instance, chance = random_world(seed), Random(seed)
    for _attempt in range(2):
        assert check(instance, corner(instance, chance)) == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_at_the_optimum_both_count_the_same_cost(seed: int) -> None:
    instance = random_world(seed)
    plan = build(instance, SETTINGS)
    solver = solved(plan)
    assert solver is not None
    recomputed = costs(instance, plan.lessons(solver.boolean_value), SETTINGS)
    assert {x.term: x.quantity for x in recomputed} == {
        name: solver.value(quantity) for name, quantity in plan.terms.items()
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_one_edit_away_the_model_admits_a_plan_exactly_when_the_checker_does(seed: int) -> None:
    instance, chance = random_world(seed), Random(seed)
    plan = build(instance, NO_COST)
    for edited in edits(corner(instance, chance), chance):
        assert admits(plan, edited) == (check(instance, edited) == ()), edited


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_fixed_costs_what_the_checker_counts(seed: int) -> None:
    # Far from the optimum, each term counts things that an optimal plan avoids.
    instance, chance = random_world(seed), Random(seed)
    lessons = corner(instance, chance)
    plan = build(instance, SETTINGS)
    plan.fix(lessons)
    solver = solved(plan)
    assert solver is not None
    assert round(solver.objective_value) == cost_of(costs(instance, lessons, SETTINGS))
