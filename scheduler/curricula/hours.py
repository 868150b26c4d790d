"""Rules of the hours of a curriculum: whole half-days, and the total of each block.

Shared by the reader of files and by a centre's own hours, so that both are held to the
same sums.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.time import DAY_HOURS, HALF_DAY_HOURS
from scheduler.text import _, language

SESSION_HOURS = 2 * DAY_HOURS
"""A session is two days at most: what a module marked `one_session` must fit in."""


class Flaw(NamedTuple):
    """A rule of curricula broken at `path`, a place of the tree such as ``("blocks", 0, "hours")``."""

    path: tuple[str | int, ...]
    message: str
    hint: str


def modules_with_paths(curriculum: Curriculum) -> Iterator[tuple[tuple[str | int, ...], Module]]:
    """Yield every module and the assessment, each with its path in the tree."""
    for i, block in enumerate(curriculum.blocks):
        for j, module in enumerate(block.modules):
            yield ("blocks", i, "modules", j), module
    if curriculum.assessment:
        yield ("assessment",), curriculum.assessment


def shown(hours: float) -> str:
    """Return hours as people write them: ``35 h``, ``3,5 h`` in French."""
    number = f"{hours:g}"
    return (number.replace(".", ",") if language() == "fr" else number) + " h"


def hour_flaws(curriculum: Curriculum) -> Iterator[Flaw]:
    """Yield what is wrong with the hours of modules, blocks and of the whole."""
    flawed = False
    for path, module in modules_with_paths(curriculum):
        for message, hint in _module_flaws(module):
            flawed = True
            yield Flaw((*path, "hours"), message, hint)
    for i, block in enumerate(curriculum.blocks):
        total = sum(module.hours for module in block.modules)
        if total != block.hours:
            message = _("block “{block}” has {hours}, but its modules sum to {total}.").format(
                block=block.id, hours=shown(block.hours), total=shown(total)
            )
            hint = _("Change the modules' hours until they sum to the block's.")
            yield Flaw(("blocks", i, "hours"), message, hint)
    if not flawed and curriculum.hours % DAY_HOURS:
        message = _("the modules sum to {total}, which is not a whole number of days of {day}.").format(
            total=shown(curriculum.hours), day=shown(DAY_HOURS)
        )
        yield Flaw(("blocks",), message, _("Two half-days make a day: add or remove one."))


def _module_flaws(module: Module) -> Iterator[tuple[str, str]]:
    name, hours = module.id, shown(module.hours)
    if not (math.isfinite(module.hours) and module.hours > 0):
        message = _("module “{module}” has {hours}.").format(module=name, hours=hours)
        yield message, _("Write more than 0.")
        return
    step = DAY_HOURS if module.whole_days else HALF_DAY_HOURS
    # An assessment may end before its last half-day does: 13 h in two days.
    if module.teaching and module.hours % step:
        message = _("module “{module}” has {hours}, which is not a multiple of {step}.").format(
            module=name, hours=hours, step=shown(step)
        )
        below = module.hours // step * step
        near = [shown(x) for x in (below, below + step) if x > 0]
        hint = _("Write {hours}.").format(hours=_(" or ").join(near))
        if module.whole_days and module.hours % HALF_DAY_HOURS == 0:
            hint = _("Write {hours}, or “whole_days: false”.").format(hours=_(" or ").join(near))
        yield message, hint
    if module.one_session and module.hours > SESSION_HOURS:
        message = _("module “{module}” has {hours}, more than the {most} of one session.").format(
            module=name, hours=hours, most=shown(SESSION_HOURS)
        )
        yield message, _("Write fewer hours, or “one_session: false”.")
