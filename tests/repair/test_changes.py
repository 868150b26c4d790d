"""What counts as a change, and of which kind."""

from dataclasses import replace
from datetime import date, timedelta

from scheduler.domain.changes import ChangeKind, changes
from scheduler.domain.plan import Lesson
from tests.cases import world
from tests.cases.reader import lessons_of

INSTANCE = world.build({})
PLAN = lessons_of(
    """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """,
    INSTANCE,
)


def kinds(new: tuple[Lesson, ...]) -> list[ChangeKind]:
    return [change.kind for change in changes(PLAN, new)]


def edited(day: date, **fields: object) -> tuple[Lesson, ...]:
    return tuple(replace(x, **fields) if x.day == day else x for x in PLAN)  # type: ignore[arg-type]


def test_a_plan_does_not_differ_from_itself() -> None:
    assert changes(PLAN, PLAN) == changes(PLAN, tuple(reversed(PLAN))) == ()


def test_a_day_with_another_trainer_is_two_half_days() -> None:
    assert kinds(edited(date(2027, 2, 1), trainer="T2")) == [ChangeKind.TRAINER] * 2


def test_trainer_comes_before_room_and_room_before_module() -> None:
    day = date(2027, 2, 1)
    assert kinds(edited(day, trainer="T2", room="R2", module="M3")) == [ChangeKind.TRAINER] * 2
    assert kinds(edited(day, room="R2", module="M3")) == [ChangeKind.ROOM] * 2
    assert kinds(edited(day, module="M3")) == [ChangeKind.MODULE] * 2


def test_a_session_on_other_dates_has_moved_with_what_it_holds() -> None:
    week = timedelta(days=7)
    later = tuple(replace(x, day=x.day + week) if x.session == 2 else x for x in PLAN)
    found = changes(PLAN, later)
    assert [x.kind for x in found] == [ChangeKind.MOVED] * 4
    assert all(x.old and x.new and x.old.module == x.new.module for x in found)
    assert all(x.old and x.new and x.new.day - x.old.day == week for x in found)


def test_what_is_added_and_what_is_dropped() -> None:
    assert kinds(PLAN[2:]) == [ChangeKind.DROPPED] * 2
    more = replace(PLAN[0], day=date(2027, 3, 1))
    assert kinds((*PLAN, more)) == [ChangeKind.ADDED]


def test_names_and_pins_are_no_change() -> None:
    assert kinds(tuple(replace(x, pinned=True, joint="J", session=x.session + 1) for x in PLAN)) == []


def test_each_group_is_compared_with_itself() -> None:
    """A second group that comes to a module is new; that of the whole cohort stays."""
    second = tuple(replace(x, group=2, trainer="T2", room="R2") for x in PLAN if x.module == "M1")
    assert kinds((*PLAN, *second)) == [ChangeKind.ADDED] * 2
