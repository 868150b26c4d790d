"""Many cohorts: the search by neighbourhoods ends where the whole model does, and loses no plan."""

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
from scheduler.solve import Limits, Outcome, Progress, Search, portfolio
from scheduler.solve.best import BestPlan
from scheduler.solve.exact import ExactSearch
from scheduler.solve.neighbourhoods import NeighbourhoodSearch
from scheduler.solve.neighbourhoods.dispatch import Dispatch, Work
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.shares import WHOLE_SHARE
from tests.cases import world
from tests.model.test_neighbours import corner, random_world
from tests.thorough import thorough

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
    **{f"random {seed}": random_world(seed) for seed in (3, 4, 8, 13)},
}
"""Worlds whose optimum the search proves."""

OPEN = random_world(11)
"""Two cohorts at two sites, of which the search finds the optimum and does not prove it: it goes on."""


def optimum(instance: Instance) -> tuple[int, tuple[Lesson, ...]]:
    """Return the least cost and a plan of it, proved by one model of everything."""
    plan = build(instance, SETTINGS)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(plan.model) == cp_model.OPTIMAL
    return round(solver.objective_value), plan.lessons(solver.boolean_value)


def search(
    instance: Instance,
    report: Callable[[Progress], None] = lambda progress: None,
    start: Outcome | None = None,
    **limits: Any,
) -> NeighbourhoodSearch:
    """Return a search of one thread that reads no clock, if nothing else is said."""
    usual = {"seconds": LONG, "workers": 1, "deterministic": True}
    return NeighbourhoodSearch(instance, SETTINGS, Limits(**(usual | limits)), report, start)


def search_until(
    enough: Callable[[Progress], bool], instance: Instance, start: Outcome | None = None, **limits: Any
) -> tuple[Outcome, list[Progress]]:
    """Stop a search at the first progress that is enough; return its outcome and all progress."""
    seen: list[Progress] = []

    def report(progress: Progress) -> None:
        seen.append(progress)
        if enough(progress):
            running.stop()

    running = search(instance, report, start, **limits)
    return running.run(), seen


def known(lessons: tuple[Lesson, ...], bound: int = 0) -> Outcome:
    """Return a plan of the open world as one search hands it to the next."""
    return Outcome(Status.FEASIBLE, lessons, cost_of(costs(OPEN, lessons, SETTINGS)), bound, 0.0)


def assert_true(outcome: Outcome, instance: Instance) -> None:
    """Have the checker judge the plan of `outcome` and count what it costs."""
    assert check(instance, outcome.lessons) == ()
    assert cost_of(costs(instance, outcome.lessons, SETTINGS)) == outcome.objective
    assert outcome.bound <= outcome.objective


def test_before_it_begins_it_says_what_it_will_do() -> None:
    """With a plan at hand nothing is counted any more."""
    assert search(OPEN).progress().stage == "counting days, rooms and trainers"
    assert search(OPEN, start=known(optimum(OPEN)[1])).progress().stage == "better plan"


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


def test_a_search_of_cohorts_at_sites_of_their_own_ends() -> None:
    # No two of them can be proved together as cohorts of one site.
    assert len({cohort.site for cohort in OPEN.cohorts}) == len(OPEN.cohorts)
    running = threading.Thread(target=search(OPEN, seconds=0.05).run, daemon=True)
    running.start()
    running.join(LONG)
    assert not running.is_alive()


def test_a_cohort_without_any_plan_makes_all_impossible() -> None:
    # M1 comes after the two days of M3, and is to be taught on the first day.
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


def test_progress_only_improves_and_no_bound_exceeds_the_optimum() -> None:
    best = optimum(OPEN)[0]
    outcome, seen = search_until(lambda now: now.best == best and now.bound > 0, OPEN)
    assert_true(outcome, OPEN)
    bounds = [x.bound for x in seen]
    found = [x.best for x in seen if x.best is not None]
    assert bounds == sorted(bounds)
    assert found == sorted(found, reverse=True)
    assert found[0] > best, "the first plan is improved"
    assert 0 < bounds[-1] <= best
    assert (found[-1], bounds[-1]) == (outcome.objective, outcome.bound)


class UnderWay(Dispatch):
    """Says that some neighbourhoods are being looked at."""

    def __init__(self, *some: Neighbourhood):
        super().__init__(Limits())
        self.some = list(some)

    def under_way(self, work: Work) -> list[Any]:
        return self.some if work is Work.IMPROVE else []


OF_ALL = Neighbourhood(("A", "B"), {"A": 0, "B": 0}, "other trainers of six", order=True)
DATES_OF_BOTH = Neighbourhood(("A", "B"), {"A": 2, "B": 2}, "dates of many", keep=("A", "B"))


def test_while_all_are_planned_anew_the_others_go_on() -> None:
    instance = world.build({"cohorts": {"B": {}}})
    made = NeighbourhoodSearch(instance, load_settings(None))
    made._incumbent.lessons = {name: () for name in "AB"}
    made._dispatch = UnderWay(OF_ALL)
    assert made._next_neighbourhood() is not None
    made._dispatch = UnderWay(OF_ALL, DATES_OF_BOTH)
    assert made._next_neighbourhood() is None


