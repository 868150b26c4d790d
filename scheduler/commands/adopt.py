"""Make an audited planning a plan that all other commands take."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.check import cost_of, costs
from scheduler.commands.audited import Audit
from scheduler.commands.destination import check_destination
from scheduler.commands.solve import versions
from scheduler.domain.centre import Room, Trainer
from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Plan, Status
from scheduler.domain.time import WORKING_WEEK, Half, Weekday
from scheduler.exchange.output import write_plan
from scheduler.exchange.tables.words import ROOM_KINDS, word
from scheduler.settings import load_settings
from scheduler.text import _, plural

CAPACITY = 12
"""Seats of an invented room, unless a module has larger groups."""


@dataclass(frozen=True)
class Adoption:
    """A planning that became a plan, the files it is in, and the trainers and rooms made up for it."""

    plan: Plan
    files: tuple[Path, ...]
    trainers: int
    rooms: int


def adopt(found: Audit, source: Path, folder: Path) -> Adoption:
    """Write the planning as a plan into `folder`; it claims no proof.

    Trainers and rooms that nobody knows are made up, one for each need of a group, so that the plan can
    be changed and planned around like any other; their names say that they are to be filled in.

    Raises
    ------
    InputError
        If the folder cannot be written to; it is then as it was.
    Miswritten
        If what was written does not read back as the plan.
    """
    check_destination(folder, source)
    settings = load_settings(None)
    instance, lessons = found.instance, found.lessons
    if not found.known_centre:
        instance, lessons = _filled_in(instance, lessons)
    told = costs(instance, lessons, settings)
    plan = Plan(
        instance,
        lessons,
        Status.FEASIBLE,
        cost_of(told),
        0,
        told,
        settings,
        versions=versions(),
        notes=tuple(_notes(found, source, instance)),
    )
    files = tuple(path.resolve() for path in write_plan(plan, folder))
    trainers = len(instance.trainers) - len(found.instance.trainers)
    return Adoption(plan, files, trainers, len(instance.rooms) - len(found.instance.rooms))


def _notes(found: Audit, source: Path, instance: Instance) -> Iterable[str]:
    yield _("Adopted from {file}: nobody searched for this plan, and nothing is proved about it.").format(
        file=source.name
    )
    if instance is not found.instance:
        yield _("Trainers and rooms are made up: fill them in.")
    if count := len(found.reading.unread):
        yield plural(
            "{count} cell of the planning was not understood.",
            "{count} cells of the planning were not understood.",
            count,
        ).format(count=count)
    if count := len(found.violations):
        yield plural(
            "{count} rule is broken: run “scheduler check”.",
            "{count} rules are broken: run “scheduler check”.",
            count,
        ).format(count=count)


def _filled_in(instance: Instance, lessons: Iterable[Lesson]) -> tuple[Instance, tuple[Lesson, ...]]:
    """Return the instance with a trainer for each skill and a room for each kind that a group needs."""
    trainers: dict[str, Trainer] = {}
    rooms: dict[str, Room] = {}
    many, unknown = len(instance.cohorts) > 1, _("TO-FILL-IN")
    filled = []
    days = sorted({*WORKING_WEEK, *(Weekday(x.day.weekday()) for x in lessons)})
    for lesson in lessons:
        cohort = instance.cohort[lesson.cohort]
        module = instance.curriculum_of(cohort).by_id[lesson.module]
        after = f"-{cohort.id}" if many else ""
        trainer, room = None, None
        if module.teaching and module.skill is not None:
            trainer = f"{unknown}-{module.skill}{after}"
            name = _("to be filled in ({what})").format(what=module.skill)
            available = frozenset((day, half) for day in days for half in Half)
            trainers[trainer] = Trainer(trainer, name, (module.skill,), available)
        if module.mode is Mode.IN_PERSON:
            room = f"{unknown}-{module.rooms[0]}{after}"
            name = _("to be filled in ({what})").format(what=word(ROOM_KINDS, module.rooms[0]))
            rooms[room] = Room(room, cohort.site, module.rooms[0], _capacity(instance), name)
        filled.append(replace(lesson, trainer=trainer, room=room, mode=module.mode))
    instance = replace(instance, trainers=tuple(trainers.values()), rooms=tuple(rooms.values()))
    return instance, tuple(filled)


def _capacity(instance: Instance) -> int:
    sizes = [module.group_max or 0 for x in instance.curricula for module in x.items]
    return max(CAPACITY, *sizes)
