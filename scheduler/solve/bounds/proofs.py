"""Bounds for groups of cohorts: each holds for every plan, and disjoint groups add up.

Of a group, the terms on dates and content are bounded; those on staff, which all cohorts
share, have a bound of their own. No term goes below zero, so what other cohorts cost can
only add to the sum.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf

from scheduler.calendars import site_calendars
from scheduler.domain.instance import Instance
from scheduler.model import Scope, build
from scheduler.model.cost import CONTENT_TERMS, DATE_TERMS
from scheduler.model.grid import CohortGrid
from scheduler.model.parts import content_part, dates_part, dates_together, staff_part, weekday_part
from scheduler.solve.bounds.windows import calendar_outside
from scheduler.solve.known import WINDOW, Known, hearing
from scheduler.solve.solver import Response, Solver, SolverStatus

GROUP = 3
"""Cohorts of one site whose whole models are proved together, before all of the site."""

FIRST_SECONDS = 15.0
"""Seconds of the first proofs of groups; each round doubles them."""


class Target(Enum):
    """What a proof looks at."""

    PARTS = auto()
    """One cohort: dates on the weekdays of its trainers, or dates and content apart."""
    STAFF = auto()
    """All cohorts: the choice of trainers."""
    DATES = auto()
    """A group: its dates together, on weekdays of trainers, and on the rooms and trainers that it shares."""
    WHOLE = auto()
    """A group: the whole model of it, as if there were no others."""


@dataclass(frozen=True)
class Proof:
    """A bound to prove.

    Attributes
    ----------
    known
        Bound known for each cohort of the group, and the part of it on content.
    """

    target: Target
    names: tuple[str, ...]
    seconds: float
    known: Mapping[str, "Bound"] = field(default_factory=dict)


@dataclass(frozen=True)
class Bound:
    """A lower bound of one cohort, and what some of its terms cost at least.

    Attributes
    ----------
    apart
        The terms that leaving even positions does not raise: those on content, and perhaps on weekdays.
    """

    total: int = 0
    apart: int = 0


@dataclass(frozen=True)
class Proved:
    """What a proof gave.

    Attributes
    ----------
    bound
        0 if nothing was proved in time.
    apart
        What some of the terms cost at least: see :class:`Bound`; of single cohorts.
    closed
        True if more time would not raise it.
    impossible
        True if the group has no plan, even alone.
    """

    proof: Proof
    bound: int = 0
    apart: int = 0
    closed: bool = False
    impossible: bool = False
    spent: float = 0.0


def prove(known: Known, stopping: threading.Event, proof: Proof) -> Proved:
    """Work on `proof` for the time it is given."""
    with hearing(known, stopping) as solver:
        if proof.target is Target.PARTS:
            return _parts(known, solver, proof)
        if proof.target is Target.STAFF:
            part = staff_part(known.instance, known.settings, known.cohorts(proof.names))
            return _proved(proof, solver, solver.run(part.model, proof.seconds, linear=True))
        if proof.target is Target.DATES:
            return _dates(known, solver, proof)
        return _whole(known, solver, proof)


def _proved(proof: Proof, solver: Solver, response: Response) -> Proved:
    if response.status is SolverStatus.INFEASIBLE:
        return Proved(proof, closed=True, impossible=True, spent=solver.spent)
    closed = response.status is SolverStatus.OPTIMAL
    return Proved(proof, max(0, response.bound), closed=closed, spent=solver.spent)


def _parts(known: Known, solver: Solver, proof: Proof) -> Proved:
    (cohort,) = known.cohorts(proof.names)
    by_days = known.instance.curriculum_of(cohort).by_days
    content = solver.run(content_part(known.instance, known.settings, cohort).model, proof.seconds)
    apart = content.bound
    window: int | None = WINDOW
    dates = _dates_of_one(known, solver, proof, window)
    if dates.status is SolverStatus.INFEASIBLE:
        window = None
        dates = _dates_of_one(known, solver, proof, window)
    if SolverStatus.INFEASIBLE in (dates.status, content.status):
        return Proved(proof, closed=True, impossible=True, spent=solver.spent)
    inside = dates.bound if by_days else dates.bound + content.bound
    outside = inf if window is None else _outside(known, cohort.id)
    if (
        by_days
        and inside > outside + apart
        and (part := weekday_part(known.instance, known.settings, cohort))
    ):
        apart = max(apart, solver.run(part.model, proof.seconds, linear=True).bound)
    closed = dates.status is content.status is SolverStatus.OPTIMAL
    bound = int(min(inside, outside + apart))
    return Proved(proof, bound, apart, closed=closed, spent=solver.spent)


def _dates_of_one(known: Known, solver: Solver, proof: Proof, window: int | None) -> Response:
    (cohort,) = known.cohorts(proof.names)
    part = dates_part(known.instance, known.settings, cohort, window, on_weekdays=True)
    return solver.run(part.model, proof.seconds, linear=known.instance.curriculum_of(cohort).by_days)


def _dates(known: Known, solver: Solver, proof: Proof) -> Proved:
    cohorts = known.cohorts(proof.names)
    part = dates_together(known.instance, known.settings, cohorts, WINDOW)
    response = solver.run(part.model, proof.seconds, linear=True)
    if response.status is SolverStatus.INFEASIBLE:
        return _within(known, solver, proof, response, inf)
    by_halves = [cohort.id for cohort in cohorts if not known.instance.curriculum_of(cohort).by_days]
    return _within(
        known, solver, proof, response, response.bound + sum(proof.known[x].apart for x in by_halves)
    )


def _whole(known: Known, solver: Solver, proof: Proof) -> Proved:
    # With whom joint modules are followed is left open: the bound holds for every plan.
    plan = build(known.instance, known.settings, Scope(known.cohorts(proof.names), window=WINDOW))
    weights = known.settings.weights
    plan.model.minimize(sum(weights[name] * plan.terms[name] for name in (*DATE_TERMS, *CONTENT_TERMS)))
    response = solver.run(plan.model, proof.seconds)
    inside = inf if response.status is SolverStatus.INFEASIBLE else response.bound
    return _within(known, solver, proof, response, inside)


def _within(known: Known, solver: Solver, proof: Proof, response: Response, inside: float) -> Proved:
    """Return what is proved by a model in windows: the others cost what leaving them costs.

    No plan inside, and no way to leave the windows: the group is impossible.
    """
    if response.status is SolverStatus.UNKNOWN and not response.bound:
        return Proved(proof, spent=solver.spent)
    outside = left_by_one(known, proof.known)
    least = min(inside, outside)
    if least == inf:
        return Proved(proof, closed=True, impossible=True, spent=solver.spent)
    bound = int(max(sum(x.total for x in proof.known.values()), least))
    closed = response.status in (SolverStatus.OPTIMAL, SolverStatus.INFEASIBLE) or bound >= outside
    return Proved(proof, bound, closed=closed, spent=solver.spent)


def left_by_one(known: Known, bounds: Mapping[str, Bound]) -> float:
    """Return what cohorts of these bounds cost at least together if a session of one leaves its window."""
    alone = sum(bound.total for bound in bounds.values())
    return min(
        alone - bound.total + max(bound.total, _outside(known, name) + bound.apart)
        for name, bound in bounds.items()
    )


def _outside(known: Known, name: str) -> float:
    """Return what the dates of a cohort cost at least if a session leaves its window."""
    instance, cohort = known.instance, known.instance.cohort[name]
    calendar = site_calendars(instance)[cohort.site]
    grid = CohortGrid(instance, cohort, calendar, known.settings.deadline_margin_weeks)
    return calendar_outside(grid, known.settings.weights, WINDOW)


def packed(bounds: Mapping[tuple[str, ...], int], singles: Mapping[str, Bound]) -> int:
    """Return the best sum found of bounds of groups that share no cohort.

    Groups are taken by how much they add to the bounds of their cohorts alone.
    """
    taken: set[str] = set()
    total = sum(bound.total for bound in singles.values())

    def extra(names: Sequence[str]) -> int:
        return bounds[tuple(names)] - sum(singles[name].total for name in names)

    for names in sorted(bounds, key=lambda group: (-extra(group), group)):
        if extra(names) > 0 and taken.isdisjoint(names):
            taken.update(names)
            total += extra(names)
    return total


Planned = tuple[Target, tuple[str, ...], float]
"""What to look at, of which cohorts, and for how many seconds at most."""


def agenda(instance: Instance) -> Iterator[Planned]:
    """Yield what to prove, most per second first; without end if some site has several cohorts."""
    names = tuple(cohort.id for cohort in instance.cohorts)
    for name in names:
        yield Target.PARTS, (name,), 4.0
    yield Target.STAFF, names, 10.0
    sites = [
        group
        for site in instance.sites
        if len(group := tuple(x.id for x in instance.cohorts if x.site == site.id)) > 1
    ]
    for group in sites:
        yield Target.DATES, group, 15.0
    for cohort in instance.cohorts:
        if not instance.curriculum_of(cohort).by_days:
            yield Target.WHOLE, (cohort.id,), 6.0
    seconds = FIRST_SECONDS
    while sites:
        for group in sites:
            for start in range(0, len(group), GROUP):
                some = group[start : start + GROUP]
                if 1 < len(some) < len(group):
                    yield Target.WHOLE, some, seconds
        for group in sites:
            yield Target.WHOLE, group, 2 * seconds
        seconds *= 2
