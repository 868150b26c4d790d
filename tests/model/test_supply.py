"""The parts on dates know how many rooms and trainers are free: they never refuse the dates of a plan."""

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import pytest
from ortools.sat.python import cp_model

from scheduler.check import check
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.model.parts import Part, dates_around, dates_together
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import Case, lessons_of, load_cases
from tests.model.test_neighbours import SEEDS, corner, random_world

SETTINGS = load_settings()
KEPT = [case for case in load_cases() if not case.expect]

Plan = Sequence[Lesson]


def admits(part: Part, plan: Plan) -> bool:
    """Tell whether the cohorts of `part` may have the dates that they have in `plan`."""
    for cohort in part.cohorts:
        for session, options in enumerate(cohort.place):
            days = tuple(
                sorted({x.day for x in plan if (x.cohort, x.session) == (cohort.cohort.id, session + 1)})
            )
            part.model.add_bool_or(literal for option, literal in options.items() if option.days == days)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(part.model) == cp_model.OPTIMAL


def together(instance: Instance, plan: Plan) -> bool:
    """Tell whether all cohorts may have their dates of `plan`."""
    return admits(dates_together(instance, SETTINGS, instance.cohorts), plan)


def around(instance: Instance, plan: Plan, name: str = "A") -> bool:
    """Tell whether one cohort may have its dates of `plan`, the others being there already."""
    others = [lesson for lesson in plan if lesson.cohort != name]
    return admits(dates_around(instance, SETTINGS, instance.cohort[name], None, others), plan)


def each_around(instance: Instance, plan: Plan) -> bool:
    return all(around(instance, plan, cohort.id) for cohort in instance.cohorts)


# ---------------------------------------------------------------------- necessary: no plan is lost


@pytest.mark.parametrize("case", KEPT, ids=lambda case: case.id)
def test_the_dates_of_a_plan_that_keeps_the_rules_are_admitted(case: Case) -> None:
    assert together(case.instance, case.lessons)
    assert each_around(case.instance, case.lessons)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_random_worlds_too(seed: int) -> None:
    instance, chance = random_world(seed), Random(seed)
    for _attempt in range(2):
        plan = corner(instance, chance)
        assert together(instance, plan)
        assert each_around(instance, plan)


COHORTS: dict[str, Any] = {
    "modules": {"M3": None},
    "cohorts": {"B": {}},
    "trainers": {"T2": {"skills": ["care", "office"]}},
}
"""Programmes of two days, M1 and M2, that either trainer can teach: one session each."""

ONE_ROOM = {"rooms": {"R2": None}}
ALONE = {"trainers": {"T2": None}}
MEETING = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    B1 Tue 2027-02-02  M1 T2 R2
    B1 Wed 2027-02-03  M2 T2 R2
    """
"""Both cohorts are there on Tuesday, with a room and a trainer each."""


def met(changes: dict[str, Any], plan: str = MEETING) -> tuple[bool, bool]:
    """Tell whether the two cohorts may meet on these dates, and whether A may meet B there."""
    instance = world.build(COHORTS | changes)
    lessons = lessons_of(plan, instance)
    return together(instance, lessons), around(instance, lessons)


def test_an_exam_needs_no_trainer() -> None:
    # On Tuesday A is examined and B taught: the only trainer is enough.
    exam = {"modules": {"M2": None, "M3": None}, "assessment": {"hours": 7}}
    plan = """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  EX - R1
        B1 Tue 2027-02-02  M1 T1 R2
        B1 Wed 2027-02-03  EX - R2
        """
    instance = world.build(COHORTS | exam | ALONE)
    assert check(instance, lessons_of(plan, instance)) == ()
    assert met(exam | ALONE, plan) == (True, True)


def test_remote_modules_need_no_room() -> None:
    # M2 is remote: on Tuesday A is at home, and B has the only room.
    remote = {"modules": {"M2": {"mode": "remote"}, "M3": None}} | ONE_ROOM
    plan = MEETING.replace("M2 T1 R1", "M2 T1 -").replace("M2 T2 R2", "M2 T2 -").replace("R2", "R1")
    instance = world.build(COHORTS | remote)
    assert check(instance, lessons_of(plan, instance)) == ()
    assert met(remote, plan) == (True, True)


# ---------------------------------------------------------------------- what each condition refuses


def test_two_cohorts_meet_where_there_are_two_rooms_and_two_trainers() -> None:
    assert met({}) == (True, True)


def test_two_cohorts_do_not_meet_in_one_room() -> None:
    assert met(ONE_ROOM, MEETING.replace("R2", "R1")) == (False, False)


def test_two_cohorts_do_not_meet_with_one_trainer() -> None:
    assert met(ALONE, MEETING.replace("T2", "T1")) == (False, False)


def test_a_trainer_who_is_away_is_none() -> None:
    # T1 is with B on Tuesday, and would have to be with A too: T2 is absent in the afternoon.
    absence = {"trainer": "T2", "first": "2027-02-02", "last": "2027-02-02", "half": "PM"}
    plan = MEETING.replace("M1 T2 R2", "M1 T1 R2")
    assert met({}, plan) == (True, True)
    assert met({"absences": [absence]}, plan) == (False, False)


def test_a_trainer_is_at_one_site_a_day() -> None:
    # The rooms are in two cities, the trainer is one.
    paris = {"sites": {"PARIS": {"name": "Paris"}}, "rooms": {"P1": {"site": "PARIS"}}}
    apart = paris | {"cohorts": {"B": {"site": "PARIS"}}}
    assert met(apart, MEETING.replace("R2", "P1")) == (True, True)
    assert met(apart | ALONE, MEETING.replace("R2", "P1").replace("T2", "T1")) == (False, False)


A_DAY_EACH = """
    A1 Mon 2027-02-01  M1 T2 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T2 R1
    A2 Tue 2027-02-09  M3 T2 R1
    """


def skilled(changes: dict[str, Any], around_it: Iterable[Lesson] = ()) -> bool:
    """Tell whether the dates of the small world's plan leave a trainer for every module."""
    instance = world.build(changes)
    return around(instance, [*lessons_of(A_DAY_EACH, instance), *around_it])


