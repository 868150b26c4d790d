"""What is over is judged by the tables of its day, what is to come by those of now."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.check import check
from scheduler.commands.history import with_history
from scheduler.domain.changes import changes
from scheduler.domain.past import Past
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits
from scheduler.repair import Aim, Repair
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings()
LIMITS = Limits(seconds=30, workers=1, deterministic=True)
SINCE = date(2027, 2, 8)
PLAN = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """
FREE = {"modules": {"M3": {"one_trainer": False}}}
"""M3 may have a trainer each day."""


@pytest.mark.parametrize(
    ("changed", "codes", "least"),
    [
        pytest.param({"trainers": {"T1": {"skills": ["office"]}}}, {"TR-02"}, 4, id="a skill"),
        pytest.param(FREE | {"trainers": {"T1": {"max_days_per_week": 1}}}, {"TR-04"}, 2, id="days a week"),
        pytest.param(FREE | {"trainers": {"T1": {"max_days": 3}}}, set(), 2, id="days in all"),
        pytest.param({"trainers": {"T1": {"max_days": 1}}}, set(), 4, id="fewer days than taught"),
        pytest.param({"rooms": {"R1": {"capacity": 1}}}, {"RO-03"}, 4, id="places"),
        pytest.param({"rooms": {"R1": {"kind": "lab"}}}, {"RO-02"}, 4, id="kind of a room"),
        pytest.param(
            {"cohorts": {"A": {"weekdays": ["WED", "THU"]}}}, {"SE-04"}, 4, id="weekdays of a cohort"
        ),
        pytest.param(
            {"cohorts": {"A": {"start_from": date(2027, 3, 1), "start_to": date(2027, 3, 5)}}},
            {"CA-04"},
            0,
            id="the start of a cohort that has begun",
        ),
    ],
)
def test_what_changed_holds_from_now_on(changed: dict[str, Any], codes: set[str], least: int) -> None:
    before, now = world.build({}), world.build(changed)
    lessons = lessons_of(PLAN, before)
    instance = with_history(now, before, lessons, SINCE)
    found = Repair(Aim(instance, SETTINGS, lessons, SINCE), LIMITS).run()

    assert (found.status, found.changed, found.fewest) == (Status.OPTIMAL, least, least)
    assert check(instance, found.lessons) == ()
    assert all(x.old is None or x.old.day >= SINCE for x in changes(lessons, found.lessons))
    # By the tables of now alone what is over breaks the rule, so that it is the past that excuses it.
    assert {x.code for x in check(replace(instance, past=()), found.lessons)} == codes


def test_what_is_to_come_is_not_excused() -> None:
    before, now = world.build({}), world.build({"trainers": {"T1": {"skills": ["office"]}}})
    lessons = lessons_of(PLAN, before)
    instance = with_history(now, before, lessons, SINCE)
    assert {(x.code, x.day) for x in check(instance, lessons)} == {
        ("TR-02", date(2027, 2, 8)),
        ("TR-02", date(2027, 2, 9)),
    }


def test_nothing_is_noted_where_nothing_changed_or_nothing_is_over() -> None:
    before = world.build({})
    lessons = lessons_of(PLAN, before)
    less = world.build({"trainers": {"T1": {"skills": ["office"]}}})
    assert with_history(before, before, lessons, SINCE) == before
    assert with_history(less, before, lessons, date(2027, 2, 1)) == less


def test_of_two_changes_each_day_has_its_own() -> None:
    """T1 could do both on the first day, office alone until the 8th, care alone since."""
    now = world.build({"trainers": {"T1": {"skills": ["care"]}}})
    (t1, *_rest) = now.trainers
    past = (
        Past(date(2027, 2, 2), trainers=(replace(t1, skills=("care", "office")),)),
        Past(date(2027, 2, 8), trainers=(replace(t1, skills=("office",)),)),
    )
    instance = replace(now, past=past)
    assert check(instance, lessons_of(PLAN, now)) == ()
    for day, skills in ((1, ("care", "office")), (2, ("office",)), (7, ("office",)), (8, ("care",))):
        assert instance.on(date(2027, 2, day)).trainer["T1"].skills == skills
    swapped = lessons_of(PLAN.replace("02-01  M1", "02-01  M2").replace("02-02  M2", "02-02  M1"), now)
    assert {(x.code, x.day) for x in check(instance, swapped)} == {("TR-02", date(2027, 2, 2))}
