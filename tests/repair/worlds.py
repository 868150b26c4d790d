"""Many small worlds in which something happens: repairs are right, and change as little as can be.

Run ``python -m tests.repair.worlds --count 200 --seed 1000``, with ``--joint`` for worlds in which cohorts
share modules, ``--edited`` for sessions moved by hand, which stay as they are. Each world is solved, then a
trainer is away, a room or the site is closed, or a session moves. The repaired plan must pass the checker,
and no plan of the whole model may be nearer to the old one.
"""

import sys
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from scheduler.check import check
from scheduler.domain.changes import changes
from scheduler.domain.cluster import clusters_in
from scheduler.domain.events import Absent, Event, RoomClosed, SessionMoved, SiteClosed, after
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits
from scheduler.model import PlanModel, build
from scheduler.model.distance import distance
from scheduler.model.scope import Scope
from scheduler.repair import Aim, Repair
from scheduler.repair.edit import edits_of
from scheduler.repair.edits import aim_of
from scheduler.settings import load_settings
from tests.many import run_many
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import random_world, solved

SETTINGS = load_settings()
START = date(2026, 1, 1)
Lessons = tuple[Lesson, ...]


def event(lessons: Lessons, instance: Instance, chance: Random) -> Event:
    """Return something that happens to a plan."""
    lesson = chance.choice(lessons)
    last = lesson.day + timedelta(days=chance.choice([0, 0, 1, 6]))
    kind = chance.choice(["trainer", "trainer", "room", "site", "move"])
    if kind == "trainer" and lesson.trainer:
        return Absent(lesson.trainer, lesson.day, last)
    if kind == "room" and lesson.room:
        return RoomClosed(lesson.room, lesson.day, last)
    if kind == "move":
        first = min(x.day for x in lessons if (x.cohort, x.session) == (lesson.cohort, lesson.session))
        return SessionMoved(lesson.cohort, first, first + timedelta(days=chance.choice([-7, -1, 1, 7])))
    return SiteClosed(instance.cohort[lesson.cohort].site, lesson.day, last)


def moved_by_hand(instance: Instance, lessons: Lessons, chance: Random) -> Aim:
    """Return what is to be repaired once somebody moved a session by hand."""
    lesson, shift = chance.choice(lessons), timedelta(days=chance.choice([-7, -1, 1, 7]))
    mine = (lesson.cohort, lesson.session)
    after_ = tuple(replace(x, day=x.day + shift) if (x.cohort, x.session) == mine else x for x in lessons)
    return aim_of(instance, SETTINGS, lessons, edits_of(lessons, after_), START, ())[1]


def least(aim: Aim, formed: Lessons) -> int | None:
    """Return the fewest changes of any plan, by the whole model; None if there is no plan."""
    plan = whole(aim.instance, formed)
    measured = distance(plan, aim.lessons)
    for lesson, changed in zip(measured.lessons, measured.changed, strict=True):
        if lesson in aim.held:
            plan.model.add(changed == 0)
    plan.model.minimize(measured.half_days)
    solver = solved(plan)
    return None if solver is None else round(solver.objective_value)


def whole(instance: Instance, lessons: Lessons) -> PlanModel:
    """Return the model of every plan in which those share modules who do in `lessons`."""
    return build(instance, SETTINGS.free, Scope(sharing=clusters_in(instance, lessons)))


def tried(seed: int, joint: bool, edited: bool = False) -> str:
    """Repair the world of a seed; return what it was, or raise if the repair is not right."""
    chance = Random(seed)
    instance = joint_world(seed) if joint else random_world(seed)
    first = build(instance, SETTINGS)
    solver = solved(first)
    if solver is None:
        return "impossible from the start"
    lessons = first.lessons(lambda x: bool(solver.value(x)))
    if edited:
        aim, happened = moved_by_hand(instance, lessons, chance), "a session moved by hand"
    else:
        event_ = event(lessons, instance, chance)
        aim, happened = Aim(after(instance, lessons, [event_], START), SETTINGS, lessons, START), str(event_)
    instance = aim.instance
    repaired = Repair(aim, Limits(seconds=60, workers=1)).run()
    fewest = least(aim, lessons)
    told = f"seed {seed}, {happened}: {repaired.changed} changed, {repaired.fewest} at least, {fewest} due"
    if fewest is None:
        assert repaired.status is Status.IMPOSSIBLE, told
        return "impossible"
    assert check(instance, repaired.lessons) == (), told
    assert len(changes(aim.lessons, repaired.lessons)) == repaired.changed == repaired.fewest == fewest, told
    return "repaired"


if __name__ == "__main__":
    sys.exit(run_many(tried, __doc__, "joint", "edited"))
