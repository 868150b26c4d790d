"""Ways out of an impossible repair: each names what is conceded, and comes with the plan it makes possible.

On 9 February T1 is away; M3, which keeps one trainer, was T1's on the 8th.
"""

import time
from dataclasses import replace
from datetime import date

import pytest

from scheduler.check import check
from scheduler.domain.events import Absent, RoomClosed, SessionMoved, after
from scheduler.explain import Way
from scheduler.explain.concession import concede
from scheduler.repair import Aim, Repair
from scheduler.repair.swaps import must_change, swapped
from scheduler.repair.ways import RepairWays
from scheduler.text import speaking
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.repair.test_repair import LIMITS, PLAN, SETTINGS, START

TUESDAY = date(2027, 2, 9)
AWAY = Absent("T1", TUESDAY, TUESDAY)
FIXED = {"cohorts": {"A": {"weekdays": ["MON", "TUE"], "max_gap_weeks": 1}}, "curriculum": {"max_months": 1}}


def aim(*events: Absent | SessionMoved, **changes: object) -> tuple[Aim, RepairWays]:
    before = world.build(changes)
    lessons = lessons_of(PLAN, before)
    made = Aim(after(before, lessons, events, TUESDAY), SETTINGS, lessons, TUESDAY)
    return made, RepairWays(made, before, lessons, time.monotonic() + 60)


@pytest.fixture(scope="module")
def found() -> list[Way]:
    made, search = aim(AWAY, **FIXED)
    assert Repair(made, LIMITS).run().lessons == ()
    with speaking("en"):
        return list(search.search())


def test_each_way_is_a_plan_of_the_tables_with_what_is_conceded(found: list[Way]) -> None:
    made, _search = aim(AWAY, **FIXED)
    assert found
    for way in found:
        assert concede(made.instance, way.concessions) == way.instance
        assert check(way.instance, way.lessons) == ()


def test_what_is_over_stays_in_every_way(found: list[Way]) -> None:
    over = {x for x in lessons_of(PLAN, world.build(FIXED)) if x.day < TUESDAY}
    assert all({x for x in way.lessons if x.day < TUESDAY} == over for way in found)


def test_somebody_stands_in_or_the_trainer_comes_all_the_same(found: list[Way]) -> None:
    said = {way.concessions[0].said: way.changed for way in found}
    # The two half-days of Tuesday are T2's; or nothing changes at all.
    assert said["Marc Roux (T2) stands in for Anne Petit (T1) from 2027-02-09 to 2027-02-09"] == 2
    assert said["Anne Petit (T1) present from 2027-02-09 to 2027-02-09 (absence)"] == 0


def test_what_was_asked_for_is_not_taken_back() -> None:
    # The session is to begin on a Tuesday, on which its cohort may not go on to Wednesday.
    move = SessionMoved("A", date(2027, 2, 8), date(2027, 2, 16))
    _made, search = aim(move, **FIXED)
    with speaking("en"):
        said = [x.said for way in search.search() for x in way.concessions]
    assert not [x for x in said if "nothing fixed" in x or "nothing forbidden" in x]


def test_nobody_stands_in_who_is_away_too() -> None:
    """T2, who alone could stand in, is away as well; T1 coming all the same is what is left."""
    _made, search = aim(AWAY, Absent("T2", TUESDAY, TUESDAY), **FIXED)
    with speaking("en"):
        tried = {x.said for fact in search._facts() for some in search._fitting(fact) for x in some}
    assert not [x for x in tried if "T2) stands in" in x]
    assert [x for x in tried if "(T1) present" in x]


def test_where_no_single_concession_is_enough_several_are_made_together() -> None:
    """T1 alone can teach M2, and is away for good; both rooms are closed for good too."""
    gone = (START, date(2028, 12, 31))
    before = world.build({"trainers": {"T2": None}})
    lessons = lessons_of(PLAN, before)
    events = (Absent("T1", *gone), RoomClosed("R1", *gone), RoomClosed("R2", *gone))
    made = Aim(after(before, lessons, events, START), SETTINGS, lessons, START)
    with speaking("en"):
        found = list(RepairWays(made, before, lessons, time.monotonic() + 60).search())

    assert found
    for way in found:
        assert len(way.concessions) == 2
        assert concede(made.instance, way.concessions) == way.instance
        assert check(way.instance, way.lessons) == ()
    said = {x.said for way in found for x in way.concessions}
    assert "1 room more of kind classroom at site LYON (2 places)" in said


def test_a_trainer_more_in_the_places_of_one_who_is_away_is_no_search() -> None:
    """Nobody but T1 has the skills: all that T1 taught goes to the one who is added, and no more changes."""
    before = world.build({"trainers": {"T2": {"skills": ["other"]}}})
    lessons = lessons_of(PLAN, before)
    made = after(before, lessons, [Absent("T1", START, date(2027, 12, 31))], START)
    with_more = replace(made, trainers=(*made.trainers, replace(made.trainer["T1"], id="T4")))
    found = swapped(with_more, lessons, START)

    assert swapped(made, lessons, START) is None
    assert found is not None
    assert check(with_more, found) == ()
    assert {x.trainer for x in found} == {"T4"}
    assert [replace(x, trainer="T1") for x in found] == list(lessons)
    assert all(must_change(with_more, x) for x in lessons)


def test_a_room_that_is_free_takes_the_place_of_one_that_is_closed() -> None:
    before = world.build({})
    lessons = lessons_of(PLAN, before)
    made = after(before, lessons, [RoomClosed("R1", TUESDAY, TUESDAY)], TUESDAY)
    found = swapped(made, lessons, TUESDAY)

    assert found is not None
    assert {x.room for x in found if x.day == TUESDAY} == {"R2"}
    assert [x for x in found if x.day != TUESDAY] == [x for x in lessons if x.day != TUESDAY]
