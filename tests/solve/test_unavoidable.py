"""What of a cost no plan avoids: at most what the best plan costs in such terms, tried on tiny worlds."""

from dataclasses import asdict, replace

import pytest

from scheduler.domain.gap import KINDS, Pace, Unavoidable, pace
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.settings import TERM, Settings
from scheduler.model import build
from scheduler.solve import Limits, Outcome, Search, portfolio
from scheduler.solve.bounds import unavoidable as bounds
from scheduler.solve.bounds.unavoidable import unavoidable
from scheduler.solve.exact import ExactSearch
from scheduler.solve.solver import Solver
from scheduler.text import speaking
from tests.model.day_worlds import day_world, weights
from tests.model.joint_worlds import joint_world
from tests.solve.test_local import solved

DAYS, JOINT = range(24), range(8)


def least(instance: Instance, settings: Settings, kind: str) -> int | None:
    """Return what the terms of a kind cost in the plan that has least of them; None without a plan."""
    alone = {name: weight if name in KINDS[kind] else 0 for name, weight in settings.weights.items()}
    plan = build(instance, replace(settings, weights=alone))
    found = solved(plan.model)
    return round(found.objective_value) if found else None


def world(family: str, seed: int) -> Instance:
    return day_world(seed) if family == "days" else joint_world(seed)


@pytest.mark.parametrize(
    ("family", "seed"), [*(("days", seed) for seed in DAYS), *(("joint", seed) for seed in JOINT)]
)
def test_no_plan_costs_less_in_terms_of_a_kind(family: str, seed: int) -> None:
    instance = world(family, seed)
    found = {kind: least(instance, weights(seed), kind) for kind in KINDS}
    if None in found.values():
        return  # nothing is asked of a world without a plan
    proved = asdict(unavoidable(instance, weights(seed), Solver(Limits(workers=1))))
    assert all(proved[kind] <= cost for kind, cost in found.items() if cost is not None), (proved, found)


@pytest.mark.parametrize("kind", KINDS)
def test_of_each_kind_something_is_proved_in_some_world(kind: str) -> None:
    # A bound of nothing is never too high: these are not all of that sort.
    assert any(
        getattr(unavoidable(day_world(seed), weights(seed), Solver(Limits(workers=1))), kind)
        for seed in DAYS
        if least(day_world(seed), weights(seed), kind) is not None
    )


def told(seed: int, settings: Settings | None = None) -> Unavoidable:
    return unavoidable(day_world(seed), settings or weights(seed), Solver(Limits(workers=1)))


def test_what_each_cohort_does_not_avoid_adds_up() -> None:
    # Two cohorts, whose dates cost three each: no plan has less, and all of it is proved.
    assert told(6).dates == least(day_world(6), weights(6), "dates") == 3 + 3


def test_few_cohorts_are_looked_at_together_as_what_one_has_of_a_trainer_another_has_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together = told(15).trainers
    monkeypatch.setattr(bounds, "TOGETHER", 0)
    assert told(15).trainers < together


def test_of_more_cohorts_the_balance_between_trainers_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "TOGETHER", 0)
    alone = Settings(dict.fromkeys(TERM, 0) | {"trainer_balance": 1}, 4)
    assert any(told(seed, alone).trainers for seed in DAYS if least(day_world(seed), alone, "trainers"))


def test_no_term_is_of_two_kinds() -> None:
    terms = [term for kind in KINDS.values() for term in kind]
    assert len(terms) == len(set(terms))
    assert set(terms) <= set(TERM)


def test_without_time_nothing_is_proved() -> None:
    for limits in (Limits(), Limits(seconds=0.0, deterministic=True)):
        assert unavoidable(day_world(0), weights(0), Solver(limits, until=0.0)) == Unavoidable()


class Loose(ExactSearch):
    """A search that proves nothing of the plan it finds."""

    def run(self) -> Outcome:
        return replace(super().run(), status=Status.FEASIBLE, bound=0)


@pytest.mark.parametrize("deterministic", [True, False])
def test_a_plan_that_is_not_proved_best_says_what_no_plan_avoids_and_how_the_search_went(
    monkeypatch: pytest.MonkeyPatch, deterministic: bool
) -> None:
    monkeypatch.setattr(portfolio, "ExactSearch", Loose)
    limits = Limits(seconds=20, workers=1, deterministic=deterministic)
    found = Search(day_world(29), weights(29), limits).run()
    assert found.status is Status.FEASIBLE
    assert found.unavoidable is not None
    # What no plan avoids is a bound; of deterministic runs no clock is told.
    assert found.bound == found.unavoidable.total > 0
    assert (found.pace is None) == deterministic


def test_what_no_plan_avoids_is_the_bound_where_nothing_else_is_higher_and_may_prove_the_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(portfolio, "ExactSearch", Loose)
    best = Search(day_world(29), weights(29), Limits(seconds=20, workers=1)).run().objective
    monkeypatch.setattr(portfolio, "unavoidable", lambda *_all: Unavoidable(dates=best))
    found = Search(day_world(29), weights(29), Limits(seconds=20, workers=1)).run()
    assert (found.status, found.bound, found.local, found.pace) == (Status.OPTIMAL, best, None, None)


def test_what_no_plan_avoids_is_told_beside_what_the_plan_costs_in_these_terms() -> None:
    costs = {"rhythm": 29, "school_holidays": 27, "room_stability": 8, "group_size": 2}
    with speaking("en"):
        # Of trainers nothing is proved, so nothing is said.
        assert Unavoidable(40, 0, 4).told(costs) == (
            "Of this cost, no plan avoids 40 of 56 for dates (rhythm, holidays, bridges, margin), "
            "4 of 8 for rooms: proved."
        )
        assert Unavoidable().told(costs) == ""


@pytest.mark.parametrize(
    ("seconds", "found", "expected"),
    [
        # The last quarter of forty seconds begins at thirty: 90 was there by then, and 84 came at 35.
        (40.0, [(2.0, 120), (20.0, 90), (35.0, 84)], Pace(10.0, 6, 35.0)),
        # Of ten minutes the last one counts, in which nothing came.
        (600.0, [(2.0, 120), (400.0, 90)], Pace(60.0, 0, 400.0)),
        # A first plan in the end is no gain; a better one after it is.
        (40.0, [(36.0, 120), (38.0, 110)], Pace(10.0, 10, 38.0)),
        (40.0, [], None),
    ],
)
def test_the_pace_is_that_of_the_last_minute_or_quarter(
    seconds: float, found: list[tuple[float, int]], expected: Pace | None
) -> None:
    assert pace(seconds, found) == expected


def test_the_pace_is_told_in_a_sentence() -> None:
    with speaking("en"):
        assert Pace(15.0, 7, 55.0).told(60.0) == (
            "In its last 15 s the search still gained 7: a longer one may gain more."
        )
        assert Pace(15.0, 0, 12.4).told(60.0) == ("Nothing better was found after 12 s, in a search of 60 s.")
