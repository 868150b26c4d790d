"""A group in the middle of a curriculum, and the curricula that it may change to."""

from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.curricula.balance import Migration
from scheduler.curricula.changeover import Changeover, changed_over
from scheduler.curricula.migration import migrated
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.repair import Aim, Move, Moved
from scheduler.settings import load_settings
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings()
LIMITS = Limits(seconds=30, workers=1, deterministic=True)
BEFORE = date(2027, 1, 1)
HALFWAY = date(2027, 2, 10)
"""Two of four sessions are over by then."""

OLD: dict[str, Any] = {
    "modules": {
        "M1": {"hours": 14},
        "M2": {"hours": 7},
        "M3": {"hours": 14},
        "M4": {"block": "B2", "hours": 21, "skill": "care"},
    }
}
"""Eight days, so four sessions."""

PLAN = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M1 T1 R1
    A2 Mon 2027-02-08  M2 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    A3 Mon 2027-02-15  M3 T1 R1
    A3 Tue 2027-02-16  M4 T2 R1
    A4 Mon 2027-02-22  M4 T2 R1
    A4 Tue 2027-02-23  M4 T2 R1
    """


def old_world(**facts: Any) -> Instance:
    """Return the world in which a group follows the old curriculum, with `facts` changed."""
    modules = OLD["modules"] | facts.pop("modules", {})
    return world.build({"modules": {x: y for x, y in modules.items() if y is not None}, **facts})


def curriculum(modules: dict[str, Any], **facts: Any) -> Curriculum:
    """Return a curriculum of these modules alone; of each, what is not said is as in the small world."""
    gone = {name: None for name in ("M1", "M2", "M3") if name not in modules}
    built = world.build({"modules": {**modules, **gone}, "curriculum": {"id": "new", **facts}})
    return built.curricula[0]


def change(
    instance: Instance, target: Curriculum, lessons: tuple[Lesson, ...], since: date, group: str = "A"
) -> tuple[Migration, Changeover]:
    """Return what becomes of the hours of a group, and the facts after it changed."""
    mine = [x for x in lessons if x.cohort == group]
    fixed = [module for name, module in instance.joint if name == group]
    found = migrated(instance, group, target, mine, since, f"{target.id}-{group}", "made", fixed)
    return found, changed_over(instance, lessons, group, found, since)


def moved(after: Changeover, found: Migration, since: date, limits: Limits = LIMITS) -> Moved:
    """Return what the search ends with."""
    aim = Aim(after.instance, SETTINGS, after.lessons, since)
    return Move(aim, found.cohort, after.partners, found.waived, limits).run()


def plan_of(instance: Instance, text: str = PLAN) -> tuple[Lesson, ...]:
    """Return the lessons of a plan in the format of the cases."""
    return lessons_of(text, instance)


def renamed(curriculum: Curriculum, name: str) -> Curriculum:
    """Return the same curriculum by another name."""
    return replace(curriculum, id=name)
