"""What a curriculum must be beyond the types of its values, one short function per matter."""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter

from scheduler.caps import (
    CELL_CHARACTERS,
    CURRICULUM_HOURS,
    CURRICULUM_MODULES,
    CURRICULUM_MONTHS,
    GAP_WEEKS,
    Cap,
)
from scheduler.curricula.hours import Flaw, hour_flaws, modules_with_paths, shown
from scheduler.domain.curriculum import Curriculum, Mode
from scheduler.text import _

IDENTIFIER = re.compile(r"[\w.][\w.-]*")
"""Letters, digits, ``_``, ``.`` and ``-``, which is not the first: tables separate identifiers by spaces
and commas, and a spreadsheet program would take ``-A`` for a formula."""


def flaws(curriculum: Curriculum) -> Iterator[Flaw]:
    """Yield everything wrong with `curriculum`, in the order of :data:`CHECKS`."""
    if large := list(sizes(curriculum)):
        # What is beyond every measure is not looked into.
        yield from large
        return
    for check in CHECKS:
        yield from check(curriculum)


def sizes(curriculum: Curriculum) -> Iterator[Flaw]:
    """Yield what is larger than any curriculum can be."""
    count = len(curriculum.items)
    if count > CURRICULUM_MODULES.most:
        message = _("the curriculum has {count} modules; at most {most} are taken.").format(
            count=count, most=CURRICULUM_MODULES.most
        )
        yield Flaw(("blocks",), message, _("Make several curricula of it."))
    hours: list[tuple[tuple[str | int, ...], float]] = [
        (("blocks", i, "hours"), block.hours) for i, block in enumerate(curriculum.blocks)
    ]
    hours += [((*path, "hours"), module.hours) for path, module in modules_with_paths(curriculum)]
    if not any(value > CURRICULUM_HOURS.most for _path, value in hours):
        hours = [(("blocks",), curriculum.hours)]
    for path, value in hours:
        # What is no number at all has a complaint of its own.
        if math.isfinite(value) and value > CURRICULUM_HOURS.most:
            message = _("{hours} are more than can be planned; at most {most}.").format(
                hours=shown(value), most=shown(CURRICULUM_HOURS.most)
            )
            yield Flaw(path, message, _("Correct the hours."))
    for key, value in (("min_months", curriculum.min_months), ("max_months", curriculum.max_months)):
        yield from _at_most((key,), value, CURRICULUM_MONTHS)
    yield from _at_most(("max_gap_weeks",), curriculum.max_gap_weeks, GAP_WEEKS)
    for i, regime in enumerate(curriculum.regimes):
        for key in ("start_within_months", "finish_within_months"):
            yield from _at_most(("regimes", i, key), getattr(regime, key), CURRICULUM_MONTHS)
    yield from _lengths(curriculum)


def _lengths(curriculum: Curriculum) -> Iterator[Flaw]:
    """Yield the names that are longer than any page can show."""
    blocks = [(("blocks", i), block) for i, block in enumerate(curriculum.blocks)]
    for path, thing in ((), curriculum), *blocks, *modules_with_paths(curriculum):
        for key in ("id", "title", "skill"):
            name = getattr(thing, key, None) or ""
            if len(name) > CELL_CHARACTERS.most:
                message = _("“{value}” has {count} characters; at most {most} are taken.").format(
                    value=f"{name[:39]}…", count=len(name), most=CELL_CHARACTERS.most
                )
                yield Flaw((*path, key), message, _("Shorten it."))


def _at_most(path: tuple[str | int, ...], value: int | None, cap: Cap) -> Iterator[Flaw]:
    if value is not None and value > cap.most:
        message = _("“{key}” is {value}.").format(key=path[-1], value=value)
        yield Flaw(path, message, _("Write {most} or less.").format(most=cap.most))


def _identifiers(curriculum: Curriculum) -> Iterator[Flaw]:
    blocks = [(("blocks", i, "id"), block.id) for i, block in enumerate(curriculum.blocks)]
    modules = [((*path, "id"), module.id) for path, module in modules_with_paths(curriculum)]
    for path, name in [(("id",), curriculum.id), *blocks, *modules]:
        if not IDENTIFIER.fullmatch(name):
            message = _("“{name}” cannot be an identifier.").format(name=name)
            yield Flaw(path, message, _("Use letters, digits and - only, such as SANTE-PUB."))
    for named in (blocks, modules):
        seen: set[str] = set()
        for path, name in named:
            if name in seen:
                message = _("the identifier “{name}” is given twice.").format(name=name)
                yield Flaw(path, message, _("Rename one of the two."))
            seen.add(name)


def _emptiness(curriculum: Curriculum) -> Iterator[Flaw]:
    if not curriculum.blocks:
        yield Flaw(("blocks",), _("the curriculum has no block."), _("Add at least one."))
    for i, block in enumerate(curriculum.blocks):
        if not block.modules:
            message = _("block “{block}” has no module.").format(block=block.id)
            yield Flaw(("blocks", i, "modules"), message, _("Add at least one."))


def _means(curriculum: Curriculum) -> Iterator[Flaw]:
    """Teaching has a trainer and, in person, a room; an assessment has no trainer."""
    for path, module in modules_with_paths(curriculum):
        if module.mode is Mode.IN_PERSON and not module.rooms:
            message = _("module “{module}” is taught in person but accepts no room.")
            hint = _("Write a kind of room, such as [classroom], or “mode: remote”.")
            yield Flaw((*path, "rooms"), message.format(module=module.id), hint)
        if path == ("assessment",):
            continue
        if not module.teaching:
            message = _("module “{module}” is in a block but is not teaching.")
            hint = _("Move it under “assessment”, or delete “teaching: false”.")
            yield Flaw((*path, "teaching"), message.format(module=module.id), hint)
        elif module.skill is None:
            message = _("module “{module}” has no skill, so nobody can teach it.")
            hint = _("Add “skill: …”, as in the table of trainers.")
            yield Flaw((*path, "skill"), message.format(module=module.id), hint)


