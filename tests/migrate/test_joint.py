"""What becomes of a module that is shared: it stays, is left to others, or keeps the group as it is."""

from datetime import date

import pytest

from scheduler.check import check
from scheduler.curricula.changeover import shared_differently
from scheduler.domain.plan import Status
from tests.migrate.training import HALFWAY, PLAN, change, curriculum, moved, old_world, plan_of

pytestmark = pytest.mark.usefixtures("english")

FACTS = {
    "cohorts": {"B": {}},
    "learners": {"L3": {"cohort": "B"}},
    "trainers": {"T3": {"name": "Luc Faure", "skills": ["care", "office"]}},
    "joint_modules": {"J": {"sharers": {"A": "M4", "B": "M4"}}},
}


def both():
    """Return a world in which B has what A has at the same time, and M4 together with it."""
    instance = old_world(**FACTS)
    lines = [line.strip() for line in PLAN.strip().splitlines()]
    mine = [f"{x} =J" if "M4" in x else x for x in lines]
    other = [x.replace("A", "B", 1) for x in mine]
    other = [x if "M4" in x else x.replace("T1", "T3").replace("R1", "R2") for x in other]
    lessons = plan_of(instance, "\n".join((*mine, *other)))
    assert check(instance, lessons) == ()
    return instance, lessons


def test_a_shared_module_of_the_same_hours_stays_shared():
    """M4 is to come and takes as long by either curriculum: A has it with B, whatever else changes."""
    instance, lessons = both()
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 7}, "M4": {"hours": 21}, "M5": {"hours": 7}})
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert after.instance.joint_modules == instance.joint_modules
    assert (after.partners, after.notes) == ((), ())
    assert check(after.instance, ended.lessons) == ()
    assert ended.cohorts == ("A",)
    shared = [x for x in ended.lessons if x.joint == "J"]
    assert shared == [x for x in lessons if x.joint == "J"]


def test_a_shared_module_of_other_hours_is_left_to_the_others():
    """A has M4 for two days now and B for three: B keeps its lessons, by itself, and A finds others."""
    instance, lessons = both()
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M4": {"hours": 14}, "M5": {"hours": 7}})
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert after.instance.joint_modules == ()
    assert after.partners == ("B",)
    assert "A leaves the joint module J" in after.notes[0]
    assert check(after.instance, ended.lessons) == ()
    assert ended.status is Status.OPTIMAL
    assert not any(x.joint for x in ended.lessons)
    kept = {(x.day, x.half, x.module, x.trainer, x.room) for x in lessons if x.cohort == "B"}
    assert {(x.day, x.half, x.module, x.trainer, x.room) for x in ended.lessons if x.cohort == "B"} == kept


def test_a_shared_module_that_the_new_curriculum_lacks_is_left_to_the_others():
    instance, lessons = both()
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M5": {"hours": 14}})
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert after.instance.joint_modules == ()
    assert check(after.instance, ended.lessons) == ()


def test_a_shared_module_that_has_begun_and_is_no_longer_alike_is_refused_with_the_days():
    instance, lessons = both()
    since = date(2027, 2, 22)
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M4": {"hours": 14}, "M5": {"hours": 7}})
    found, _after = change(instance, curriculum({"M1": {"hours": 14}}), lessons, date(2027, 2, 1))
    mine = [x for x in lessons if x.cohort == "A"]
    over = tuple(x for x in mine if x.day < since)

    problems = shared_differently(instance, "A", mine, target, over)
    assert [x.where for x in problems] == ["A"]
    assert "M4 is shared with B (J)" in problems[0].message
    assert "21 h before, 14 h now" in problems[0].message
    assert "before 2027-02-16" in problems[0].hint
    assert "2027-02-23" in problems[0].hint
    assert found.curriculum.id == "new"


def test_a_shared_module_that_is_over_stays_shared_if_no_more_is_asked():
    """All of M4 was taught: as many hours stand in the curriculum made to measure, as in that of B."""
    instance, lessons = both()
    since = date(2027, 2, 23)
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M4": {"hours": 14}, "M5": {"hours": 7}})
    early = tuple(lessons)
    found, after = change(instance, target, early, since)
    mine = [x for x in lessons if x.cohort == "A"]
    # On the 23rd, two of three days are over: the third is due to B alone.
    over = tuple(x for x in mine if x.day < since)
    assert shared_differently(instance, "A", mine, found.curriculum, over)
    whole = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M4": {"hours": 21}, "M5": {"hours": 7}})
    found, after = change(instance, whole, early, since)
    assert shared_differently(instance, "A", mine, found.curriculum, over) == []
    ended = moved(after, found, since)
    assert check(after.instance, ended.lessons) == ()
    assert [x for x in ended.lessons if x.joint] == [x for x in lessons if x.joint]
