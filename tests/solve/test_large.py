"""Many cohorts: the search by neighbourhoods ends where the whole model does, and loses nothing on the way."""

import multiprocessing
import threading
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check, cost_of, costs
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Status
from scheduler.model import build
from scheduler.settings import load_settings
from scheduler.solve import Limits, Outcome, Progress
from scheduler.solve.exact import ExactSearch
from scheduler.solve.large import LargeSearch
from tests.cases import world
from tests.model.test_neighbours import corner, random_world

SETTINGS = load_settings()
LONG = 60.0
"""Far more than any of these searches takes: a test that waits so long fails for its own reason."""

SKILLED: dict[str, Any] = {"trainers": {"T2": {"skills": ["care", "office"]}}}
ONE_ROOM = SKILLED | {"rooms": {"R2": None}}
WISHES = {"preferred_weekdays": ["MON", "TUE"]}
PARIS = {"sites": {"PARIS": {"name": "Paris"}}, "rooms": {"P1": {"site": "PARIS"}}}
MONTH = {"start_to": "2027-02-03"} | WISHES

WORLDS = {
    "nobody in the way": world.build(SKILLED | {"curriculum": {"max_gap_weeks": 2}, "cohorts": {"B": {}}}),
    "two in one room": world.build(
        ONE_ROOM | {"curriculum": {"max_gap_weeks": 2, "max_months": 1}, "cohorts": {"A": MONTH, "B": MONTH}}
    ),
    "three in one room": world.build(ONE_ROOM | {"cohorts": {"A": WISHES, "B": {}, "C": {}}}),
    "two sites, trainers in common": world.build(
        PARIS | {"curriculum": {"max_gap_weeks": 2}, "cohorts": {"B": {"site": "PARIS"}}}
    ),
    **{f"random {seed}": random_world(seed) for seed in (3, 4, 5, 7)},
}
"""Worlds whose optimum the search proves."""

OPEN = random_world(0)
"""Two cohorts at two sites, of which the search finds the optimum and does not prove it: it goes on."""

SCATTERED = world.build(
    {
        "curriculum": {"max_gap_weeks": 2},
        "rooms": {"R2": None},
        "cohorts": {"A": WISHES, "B": {}, "C": {}},
        "modules": {"M3": {"hours": 28}, "M4": {"block": "B2", "hours": 14, "skill": "office"}},
        "trainers": {
            "T1": {
                "availability": [f"{day} {half}" for day in ("MON", "TUE", "WED") for half in ("AM", "PM")]
            },
            "T2": {
                "skills": ["care", "office"],
                "availability": [f"{day} {half}" for day in ("WED", "THU") for half in ("AM", "PM")],
            },
        },
    }
)
"""Three cohorts in one room, each day with a trainer of its own: the first plan is far from the best."""


def optimum(instance: Instance) -> tuple[int, tuple[Lesson, ...]]:
    """Return the least cost and a plan of it, proved by one model of everything."""
    plan = build(instance, SETTINGS)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(plan.model) == cp_model.OPTIMAL
    return round(solver.objective_value), plan.lessons(solver.boolean_value)


def search(
    instance: Instance, report: Callable[[Progress], None] = lambda progress: None, **more: Any
) -> LargeSearch:
    start = more.pop("start", None)
    return LargeSearch(instance, SETTINGS, Limits(**({"seconds": 20, "workers": 1} | more)), report, start)


def assert_true(outcome: Outcome, instance: Instance) -> None:
    """Have the checker judge the plan of `outcome` and count what it costs."""
    assert check(instance, outcome.lessons) == ()
    assert cost_of(costs(instance, outcome.lessons, SETTINGS)) == outcome.objective
    assert outcome.bound <= outcome.objective


# ---------------------------------------------------------------------- the end


@pytest.mark.parametrize("name", WORLDS)
def test_the_search_proves_the_optimum_of_the_whole_model(name: str) -> None:
    instance = WORLDS[name]
    outcome = search(instance).run()
    assert_true(outcome, instance)
    best = optimum(instance)[0]
    assert (outcome.status, outcome.objective, outcome.bound) == (Status.OPTIMAL, best, best)


@pytest.mark.parametrize("name", WORLDS)
def test_where_the_search_for_few_cohorts_proves_an_optimum_it_is_the_same(name: str) -> None:
    instance = WORLDS[name]
    exact = ExactSearch(instance, SETTINGS, Limits(seconds=20, workers=1))
    outcome = exact.run()
    assert (outcome.status is Status.OPTIMAL) != exact.gave_up
    assert exact.gave_up or outcome.objective == search(instance).run().objective


def test_no_bound_exceeds_the_optimum_where_it_is_not_proved() -> None:
    outcome = search(OPEN, seconds=2).run()
    assert_true(outcome, OPEN)
    assert (outcome.status, outcome.objective) == (Status.FEASIBLE, optimum(OPEN)[0])
    assert 0 < outcome.bound < outcome.objective