@pytest.mark.parametrize(("asked", "bound", "again"), [(OF_ALL, 3, 0), (DATES_OF_BOTH, 0, 1)])
def test_what_no_longer_pays_is_looked_at_again_unless_nothing_is_around_it(
    asked: Neighbourhood, bound: int, again: int
) -> None:
    """The plan became as cheap meanwhile: what was found of all would be found once more."""
    instance = world.build({"cohorts": {"B": {"start_to": "2027-03-12"}}})
    _cost, lessons = optimum(instance)
    made = NeighbourhoodSearch(instance, load_settings(None), start=known(lessons))
    made._begin_with_what_is_known()
    made._incumbent.changed = [("A",)]
    made._accept(Improved(asked, lessons, 5, bound=bound), 0)
    assert len(made._again) == again


def test_a_plan_known_at_the_start_is_kept_as_it_is_where_there_is_no_time() -> None:
    lessons = corner(OPEN, Random(1))
    outcome = search(OPEN, start=known(lessons, bound=3), seconds=0).run()
    assert (set(outcome.lessons), outcome.bound) == (set(lessons), 3)
    assert_true(outcome, OPEN)


def test_a_plan_known_at_the_start_is_never_made_worse() -> None:
    # The best plan, of which no bound is known: whatever is tried, nothing worse takes its place.
    best, lessons = optimum(OPEN)
    seen: list[Progress] = []
    outcome = search(OPEN, seen.append, known(lessons), seconds=0.1).run()
    assert {x.best for x in seen} == {outcome.objective} == {best}
    assert_true(outcome, OPEN)


def test_a_plan_far_from_the_best_is_improved() -> None:
    # An arbitrary plan, in no single runs and on no good dates.
    start = known(corner(OPEN, Random(1)))
    outcome, seen = search_until(lambda now: (now.best or 0) < start.objective, OPEN, start)
    assert seen[0].best == start.objective
    assert outcome.objective < start.objective
    assert_true(outcome, OPEN)


def test_a_stop_keeps_the_best_plan() -> None:
    outcome, _seen = search_until(lambda now: now.best is not None, OPEN)
    assert (outcome.status, outcome.bound) == (Status.FEASIBLE, 0), "stopped before anything is proved"
    assert_true(outcome, OPEN)


def test_a_search_stopped_before_it_starts_finds_nothing() -> None:
    stopped = search(OPEN)
    stopped.stop()
    assert stopped.run().status is Status.NOT_FOUND


# ---------------------------------------------------------------------- processes


@thorough
def test_two_processes_find_the_same_plan_twice_if_deterministic() -> None:
    # Not proved, so that the order in which neighbourhoods end could tell.
    first, second = (search(OPEN, workers=2, seed=3, seconds=0.1).run() for _ in "ab")
    assert_true(first, OPEN)
    assert (first.lessons, first.objective, first.bound) == (second.lessons, second.objective, second.bound)


@thorough
def test_the_death_of_all_processes_loses_no_plan() -> None:
    best, _lessons = optimum(OPEN)
    begun = known(corner(OPEN, Random(1)))
    left: list[int] = []

    def kill_then_stop_at_a_better_plan(progress: Progress) -> bool:
        assert progress.best is not None
        if progress.best < begun.objective and not left:
            left.append(progress.best)
            processes = multiprocessing.active_children()
            assert processes
            for process in processes:
                process.kill()
                process.join()
        # If the plan was the best by then, which is seldom, nothing shows that others went on.
        return bool(left) and (progress.best < left[0] or left[0] == best)

    outcome, _seen = search_until(
        kill_then_stop_at_a_better_plan, OPEN, begun, workers=2, deterministic=False
    )
    # New processes went on with the plan that the dead ones had made.
    assert outcome.objective < left[0] or left[0] == best
    assert_true(outcome, OPEN)


def test_a_short_try_that_comes_near_is_followed_by_the_whole_time() -> None:
    shares: list[float] = []

    class Near(ExactSearch):
        def _with_trainers(self, relaxation: Any) -> bool:
            return False

        def _plan_on_dates(self, relaxation: Any) -> None:
            self._kept, self._bound = BestPlan((known(corner(OPEN, Random(1)), bound=1).lessons, 200)), 100

        def _near_dates(self, relaxation: Any, share: float) -> None:
            pass

        def _in_slices(self, share: float) -> None:
            pass

        def _whole(self, relaxation: Any, share: float) -> None:
            shares.append(share)
            self._kept.offer(self._kept.lessons, 105)

    running = Near(OPEN, SETTINGS, Limits(seconds=LONG, workers=1))
    running.run()
    assert shares == [WHOLE_SHARE, 1.0]
    assert not running.gave_up


def test_where_one_model_gives_up_neighbourhoods_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = known(corner(OPEN, Random(1)), bound=1)

    class GaveUp(ExactSearch):
        def run(self) -> Outcome:
            self._gave_up = True
            return begun

    monkeypatch.setattr(portfolio, "ExactSearch", GaveUp)
    # Limited changes would make it better too.
    monkeypatch.setattr(Search, "_local_share", lambda *_given: 0.0)

    def stop_at_a_better_plan(progress: Progress) -> None:
        if progress.best is not None and progress.best < begun.objective:
            running.stop()

    limits = Limits(seconds=LONG, workers=1, deterministic=True)
    running = Search(OPEN, SETTINGS, limits, stop_at_a_better_plan)
    outcome = running.run()
    assert outcome.objective < begun.objective
    assert_true(outcome, OPEN)
