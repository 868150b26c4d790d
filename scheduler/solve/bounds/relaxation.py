"""A bound for every plan of few cohorts, and dates and trainers to start from.

Weekdays, named trainers and their loads in one relaxation, without dates and then with them
(:mod:`scheduler.model.weekdays`): often the cost of the best plan, in seconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import inf

from scheduler.calendars import site_calendars
from scheduler.domain.cluster import Sharing, all_together, must_share
from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model import nested
from scheduler.model.grid import CohortGrid, Dates
from scheduler.model.layout import Strand
from scheduler.model.parts import Part, content_part, dates_of_teams, dates_part, staff_part, teams_part
from scheduler.solve.bounds.windows import calendar_outside
from scheduler.solve.reasons import Impossible, no_content, no_dates, no_staff, together
from scheduler.solve.sharing import proposed
from scheduler.solve.solver import Solver, SolverStatus

FIRST_WINDOW = 4
"""Open weeks by which a session may stray at first: enough for every shipped curriculum."""

PART_SECONDS = 10.0
"""A part that is not proved by then still gives the bound it has."""

ABSENT = 2
"""Most cohorts whose dates are told apart by who is away: of more, that takes too long."""

Staff = Mapping[str, Mapping[Strand, str]]
"""The trainer of each group of a module that keeps one, by cohort."""


@dataclass(frozen=True)
class Relaxation:
    """What the parts say.

    Attributes
    ----------
    apart
        Lower bound on all terms that leaving even positions does not lower: those on staff, content and
        weekdays.
    by_halves
        What of it is content of cohorts that are not taught by whole days.
    calendar
        Lower bound on the other terms on dates, by cohort.
    window
        The window at which the dates of every cohort are proved best.
    bound
        Lower bound on the cost of every plan.
    dates, staff
        Best dates and trainers by cohort; None if none were found in time.
    told, values
        What :meth:`part` costs at least, and a solution of it; 0 and () before it was solved.
    """

    instance: Instance
    settings: Settings
    apart: int
    by_halves: int
    calendar: Mapping[str, int]
    window: int
    bound: int
    dates: Mapping[str, Dates] | None = None
    staff: Staff | None = None
    told: int = 0
    values: tuple[int, ...] = ()

    def bound_outside(self, window: int | None) -> float:
        """Return what a plan costs at least that leaves `window` for some session."""
        if window is None:
            return inf
        rest = self.apart + sum(self.calendar.values())
        return min(
            rest
            - self.calendar[name]
            + max(self.calendar[name], calendar_outside(grid, self.settings.weights, window))
            for name, grid in _grids(self.instance, self.settings).items()
        )

    def wider(self, window: int) -> int | None:
        """Return the next window, or None once it would hold every week."""
        longest = max(len(grid.weeks) for grid in _grids(self.instance, self.settings).values())
        return 2 * window if 2 * window < longest else None

    def on_dates(
        self,
        solver: Solver,
        prove: Callable[[float], None],
        seconds: float,
        hear: Callable[[Staff], None] = lambda staff: None,
        *,
        closer: bool = False,
    ) -> "Relaxation":
        """Return what dates, weekdays and named trainers say together, in `seconds`.

        Parameters
        ----------
        hear
            Told of better trainers as they are found.
        closer
            True to look closer: at who is away when, and on which days joint modules may be. Slower, and
            seldom much higher.
        """
        outside, more = self.bound_outside(self.window), self.by_halves

        def watch(cost: int | None, bound: float) -> bool:
            prove(min(bound + more, outside))
            if cost is not None:
                hear(part.staff(lambda literal: bool(solver.latest[literal.index])))
            return False

        sharing = certain(self.instance)
        meets = closer or bool(nested.inside(self.instance, sharing))
        part = self._part(sharing, closer) if meets else self.part()
        response = solver.run(part.model, seconds, watch, linear=True)
        if response.status is SolverStatus.UNKNOWN:
            return self
        inside = inf if response.status is SolverStatus.INFEASIBLE else response.bound + more
        if min(inside, outside) == inf:
            raise Impossible(together())
        bound = max(self.bound, int(min(inside, outside)))
        prove(bound)
        if closer and response.found and any(not must_share(x) for x in self.instance.joint_modules):
            # Dates that some choice of who shares what makes possible: of these nothing is proved.
            part = self._part(proposed(self.instance, self.settings), closer)
            response = solver.run(part.model, seconds, linear=True)
        if not response.found:
            return replace(self, bound=bound)
        found = replace(self, bound=bound, dates=part.dates(response.value), staff=part.staff(response.value))
        return found if closer or meets else replace(found, told=response.bound, values=response.values)

    def part(self) -> Part:
        """Return the part on dates, weekdays and named trainers, of which nothing joint is known.

        It begins from what was found and proved when it was solved before.
        """
        part = self._part({}, False)
        for index, value in enumerate(self.values):
            part.model.add_hint(part.model.get_int_var_from_proto_index(index), value)
        if self.values:
            part.model.add(part.cost >= self.told)
        return part

    def _part(self, sharing: Sharing, closer: bool) -> Part:
        cohorts = self.instance.cohorts
        absences = closer and len(cohorts) <= ABSENT
        return dates_of_teams(
            self.instance, self.settings, cohorts, self.window, sharing=sharing, absences=absences
        )


def relax(
    instance: Instance,
    settings: Settings,
    solver: Solver,
    prove: Callable[[float], None],
    seconds: float = PART_SECONDS,
) -> Relaxation:
    """Solve the parts of `instance` without dates and the calendar of each cohort, in `seconds` each.

    `prove` is told the bound as it grows.

    Raises
    ------
    Impossible
        A part has no solution, so the whole has none.
    """
    by_halves, staffed = (
        0,
        solver.run(teams_part(instance, settings, instance.cohorts).model, seconds, linear=True),
    )
    if staffed.status is SolverStatus.INFEASIBLE:
        alone = solver.run(staff_part(instance, settings, instance.cohorts).model, seconds)
        raise Impossible(no_staff() if alone.status is SolverStatus.INFEASIBLE else together())
    prove(staffed.bound)
    calendar: dict[str, int] = {}
    widest = FIRST_WINDOW
    for cohort in instance.cohorts:
        by_days = instance.curriculum_of(cohort).by_days
        grid = _grids(instance, settings)[cohort.id]
        weighed = without_weekdays(settings) if by_days else settings
        calendar[cohort.id], window = calendar_of(instance, weighed, grid, solver, seconds)
        widest = max(widest, window)
        if not by_days:
            response = solver.run(content_part(instance, settings, cohort).model, seconds)
            if response.status is SolverStatus.INFEASIBLE:
                raise Impossible(no_content(cohort))
            by_halves += response.bound
        prove(staffed.bound + by_halves + sum(calendar.values()))
    apart = staffed.bound + by_halves
    bound = apart + sum(calendar.values())
    return Relaxation(instance, settings, apart, by_halves, calendar, widest, bound)


def certain(instance: Instance) -> Sharing:
    """Return the clusters of the joint modules that all who have them must share."""
    return {x.id: (all_together(instance, x),) for x in instance.joint_modules if must_share(x)}


def without_weekdays(settings: Settings) -> Settings:
    """Return settings in which weekdays weigh nothing, so that dates and weekdays share no term."""
    return replace(settings, weights={**settings.weights, "preferred_weekdays": 0, "weekday_stability": 0})


def calendar_of(
    instance: Instance, settings: Settings, grid: CohortGrid, solver: Solver, seconds: float
) -> tuple[int, int]:
    """Return what the dates of a cohort cost at least, and the window that proves it."""
    window, everything = FIRST_WINDOW, max(FIRST_WINDOW, len(grid.weeks))
    while True:
        part = dates_part(instance, settings, grid.cohort, window)
        response = solver.run(part.model, seconds)
        outside = calendar_outside(grid, settings.weights, window)
        if window >= everything and response.status is SolverStatus.INFEASIBLE:
            raise Impossible(no_dates(grid.cohort))
        settled = response.found and response.objective <= outside
        if settled or window >= everything or response.status is SolverStatus.UNKNOWN:
            bound = response.bound if response.status is not SolverStatus.INFEASIBLE else 0
            return int(max(0, min(bound, outside))), window
        window = min(2 * window, everything)


def _grids(instance: Instance, settings: Settings) -> dict[str, CohortGrid]:
    calendars, margin = site_calendars(instance), settings.deadline_margin_weeks
    return {
        cohort.id: CohortGrid(instance, cohort, calendars[cohort.site], margin) for cohort in instance.cohorts
    }
