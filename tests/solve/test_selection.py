"""Which cohorts change together: chosen from the seed, nobody twice, nobody who is busy."""

from collections import Counter
from datetime import date
from random import Random

import pytest

from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.solve.laying import orderable
from scheduler.solve.neighbourhoods.improvement import Neighbourhood
from scheduler.solve.neighbourhoods.selection import (
    ALL,
    AMPLE,
    DATES_OF_MANY,
    LONGEST,
    MOST_STAFFED,
    OVERHEAD,
    SHAPES,
    SHARE,
    SHORTEST,
    STAFF_SECONDS,
    STAFF_SHARE,
    STAFFED,
    Selection,
    Shape,
)
from tests.cases import world

MANY = {"cohorts": {name: {} for name in "BCDEFGHIJKLMNOP"}}
"""Sixteen cohorts, A to P."""


def chooser(seed: int = 0, **cohorts: dict[str, None]) -> Selection:
    return Selection(world.build(cohorts or MANY), Random(seed))


ALONE = [shape for shape in SHAPES if not shape.choosing and not shape.weeks]
"""The shapes for which it does not matter when lessons are, nor who shares them."""


def taught(choosing: Selection) -> dict[str, list[Lesson]]:
    """Return lessons of all cohorts: one on 1 February, one on 4 October."""
    days = [date(2027, 2, 1), date(2027, 10, 4)]
    return {
        name: [Lesson(name, 1, 1, day, Half.AM, "M1", 3.5) for day in days]
        for name in choosing.instance.cohort
    }


@pytest.mark.parametrize("shape", ALONE, ids=lambda shape: shape.name)
def test_a_shape_takes_as_many_cohorts_as_it_says(shape: object) -> None:
    # Of sixteen, at most seven give way: the other half is left to the other processes.
    (wanted,) = [x for x in SHAPES if x is shape]
    choosing = chooser()
    choosing.paid = {x.name: 1e9 if x is wanted else 0.0 for x in SHAPES}
    lessons = {cohort.id: () for cohort in choosing.instance.cohorts}
    chosen = (choosing.choose(lessons, {"A", "B", "C"}) for _time in range(100))
    neighbourhood = next(x for x in chosen if x is not None and x.shape == wanted.name)
    assert len(neighbourhood.names) == wanted.cohorts + min(wanted.moving, 7)
    assert len(set(neighbourhood.names)) == len(neighbourhood.names)
    assert not {"A", "B", "C"} & set(neighbourhood.names)
    assert neighbourhood.keep == (neighbourhood.names[wanted.cohorts :] if wanted.moving else ())
    assert set(neighbourhood.leeway) == set(neighbourhood.names)


def test_where_all_are_busy_there_is_nothing_to_choose() -> None:
    choosing = chooser()
    assert choosing.choose({}, [cohort.id for cohort in choosing.instance.cohorts]) is None


def test_what_pays_is_chosen_more_and_what_does_not_is_not_given_up() -> None:
    choosing = chooser()
    lessons = taught(choosing)
    for _time in range(2000):
        neighbourhood = choosing.choose(lessons, ())
        assert neighbourhood is not None
        choosing.learn(neighbourhood, 100 if neighbourhood.shape == "dates" else 0, 1.0)
    assert max(choosing.paid, key=choosing.paid.__getitem__) == "dates"
    least = SHARE * choosing.paid["dates"]
    assert all(paid < least for kind, paid in choosing.paid.items() if kind != "dates")
    chosen = {
        neighbourhood.shape
        for _time in range(2000)
        if (neighbourhood := choosing.choose(lessons, ())) is not None
    }
    assert chosen == {shape.name for shape in SHAPES if not shape.choosing}


