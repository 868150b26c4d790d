"""The search: its answers, its progress, and how it is stopped."""

from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.plan import Status
from scheduler.model import PlanModel
from scheduler.settings import load_settings
from scheduler.solve import Limits, Progress, Search
from scheduler.solve.exact import ExactSearch
from scheduler.solve.shares import LEAST_ON_DATES
from scheduler.solve.solver import Response, Solver, rounded_up
from tests.cases.world import build

SETTINGS = load_settings()


def search(changes: dict[str, Any], **limits: Any) -> Search:
    return Search(build(changes), SETTINGS, Limits(**({"seconds": 20, "workers": 2} | limits)))


def test_no_time_is_not_the_same_answer_as_impossible() -> None:
    outcome = search({}, seconds=0).run()
    assert (outcome.status, outcome.lessons, outcome.obstacles) == (Status.NOT_FOUND, (), ())


def test_impossible_is_proved_and_says_why() -> None:
    outcome = search({"cohorts": {"A": {"weekdays": ["MON", "WED", "FRI"]}}}).run()
    assert outcome.status is Status.IMPOSSIBLE
    assert outcome.obstacles


def test_a_search_stopped_before_it_starts_finds_nothing_and_says_so() -> None:
    stopped = search({})
    stopped.stop()
    assert stopped.run().status is Status.NOT_FOUND


def test_progress_only_improves() -> None:
    seen: list[Progress] = []
    running = search({"curriculum": {"max_gap_weeks": 2}})
    running.report = seen.append
    outcome = running.run()
    bounds = [x.bound for x in seen]
    found = [x.best for x in seen if x.best is not None]
    assert bounds == sorted(bounds)
    assert found == sorted(found, reverse=True)
    assert found[-1] == outcome.objective
    assert bounds[-1] == outcome.bound
    assert seen[0].gap is None


def test_a_plan_that_was_reported_can_be_had_though_the_model_that_has_it_runs_on() -> None:
    running = search({"curriculum": {"max_gap_weeks": 2}})
    had: list[bool] = []

    def look(progress: Progress) -> None:
        if progress.best is not None:
            outcome = running.so_far()
            had.append(bool(outcome.lessons) and outcome.objective <= progress.best)

    running.report = look
    running.run()
    assert had
    assert all(had)


def test_deterministic_runs_give_the_same_lessons() -> None:
    first, second = (search({}, deterministic=True, seed=3, workers=4).run() for _ in range(2))
    assert first.lessons == second.lessons


class Timed(ExactSearch):
    """Takes note of the seconds that models on given dates may take."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.given: list[float] = []

    def _improve(self, plan: PlanModel, seconds: float, *more: Any, **options: Any) -> Response:
        if self._stage == "plan on the best dates":
            self.given.append(seconds)
        return super()._improve(plan, seconds, *more, **options)


def test_a_cohort_alone_has_time_for_its_best_dates_in_a_short_search_too() -> None:
    # A share of ten seconds is half of one: on a busy machine the best plan was missed, and not found after.
    searched = Timed(build({"curriculum": {"max_gap_weeks": 2}}), SETTINGS, Limits(seconds=10, workers=1))
    searched.run()
    assert searched.given
    assert min(searched.given) == LEAST_ON_DATES


def test_a_cohort_alone_has_no_more_time_for_its_best_dates_than_there_is_in_a_deterministic_run() -> None:
    limits = Limits(seconds=1, workers=1, deterministic=True)
    searched = Timed(build({"curriculum": {"max_gap_weeks": 2}}), SETTINGS, limits)
    searched.run()
    assert searched.given
    assert max(searched.given) <= 1


def one_variable() -> cp_model.CpModel:
    """Return a model that any solver solves at once if it runs it at all."""
    model = cp_model.CpModel()
    model.new_bool_var("x")
    return model


def test_a_stopped_solver_runs_no_model() -> None:
    solver = Solver(Limits())
    assert solver.run(one_variable(), 10.0).found
    solver.stop()
    assert not solver.run(one_variable(), 10.0).found


@pytest.mark.parametrize("gap", [0.0, 0.5])
def test_the_gap_is_the_unproved_share(gap: float) -> None:
    assert Progress(1.0, "bound", 10, int(10 * (1 - gap))).gap == gap


@pytest.mark.parametrize(
    ("bound", "whole"), [(44.2, 45), (45.0, 45), (45.0000001, 45), (44.9999999, 45), (-3.0, 0)]
)
def test_a_bound_is_rounded_up_but_not_by_the_dust_of_floats(bound: float, whole: int) -> None:
    assert rounded_up(bound) == whole


def test_what_is_not_a_number_proves_nothing() -> None:
    assert rounded_up(float("-inf")) == rounded_up(float("inf")) == rounded_up(float("nan")) == 0


def test_the_time_limit_holds_for_the_parts_too() -> None:
    # Time is over before the first part: the solver refuses it, whatever time the part may take.
    assert not Solver(Limits(), until=0.0).run(one_variable(), 10.0).found


def test_deterministic_runs_read_no_clock() -> None:
    assert Solver(Limits(deterministic=True), until=0.0).run(one_variable(), 10.0).found
