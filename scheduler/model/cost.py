"""The soft terms: what a planner would rather avoid, each a count at 0 or above.

Terms on dates are linear in the placing literals; terms on content and on people have
a variable of their own where the count is not linear.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ortools.sat.python import cp_model

from scheduler.domain.cluster import must_share
from scheduler.domain.curriculum import Module
from scheduler.domain.fairness import even_shares
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model.grid import Option
from scheduler.model.layout import CohortLayout
from scheduler.model.seating import certain_seats, possible_seats
from scheduler.model.sharing import SharingWay
from scheduler.model.variables import CohortVariables, Literal

Terms = dict[str, list[cp_model.LinearExprT]]


def of_all(instance: Instance, cohorts: Sequence[CohortVariables], settings: Settings) -> Terms:
    """Return what a plan costs, term by term."""
    return {
        **of_dates(cohorts, settings),
        **of_content(cohorts, settings),
        **of_staff(instance, cohorts, settings),
    }


def of_dates(cohorts: Iterable[CohortVariables], settings: Settings) -> Terms:
    """Return what the dates cost: each placing pays by itself, but for the usual weekdays."""
    terms: Terms = {name: [] for name in DATE_TERMS}
    for cohort in cohorts:
        for session, options in enumerate(cohort.place):
            for option, literal in options.items():
                for name, quantity in OF_PLACINGS.items():
                    if count := quantity(cohort, settings, session, option):
                        terms[name].append(count * literal)
        _add(terms, OF_DATES, cohort, settings)
    return terms


def of_content(cohorts: Iterable[CohortVariables], settings: Settings) -> Terms:
    """Return what the content of sessions and the rooms cost."""
    terms: Terms = {name: [] for name in CONTENT_TERMS}
    for cohort in cohorts:
        _add(terms, OF_CONTENT, cohort, settings)
    return terms


def of_staff(instance: Instance, cohorts: Sequence[CohortVariables], settings: Settings) -> Terms:
    """Return what the choice of trainers costs."""
    weighs = {name for name in STAFF_TERMS if settings.weights[name] and cohorts}
    return {
        name: list(expressions(instance, cohorts)) if name in weighs else []
        for name, expressions in OF_STAFF.items()
    }


def _add(
    terms: Terms, counted: Mapping[str, "OfCohort"], cohort: CohortVariables, settings: Settings
) -> None:
    """Add the terms of one cohort that weigh something: others need no variables."""
    for name, expressions in counted.items():
        if settings.weights[name]:
            terms[name] += expressions(cohort)


def quantities(terms: Terms) -> dict[str, cp_model.LinearExprT]:
    """Return the quantity of each term as one expression."""
    return {name: sum(parts) for name, parts in terms.items()}


def weighted(terms: Terms, settings: Settings) -> cp_model.LinearExprT:
    """Return the cost of `terms`."""
    return sum(settings.weights[name] * quantity for name, quantity in quantities(terms).items())


def _rhythm(cohort: CohortLayout, _settings: Settings, session: int, option: Option) -> int:
    return cohort.grid.deviation(session, option) ** 2


def _school_holidays(cohort: CohortLayout, _settings: Settings, _session: int, option: Option) -> int:
    return sum(cohort.grid.calendar.avoided_school(day) for day in option.days)


def _bridges(cohort: CohortLayout, _settings: Settings, _session: int, option: Option) -> int:
    return sum(cohort.grid.calendar.avoided_bridge(day) for day in option.days)


def _preferred_weekdays(cohort: CohortLayout, _settings: Settings, _session: int, option: Option) -> int:
    preferred = cohort.cohort.preferred_weekdays
    return sum(bool(preferred) and day.weekday() not in preferred for day in option.days)


def _deadline_margin(cohort: CohortLayout, settings: Settings, session: int, option: Option) -> int:
    deadline = cohort.grid.deadlines[1]
    if deadline is None or session != cohort.grid.sessions[-1]:
        return 0
    missing = 7 * settings.deadline_margin_weeks - (deadline - option.days[-1]).days
    return -(-max(0, missing) // 7)


def usual_pairs(cohort: CohortLayout) -> list[tuple[int, int]]:
    """Return the pairs of weekdays in a row of which one is the usual one: the cohort's, or any."""
    every = [(first, first + 1) for first in range(4)]
    return [pair for pair in every if {*pair} <= {int(x) for x in cohort.cohort.weekdays}] or every


