"""Slices of the year: what lies in some weeks changes, nothing else does, and the plan only gets cheaper.

The cohort A has six sessions in a row of weeks, M1 in the first, then M3, which takes ten days, and M2 in
the last; T1 teaches all of it.
"""

import threading
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, monday
from scheduler.settings import load_settings
from scheduler.solve import Limits
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, merged
from scheduler.solve.neighbourhoods.piece import Piece
from scheduler.solve.neighbourhoods.slices import improve_slice, slice_model
from scheduler.solve.solver import Solver
from scheduler.solve.start import start
from tests.cases import world

SETTINGS = load_settings()
FIRST = date(2027, 2, 1)
WEEK = timedelta(weeks=1)
LONG: dict[str, Any] = {
    "modules": {"M1": {"hours": 14}, "M2": {"hours": 14, "after": ["M1"]}, "M3": {"hours": 56}},
    "curriculum": {"max_months": 4},
    "cohorts": {"A": {"start_from": "2027-02-01", "start_to": "2027-02-05"}},
}
MODULES = ["M1", "M3", "M3", "M3", "M3", "M2"]


def lessons_in(weeks: list[int], cohort: str = "A", trainer: str = "T1", room: str = "R1") -> list[Lesson]:
    """Return six sessions on Tuesday and Wednesday of these weeks, counted from the first."""
    return [
        Lesson(cohort, 1, number, FIRST + week * WEEK + timedelta(days=day), half, module, 3.5,
               trainer=trainer, room=room)
        for number, (week, module) in enumerate(zip(weeks, MODULES, strict=True), start=1)
        for day in (1, 2)
        for half in Half
    ]  # fmt: skip


def improved(
    instance: Instance, lessons: tuple[Lesson, ...], first: int, last: int, leeway: int = 2
) -> Improved:
    names = tuple(instance.cohort)
    known = Known(instance, SETTINGS, Limits(seconds=20, workers=1, deterministic=True))
    weeks = (FIRST + first * WEEK, FIRST + last * WEEK)
    asked = Neighbourhood(names, dict.fromkeys(names, leeway), "test", seconds=10, weeks=weeks)
    found = improve_slice(known, threading.Event(), asked, lessons)
    if found.gain:
        assert check(instance, found.lessons) == ()
        assert found.gain == costs_of(instance, lessons) - costs_of(instance, found.lessons)
        inside = [x for x in found.lessons if weeks[0] <= monday(x.day) <= weeks[1]]
        assert {*found.lessons} - {*inside} == {
            x for x in lessons if not weeks[0] <= monday(x.day) <= weeks[1]
        }
        assert merged(lessons, found) == found.lessons
    return found


def costs_of(instance: Instance, lessons: tuple[Lesson, ...]) -> int:
    return cost_of(costs(instance, lessons, SETTINGS))


def test_sessions_in_the_slice_take_more_even_weeks() -> None:
    # The first in week 0, the last in week 13; between them four that crowd after the first.
    instance = world.build(LONG)
    plan = tuple(lessons_in([0, 1, 2, 3, 7, 10]))
    assert check(instance, plan) == ()
    found = improved(instance, plan, 1, 9, leeway=9)
    assert found.gain > 0
    assert {x for x in plan if x.session in (1, 6)} <= set(found.lessons)


def test_what_cannot_be_better_is_left_and_said_to_be_closed() -> None:
    instance = world.build(LONG)
    plan = tuple(lessons_in([0, 1, 2, 3, 7, 10]))
    best = improved(instance, plan, 1, 9, leeway=9).lessons
    again = improved(instance, best, 1, 9, leeway=9)
    assert (again.gain, again.lessons, again.closed) == (0, (), True)


def test_a_slice_without_two_sessions_has_nothing_to_change() -> None:
    instance = world.build(LONG)
    plan = tuple(lessons_in([0, 1, 2, 3, 7, 10]))
    # The first and the last session are in no slice, so one is left here, none there.
    assert improved(instance, plan, 0, 1).closed
    assert improved(instance, plan, 8, 10).closed


