"""Bounds for groups of cohorts: each holds for every plan, and disjoint groups add up.

Of a group, the terms on dates and content are bounded; those on staff, which all cohorts
share, have a bound of their own. No term goes below zero, so what other cohorts cost can
only add to the sum.
"""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf

from scheduler.calendars import site_calendars
from scheduler.model import build
from scheduler.model.cost import CONTENT_TERMS, DATE_TERMS
from scheduler.model.grid import CohortGrid
from scheduler.model.parts import content_part, dates_part, dates_together, staff_part, weekday_part
from scheduler.solve.engine import Answer, Engine, Verdict
from scheduler.solve.large.known import WINDOW, Known, hearing
from scheduler.solve.windows import rhythm_outside


class Kind(Enum):
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

    kind: Kind
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
    with hearing(known, stopping) as engine:
        if proof.kind is Kind.PARTS:
            return _parts(known, engine, proof)
        if proof.kind is Kind.STAFF:
            part = staff_part(known.instance, known.settings, known.cohorts(proof.names))
            return _proved(proof, engine, engine.run(part.model, proof.seconds))
        if proof.kind is Kind.DATES:
            return _dates(known, engine, proof)
        return _whole(known, engine, proof)


def _proved(proof: Proof, engine: Engine, answer: Answer) -> Proved:
    if answer.verdict is Verdict.INFEASIBLE:
        return Proved(proof, closed=True, impossible=True, spent=engine.spent)
    closed = answer.verdict is Verdict.OPTIMAL
    return Proved(proof, max(0, answer.bound), closed=closed, spent=engine.spent)


def _parts(known: Known, engine: Engine, proof: Proof) -> Proved:
    (cohort,) = known.cohorts(proof.names)
    by_days = known.instance.curriculum_of(cohort).by_days
    content = engine.run(content_part(known.instance, known.settings, cohort).model, proof.seconds)
    apart = content.bound
    window: int | None = WINDOW
    dates = _dates_of_one(known, engine, proof, window)
    if dates.verdict is Verdict.INFEASIBLE:
        window = None
        dates = _dates_of_one(known, engine, proof, window)
    if Verdict.INFEASIBLE in (dates.verdict, content.verdict):
        return Proved(proof, closed=True, impossible=True, spent=engine.spent)
    inside = dates.bound if by_days else dates.bound + content.bound
    outside = inf if window is None else _outside(known, cohort.id)
    if (
        by_days
        and inside > outside + apart
        and (part := weekday_part(known.instance, known.settings, cohort))
    ):
        apart = max(apart, engine.run(part.model, proof.seconds, linear=True).bound)
    closed = dates.verdict is content.verdict is Verdict.OPTIMAL
    bound = int(min(inside, outside + apart))
    return Proved(proof, bound, apart, closed=closed, spent=engine.spent)


def _dates_of_one(known: Known, engine: Engine, proof: Proof, window: int | None) -> Answer:
    (cohort,) = known.cohorts(proof.names)
    part = dates_part(known.instance, known.settings, cohort, window, on_weekdays=True)
    return engine.run(part.model, proof.seconds, linear=known.instance.curriculum_of(cohort).by_days)


def _dates(known: Known, engine: Engine, proof: Proof) -> Proved:
    cohorts = known.cohorts(proof.names)
    part = dates_together(known.instance, known.settings, cohorts, WINDOW)
    answer = engine.run(part.model, proof.seconds, linear=True)
    if answer.verdict is Verdict.INFEASIBLE:
        return _within(known, engine, proof, answer, inf)
    by_halves = [cohort.id for cohort in cohorts if not known.instance.curriculum_of(cohort).by_days]
    return _within(known, engine, proof, answer, answer.bound + sum(proof.known[x].apart for x in by_halves))


def _whole(known: Known, engine: Engine, proof: Proof) -> Proved:
    plan = build(known.instance, known.settings, window=WINDOW, cohorts=known.cohorts(proof.names))
    weights = known.settings.weights
    plan.model.minimize(sum(weights[name] * plan.terms[name] for name in (*DATE_TERMS, *CONTENT_TERMS)))
    answer = engine.run(plan.model, proof.seconds)
    inside = inf if answer.verdict is Verdict.INFEASIBLE else answer.bound
    return _within(known, engine, proof, answer, inside)


def _within(known: Known, engine: Engine, proof: Proof, answer: Answer, inside: float) -> Proved:
    """Return what is proved by a model in windows: the others cost what leaving them costs.

    No plan inside, and no way to leave the windows: the group is impossible.
    """
    if answer.verdict is Verdict.UNKNOWN and not answer.bound:
        return Proved(proof, spent=engine.spent)
    alone = sum(bound.total for bound in proof.known.values())
    outside = min(
        alone - bound.total + max(bound.total, _outside(known, name) + bound.apart)
        for name, bound in proof.known.items()
    )
    least = min(inside, outside)
    if least == inf:
        return Proved(proof, closed=True, impossible=True, spent=engine.spent)
    bound = int(max(alone, least))
    closed = answer.verdict in (Verdict.OPTIMAL, Verdict.INFEASIBLE) or bound >= outside
    return Proved(proof, bound, closed=closed, spent=engine.spent)


def _outside(known: Known, name: str) -> float:
    """Return what the dates of a cohort cost at least if a session leaves its window."""
    instance, cohort = known.instance, known.instance.cohort[name]
    calendar = site_calendars(instance)[cohort.site]
    grid = CohortGrid(instance, cohort, calendar, known.settings.deadline_margin_weeks)
    least = rhythm_outside(grid, WINDOW)
    return least if least == inf else known.settings.weights["rhythm"] * least


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