def _weekday_stability(cohort: CohortVariables) -> list[cp_model.LinearExprT]:
    """Return a literal per session that leaves the usual pair of weekdays, which the model chooses."""
    pairs = usual_pairs(cohort)
    usual = [cohort.model.new_bool_var(f"usual {pair}") for pair in pairs]
    cohort.model.add_exactly_one(usual)
    leaving: list[cp_model.LinearExprT] = []
    for session, options in enumerate(cohort.place):
        off = cohort.model.new_bool_var(f"off {session}")
        for pair, chosen in zip(pairs, usual, strict=True):
            outside = [
                x for option, x in options.items() if any(d.weekday() not in pair for d in option.days)
            ]
            cohort.model.add(sum(outside) + chosen <= 1 + off)
        leaving.append(off)
    return leaving


def _continuity(cohort: CohortVariables) -> list[cp_model.LinearExprT]:
    """Return, per module, sessions beyond the fewest plus interruptions.

    The fewest sessions and the single run are added as cuts, so that the relaxation
    knows that no module has a negative part.
    """
    parts: list[cp_model.LinearExprT] = []
    for module in cohort.modules:
        fewest = -(-module.half_days // 4)
        literals = cohort.pieces(module)
        smallest = min(size for _literal, _slot, size in literals)
        if module.one_session or module.half_days <= smallest:
            continue
        present: list[Literal] = []
        begins: list[Literal] = []
        for session in cohort.grid.sessions:
            here = cohort.model.new_bool_var(f"{module.id} in {session}")
            for literal, slot, _size in literals:
                if slot.session == session:
                    cohort.model.add_implication(literal, here)
            begin = cohort.model.new_bool_var(f"{module.id} begins {session}")
            if present:
                cohort.model.add(here - present[-1] <= begin)
            else:
                cohort.model.add_implication(here, begin)
            present.append(here)
            begins.append(begin)
        cohort.model.add(sum(present) >= fewest)
        cohort.model.add(sum(begins) >= 1)
        excess = cohort.model.new_int_var(0, 2 * len(present), f"{module.id} scattered")
        cohort.model.add(sum(present) - fewest + sum(begins) - 1 == excess)
        parts.append(excess)
    return parts


def _trainers_per_module(
    _instance: Instance, cohorts: Sequence[CohortVariables]
) -> Iterator[cp_model.LinearExprT]:
    """Yield, per group of a module that may change trainer, the trainers beyond the first."""
    for cohort in cohorts:
        for strand, assigned in cohort.assigned.items():
            if not cohort.keeps_trainer(strand) and len(assigned) > 1:
                opened = cohort.when_open(strand) or [cohort.model.new_constant(1)]
                cohort.model.add(sum(assigned.values()) >= sum(opened))
                yield sum(assigned.values()) - sum(opened)


def _room_stability(cohort: CohortVariables) -> list[cp_model.LinearExprT]:
    """Return the rooms that the cohort uses beyond the first, those of lessons it joins included."""
    used = []
    for room in cohort.rooms:
        certain, possible = certain_seats(cohort, room.id), list(possible_seats(cohort, room.id))
        if certain or possible:
            literal = cohort.model.new_bool_var(f"uses {room.id}")
            for x in certain:
                cohort.model.add_implication(x, literal)
            for conditions in possible:
                cohort.model.add_bool_or([literal, *(x.negated() for x in conditions)])
            used.append(literal)
    if not used:
        return []
    cohort.model.add(sum(used) >= 1)
    return [sum(used) - 1]


def _trainer_balance(
    instance: Instance, cohorts: Sequence[CohortVariables]
) -> Iterator[cp_model.LinearExprT]:
    """Yield, per trainer, the half-days above the even share that these cohorts add."""
    shares, model, known = even_shares(instance), cohorts[0].model, cohorts[0].around.loads
    for trainer in instance.trainers:
        loads, most = [], 0
        for cohort in cohorts:
            for strand, by_trainer in cohort.load.items():
                if trainer.id in by_trainer:
                    most += cohort.curriculum.by_id[strand.module].half_days
                    loads.append(by_trainer[trainer.id])
        settled = sum(cohort.halves_taught(trainer.id) for cohort in cohorts)
        left = shares[trainer.id] - known.get(trainer.id, 0) - settled
        if left < 0:
            yield sum(loads)
        elif most > left:
            excess = model.new_int_var(0, most - left, f"over {trainer.id}")
            model.add(sum(loads) - left <= excess)
            yield excess


def _group_size(_instance: Instance, cohorts: Sequence[CohortVariables]) -> Iterator[cp_model.LinearExprT]:
    """Yield, per group that a cohort opens, the learners missing to its smallest size."""
    for cohort in cohorts:
        for module in cohort.modules:
            for group, openings in cohort.openings[module.id].items():
                for size, way in openings:
                    missing = _missing(module, group, size, way)
                    if missing:
                        yield missing if way is None or way.chosen is None else missing * way.chosen


def _missing(module: Module, group: int, size: int, way: SharingWay | None) -> int:
    if way is not None and way.cluster is not None:
        return way.cluster.missing(group)
    return max(0, module.group_min - size) if module.group_min and size else 0


def _shared_teaching(
    _instance: Instance, cohorts: Sequence[CohortVariables]
) -> Iterator[cp_model.LinearExprT]:
    """Yield the half-days of each group of a module that may be shared, where it is opened."""
    for cohort in cohorts:
        for module in cohort.modules:
            if module.id not in cohort.shares or must_share(cohort.shares[module.id].joint):
                continue
            for way in cohort.shares[module.id].ways:
                if way.opens:
                    half_days = module.half_days * len(way.opens)
                    yield half_days if way.chosen is None else half_days * way.chosen


OfPlacing = Callable[[CohortLayout, Settings, int, Option], int]
"""What a session adds to a term by being placed on an option."""

OfCohort = Callable[[CohortVariables], list[cp_model.LinearExprT]]
"""Summands of a term for one cohort."""

OfStaff = Callable[[Instance, Sequence[CohortVariables]], Iterable[cp_model.LinearExprT]]
"""Summands of a term for all cohorts together."""

# The soft terms: a table of contents. A new one is a function above and an entry in the table of what it
# needs to know; the parts of a model that stand alone (:mod:`scheduler.model.parts`) follow from that.
OF_PLACINGS: dict[str, OfPlacing] = {
    "rhythm": _rhythm,
    "school_holidays": _school_holidays,
    "bridges": _bridges,
    "preferred_weekdays": _preferred_weekdays,
    "deadline_margin": _deadline_margin,
}
OF_DATES: dict[str, OfCohort] = {
    "weekday_stability": _weekday_stability,
}
OF_CONTENT: dict[str, OfCohort] = {
    "continuity": _continuity,
    "room_stability": _room_stability,
}
OF_STAFF: dict[str, OfStaff] = {
    "trainers_per_module": _trainers_per_module,
    "trainer_balance": _trainer_balance,
    "group_size": _group_size,
    "shared_teaching": _shared_teaching,
}

DATE_TERMS, CONTENT_TERMS, STAFF_TERMS = (*OF_PLACINGS, *OF_DATES), (*OF_CONTENT,), (*OF_STAFF,)
