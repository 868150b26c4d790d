"""The weekdays on which trainers teach, and what they cost a cohort whenever its sessions are.

A relaxation that knows no date, no order and nothing of what other cohorts take: how many sessions hold
which modules on which weekdays. Where nobody able to teach a module comes on both of the
preferred weekdays, some session leaves them, or the module takes more sessions than it needs.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from ortools.sat.python import cp_model

from scheduler.domain.curriculum import Module
from scheduler.domain.settings import Settings
from scheduler.domain.time import WORKING_WEEK, Half, Weekday
from scheduler.model.variables import CohortVariables, Literal

WEEKDAY_TERMS = ("preferred_weekdays", "weekday_stability", "continuity", "room_stability")
"""The terms that it bounds."""

Weekdays = frozenset[Weekday]


@dataclass(frozen=True)
class Taught:
    """A day of a module, by somebody who comes on these weekdays."""

    module: Module
    weekdays: Weekdays


@dataclass(frozen=True)
class Pattern:
    """A pattern of a session: its weekdays, and what each of its days holds."""

    weekdays: tuple[Weekday, ...]
    days: tuple[Taught, ...]

    def holds(self, module: Module) -> bool:
        """Tell whether a day of `module` is in it."""
        return any(day.module == module for day in self.days)


Numbers = dict[Pattern, cp_model.IntVar]
"""How many sessions of each pattern there are."""


def alone(cohort: CohortVariables, settings: Settings) -> list[cp_model.LinearExprT]:
    """Add the relaxation without any dates, and return what its terms, :data:`WEEKDAY_TERMS`, cost."""
    numbers, costs = spread(cohort, settings)
    weights, preferred = settings.weights, cohort.cohort.preferred_weekdays
    costs.append(weights["weekday_stability"] * _unusual(numbers, cohort))
    if preferred:
        outside = sum(
            sum(day not in preferred for day in pattern.weekdays) * x for pattern, x in numbers.items()
        )
        costs.append(weights["preferred_weekdays"] * outside)
    return costs


def spread(cohort: CohortVariables, settings: Settings) -> tuple[Numbers, list[cp_model.LinearExprT]]:
    """Add numbers of sessions by pattern, and return them and what they cost in continuity and rooms."""
    model = cohort.model
    numbers = {
        pattern: model.new_int_var(0, _most(pattern), f"{cohort.cohort.id} pattern {number}")
        for number, pattern in enumerate(_patterns(cohort))
    }
    model.add(sum(numbers.values()) == len(cohort.grid.sessions))
    model.add(sum(x for pattern, x in numbers.items() if len(pattern.days) == 1) == cohort.grid.singles)
    costs: list[cp_model.LinearExprT] = [settings.weights["room_stability"] * _rooms_beyond_first(cohort)]
    for module in cohort.curriculum.items:
        _taught(model, numbers, module)
        if not module.one_session and module.days > 1:
            excess = model.new_int_var(0, module.days // 2, f"{module.id} scattered")
            present = sum(x for pattern, x in numbers.items() if pattern.holds(module))
            model.add(present - -(-module.days // 2) == excess)
            costs.append(settings.weights["continuity"] * excess)
    return numbers, costs


def meet(cohort: CohortVariables, numbers: Numbers) -> None:
    """Place as many sessions on each pair of weekdays, or single one, as there are of its patterns."""
    placed: dict[tuple[int, ...], list[Literal]] = defaultdict(list)
    counted: dict[tuple[int, ...], list[cp_model.IntVar]] = defaultdict(list)
    for options in cohort.place:
        for option, literal in options.items():
            placed[tuple(day.weekday() for day in option.days)].append(literal)
    for pattern, number in numbers.items():
        counted[pattern.weekdays].append(number)
    for weekdays in {*placed, *counted}:
        cohort.model.add(sum(placed[weekdays]) == sum(counted[weekdays]))


def _patterns(cohort: CohortVariables) -> Iterator[Pattern]:
    """Yield every pattern that the rules leave: SE-01, SE-04, CU-03, CU-04, TR-02, TR-03, TR-06."""
    taught = [Taught(module, days) for module in cohort.curriculum.items for days in _teams(cohort, module)]
    singles = [(day,) for day in WORKING_WEEK if day in cohort.cohort.weekdays] if cohort.grid.singles else []
    for weekdays in [*_pairs(cohort), *singles]:
        for days in product(taught, repeat=len(weekdays)):
            present = all(day in x.weekdays for day, x in zip(weekdays, days, strict=True))
            if present and _go_together(days):
                yield Pattern(weekdays, days)


def _pairs(cohort: CohortVariables) -> list[tuple[Weekday, ...]]:
    """Return the pairs of weekdays on which the cohort may train."""
    return [pair for pair in pairwise(WORKING_WEEK) if {*pair} <= {*cohort.cohort.weekdays}]


def _teams(cohort: CohortVariables, module: Module) -> set[Weekdays]:
    """Return the weekdays on which one trainer is there for all of a module, of many only the best.

    Where trainers may take turns, that is whenever anybody is there.
    """
    if module.skill is None:
        return {frozenset(WORKING_WEEK)}
    each = {
        frozenset(day for day in WORKING_WEEK if all((day, half) in trainer.availability for half in Half))
        for trainer in cohort.able(module)
    }
    if not module.one_trainer or cohort.instance.relieved([x.id for x in cohort.able(module)]):
        return {frozenset().union(*each)}
    return {days for days in each if not any(days < other for other in each)}


def _go_together(days: tuple[Taught, ...]) -> bool:
    first, last = days[0], days[-1]
    if first.module == last.module:
        return len(days) == 1 or first == last
    filling = any(x.module.one_session and x.module.days == 2 for x in days)
    return not filling and not (first.module.last and not last.module.last)


def _most(pattern: Pattern) -> int:
    """Return how many sessions of this pattern the hours of its modules leave."""
    if len({day.module.id for day in pattern.days}) == 1:
        return pattern.days[0].module.days // len(pattern.days)
    return min(day.module.days for day in pattern.days)


def _taught(model: cp_model.CpModel, numbers: Numbers, module: Module) -> None:
    """CU-01, TR-06: the days of a module are taught, by one trainer where it asks for that."""
    by_team: dict[Weekdays, list[Literal]] = defaultdict(list)
    for pattern, number in numbers.items():
        for day in pattern.days:
            if day.module == module:
                by_team[day.weekdays].append(number)
    chosen = [model.new_bool_var(f"{module.id} {number}") for number in range(len(by_team))]
    model.add_exactly_one(chosen)
    for literal, taught in zip(chosen, by_team.values(), strict=True):
        model.add(sum(taught) == module.days * literal)


def _unusual(numbers: Numbers, cohort: CohortVariables) -> cp_model.IntVar:
    """Return the sessions outside the usual pair of weekdays, which the model chooses."""
    model = cohort.model
    sessions = len(cohort.grid.sessions)
    off = model.new_int_var(0, sessions, "off")
    pairs = _pairs(cohort) or list(pairwise(WORKING_WEEK))
    usual = [model.new_bool_var(f"usual {pair}") for pair in pairs]
    model.add_bool_or(usual)
    for pair, chosen in zip(pairs, usual, strict=True):
        outside = sum(x for pattern, x in numbers.items() if not set(pattern.weekdays) <= set(pair))
        model.add(outside <= off).only_enforce_if(chosen)
    return off


def _rooms_beyond_first(cohort: CohortVariables) -> cp_model.LinearExprT:
    """Return the rooms that the modules in person ask for beyond the first."""
    used = {room.id: cohort.model.new_bool_var(f"uses {room.id}") for room in cohort.rooms}
    for module in cohort.room_needs(1):
        suited = [room.id for room in cohort.rooms if module in cohort.room_modules(1, room)]
        cohort.model.add_bool_or(used[room] for room in suited)
    return sum(used.values()) - 1 if cohort.room_needs(1) else 0