def test_a_search_of_cohorts_at_sites_of_their_own_ends() -> None:
    # No two of them can be proved together as cohorts of one site.
    assert len({cohort.site for cohort in OPEN.cohorts}) == len(OPEN.cohorts)
    running = threading.Thread(target=search(OPEN, seconds=0.5).run, daemon=True)
    running.start()
    running.join(LONG)
    assert not running.is_alive()


def test_a_cohort_without_any_plan_makes_all_impossible() -> None:
    # Remote M2 and in-person M1 would share a day: seen by no counting, and proved of A alone.
    instance = world.build(
        SKILLED
        | {"cohorts": {"B": {}}, "modules": {"M1": {"after": ["M3"]}}}
        | {"pins": [{"kind": "fix", "cohort": "A", "day": "2027-02-01", "module": "M1"}]}
    )
    outcome = search(instance).run()
    assert (outcome.status, outcome.lessons) == (Status.IMPOSSIBLE, ())
    assert {obstacle.where for obstacle in outcome.obstacles} == {"A"}


def test_no_time_is_not_the_same_answer_as_impossible() -> None:
    outcome = search(OPEN, seconds=0).run()
    assert (outcome.status, outcome.lessons, outcome.obstacles) == (Status.NOT_FOUND, (), ())
    assert set(outcome.left_out) == {cohort.id for cohort in OPEN.cohorts}


# ---------------------------------------------------------------------- on the way


def test_progress_only_improves_and_no_bound_exceeds_a_plan() -> None:
    seen: list[Progress] = []
    outcome = search(SCATTERED, seen.append, seconds=3).run()
    assert_true(outcome, SCATTERED)
    bounds = [x.bound for x in seen]
    found = [x.best for x in seen if x.best is not None]
    assert bounds == sorted(bounds)
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 1, "the first plan is improved"
    assert bounds[-1] <= optimum(SCATTERED)[0] <= found[-1]
    assert (found[-1], bounds[-1]) == (outcome.objective, outcome.bound)


def test_a_plan_known_at_the_start_is_kept_as_it_is_where_there_is_no_time() -> None:
    lessons = corner(OPEN, Random(1))
    cost = cost_of(costs(OPEN, lessons, SETTINGS))
    known = Outcome(Status.FEASIBLE, lessons, cost, 3, 0.0)
    outcome = search(OPEN, seconds=0, start=known).run()
    assert (set(outcome.lessons), outcome.objective, outcome.bound) == (set(lessons), cost, 3)


def test_a_plan_known_at_the_start_is_never_made_worse() -> None:
    # The best plan, of which nothing is known but its cost: nothing else may take its place.
    best, lessons = optimum(OPEN)
    seen: list[Progress] = []
    outcome = search(
        OPEN, seen.append, seconds=1, start=Outcome(Status.FEASIBLE, lessons, best, 0, 0.0)
    ).run()
    assert outcome.objective == best
    assert {x.best for x in seen} == {best}
    assert_true(outcome, OPEN)


def test_a_plan_far_from_the_best_is_improved() -> None:
    # An arbitrary plan, in no single runs and on no good dates.
    lessons = corner(OPEN, Random(1))
    cost = cost_of(costs(OPEN, lessons, SETTINGS))
    seen: list[Progress] = []
    outcome = search(
        OPEN, seen.append, seconds=2, start=Outcome(Status.FEASIBLE, lessons, cost, 0, 0.0)
    ).run()
    assert outcome.objective < cost
    assert max(x.best for x in seen if x.best is not None) == cost
    assert_true(outcome, OPEN)


def test_a_stop_keeps_the_best_plan() -> None:
    def stop_at_the_first_plan(progress: Progress) -> None:
        if progress.best is not None:
            running.stop()

    running = search(OPEN, stop_at_the_first_plan, seconds=LONG)
    outcome = running.run()
    assert outcome.status is Status.FEASIBLE
    assert outcome.seconds < LONG / 2
    assert_true(outcome, OPEN)


def test_a_search_stopped_before_it_starts_finds_nothing() -> None:
    stopped = search(OPEN)
    stopped.stop()
    assert stopped.run().status is Status.NOT_FOUND


# ---------------------------------------------------------------------- processes


def test_two_processes_find_the_same_plan_twice_if_deterministic() -> None:
    # Not proved, so that the order in which neighbourhoods end could tell.
    first, second = (search(OPEN, workers=2, deterministic=True, seed=3, seconds=0.4).run() for _ in "ab")
    assert_true(first, OPEN)
    assert (first.lessons, first.objective, first.bound) == (second.lessons, second.objective, second.bound)


def test_the_death_of_all_processes_loses_no_plan() -> None:
    killed: list[tuple[int, int]] = []

    def kill_at_the_first_plan(progress: Progress) -> None:
        if progress.best is not None and not killed:
            for process in multiprocessing.active_children():
                process.kill()
                process.join()
                assert process.pid is not None
                killed.append((process.pid, progress.best))

    outcome = search(OPEN, kill_at_the_first_plan, workers=2, seconds=8).run()
    assert killed
    assert_true(outcome, OPEN)
    # New processes went on with the plan that the dead ones had made.
    assert outcome.objective < killed[0][1]
