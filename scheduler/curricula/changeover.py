"""The facts once a group follows another curriculum: its learners, what it shares, what was pinned for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.curricula.balance import Migration
from scheduler.domain.cluster import clusters_in
from scheduler.domain.cohort import Learner, Pin, PinKind
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule
from scheduler.domain.plan import Lesson
from scheduler.errors import Problem
from scheduler.text import _
from scheduler.text.phrases import hours, listed, short_day

Lessons = tuple[Lesson, ...]

ALIKE = ("hours", "mode", "whole_days", "one_trainer")
"""What those who share a module have in common."""


@dataclass(frozen=True)
class Changeover:
    """A plan and its facts, with a cohort that follows another curriculum from now on.

    Attributes
    ----------
    lessons
        The plan before, joint lessons that nobody shares any more being called so no longer.
    partners
        Cohorts that shared a module that the cohort no longer follows with them.
    notes
        What else changes for it, in sentences.
    """

    instance: Instance
    lessons: Lessons
    partners: tuple[str, ...]
    notes: tuple[str, ...]


def shared_differently(
    instance: Instance, cohort: str, lessons: Sequence[Lesson], curriculum: Curriculum, over: Lessons
) -> list[Problem]:
    """Return what keeps a cohort in a joint module that it can neither share any longer nor leave.

    Parameters
    ----------
    curriculum
        What it would follow.
    over
        Those of `lessons` that are over.
    """
    found = []
    for (name, module), joint in instance.joint.items():
        if name != cohort or _still_shared(instance, cohort, joint, curriculum):
            continue
        taught = sorted(x.day for x in over if x.cohort == cohort and x.module == module)
        if not taught:
            continue
        days = sorted(x.day for x in lessons if x.cohort == cohort and x.module == module)
        others = listed(x for x in joint.cohorts if x != cohort)
        now = curriculum.by_id[module].hours if module in curriculum.by_id else 0.0
        message = _(
            "module {module} is shared with {others} ({joint}), has begun, and would no longer be alike for "
            "all: {before} before, {now} now."
        ).format(
            module=module,
            others=others,
            joint=joint.id,
            before=hours(_module_hours(instance, cohort, module)),
            now=hours(now),
        )
        hint = _("Change before {first}, or once it is over, on {last}, if the new curriculum asks no more.")
        hint = hint.format(first=short_day(days[0]), last=short_day(days[-1]))
        found.append(Problem(cohort, message, hint))
    return found


def changed_over(
    instance: Instance, lessons: Sequence[Lesson], cohort: str, change: Migration, since: date
) -> Changeover:
    """Return the facts and the plan once `cohort` follows the curriculum of `change`."""
    made, notes = change.curriculum, []
    kept, partners = [], set()
    for joint in instance.joint_modules:
        if cohort not in joint.cohorts or _still_shared(instance, cohort, joint, made):
            kept.append(joint)
            continue
        others = [x for x in joint.cohorts if x != cohort]
        partners |= set(others)
        notes.append(
            _("{cohort} leaves the joint module {joint}, and {others} follow it without it.").format(
                cohort=cohort, joint=joint.id, others=listed(others)
            )
        )
        if (rest := joint.without((cohort,))) is not None:
            kept.append(rest)
    learners = []
    for learner in instance.learners:
        if learner.cohort == cohort:
            adapted = _learner(learner, change.old, made)
            if adapted != learner:
                text = _("Learner {id}: exempted modules and acquired blocks as far as they still exist.")
                notes.append(text.format(id=learner.id))
            learner = adapted
        learners.append(learner)
    pins = tuple(x for x in instance.pins if not _pointless(x, cohort, change, since))
    if len(pins) < len(instance.pins):
        notes.append(_("What was fixed of modules that are over by now no longer counts."))
    followed = {x.curriculum for x in instance.cohorts if x.id != cohort}
    after = replace(
        instance,
        cohorts=tuple(replace(x, curriculum=made.id) if x.id == cohort else x for x in instance.cohorts),
        curricula=(*(x for x in instance.curricula if x.id in followed - {made.id}), made),
        learners=tuple(learners),
        pins=pins,
        joint_modules=tuple(kept),
    )
    return Changeover(after, unshared(after, lessons), tuple(sorted(partners)), tuple(notes))


def _still_shared(instance: Instance, cohort: str, joint: JointModule, curriculum: Curriculum) -> bool:
    """Tell whether a cohort that follows `curriculum` can be in a joint module with the others."""
    mine = curriculum.by_id.get(joint.module(cohort))
    if mine is None:
        return False
    for name in joint.cohorts:
        if name != cohort:
            other = instance.curriculum_of(instance.cohort[name]).by_id[joint.module(name)]
            if any(getattr(mine, key) != getattr(other, key) for key in ALIKE):
                return False
            if mine.rooms != other.rooms and not set(mine.rooms) & set(other.rooms):
                return False
    return True


def _module_hours(instance: Instance, cohort: str, module: str) -> float:
    return instance.curriculum_of(instance.cohort[cohort]).by_id[module].hours


def _learner(learner: Learner, old: Curriculum, made: Curriculum) -> Learner:
    """Return a learner who follows no more than before of what both curricula have."""
    blocks = tuple(x for x in learner.acquired_blocks if any(x == block.id for block in made.blocks))
    free = {x.id for block in old.blocks if block.id in learner.acquired_blocks for x in block.modules}
    free |= set(learner.exempted)
    inside = {x.id for block in made.blocks if block.id in blocks for x in block.modules}
    exempted = tuple(x.id for x in made.items if x.id in free - inside)
    if blocks == learner.acquired_blocks and set(exempted) == set(learner.exempted):
        return learner
    return replace(learner, acquired_blocks=blocks, exempted=exempted)


def _pointless(pin: Pin, cohort: str, change: Migration, since: date) -> bool:
    """Tell whether a pin speaks of a module that is no more, or holds one of which nothing is left."""
    if pin.cohort != cohort or pin.module is None or pin.day < since:
        return False
    left = {x.module: x.left for x in change.balances}
    return pin.module not in left or (pin.kind is PinKind.FIX and not left[pin.module])


def unshared(instance: Instance, lessons: Sequence[Lesson]) -> Lessons:
    """Return lessons; those that nobody shares any more bear no name of a joint lesson."""
    clusters = [x for found in clusters_in(instance, lessons).values() for x in found if x.shared]
    shared = {(name, x.joint.module(name)) for x in clusters for name in x.cohorts}
    return tuple(
        x if x.joint is None or (x.cohort, x.module) in shared else replace(x, joint=None) for x in lessons
    )
