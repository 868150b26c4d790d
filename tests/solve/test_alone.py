"""What some trainers cost one cohort: never more than it does, whoever else is there."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

import pytest

from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.model import Scope, build, cost
from scheduler.model.parts import dates_of_teams
from scheduler.solve.alone import Alone
from scheduler.solve.known import Known
from scheduler.solve.sequencing import Given
from scheduler.solve.solver import Solver
from tests.model.day_worlds import day_world, weights
from tests.model.test_bounds_hold import least
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)
EVERY_WEEK = 60
SEEDS = range(60)


@dataclass(frozen=True)
class Asked:
    """A cohort of a tiny world, and trainers for it."""

    instance: Instance
    settings: Settings
    name: str
    given: Given

    def alone(self) -> Alone:
        return Alone(Known(self.instance, self.settings, ONE), threading.Event(), EVERY_WEEK, 20)

    def own(self, given: Given, *, others: bool = False) -> float:
        """Return what the cohort's own terms cost at least with these trainers, in the whole model."""
        cohorts = None if others else [self.instance.cohort[self.name]]
        plan = build(self.instance, self.settings, Scope(cohorts, staff={self.name: given}))
        mine = [x for x in plan.cohorts if x.cohort.id == self.name]
        terms = cost.of_dates(mine, self.settings) | cost.of_content(mine, self.settings)
        plan.model.minimize(cost.weighted(terms, self.settings))
        return least(plan.model)


def asked(seeds: Iterator[int] | range = SEEDS) -> Iterator[Asked]:
    """Yield cohorts of tiny worlds, with all trainers that a relaxation gives them."""
    for seed in seeds:
        instance, settings = day_world(seed), weights(seed)
        part = dates_of_teams(instance, settings, instance.cohorts)
        response = Solver(ONE).run(part.model, 20, linear=True)
        if response.found and not instance.joint_modules:
            for name, given in part.staff(response.value).items():
                yield Asked(instance, settings, name, given)


@pytest.mark.parametrize("seed", first(16, SEEDS))
def test_it_is_what_the_cohort_costs_and_no_more_beside_others(seed: int) -> None:
    for one in asked(range(seed, seed + 1)):
        least_of_all = one.own(one.given)
        alone = one.alone()
        least = alone.least(one.name, one.given, 0, inf)
        assert least <= least_of_all
        given = alone.needed(one.name, one.given, least)
        assert given.items() <= one.given.items()
        assert one.own(given) >= least
        assert one.own(given, others=True) >= least


def test_only_trainers_that_matter_are_needed() -> None:
    # Where trainers make a cohort dearer at all, some of them do without the others.
    found = []
    for one in asked():
        alone, free = one.alone(), one.own({})
        least = alone.least(one.name, one.given, free, inf)
        if least > free:
            found.append((len(alone.needed(one.name, one.given, least)), len(one.given)))
    assert any(0 < fewer < every for fewer, every in found)


def test_without_seconds_all_trainers_are_needed() -> None:
    for one in asked(range(16)):
        alone = one.alone()
        least = alone.least(one.name, one.given, 0, inf)
        alone.seconds = 0
        assert alone.needed(one.name, one.given, least) == one.given


@pytest.mark.parametrize("enough", [1, 5])
def test_what_is_enough_is_proved_of_the_trainers_that_are_needed(enough: int) -> None:
    # The proof with all of them may reach further than what is enough, and that with fewer not.
    named = 0
    for one in asked():
        alone = one.alone()
        least = min(enough, alone.least(one.name, one.given, 0, enough))
        if least > 0:
            named += 1
            assert one.own(alone.needed(one.name, one.given, least)) >= least
    assert named
