"""The plan after a change of curriculum: fewest new dates, nothing moved that is over, others as they are."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.check import check
from scheduler.domain.changes import ChangeKind, changes
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits
from scheduler.repair import Aim, Move
from tests.migrate import worlds
from tests.migrate.test_hours import SHORTER
from tests.migrate.training import (
    BEFORE,
    HALFWAY,
    LIMITS,
    PLAN,
    SETTINGS,
    change,
    curriculum,
    moved,
    old_world,
    plan_of,
)

pytestmark = pytest.mark.usefixtures("english")

PLAN_LINES = [line.strip() for line in PLAN.strip().splitlines()]


def test_the_rest_stays_on_the_dates_that_there_are():
    """Of four days left, three have their module still: the third of M4 becomes M5. No date is new."""
    instance = old_world()
    lessons = plan_of(instance)
    found, after = change(instance, curriculum(SHORTER), lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert check(after.instance, ended.lessons) == ()
    assert (ended.status, ended.given_up, ended.changed, ended.fewest) == (Status.OPTIMAL, 0, 2, 2)
    told = [(x.kind, x.old and x.old.module, x.new and x.new.module) for x in changes(lessons, ended.lessons)]
    assert told == [(ChangeKind.MODULE, "M4", "M5")] * 2
    assert [x for x in ended.lessons if x.day < HALFWAY] == [x for x in lessons if x.day < HALFWAY]


def test_a_shorter_curriculum_gives_up_the_days_that_are_too_many():
    """Three days are left of four: one is given up, by itself, and two half-days with it."""
    instance = old_world()
    lessons = plan_of(instance)
    target = curriculum({"M1": {"hours": 7}, "M3": {"hours": 14}, "M4": {"block": "B2", "hours": 14}})
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert check(after.instance, ended.lessons) == ()
    assert (ended.given_up, ended.least_given_up, ended.changed, ended.fewest) == (1, 1, 2, 2)
    assert {x.day for x in ended.lessons} < {x.day for x in lessons}


def test_a_longer_curriculum_adds_days_and_keeps_those_there_are():
    """Six days are left where there were four: two are new, and no other changes but for M5 in M4's place."""
    instance = old_world()
    lessons = plan_of(instance)
    target = curriculum(SHORTER | {"M5": {"block": "B2", "hours": 21, "skill": "care"}})
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert check(after.instance, ended.lessons) == ()
    assert (ended.given_up, ended.changed, ended.fewest) == (0, 6, 6)
    assert len({x.day for x in ended.lessons} - {x.day for x in lessons}) == 2


def test_what_is_left_of_a_module_begun_too_early_lies_in_order():
    """M3 should come after M5 and was begun before it: its Monday and M5 change places."""
    instance = old_world()
    lessons = plan_of(instance)
    target = curriculum(
        {
            "M1": {"hours": 14},
            "M2": {"hours": 7},
            "M3": {"hours": 14, "after": ["M5"]},
            "M5": {"hours": 7},
            "M4": {"hours": 14},
        }
    )
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert check(after.instance, ended.lessons) == ()
    assert ended.ordered
    rest = [x for x in ended.lessons if x.day >= HALFWAY]
    assert max(x.day for x in rest if x.module == "M5") < min(x.day for x in rest if x.module == "M3")
    assert ended.given_up == 0


def test_an_order_that_cannot_be_kept_is_said_not_to_be():
    """Nobody can teach M5 before the last day, and M3's trainer is away after the first."""
    absences = [
        {"trainer": "T1", "first": "2027-02-16", "last": "2027-12-31"},
        {"trainer": "T2", "first": "2027-02-10", "last": "2027-02-16"},
    ]
    instance = old_world()
    lessons = plan_of(instance)
    instance = replace(instance, absences=old_world(absences=absences).absences)
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14, "after": ["M5"]}, "M5": {"hours": 14}})
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert ended.lessons
    assert check(after.instance, ended.lessons) == ()
    assert not ended.ordered


@pytest.mark.parametrize("since", [BEFORE, date(2027, 2, 9), HALFWAY])
def test_the_same_curriculum_changes_nothing(since):
    instance = old_world()
    lessons = plan_of(instance)
    found, after = change(instance, instance.curricula[0], lessons, since)
    ended = moved(after, found, since)

    assert ended.lessons == lessons
    assert (ended.status, ended.given_up, ended.changed, ended.fewest) == (Status.OPTIMAL, 0, 0, 0)


