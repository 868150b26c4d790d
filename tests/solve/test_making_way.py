"""Who makes way for a cohort that has no place in a first plan: whoever holds what it wants."""

import random
import threading
from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.domain.plan import Lesson
from scheduler.settings import load_settings
from scheduler.solve import Limits
from scheduler.solve.ejection import holders
from scheduler.solve.insertion import Inserted, insert
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods import NeighbourhoodSearch
from scheduler.solve.neighbourhoods.making_way import MOST_OUT, MakingWay
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings(None)

SAME_WEEK = {"start_to": "2027-02-01", "weekdays": ["MON", "TUE"]}
SHARED: dict[str, Any] = {
    "modules": {"M3": None},
    "sites": {"PARIS": {"name": "Paris"}},
    "rooms": {"P1": {"site": "PARIS"}},
    "trainers": {"T2": None},
    "cohorts": {"B": SAME_WEEK | {"site": "PARIS"}, "C": {}},
}
"""B must be in Paris from Monday, 1 February. T1 alone teaches, here and there."""

WEEK = "{0}1 Mon 2027-02-{1:02}  M1 T1 {2}\n{0}1 Tue 2027-02-{3:02}  M2 T1 {2}"


def week(instance: Any, name: str, day: int, room: str = "R1") -> tuple[Lesson, ...]:
    return lessons_of(WEEK.format(name, day, room, day + 1), instance)


def known(changes: dict[str, Any]) -> Known:
    return Known(world.build(changes), SETTINGS, Limits(seconds=20, workers=1, deterministic=True))


def way(names: str = "ABCDE", attempts: int | None = None) -> MakingWay:
    instance = world.build({"cohorts": {name: {} for name in names if name != "A"}})
    return MakingWay(instance, random.Random(0), attempts)


# ------------------------------------------------------------------ who holds what a cohort wants


def test_holders_have_its_trainers_at_any_site_or_its_rooms_on_days_it_might_want() -> None:
    """A has the trainers of B, in another town; C has them too, months after B is over."""
    instance = known(SHARED).instance
    short = replace(instance.cohort["B"], max_months=1)
    cohorts = tuple(short if x.id == "B" else x for x in instance.cohorts)
    instance = replace(instance, cohorts=cohorts)
    around = week(instance, "A", 1) + tuple(
        replace(x, day=x.day.replace(month=6)) for x in week(instance, "C", 1)
    )
    assert holders(instance, SETTINGS, short, around) == ["A"]
    in_room = tuple(replace(x, trainer=None, cohort="C", room="P1") for x in week(instance, "A", 1))
    assert set(holders(instance, SETTINGS, short, (*around, *in_room))) == {"A", "C"}


def test_who_holds_more_of_whom_few_can_replace_comes_first() -> None:
    """T1 alone teaches M1, T2 or T3 M2: a day of T1 weighs twice as much as one of T2."""
    skills = {"T1": ["care"], "T2": ["office"], "T3": ["office"]}
    instance = known(SHARED | {"trainers": {x: {"skills": some} for x, some in skills.items()}}).instance
    of_one = week(instance, "A", 1)[:2]
    of_two = tuple(replace(x, trainer="T2") for x in week(instance, "C", 1)[2:])
    for around in (of_one + of_two, of_two + of_one):
        assert holders(instance, SETTINGS, instance.cohort["B"], around) == ["A", "C"]


# ------------------------------------------------------------------ a place instead of another


def test_a_cohort_is_placed_where_one_of_another_site_was_which_goes_elsewhere() -> None:
    """Others of its own site there are none, and the days are A's: A has other weeks."""
    there = known(SHARED)
    first = week(there.instance, "A", 1)
    assert not insert(there, threading.Event(), "B", first, 1.0, give_way=True).lessons
    found = insert(there, threading.Event(), "B", first, 1.0, instead={"A": 0})
    assert {x.cohort for x in found.moved} == {"A"}
    assert not found.impossible, "it was so beside A as it stood"
    plan = (*found.moved, *found.lessons)
    assert check(there.instance.without(["C"]), plan) == ()


def test_whoever_has_no_other_place_is_taken_out() -> None:
    there = known(SHARED | {"cohorts": SHARED["cohorts"] | {"A": SAME_WEEK}})
    first = week(there.instance, "A", 1)
    found = insert(there, threading.Event(), "B", first, 1.0, instead={"A": 0})
    assert (found.instead, found.moved) == ("A", ())
    assert {x.cohort for x in found.lessons} == {"B"}


