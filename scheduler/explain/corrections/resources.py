"""Corrections of resources: trainers, rooms, and the deadlines of learners."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scheduler.domain.centre import Absence, Trainer
from scheduler.domain.cohort import Learner
from scheduler.domain.instance import Instance
from scheduler.domain.time import WORKING_WEEK, Half
from scheduler.explain.corrections.correction import Correction
from scheduler.explain.corrections.dates import lifted
from scheduler.text import _
from scheduler.text.phrases import short_day

ALWAYS = frozenset((weekday, half) for weekday in WORKING_WEEK for half in Half)


def absences(instance: Instance) -> Iterator[Correction]:
    """Yield, for each absence, its end."""
    for absence in instance.absences:
        said = _("{trainer} present from {first} to {last}").format(
            trainer=instance.trainer[absence.trainer].label,
            first=short_day(absence.first),
            last=short_day(absence.last),
        )
        yield Correction(("TR-03",), absence.trainer, said, partial(_without_absence, absence))


def _without_absence(absence: Absence, instance: Instance) -> Instance:
    return replace(instance, absences=tuple(x for x in instance.absences if x != absence))


def availability(instance: Instance) -> Iterator[Correction]:
    """Yield, for each trainer, availability on all weekdays."""
    for trainer in instance.trainers:
        said = _("{trainer} available on all weekdays").format(trainer=trainer.label)
        yield _of(trainer, "TR-03", said, availability=trainer.availability | ALWAYS)


def limits(instance: Instance) -> Iterator[Correction]:
    """Yield, for each trainer, no limit of days."""
    for trainer in instance.trainers:
        said = _("{trainer} without a limit of days").format(trainer=trainer.label)
        yield _of(trainer, "TR-04", said, max_days=None, max_days_per_week=None)


def sites(instance: Instance) -> Iterator[Correction]:
    """Yield, for each trainer, all sites."""
    for trainer in instance.trainers:
        if trainer.sites and set(trainer.sites) != set(instance.site):
            said = _("{trainer} at all sites").format(trainer=trainer.label)
            yield _of(trainer, "TR-05", said, sites=())


def _of(trainer: Trainer, code: str, said: str, **fields: Any) -> Correction:
    def make(instance: Instance) -> Instance:
        trainers = tuple(replace(x, **fields) if x.id == trainer.id else x for x in instance.trainers)
        return replace(instance, trainers=trainers)

    return Correction((code,), trainer.id, said, make)


def more_trainers(instance: Instance) -> Iterator[Correction]:
    """Yield, for each skill in use, two more trainers who have it and no other duty."""
    curricula = {cohort.curriculum for cohort in instance.cohorts}
    skills = {x.skill for name in curricula for x in instance.curriculum[name].modules}
    for skill in sorted(skill for skill in skills if skill is not None):
        said = _("further trainers for the skill “{skill}”").format(skill=skill)
        yield Correction(("TR-01", "TR-02"), skill, said, partial(_more, skill))


def _more(skill: str, instance: Instance) -> Instance:
    names = (f"+{skill} {number}" for number in (1, 2))
    further = tuple(Trainer(name, name, (skill,)) for name in names if name not in instance.trainer)
    return replace(instance, trainers=instance.trainers + further)


def deadlines(instance: Instance) -> Iterator[Correction]:
    """Yield, for each learner with a deadline, none."""
    for learner in instance.learners:
        if instance.start_deadline(learner) or instance.finish_deadline(learner):
            name = f"{learner.name} ({learner.id})" if learner.name else learner.id
            said = _("{learner} of {cohort} without a deadline").format(learner=name, cohort=learner.cohort)
            yield Correction(("LE-01",), learner.cohort, said, partial(_without_deadline, learner))


def _without_deadline(learner: Learner, instance: Instance) -> Instance:
    learners = tuple(replace(x, hire_date=None) if x.id == learner.id else x for x in instance.learners)
    return replace(instance, learners=learners)


def room_closures(instance: Instance) -> Iterator[Correction]:
    """Yield, for each closure of a room, its lifting."""
    for closure in instance.closures:
        if closure.room is not None:
            yield lifted(closure, "RO-04")


def more_rooms(instance: Instance) -> Iterator[Correction]:
    """Yield, for each room, a second one like it."""
    for room in instance.rooms:
        said = _("a second room like {room} ({kind}, {capacity} places)").format(
            room=room.id, kind=room.kind, capacity=room.capacity
        )
        yield Correction(("RO-01", "RO-02"), room.id, said, partial(_twin, room.id))


def _twin(name: str, instance: Instance) -> Instance:
    twin = f"+{name}"
    if twin in instance.room:
        return instance
    return replace(instance, rooms=(*instance.rooms, replace(instance.room[name], id=twin)))
