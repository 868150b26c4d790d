"""Searches of worlds in which cohorts share modules: right plans, true costs, and bounds that hold.

Run ``python -m tests.solve.test_joint_search 100`` for as many worlds.
"""

import sys
from datetime import date

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.cluster import all_together
from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.domain.time import Half
from scheduler.model import build
from scheduler.settings import load_settings
from scheduler.solve import Search
from scheduler.solve.bounds.relaxation import relax
from scheduler.solve.exact import ExactSearch
from scheduler.solve.insertion import _best_dates
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods import NeighbourhoodSearch
from scheduler.solve.solver import Solver
from tests.cases import world
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import solved
from tests.thorough import first

SETTINGS = load_settings()
FEW = Limits(seconds=4, workers=1, deterministic=True)


def optimum(instance: Instance) -> int:
    solver = solved(build(instance, SETTINGS))
    assert solver is not None
    return round(solver.objective_value)


def assert_true(instance: Instance, outcome: Outcome, least: int) -> None:
    """Have the checker judge a plan, and the optimum its cost and bound."""
    assert check(instance, outcome.lessons) == ()
    assert cost_of(costs(instance, outcome.lessons, SETTINGS)) == outcome.objective
    assert outcome.bound <= least <= outcome.objective
    assert (outcome.status is Status.OPTIMAL) == (outcome.bound == outcome.objective)


def tried(seed: int) -> None:
    """Search the world of a seed in three ways."""
    instance = joint_world(seed)
    least = optimum(instance)
    assert relax(instance, SETTINGS, Solver(FEW), lambda bound: None).bound <= least
    exact = Search(instance, SETTINGS, FEW).run()
    assert_true(instance, exact, least)
    near = NeighbourhoodSearch(instance, SETTINGS, FEW).run()
    if near.lessons:
        assert_true(instance, near, least)
    else:
        assert near.bound <= least
        assert near.status is Status.NOT_FOUND


@pytest.mark.parametrize("seed", first(1, [22, 11, 20, 21, 23, 24]))
def test_plans_are_right_and_bounds_hold(seed: int) -> None:
    try:
        joint_world(seed)
    except AssertionError:
        pytest.skip("a world without a plan")
    tried(seed)


def test_who_finds_no_place_beside_those_it_shares_with_is_placed_before_them() -> None:
    # A comes first and wants Thursdays and Fridays, and B can train on Mondays and Tuesdays alone.
    instance = world.build(
        {
            "cohorts": {"A": {"preferred_weekdays": ["THU", "FRI"]}, "B": {"weekdays": ["MON", "TUE"]}},
            "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}},
        }
    )
    seen: list[Progress] = []
    search = ExactSearch(instance, SETTINGS, FEW, seen.append)
    assert check(instance, search.run().lessons) == ()
    assert next(x.stage for x in seen if x.best is not None) == "first plan"


def test_dates_beside_others_are_those_on_which_they_teach_what_is_shared() -> None:
    instance = world.build(
        {
            "cohorts": {"A": {}, "B": {"preferred_weekdays": ["MON", "TUE"]}},
            "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}},
        }
    )
    day = date(2027, 2, 11)
    lesson = Lesson("A", 1, 1, day, Half.AM, "M1", 3.5, Mode.IN_PERSON, "T1", "R1", joint="J")
    sharing = {joint.id: (all_together(instance, joint),) for joint in instance.joint_modules}
    known = Known(instance, SETTINGS, FEW, sharing=sharing)
    for around, met in (((lesson,), True), ((), False)):
        dates = _best_dates(known, Solver(FEW), instance.cohort["B"], around, 1.0)
        assert dates is not None
        assert any(day in option.days for option in dates["B"]) == met


if __name__ == "__main__":
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 0, int(sys.argv[1])):
        try:
            joint_world(number)
        except AssertionError:
            continue
        try:
            tried(number)
        except Exception as fault:  # all worlds are tried, whatever became of one
            print(f"world {number}: {type(fault).__name__}: {str(fault)[:300]}", flush=True)