def test_nobody_is_taken_out_who_may_not_be() -> None:
    there = known(SHARED)
    found = insert(there, threading.Event(), "B", week(there.instance, "A", 1), 1.0, instead={"C": 0})
    assert (found.lessons, found.instead, found.holders) == ((), None, ())


def test_if_no_single_one_makes_room_all_who_hold_something_are_told() -> None:
    """On Monday A has T1, on Tuesday C: without either of them the other is still there."""
    there = known(SHARED)
    around = week(there.instance, "A", 1)[:2] + week(there.instance, "C", 1)[2:]
    found = insert(there, threading.Event(), "B", around, 1.0, instead={"A": 1, "C": 0})
    assert (found.lessons, found.impossible) == ((), True)
    assert found.holders == ("C", "A"), "first of all whoever was without a place least often"


def test_whoever_was_taken_out_is_placed_next() -> None:
    there = known(SHARED)
    search = NeighbourhoodSearch(there.instance, SETTINGS, there.limits)
    search._incumbent.add("A", week(there.instance, "A", 1), 0, search._incumbent.version)
    value = Inserted("B", week(there.instance, "B", 1, "P1"), instead="A")
    assert [x.id for x in search._take("B", value, search._incumbent.version)] == ["A"]
    assert set(search._incumbent.lessons) == {"B"}
    assert search._way.failed == {"B": 1}, "who took another's place is not the first to lose its own"


# ------------------------------------------------------------------ who is taken out


def test_of_those_who_hold_something_as_many_go_as_it_failed_four_at_most() -> None:
    chosen = way("ABCDEFG")
    cohort, placed = chosen.instance.cohort["A"], "BCDEFG"
    for times in range(1, 7):
        chosen.fails(cohort)
        assert chosen.times(cohort) == times
        count = min(times, MOST_OUT)
        assert [x.id for x in chosen.out(cohort, placed, tuple("GFXEDCB"))] == list("GFEDCB")[:count]


def test_if_nobody_is_known_to_hold_something_those_make_way_who_were_placed_most_often() -> None:
    chosen = way()
    chosen.failed = {"B": 3, "D": 1}
    others = [x for x in chosen.instance.cohorts if x.id != "A"]
    for _time in range(10):
        assert {x.id for x in chosen.easiest(others, 2)} == {"C", "E"}
        assert [x.id for x in chosen.easiest(others, 4)][2:] == ["D", "B"]
    assert len({chosen.easiest(others, 1)[0].id for _time in range(30)}) == 2
    (whole,) = chosen.instance.curricula
    some = replace(whole, id="SHORT", blocks=whole.blocks[:1], assessment=None)
    assert some.sessions < whole.sessions
    cohorts = tuple(replace(x, curriculum="SHORT") if x.id in "CD" else x for x in chosen.instance.cohorts)
    chosen.instance = replace(chosen.instance, curricula=(whole, some), cohorts=cohorts)
    # Of those for whom there always was a place, C has fewer sessions than E: a place is found sooner.
    assert all([x.id for x in chosen.easiest(list(cohorts[1:]), 3)] == ["C", "E", "D"] for _time in range(10))


def test_those_of_its_site_make_way_before_others() -> None:
    instance = world.build(SHARED | {"cohorts": SHARED["cohorts"] | {"D": {"site": "PARIS"}}})
    chosen = MakingWay(instance, random.Random(0), failed={"B": 1})
    assert [x.id for x in chosen.out(instance.cohort["B"], "ACD", ())] == ["D"]
    assert chosen.out(instance.cohort["B"], "AC", ())[0].id in "AC"


def test_who_shares_a_module_takes_nobody_out_and_is_not_taken_out() -> None:
    joint = {"joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}}}
    instance = world.build({"cohorts": {"B": {}, "C": {}, "D": {}}} | joint)
    chosen = MakingWay(instance, random.Random(0), failed={"C": 2})
    assert chosen.instead(instance.cohort["A"], "BCD") == {}
    assert chosen.instead(instance.cohort["D"], "ABC") == {"C": 2}


@pytest.mark.parametrize("attempts", [None, 2])
def test_after_so_many_attempts_a_cohort_is_left_out_and_takes_out_nobody(attempts: int | None) -> None:
    chosen = way(attempts=attempts)
    cohort = chosen.instance.cohort["A"]
    for _time in range(3):
        assert chosen.instead(cohort, "BCDE")
        assert not chosen.gives_up(cohort)
        chosen.fails(cohort)
    assert chosen.gives_up(cohort) == (attempts is not None)
    assert set(chosen.left_out) == ({"A"} if attempts else set())
    assert bool(chosen.instead(cohort, "BCDE")) == (attempts is None)
