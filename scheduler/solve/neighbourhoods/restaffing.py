"""Improving several cohorts by other trainers, whom a relaxation proposes; each then has its best order.

All other cohorts stay. The relaxation on dates and named trainers (:func:`dates_of_teams`) shares the modules
of all these cohorts out at once, beside what the others take and teach; the orders come by dynamic
programming (:mod:`scheduler.solve.laying`). So trainers are exchanged between cohorts all year, which takes
many steps, some of them for the worse, where one cohort changes at a time.
"""

import threading
from dataclasses import replace

from scheduler.model.parts import dates_of_teams
from scheduler.solve.known import WINDOW, Known, Lessons, hearing, of_cohorts, of_others
from scheduler.solve.laying import laid_out
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.solver import SolverStatus


def improve_staff(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, lessons: Lessons
) -> Improved:
    """Look for better trainers of the cohorts of `neighbourhood`, then for orders, all others staying."""
    names, instance = neighbourhood.names, known.instance
    around = of_others(lessons, names)
    cost = known.price(lessons)
    now = cost - known.price(around)
    with hearing(known, stopping) as solver:
        part = dates_of_teams(instance, known.settings, known.cohorts(names), WINDOW, around=around)
        response = solver.run(
            part.model, neighbourhood.seconds, lambda _cost, bound: bound > now - 0.5, linear=True
        )
        spent = solver.spent
    proves = not around and response.status is not SolverStatus.INFEASIBLE
    bound = response.bound if proves else 0
    nothing = Improved(neighbourhood, spent=spent, bound=bound)
    if not response.found or response.objective >= now:
        # In their best orders these would cost no less than the relaxation counts.
        return nothing
    found, took = laid_out(known, stopping, part.staff(response.value), around)
    gain = cost - known.price(found) if found else 0
    if gain <= 0:
        return replace(nothing, spent=spent + took)
    return Improved(neighbourhood, of_cohorts(found, names), gain, spent + took, bound=bound)