def test_what_takes_long_is_drawn_less_often_so_that_each_gets_as_much_time() -> None:
    choosing = chooser()
    choosing.paid = {
        shape.name: 1.0 if shape.name in ("content", "dates of many") else 0.0 for shape in SHAPES
    }
    choosing.took |= {"content": 1.0, "dates of many": 10.0}
    drawn = Counter(choosing.choose(taught(choosing), ()).shape for _time in range(3000))
    assert 5 < drawn["content"] / drawn["dates of many"] < 20
    # What it is taken to take follows what it takes.
    for _time in range(30):
        choosing.learn(Neighbourhood(("A",), {}, "content"), 0, 10.0)
    assert choosing.took["content"] == pytest.approx(10.0 + OVERHEAD, rel=0.01)


def test_the_best_order_is_looked_for_where_it_can_be_found() -> None:
    """Not of C and D, which share a module, nor where something is fixed, nor where half-days are taught."""
    shared = {"J": {"sharers": {"C": "M3", "D": "M3"}}}
    instance = world.build({"cohorts": {name: {} for name in "CD"}, "joint_modules": shared})
    assert orderable(instance) == ("A",)
    assert orderable(world.build({"modules": {"M1": {"whole_days": False}}})) == ()
    assert orderable(world.build({"pins": [{"kind": "fix", "cohort": "A", "day": "2027-02-01"}]})) == ()
    choosing = Selection(instance, Random(0))
    choosing.paid = {x.name: 1e9 if x.order else 0.0 for x in SHAPES}
    lessons = taught(choosing)
    found = {x.names for _time in range(20) if (x := choosing.choose(lessons, ())) is not None and x.order}
    assert found == {("A",)}
    # While A is busy, another shape is.
    others = [choosing.choose(lessons, "A") for _time in range(20)]
    assert not any(x.order for x in others if x is not None)


def test_cohorts_that_may_share_choose_anew_whole_clusters_at_a_time() -> None:
    # A and B are together, C and D apart; E has to be with F, and nothing is chosen there.
    may = {"sharers": {name: "M3" for name in "ABCD"}, "together": "may"}
    must = {"sharers": {"E": "M3", "F": "M3"}}
    instance = world.build(
        {"cohorts": {name: {} for name in "BCDEF"}, "joint_modules": {"J": may, "K": must}}
    )
    lessons = {
        name: [
            Lesson(
                name, 1, 1, date(2027, 2, 1), half, "M3", 3.5, joint="J: A, B #1" if name in "AB" else None
            )
            for half in Half
        ]
        for name in "ABCDEF"
    }
    choosing = Selection(instance, Random(1))
    choosing.paid = {x.name: 1e9 if x.choosing else 0.0 for x in SHAPES}
    found = [choosing.choose(lessons, {"D"}) for _time in range(50)]
    wanted = [x for x in found if x is not None and x.choosing]
    assert {x.choosing for x in wanted} == {("J",)}
    assert {frozenset(x.names) for x in wanted} == {frozenset("ABC")}


@pytest.mark.parametrize("shape", [x for x in SHAPES if x.weeks], ids=lambda x: x.name)
def test_a_slice_of_the_year_lies_in_the_plan_and_is_as_long_as_pays(shape: Shape) -> None:
    choosing = chooser()
    lessons = taught(choosing)
    choosing.paid = {x.name: 1e9 if x is shape else 0.0 for x in SHAPES}
    found = [x for x in (choosing.choose(lessons, ()) for _time in range(40)) if x is not None and x.weeks]
    found = [x for x in found if x.shape == shape.name]
    assert {x.stretch for x in found} == {shape.stretch}
    assert len({x.weeks for x in found}) > 1
    for slice_ in found:
        first, last = slice_.weeks
        assert (last - first).days == 7 * (shape.weeks - 1)
        assert date(2027, 2, 1) <= first <= last <= date(2027, 10, 4)
        assert len(slice_.names) == len(set(slice_.names)) == 12
    # Nothing left to gain: longer. No time to tell: shorter. Something gained and all told: as long.
    for gain, closed, longer in ((0, True, 1), (0, False, -1), (5, False, -1), (5, True, 0)):
        before = choosing.weeks[shape.name]
        choosing.learn(found[0], gain, 1.0, closed=closed)
        assert (choosing.weeks[shape.name] > before) - (choosing.weeks[shape.name] < before) == longer
    for _time in range(50):
        choosing.learn(found[0], 0, 1.0, closed=True)
    assert choosing.weeks[shape.name] == LONGEST
    for _time in range(50):
        choosing.learn(found[0], 0, 1.0)
    assert choosing.weeks[shape.name] == SHORTEST


