"""PI: what the user fixed or forbade by hand."""

from collections.abc import Iterator, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.model.programme import Programme
from scheduler.model.slots import Slot
from scheduler.model.variables import CohortVariables, Literal


def add(model: cp_model.CpModel, cohorts: Sequence[CohortVariables], pins: tuple[Pin, ...]) -> None:
    """Add every pin that concerns the cohorts planned."""
    for pin in pins:
        concerned = [cohort for cohort in cohorts if pin.cohort in (None, cohort.cohort.id)]
        if not concerned:
            continue
        for half in Half:
            if pin.half not in (None, half):
                continue
            matches = [match for cohort in concerned for match in _matches(cohort, pin, half)]
            if pin.kind is PinKind.FIX:
                _fix(model, matches)
            else:
                _forbid(model, matches)


def add_days(cohort: CohortVariables, pins: tuple[Pin, ...]) -> None:
    """Add what the pins say of the cohort's training days alone, whatever is taught on them."""
    for pin in pins:
        if pin.cohort not in (None, cohort.cohort.id):
            continue
        landing = [x for _session, _day, literals in cohort.landings.get(pin.day, ()) for x in literals]
        if pin.kind is PinKind.FIX:
            cohort.model.add_exactly_one(landing)
        elif pin.module is pin.trainer is pin.room is pin.half is None:
            cohort.model.add(sum(landing) == 0)


Match = list[list[Literal]]
"""A lesson matches if, in each inner list, one literal is true."""


def _matches(cohort: CohortVariables, pin: Pin, half: Half) -> Iterator[Match]:
    """Yield, for each slot that can land on the pin's day and each group, what must be true to match."""
    for session, day, landing in cohort.landings.get(pin.day, ()):
        slot = Slot(session, day, half)
        if isinstance(cohort, Programme):
            if any(_held(pin, lesson) for lesson in cohort.by_slot.get(slot, ())):
                yield [list(landing)]
            continue
        for group in cohort.hold:
            match: Match = [list(landing)]
            modules = [
                module.id
                for module in cohort.curriculum.items
                if pin.module in (None, module.id) and group <= cohort.groups(module)
            ]
            if pin.trainer is not None:
                match.append(
                    [
                        cohort.teaches(strand, pin.trainer, slot)
                        for strand in cohort.strands
                        if strand.group == group
                        and strand.module in modules
                        and pin.trainer in cohort.assigned[strand]
                    ]
                )
            else:
                match.append([_lesson(cohort, name, slot) for name in modules])
            if pin.room is not None:
                match.append([cohort.hold[group][pin.room][slot]] if pin.room in cohort.hold[group] else [])
            yield match


def _held(pin: Pin, lesson: Lesson) -> bool:
    """Tell whether the pin, on some day and half-day, speaks of what `lesson` holds."""
    return (
        pin.module in (None, lesson.module)
        and pin.trainer in (None, lesson.trainer)
        and pin.room in (None, lesson.room)
    )


def _lesson(cohort: CohortVariables, name: str, slot: Slot) -> Literal:
    """Return a literal equal to the module having a lesson in `slot`.

    An assessment of an odd number of half-days has none in its very last afternoon: there
    is one in an afternoon only if the assessment goes on after it.
    """
    module, content = cohort.curriculum.by_id[name], cohort.content[name]
    if module.teaching or module.half_days % 2 == 0 or slot.half is Half.AM:
        return content[slot]
    later = [content[at] for at in content if at.order > slot.order and at.half is Half.AM]
    goes_on = cohort.model.new_bool_var(f"{name} goes on after {slot.order}")
    cohort.model.add_implication(goes_on, content[slot])
    cohort.model.add(goes_on <= sum(later))
    for literal in later:
        cohort.model.add_bool_or([content[slot].negated(), literal.negated(), goes_on])
    return goes_on


def _fix(model: cp_model.CpModel, matches: list[Match]) -> None:
    """PI-01: some lesson matches."""
    chosen = []
    for match in matches:
        held = model.new_bool_var("pin held")
        for literals in match:
            model.add(held <= sum(literals))
        chosen.append(held)
    model.add_bool_or(chosen)


def _forbid(model: cp_model.CpModel, matches: list[Match]) -> None:
    """PI-02: no lesson matches."""
    for match in matches:
        model.add(sum(sum(literals) for literals in match) <= len(match) - 1)
