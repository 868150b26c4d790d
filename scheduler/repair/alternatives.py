"""Other repairs than the one that changes least: one that moves no date, one that costs least."""

from dataclasses import replace

from scheduler.check import check, cost_of, costs
from scheduler.domain.changes import changes
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits
from scheduler.repair.aim import Aim, Repaired
from scheduler.repair.models import Models
from scheduler.repair.repair import Repair
from scheduler.solve.known import Lessons, in_table_order, of_cohorts, of_others
from scheduler.solve.solver import Solver
from scheduler.solve.start import start

MOVING = 3
"""Sessions of each cohort that may leave their weeks for a better rhythm."""

COST_SHARE, BACK_SHARE = 0.6, 0.3
"""Shares of the time for the least cost, and for the fewest changes at that cost."""


def without_moving(aim: Aim, limits: Limits) -> Repaired:
    """Return the repair that changes fewest half-days if no session takes other dates."""
    return Repair(replace(aim, dates_stay=True), limits).run()


def best_rhythm(aim: Aim, limits: Limits, repaired: Repaired) -> Repaired:
    """Return the repair of least cost found among those that change the same cohorts, and few half-days.

    It is `repaired` itself if none costs less; nothing is proved about its cost.
    """
    models, solver = Models(aim), Solver(limits)
    found = changes(aim.lessons, repaired.lessons)
    changing = {change.lesson.cohort for change in found}
    names = [name for unit in aim.units if not changing.isdisjoint(unit) for name in unit]
    lessons, around = of_cohorts(repaired.lessons, names), of_others(repaired.lessons, names)
    least: int | None = None
    for share in (COST_SHARE, BACK_SHARE):
        plan, measured = models.near(names, around, MOVING, aim.settings)
        if least is not None:
            plan.model.add(plan.cost <= least)
            plan.model.minimize(measured.half_days)
        # What changes least may lie farther away than these dates: then there is no plan to start from.
        start(plan, lessons, solver)
        response = solver.run(plan.model, share * limits.seconds)
        if not response.found:
            break
        lessons = plan.lessons(response.value)
        least = response.objective if least is None else least
    whole = in_table_order(aim.instance, lessons + around)
    if check(aim.instance, whole) or _cost(aim, whole) >= _cost(aim, repaired.lessons):
        return repaired
    return replace(repaired, status=Status.FEASIBLE, lessons=whole, changed=len(changes(aim.lessons, whole)))


def _cost(aim: Aim, lessons: Lessons) -> int:
    return cost_of(costs(aim.instance, lessons, aim.settings))