def piece(instance: Instance, lessons: list[Lesson], first: int, last: int) -> Piece | None:
    span = FIRST + first * WEEK, FIRST + last * WEEK
    return Piece.within(instance, instance.cohorts[0], lessons, span, 2)


def test_a_piece_is_a_programme_of_its_own_and_comes_back_as_it_was() -> None:
    instance = world.build(LONG)
    lessons = lessons_in([0, 1, 2, 3, 7, 10])
    found = piece(instance, lessons, 0, 5)
    assert found is not None
    assert list(found.numbers) == [2, 3, 4]
    assert [(x.id, x.half_days) for x in found.curriculum.modules] == [("M3", 12)]
    assert found.curriculum.sessions == 3
    assert {x.session for x in found.renamed} == {1, 2, 3}
    assert list(found.original(found.renamed)) == list(found.lessons)


def test_a_module_that_goes_on_outside_keeps_its_trainer() -> None:
    instance = world.build(LONG)
    found = piece(instance, lessons_in([0, 1, 2, 3, 7, 10]), 0, 5)
    whole = piece(instance, lessons_in([0, 1, 2, 3, 7, 10]), 0, 8)
    assert found is not None
    assert whole is not None
    assert list(found.staff.values()) == ["T1"]
    assert whole.staff == {}


def test_assessments_and_modules_that_cohorts_may_share_are_in_no_piece() -> None:
    may = {"joint_modules": {"J": {"sharers": {"A": "M3", "B": "M3"}, "together": "may"}}}
    shared = world.build(LONG | {"cohorts": LONG["cohorts"] | {"B": {}}} | may)
    assert piece(shared, lessons_in([0, 1, 2, 3, 7, 10]), 0, 10) is None


@pytest.mark.parametrize("seed", range(6))
def test_whatever_the_slice_the_plan_keeps_the_rules_and_costs_less(seed: int) -> None:
    """Two cohorts at one site want the same trainer for M2; each session lies where chance puts it."""
    chance = Random(seed)
    instance = world.build(
        LONG
        | {
            "cohorts": {name: LONG["cohorts"]["A"] for name in "AB"},
            "trainers": {
                "T2": {"max_days_per_week": 2},
                "T3": {"name": "Luc Faure", "skills": ["care", "office"]},
            },
            "rooms": {"R2": {"kind": "classroom"}},
        }
    )
    weeks = [list(accumulate([0, *chance.choices([1, 2, 3], k=5)])) for _cohort in "AB"]
    plan = (
        *lessons_in(weeks[0]),
        *(replace(x, trainer="T3") for x in lessons_in(weeks[1], "B", room="R2")),
    )
    assert check(instance, plan) == ()
    first = chance.randint(0, 3)
    improved(instance, plan, first, first + chance.randint(3, 7), leeway=chance.choice([1, 2, 5]))


def test_the_model_of_a_slice_counts_what_the_plan_costs_but_for_a_constant() -> None:
    """Where no module goes on beyond an edge, costs in the slice differ as those of the whole plan."""
    instance = world.build(LONG)
    known = Known(instance, SETTINGS, Limits(workers=1))
    one, other = lessons_in([0, 1, 2, 3, 7, 10]), lessons_in([0, 2, 4, 6, 8, 10])
    span = FIRST + WEEK, FIRST + 9 * WEEK
    whole = Piece.within(instance, instance.cohorts[0], one, span, 9)
    assert whole is not None
    model = slice_model(known, [whole], tuple(x for x in one if x not in whole.lessons))
    moved = replace(whole, everything=tuple(other))
    counted = [start(model, x.renamed, Solver(Limits(workers=1))) for x in (whole, moved)]
    assert None not in counted
    assert counted[0] - counted[1] == costs_of(instance, tuple(one)) - costs_of(instance, tuple(other))  # type: ignore[operator]
