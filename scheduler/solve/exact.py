"""The search for few cohorts: a bound with dates and trainers, the best plan with these and with others.

Of several cohorts, a first plan comes from placing one beside the other, and better ones from changes within
some weeks while one thread proves a bound (:mod:`scheduler.solve.bounds.relaxation`), which has dates and
trainers; with these trainers, cohorts are laid out one beside the other (:mod:`scheduler.solve.laying`). The
best plan with those trainers is proved, then with others (:mod:`scheduler.solve.staffings`).
Of one cohort, or where that takes too long, the model on those dates comes next, then the whole model, within
windows around the even positions, and without them if they may have hidden something.
"""

import threading
import time
from dataclasses import dataclass, replace
from functools import partial
from math import inf

from scheduler.domain.plan import Status
from scheduler.domain.search import Outcome
from scheduler.model import Scope, build
from scheduler.solve import shares
from scheduler.solve.alone import Alone
from scheduler.solve.bounds.relaxation import ABSENT, PART_SECONDS, Relaxation, Staff, relax
from scheduler.solve.counting import obstacles
from scheduler.solve.insertion import insert_all
from scheduler.solve.laying import laid_out
from scheduler.solve.master import Box
from scheduler.solve.reasons import Impossible, together
from scheduler.solve.sharing import proposed
from scheduler.solve.solver import SolverStatus
from scheduler.solve.staffings import TrainersFirst
from scheduler.solve.steps import SearchSteps
from scheduler.text import N_

WAIT = 0.1
"""Seconds after which a thread that has nothing to do looks again."""


