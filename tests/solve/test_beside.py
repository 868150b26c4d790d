"""New cohorts beside others that keep every lesson: right plans, true costs, and bounds that hold."""

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Progress
from scheduler.model import build
from scheduler.model.settled import keep
from scheduler.settings import load_settings
from scheduler.solve.beside import BesideSearch
from tests.model.test_neighbours import random_world, solved

SETTINGS = load_settings()
FEW = Limits(seconds=20, workers=1, deterministic=True)


@pytest.mark.parametrize("seed", range(4))
def test_the_plan_is_the_best_beside_what_is_kept(seed: int) -> None:
    """Cohort A keeps the lessons of a best plan: B's best beside them is found by the whole model too."""
    instance = random_world(seed)
    whole = build(instance, SETTINGS)
    solver = solved(whole)
    assert solver is not None
    kept = tuple(x for x in whole.lessons(solver.boolean_value) if x.cohort == "A")
    keep(whole, kept, lambda lesson: lesson.cohort == "A")
    again = solved(whole)
    assert again is not None
    least = round(again.objective_value)

    told: list[Progress] = []
    found = BesideSearch(instance, SETTINGS, kept, FEW, told.append).run()

    assert check(instance, found.lessons) == ()
    assert tuple(x for x in found.lessons if x.cohort == "A") == kept
    assert cost_of(costs(instance, found.lessons, SETTINGS)) == found.objective
    assert max(x.bound for x in told) <= least <= found.objective
    assert (found.status is Status.OPTIMAL) == (found.bound == found.objective)
