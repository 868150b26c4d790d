"""Improving a slice of the year: what many cohorts do within some weeks changes, all else stays.

The model knows only what is free. Each cohort is taken as if its programme were its sessions in the slice,
with the half-days that its modules have there; what it does outside is around it, like other cohorts. What
that makes of the cost is near to the truth, not always the truth, so the checker has the last word: a change
is kept only if the whole plan keeps the rules and costs less.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from scheduler import check
from scheduler.domain.changes import in_time
from scheduler.domain.cluster import once
from scheduler.domain.fairness import even_shares
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import monday
from scheduler.model import PlanModel, Scope, build
from scheduler.solve.known import Known, Lessons, building, hearing, in_table_order, of_cohorts
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.neighbourhoods.piece import WEEK, Piece
from scheduler.solve.solver import SolverStatus
from scheduler.solve.start import start

OF_THE_SLICE = ("school_holidays", "bridges", "preferred_weekdays", "continuity", "trainers_per_module")
"""Terms that count in a slice as in a whole plan; what others add is told by :class:`Piece`."""

SWEEPS, LEEWAY, SECONDS = (8, 16, 30), 2, 4.0
"""Of sweeps over the year: weeks of a slice, weeks by which sessions may leave theirs, and most seconds."""


def improve_slice(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, lessons: Lessons
) -> Improved:
    """Look for better lessons within the weeks of `neighbourhood`, all others staying as they are."""
    assert neighbourhood.weeks is not None
    pieces = []
    for cohort in known.cohorts(neighbourhood.names):
        mine, leeway = of_cohorts(lessons, (cohort.id,)), neighbourhood.leeway[cohort.id]
        if piece := Piece.within(known.instance, cohort, mine, neighbourhood.weeks, leeway):
            pieces.append(piece)
    outside = _without(lessons, [x for piece in pieces for x in piece.lessons])
    inside = tuple(x for piece in pieces for x in piece.renamed)
    with hearing(known, stopping) as solver:
        plan = slice_model(known, pieces, outside)
        solver.spent += building(plan)
        old = start(plan, inside, solver) if pieces else None
        if old is None:
            # Nothing is free, or something outside binds what the model does not know of.
            return Improved(neighbourhood, spent=solver.spent, closed=True)
        response = solver.run(plan.model, neighbourhood.seconds, lambda _cost, bound: bound > old - 0.5)
        closed = response.status is SolverStatus.OPTIMAL or response.bound > old - 0.5
        nothing = Improved(neighbourhood, spent=solver.spent, closed=closed)
        if not response.found or response.objective >= old:
            return nothing
        found = plan.lessons(response.value)
    changed = [x for piece in pieces for x in piece.original(of_cohorts(found, (piece.name,)))]
    now = in_table_order(known.instance, tuple(sorted((*outside, *changed), key=in_time)))
    gain = known.price(lessons) - known.price(now)
    if gain <= 0 or check.check(known.instance, now):
        return nothing
    mine, before = (of_cohorts(x, neighbourhood.names) for x in (now, lessons))
    return Improved(neighbourhood, mine, gain, solver.spent, closed, before)


def sweep(instance: Instance, lessons: Callable[[], Lessons]) -> Iterator[Neighbourhood]:
    """Yield slices of all cohorts from the first week to the last, longer ones after shorter ones.

    Those of a length are yielded again as long as the plan changes in between.

    Parameters
    ----------
    lessons
        Asked for the plan of now.
    """
    names = tuple(instance.cohort)
    for weeks in SWEEPS:
        before: Lessons = ()
        while before != (now := lessons()):
            before, days = now, [x.day for x in now]
            begin, last = monday(min(days)), monday(max(days))
            while begin <= last:
                span = begin, begin + (weeks - 1) * WEEK
                leeway = dict.fromkeys(names, LEEWAY)
                yield Neighbourhood(names, leeway, "slice of the year", seconds=SECONDS, weeks=span)
                begin += weeks // 2 * WEEK


def slice_model(known: Known, pieces: Sequence[Piece], outside: Lessons) -> PlanModel:
    """Return the model of `pieces` beside the lessons that stay."""
    instance = known.instance
    made = replace(
        instance,
        cohorts=(*instance.cohorts, *(x.cohort for x in pieces)),
        curricula=(*instance.curricula, *(x.curriculum for x in pieces)),
        learners=(*instance.learners, *(learner for x in pieces for learner in x.learners)),
        pins=(*instance.pins, *(pin for x in pieces for pin in x.pins)),
        joint_modules=(),
    )
    weights = {x: known.settings.weights[x] if x in OF_THE_SLICE else 0 for x in known.settings.weights}
    scope = Scope(
        cohorts=[x.cohort for x in pieces],
        within={x.name: x.weeks for x in pieces},
        staff={x.name: x.staff for x in pieces},
        around=outside,
    )
    plan = build(made, replace(known.settings, weights=weights), scope)
    costs = [plan.cost, _balance(known, plan, outside)]
    for piece, cohort in zip(pieces, plan.cohorts, strict=True):
        costs += piece.costs(cohort, known.settings)
    plan.model.minimize(sum(costs))
    return plan


def _balance(known: Known, plan: PlanModel, outside: Sequence[Lesson]) -> cp_model.LinearExprT:
    """Return what half-days above the even shares cost, those of lessons that stay counted."""
    loads: dict[str, int] = {}
    for lesson in once(known.instance, outside):
        if lesson.trainer is not None:
            loads[lesson.trainer] = loads.get(lesson.trainer, 0) + 1
    beyond = []
    for name, share in even_shares(known.instance).items():
        own = [by[name] for cohort in plan.cohorts for by in cohort.load.values() if name in by]
        if own:
            settled = loads.get(name, 0)
            most = sum(2 * len(cohort.slots) for cohort in plan.cohorts)
            excess = plan.model.new_int_var(0, most, f"over {name}")
            plan.model.add(excess >= sum(own) - max(0, share - settled))
            beyond.append(excess)
    return known.settings.weights["trainer_balance"] * sum(beyond)


def _without(lessons: Lessons, some: Sequence[Lesson]) -> Lessons:
    gone = set(some)
    return tuple(x for x in lessons if x not in gone)