def _assessment(curriculum: Curriculum) -> Iterator[Flaw]:
    module = curriculum.assessment
    if module is None:
        return
    for key, right, wanted in (
        ("teaching", not module.teaching, "teaching: false"),
        ("last", module.last, "last: true"),
    ):
        if not right:
            message = _("the assessment “{module}” must have “{wanted}”.")
            message = message.format(module=module.id, wanted=wanted)
            yield Flaw(("assessment", key), message, _("Write “{wanted}”.").format(wanted=wanted))
    if module.skill is not None:
        message = _("the assessment “{module}” asks for the skill “{skill}”, but it has no trainer.")
        message = message.format(module=module.id, skill=module.skill)
        yield Flaw(("assessment", "skill"), message, _("Delete this line."))


def _order(curriculum: Curriculum) -> Iterator[Flaw]:
    known = curriculum.by_id
    for path, module in modules_with_paths(curriculum):
        for i, before in enumerate(module.after):
            place = (*path, "after", i)
            if before not in known:
                message = _("module “{module}” comes after “{before}”, which does not exist.")
                hint = _("Known: {words}.").format(words=", ".join(known))
                yield Flaw(place, message.format(module=module.id, before=before), hint)
            elif known[before].last and not module.last:
                message = _("module “{module}” comes after “{before}”, which is last of all.")
                hint = _("Delete “{before}” here, or its “last: true”.").format(before=before)
                yield Flaw(place, message.format(module=module.id, before=before), hint)
    try:
        TopologicalSorter({x.id: x.after for x in known.values()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        path = next(path for path, module in modules_with_paths(curriculum) if module.id == circle[-1])
        message = _("these modules wait for one another: {circle}.").format(circle=" → ".join(circle))
        yield Flaw((*path, "after"), message, _("Delete one of these “after”."))


def _groups(curriculum: Curriculum) -> Iterator[Flaw]:
    for path, module in modules_with_paths(curriculum):
        low, high = module.group_min, module.group_max
        for key, size in (("group_min", low), ("group_max", high)):
            if size is not None and size < 1:
                message = _("module “{module}” has “{key}: {size}”.")
                message = message.format(module=module.id, key=key, size=size)
                yield Flaw((*path, key), message, _("Write 1 or more."))
        if module.group_min_strict and low is None:
            message = _("module “{module}” has a strict minimum, and none is given.")
            hint = _("Add “group_min: …”, or delete “group_min_strict”.")
            yield Flaw((*path, "group_min_strict"), message.format(module=module.id), hint)
        if low is not None and high is not None and low > high:
            message = _("module “{module}” has groups of at least {low} and at most {high}.")
            message = message.format(module=module.id, low=low, high=high)
            yield Flaw((*path, "group_min"), message, _("The least must not exceed the most."))


def _durations(curriculum: Curriculum) -> Iterator[Flaw]:
    for key, value, least in (
        ("min_months", curriculum.min_months, 0),
        ("max_months", curriculum.max_months, 1),
        ("max_gap_weeks", curriculum.max_gap_weeks, 1),
    ):
        if value < least:
            message = _("“{key}” is {value}.").format(key=key, value=value)
            yield Flaw((key,), message, _("Write {least} or more.").format(least=least))
    if curriculum.min_months > curriculum.max_months:
        message = _("the curriculum lasts at least {low} months and at most {high}.").format(
            low=curriculum.min_months, high=curriculum.max_months
        )
        yield Flaw(("min_months",), message, _("The least must not exceed the most."))


def _dates(curriculum: Curriculum) -> Iterator[Flaw]:
    yield from _span((), "valid_from", curriculum.valid_from, "valid_until", curriculum.valid_until)
    for i, regime in enumerate(curriculum.regimes):
        path = ("regimes", i)
        yield from _span(path, "hired_from", regime.hired_from, "hired_until", regime.hired_until)
        for key, months in (
            ("start_within_months", regime.start_within_months),
            ("finish_within_months", regime.finish_within_months),
        ):
            if months is not None and months < 1:
                message = _("“{key}” is {value}.").format(key=key, value=months)
                yield Flaw((*path, key), message, _("Write {least} or more.").format(least=1))


def _span(
    path: tuple[str | int, ...], first_key: str, first: date | None, last_key: str, last: date | None
) -> Iterator[Flaw]:
    if first and last and first > last:
        message = _("“{first_key}” ({first}) is after “{last_key}” ({last}).").format(
            first_key=first_key, first=first, last_key=last_key, last=last
        )
        yield Flaw((*path, first_key), message, _("Correct one of the two dates."))


def _audience(curriculum: Curriculum) -> Iterator[Flaw]:
    for i, profile in enumerate(curriculum.excluded_profiles):
        if profile in curriculum.profiles:
            message = _("profile “{profile}” is both admitted and excluded.").format(profile=profile)
            yield Flaw(("excluded_profiles", i), message, _("Delete one of the two."))
    if curriculum.instead == curriculum.id:
        message = _("“instead” names the curriculum itself.")
        yield Flaw(("instead",), message, _("Name the curriculum that excluded profiles follow."))


CHECKS: tuple[Callable[[Curriculum], Iterator[Flaw]], ...] = (
    _identifiers,
    _emptiness,
    hour_flaws,
    _means,
    _assessment,
    _order,
    _groups,
    _durations,
    _dates,
    _audience,
)