def test_a_slice_overlaps_none_that_is_under_way_if_it_can() -> None:
    choosing = chooser()
    lessons = taught(choosing)
    choosing.paid = {x.name: 1e9 if x.weeks else 0.0 for x in SHAPES}
    taken = (date(2027, 2, 1), date(2027, 3, 29))
    found = [choosing.choose(lessons, (), [taken]) for _time in range(40)]
    weeks = [x.weeks for x in found if x is not None and x.weeks]
    overlapping = [x for x in weeks if x[0] <= taken[1]]
    assert len(overlapping) < len(weeks) / 10  # six places of about thirty are tried


def begun(choosing: Selection, seconds: float, *, anew: bool = True) -> list[tuple[str, int, bool]]:
    """Return what comes first of all: shape, cohorts, whether they keep their programmes."""
    found = choosing.begin(seconds, anew=anew)
    return [(x.shape, len(x.names), x.keep == x.names) for x in found]


def test_other_trainers_and_the_dates_of_all_come_first_unless_they_are_too_many() -> None:
    trainers, dates = (STAFFED.name, 16, False), (DATES_OF_MANY.name, 16, True)
    ample = AMPLE * 16
    assert begun(chooser(), ample) == [trainers, dates]
    asked = [next(chooser().begin(seconds, anew=True)).seconds for seconds in (ample, 3600.0)]
    assert asked == [STAFF_SHARE * ample, STAFF_SECONDS]
    # Not in too short a time, nor from a plan that was given, nor where a cohort has no best order.
    assert begun(chooser(), ample - 1) == [dates]
    assert begun(chooser(), ample, anew=False) == [dates]
    pinned = {**MANY, "pins": [{"kind": "fix", "cohort": "A", "day": "2027-02-01"}]}
    assert begun(Selection(world.build(pinned), Random(0)), ample) == [dates]
    more = {"cohorts": {f"X{chr(65 + number)}": {} for number in range(MOST_STAFFED)}}
    assert begun(Selection(world.build(more), Random(0)), 1000.0) == [(DATES_OF_MANY.name, 17, True)]
    too_many = {"cohorts": {f"X{chr(65 + number)}": {} for number in range(ALL)}}
    assert begun(Selection(world.build(too_many), Random(0)), 1000.0) == []


def test_each_cohort_is_given_its_best_order_before_one_is_again_the_dearest_first() -> None:
    choosing = chooser()
    choosing.paid = {x.name: 1e9 if x.order and x.cohorts == 1 else 0.0 for x in SHAPES}
    choosing.excess = {"C": 5.0, "K": 9.0}
    lessons = taught(choosing)
    asked = [x for _time in range(100) if (x := choosing.choose(lessons, ())) is not None]
    names = [x.names[0] for x in asked if x.shape == "best order"][:32]
    assert names[:2] == ["K", "C"]
    assert Counter(names) == dict.fromkeys("ABCDEFGHIJKLMNOP", 2)


def test_other_trainers_are_not_looked_for_of_too_few_cohorts() -> None:
    choosing = chooser()
    choosing.paid = {x.name: 1e9 if x is STAFFED else 0.0 for x in SHAPES}
    lessons = taught(choosing)
    free = "MNOP"
    asked = [choosing.choose(lessons, set(choosing.instance.cohort) - set(free)) for _time in range(20)]
    assert all(x is not None and x.shape != STAFFED.name for x in asked)