def test_others_stay_as_they_are():
    """B has the other room and T3; where A's T2 is wanted by B on Tuesday the 23rd, A goes without."""
    instance = old_world(
        cohorts={"B": {}},
        learners={"L3": {"cohort": "B"}},
        trainers={"T3": {"name": "Luc Faure", "skills": ["care", "office"]}},
    )
    other = "\n".join(
        line.replace("A", "B", 1).replace("T1", "T3").replace("T2", "T3").replace("R1", "R2")
        for line in PLAN_LINES
    )
    lessons = plan_of(instance, "\n".join((*PLAN_LINES, other)))
    assert check(instance, lessons) == ()
    found, after = change(instance, curriculum(SHORTER), lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert check(after.instance, ended.lessons) == ()
    assert ended.cohorts == ("A",)
    assert [x for x in ended.lessons if x.cohort == "B"] == [x for x in lessons if x.cohort == "B"]


def test_others_give_way_only_if_there_is_no_plan_beside_them():
    """Only T3 can teach M6, and B has T3 on all days on which A can train from then on."""
    days = {"weekdays": ["MON", "TUE"]}
    facts = {
        "curriculum": {"max_months": 1, "max_gap_weeks": 1},
        "cohorts": {"A": days, "B": days},
        "learners": {"L3": {"cohort": "B"}},
        "trainers": {
            "T3": {"name": "Luc Faure", "skills": ["care", "office", "surgery"]},
            "T4": {"name": "Zoé Brun", "skills": ["care", "office"]},
        },
    }
    instance = old_world(**facts)
    other = [
        line.replace("A", "B", 1).replace("T1", "T3").replace("T2", "T3").replace("R1", "R2")
        for line in PLAN_LINES
    ]
    lessons = plan_of(instance, "\n".join((*PLAN_LINES, *other)))
    assert check(instance, lessons) == ()
    target = curriculum(
        {
            "M1": {"hours": 14},
            "M3": {"hours": 14},
            "M4": {"hours": 14},
            "M6": {"hours": 7, "skill": "surgery"},
        },
        max_months=1,
        max_gap_weeks=1,
    )
    found, after = change(instance, target, lessons, HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert check(after.instance, ended.lessons) == ()
    assert ended.cohorts == ("A", "B")
    # Each of the four days is a day of B with T3: B has somebody else for one of its modules, on its dates.
    before, now = ([x for x in plan if x.cohort == "B"] for plan in (lessons, ended.lessons))
    assert {x.day for x in now} == {x.day for x in before}
    assert ended.given_up == 0


def test_stopped_it_keeps_the_best_so_far():
    instance = old_world()
    _found, after = change(instance, curriculum(SHORTER), plan_of(instance), HALFWAY)
    move = Move(Aim(after.instance, SETTINGS, after.lessons, HALFWAY), "A", limits=LIMITS)
    move.report = lambda progress: move.stop() if progress.best is not None else None
    ended = move.run()

    assert ended.lessons
    assert check(after.instance, ended.lessons) == ()
    assert ended.given_up == ended.least_given_up == 0
    assert ended.status is Status.FEASIBLE


def test_more_sessions_than_weeks_is_impossible_and_says_so():
    """Ten sessions are left and the programme may last one month from the first of February."""
    instance = old_world()
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M5": {"hours": 126}}, max_months=1)
    found, after = change(instance, target, plan_of(instance), HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert ended.status is Status.IMPOSSIBLE
    assert ended.lessons == ()
    assert ended.obstacles[0].codes == ("CA-05", "SE-02")
    assert "10 sessions left" in ended.obstacles[0].message


def test_nobody_to_teach_it_is_impossible():
    instance = old_world()
    target = curriculum({"M1": {"hours": 14}, "M3": {"hours": 14}, "M5": {"hours": 7, "skill": "surgery"}})
    found, after = change(instance, target, plan_of(instance), HALFWAY)
    ended = moved(after, found, HALFWAY)

    assert ended.status is Status.IMPOSSIBLE
    assert any("surgery" in x.message for x in ended.obstacles)


def test_a_session_that_has_begun_goes_on():
    """On the 16th, the Monday of the third session is over: its Tuesday is the first that may change."""
    since = date(2027, 2, 16)
    instance = old_world()
    lessons = plan_of(instance)
    found, after = change(instance, curriculum(SHORTER), lessons, since)
    ended = moved(after, found, since)

    assert check(after.instance, ended.lessons) == ()
    assert [x for x in ended.lessons if x.day < since] == [x for x in lessons if x.day < since]
    assert all(x.day >= since for c in changes(lessons, ended.lessons) for x in (c.old, c.new) if x)
    assert ended.given_up == 0


def test_time_that_is_over_is_no_proof():
    instance = old_world()
    found, after = change(instance, curriculum(SHORTER), plan_of(instance), HALFWAY)
    ended = moved(after, found, HALFWAY, Limits(seconds=0, workers=1))

    assert ended.status is Status.NOT_FOUND
    assert ended.lessons == ()
    assert ended.obstacles == ()


@pytest.mark.parametrize("seed", range(8))
def test_random_worlds(seed):
    assert worlds.tried(seed)
