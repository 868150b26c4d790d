"""What is said of impossible worlds besides: nothing beside the point, nothing that is not proved."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.domain.settings import TERM, Settings
from scheduler.exchange.input import read_instance
from scheduler.explain import Explanation, explain
from scheduler.explain.facts import FAMILIES
from scheduler.shipped import shipped
from scheduler.solve import Search
from scheduler.text import speaking
from tests.cases.world import build
from tests.explain.cases import CASES

SETTINGS = Settings(dict.fromkeys(TERM, 1), 8)
WORKS = {"first": "2027-04-05", "last": "2027-04-09", "label": "Travaux"}
TWO = {
    "cohorts": {"B": {"start_from": "2027-04-05", "start_to": "2027-04-09"}},
    "trainers": {"T1": {"skills": ["care", "office"]}, "T2": {"skills": ["care", "office"]}},
}
"""B's only days are to be closed; A has nothing to do with it."""


def explained(world: dict[str, Any], **more: Any) -> Explanation:
    with speaking("en"):
        return explain(build(world), SETTINGS, seconds=60, **more)


def test_what_hinders_nothing_is_in_no_cause() -> None:
    easter = {"first": "2027-04-08", "last": "2027-04-14", "label": "Pâques"}
    world = CASES["a closure makes too long a gap"].world
    found = explained(world | {"closures": [*world["closures"], easter]})
    assert found.cause is not None
    assert found.cause.smallest
    assert any("Travaux" in said for said in found.cause.said)
    assert not any("Pâques" in said for said in found.cause.said)
    assert not any("Pâques" in x.said for way in found.ways for x in way.concessions)


def test_stopped_at_once_nothing_is_claimed() -> None:
    found = explained(CASES["a module fixed on too many days"].world, stop=lambda: True)
    assert (found.cause, found.ways, found.complete) == (None, (), False)


def test_what_is_found_is_reported_on_the_way() -> None:
    told: list[Explanation] = []
    found = explained(CASES["fixed and forbidden"].world, report=told.append)
    assert [len(x.ways) for x in told] == [0, 1, 2]
    assert told[-1].ways == found.ways


def test_where_nothing_can_be_conceded_that_is_said() -> None:
    found = explained(CASES["a deadline, and a learner hired just before the start"].world)
    assert (found.ways, found.unconfirmed, found.complete) == ((), (), True)


def test_no_way_out_starts_in_the_past() -> None:
    world = CASES["a deadline to be certified"].world
    assert explained(world, today=date(2027, 1, 20)).ways
    assert explained(world, today=date(2027, 1, 30)).ways == ()


def test_cohorts_that_are_not_concerned_stay_as_they_are() -> None:
    found = explained(TWO | {"closures": [WORKS]})
    assert found.cause is not None
    assert found.cause.cohorts == ("B",)
    assert {tuple(way.last_days) for way in found.ways} == {("B",)}
    assert {way.changed for way in found.ways} == {0}


def test_a_plan_that_runs_is_kept() -> None:
    running = tuple(x for x in Search(build(TWO), SETTINGS, Limits(20)).run().lessons if x.cohort == "A")
    found = explained(TWO | {"closures": [WORKS]}, running=running)
    assert len(found.ways) > 1
    for way in found.ways:
        assert [x for x in way.lessons if x.cohort == "A"] == list(running)


@pytest.fixture(scope="module")
def demo() -> Instance:
    return read_instance(shipped("data/demo"))[0]


def test_no_concession_is_at_odds_with_a_hire_or_a_curriculum(demo: Instance) -> None:
    checked = 0
    for fact in (fact for family in FAMILIES for fact in family.of(demo)):
        for concession in fact.concessions:
            made = concession.made(demo)
            assert made != demo, concession
            assert made.curricula == demo.curricula
            for cohort in made.cohorts:
                checked += _contradicts_nothing(demo, made, cohort.id)
    assert checked > 50


def _contradicts_nothing(demo: Instance, made: Instance, name: str) -> bool:
    before, cohort = demo.cohort[name], made.cohort[name]
    hired = [x.hire_date for x in made.learners_of[name] if x.hire_date]
    assert cohort.start_from == before.start_from or cohort.start_from >= max(hired)
    assert cohort.start_to == before.start_to or cohort.start_to <= _valid_until(made, name)
    curriculum = made.curriculum_of(cohort)
    (low, high), (own_low, own_high) = made.months(cohort), demo.months(before)
    # The demo's FAE is shorter than its curriculum: the centre knows why.
    assert low >= min(own_low, curriculum.min_months)
    assert high <= max(own_high, curriculum.max_months)
    return cohort != before


def _valid_until(instance: Instance, name: str) -> date:
    cohort = instance.cohort[name]
    return instance.curriculum_of(cohort).valid_until or date.max


def test_each_larger_concession_of_the_demo_is_another(demo: Instance) -> None:
    for fact in (fact for family in FAMILIES for fact in family.of(demo)):
        made = [concession.made(demo) for concession in fact.concessions]
        assert len({x.said for x in fact.concessions}) == len(made)
        assert all(one != other for one, other in pairwise(made))


def test_impossible_only_beside_what_runs() -> None:
    """A has the one room on the days on which B has to begin; if A could move, both would find room."""
    trainers = {"T1": {"skills": ["care", "office"]}, "T2": {"skills": ["care", "office"]}}
    world = {"rooms": {"R2": None}, "trainers": trainers, "curriculum": {"max_months": 1}}
    early = {"start_to": "2027-02-01", "weekdays": ["MON", "TUE"]}
    running = Search(build(world | {"cohorts": {"A": early}}), SETTINGS, Limits(20)).run().lessons
    both = world | {"cohorts": {"A": {}, "B": {"start_to": "2027-02-02"}}}
    assert Search(build(both), SETTINGS, Limits(20)).run().lessons
    found = explained(both, running=running)
    assert found.cause is not None
    assert found.cause.cohorts == ("B",)
    assert len(found.ways) > 1
    for way in found.ways:
        assert [x for x in way.lessons if x.cohort == "A"] == list(running)
        assert (tuple(way.last_days), way.changed) == (("B",), 0)


def test_somebody_may_stand_in_for_who_is_away() -> None:
    # The days of M3 are 1 and 2 February: T1 is there on the first alone, T2 on the second alone.
    found = explained(
        {
            "cohorts": {"A": {"weekdays": ["MON", "TUE"], "start_to": "2027-02-01", "max_gap_weeks": 1}},
            "trainers": {"T1": {"skills": ["care"]}, "T3": {"skills": ["office"]}},
            "modules": {"M1": {"skill": "office"}},
            "absences": [
                {"trainer": "T1", "first": "2027-02-02", "last": "2027-12-31"},
                {"trainer": "T2", "first": "2027-01-01", "last": "2027-02-01"},
                {"trainer": "T2", "first": "2027-02-03", "last": "2027-12-31"},
            ],
        }
    )
    said = {concession.said for way in found.ways for concession in way.concessions}
    assert "Marc Roux (T2) stands in for Anne Petit (T1) from 2027-02-02 to 2027-12-31" in said
    [way] = [way for way in found.ways if any("stands in" in x.said for x in way.concessions)]
    assert {(x.day.day, x.trainer) for x in way.lessons if x.module == "M3"} == {(1, "T1"), (2, "T2")}