def weekdays(*names: str) -> dict[str, list[str]]:
    return {"availability": [f"{name} {half}" for name in names for half in ("AM", "PM")]}


def test_each_module_finds_a_day_of_someone_able_to_teach_it() -> None:
    # M2 is T1's alone: on Mondays and Tuesdays one who comes on Wednesdays is never there.
    assert skilled({"trainers": {"T1": weekdays("TUE")}})
    assert not skilled({"trainers": {"T1": weekdays("WED")}})


def test_half_a_day_is_no_day_for_a_module_by_whole_days() -> None:
    assert not skilled({"trainers": {"T1": {"availability": ["MON AM", "TUE AM"]}}})


def test_a_module_of_one_trainer_needs_all_its_days_of_one_trainer() -> None:
    # M3 takes four of the days, one of T1's and three of T2's; who may share it, can.
    long = {"modules": {"M1": None, "M2": None, "M3": {"hours": 28, "one_trainer": True}}}
    shared = {"modules": {"M1": None, "M2": None, "M3": {"hours": 28, "one_trainer": False}}}
    people = {"trainers": {"T1": weekdays("MON"), "T2": weekdays("TUE")}}
    assert not skilled(long | people)
    assert skilled(shared | people)


def test_a_module_that_may_be_shared_needs_as_many_days_of_all_its_trainers() -> None:
    # M3 takes three days, and the one who can teach it comes on two Mondays; M2 finds T1 on any day.
    modules = {"M1": None, "M3": {"hours": 21, "one_trainer": False}}
    t1 = {"skills": ["office"]}
    assert not skilled(
        {"modules": modules, "trainers": {"T1": t1, "T2": {"skills": ["care"]} | weekdays("MON")}}
    )
    days = weekdays("MON", "TUE")
    assert skilled({"modules": modules, "trainers": {"T1": t1, "T2": {"skills": ["care"]} | days}})


def test_a_module_of_one_session_needs_both_days_of_one() -> None:
    # M3 is T1's and takes two days. There are two Mondays, but no session is made of them.
    mondays: dict[str, Any] = {"T1": {"skills": ["care"]} | weekdays("MON"), "T2": {"skills": ["office"]}}
    one_session = {"modules": {"M3": {"one_session": True}}}
    assert skilled({"trainers": mondays})
    assert not skilled({"trainers": mondays} | one_session)
    both = {"T1": {"skills": ["care"]} | weekdays("MON", "TUE")}
    assert skilled({"trainers": mondays | both} | one_session)


def test_days_of_the_week_that_others_have_used_up_are_gone() -> None:
    # T1 agreed to one day a week, and B has it in both weeks.
    changes: dict[str, Any] = {"cohorts": {"B": {}}, "trainers": {"T1": {"max_days_per_week": 1}}}
    instance = world.build(changes)
    taken = lessons_of("B1 Wed 2027-02-03  M2 T1 R2\nB2 Wed 2027-02-10  M2 T1 R2", instance)
    assert skilled(changes)
    assert skilled(changes, taken[:2])
    assert not skilled(changes, taken)
