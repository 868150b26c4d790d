"""Trainers first: no bound is above the cost of the best plan of the whole model, and none come twice."""

import threading
from dataclasses import replace
from itertools import combinations
from math import inf

import pytest

from scheduler.check import check
from scheduler.domain.search import Limits
from scheduler.model import Scope, build
from scheduler.settings.loader import HEAVIEST
from scheduler.solve import steps
from scheduler.solve.alone import Alone
from scheduler.solve.best import BestPlan
from scheduler.solve.bounds.relaxation import Relaxation, Staff, relax
from scheduler.solve.exact import ExactSearch
from scheduler.solve.known import Known
from scheduler.solve.master import Box, just_these
from scheduler.solve.reasons import Impossible
from scheduler.solve.solver import Solver
from scheduler.solve.staffings import TrainersFirst, best_with
from tests.model.day_worlds import day_world, weights
from tests.solve.test_local import cost, solved
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)


class Tried:
    """A search over trainers in a tiny world, and all that it says."""

    def __init__(
        self, seed: int, answers: int = 1000, *, alone: bool = True, heavier: int = 1, took: float = 0.0
    ) -> None:
        self.seed, self.instance = seed, day_world(seed)
        settings = weights(seed)
        self.settings = replace(settings, weights={x: heavier * y for x, y in settings.weights.items()})
        self.kept, self.solver, self.answers = BestPlan(), Solver(ONE), answers
        self.asked: list[Box] = []
        self.heard: list[Staff] = []
        self.bounds: list[float] = []
        self.told: list[int] = []
        self.alone, self.took = alone, took

    def run(self) -> Relaxation | None:
        """Search; None if there is nothing to search for."""
        try:
            found = relax(self.instance, self.settings, self.solver, lambda _bound: None)
            found = found.on_dates(self.solver, lambda _bound: None, 20)
        except Impossible:
            return None
        self.window = found.window
        if found.staff is None:
            return None
        known = Known(self.instance, self.settings, ONE)
        trainers = TrainersFirst(
            found,
            lambda: inf if self.kept.cost is None else self.kept.cost,
            self.answer,
            self.heard.append,
            lambda bound: self.prove(bound, trainers),
            Alone(known, threading.Event(), found.window, 20 if self.alone else 0),
            20,
        )
        first = trainers.propose(self.solver)
        if first is not None and self.answer(just_these(first.staff or {}))[0]:
            trainers.run(self.solver, first, side_by_side=False)
        return found

    def prove(self, bound: float, trainers: TrainersFirst) -> None:
        # What waits for its answer may cost less than what is left without it.
        assert not trainers._waiting
        self.bounds.append(bound)

    def answer(self, box: Box) -> tuple[bool, float]:
        self.asked.append(box)
        self.told.append(len(self.bounds))
        known = Known(self.instance, self.settings, replace(ONE, deterministic=False))
        closed, _spent = best_with(
            known, threading.Event(), self.kept, Scope(window=self.window, among=box), 20
        )
        return closed and len(self.asked) <= self.answers, self.took


def within(one: Box, other: Box) -> bool:
    """Tell whether all that one box holds is in another."""
    return all(some <= other[name][strand] for name, mine in one.items() for strand, some in mine.items())


@pytest.mark.parametrize("alone", [True, False], ids=["cohorts alone too", "only all together"])
@pytest.mark.parametrize("seed", first(12, range(60)))
def test_the_plan_that_is_proved_best_is(seed: int, alone: bool) -> None:
    tried = Tried(seed, alone=alone)
    relaxation = tried.run()
    if relaxation is None:
        return
    best = solved(build(tried.instance, tried.settings).model)
    for box in tried.asked:
        assert any(within(just_these(staff), box) for staff in tried.heard)
    for one, other in combinations(tried.asked, 2):
        assert not within(other, one)
    if best is None:
        assert tried.kept.cost is None
        return
    least = round(best.objective_value)
    assert max(tried.bounds) <= least
    outside = relaxation.bound_outside(relaxation.window)
    if tried.kept.cost is not None and outside >= least:
        assert max(tried.bounds) == tried.kept.cost == least
        assert check(tried.instance, tried.kept.lessons) == ()
        assert cost(tried.instance, tried.settings, tried.kept.lessons) == least


def test_answers_that_come_soon_are_followed_by_one_of_several_proposals_at_once() -> None:
    """Some group of one box then has two trainers; after late answers, each proposal is answered alone."""
    longest = next(x for seed in range(60) if (x := Tried(seed)).run() and len(x.heard) > 4)
    sizes = [max(len(some) for mine in box.values() for some in mine.values()) for box in longest.asked]
    assert sizes[0] == 1
    assert max(sizes) > 1
    late = Tried(longest.seed, took=20.0)
    late.run()
    assert all(len(some) == 1 for box in late.asked for mine in box.values() for some in mine.values())
    assert late.kept.cost == longest.kept.cost
    assert max(late.bounds) == max(longest.bounds)


def test_weights_may_be_as_heavy_as_settings_allow() -> None:
    for seed in range(12):
        light, heavy = Tried(seed), Tried(seed, heavier=HEAVIEST)
        if light.run() is not None:
            heavy.run()
            assert heavy.kept.cost == (None if light.kept.cost is None else HEAVIEST * light.kept.cost)
            assert max(heavy.bounds) == HEAVIEST * max(light.bounds)


def test_where_the_best_with_some_trainers_is_not_proved_nothing_more_is() -> None:
    """The second answer is no proof: what the relaxation says without those trainers is not told."""
    longest = next(x for seed in range(60) if (x := Tried(seed)).run() and len(x.asked) > 2)
    again = Tried(longest.seed, answers=1)
    again.run()
    assert len(again.asked) == 2
    assert len(again.bounds) == again.told[1]


def test_nothing_is_proved_beyond_what_a_plan_outside_the_window_may_cost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    longest = next(x for seed in range(60) if (x := Tried(seed)).run() and max(x.bounds) > 1)
    monkeypatch.setattr(Relaxation, "bound_outside", lambda *_given: 1)
    again = Tried(longest.seed)
    again.run()
    assert max(again.bounds) == 1


def test_a_plan_is_taken_only_if_it_costs_less() -> None:
    kept = BestPlan()
    assert (kept.lessons, kept.cost, kept.least) == ((), None, None)
    assert kept.offer((), 7)
    assert not kept.offer((), 7)
    assert kept.offer((), 6)
    assert (kept.cost, kept.least) == (6, 6)


def test_once_the_plan_is_proved_best_no_model_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another thread may find the plan that meets the bound: what then looks for a better one is told."""
    asked: list[threading.Event] = []

    def noted(_known: Known, stopping: threading.Event, *_more: object) -> tuple[bool, float]:
        asked.append(stopping)
        return False, 0.0

    monkeypatch.setattr(steps, "best_with", noted)
    proved, stopped = (ExactSearch(day_world(0), weights(0)) for _each in range(2))
    for search in (proved, stopped):
        search._best_with(Scope(), 1.0)
    proved._kept.offer((), 5)
    proved._prove(4)
    assert not any(x.is_set() for x in asked)
    proved._prove(5)
    assert [x.is_set() for x in asked] == [True, False]
    stopped.stop()
    assert asked[1].is_set()
