"""What is left to teach once part of a plan is over: said by counting where nobody has the days for it.

In the small world (tests/cases/world.yaml) T1 teaches M3, which keeps one trainer, on Monday 8 and Tuesday 9
February; T2 could teach it too.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.domain.search import Obstacle
from scheduler.solve.counting import obstacles_left
from scheduler.text import speaking
from tests.cases import world
from tests.cases.reader import lessons_of

PLAN = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """
TWO_GROUPS = PLAN.replace("M3 T1 R1", "M3 T1 R1 + M3 T2 R2")
MONDAY, TUESDAY = date(2027, 2, 8), date(2027, 2, 9)


def left(since: date, plan: str = PLAN, **changes: Any) -> list[Obstacle]:
    instance = world.build(changes)
    with speaking("en"):
        return list(obstacles_left(instance, lessons_of(plan, instance), since))


def gone(trainer: str, first: str, **more: str) -> dict[str, str]:
    return {"trainer": trainer, "first": first, "last": "2027-12-31"} | more


def test_nothing_is_said_of_a_plan_in_which_nothing_happens() -> None:
    assert left(MONDAY) == []
    assert left(TUESDAY) == []


def test_half_taught_by_somebody_who_is_gone() -> None:
    [obstacle] = left(TUESDAY, absences=[gone("T1", "2027-02-09")])
    assert (obstacle.codes, obstacle.where) == (("TR-03", "TR-06"), "A")
    assert "of module M3, 1 day are to come from 2027-02-09 on in 1 group" in obstacle.message


def test_a_substitute_goes_on() -> None:
    assert left(TUESDAY, absences=[gone("T1", "2027-02-09", substitute="T2")]) == []


def test_before_the_first_half_somebody_else_takes_all_of_it() -> None:
    assert left(MONDAY, absences=[gone("T1", "2027-02-08")]) == []


def test_where_the_module_may_change_trainer_nothing_is_said() -> None:
    assert left(TUESDAY, absences=[gone("T1", "2027-02-09")], modules={"M3": {"one_trainer": False}}) == []


def test_two_groups_need_two_trainers() -> None:
    # T2 alone is left for both groups, and cannot be with both at once.
    groups = {"modules": {"M3": {"group_max": 1}}}
    assert left(MONDAY, TWO_GROUPS, **groups) == []
    [obstacle] = left(MONDAY, TWO_GROUPS, absences=[gone("T1", "2027-02-08")], **groups)
    assert "in 2 groups" in obstacle.message


def test_a_shared_module_is_counted_once_with_all_its_groups() -> None:
    # A and B share M3: group 1 is A's, group 2 is B's, and T2 alone is left.
    changes: dict[str, Any] = {
        "cohorts": {"B": {}},
        "modules": {"M3": {"group_max": 2}},
        "joint_modules": {"J": {"sharers": {"A": "M3", "B": "M3"}}},
        "learners": {"L3": {"cohort": "B"}, "L4": {"cohort": "B"}},
    }
    instance = world.build(changes)
    mine = [replace(x, joint=f"J #{x.group}") for x in lessons_of(PLAN, instance) if x.module == "M3"]
    others = [replace(x, cohort="B", group=2, joint="J #2", trainer="T2") for x in mine]
    assert list(obstacles_left(instance, [*mine, *others], MONDAY)) == []
    absent = world.build(changes | {"absences": [gone("T1", "2027-02-08")]})
    [obstacle] = obstacles_left(absent, [*mine, *others], MONDAY)
    assert obstacle.where == "A"
