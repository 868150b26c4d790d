"""The search for few cohorts: a bound that knows dates and trainers, a plan on its dates, the whole model.

Of several cohorts, a first plan comes from placing one beside the other. Then:

1. A relaxation (:mod:`scheduler.solve.bounds.relaxation`) gives a lower bound, dates and trainers.
2. The model on those dates is small, with those trainers and modules in single runs smaller still. Its
   optimum is a plan, often at the bound: done. If not, the relaxation is told who is away when.
3. Slices of the year are improved, one after another, as long as that gains something: where there are
   threads, while the bound is proved, and after it.
4. Then the whole model starts from the best plan, within windows around the even
   positions, and without them if they may have hidden something.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial

from scheduler import check
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.model import PlanModel, Scope, build
from scheduler.solve.bounds.relaxation import ABSENT, PART_SECONDS, Relaxation, relax
from scheduler.solve.counting import obstacles
from scheduler.solve.insertion import insert_all
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.improvement import Improved
from scheduler.solve.neighbourhoods.polish import Polish
from scheduler.solve.reasons import Impossible, together
from scheduler.solve.sharing import proposed
from scheduler.solve.solver import Response, Solver, SolverStatus, rounded_up
from scheduler.solve.start import found_in, start
from scheduler.text import N_

PART_SHARE = 0.1
"""Largest share of the time for one part."""

BOUND_SHARE, CLOSER_SHARE = 0.5, 0.2
"""Shares of the time for dates and trainers together, and for a closer look."""

STAFF_SHARE, RUNS_SHARE, DATES_SHARE, NEAR_SHARE = 0.05, 0.05, 0.05, 0.1
"""Shares of the time for a plan with dates and trainers given, with dates alone in single runs and in any,
and near those dates."""

SLICES_SHARE, AGAIN_SHARE = 0.15, 0.06
"""Shares of the time for slices of the year, as long as they gain something: if no thread did so beside the
bound, and if one did."""

SETTLE = 0.1
"""Gap at which a plan on the best dates is good enough, once these cannot give the best plan."""

WHOLE_SHARE, SMALL = 0.08, 50
"""Share of the time for the whole model where the plan is far from the bound, and most sessions of all
cohorts for it: enough if it is small."""

FAR = 0.05
"""Gap after the plans on the best dates from which several cohorts are no longer one model's work."""

NEAR = 1
"""Weeks by which sessions may leave the best dates before all dates are open again."""


