"""Edits made by hand: kept, kept with what has to move, or refused with what is possible instead."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from scheduler.check import check
from scheduler.commands.update import shared_otherwise
from scheduler.domain.changes import ChangeKind, changes
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.repair import Repair
from scheduler.repair.edit import edits_of
from scheduler.repair.edits import Answered, EditVerdict, aim_of, answered
from scheduler.repair.nearest import Budget, informed
from tests.cases import world
from tests.cases.reader import lessons_of
from tests.repair.test_repair import LIMITS, PLAN, SETTINGS, START

Change = Callable[[Lesson], Lesson]
Deletion = Callable[[Lesson], Lesson | None]


def told(
    change: Change | Deletion, plan: str = PLAN, ways_out: float = 0.0, since: date = START, **facts: object
) -> tuple[tuple[Lesson, ...], Answered]:
    """Return the lessons as they were edited, and what became of that."""
    instance = world.build(facts)
    old = lessons_of(plan, instance)
    assert check(instance, old) == ()
    edited = tuple(y for x in old if (y := change(x)) is not None)
    found = answered(instance, SETTINGS, old, edits_of(old, edited), since, LIMITS)
    assert check(instance, found.lessons) == ()
    until = time.monotonic() + 60
    return edited, informed(instance, SETTINGS, found, since, Budget(LIMITS, until, until, ways_out))


def moved(session: int, days: int) -> Change:
    return lambda x: replace(x, day=x.day + timedelta(days=days)) if x.session == session else x


def test_a_lesson_moved_onto_one_of_the_same_module_stays_as_it_was_edited() -> None:
    """Both have M3 with T1 then, in R2 and in R1: it is the one in R1 that makes way."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R2
    A2 Tue 2027-02-09  M3 T1 R2
    A3 Mon 2027-02-15  M3 T1 R1
    A3 Tue 2027-02-16  M3 T1 R1
    """
    edited, found = told(moved(2, 7), plan, modules={"M3": {"hours": 28}})
    assert [x.verdict for x in found.answers] == [EditVerdict.KEPT_WITH]
    rooms = {(x.day, x.half): x.room for x in found.lessons}
    assert {rooms[x.day, x.half] for x in edited if x.session == 2} == {"R2"}
    assert len(found.answers[0].also) == 4
    assert found.fewest


def test_of_a_refused_move_the_nearest_dates_are_told_with_what_else_would_change() -> None:
    """M3 keeps one trainer, and T1 is away on the 15th: with T2, the session may be on the days asked for."""
    away = [{"trainer": "T1", "first": "2027-02-15", "last": "2027-02-26"}]
    _edited, found = told(moved(2, 7), absences=away)
    (answer,) = found.answers
    assert (answer.verdict, answer.broken[0].code) == (EditVerdict.REFUSED, "TR-03")
    assert answer.near is not None
    assert answer.near.rearranged is not None
    assert answer.near.rearranged.day == date(2027, 2, 15)
    assert len(answer.near.rearranged.also) == 4
    assert answer.near.rearranged.proved
    # T1 is there on the days from the 10th to the 12th: on the last two, nothing else changes.
    assert answer.near.days == (date(2027, 2, 11),)


def test_nothing_is_said_of_dates_that_are_no_nearer_than_those_where_nothing_else_changes() -> None:
    """The 15th is closed; the 9th and the 16th are as near as any, and both are possible as they are."""
    closed = [{"first": "2027-02-15", "last": "2027-02-15"}]
    _edited, found = told(moved(2, 7), closures=closed)
    (answer,) = found.answers
    assert answer.near is not None
    assert answer.near.days == (date(2027, 2, 16),)
    assert answer.near.rearranged is None


def test_instead_of_a_trainer_who_is_away_those_are_offered_who_are_free() -> None:
    """T3 is away; T2, who has the skill too, is free."""
    facts = {
        "trainers": {"T3": {"skills": ["care"]}},
        "absences": [{"trainer": "T3", "first": "2027-02-01", "last": "2027-02-05"}],
    }
    monday = date(2027, 2, 1)
    _edited, found = told(lambda x: replace(x, trainer="T3") if x.day == monday else x, **facts)
    (answer,) = found.answers
    assert answer.verdict is EditVerdict.REFUSED
    assert answer.near is not None
    assert answer.near.names == ("T2",)


def test_a_trainer_whom_others_have_is_offered_with_what_they_give_up() -> None:
    """T3 is away, and T2 teaches B that Monday: he may have A's M1 if T1 takes what is B's."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    B1 Mon 2027-02-01  M1 T2 R2
    B1 Tue 2027-02-02  M2 T4 R2
    B2 Mon 2027-02-08  M3 T2 R2
    B2 Tue 2027-02-09  M3 T2 R2
    """
    facts = {
        "cohorts": {"B": {}},
        "trainers": {"T3": {"skills": ["care"]}, "T4": {"skills": ["office"]}},
        "absences": [{"trainer": "T3", "first": "2027-02-01", "last": "2027-02-05"}],
    }
    monday = date(2027, 2, 1)
    swap = lambda x: replace(x, trainer="T3") if (x.cohort, x.day) == ("A", monday) else x  # noqa: E731
    _edited, found = told(swap, plan, **facts)
    (answer,) = found.answers
    assert answer.near is not None
    assert answer.near.names == ()
    assert answer.near.rearranged is not None
    assert (answer.near.rearranged.name, len(answer.near.rearranged.also)) == ("T2", 2)


def test_ways_out_of_a_refused_edit_make_it_possible_as_it_was_asked_for() -> None:
    """T1 alone has the skill of M2, and is away on the day asked for: were he there, it would be kept."""
    away = [{"trainer": "T1", "first": "2027-02-03", "last": "2027-02-05"}]
    edited, found = told(moved(1, 2), ways_out=60, absences=away)
    (answer,) = found.answers
    assert answer.verdict is EditVerdict.REFUSED
    assert answer.near is not None
    assert answer.near.ways
    for way in answer.near.ways:
        assert check(way.instance, way.lessons) == ()
        asked = {(x.day, x.half, x.module) for x in edited if x.session == 1}
        assert asked <= {(x.day, x.half, x.module) for x in way.lessons}
    assert changes(edited, answer.near.ways[0].lessons) == ()


def test_a_day_of_a_session_that_is_moved_alone_is_answered_with_the_session() -> None:
    """A session is of two days in a row: from Tuesday on, it is as near to what was asked for as can be."""
    tuesday, away = date(2027, 2, 9), [{"trainer": "T1", "first": "2027-02-10", "last": "2027-02-26"}]
    _edited, found = told(
        lambda x: replace(x, day=date(2027, 2, 10)) if x.day == tuesday else x, absences=away
    )
    (answer,) = found.answers
    assert answer.verdict is EditVerdict.REFUSED
    assert answer.near is not None
    assert answer.near.rearranged is not None
    assert answer.near.rearranged.day == tuesday


def test_of_a_lesson_that_takes_a_trainer_from_others_it_is_proved_at_once_what_they_change() -> None:
    """A's second session moves onto B's, who has T1 too: four half-days of B change, and A's none.

    What was edited stays, so B by itself, beside it, says that these four must.
    """
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    B1 Wed 2027-02-03  M1 T1 R2
    B1 Thu 2027-02-04  M2 T1 R2
    B2 Mon 2027-02-15  M3 T1 R2
    B2 Tue 2027-02-16  M3 T1 R2
    """
    instance = world.build({"cohorts": {"B": {}}})
    old = lessons_of(plan, instance)
    edits = edits_of(old, tuple(moved(2, 7)(x) if x.cohort == "A" else x for x in old))
    wanted, aim = aim_of(instance, SETTINGS, old, edits, START, ())
    repair = Repair(aim, LIMITS)
    solved: list[tuple[str, ...]] = []
    solve = repair._solve

    def watched(names: tuple[str, ...], *rest: object) -> object:
        solved.append(tuple(names))
        return solve(names, *rest)  # type: ignore[arg-type]

    repair._solve = watched  # type: ignore[method-assign,assignment]
    found = repair.run()
    assert found.changed == found.fewest == len(changes(wanted, found.lessons)) == 4
    assert ("A", "B") not in solved


