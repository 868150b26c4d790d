"""What of a cost no plan avoids, by kind of term: small relaxations, each of one kind alone.

Within a kind terms are weighed against each other, so that days in school holidays are not given up for
nothing in the rhythm; between kinds they are not: each bound holds whatever the others cost, and they add up.
"""

import time
from dataclasses import replace

from scheduler.calendars import site_calendars
from scheduler.domain.cohort import Cohort
from scheduler.domain.gap import KINDS, Unavoidable
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model.grid import CohortGrid
from scheduler.model.parts import content_part, staff_part, teams_part
from scheduler.solve.bounds.relaxation import calendar_of
from scheduler.solve.solver import Solver

SECONDS = 1.0
"""Most time for one of these relaxations: a tenth of it is usual."""

TOGETHER = 4
"""Most cohorts of which all terms on trainers are looked at together: it proves most, and takes longest."""

SHARED = ("trainers_per_module", "trainer_balance")
"""Terms on trainers that are looked at of all cohorts together: what one has, another has not."""


def unavoidable(instance: Instance, settings: Settings, solver: Solver) -> Unavoidable:
    """Return what every plan of `instance` costs at least, by kind, as far as there is time to prove it."""
    dates = trainers = rooms = 0
    alone = tuple(term for term in KINDS["trainers"] if term not in SHARED)
    of_dates, of_rooms = _only(settings, KINDS["dates"]), _only(settings, KINDS["rooms"])
    for cohort in instance.cohorts:
        if _over(solver):
            break
        grid = _grid(instance, settings, cohort)
        dates += calendar_of(instance, of_dates, grid, solver, SECONDS)[0]
        rooms += solver.run(content_part(instance, of_rooms, cohort).model, SECONDS).bound
        if instance.curriculum_of(cohort).by_days:
            part = teams_part(instance, _only(settings, alone), [cohort])
            trainers += solver.run(part.model, SECONDS, linear=True).bound
    if not _over(solver):
        part = staff_part(instance, _only(settings, SHARED), instance.cohorts)
        trainers += solver.run(part.model, SECONDS, linear=True).bound
    if len(instance.cohorts) <= TOGETHER and not _over(solver):
        part = teams_part(instance, _only(settings, KINDS["trainers"]), instance.cohorts)
        trainers = max(trainers, solver.run(part.model, SECONDS, linear=True).bound)
    return Unavoidable(dates, trainers, rooms)


def _over(solver: Solver) -> bool:
    """Tell whether all time is spent: that of the solver itself where no clock is read."""
    if solver.limits.deterministic:
        return solver.spent >= solver.limits.seconds
    return time.monotonic() >= solver.until


def _only(settings: Settings, terms: tuple[str, ...]) -> Settings:
    """Return settings in which the other terms weigh nothing."""
    return replace(settings, weights={x: w if x in terms else 0 for x, w in settings.weights.items()})


def _grid(instance: Instance, settings: Settings, cohort: Cohort) -> CohortGrid:
    return CohortGrid(instance, cohort, site_calendars(instance)[cohort.site], settings.deadline_margin_weeks)
