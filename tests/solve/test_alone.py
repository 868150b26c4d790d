"""What some trainers cost one cohort: never more than it does, whoever else is there."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

import pytest

from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.model import Scope, build, cost
from scheduler.model.layout import Strand
from scheduler.model.parts import dates_of_teams
from scheduler.solve.alone import Alone
from scheduler.solve.known import Known
from scheduler.solve.sequencing import Allowed, Sequencing, just
from scheduler.solve.sequencing.least import Least
from scheduler.solve.solver import Solver
from tests.cases import world
from tests.model.day_worlds import WEEK, day_world, weights
from tests.model.test_bounds_hold import least
from tests.thorough import first

ONE = Limits(seconds=20, workers=1, deterministic=True)
EVERY_WEEK = 60
EVERY_HALF = [f"{day} {half}" for day in WEEK for half in ("AM", "PM")]
SEEDS = range(60)


@dataclass(frozen=True)
class Asked:
    """A cohort of a tiny world, and trainers for it."""

    instance: Instance
    settings: Settings
    name: str
    given: Mapping[Strand, str]

    def alone(self) -> Alone:
        return Alone(Known(self.instance, self.settings, ONE), threading.Event(), EVERY_WEEK, 20)

    @property
    def allowed(self) -> Allowed:
        """Only those trainers."""
        return just(self.given)

    def own(self, allowed: Allowed, *, others: bool = False) -> float:
        """Return what the cohort's own terms cost at least with some trainers, in the whole model."""
        cohorts = None if others else [self.instance.cohort[self.name]]
        plan = build(self.instance, self.settings, Scope(cohorts))
        mine = [x for x in plan.cohorts if x.cohort.id == self.name]
        for strand, some in allowed.items():
            for name, literal in mine[0].assigned[strand].items():
                if name not in some:
                    plan.model.add(literal == 0)
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
        least_of_all = one.own(one.allowed)
        alone = one.alone()
        least = alone.least(one.name, one.allowed, 0, inf)
        assert least <= least_of_all
        needed, as_much = alone.needed(one.name, one.allowed, 0, least)
        assert as_much == least
        assert all(one.given[strand] in some for strand, some in needed.items())
        assert one.own(needed) >= least
        assert one.own(needed, others=True) >= least


def test_only_trainers_that_matter_are_needed() -> None:
    # Where trainers make a cohort dearer at all, some of them do without the others.
    found = []
    for one in asked():
        alone, free = one.alone(), one.own({})
        least = alone.least(one.name, one.allowed, free, inf)
        if least > free:
            found.append((alone.needed(one.name, one.allowed, free, least)[0], len(one.given)))
    assert any(0 < len(needed) < every for needed, every in found)


def test_no_group_is_named_in_vain() -> None:
    """Whoever else teaches one of them, the cohort may cost less: that is tried one group after another."""
    named = 0
    for one in asked():
        alone = one.alone()
        least = alone.least(one.name, one.allowed, 0, inf)
        needed, _as_much = alone.needed(one.name, one.allowed, 0, least)
        for strand in needed:
            fewer = {x: some for x, some in needed.items() if x != strand}
            assert alone.least(one.name, fewer, 0, inf) < least
            named += 1
    assert named > 5


def test_whoever_would_make_it_no_cheaper_counts_as_needed_too() -> None:
    """Learners prefer the end of the week. T1 and T2 come at its beginning alone, T3 all week.

    With M3 taught by T1 the cohort has a session at the beginning of the week. With T2 too; with T3
    it need not. Who teaches M1 makes no difference: all three come then.
    """
    beginning = [f"{day} {half}" for day in ("MON", "TUE") for half in ("AM", "PM")]
    instance = world.build(
        {
            "trainers": {
                "T1": {"skills": ["care", "nursing"], "availability": beginning},
                "T2": {"skills": ["nursing"], "availability": beginning},
                "T3": {"skills": ["care", "nursing", "office"], "availability": EVERY_HALF},
            },
            "cohorts": {"A": {"preferred_weekdays": ["THU", "FRI"]}},
            "modules": {"M3": {"skill": "nursing", "one_session": True}},
        }
    )
    asked = Asked(instance, weights(0), "A", {Strand("M3", 1): "T1", Strand("M2", 1): "T3"})
    alone = asked.alone()
    least = alone.least("A", asked.allowed, 0, inf)
    assert least > alone.least("A", just({Strand("M3", 1): "T3"}), 0, inf)
    assert alone.needed("A", asked.allowed, 0, least) == ({Strand("M3", 1): {"T1", "T2"}}, least)


def test_without_seconds_all_trainers_are_needed() -> None:
    for one in asked(range(16)):
        alone = one.alone()
        least = alone.least(one.name, one.allowed, 0, inf)
        alone.seconds = 0
        assert alone.needed(one.name, one.allowed, 0, least) == (one.allowed, least)


@pytest.mark.parametrize("times", [1, 3])
def test_what_is_not_proved_of_more_trainers_in_time_is_proved_of_less_cost(
    monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """The first proof takes too long, and no programme is found: one unit less will do, if it is news."""
    less = 0
    for one in asked():
        alone, free = one.alone(), one.own({})
        least = alone.least(one.name, one.allowed, free, inf)
        if not free + 2 <= least < inf:
            continue
        late, real = times * [Least(-inf)], Sequencing.least

        def proof(*asked: Any, late: list[Least] = late, real: Any = real, **more: Any) -> Least:
            return late.pop() if late else real(*asked, **more)

        with monkeypatch.context() as patched:
            patched.setattr(Sequencing, "least", proof)
            patched.setattr(Sequencing, "cheaper", lambda *_asked: ())
            needed, as_much = alone.needed(one.name, one.allowed, free, least)
        assert free < as_much <= least
        assert needed != one.allowed or as_much == least
        assert one.own(needed) >= as_much
        less += as_much < least
    assert less or times > 1


@pytest.mark.parametrize("enough", [1, 5])
def test_what_is_enough_is_proved_of_the_trainers_that_are_needed(enough: int) -> None:
    # The proof with all of them may reach further than what is enough, and that with fewer not.
    named = 0
    for one in asked():
        alone = one.alone()
        least = min(enough, alone.least(one.name, one.allowed, 0, enough))
        if least > 0:
            named += 1
            needed, as_much = alone.needed(one.name, one.allowed, 0, least)
            assert one.own(needed) >= as_much
    assert named