def test_a_shared_lesson_that_is_moved_in_the_rows_of_one_group_keeps_its_trainer_for_all() -> None:
    """M3 of both has T2; moved in the rows of B alone, it is T2's on its new days too, for A as for B."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T2 R1 =J
    A2 Tue 2027-02-09  M3 T2 R1 =J
    B1 Wed 2027-02-03  M1 T2 R1
    B1 Thu 2027-02-04  M2 T1 R1
    B2 Mon 2027-02-08  M3 T2 R1 =J
    B2 Tue 2027-02-09  M3 T2 R1 =J
    """
    instance = world.build(
        {"cohorts": {"B": {}}, "joint_modules": {"J": {"sharers": {"A": "M3", "B": "M3"}}}}
    )
    old = lessons_of(plan, instance)
    edits = edits_of(old, tuple(moved(2, 7)(x) if x.cohort == "B" else x for x in old))
    found = answered(instance, SETTINGS, old, edits, START, LIMITS)
    assert [x.verdict for x in found.answers] == [EditVerdict.KEPT_WITH]
    assert {x.trainer for x in found.lessons if x.module == "M3"} == {"T2"}
    assert len(found.answers[0].also) == 4
    assert found.fewest


def test_the_name_of_a_shared_lesson_is_no_edit_and_that_is_said() -> None:
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1 =J
    A1 Tue 2027-02-02  M2 T1 R1
    B1 Mon 2027-02-01  M1 T1 R1 =J
    B1 Tue 2027-02-02  M2 T2 R2
    """
    instance = world.build(
        {"cohorts": {"B": {}}, "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}}}
    )
    old = lessons_of(plan, instance)
    assert list(shared_otherwise(old, old)) == []
    new = [replace(x, joint=None, place="Séances!A9") if x.cohort == "B" else x for x in old]
    assert edits_of(old, tuple(new)) == ()
    (problem,) = shared_otherwise(old, new)
    assert problem.where == "Séances!A9"
    assert {"B", "M1"} <= set(problem.message.replace(":", " ").split())


def test_instead_of_a_module_that_its_trainer_cannot_teach_those_are_offered_who_can() -> None:
    """T1 lacks the skill of M4, which T3 has: with T3, M2 is taught instead of the M4 there was."""
    plan = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M4 T3 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """

    def change(x: Lesson) -> Lesson:
        return replace(x, module="M4") if x.module == "M2" else x

    _edited, found = told(
        change,
        plan,
        modules={"M3": {"hours": 7}, "M4": {"hours": 7, "skill": "s4"}},
        trainers={"T3": {"skills": ["s4"]}},
    )
    (answer,) = found.answers
    assert (answer.verdict, answer.broken[0].code) == (EditVerdict.REFUSED, "TR-02")
    assert answer.near is not None
    assert answer.near.rearranged is not None
    assert answer.near.rearranged.name == "T3"
    assert [(x.old.module, x.new.module) for x in answer.near.rearranged.also if x.old and x.new] == [
        ("M4", "M2")
    ] * 2