@dataclass
class ExactSearch:
    """One search for the plan of an instance small enough for one model; see :class:`scheduler.solve.Search`.

    Attributes
    ----------
    report
        Called with a :class:`Progress` whenever something improves, from any thread.
    start
        A plan that is known already; None if there is none.
    """

    instance: Instance
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None
    start: Outcome | None = None

    def __post_init__(self) -> None:
        self._solver = Solver(self.limits)
        self._started = time.monotonic()
        self._stage = N_("counting days, rooms and trainers")
        self._bound = 0
        self._best: int | None = None
        self._lessons: tuple[Lesson, ...] = ()
        self._gave_up = False
        self._kept: tuple[tuple[Lesson, ...], int] = ((), 0)
        self._newest: tuple[PlanModel, tuple[int, ...]] | None = None
        if self.start is not None and self.start.lessons:
            self._best, self._lessons = self.start.objective, self.start.lessons
            self._kept = self._lessons, self._best

    @property
    def spent(self) -> float:
        """Deterministic seconds of the solver so far."""
        return self._solver.spent

    @property
    def gave_up(self) -> bool:
        """True if there is a plan, and a gap that one model will not close."""
        return self._gave_up

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._solver.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(time.monotonic() - self._started, self._stage, self._best, self._bound)

    def so_far(self) -> tuple[tuple[Lesson, ...], int, int]:
        """Return the best plan (empty if there is none), its cost and the bound, from any thread.

        The model that runs now may have a better one than all before: it is not lost if this does not end.
        """
        newest, (lessons, cost) = self._newest, self._kept
        if newest is not None:
            plan, values = newest
            found = plan.lessons(lambda literal: bool(values[literal.index]))
            counted = check.cost_of(check.costs(self.instance, found, self.settings))
            if (not lessons or counted < cost) and not check.check(self.instance, found):
                lessons, cost = found, counted
        return lessons, cost, min(self._bound, cost) if lessons else self._bound

    def run(self) -> Outcome:
        """Search until the plan is proved best, the time is over, or :meth:`stop`."""
        self._started = time.monotonic()
        self._solver.until = self._started + self.limits.seconds
        try:
            found = obstacles(self.instance)
            if found:
                raise Impossible(*found)
            if len(self.instance.cohorts) > 1 and self._best is None:
                self._place_one_by_one()
            self._enter(N_("bound"))
            part = min(PART_SECONDS, PART_SHARE * self.limits.seconds)
            relaxation = relax(self.instance, self.settings, self._solver, self._prove, part)
            relaxation = self._on_dates(relaxation)
            if self._several and self._far:
                if sum(self.instance.curriculum_of(x).sessions for x in self.instance.cohorts) <= SMALL:
                    self._whole(relaxation, WHOLE_SHARE)
                self._gave_up = self._far
            if not self._proved and not self._gave_up:
                self._whole(relaxation, 1.0)
        except Impossible as impossible:
            return Outcome(Status.IMPOSSIBLE, (), 0, 0, self.progress().elapsed, impossible.obstacles)
        if self._best is None:
            return Outcome(Status.NOT_FOUND, (), 0, self._bound, self.progress().elapsed)
        status = Status.OPTIMAL if self._proved else Status.FEASIBLE
        bound = min(self._bound, self._best)
        return Outcome(status, self._lessons, self._best, bound, self.progress().elapsed)

    def _place_one_by_one(self) -> None:
        """Look for any plan: one cohort after another, each beside those before."""
        self._enter(N_("first plan"))
        limits, sharing = replace(self.limits, workers=1), proposed(self.instance, self.settings)
        known = Known(self.instance, self.settings, limits, self._solver.until, sharing)
        placed, spent = insert_all(known, self._solver.stopped)
        self._solver.spent += spent
        if not placed:
            return
        self._lessons = tuple(x for cohort in self.instance.cohorts for x in placed[cohort.id].lessons)
        self._best = sum(found.cost for found in placed.values())
        self._kept = self._lessons, self._best
        self.report(self.progress())

    def _on_dates(self, relaxation: Relaxation) -> Relaxation:
        """Look for a plan on and near the dates of the relaxation, once more where it has looked closer."""
        pays = self.instance.joint_modules or len(self.instance.cohorts) <= ABSENT
        for closer, share in ((False, BOUND_SHARE), (True, CLOSER_SHARE)):
            if self._proved or (closer and not pays):
                break
            self._enter(N_("bound"))
            known = relaxation.dates
            on_dates = partial(relaxation.on_dates, self._solver, self._prove, self._seconds(share))
            relaxation = self._beside(partial(on_dates, closer=closer))
            if relaxation.dates is not None and relaxation.dates != known:
                self._plan_on_dates(relaxation)
                self._near_dates(relaxation, NEAR_SHARE)
            self._in_slices(AGAIN_SHARE if self._threads else SLICES_SHARE)
        return relaxation

    def _near_dates(self, relaxation: Relaxation, share: float) -> None:
        """Look for a plan in single runs whose sessions are a week or less from the dates of a relaxation."""
        if not self._proved:
            self._enter(N_("plan near the best dates"))
            scope = Scope(dates=relaxation.dates or {}, leeway=NEAR, single_runs=True)
            plan = build(self.instance, self.settings, scope)
            self._improve(plan, self._seconds(share), settle=SETTLE)

    def _plan_on_dates(self, relaxation: Relaxation) -> None:
        """Look for a plan on the dates of a relaxation: with its trainers, in single runs, any."""
        self._enter(N_("plan on the best dates"))
        dates, staff = relaxation.dates or {}, relaxation.staff or {}
        for scope, share, settle in (
            (Scope(dates=dates, staff=staff, single_runs=True), STAFF_SHARE, 1.0),
            (Scope(dates=dates, single_runs=True), RUNS_SHARE, 0.0),
            (Scope(dates=dates), DATES_SHARE, SETTLE),
        ):
            if not self._proved:
                plan = build(self.instance, self.settings, scope)
                self._improve(plan, self._seconds(share), settle=settle)

    def _in_slices(self, share: float) -> None:
        """Improve the best plan within some weeks at a time, from the first to the last."""
        if self._proved or not self._lessons:
            return
        self._enter(N_("slices of the year"))
        begun = time.monotonic()

        def over(polish: Polish) -> bool:
            passed = polish.spent if self.limits.deterministic else time.monotonic() - begun
            return passed >= self._seconds(share)

        self._polish(self._solver.stopped, over, stretches=False)

    def _beside(self, bound: Callable[[], Relaxation]) -> Relaxation:
        """Return what is proved of a bound; another thread makes the plan better meanwhile."""
        if not self._threads or not self._several or self._proved:
            return bound()
        proved = threading.Event()
        with ThreadPoolExecutor(1) as threads:
            polishing = threads.submit(self._polish, proved, lambda _polish: False, stretches=True)
            try:
                # It ends soon when told to stop: so does the other then.
                return bound()
            finally:
                proved.set()
                polishing.result()

    def _polish(self, stopping: threading.Event, over: Callable[[Polish], bool], *, stretches: bool) -> None:
        limits = replace(self.limits, workers=1)
        known = Known(self.instance, self.settings, limits, self._solver.until)

        def take(improved: Improved) -> bool:
            if improved.gain and self._best is not None:
                self._lessons, self._best = improved.lessons, self._best - improved.gain
                self._kept = self._lessons, self._best
                self.report(self.progress())
            return self._proved or over(polish)

        polish = Polish(known, lambda: self._lessons, take)
        polish.run(stopping, stretches=stretches)
        self._solver.spent += polish.spent

    def _whole(self, relaxation: Relaxation, share: float) -> None:
        """Search the whole model, the window growing while it may hide a better plan."""
        window: int | None = relaxation.window
        while not self._solver.stopped.is_set():
            self._enter(N_("whole model"))
            outside = relaxation.bound_outside(window)
            plan = build(self.instance, self.settings, Scope(window=window))
            response = self._improve(plan, self._seconds(share), outside)
            if response.status is SolverStatus.INFEASIBLE and window is None:
                raise Impossible(together())
            exhausted = response.status in (SolverStatus.OPTIMAL, SolverStatus.INFEASIBLE)
            if self._proved or window is None or not exhausted:
                return
            window = relaxation.wider(window)

    # ------------------------------------------------------------------ steps

    @property
    def _proved(self) -> bool:
        return self._best is not None and self._best <= self._bound

    @property
    def _threads(self) -> bool:
        """True if two things may be done at once."""
        return self.limits.workers > 1 and not self.limits.deterministic

    @property
    def _several(self) -> bool:
        """True if there is a plan of several cohorts."""
        return len(self.instance.cohorts) > 1 and self._best is not None

    @property
    def _far(self) -> bool:
        """True if the best plan is so far from the bound that one model will not close the gap."""
        return self._best is None or self._best - self._bound > FAR * self._best

    def _seconds(self, share: float) -> float:
        """Return `share` of the time; the solver takes no more than what is left of it."""
        return share * self.limits.seconds

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())

    def _prove(self, bound: float) -> None:
        """Take note of a bound that holds for every plan."""
        if rounded_up(bound) > self._bound:
            self._bound = rounded_up(bound)
            self.report(self.progress())

    def _improve(
        self, plan: PlanModel, seconds: float, outside: float | None = None, settle: float = 0.0
    ) -> Response:
        """Solve `plan`, starting from the best plan, and keep what is better.

        Parameters
        ----------
        outside
            What any plan that `plan` leaves out costs at least; None if its bound
            says nothing of the others.
        settle
            End at this gap of its own once `plan` is proved not to reach the bound; 0 to
            go on until it is exhausted.
        """
        if self._lessons:
            start(plan, self._lessons, self._solver)

        def watch(cost: int | None, bound: float) -> bool:
            if cost is not None and (self._best is None or cost < self._best):
                self._best, self._newest = cost, (plan, self._solver.latest)
                self.report(self.progress())
            if outside is not None:
                self._prove(min(bound, outside))
            if self._proved or self._best is None or not settle or bound < self._bound + 0.5:
                return self._proved
            return self._best - bound <= settle * self._best

        known = self._best
        response = self._solver.run(plan.model, seconds, watch)
        best = known
        if response.found:
            lessons, cost = found_in(plan, response, self.limits)
            if known is None or cost < known:
                best, self._lessons = cost, lessons
        self._best = best
        if best is not None:
            self._kept = self._lessons, best
        self._newest = None
        if outside is not None and response.status is SolverStatus.INFEASIBLE:
            self._prove(outside)
        elif outside is not None and response.status is not SolverStatus.UNKNOWN:
            self._prove(min(response.bound, outside))
        return response
