"""PI: what the user fixed or forbade by hand."""

from collections.abc import Iterator, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.time import Half
from scheduler.model.layout import Slot
from scheduler.model.planned import Match, PlannedCohort
from scheduler.model.variables import CohortVariables


def add(model: cp_model.CpModel, cohorts: Sequence[PlannedCohort]) -> None:
    """Add every pin that concerns the cohorts planned."""
    for pin in cohorts[0].instance.pins if cohorts else ():
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


def _matches(cohort: PlannedCohort, pin: Pin, half: Half) -> Iterator[Match]:
    """Yield, for each slot that can land on the pin's day, what must be true for its lessons to match."""
    for session, day, landing in cohort.landings.get(pin.day, ()):
        for what in cohort.matches(pin, Slot(session, day, half)):
            yield [list(landing), *what]


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
