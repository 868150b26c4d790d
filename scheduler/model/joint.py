"""JO: joint modules are taught to all who share them at once.

JO-02 holds by construction, and so does JO-03 but for sites: no other ways exist
(:mod:`scheduler.model.sharing`). Of JO-01, trainers and rooms do: one cohort finds them. What is left to
say is that the half-days are the same.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.model.sharing import SharingWay, at_one_site
from scheduler.model.variables import CohortVariables, Literal


def add(model: cp_model.CpModel, cohorts: Sequence[CohortVariables]) -> None:
    """Add the rules on joint modules."""
    by_id = {cohort.cohort.id: cohort for cohort in cohorts}
    for cohort in cohorts:
        for module, share in cohort.shares.items():
            for way in share.ways:
                if way.cluster is None:
                    continue
                if not at_one_site(cohort.instance, way.cluster):
                    model.add_bool_or([x.negated() for x in way.conditions])
                if way.given:
                    _joined(model, cohort, module, way)
                elif way.inside[0] != cohort.cohort.id:
                    first = by_id[way.inside[0]]
                    _at_once(model, (first, way.cluster.joint.module(way.inside[0])), (cohort, module), way)


def _joined(model: cp_model.CpModel, cohort: CohortVariables, module: str, way: SharingWay) -> None:
    """JO-01 towards lessons outside the model: on their half-days, if trainers and rooms suit all in them."""
    if not all(_suits(cohort.instance, way, x) for by_group in way.given.values() for x in by_group.values()):
        model.add_bool_or([x.negated() for x in way.conditions])
    taught = cohort.taught_on(cohort.curriculum.by_id[module])
    due = {(day, Half.AM if cohort.curriculum.by_id[module].whole_days else half) for day, half in way.given}
    # Where it cannot be taught on one of them, it is not on as many as it takes.
    for at, literal in taught.items():
        _agrees(model, literal, int(at in due), way.chosen)


def _suits(instance: Instance, way: SharingWay, lesson: Lesson) -> bool:
    """TR-02, TR-05, RO-02, RO-03: the trainer can teach all in a lesson, and the room is fit for them."""
    if lesson.trainer is not None and not way.taught_by(instance, instance.trainer[lesson.trainer]):
        return False
    return lesson.room is None or way.seated_in(instance, instance.room[lesson.room], lesson.group)


def _at_once(
    model: cp_model.CpModel,
    first: tuple[CohortVariables, str],
    second: tuple[CohortVariables, str],
    way: SharingWay,
) -> None:
    """JO-01 between two cohorts: the module is on the same half-days."""
    one, other = (cohort.taught_on(cohort.curriculum.by_id[module]) for cohort, module in (first, second))
    for at in sorted({*one, *other}):
        if at in one and at in other:
            _agrees(model, one[at], other[at], way.chosen)
        else:
            _agrees(model, one[at] if at in one else other[at], 0, way.chosen)


def _agrees(model: cp_model.CpModel, literal: Literal, value: Literal | int, chosen: Literal | None) -> None:
    constraint = model.add(literal == value)
    if chosen is not None:
        constraint.only_enforce_if(chosen)
