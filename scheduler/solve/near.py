"""Coming back to an older plan: of plans that cost as little, one that changes few of its half-days."""

from dataclasses import replace
from datetime import date

from scheduler.check import check, cost_of, costs
from scheduler.domain.changes import changes
from scheduler.domain.cluster import clusters_in
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.domain.time import days
from scheduler.model import Scope, build
from scheduler.model.distance import distance
from scheduler.model.translation import marked
from scheduler.solve.known import Lessons, in_table_order, of_cohorts, of_others
from scheduler.solve.solver import Solver
from scheduler.solve.start import fixed_cost, start


def nearer(instance: Instance, settings: Settings, limits: Limits, lessons: Lessons, old: Lessons) -> Lessons:
    """Return a plan that costs no more than `lessons` and changes no more half-days of `old`, mostly fewer.

    One cohort after another takes back what it can while the others stay; only what differs is looked at.
    Nothing is proved about how few changes are left. The time is shared out among those that differ.
    """
    solver = Solver(limits)
    names = {change.lesson.cohort for change in changes(old, lessons)}
    for cohort in (x for x in instance.cohorts if x.id in names):
        mine, before = of_cohorts(lessons, (cohort.id,)), of_cohorts(old, (cohort.id,))
        around = of_others(lessons, (cohort.id,))
        plan = build(
            instance, settings, Scope([cohort], around=around, sharing=clusters_in(instance, lessons))
        )
        cost = fixed_cost(plan, mine, limits)
        plan.model.add(plan.cost <= cost)
        plan.model.minimize(distance(plan, before).half_days)
        start(plan, mine, solver)
        response = solver.run(plan.model, limits.seconds / len(names))
        if response.found:
            found = plan.lessons(response.value) + around
            if _as_good(instance, settings, found, lessons) and len(changes(old, found)) < len(
                changes(old, lessons)
            ):
                lessons = found
    return in_table_order(instance, lessons)


def holding(instance: Instance, lessons: Lessons, since: date) -> Instance:
    """Return an instance in which what `lessons` have before a day stays, and no more is taught then."""
    over = [x for x in lessons if x.day < since]
    fixed = (Pin(PinKind.FIX, x.day, x.cohort, x.half, x.module, x.trainer, x.room) for x in over)
    trained = {(x.cohort, x.day) for x in over}
    forbidden = [
        Pin(PinKind.FORBID, day, cohort.id)
        for cohort in instance.cohorts
        for day in days(cohort.start_from, since)
        if day < since and day.weekday() in cohort.weekdays and (cohort.id, day) not in trained
    ]
    return replace(instance, pins=(*instance.pins, *dict.fromkeys(fixed), *forbidden))


def held(instance: Instance, found: Lessons, old: Lessons, since: date) -> Lessons | None:
    """Return found lessons as the pins of `instance` mark them; None if what was over differs from `old`."""
    lessons = tuple(marked(instance, replace(x, pinned=False)) for x in found)
    past, before = (tuple(x for x in some if x.day < since) for some in (lessons, old))
    return None if changes(before, past) else lessons


def _as_good(instance: Instance, settings: Settings, found: Lessons, lessons: Lessons) -> bool:
    """Tell whether lessons keep the rules and cost exactly what others do, which is what was reported."""
    costs_now, costs_then = costs(instance, found, settings), costs(instance, lessons, settings)
    return cost_of(costs_now) == cost_of(costs_then) and not check(instance, found)
