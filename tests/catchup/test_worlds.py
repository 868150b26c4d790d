"""In many little worlds, no answer is better than that of the search, and the judge finds no fault in it."""

from datetime import date

import pytest

from scheduler.domain.catching_up import CatchUp, NeedStatus
from scheduler.model import build
from scheduler.settings import load_settings
from tests.catchup.judge import Judge, best, score
from tests.catchup.worlds import answered, drawn
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import solved

SETTINGS = load_settings()


def reached(judge: Judge, found: CatchUp) -> tuple[object, ...]:
    ways = [tuple(x.lesson for x in s.chosen.sittings) if s.chosen else None for s in found.settled]
    return score(judge, ways, found.count(NeedStatus.OUT_OF_ORDER))


ONCE_WRONG = (5623,)
"""Worlds of which the search once said something else."""


@pytest.mark.parametrize("seed", [*range(150), *ONCE_WRONG])
def test_nothing_is_better(seed: int) -> None:
    judge = drawn(seed)
    found = answered(judge)
    assert found.proved
    assert reached(judge, found) == best(judge)


def test_the_worlds_hold_all_that_can_become_of_a_need() -> None:
    found = [settled.verdict for seed in range(150) for settled in answered(drawn(seed)).settled]
    assert min(found.count(verdict) for verdict in NeedStatus) > 30


@pytest.mark.parametrize("seed", range(1, 13))
def test_nothing_is_better_where_lessons_are_shared(seed: int) -> None:
    instance = joint_world(seed)
    plan = build(instance, SETTINGS.free)
    solver = solved(plan)
    assert solver is not None
    lessons = plan.lessons(lambda x: bool(solver.value(x)))
    for learner in instance.learners[:2]:
        own = sorted({(x.day, x.half) for x in lessons if x.cohort == learner.cohort})
        judge = Judge(instance, lessons, learner.id, frozenset(own[:3]), None, date(2027, 1, 1))
        assert reached(judge, answered(judge)) == best(judge)
