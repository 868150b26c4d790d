"""Repairs of small plans: right, as near as can be, with nothing touched that is over."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.changes import ChangeKind, changes
from scheduler.domain.events import (
    Absent,
    Event,
    Replaced,
    RoomClosed,
    SessionMoved,
    SiteClosed,
    after,
    substituted,
)
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits
from scheduler.model import build
from scheduler.repair import Aim, Repair, Repaired
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.repair import worlds

SETTINGS = load_settings()
START = date(2027, 1, 1)
LIMITS = Limits(seconds=30, workers=1, deterministic=True)

PLAN = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """


def repaired(
    *events: Event, since: date = START, facts: dict[str, object] | None = None
) -> tuple[Instance, tuple[Lesson, ...], Repaired]:
    instance = world.build(facts or {})
    lessons = lessons_of(PLAN, instance)
    assert check(instance, lessons) == ()
    instance = after(instance, lessons, events, since)
    aim = Aim(instance, SETTINGS, substituted(lessons, events, since), since)
    return instance, lessons, Repair(aim, LIMITS).run()


def test_nothing_happened_so_nothing_changes() -> None:
    _instance, lessons, found = repaired()
    assert (found.status, found.changed, found.fewest) == (Status.OPTIMAL, 0, 0)
    assert found.lessons == lessons


def test_another_trainer_takes_the_day_of_one_who_is_away() -> None:
    """T2 can teach M1 as well: both half-days get T2, nothing else changes."""
    instance, lessons, found = repaired(Absent("T1", date(2027, 2, 1), date(2027, 2, 1)))
    assert check(instance, found.lessons) == ()
    assert [(x.kind, x.new and x.new.trainer) for x in changes(lessons, found.lessons)] == [
        (ChangeKind.TRAINER, "T2")
    ] * 2
    assert (found.status, found.fewest) == (Status.OPTIMAL, 2)


def test_a_room_that_floods_is_left_for_the_other() -> None:
    instance, lessons, found = repaired(RoomClosed("R1", date(2027, 2, 8), date(2027, 2, 8)))
    assert check(instance, found.lessons) == ()
    assert [x.kind for x in changes(lessons, found.lessons)] == [ChangeKind.ROOM] * 2


def test_a_day_of_snow_moves_that_day() -> None:
    """Only M2 needs T1, who alone has the skill: Tuesday's lessons go to Wednesday with their session."""
    instance, lessons, found = repaired(SiteClosed("LYON", date(2027, 2, 1), date(2027, 2, 1)))
    assert check(instance, found.lessons) == ()
    assert {x.kind for x in changes(lessons, found.lessons)} == {ChangeKind.MOVED}
    assert found.changed == found.fewest == 2


def test_a_session_moves_to_the_day_asked_for() -> None:
    instance, lessons, found = repaired(SessionMoved("A", date(2027, 2, 8), date(2027, 2, 15)))
    assert check(instance, found.lessons) == ()
    moved = [x for x in changes(lessons, found.lessons) if x.kind is ChangeKind.MOVED]
    assert {x.new.day for x in moved if x.new} == {date(2027, 2, 15), date(2027, 2, 16)}
    assert found.changed == found.fewest == 4


def test_who_takes_over_is_no_change_of_the_search() -> None:
    """M3 needs one trainer: T2 has it all from the start, and M1 and M2 stay with T1, who is there."""
    instance = world.build({"trainers": {"T2": {"skills": ["care", "office"]}}})
    lessons = lessons_of(PLAN, instance)
    events = [Replaced("T1", "T2")]
    instance = after(instance, lessons, events, START)
    aim = Aim(instance, SETTINGS, substituted(lessons, events, START), START)
    found = Repair(aim, LIMITS).run()
    assert found.changed == 0
    assert {x.trainer for x in found.lessons} == {"T2"}
    assert len(changes(lessons, found.lessons)) == len(lessons)


def test_what_is_over_stays_and_nothing_new_takes_place_before() -> None:
    """On the 8th, the second session's Monday is over: its Tuesday alone may still change."""
    since = date(2027, 2, 9)
    instance, lessons, found = repaired(
        Absent("T1", date(2027, 2, 1), date(2027, 2, 9)),
        since=since,
        facts={"modules": {"M3": {"one_trainer": False}}},
    )
    assert check(instance, found.lessons) == ()
    assert [x for x in found.lessons if x.day < since] == [x for x in lessons if x.day < since]
    assert all(x.new and x.new.day >= since for x in changes(lessons, found.lessons))
    assert found.changed == 2


def test_of_a_session_that_has_begun_what_is_over_stays() -> None:
    """On the 9th, T1 is away, and M3, which needs one trainer, was T1's on the 8th: nothing can be done."""
    away = Absent("T1", date(2027, 2, 9), date(2027, 2, 9))
    *_rest, found = repaired(away, since=date(2027, 2, 9))
    assert found.status is Status.IMPOSSIBLE


