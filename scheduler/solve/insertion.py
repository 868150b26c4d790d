"""Placing one cohort beside the others, on dates as good as these leave it.

First dates are found, knowing only what the others take; then what the sessions hold, on those
dates or near them, without interruptions of modules. Only if that fails, anything is tried.
"""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.cluster import Sharing, linked
from scheduler.domain.cohort import Cohort
from scheduler.model import PlanModel, Scope
from scheduler.model.grid import Dates
from scheduler.model.parts import dates_around, dates_part
from scheduler.solve.ejection import holders
from scheduler.solve.known import (
    WINDOW,
    Known,
    Lessons,
    added,
    dates_of,
    hearing,
    of_cohorts,
    of_others,
)
from scheduler.solve.solver import Response, Solver, SolverStatus
from scheduler.solve.start import found_in

SETTLE = 0.2
"""Gap at which a cohort is placed well enough: neighbourhoods do the rest. What the solver
says its solutions cost is too high until it has proved them, so they are better than they look."""

FIRST_PATIENCE = 0.5
"""Factor on the time limits of the first plan: early, if not good."""

SECOND_TIME = 4
"""Factor on the time for placing cohorts in another order, for who has to meet others on their days."""

DATES_SECONDS = 0.7
STAGES = ((0, 0.6), (1, 1.0), (2, 1.5))
"""How a cohort is placed in single runs of its modules: weeks around its best dates, and seconds."""

WINDOWS = ((WINDOW, 4.0), (None, 8.0))
"""How it is placed if that fails: any content, within windows, then without, and seconds."""

WAY, WAY_SECONDS = (2, 1), 4.0
"""Weeks by which a cohort may leave its best dates, and others of its site theirs to make way; seconds."""

INSTEAD, INSTEAD_SECONDS, ENOUGH_SECONDS = 6, 2.0, 4.0
"""Other cohorts that are tried, instead of which it is placed, seconds each, and seconds from which one that
has no other place itself is enough."""

FIT, FIT_SECONDS = (1, 3), 1.0
"""Weeks by which a programme whose dates others took looks for new ones, and seconds each."""


@dataclass(frozen=True)
class Inserted:
    """What became of placing a cohort.

    Attributes
    ----------
    lessons, cost
        Empty if none were found; what they add to the cost of the others.
    moved
        All lessons of others that gave way: the same programmes on other dates, or one planned anew. The
        cost is then that of the cohort alone, and what the others now cost is to be counted anew.
    impossible
        True if it is proved that the others leave no room.
    spent
        Deterministic seconds.
    instead
        The cohort that is to be taken out for it, if any.
    holders
        If it has no place, the cohorts that hold what it wants, those to be taken out first at the head.
    """

    name: str
    lessons: Lessons = ()
    cost: int = 0
    impossible: bool = False
    spent: float = 0.0
    moved: Lessons = ()
    instead: str | None = None
    holders: tuple[str, ...] = ()


def insert_all(known: Known, stopping: threading.Event) -> tuple[dict[str, Inserted], float]:
    """Place one cohort after another; return them, none if not all are placed, and the seconds spent.

    Who finds no place beside those with whom modules are shared is placed before them, once: they chose
    the days of what is shared without knowing what it can do.
    """
    placed: dict[str, Inserted] = {}
    waiting, first, spent = deque(known.longest_first()), set[str](), 0.0
    while waiting:
        cohort = waiting.popleft()
        around = tuple(x for other in placed.values() for x in other.lessons)
        patience = FIRST_PATIENCE * (SECOND_TIME if first else 1)
        found = insert(known, stopping, cohort.id, around, patience)
        spent += found.spent
        if found.lessons:
            placed[cohort.id] = found
            continue
        with_it = next((some for some in linked(known.instance) if cohort.id in some), ())
        after = [x for x in known.instance.cohorts if x.id in placed and x.id in with_it]
        if not after or cohort.id in first or stopping.is_set():
            return {}, spent
        first.add(cohort.id)
        for other in after:
            del placed[other.id]
        waiting.extendleft((*reversed(after), cohort))
    return placed, spent


def insert(
    known: Known,
    stopping: threading.Event,
    name: str,
    around: Lessons,
    patience: float,
    give_way: bool = False,
    sharing: Sharing | None = None,
    instead: Mapping[str, int] | None = None,
) -> Inserted:
    """Find lessons for a cohort beside those of others, on its best dates if possible.

    Parameters
    ----------
    patience
        Factor on all time limits.
    give_way
        True to let others of the site change their dates where nothing else is found in time.
    sharing
        With whom joint modules are followed; None for what is known.
    instead
        The cohorts one of which may be taken out for it, and how often each had no place itself: where it
        had, it will be placed again.
    """
    known = known if sharing is None else replace(known, sharing=sharing)
    with hearing(known, stopping) as solver:
        cohort = known.instance.cohort[name]
        dates = _best_dates(known, solver, cohort, around, patience)
        if found := _on_dates(known, solver, cohort, dates, around, patience):
            return found
        if dates and give_way and (found := _giving_way(known, solver, cohort, dates, around, patience)):
            return found
        for window, seconds in WINDOWS:
            plan = known.model(Scope([cohort], window=window, around=around))
            response = solver.run(plan.model, seconds * patience, _settled, plain=True)
            if response.found:
                return _inserted(known, solver, name, plan, response)
        impossible = response.status is SolverStatus.INFEASIBLE
        if not instead:
            return Inserted(name, impossible=impossible, spent=solver.spent)
        found = _instead(known, solver, cohort, around, patience, instead)
        return replace(found, impossible=impossible and not found.lessons, spent=solver.spent)


