"""From half-days that were understood to the lessons of a group, in sessions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import HALF_DAY_HOURS, Half, monday
from scheduler.exchange.foreign.halves import Found


def lessons_of(cohort: str, curriculum: Curriculum, found: Sequence[Found]) -> tuple[Lesson, ...]:
    """Return the half-days of a group as lessons, the days of a week that follow one another as a session.

    Several lessons of one module at one time, each with another trainer or room, are those of
    parallel groups. An assessment whose hours the planning does not tell ends when it is over.
    """
    in_order = sorted(_cut_short(found, curriculum), key=lambda x: (x.day, x.half, x.module))
    session = _sessions({x.day for x in in_order})
    parallel: dict[tuple[date, Half, str], list[Found]] = defaultdict(list)
    lessons = []
    for one in in_order:
        module = curriculum.by_id[one.module]
        beside = parallel[one.day, one.half, one.module]
        apart = bool(beside) and all(x.beside != one.beside for x in beside)
        beside.append(one)
        lessons.append(
            Lesson(
                cohort,
                len(beside) if apart else 1,
                session[one.day],
                one.day,
                one.half,
                one.module,
                one.hours,
                module.mode,
                one.trainer if module.teaching else None,
                one.room if module.mode is Mode.IN_PERSON else None,
                place=one.where,
            )
        )
    return tuple(lessons)


def _sessions(days: set[date]) -> dict[date, int]:
    """Return the number of the session of each day, from 1."""
    numbers: dict[date, int] = {}
    number, before = 0, None
    for day in sorted(days):
        if before is None or day - before > timedelta(days=1) or monday(day) != monday(before):
            number += 1
        numbers[day], before = number, day
    return numbers


def _cut_short(found: Sequence[Found], curriculum: Curriculum) -> list[Found]:
    """Return the half-days, the last one of an assessment as long as is left of its hours."""
    result = list(found)
    for module in curriculum.items:
        own = [x for x in result if x.module == module.id]
        rest = module.hours - HALF_DAY_HOURS * (module.half_days - 1)
        if _ends_early(module) and len(own) == module.half_days and not any(x.told for x in own):
            last = max(own, key=lambda x: (x.day, x.half))
            result[result.index(last)] = replace(last, hours=rest)
    return result


def _ends_early(module: Module) -> bool:
    return not module.teaching and module.hours % HALF_DAY_HOURS > 0


def joined(lessons: Sequence[Lesson], instance: Instance) -> tuple[Lesson, ...]:
    """Return the lessons, those that groups have together under the name of their joint module."""
    at: Mapping[tuple[object, ...], list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        if joint := instance.joint.get((lesson.cohort, lesson.module)):
            at[joint.id, lesson.day, lesson.half, lesson.trainer, lesson.room].append(lesson)
    together = {
        id(lesson): f"{key[0]}-{lesson.group}"
        for key, own in at.items()
        if len({x.cohort for x in own}) > 1
        for lesson in own
    }
    return tuple(replace(x, joint=together.get(id(x))) for x in lessons)