def test_an_impossible_repair_is_said_to_be() -> None:
    """Nobody else can teach M2, and T1 is away for the whole of it."""
    *_rest, found = repaired(Absent("T1", date(2027, 2, 1), date(2027, 12, 31)))
    assert found.status is Status.IMPOSSIBLE
    assert found.lessons == ()
    assert found.obstacles


def test_of_repairs_that_change_as_little_fewest_are_told() -> None:
    """T1's Monday can go to T2, or, M1 being shorter to move, to other dates: learners are told least."""
    _instance, lessons, found = repaired(Absent("T1", date(2027, 2, 8), date(2027, 2, 9)))
    kinds = Counter(x.kind for x in changes(lessons, found.lessons))
    assert kinds == {ChangeKind.TRAINER: 4}


@pytest.mark.parametrize(
    "happened",
    [
        Absent("T1", date(2027, 2, 1), date(2027, 2, 1)),
        Absent("T1", date(2027, 2, 8), date(2027, 2, 8)),
        RoomClosed("R1", date(2027, 2, 1), date(2027, 2, 2)),
        SiteClosed("LYON", date(2027, 2, 9), date(2027, 2, 9)),
        SessionMoved("A", date(2027, 2, 8), date(2027, 2, 15)),
    ],
    ids=lambda x: type(x).__name__,
)
def test_no_plan_is_nearer(happened: Event) -> None:
    """Every plan of a small world is tried, each compared with the old one."""
    facts: dict[str, object] = {
        "cohorts": {"A": {"weekdays": ["MON", "TUE"], "start_to": "2027-02-08"}},
        "curriculum": {"max_gap_weeks": 2, "max_months": 1},
        "rooms": {"R2": None},
        "modules": {"M1": {"skill": "office"}},
    }
    instance, lessons, found = repaired(happened, facts=facts)
    plan = build(instance, SETTINGS.free)
    plan.model.clear_objective()
    counts: list[int] = []

    class Each(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            counts.append(len(changes(lessons, plan.lessons(self.boolean_value))))

    solver = cp_model.CpSolver()
    solver.parameters.enumerate_all_solutions = True
    solver.parameters.num_workers = 1
    assert solver.solve(plan.model, Each()) == cp_model.OPTIMAL
    assert found.changed == found.fewest == min(counts)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("joint", [False, True], ids=["apart", "joint"])
@pytest.mark.parametrize("edited", [False, True], ids=["event", "edited"])
def test_random_worlds(seed: int, joint: bool, edited: bool) -> None:
    assert worlds.tried(seed, joint, edited)


def test_a_week_of_a_session_that_may_move_is_known() -> None:
    """Pins of a moved session: its days are held, those left are forbidden, a common day stays."""
    instance = world.build({})
    lessons = lessons_of(PLAN, instance)
    moved = after(instance, lessons, [SessionMoved("A", date(2027, 2, 1), date(2027, 2, 2))], START)
    told = [(pin.kind.value, pin.day) for pin in moved.pins]
    first = date(2027, 2, 1)
    assert told == [
        ("fix", first + timedelta(days=1)),
        ("fix", first + timedelta(days=2)),
        ("forbid", first),
    ]


def test_events_before_the_first_free_day_change_no_fact_of_it() -> None:
    instance = world.build({})
    lessons = lessons_of(PLAN, instance)
    day = date(2027, 2, 5)
    found = after(instance, lessons, [Absent("T1", date(2027, 2, 1), date(2027, 2, 4))], day)
    assert found == instance
    found = after(instance, lessons, [Absent("T1", date(2027, 2, 1), date(2027, 2, 8))], day)
    assert [(x.first, x.last) for x in found.absences] == [(day, date(2027, 2, 8))]
    assert replace(found, absences=()) == instance


def test_what_is_held_stays_where_it_breaks_a_rule() -> None:
    """Both sessions in one week: the one that is held stays, the other leaves it."""
    instance = world.build({})
    lessons = lessons_of(PLAN, instance)
    late = tuple(replace(x, day=x.day + timedelta(days=9)) if x.session == 1 else x for x in lessons)
    for session in (1, 2):
        held = tuple(x for x in late if x.session == session)
        found = Repair(Aim(instance, SETTINGS, late, START, held), LIMITS).run()
        assert check(instance, found.lessons) == ()
        there = {(x.day, x.half, x.module) for x in found.lessons}
        assert {(x.day, x.half, x.module) for x in held} <= there


def test_who_takes_over_goes_on_with_a_module_that_is_half_taught() -> None:
    """T1 taught the first day of M3, which needs one trainer; from the 9th on T2 stands in."""
    instance = world.build({})
    lessons, since = lessons_of(PLAN, instance), date(2027, 2, 9)
    events = [Replaced("T1", "T2")]
    instance = after(instance, lessons, events, since)
    found = Repair(Aim(instance, SETTINGS, substituted(lessons, events, since), since), LIMITS).run()
    assert check(instance, found.lessons) == ()
    assert [(x.day.day, x.trainer) for x in found.lessons if x.module == "M3" and x.half.value == "AM"] == [
        (8, "T1"),
        (9, "T2"),
    ]
