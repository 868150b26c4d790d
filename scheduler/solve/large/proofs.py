"""Bounds for groups of cohorts: each holds for every plan, and disjoint groups add up.

Of a group, the terms on dates and content are bounded; those on staff, which all cohorts
share, have a bound of their own. No term goes below zero, so what other cohorts cost can
only add to the sum.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from math import inf

from ortools.sat.python import cp_model

from scheduler.calendars import site_calendars
from scheduler.domain.settings import Settings
from scheduler.model import build
from scheduler.model.cost import CONTENT_TERMS, DATE_TERMS
from scheduler.model.grid import CohortGrid
from scheduler.model.parts import content_part, dates_part, dates_together, staff_part, weekday_part
from scheduler.model.weekdays import WEEKDAY_TERMS
from scheduler.solve.engine import Answer, Engine, Verdict
from scheduler.solve.large.known import WINDOW, Known, hearing
from scheduler.solve.windows import rhythm_outside

MOST = 10**9
"""More than the terms of a group cost."""


class Kind(Enum):
    """What a proof looks at."""

    PARTS = auto()
    """One cohort: dates and content apart, or weekdays and what is left of the dates."""
    STAFF = auto()
    """All cohorts: the choice of trainers."""
    DATES = auto()
    """A group: its dates together, on the rooms and trainers that it shares."""
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
    content
        The terms on content.
    weekdays
        Those terms and the terms on weekdays, as the trainers' weekdays leave them.
    """

    total: int = 0
    content: int = 0
    weekdays: int = 0


@dataclass(frozen=True)
class Proved:
    """What a proof gave.

    Attributes
    ----------
    bound
        0 if nothing was proved in time.
    content, weekdays
        What some of the terms cost at least: see :class:`Bound`; of single cohorts.
    closed
        True if more time would not raise it.
    impossible
        True if the group has no plan, even alone.
    """

    proof: Proof
    bound: int = 0
    content: int = 0
    weekdays: int = 0
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
    """Prove the parts of one cohort: dates and content, or what is left of the dates and the weekdays."""
    (cohort,) = known.cohorts(proof.names)
    content = engine.run(content_part(known.instance, known.settings, cohort).model, proof.seconds)
    dates, outside = _dates_alone(known, known.settings, engine, proof)
    if Verdict.INFEASIBLE in (dates.verdict, content.verdict):
        return Proved(proof, closed=True, impossible=True, spent=engine.spent)
    bound = int(min(dates.bound, outside)) + content.bound
    answers, least = [content, dates], 0
    if part := weekday_part(known.instance, known.settings, cohort):
        answers.append(engine.run(part.model, proof.seconds, linear=True))
        least = answers[-1].bound
    if least > content.bound:
        dates, outside = _dates_alone(known, without(known.settings, WEEKDAY_TERMS), engine, proof)
        bound = max(bound, int(min(dates.bound, outside)) + least)
        answers.append(dates)
    closed = all(answer.verdict is Verdict.OPTIMAL for answer in answers)
    return Proved(proof, bound, content.bound, least, closed, spent=engine.spent)


def _dates_alone(known: Known, settings: Settings, engine: Engine, proof: Proof) -> tuple[Answer, float]:
    """Return what the dates of one cohort cost in a window, and what leaving it costs at least."""
    (cohort,) = known.cohorts(proof.names)
    inside = engine.run(dates_part(known.instance, settings, cohort, WINDOW).model, proof.seconds)
    if inside.verdict is not Verdict.INFEASIBLE:
        return inside, _outside(known, cohort.id)
    return engine.run(dates_part(known.instance, settings, cohort).model, proof.seconds), inf


def without(settings: Settings, terms: Iterable[str]) -> Settings:
    """Return settings in which these terms cost nothing."""
    return replace(settings, weights=settings.weights | dict.fromkeys(terms, 0))


def _dates(known: Known, engine: Engine, proof: Proof) -> Proved:
    part = dates_together(known.instance, known.settings, known.cohorts(proof.names), WINDOW)
    answer = engine.run(part.model, proof.seconds)
    inside = inf if answer.verdict is Verdict.INFEASIBLE else answer.bound + _content(proof)
    return _within(known, engine, proof, answer, inside)


def _whole(known: Known, engine: Engine, proof: Proof) -> Proved:
    plan = build(known.instance, known.settings, window=WINDOW, cohorts=known.cohorts(proof.names))
    terms = (*DATE_TERMS, *CONTENT_TERMS)

    def weighted(names: Iterable[str]) -> cp_model.LinearExprT:
        return sum(known.settings.weights[name] * plan.terms[name] for name in names)

    plan.model.minimize(weighted(terms))
    bounds = proof.known.values()
    least, content = sum(bound.weekdays for bound in bounds), sum(bound.content for bound in bounds)
    if least > content:
        # Two numbers to raise, one of them high from the start: no core of so many terms says as much.
        on_weekdays = plan.model.new_int_var(least, MOST, "on weekdays")
        others = plan.model.new_int_var(0, MOST, "others")
        plan.model.add(weighted(WEEKDAY_TERMS) <= on_weekdays)
        plan.model.add(weighted(name for name in terms if name not in WEEKDAY_TERMS) <= others)
        plan.model.minimize(on_weekdays + others)
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
        alone - bound.total + max(bound.total, _outside(known, name) + max(bound.content, bound.weekdays))
        for name, bound in proof.known.items()
    )
    least = min(inside, outside)
    if least == inf:
        return Proved(proof, closed=True, impossible=True, spent=engine.spent)
    bound = int(max(alone, least))
    closed = answer.verdict in (Verdict.OPTIMAL, Verdict.INFEASIBLE) or bound >= outside
    return Proved(proof, bound, closed=closed, spent=engine.spent)


def _content(proof: Proof) -> int:
    return sum(bound.content for bound in proof.known.values())


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
