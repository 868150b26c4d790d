"""Solving the parts: a bound for every plan, dates and trainers to start from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from scheduler.calendars import site_calendars
from scheduler.domain.cluster import linked, must_share
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model.grid import CohortGrid, Dates
from scheduler.model.layout import Strand
from scheduler.model.parts import Part, content_part, dates_meeting, dates_part, staff_part
from scheduler.solve.bounds.windows import rhythm_outside
from scheduler.solve.reasons import Impossible, no_content, no_dates, no_staff
from scheduler.solve.sharing import proposed
from scheduler.solve.solver import Response, Solver, SolverStatus

FIRST_WINDOW = 4
"""Open weeks by which a session may stray at first: enough for every shipped curriculum."""

DIFFERENT = 3
"""Modules by which one choice of trainers differs from those tried before."""

PART_SECONDS = 10.0
"""A part that is not proved by then still gives the bound it has."""


@dataclass(frozen=True)
class Relaxation:
    """What the parts say.

    Attributes
    ----------
    dates
        Best dates by cohort; None if some were not found in time.
    staff
        The part on staff, for :meth:`staffs`.
    date_bounds
        Lower bound on each cohort's terms on dates.
    together
        What the dates of cohorts that share modules cost more together than each by itself.
    other_bound
        Lower bound on all other terms together.
    window
        The window at which the dates of every cohort are proved best.
    seconds
        Most time for one part.
    """

    instance: Instance
    settings: Settings
    dates: dict[str, Dates] | None
    staff: Part
    date_bounds: dict[str, int]
    other_bound: int
    together: int
    window: int | None
    seconds: float

    @property
    def bound(self) -> int:
        """Lower bound on the cost of every plan."""
        return sum(self.date_bounds.values()) + self.other_bound + self.together

    def staffs(self, solver: Solver) -> Iterator[dict[str, dict[Strand, str]]]:
        """Yield choices of trainers by cohort, all as even as can be, each unlike the ones before."""
        best: int | None = None
        while True:
            response = solver.run(self.staff.model, self.seconds)
            if not response.found or (best is not None and response.objective > best):
                return
            best = response.objective
            staff = self.staff.staff(response.value)
            yield staff
            self.staff.forbid_staff(staff, DIFFERENT)

    def bound_outside(self, window: int | None) -> float:
        """Return what a plan costs at least that leaves `window` for some session."""
        if window is None:
            return inf
        grids = _grids(self.instance, self.settings)
        apart = self.bound - self.together
        return min(
            apart - self.date_bounds[name] + _outside(grid, self.settings, window)
            for name, grid in grids.items()
        )

    def wider(self, window: int) -> int | None:
        """Return the next window, or None once it would hold every week."""
        longest = max(len(grid.weeks) for grid in _grids(self.instance, self.settings).values())
        return 2 * window if 2 * window < longest else None


def relax(
    instance: Instance,
    settings: Settings,
    solver: Solver,
    prove: Callable[[float], None],
    seconds: float = PART_SECONDS,
) -> Relaxation:
    """Solve the parts of `instance` in `seconds` each, telling `prove` the bound as it grows.

    Of a single cohort only the part on staff is worth solving: the whole model is small
    enough to prove the rest by itself.

    Raises
    ------
    Impossible
        A part has no solution, so the whole has none.
    """
    dates: dict[str, Dates] = {}
    bounds: dict[str, int] = {}
    other, widest = 0, FIRST_WINDOW
    alone = len(instance.cohorts) == 1
    for name, grid in _grids(instance, settings).items():
        if alone:
            bounds[name] = 0
            continue
        part, response, bounds[name], window = _dates(instance, settings, grid, solver, seconds)
        widest = max(widest, window)
        if response.found:
            dates |= part.dates(response.value)
        prove(sum(bounds.values()))
    for cohort in () if alone else instance.cohorts:
        response = solver.run(content_part(instance, settings, cohort).model, seconds)
        if response.status is SolverStatus.INFEASIBLE:
            raise Impossible(no_content(cohort))
        other += max(0, response.bound)
        prove(sum(bounds.values()) + other)
    together = 0
    for names in linked(instance):
        more, found = _linked(instance, settings, names, bounds, solver, seconds)
        together += more
        dates |= found
        prove(sum(bounds.values()) + other + together)
    part = staff_part(instance, settings, instance.cohorts)
    response = solver.run(part.model, seconds)
    if response.status is SolverStatus.INFEASIBLE:
        raise Impossible(no_staff())
    other += max(0, response.bound)
    prove(sum(bounds.values()) + other + together)
    return Relaxation(
        instance,
        settings,
        dates if len(dates) == len(instance.cohorts) else None,
        part,
        bounds,
        other,
        together,
        widest,
        seconds,
    )


def _linked(
    instance: Instance,
    settings: Settings,
    names: tuple[str, ...],
    bounds: dict[str, int],
    solver: Solver,
    seconds: float,
) -> tuple[int, dict[str, Dates]]:
    """Return what the dates of cohorts that share modules cost more together than apart, and such dates.

    Where they may choose with whom, dates are those of a first choice, and nothing is proved.
    """
    cohorts = [instance.cohort[name] for name in names]
    choosing = any(not must_share(x) for x in instance.joint_modules if x.cohorts[0] in names)
    sharing = proposed(instance, settings)
    part = dates_meeting(instance, settings, cohorts, sharing, FIRST_WINDOW)
    response = solver.run(part.model, seconds)
    dates = part.dates(response.value) if response.found else {}
    if choosing or response.status in (SolverStatus.UNKNOWN, SolverStatus.INFEASIBLE):
        return 0, dates
    apart, grids = sum(bounds[name] for name in names), _grids(instance, settings)
    outside = min(apart - bounds[name] + _outside(grids[name], settings, FIRST_WINDOW) for name in names)
    return int(max(0, min(response.bound, outside) - apart)), dates


def _dates(
    instance: Instance, settings: Settings, grid: CohortGrid, solver: Solver, seconds: float
) -> tuple[Part, Response, int, int]:
    """Return the part on dates of a cohort, its response, its bound, and the window that proves it."""
    window, everything = FIRST_WINDOW, max(FIRST_WINDOW, len(grid.weeks))
    while True:
        part = dates_part(instance, settings, grid.cohort, window)
        response = solver.run(part.model, seconds)
        outside = _outside(grid, settings, window)
        if window >= everything and response.status is SolverStatus.INFEASIBLE:
            raise Impossible(no_dates(grid.cohort))
        settled = response.found and response.objective <= outside
        if settled or window >= everything or response.status is SolverStatus.UNKNOWN:
            bound = response.bound if response.status is not SolverStatus.INFEASIBLE else 0
            return part, response, int(max(0, min(bound, outside))), window
        window = min(2 * window, everything)


def _outside(grid: CohortGrid, settings: Settings, window: int) -> float:
    weight = settings.weights["rhythm"]
    least = rhythm_outside(grid, window)
    return least if least == inf else weight * least


def _grids(instance: Instance, settings: Settings) -> dict[str, CohortGrid]:
    calendars, margin = site_calendars(instance), settings.deadline_margin_weeks
    return {
        cohort.id: CohortGrid(instance, cohort, calendars[cohort.site], margin) for cohort in instance.cohorts
    }
