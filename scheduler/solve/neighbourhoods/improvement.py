"""Improving a complete plan in a neighbourhood of it: some cohorts change while all others stay."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.changes import in_time
from scheduler.domain.cluster import clusters_in
from scheduler.model import Scope
from scheduler.solve.insertion import insert
from scheduler.solve.known import (
    Known,
    Lessons,
    dates_of,
    hearing,
    marginal,
    of_cohorts,
    of_others,
)
from scheduler.solve.solver import Watcher
from scheduler.solve.start import fixed_cost, found_in, start

Span = tuple[date, date]
"""The Mondays of the first and the last week."""


@dataclass(frozen=True)
class Neighbourhood:
    """A neighbourhood: cohorts that change together while all others stay.

    Attributes
    ----------
    leeway
        Weeks by which the sessions of each cohort may leave their dates.
    content
        False if the modules of the sessions stay; their trainers and rooms are free.
    again
        True to place the one cohort anew; `seconds` is then the patience.
    single_runs
        True to look only at plans that teach each module without interruption.
    keep
        Those of the cohorts that keep their programme: only their dates change.
    choosing
        Joint modules of which the cohorts choose anew with whom of them to be.
    weeks
        Those of a slice or a stretch of the year: all that changes lies in them. None for the whole year.
    stretch
        True for a stretch: in the whole model, not in one of pieces.
    order
        True to give the one cohort the best order of its modules; several, other trainers before that.
    anew
        Of a change of all year, the cohorts whose modules are given to any trainers, those of the others
        staying with theirs; None if any may change trainer.
    """

    names: tuple[str, ...]
    leeway: Mapping[str, int]
    shape: str
    content: bool = True
    again: bool = False
    single_runs: bool = True
    seconds: float = 2.0
    keep: tuple[str, ...] = ()
    choosing: tuple[str, ...] = ()
    weeks: Span | None = None
    stretch: bool = False
    order: bool = False
    anew: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Improved:
    """New lessons of a neighbourhood, and by how much they lower the cost; none if not at all.

    Attributes
    ----------
    closed
        True if its model was searched to the end; of slices and stretches alone.
    before
        What the lessons were, where others may change them meanwhile: what differs is then put into
        the plan of that moment (:func:`merged`).
    bound
        What is proved of the cost of every plan that keeps to windows, if all cohorts were free; else 0.
    """

    neighbourhood: Neighbourhood
    lessons: Lessons = ()
    gain: int = 0
    spent: float = 0.0
    closed: bool = False
    before: Lessons = ()
    bound: int = 0


def improve(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, lessons: Lessons
) -> Improved:
    """Look for better lessons of the cohorts of `neighbourhood`, all others staying as they are."""
    known = replace(known, sharing=clusters_in(known.instance, lessons))
    mine, around = of_cohorts(lessons, neighbourhood.names), of_others(lessons, neighbourhood.names)
    if neighbourhood.again:
        return _again(known, stopping, neighbourhood, mine, around)
    now = Scope(
        cohorts=known.cohorts(neighbourhood.names),
        dates=dates_of(mine, neighbourhood.names),
        around=around,
        keep=of_cohorts(mine, neighbourhood.keep),
    )
    single_runs = neighbourhood.content and neighbourhood.single_runs
    with hearing(known, stopping) as solver:
        free = replace(now, leeway=neighbourhood.leeway, single_runs=single_runs)
        plan = known.model(replace(free, choosing=neighbourhood.choosing))
        if not neighbourhood.content:
            plan.keep_content(mine)
        old = start(plan, mine, solver)
        if old is None:
            old = fixed_cost(known.model(now), mine, known.limits)
        response = solver.run(plan.model, neighbourhood.seconds, _better_than(old))
        if not response.found:
            return Improved(neighbourhood, spent=solver.spent)
        found, new = found_in(plan, response, known.limits)
        if new >= old:
            return Improved(neighbourhood, spent=solver.spent)
        return Improved(neighbourhood, found, old - new, solver.spent)


def merged(now: Lessons, improved: Improved) -> Lessons:
    """Return the lessons of a neighbourhood with what was found, in the plan of `now`.

    Others may have changed it since. Whether what was found goes with that is judged by the checker; if they
    changed the same lessons, it is the plan of `now`.
    """
    if not improved.before:
        return improved.lessons
    before, found = set(improved.before), set(improved.lessons)
    mine = of_cohorts(now, improved.neighbourhood.names)
    if not before - found <= set(mine):
        return mine
    kept = [x for x in mine if x in found or x not in before]
    new = [x for x in improved.lessons if x not in before]
    order = {name: number for number, name in enumerate(improved.neighbourhood.names)}
    return tuple(sorted((*kept, *new), key=lambda x: (order[x.cohort], in_time(x), x.group)))


def _again(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, mine: Lessons, around: Lessons
) -> Improved:
    """Place the one cohort of `neighbourhood` anew, as if it came last."""
    old = marginal(known, neighbourhood.names, mine, around)
    new = insert(known, stopping, neighbourhood.names[0], around, neighbourhood.seconds)
    if old is None or not new.lessons or new.cost >= old:
        return Improved(neighbourhood, spent=new.spent)
    return Improved(neighbourhood, new.lessons, old - new.cost, new.spent)


def _better_than(old: int) -> Watcher:
    """Return a watcher that ends a solve once nothing better than `old` is left to find."""
    return lambda _cost, bound: bound > old - 0.5
