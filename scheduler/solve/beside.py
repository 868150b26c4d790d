"""The search for the plan of new cohorts beside others, which keep every lesson.

New cohorts are few as a rule: each is placed beside the others, then all of them are searched in one
model, in which the others are but what they take. Windows grow as in the exact search. Before, dates,
weekdays and named trainers of the new ones, with the loads that the others leave, give a bound in seconds
and dates to start from (:func:`scheduler.model.parts.dates_of_teams`).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf

from scheduler.calendars import site_calendars
from scheduler.check import check, cost_of, costs
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.model import PlanModel, Scope, build
from scheduler.model.grid import CohortGrid, Dates
from scheduler.model.parts import dates_around, dates_of_teams
from scheduler.solve.bounds.windows import calendar_outside
from scheduler.solve.counting import obstacles
from scheduler.solve.insertion import insert
from scheduler.solve.known import WINDOW, Known, Lessons, in_table_order, of_cohorts, of_others
from scheduler.solve.reasons import Impossible, no_place
from scheduler.solve.solver import Response, Solver, SolverStatus, rounded_up
from scheduler.solve.start import found_in, start
from scheduler.text import N_

TOGETHER = 4
"""Most new cohorts that are searched in one model."""

DATES_SHARE = 0.03
"""Largest share of the time for the best dates of a cohort."""

TEAMS_SHARE = 0.15
"""Largest share of the time for dates, weekdays and trainers together."""

ON_TEAMS_SHARE = 0.05
"""Largest share of the time for each plan on what comes of that."""

NEAR = ((0, 0.1), (1, 0.2))
"""Weeks by which sessions may leave these dates, and share of the time."""


@dataclass
class BesideSearch:
    """One search for the plan of the cohorts that have no lessons yet; see :class:`scheduler.solve.Search`.

    Attributes
    ----------
    kept
        The lessons of the others.
    """

    instance: Instance
    settings: Settings
    kept: Lessons
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None

    def __post_init__(self) -> None:
        self._solver = Solver(self.limits)
        self._started = time.monotonic()
        self._stage = N_("counting days, rooms and trainers")
        self._known = Known(self.instance, self.settings, replace(self.limits, workers=1))
        planned = {lesson.cohort for lesson in self.kept}
        self._new = [x for x in self.instance.cohorts if x.id not in planned]
        self._lessons: Lessons = ()
        self._best: int | None = None
        self._offset: int | None = None
        self._bound = 0

    @property
    def spent(self) -> float:
        """Deterministic seconds of the solver so far."""
        return self._solver.spent

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._solver.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(time.monotonic() - self._started, self._stage, self._best, self._bound)

    def so_far(self) -> tuple[Lessons, int, int]:
        """Return the best plan (empty if there is none), its cost and the bound, from any thread."""
        return self._lessons, self._best or 0, self._bound

    def run(self) -> Outcome:
        """Search until the plan of the new cohorts is proved best, the time is over, or :meth:`stop`."""
        self._started = time.monotonic()
        self._solver.until = self._started + self.limits.seconds
        try:
            if found := obstacles(self.instance):
                raise Impossible(*found)
            self._enter(N_("first plan"))
            self._place()
            self._enter(N_("better plan"))
            for number in range(0, len(self._new), TOGETHER):
                cohorts = self._new[number : number + TOGETHER]
                self._on_dates_of_teams(cohorts)
                self._near_best_dates(cohorts)
                self._search(cohorts)
        except Impossible as impossible:
            elapsed = self.progress().elapsed
            return Outcome(Status.IMPOSSIBLE, (), 0, 0, elapsed, impossible.obstacles)
        if self._best is None:
            return Outcome(Status.NOT_FOUND, (), 0, 0, self.progress().elapsed)
        status = Status.OPTIMAL if self._proved else Status.FEASIBLE
        return Outcome(
            status, self._lessons, self._best, min(self._bound, self._best), self.progress().elapsed
        )

    def _place(self) -> None:
        """Place one new cohort after another, unless they share modules: then all at once."""
        if self.instance.joint_modules:
            return
        lessons, added = self.kept, 0
        for cohort in sorted(self._new, key=lambda x: -self.instance.curriculum_of(x).sessions):
            found = insert(self._known, self._solver.stopped, cohort.id, lessons, 1.0)
            self._solver.spent += found.spent
            if found.impossible and len(self._new) == 1:
                raise Impossible(no_place(cohort))
            if not found.lessons:
                return
            lessons += found.lessons
            added += found.cost
        self._take(lessons, added)

    def _near_best_dates(self, cohorts: list[Cohort]) -> None:
        """Look for better plans on the best dates that the others leave, and near these."""
        names = [x.id for x in cohorts]
        around = of_others(self._lessons, names)
        if not self._lessons or self.instance.joint_modules or self._proved:
            return
        dates: dict[str, Dates] = {}
        for cohort in cohorts:
            part = dates_around(self.instance, self.settings, cohort, WINDOW, around)
            response = self._solver.run(part.model, DATES_SHARE * self.limits.seconds)
            if not response.found:
                return
            dates |= part.dates(response.value)
        for leeway, share in NEAR:
            scope = Scope(cohorts, dates=dates, leeway=leeway, around=around)
            plan = build(self.instance, self.settings, scope)
            self._improve(plan, names, around, None, share)

    def _on_dates_of_teams(self, cohorts: list[Cohort]) -> None:
        """Learn what dates, weekdays and trainers cost at least, and look for plans on the best of them."""
        names = [x.id for x in cohorts]
        by_days = all(self.instance.curriculum_of(x).by_days for x in cohorts)
        if not self._lessons or self.instance.joint_modules or not by_days:
            return
        around = of_others(self._lessons, names)
        whole = len(names) == len(self._new)
        outside = self._outside(cohorts, WINDOW) if whole else None

        def watch(_cost: int | None, bound: float) -> bool:
            if outside is not None:
                self._prove(min(rounded_up(bound), outside))
            return self._proved

        part = dates_of_teams(self.instance, self.settings, cohorts, WINDOW, around=around)
        response = self._solver.run(part.model, TEAMS_SHARE * self.limits.seconds, watch, linear=True)
        if outside is not None and response.status is not SolverStatus.UNKNOWN:
            infeasible = response.status is SolverStatus.INFEASIBLE
            self._prove(outside if infeasible else min(response.bound, outside))
        if not response.found:
            return
        dates, staff = part.dates(response.value), part.staff(response.value)
        for scope in (
            Scope(cohorts, dates=dates, staff=staff, around=around, single_runs=True),
            Scope(cohorts, dates=dates, around=around, single_runs=True),
            Scope(cohorts, dates=dates, leeway=1, around=around, single_runs=True),
        ):
            if not self._proved and not self._solver.stopped.is_set():
                plan = build(self.instance, self.settings, scope)
                self._improve(plan, names, around, None, ON_TEAMS_SHARE)

    @property
    def _proved(self) -> bool:
        return self._best is not None and self._best <= self._bound

    def _search(self, cohorts: list[Cohort]) -> None:
        """Search the plan of some new cohorts beside all others, the window growing while it may hide one."""
        names = [x.id for x in cohorts]
        window: int | None = WINDOW
        while not self._solver.stopped.is_set() and not self._proved:
            around = of_others(self._lessons or self.kept, names)
            if len({x.cohort for x in around}) + len(names) < len(self.instance.cohorts):
                return
            scope = Scope(cohorts, window=window, around=around)
            plan = build(self.instance, self.settings, scope)
            whole = len(names) == len(self._new)
            response = self._improve(plan, names, around, self._outside(cohorts, window) if whole else None)
            if response.status is SolverStatus.INFEASIBLE and window is None and whole:
                raise Impossible(*(no_place(cohort) for cohort in cohorts))
            exhausted = response.status in (SolverStatus.OPTIMAL, SolverStatus.INFEASIBLE)
            if self._proved or window is None or not exhausted:
                return
            window = 2 * window if 2 * window < self._longest(cohorts) else None

    def _improve(
        self,
        plan: PlanModel,
        names: list[str],
        around: Lessons,
        outside: float | None,
        share: float = 1.0,
    ) -> Response:
        """Solve a model from the best plan, and keep what is better; `outside` as in the exact search."""
        if self._lessons:
            start(plan, of_cohorts(self._lessons, names), self._solver)

        def watch(cost: int | None, bound: float) -> bool:
            if outside is not None and self._offset is not None:
                self._prove(min(bound, outside))
            return self._proved

        response = self._solver.run(plan.model, share * self.limits.seconds, watch)
        if response.found:
            lessons, added = found_in(plan, response, self.limits)
            self._take(lessons + around, added)
        if outside is not None and self._offset is not None and response.status is not SolverStatus.UNKNOWN:
            infeasible = response.status is SolverStatus.INFEASIBLE
            self._prove(outside if infeasible else min(response.bound, outside))
        return response

    def _take(self, lessons: Lessons, added: int | None = None) -> None:
        """Keep a plan if it is better, in the order of the tables; `added` tells what the kept ones cost."""
        cost = cost_of(costs(self.instance, lessons, self.settings))
        if added is not None and self._offset is None:
            self._offset = cost - added
        if (self._best is None or cost < self._best) and not check(self.instance, lessons):
            self._lessons = in_table_order(self.instance, lessons)
            self._best = cost
            self.report(self.progress())

    def _prove(self, added: float) -> None:
        """Take note of what the new cohorts add at least."""
        if self._offset is not None and added < inf and int(added) + self._offset > self._bound:
            self._bound = int(added) + self._offset
            self.report(self.progress())

    def _outside(self, cohorts: list[Cohort], window: int | None) -> float:
        """Return what new cohorts add at least if a session of one of them leaves the window."""
        if window is None:
            return inf
        weights = self.settings.weights
        return min(calendar_outside(grid, weights, window) for grid in self._grids(cohorts))

    def _longest(self, cohorts: list[Cohort]) -> int:
        return max(len(grid.weeks) for grid in self._grids(cohorts))

    def _grids(self, cohorts: list[Cohort]) -> list[CohortGrid]:
        calendars, margin = site_calendars(self.instance), self.settings.deadline_margin_weeks
        return [CohortGrid(self.instance, x, calendars[x.site], margin) for x in cohorts]

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())
