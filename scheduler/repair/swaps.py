"""Repairs that only put others in the places of trainers and rooms: found without any search.

Every lesson whose trainer or room will not do must change, so a plan in which no other does changes fewest.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.check import check
from scheduler.domain.centre import Trainer
from scheduler.domain.curriculum import Module
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.solve.known import Lessons, in_table_order

Taken = set[tuple[str, date, Half]]
"""Trainers and rooms in use, by half-day."""


def swapped(instance: Instance, lessons: Lessons, since: date) -> Lessons | None:
    """Return a plan that keeps the rules and differs in trainers and rooms alone; None if none is at hand."""
    for trainers in (instance.trainers, instance.trainers[::-1]):
        found = _with_rooms(instance, _with_trainers(instance, trainers, lessons, since), since)
        if not check(instance, found):
            return in_table_order(instance, found)
    return None


def _with_trainers(instance: Instance, trainers: Sequence[Trainer], lessons: Lessons, since: date) -> Lessons:
    """Return lessons with the first who can in the place of each trainer who is not there."""
    made = list(lessons)
    taken: Taken = {(x.trainer, x.day, x.half) for x in lessons if x.trainer}
    for places in _strands(instance, made, since):
        rows = [made[place] for place in places]
        modules = [(instance.cohort[x.cohort], _module(instance, x)) for x in rows]
        for trainer in trainers:
            fits = all(can_teach(trainer, *wanted) for wanted in modules) and all(
                instance.available(trainer.id, x.day, x.half) and (trainer.id, x.day, x.half) not in taken
                for x in rows
            )
            if fits:
                taken |= {(trainer.id, x.day, x.half) for x in rows}
                for place in places:
                    made[place] = replace(made[place], trainer=trainer.id)
                break
    return tuple(made)


def _strands(instance: Instance, lessons: Sequence[Lesson], since: date) -> Iterator[list[int]]:
    """Yield where lessons are that get another trainer together: of a module that keeps one, all to come."""
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    lacking: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, lesson in enumerate(lessons):
        if lesson.trainer is None or lesson.day < since:
            continue
        module = _module(instance, lesson)
        key: tuple[object, ...] = (lesson.joint or lesson.cohort, lesson.joint or lesson.module, lesson.group)
        key = key if module.one_trainer else (*key, lesson.day)
        together[key].append(place)
        if _lacks_trainer(instance, lesson):
            lacking[key].append(place)
    yield from (together[key] for key in lacking)


def _with_rooms(instance: Instance, lessons: Lessons, since: date) -> Lessons:
    """Return lessons with the first room that is free in the place of each that is closed."""
    shut = {(x.room, x.day) for x in lessons if x.room and x.day >= since and _lacks_room(instance, x)}
    made = list(lessons)
    taken: Taken = {(x.room, x.day, x.half) for x in lessons if x.room}
    for room, day in sorted(shut):
        places = [n for n, x in enumerate(made) if (x.room, x.day) == (room, day)]
        rows = [made[n] for n in places]
        for other in instance.rooms:
            fits = all(
                not _lacks_room(instance, replace(x, room=other.id))
                and other.site == instance.cohort[x.cohort].site
                and other.kind in _module(instance, x).rooms
                and (other.id, day, x.half) not in taken
                for x in rows
            )
            if fits:
                taken |= {(other.id, day, x.half) for x in rows}
                for place in places:
                    made[place] = replace(made[place], room=other.id)
                break
    return tuple(made)


def must_change(instance: Instance, lesson: Lesson) -> bool:
    """Tell whether a lesson cannot stay whatever else changes: its trainer or its room will not do."""
    return _lacks_trainer(instance, lesson) or _lacks_room(instance, lesson)


def _lacks_trainer(instance: Instance, lesson: Lesson) -> bool:
    if lesson.trainer is None:
        return False
    there, cohort = instance.trainer.get(lesson.trainer), instance.cohort[lesson.cohort]
    able = there is not None and can_teach(there, cohort, _module(instance, lesson))
    return not able or not instance.available(lesson.trainer, lesson.day, lesson.half)


def _lacks_room(instance: Instance, lesson: Lesson) -> bool:
    return any(x.room == lesson.room and x.first <= lesson.day <= x.last for x in instance.closures if x.room)


def _module(instance: Instance, lesson: Lesson) -> Module:
    return instance.curriculum_of(instance.cohort[lesson.cohort]).by_id[lesson.module]
