"""The search for few cohorts: a bound with dates and trainers, the best plan with these and with others.

Of several cohorts, a first plan comes from placing one beside the other, and better ones from changes within
some weeks while one thread proves a bound (:mod:`scheduler.solve.bounds.relaxation`), which has dates and
trainers. The best plan with those trainers is proved, then with others (:mod:`scheduler.solve.staffings`).
Of one cohort, or where that takes too long, the model on those dates comes next, then the whole model, within
windows around the even positions, and without them if they may have hidden something.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from typing import TypeVar

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Status
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.model import PlanModel, Scope, build
from scheduler.solve import shares
from scheduler.solve.alone import Alone
from scheduler.solve.best import BestPlan, Newest
from scheduler.solve.bounds.relaxation import ABSENT, PART_SECONDS, Relaxation, Staff, relax
from scheduler.solve.counting import obstacles
from scheduler.solve.insertion import insert_all
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.improvement import Improved
from scheduler.solve.neighbourhoods.polish import Polish, beside
from scheduler.solve.reasons import Impossible, together
from scheduler.solve.sharing import proposed
from scheduler.solve.solver import Response, Solver, SolverStatus, rounded_up
from scheduler.solve.staffings import TrainersFirst, best_with
from scheduler.solve.start import found_in, start
from scheduler.text import N_

T = TypeVar("T")


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
        self._kept = BestPlan()
        self._gave_up = self._settled = False
        if self.start is not None and self.start.lessons:
            self._kept.offer(self.start.lessons, self.start.objective)

    @property
    def spent(self) -> float:
        """Deterministic seconds of the solver so far."""
        return self._solver.spent

    @property
    def gave_up(self) -> bool:
        """True if there is a plan, and a gap that one model will not close."""
        return self._gave_up

    @property
    def settled(self) -> bool:
        """True if the best plan with some trainers was proved, and others were tried."""
        return self._settled

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._solver.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(time.monotonic() - self._started, self._stage, self._best, self._bound)

    def so_far(self) -> tuple[tuple[Lesson, ...], int, int]:
        """Return the best plan (empty if there is none), its cost and the bound, from any thread."""
        lessons, cost = self._kept.so_far(self._known)
        return lessons, cost or 0, self._bound if cost is None else min(self._bound, cost)

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
            part = min(PART_SECONDS, shares.PART_SHARE * self.limits.seconds)
            relaxation = relax(self.instance, self.settings, self._solver, self._prove, part)
            relaxation = self._on_dates(relaxation)
            if not self._settled or len(self.instance.cohorts) <= shares.WHOLE_OF:
                self._all_open(relaxation)
        except Impossible as impossible:
            return Outcome(Status.IMPOSSIBLE, (), 0, 0, self.progress().elapsed, impossible.obstacles)
        lessons, cost = self._kept.now
        if cost is None:
            return Outcome(Status.NOT_FOUND, (), 0, self._bound, self.progress().elapsed)
        status = Status.OPTIMAL if cost <= self._bound else Status.FEASIBLE
        return Outcome(status, lessons, cost, min(self._bound, cost), self.progress().elapsed)

    def _all_open(self, relaxation: Relaxation) -> None:
        """Search the whole model: to the end of the time if it may close the gap, else a short try."""
        if self._several and self._far:
            sessions = sum(self.instance.curriculum_of(x).sessions for x in self.instance.cohorts)
            if sessions <= shares.SMALL:
                self._whole(relaxation, shares.WHOLE_SHARE)
            self._gave_up = self._far
        if not self._proved and not self._gave_up:
            self._whole(relaxation, 1.0)

    def _place_one_by_one(self) -> None:
        """Look for any plan: one cohort after another, each beside those before."""
        self._enter(N_("first plan"))
        known = replace(self._known, sharing=proposed(self.instance, self.settings))
        placed, spent = insert_all(known, self._solver.stopped)
        self._solver.spent += spent
        if not placed:
            return
        lessons = tuple(x for cohort in self.instance.cohorts for x in placed[cohort.id].lessons)
        self._kept.offer(lessons, sum(found.cost for found in placed.values()))
        self.report(self.progress())

    def _on_dates(self, relaxation: Relaxation) -> Relaxation:
        """Look for a plan on and near the dates of the relaxation, once more where it has looked closer."""
        pays = self.instance.joint_modules or len(self.instance.cohorts) <= ABSENT
        trainers: TrainersFirst | None = None
        for closer, share in ((False, shares.BOUND_SHARE), (True, shares.CLOSER_SHARE)):
            if self._proved or (closer and not pays):
                break
            self._enter(N_("bound"))
            known = relaxation.dates
            on_dates = partial(relaxation.on_dates, self._solver, self._prove, self._seconds(share))
            relaxation = self._beside(partial(on_dates, closer=closer))
            if relaxation.dates is not None and relaxation.dates != known:
                if two := len(self.instance.cohorts) <= shares.WHOLE_OF:
                    self._plan_on_dates(relaxation)  # soon ended, and often enough
                if trainers is None and (trainers := self._trainers_first(relaxation)) is not None:
                    self._enter(N_("bound"))
                    relaxation = self._beside(partial(trainers.propose, self._solver)) or relaxation
                closed = self._beside(partial(self._with_trainers, relaxation))
                if closed and self._best is not None and not self._settled:
                    self._settled = True
                    if trainers is not None and not self._proved:
                        self._enter(N_("other trainers"))
                        trainers.run(self._solver, relaxation, side_by_side=self._threads)
                if not self._settled:
                    if not two:
                        self._plan_on_dates(relaxation)
                    self._near_dates(relaxation, shares.NEAR_SHARE)
            if not self._settled:
                self._in_slices(shares.AGAIN_SHARE if self._threads else shares.SLICES_SHARE)
        return relaxation

    def _near_dates(self, relaxation: Relaxation, share: float) -> None:
        """Look for a plan in single runs whose sessions are a week or less from the dates of a relaxation."""
        if not self._proved:
            self._enter(N_("plan near the best dates"))
            scope = Scope(dates=relaxation.dates or {}, leeway=shares.NEAR, single_runs=True)
            plan = build(self.instance, self.settings, scope)
            self._improve(plan, self._seconds(share), settle=shares.SETTLE)

    def _plan_on_dates(self, relaxation: Relaxation) -> None:
        """Look for a plan on the dates of a relaxation: with its trainers, in single runs, any."""
        self._enter(N_("plan on the best dates"))
        dates, staff = relaxation.dates or {}, relaxation.staff or {}
        for scope, share, settle in (
            (Scope(dates=dates, staff=staff, single_runs=True), shares.STAFF_SHARE, 1.0),
            (Scope(dates=dates, single_runs=True), shares.RUNS_SHARE, 0.0),
            (Scope(dates=dates), shares.DATES_SHARE, shares.SETTLE),
        ):
            if not self._proved:
                plan = build(self.instance, self.settings, scope)
                self._improve(plan, self._seconds(share), settle=settle)

    def _with_trainers(self, relaxation: Relaxation) -> bool:
        """Look for a plan with given trainers, of several cohorts, and tell whether the best is proved."""
        if len(self.instance.cohorts) == 1 or self._proved:
            return False
        self._enter(N_("plan with the best trainers"))
        given = Scope(dates=relaxation.dates or {}, staff=relaxation.staff or {})
        self._best_with(given, shares.STAFF_SHARE)
        return self._best_with(replace(given, dates={}, window=relaxation.window), shares.ANY_DATES_SHARE)

    def _best_with(self, scope: Scope, share: float) -> bool:
        """Look for a better plan in one thread, and tell whether the scope holds none."""
        closed, spent = best_with(self._known, self._solver.stopped, self._kept, scope, self._seconds(share))
        self._solver.spent += spent
        self.report(self.progress())
        return closed

    def _trainers_first(self, relaxation: Relaxation) -> TrainersFirst | None:
        """Return a search over trainers; None of one cohort, or where modules are shared, by whomever."""
        if self._proved or len(self.instance.cohorts) == 1 or self.instance.joint_modules:
            return None
        window, most = relaxation.window, lambda: inf if self._best is None else self._best
        alone = Alone(self._known, self._solver.stopped, window, self._seconds(shares.ALONE_SHARE))
        seconds = self._seconds(shares.TRAINERS_SHARE)
        return TrainersFirst(relaxation, most, partial(self._answer, window), self._prove, alone, seconds)

    def _answer(self, window: int, staff: Staff) -> bool:
        return self._best_with(Scope(window=window, staff=staff), shares.OTHERS_SHARE)

    def _in_slices(self, share: float) -> None:
        """Improve the best plan within some weeks at a time, from the first to the last."""
        if self._proved or not self._kept.lessons:
            return
        self._enter(N_("slices of the year"))
        begun = time.monotonic()

        def over(polish: Polish) -> bool:
            passed = polish.spent if self.limits.deterministic else time.monotonic() - begun
            return passed >= self._seconds(share)

        self._polish(self._solver.stopped, over, stretches=False)

    def _beside(self, work: Callable[[], T]) -> T:
        """Do what one thread does; another makes the plan better meanwhile."""
        if not self._threads or not self._several or self._proved:
            return work()
        return beside(lambda proved: self._polish(proved, lambda _polish: False, stretches=True), work)

    def _polish(self, stopping: threading.Event, over: Callable[[Polish], bool], *, stretches: bool) -> None:

        def take(improved: Improved) -> bool:
            if improved.gain and self._kept.offer(improved.lessons, self._known.price(improved.lessons)):
                self.report(self.progress())
            return self._proved or over(polish)

        polish = Polish(self._known, lambda: self._kept.lessons, take)
        polish.run(stopping, stretches=stretches)
        self._solver.spent += polish.spent

    def _whole(self, relaxation: Relaxation, share: float) -> None:
        """Search the whole model, the window growing while it may hide a better plan."""
        window: int | None = relaxation.window
        while not self._solver.stopped.is_set():
            self._enter(N_("whole model"))
            plan = build(self.instance, self.settings, Scope(window=window))
            response = self._improve(plan, self._seconds(share), relaxation.bound_outside(window))
            if response.status is SolverStatus.INFEASIBLE and window is None:
                raise Impossible(together())
            exhausted = response.status in (SolverStatus.OPTIMAL, SolverStatus.INFEASIBLE)
            if self._proved or window is None or not exhausted:
                return
            window = relaxation.wider(window)

    # ------------------------------------------------------------------ steps

    @property
    def _best(self) -> int | None:
        return self._kept.least

    @property
    def _known(self) -> Known:
        """What one thread is told."""
        return Known(self.instance, self.settings, replace(self.limits, workers=1), self._solver.until)

    @property
    def _proved(self) -> bool:
        return self._best is not None and self._best <= self._bound

    @property
    def _threads(self) -> bool:
        return self.limits.workers > 1 and not self.limits.deterministic

    @property
    def _several(self) -> bool:
        return len(self.instance.cohorts) > 1 and self._best is not None

    @property
    def _far(self) -> bool:
        """True if the best plan is so far from the bound that one model will not close the gap."""
        return self._best is None or self._best - self._bound > shares.FAR * self._best

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
        self,
        plan: PlanModel,
        seconds: float,
        outside: float | None = None,
        settle: float = 0.0,
    ) -> Response:
        """Solve `plan`, starting from the best plan, and keep what is better.

        Parameters
        ----------
        outside
            What any plan that `plan` leaves out costs at least; None if its bound says nothing of those.
        settle
            End at this gap of its own once `plan` is proved not to reach the bound; 0 to exhaust it.
        """
        if lessons := self._kept.lessons:
            start(plan, lessons, self._solver)

        def watch(cost: int | None, bound: float) -> bool:
            best = self._best
            if cost is not None and (best is None or cost < best):
                self._kept.newest, best = Newest(plan, self._solver.latest, cost), cost
                self.report(self.progress())
            if outside is not None:
                self._prove(min(bound, outside))
            if best is None or self._proved:
                return self._proved
            if not settle or bound < self._bound + 0.5:
                return False
            return best - bound <= settle * best

        response = self._solver.run(plan.model, seconds, watch)
        if response.found and (self._kept.cost is None or response.objective < self._kept.cost):
            self._kept.offer(*found_in(plan, response, self.limits))
        self._kept.newest = None
        if outside is not None and response.status is SolverStatus.INFEASIBLE:
            self._prove(outside)
        elif outside is not None and response.status is not SolverStatus.UNKNOWN:
            self._prove(min(response.bound, outside))
        return response
