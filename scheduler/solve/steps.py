"""What a search for few cohorts does in steps: the best plan, the bound, and ways to make either better."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.model import PlanModel, Scope
from scheduler.solve import shares
from scheduler.solve.best import BestPlan, Newest
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.improvement import Improved
from scheduler.solve.neighbourhoods.polish import Polish, beside
from scheduler.solve.solver import Response, Solver, SolverStatus, rounded_up
from scheduler.solve.staffings import best_with
from scheduler.solve.start import found_in, start
from scheduler.text import N_

T = TypeVar("T")


@dataclass
class SearchSteps:
    """A search for the plan of few cohorts, and what it does in steps.

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
        self._enough = threading.Event()
        if self.start is not None and self.start.lessons:
            self._kept.offer(self.start.lessons, self.start.objective)

    @property
    def spent(self) -> float:
        """Deterministic seconds of the solver so far."""
        return self._solver.spent

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._solver.stop()
        self._enough.set()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(time.monotonic() - self._started, self._stage, self._best, self._bound)

    def so_far(self) -> tuple[tuple[Lesson, ...], int, int]:
        """Return the best plan (empty if there is none), its cost and the bound, from any thread."""
        lessons, cost = self._kept.so_far(self._known)
        return lessons, cost or 0, self._bound if cost is None else min(self._bound, cost)

    # ------------------------------------------------------------------ steps

    def _best_with(self, scope: Scope, share: float) -> tuple[bool, float]:
        """Look for a better plan in one thread; tell whether the scope holds none, and seconds spent."""
        closed, spent = best_with(self._known, self._enough, self._kept, scope, self._seconds(share))
        self._solver.spent += spent
        self._tell()
        return closed, spent

    def _in_slices(self, share: float) -> None:
        """Improve the best plan within some weeks at a time, from the first to the last."""
        if self._proved or not self._kept.lessons:
            return
        self._enter(N_("slices of the year"))
        passed = self._passed(share)

        def over(polish: Polish) -> bool:
            if self.limits.deterministic:
                return polish.spent >= self._seconds(share)
            return passed()

        self._polish(self._solver.stopped, over, stretches=False)

    def _beside(self, work: Callable[[], T], meanwhile: Callable[[threading.Event], None] | None = None) -> T:
        """Do what one thread does; another makes the plan better meanwhile."""
        if not self._threads or not self._several or self._proved:
            return work()
        polish = partial(self._polish, over=lambda _polish: False, stretches=True)
        return beside(meanwhile or polish, work)

    def _polish(self, stopping: threading.Event, over: Callable[[Polish], bool], *, stretches: bool) -> None:
        """Improve the best plan within some weeks at a time until it is proved best, or enough is done."""

        def take(improved: Improved) -> bool:
            if improved.gain and self._kept.offer(improved.lessons, self._known.price(improved.lessons)):
                self._tell()
            return self._proved or over(polish)

        polish = Polish(self._known, lambda: self._kept.lessons, take)
        polish.run(stopping, stretches=stretches)
        self._solver.spent += polish.spent

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

    def _passed(self, share: float) -> Callable[[], bool]:
        """Return what tells whether a share of the time has passed from now on."""
        begun, spent = time.monotonic(), self._solver.spent

        def passed() -> bool:
            now = self._solver.spent - spent if self.limits.deterministic else time.monotonic() - begun
            return now >= self._seconds(share)

        return passed

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())

    def _tell(self) -> None:
        """Report where the search stands, and end what another thread made needless."""
        if self._proved:
            self._enough.set()
        self.report(self.progress())

    def _prove(self, bound: float) -> None:
        """Take note of a bound that holds for every plan."""
        if rounded_up(bound) > self._bound:
            self._bound = rounded_up(bound)
            self._tell()

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