@dataclass
class ExactSearch(SearchSteps):
    """One search for the plan of few cohorts; see :class:`scheduler.solve.Search`."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._gave_up = self._settled = False
        self._heard: Staff | None = None
        self._tried: list[Staff | None] = [None]

    @property
    def gave_up(self) -> bool:
        """True if there is a plan, and a gap that one model will not close."""
        return self._gave_up

    @property
    def settled(self) -> bool:
        """True if the best plan with some trainers was proved, and others were tried."""
        return self._settled

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
        cohorts = len(self.instance.cohorts)
        trainers: TrainersFirst | None = None
        seen = None
        for closer, share in ((False, shares.BOUND_SHARE), (True, shares.CLOSER_SHARE)):
            if self._proved or (closer and cohorts > ABSENT and not self.instance.joint_modules):
                break
            relaxation = self._bounded(relaxation, share, closer=closer)
            if cohorts <= shares.WHOLE_OF and relaxation.dates != seen:
                self._plan_on_dates(relaxation)  # soon ended, and often enough
            if relaxation.dates != seen and not (self._threads and self._several) and not self._proved:
                self._try_out(relaxation.staff or {}, self._solver.stopped)
            if closer == (cohorts == 1):
                trainers = self._trainers_first(relaxation)
                relaxation = self._proposed(trainers) or relaxation
            if relaxation.dates != seen:
                self._with_trainers_of(relaxation, trainers)
            seen = relaxation.dates
            if not self._settled:
                self._in_slices(shares.AGAIN_SHARE if self._threads else shares.SLICES_SHARE)
        return relaxation

    def _bounded(self, relaxation: Relaxation, share: float, *, closer: bool = False) -> Relaxation:
        """Return what dates and trainers say together; another thread makes the plan better meanwhile."""
        if self._proved:
            return relaxation
        self._enter(N_("bound"))
        on_dates = partial(relaxation.on_dates, self._solver, self._prove, self._seconds(share), self._note)
        meanwhile = partial(self._trying_out, wait=self._seconds(shares.TRY_AFTER))
        return self._beside(partial(on_dates, closer=closer), meanwhile)

    def _proposed(self, trainers: TrainersFirst | None) -> Relaxation | None:
        """Return dates with trainers with whom no cohort alone costs more than was counted, if any."""
        if trainers is None or self._proved:
            return None
        self._enter(N_("bound"))
        over = self._passed(shares.PROPOSED_SHARE)
        return self._beside(partial(trainers.propose, self._solver, over), self._trying_out)

    def _note(self, staff: Staff) -> None:
        """Take note of trainers that are worth trying, for the thread that makes the plan better."""
        self._heard = staff

    def _hear(self, staff: Staff) -> None:
        """Take note of trainers that are proposed; of one cohort, try them at once."""
        self._note(staff)
        if len(self.instance.cohorts) == 1:
            self._try_out(staff, self._solver.stopped)

    def _try_out(self, staff: Staff, stopping: threading.Event) -> bool:
        """Look for a better plan with some trainers, one cohort laid out beside the other."""
        self._tried.append(staff)
        lessons, spent = laid_out(self._known, stopping, staff)
        self._solver.spent += spent
        better = bool(lessons) and self._kept.offer(lessons, self._known.price(lessons))
        if better:
            self._tell()
        return better

    def _trying_out(self, ended: threading.Event, wait: float = 0.0) -> None:
        """Make the plan better, and try trainers that are heard of, not before `wait` seconds.

        As long goes by after a try as it took, and twice as long each time that it was of no use.
        """
        again, rest = time.monotonic() + wait, 1

        def newer() -> bool:
            return self._heard not in self._tried and time.monotonic() >= again

        while not (ended.is_set() or self._proved):
            if self._heard is not None and newer():
                begun = time.monotonic()
                rest = 1 if self._try_out(self._heard, ended) else 2 * rest
                again = time.monotonic() + rest * (time.monotonic() - begun)
            self._polish(ended, lambda _polish: newer(), stretches=True)
            while not (newer() or self._proved or ended.wait(WAIT)):
                pass

    def _with_trainers_of(self, relaxation: Relaxation, trainers: TrainersFirst | None) -> None:
        """Look for the best plan with the trainers of a relaxation, then with others; else near its dates."""
        closed = self._beside(partial(self._with_trainers, relaxation))
        if closed and self._best is not None and not self._settled:
            self._settled = True
            if trainers is not None and not self._proved:
                self._enter(N_("other trainers"))
                trainers.run(self._solver, relaxation, side_by_side=self._threads)
        if not self._settled:
            if len(self.instance.cohorts) > shares.WHOLE_OF:
                self._plan_on_dates(relaxation)
            self._near_dates(relaxation, shares.NEAR_SHARE)

    def _near_dates(self, relaxation: Relaxation, share: float) -> None:
        """Look for a plan in single runs whose sessions are a week or less from the dates of a relaxation."""
        if not self._proved:
            self._enter(N_("plan near the best dates"))
            scope = Scope(dates=relaxation.dates or {}, leeway=shares.NEAR, single_runs=True)
            plan = build(self.instance, self.settings, scope)
            self._improve(plan, self._seconds(share), settle=shares.SETTLE)

    def _plan_on_dates(self, relaxation: Relaxation) -> None:
        """Look for a plan on the dates of a relaxation: with its trainers, in single runs, any."""
        if self._proved:
            return
        self._enter(N_("plan on the best dates"))
        dates, staff = relaxation.dates or {}, relaxation.staff or {}
        for scope, share, settle in (
            (Scope(dates=dates, staff=staff, single_runs=True), shares.STAFF_SHARE, 1.0),
            (Scope(dates=dates, single_runs=True), shares.RUNS_SHARE, 0.0),
            (Scope(dates=dates), shares.DATES_SHARE, shares.SETTLE),
        ):
            if not self._proved:
                plan = build(self.instance, self.settings, scope)
                self._improve(plan, self._on_dates_at_most(share), settle=settle)

    def _on_dates_at_most(self, share: float) -> float:
        """Return the seconds for a plan on given dates: more than a share where a cohort is alone."""
        if len(self.instance.cohorts) > 1:
            return self._seconds(share)
        seconds = max(self._seconds(shares.ALONE_ON_DATES), shares.LEAST_ON_DATES)
        # Of the others the solver knows when all time is over; where no clock is read, nobody else does.
        left = self.limits.seconds - self._solver.spent if self.limits.deterministic else inf
        return max(0.0, min(seconds, left))

    def _with_trainers(self, relaxation: Relaxation) -> bool:
        """Look for a plan with given trainers, of several cohorts, and tell whether the best is proved."""
        if len(self.instance.cohorts) == 1 or self._proved:
            return False
        self._enter(N_("plan with the best trainers"))
        given = Scope(dates=relaxation.dates or {}, staff=relaxation.staff or {})
        self._best_with(given, shares.STAFF_SHARE)
        closed, _spent = self._best_with(
            replace(given, dates={}, window=relaxation.window), shares.ANY_DATES_SHARE
        )
        return closed

    def _trainers_first(self, relaxation: Relaxation) -> TrainersFirst | None:
        """Return a search over trainers; None where modules are shared, by whomever."""
        if self._proved or self.instance.joint_modules:
            return None
        window, most = relaxation.window, lambda: inf if self._best is None else self._best
        alone = Alone(self._known, self._enough, window, self._seconds(shares.ALONE_SHARE))
        seconds = self._seconds(shares.TRAINERS_SHARE)

        def answer(box: Box) -> tuple[bool, float]:
            return self._best_with(Scope(window=window, among=box), shares.TRAINERS_SHARE)

        return TrainersFirst(relaxation, most, answer, self._hear, self._prove, alone, seconds)

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