def _on_dates(
    known: Known,
    solver: Solver,
    cohort: Cohort,
    dates: dict[str, Dates] | None,
    around: Lessons,
    patience: float,
) -> Inserted | None:
    """Place a cohort on dates or near them, in single runs of its modules."""
    for leeway, seconds in STAGES if dates else ():
        scope = Scope([cohort], dates=dates or {}, leeway=leeway, around=around, single_runs=True)
        plan = known.model(scope)
        response = solver.run(plan.model, seconds * patience, _settled, plain=True)
        if response.found:
            return _inserted(known, solver, cohort.id, plan, response)
    return None


def _instead(
    known: Known,
    solver: Solver,
    cohort: Cohort,
    around: Lessons,
    patience: float,
    instead: Mapping[str, int],
) -> Inserted:
    """Place a cohort where another was, which goes elsewhere if there is a place that is soon found."""
    some = [x for x in holders(known.instance, known.settings, cohort, around) if x in instead]
    some.sort(key=lambda other: instead[other])
    first, begun = None, solver.spent
    for other in some[:INSTEAD]:
        if first and solver.spent - begun > ENOUGH_SECONDS * patience:
            break
        others = of_others(around, (other,))
        plan = known.model(Scope([cohort], window=WINDOW, around=others))
        response = solver.run(plan.model, INSTEAD_SECONDS * patience, _settled, plain=True)
        if not response.found:
            continue
        found = _inserted(known, solver, cohort.id, plan, response)
        there = others + found.lessons
        dates = _best_dates(known, solver, known.instance.cohort[other], there, patience)
        elsewhere = _on_dates(known, solver, known.instance.cohort[other], dates, there, patience)
        if elsewhere:
            return replace(found, moved=elsewhere.lessons)
        first = first or replace(found, instead=other)
    return first or Inserted(cohort.id, holders=tuple(some))


def _inserted(known: Known, solver: Solver, name: str, plan: PlanModel, response: Response) -> Inserted:
    lessons, cost = found_in(plan, response, known.limits)
    return Inserted(name, lessons, cost, spent=solver.spent)


def _giving_way(
    known: Known, solver: Solver, cohort: Cohort, dates: dict[str, Dates], around: Lessons, patience: float
) -> Inserted | None:
    """Place a cohort while others of its site, which keep their programmes, change their dates."""
    here = {lesson.cohort for lesson in around if known.instance.cohort[lesson.cohort].site == cohort.site}
    names = [x.id for x in known.instance.cohorts if x.id in here]
    if not names:
        return None
    keep, others = of_cohorts(around, names), of_others(around, names)
    old, (far, near) = dates_of(keep, names), WAY
    plan = known.model(
        Scope(
            [cohort, *known.cohorts(names)],
            dates=dates | old,
            leeway={cohort.id: far} | dict.fromkeys(names, near),
            around=others,
            single_runs=True,
            keep=keep,
        )
    )
    response = solver.run(plan.model, WAY_SECONDS * patience, _settled, plain=True)
    if not response.found:
        return None
    lessons = plan.lessons(response.value)
    mine, kept = of_cohorts(lessons, (cohort.id,)), of_cohorts(lessons, names)
    new = dates_of(kept, names)
    moved = of_cohorts(kept, [name for name in names if new[name] != old[name]])
    cost = added(known, cohort.id, mine, others + kept)
    return Inserted(cohort.id, mine, cost, spent=solver.spent, moved=moved)


def _best_dates(
    known: Known, solver: Solver, cohort: Cohort, around: Lessons, patience: float
) -> dict[str, Dates] | None:
    """Return good dates of a cohort beside the others, or at least good dates for it alone."""
    parts = [dates_part(known.instance, known.settings, cohort, WINDOW)]
    if around:
        met = _days_to_meet(known, cohort.id, around)
        parts.insert(0, dates_around(known.instance, known.settings, cohort, WINDOW, around, met))
    for part in parts:
        response = solver.run(part.model, DATES_SECONDS * patience, _settled, plain=True)
        if response.found:
            return part.dates(response.value)
    return None


def _days_to_meet(known: Known, name: str, around: Lessons) -> set[date]:
    """Return the days on which others are taught what they share with a cohort."""
    together = (x for clusters in known.sharing.values() for x in clusters if name in x.cohorts)
    shared = {(other, x.joint.module(other)) for x in together for other in x.cohorts}
    return {x.day for x in around if (x.cohort, x.module) in shared}


def fitted(known: Known, name: str, lessons: Lessons, around: Lessons) -> Lessons:
    """Return the programme of a cohort on the best dates near its own that the others leave; () if none."""
    cohorts, solver = known.cohorts((name,)), Solver(known.limits, known.until)
    for leeway in FIT:
        near = dates_of(lessons, (name,))
        plan = known.model(Scope(cohorts, dates=near, leeway=leeway, around=around, keep=lessons))
        response = solver.run(plan.model, FIT_SECONDS)
        if response.found:
            return plan.lessons(response.value)
    return ()


def _settled(cost: int | None, bound: float) -> bool:
    """End a solve, as its watcher, once its plan is good enough for a first one."""
    return cost is not None and cost - bound <= SETTLE * cost
