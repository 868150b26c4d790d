"""Who follows what: learners and cohorts held against their curriculum.

Almost all of it warns and stops nothing: the centre decides, but never unknowingly.
"""

from collections.abc import Iterator

from scheduler.curricula.group_sizes import never_shared, small_groups
from scheduler.curricula.words import said
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.errors import Place, Problem, Severity
from scheduler.text import _


def audience_problems(instance: Instance) -> tuple[Problem, ...]:
    """Return what a centre should know about its learners and cohorts.

    Only a block or module that the curriculum does not have is an error; the rest are
    warnings. Places read ``Learners A12`` and ``Cohorts G1``: the name of the table,
    then the identifier.
    """
    found: list[Problem] = []
    for cohort in instance.cohorts:
        curriculum = instance.curriculum_of(cohort)
        found.extend(_cohort(instance, cohort, curriculum))
        for learner in instance.learners_of[cohort.id]:
            found.extend(_references(learner, curriculum))
            found.extend(_right_curriculum(learner, curriculum))
            found.extend(_deadline(learner, cohort, curriculum))
    return (*found, *never_shared(instance))


def _learner(learner: Learner, message: str, hint: str) -> Problem:
    return Problem.at(_place(learner), message, hint, Severity.WARNING)


def _place(learner: Learner) -> Place:
    return Place.of_name(_("Learners {id}").format(id=""), learner.id)


def _references(learner: Learner, curriculum: Curriculum) -> Iterator[Problem]:
    place = _place(learner)
    blocks = [block.id for block in curriculum.blocks]
    for module in learner.exempted:
        if module not in curriculum.by_id:
            message = _("exempted from module “{module}”, which curriculum “{curriculum}” does not have.")
            message = message.format(module=module, curriculum=curriculum.id)
            yield Problem.at(place, message, _("Known: {words}.").format(words=", ".join(curriculum.by_id)))
    for block in learner.acquired_blocks:
        if block not in blocks:
            message = _("has acquired block “{block}”, which curriculum “{curriculum}” does not have.")
            message = message.format(block=block, curriculum=curriculum.id)
            yield Problem.at(place, message, _("Known: {words}.").format(words=", ".join(blocks)))


def _right_curriculum(learner: Learner, curriculum: Curriculum) -> Iterator[Problem]:
    profile = said(learner.profile)
    if learner.profile in curriculum.excluded_profiles:
        message = _("profile “{profile}” does not follow curriculum “{curriculum}”.")
        message = message.format(profile=profile, curriculum=curriculum.id)
        hint = _("Check the profile.")
        if curriculum.instead:
            hint = _("This profile follows “{instead}”.").format(instead=curriculum.instead)
        yield _learner(learner, message, hint)
    elif curriculum.profiles and learner.profile not in curriculum.profiles:
        message = _("profile “{profile}” is not one that curriculum “{curriculum}” is for.")
        message = message.format(profile=profile, curriculum=curriculum.id)
        hint = _("It is for: {profiles}.").format(profiles=", ".join(map(said, curriculum.profiles)))
        yield _learner(learner, message, hint)
    elif curriculum.prerequisites and learner.prerequisite not in curriculum.prerequisites:
        message = _("no prerequisite of curriculum “{curriculum}” is given.")
        if learner.prerequisite is not None:
            message = _("“{prerequisite}” is no prerequisite of curriculum “{curriculum}”.")
        message = message.format(prerequisite=said(learner.prerequisite or ""), curriculum=curriculum.id)
        hint = _("One of these is needed: {prerequisites}.").format(
            prerequisites=", ".join(map(said, curriculum.prerequisites))
        )
        yield _learner(learner, message, hint)
    if all(_exempted(learner, module, curriculum) for module in curriculum.modules):
        message = _("has no module left to follow.")
        yield _learner(learner, message, _("Check the exempted modules and the acquired blocks."))


def _exempted(learner: Learner, module: Module, curriculum: Curriculum) -> bool:
    return module.id in learner.exempted or curriculum.block_of[module.id].id in learner.acquired_blocks


def _deadline(learner: Learner, cohort: Cohort, curriculum: Curriculum) -> Iterator[Problem]:
    if not curriculum.regimes:
        return
    hired = learner.hire_date
    if hired is None:
        message = _("no date of hire is given, so no deadline is checked.")
        yield _learner(learner, message, _("Fill in the date of hire."))
        return
    regime = curriculum.regime(hired)
    if regime is None:
        message = _("no deadline of curriculum “{curriculum}” applies to a hire on {day}.")
        message = message.format(curriculum=curriculum.id, day=hired)
        yield _learner(learner, message, _("Check the date of hire."))
    elif learner.suspended and not regime.suspendable:
        message = _("the deadline is marked as suspended, but that of a hire on {day} cannot be.")
        message = message.format(day=hired)
        yield _learner(learner, message, _("The deadline stays in force."))
    if hired > cohort.start_to:
        # Without the day: if the window is what is wrong, one line tells it of all.
        message = _("hired after the last possible start of cohort “{cohort}” ({start}).")
        message = message.format(cohort=cohort.id, start=cohort.start_to)
        yield _learner(learner, message, _("Check the date of hire."))


def _cohort(instance: Instance, cohort: Cohort, curriculum: Curriculum) -> Iterator[Problem]:
    place = Place.of_name(_("Cohorts {id}").format(id=""), cohort.id)
    first, last = curriculum.valid_from, curriculum.valid_until
    if last and cohort.start_to > last:
        message = _("may start on {start}, after curriculum “{curriculum}” ends ({last}).")
        message = message.format(start=cohort.start_to, curriculum=curriculum.id, last=last)
        hint = _("Check that this curriculum may still be followed.")
        yield Problem.at(place, message, hint, Severity.WARNING)
    if first and cohort.start_from < first:
        message = _("may start on {start}, before curriculum “{curriculum}” begins ({first}).")
        message = message.format(start=cohort.start_from, curriculum=curriculum.id, first=first)
        yield Problem.at(place, message, _("Check the start window."), Severity.WARNING)
    if not instance.learners_of[cohort.id]:
        message = _("has no learner: no deadline, exemption or group size is checked.")
        yield Problem.at(place, message, _("Fill in the table of learners."), Severity.WARNING)
        return
    for module in curriculum.items:
        if not any(instance.follows(learner, module) for learner in instance.learners_of[cohort.id]):
            message = _("nobody follows module “{module}”, yet it is planned.").format(module=module.id)
            yield Problem.at(place, message, _("Check the exemptions."), Severity.WARNING)
        yield from small_groups(instance, cohort, module)
