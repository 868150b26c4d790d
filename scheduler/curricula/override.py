"""A centre's own hours for the modules of a curriculum."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import replace

from scheduler.curricula.hours import Flaw, hour_flaws, shown
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.errors import InputError, Problem
from scheduler.text import _


def override_hours(
    curriculum: Curriculum, hours: Mapping[str, float], where: Callable[[str], str]
) -> Curriculum:
    """Return `curriculum` with a centre's own `hours`, by module.

    The total of each block stays enforced. The assessment's hours may be changed too;
    0 switches it off. What was changed is added to the assumptions, which users see.

    Parameters
    ----------
    where
        Gives the place in which the hours of a module were written.

    Raises
    ------
    InputError
        With every module unknown, every hour that is no whole half-day or day, and every
        block whose modules no longer sum to its total, naming both sums.
    """
    problems = [
        Problem(where(name), *_unknown(name, curriculum)) for name in hours if name not in curriculum.by_id
    ]
    assessment = curriculum.assessment
    if assessment:
        assessment = None if hours.get(assessment.id) == 0 else _with(assessment, hours)
    blocks = tuple(
        replace(block, modules=tuple(_with(module, hours) for module in block.modules))
        for block in curriculum.blocks
    )
    changed = replace(curriculum, blocks=blocks, assessment=assessment)
    problems += [
        Problem(where(_module_at(flaw, changed, hours)), flaw.message, flaw.hint)
        for flaw in hour_flaws(changed)
    ]
    if problems:
        raise InputError(problems)
    return replace(changed, assumptions=curriculum.assumptions + _said(curriculum, hours))


def _with(module: Module, hours: Mapping[str, float]) -> Module:
    return replace(module, hours=hours[module.id]) if module.id in hours else module


def _unknown(name: str, curriculum: Curriculum) -> tuple[str, str]:
    message = _("curriculum “{curriculum}” has no module “{module}”.").format(
        curriculum=curriculum.id, module=name
    )
    near = difflib.get_close_matches(name.upper(), curriculum.by_id, n=1)
    if near:
        return message, _("Did you mean “{word}”?").format(word=near[0])
    return message, _("Known: {words}.").format(words=", ".join(curriculum.by_id))


def _module_at(flaw: Flaw, curriculum: Curriculum, hours: Mapping[str, float]) -> str:
    """Return the module to send the user to: that of the flaw, or the first one changed there."""
    match flaw.path:
        case ("assessment", *_rest) if curriculum.assessment:
            return curriculum.assessment.id
        case ("blocks", int(i), "modules", int(j), *_rest):
            return curriculum.blocks[i].modules[j].id
        case ("blocks", int(i), *_rest):
            modules = curriculum.blocks[i].modules
        case _:
            modules = curriculum.modules
    return next((module.id for module in modules if module.id in hours), modules[0].id)


def _said(curriculum: Curriculum, hours: Mapping[str, float]) -> tuple[str, ...]:
    """Return the sentence that tells users which hours are the centre's own, if any differ."""
    changes = [
        _("{module} {hours} instead of {before}").format(
            module=module.id, hours=shown(hours[module.id]), before=shown(module.hours)
        )
        for module in curriculum.items
        if module.id in hours and hours[module.id] != module.hours
    ]
    if not changes:
        return ()
    return (_("Hours set by the centre: {changes}.").format(changes=", ".join(changes)),)