def deleted(session: int, day: date | None = None) -> Deletion:
    return lambda x: None if x.session == session and day in (None, x.day) else x


def test_a_session_that_is_deleted_leaves_its_days_free_and_that_it_must_be_elsewhere_is_proof() -> None:
    edited, found = told(deleted(1))
    (answer,) = found.answers
    assert answer.verdict is EditVerdict.KEPT_WITH
    assert {"CU-01"} <= {x.code for x in answer.broken}
    assert [x.kind for x in answer.also] == [ChangeKind.MOVED] * 4
    assert found.fewest
    assert not {date(2027, 2, 1), date(2027, 2, 2)} & {x.day for x in found.lessons}
    assert set(edited) <= {replace(x, session=2) for x in found.lessons}


def test_of_a_half_day_that_is_deleted_alone_something_else_is_taught_then() -> None:
    tuesday = date(2027, 2, 2)
    _edited, found = told(lambda x: None if (x.day, x.half) == (tuesday, Half.AM) else x)
    (answer,) = found.answers
    assert answer.verdict is EditVerdict.KEPT_WITH
    assert [x.module for x in found.lessons if (x.day, x.half) == (tuesday, Half.AM)] != ["M2"]
    assert any(x.day == tuesday for x in found.lessons)


def test_of_a_refused_deletion_it_is_told_what_else_may_be_taught_then_and_when_it_may_be() -> None:
    """The first session is fixed to begin on the 2nd: its Tuesday cannot be free, but M1 may be then."""
    tuesday = date(2027, 2, 2)
    fixed = [{"kind": "fix", "cohort": "A", "day": "2027-02-02"}]
    _edited, found = told(deleted(1, tuesday), pins=fixed)
    (answer,) = found.answers
    assert (answer.verdict, answer.broken[0].code) == (EditVerdict.REFUSED, "PI-01")
    assert answer.near is not None
    assert answer.near.rearranged is not None
    assert (answer.near.rearranged.day, answer.near.rearranged.name) == (None, "")
    assert answer.near.rearranged.proved
    assert all(x.old is not None for x in answer.near.rearranged.also)
    assert len(answer.near.rearranged.also) == 4


def test_of_a_refused_deletion_of_days_at_its_end_it_is_told_what_else_may_be_taught_then() -> None:
    """No other week is open to the second session: its days may have M1, M3 coming first."""
    facts = {"cohorts": {"A": {"start_to": "2027-02-03", "max_months": 1}}}
    closed = [{"first": "2027-02-11", "last": "2027-04-30"}]
    _edited, found = told(deleted(2), closures=closed, **facts)
    (answer,) = found.answers
    assert answer.verdict is EditVerdict.REFUSED
    assert answer.near is not None
    assert answer.near.rearranged is not None
    freed = {date(2027, 2, 8), date(2027, 2, 9)}
    there = {x.new.module for x in answer.near.rearranged.also if x.new and x.new.day in freed}
    assert there == {"M1"}


def test_what_was_taught_is_not_moved_to_days_that_are_to_come() -> None:
    _edited, found = told(moved(1, 28), since=date(2027, 2, 3))
    assert [x.verdict for x in found.answers] == [EditVerdict.REFUSED]
