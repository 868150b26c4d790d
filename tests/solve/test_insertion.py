"""Cohorts inserted one by one: a complete plan that keeps every rule."""

from typing import Any

import pytest

from scheduler.check import check
from scheduler.domain.plan import Status
from scheduler.settings import load_settings
from scheduler.solve import Limits, Search, search
from scheduler.solve.engine import Engine
from scheduler.solve.insertion import insert
from tests.cases.world import build

SETTINGS = load_settings()


def cohorts(number: int) -> dict[str, Any]:
    """Return a world of so many like cohorts, with two trainers and two rooms for all of them."""
    window = {"site": "LYON", "start_from": "2027-02-01", "start_to": "2027-02-26"}
    return {"cohorts": {name: window | {"curriculum": "tiny"} for name in "ABCDEF"[:number]}}


def test_every_cohort_gets_dates_and_trainers() -> None:
    instance = build(cohorts(3))
    inserted = insert(instance, SETTINGS, Engine(Limits()), 30)
    assert inserted is not None
    assert set(inserted.dates) == set(inserted.staff) == {"A", "B", "C"}


def test_no_time_places_nobody() -> None:
    assert insert(build(cohorts(2)), SETTINGS, Engine(Limits()), 0) is None


def test_a_cohort_that_finds_no_place_is_not_forced() -> None:
    # T1 alone teaches M2, a day for each of the two cohorts, and has a single day in all.
    crowded = cohorts(2) | {"trainers": {"T1": {"max_days": 1}}}
    assert insert(build(crowded), SETTINGS, Engine(Limits()), 10) is None


@pytest.mark.parametrize("together", [1, 4])
def test_the_search_proves_the_same_optimum_either_way(together: int, monkeypatch) -> None:
    monkeypatch.setattr(search, "TOGETHER", together)
    instance = build(cohorts(3))
    outcome = Search(instance, SETTINGS, Limits(seconds=40)).run()
    assert outcome.status is Status.OPTIMAL
    assert outcome.objective == Search(instance, SETTINGS, Limits(seconds=40)).run().objective
    assert check(instance, outcome.lessons) == ()
