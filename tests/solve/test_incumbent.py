"""A plan that grows and changes while tasks run beside: what they bring is taken only if it still fits."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.settings import load_settings
from scheduler.solve import Limits
from scheduler.solve.insertion import fitted, insert
from scheduler.solve.known import Known, added
from scheduler.solve.neighbourhoods.incumbent import Incumbent, taken_twice
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings()
TWO: dict[str, Any] = {
    "modules": {"M3": None},
    "cohorts": {"B": {}},
    "trainers": {"T2": {"skills": ["care", "office"]}},
}
"""Two cohorts with programmes of two days, M1 and M2, that either trainer can teach."""

FIRST_WEEK = "{0}1 Mon 2027-02-01  M1 T1 R1\n{0}1 Tue 2027-02-02  M2 T2 R1"
SECOND_WEEK = "{0}1 Mon 2027-02-08  M1 T1 R1\n{0}1 Tue 2027-02-09  M2 T2 R1"
WITH_OTHERS = "{0}1 Mon 2027-02-01  M1 T2 R2\n{0}1 Tue 2027-02-02  M2 T1 R2"


def known(changes: dict[str, Any] = TWO) -> Known:
    return Known(world.build(changes), SETTINGS, Limits(seconds=20, workers=1, deterministic=True))


def programme(lessons: Sequence[Lesson]) -> list[tuple[Any, ...]]:
    return [(x.session, x.half, x.module, x.trainer, x.room) for x in lessons]


def cost(instance: Instance, lessons: Sequence[Lesson]) -> int:
    assert check(instance, lessons) == ()
    return cost_of(costs(instance, lessons, SETTINGS))


def test_a_programme_whose_dates_are_taken_finds_others() -> None:
    world_of_two = known()
    taken, wanted = (lessons_of(FIRST_WEEK.format(name), world_of_two.instance) for name in "AB")
    found = fitted(world_of_two, "B", wanted, taken)
    assert programme(found) == programme(wanted)
    assert check(world_of_two.instance, (*taken, *found)) == ()


def test_a_programme_that_no_dates_are_left_for_does_not_fit() -> None:
    # Both must start in the week of 1 February, on a Monday: the trainers and the room are A's.
    same_week = {"start_to": "2027-02-01", "weekdays": ["MON", "TUE"]}
    world_of_two = known(TWO | {"cohorts": {"A": same_week, "B": same_week}})
    taken, wanted = (lessons_of(FIRST_WEEK.format(name), world_of_two.instance) for name in "AB")
    assert fitted(world_of_two, "B", wanted, taken) == ()


def test_a_cohort_placed_where_another_came_first_takes_other_dates() -> None:
    incumbent = Incumbent(known())
    instance = incumbent.known.instance
    first, second = (lessons_of(FIRST_WEEK.format(name), instance) for name in "AB")
    version = incumbent.version
    assert incumbent.add("A", first, cost(instance.without(["B"]), first), version)
    assert incumbent.add("B", second, 0, version)
    assert programme(incumbent.lessons["B"]) == programme(second)
    assert incumbent.cost == cost(instance, incumbent.all_lessons)


ONE_TRAINER: dict[str, Any] = {
    "modules": {"M3": None},
    "cohorts": {"B": {"start_to": "2027-02-01", "weekdays": ["MON", "TUE"]}},
}
"""T1 alone teaches M2, and B must start on 1 February."""


def test_others_give_way_to_a_cohort_that_has_no_other_dates() -> None:
    # A is where B must be: it goes, with the same programme, and the plan costs what the checker counts.
    incumbent = Incumbent(known(ONE_TRAINER))
    instance = incumbent.known.instance
    first = lessons_of(FIRST_WEEK.format("A").replace("T2", "T1"), instance)
    assert incumbent.add("A", first, cost(instance.without(["B"]), first), incumbent.version)
    assert not insert(incumbent.known, threading.Event(), "B", first, 1.0).lessons
    found = insert(incumbent.known, threading.Event(), "B", first, 1.0, give_way=True)
    assert programme(found.moved) == programme(first)
    assert incumbent.add("B", found.lessons, found.cost, incumbent.version, found.moved)
    assert incumbent.cost == cost(instance, incumbent.all_lessons)


def test_who_gave_way_in_a_plan_that_has_changed_since_goes_if_that_still_fits() -> None:
    # The plan is another than that of the version: A was placed since. What was found for both still fits.
    incumbent = Incumbent(known(ONE_TRAINER))
    first = lessons_of(FIRST_WEEK.format("A").replace("T2", "T1"), incumbent.known.instance)
    version = incumbent.version
    incumbent.add("A", first, 0, version)
    found = insert(incumbent.known, threading.Event(), "B", first, 1.0, give_way=True)
    assert incumbent.add("B", found.lessons, found.cost, version, found.moved)
    assert incumbent.cost == cost(incumbent.known.instance, incumbent.all_lessons)


@pytest.mark.parametrize("gone", [True, False])
def test_who_gave_way_stays_where_it_is_if_that_no_longer_fits(gone: bool) -> None:
    # A third cohort took the days of B since; or A is no longer in the plan, and waits to be placed.
    third = {"cohorts": ONE_TRAINER["cohorts"] | {"C": {}}}
    incumbent = Incumbent(known(ONE_TRAINER | third))
    instance = incumbent.known.instance
    theirs = {x: lessons_of(FIRST_WEEK.format(x).replace("T2", "T1"), instance) for x in "ABC"}
    moved = lessons_of(SECOND_WEEK.format("A").replace("T2", "T1"), instance)
    version = incumbent.version
    incumbent.lessons = {} if gone else {"A": theirs["A"], "C": theirs["C"]}
    incumbent.changed.append(("A", "C"))
    before = incumbent.all_lessons
    assert not incumbent.add("B", theirs["B"], 0, version, moved)
    assert incumbent.all_lessons == before


def test_who_gave_way_stays_where_it_is_if_a_limit_no_longer_allows_it() -> None:
    # T1 works three days a week. C has two days of the second week since, where A was to go: nobody is
    # wanted twice at a time, and four days would be too many (TR-04).
    limit = {"trainers": {"T1": {"max_days_per_week": 3}}}
    incumbent = Incumbent(known(ONE_TRAINER | limit | {"cohorts": ONE_TRAINER["cohorts"] | {"C": {}}}))
    instance = incumbent.known.instance
    a, b = (lessons_of(FIRST_WEEK.format(x).replace("T2", "T1"), instance) for x in "AB")
    moved = lessons_of(SECOND_WEEK.format("A").replace("T2", "T1"), instance)
    theirs = "C1 Thu 2027-02-11  M1 T1 R1\nC1 Fri 2027-02-12  M2 T1 R1"
    incumbent.lessons = {"A": a, "C": lessons_of(theirs, instance)}
    incumbent.changed.append(("C",))
    assert not taken_twice(instance, b + moved, incumbent.lessons["C"])
    assert not incumbent.add("B", b, 0, 0, moved)
    assert incumbent.lessons["A"] == a


def test_who_is_placed_instead_of_another_takes_it_out() -> None:
    incumbent = Incumbent(known(ONE_TRAINER))
    instance = incumbent.known.instance
    first, second = (lessons_of(FIRST_WEEK.format(x).replace("T2", "T1"), instance) for x in "AB")
    incumbent.add("A", first, added(incumbent.known, "A", first, ()), incumbent.version)
    alone = added(incumbent.known, "B", second, ())
    assert incumbent.add("B", second, alone, incumbent.version, instead="A")
    assert (incumbent.all_lessons, incumbent.cost) == (second, alone)


@pytest.fixture
def planned() -> Incumbent:
    """Return the incumbent of a plan with A in the first week and B in the second."""
    incumbent = Incumbent(known())
    instance = incumbent.known.instance
    plan = lessons_of(f"{FIRST_WEEK.format('A')}\n{SECOND_WEEK.format('B')}", instance)
    incumbent.lessons = {name: tuple(x for x in plan if x.cohort == name) for name in "AB"}
    incumbent.cost = cost(instance, plan)
    return incumbent


def changed(incumbent: Incumbent, plan: str) -> tuple[Lesson, ...]:
    return lessons_of(plan, incumbent.known.instance)


def test_a_change_that_wants_what_another_took_since_is_lost(planned: Incumbent) -> None:
    # Both were to move into the week of 15 February, with the same trainers, and B was first.
    before, version = planned.cost, planned.version
    third = "{0}1 Mon 2027-02-15  M1 T1 R1\n{0}1 Tue 2027-02-16  M2 T2 R1"
    planned._set({"B": changed(planned, third.format("B"))}, before)
    assert planned.change(changed(planned, third.format("A")), ("A",), 5, version) == 0
    assert planned.cost == before


def test_a_change_that_still_fits_counts_what_it_gains_now(planned: Incumbent) -> None:
    # While both were looked at, B came to the first week, to other trainers and another room, and A went
    # to the second, which costs 1 more. What was found leaves B there and takes A back: a gain of 1,
    # whatever it was when it was found. The other way round there is none.
    instance, version = planned.known.instance, planned.version
    with_others = changed(planned, WITH_OTHERS.format("B"))
    later = changed(planned, SECOND_WEEK.format("A"))
    planned._set({"A": later, "B": with_others}, cost(instance, (*later, *with_others)))
    gains = []
    for week in (FIRST_WEEK, SECOND_WEEK):
        found = (*changed(planned, week.format("A")), *with_others)
        gains.append(planned.change(found, ("A", "B"), 7, version))
        assert planned.cost == cost(instance, planned.all_lessons)
    assert gains == [1, 0]


def test_a_change_without_a_clash_that_breaks_a_rule_is_lost(planned: Incumbent) -> None:
    # T1 agreed to one day a week. B, with T1 on a Tuesday, came to the first week since; what was found
    # takes A there too, with T1 on the Monday: nobody is wanted twice at a time, and TR-04 is broken.
    planned.known = known(TWO | {"trainers": TWO["trainers"] | {"T1": {"max_days_per_week": 1}}})
    with_others = changed(planned, WITH_OTHERS.format("B"))
    later, first = (changed(planned, week.format("A")) for week in (SECOND_WEEK, FIRST_WEEK))
    version = planned.version
    planned._set({"A": later, "B": with_others}, cost(planned.known.instance, (*later, *with_others)))
    assert not taken_twice(planned.known.instance, first, with_others)
    assert planned.change((*first, *with_others), ("A", "B"), 7, version) == 0
    assert planned.lessons["A"] == later


def test_the_afternoon_that_an_exam_leaves_free_clashes_as_in_the_model() -> None:
    # The checker would let somebody have the room; no model that plans either cohort again would.
    by_halves = TWO | {
        "modules": {"M1": {"whole_days": False}, "M2": None, "M3": None},
        "assessment": {"hours": 3},
    }
    instance = world.build(by_halves)
    exam = lessons_of("B1 Mon 2027-02-01  M1 T1 R1\nB1 Tue 2027-02-02  EX - R1 3h | -", instance)
    for room, clashes in (("R1", True), ("R2", False)):
        afternoon = lessons_of(f"A1 Tue 2027-02-02  M1 T2 R2 | M1 T2 {room}", instance)
        assert taken_twice(instance, exam, afternoon) == clashes
        assert taken_twice(instance, afternoon, exam) == clashes


def test_what_is_wanted_twice_at_a_time_clashes() -> None:
    instance = known().instance
    mine = lessons_of(FIRST_WEEK.format("A"), instance)
    assert taken_twice(instance, mine, lessons_of(FIRST_WEEK.format("B"), instance))
    assert taken_twice(instance, mine, lessons_of(FIRST_WEEK.format("B").replace("R1", "R2"), instance))
    assert taken_twice(instance, mine, lessons_of(WITH_OTHERS.format("B").replace("R2", "R1"), instance))
    assert not taken_twice(instance, mine, lessons_of(WITH_OTHERS.format("B"), instance))
    assert not taken_twice(instance, mine, lessons_of(SECOND_WEEK.format("B"), instance))


def test_a_lesson_of_both_is_not_wanted_twice() -> None:
    # A joins M1 of B: T1 and R1 are taken once. What each has apart clashes as ever.
    joint = {"joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}, "together": "may"}}}
    instance = world.build(TWO | joint)
    plan = "{0}1 Mon 2027-02-01  M1 T1 R1 =J-A\n{0}1 Tue 2027-02-02  M2 {1}"
    theirs = lessons_of(plan.format("B", "T2 R2"), instance)
    for apart, clashes in (("T1 R1", False), ("T2 R1", True), ("T1 R2", True)):
        mine = lessons_of(plan.format("A", apart), instance)
        assert taken_twice(instance, mine, theirs) == clashes
        assert taken_twice(instance, theirs, mine) == clashes
