"""Improving a plan beside the proof of a bound: what it takes keeps the rules, and costs what is said."""

import threading

import pytest

from scheduler.check import check
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits, Outcome
from scheduler.solve import Search, portfolio
from scheduler.solve.exact import ExactSearch
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.improvement import Improved
from scheduler.solve.neighbourhoods.polish import Polish
from tests.model.day_worlds import day_world
from tests.model.joint_worlds import joint_world
from tests.solve.test_local import ONE, WORLDS, any_plan, cost
from tests.thorough import first


class Table:
    """A plan that takes what is found, as a search does."""

    def __init__(self, lessons: tuple[Lesson, ...], enough: int | None = None):
        self.lessons, self.gains, self._enough = lessons, list[int](), enough

    def take(self, improved: Improved) -> bool:
        if improved.gain:
            self.lessons = improved.lessons
            self.gains.append(improved.gain)
        return len(self.gains) == self._enough


@pytest.mark.parametrize(("make", "seed"), first(4, WORLDS[::3]))
def test_each_gain_is_what_the_checker_counts_and_the_last_plan_gains_no_more(make, seed: int) -> None:  # type: ignore[no-untyped-def]
    instance, settings, lessons = any_plan(make, seed)
    if not lessons:
        return
    known, table = Known(instance, settings, ONE), Table(lessons)
    Polish(known, lambda: table.lessons, table.take).run(threading.Event(), stretches=True)
    assert check(instance, table.lessons) == ()
    assert cost(instance, settings, lessons) - sum(table.gains) == cost(instance, settings, table.lessons)
    again = Table(table.lessons)
    Polish(known, lambda: again.lessons, again.take).run(threading.Event(), stretches=True)
    assert again.gains == []


def gaining() -> tuple[Known, tuple[Lesson, ...]]:
    """Return a world and a plan that gains twice or more."""
    for make, seed in WORLDS:
        instance, settings, lessons = any_plan(make, seed)
        known, table = Known(instance, settings, ONE), Table(lessons)
        if lessons:
            Polish(known, lambda: table.lessons, table.take).run(threading.Event(), stretches=True)  # noqa: B023
        if len(table.gains) > 1:
            return known, lessons
    raise AssertionError("no world gains twice")


def test_it_ends_when_this_is_enough_and_when_it_is_told_to_stop() -> None:
    known, lessons = gaining()
    once = Table(lessons, enough=1)
    Polish(known, lambda: once.lessons, once.take).run(threading.Event(), stretches=True)
    assert len(once.gains) == 1
    stopped, stopping = Table(lessons), threading.Event()
    stopping.set()
    Polish(known, lambda: stopped.lessons, stopped.take).run(stopping, stretches=True)
    assert stopped.gains == []


@pytest.mark.parametrize(
    ("make", "seed"), [(day_world, 17), (day_world, 22), (joint_world, 1), (joint_world, 4)]
)
def test_a_plan_that_gets_better_beside_the_bound_ends_at_the_same_optimum(make, seed: int) -> None:  # type: ignore[no-untyped-def]
    instance, settings, _lessons = any_plan(make, seed)
    alone = ExactSearch(instance, settings, Limits(seconds=30, workers=1)).run()
    beside = ExactSearch(instance, settings, Limits(seconds=30, workers=2)).run()
    assert alone.status is beside.status
    assert alone.status in (Status.OPTIMAL, Status.IMPOSSIBLE)
    assert alone.objective == beside.objective
    assert check(instance, beside.lessons) == () or not beside.lessons


class Lost(ExactSearch):
    """A search that finds nothing in its time."""

    def run(self) -> Outcome:
        return Outcome(Status.NOT_FOUND, (), 0, 0, 0.0)


def test_where_one_model_found_nothing_the_time_that_is_left_is_for_the_other_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    instance, settings, _lessons = any_plan(joint_world, 1)
    monkeypatch.setattr(portfolio, "ExactSearch", Lost)
    found = Search(instance, settings, Limits(seconds=30, workers=1, deterministic=True)).run()
    assert found.lessons
    assert check(instance, found.lessons) == ()
