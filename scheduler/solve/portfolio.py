"""A portfolio of searches: exact where the proof is within leeway, else by large neighbourhoods.

What callers see does not depend on the size: a report whenever something improves, a plan
that only gets better, a bound beside it, and an outcome.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from math import inf

from scheduler.check import cost_of as cost_of_plan
from scheduler.check import costs
from scheduler.domain.cluster import clusters_in
from scheduler.domain.gap import pace
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Obstacle, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.solve.beside import BesideSearch
from scheduler.solve.bounds.unavoidable import unavoidable
from scheduler.solve.counting import obstacles
from scheduler.solve.exact import ExactSearch
from scheduler.solve.known import Known, Lessons, cost_of
from scheduler.solve.local import LocalSearch
from scheduler.solve.near import held, holding, nearer
from scheduler.solve.neighbourhoods import NeighbourhoodSearch
from scheduler.solve.reasons import no_place
from scheduler.solve.solver import Solver
from scheduler.text import N_

EXACT = 4
"""Most cohorts that one model holds. Of four, the optimum is proved in seconds where trainers
are not scarce; of eight, the gap stood at 4 % after two minutes."""

LOCAL = 16
"""Most cohorts of which limited changes are proved one after another."""

LOCAL_SHARE, MORE_LOCAL = 0.12, 0.03
"""Share of the time for that, and how much more for each cohort: one cohort of seven trainers took seven
seconds; four, with few trainers, seldom end in a third of a minute."""

LOCAL_OF_MANY, AMPLE = 0.25, 12.0
"""Share of the time for that where one model does not hold all cohorts, and seconds for each cohort from
which it is spent: with less, the plan is still far from what it would be said of."""

CLOSING, LEAST_LOCAL = 1.5, 2.0
"""Seconds that ending worker processes may take, in which they still work on a model; and seconds besides
that are worth starting them for."""

NEAR_SHARE = 0.2
"""Share of the time that is left for coming back to a plan to stay near to."""

UNAVOIDABLE, UNAVOIDABLE_SHARE = 0.4, 0.05
"""Seconds for each cohort that are left for what of the cost no plan avoids, and their share at most."""

ATTEMPTS = 4
"""Times that others make way for a cohort before a partial plan does without it."""


@dataclass
class Search:
    """One search for the plan of an instance.

    Attributes
    ----------
    report
        Called with a :class:`Progress` whenever something improves, from any thread.
    partial
        True to give the plan of the cohorts that can be placed if not all can.
    kept
        Lessons of cohorts that keep every one of them: the others are planned beside.
    near
        A plan that keeps the rules, to start from: the plan is never worse, and of plans that cost as
        little it is one that changes few of its half-days.
    since
        The first day on which a plan may differ from that one.
    """

    instance: Instance
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None
    partial: bool = False
    kept: Lessons = ()
    near: Lessons = ()
    since: date = date.min

    def __post_init__(self) -> None:
        self._started = time.monotonic()
        self._stopped = threading.Event()
        self._running: ExactSearch | NeighbourhoodSearch | LocalSearch | BesideSearch | None = None
        self._spent = 0.0
        self._left_out: dict[str, Obstacle] = {}
        self._better: list[tuple[float, int]] = []

    def run(self) -> Outcome:
        """Search until the plan is proved best, the time is over, or :meth:`stop`."""
        self._started = time.monotonic()
        if self.kept:
            outcome = self._run(
                BesideSearch(self.instance, self.settings, self.kept, self.limits, self._tell)
            )
        elif self.near:
            outcome = self._near()
        else:
            outcome = self._partial() if self.partial else self._whole(self.instance)
        if outcome.status is Status.FEASIBLE:
            outcome = self._explained(outcome)
        return replace(outcome, seconds=time.monotonic() - self._started)

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._stopped.set()
        if self._running is not None:
            self._running.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        elapsed = time.monotonic() - self._started
        if self._running is None:
            return Progress(elapsed, N_("counting days, rooms and trainers"), None, 0)
        return replace(self._running.progress(), elapsed=elapsed)

    def so_far(self) -> Outcome:
        """Return what is found by now, from any thread: for callers who do not wait for :meth:`run`."""
        elapsed = time.monotonic() - self._started
        lessons, cost, bound = self._running.so_far() if self._running is not None else ((), 0, 0)
        left_out = dict(self._left_out)
        complete = {x.cohort for x in lessons} | set(left_out) == set(self.instance.cohort)
        if not lessons or not complete:
            return Outcome(Status.NOT_FOUND, (), 0, bound, elapsed)
        status = Status.OPTIMAL if cost <= bound else Status.FEASIBLE
        local = self._running.proved() if isinstance(self._running, LocalSearch) else None
        return Outcome(
            status,
            lessons,
            cost,
            min(bound, cost),
            elapsed,
            left_out=left_out,
            local=local if status is Status.FEASIBLE else None,
        )

    def _explained(self, found: Outcome) -> Outcome:
        """Return a plan that is not proved best with what of its cost no plan avoids, and the pace."""
        if not self.limits.deterministic:
            found = replace(found, pace=pace(time.monotonic() - self._started, self._better))
        limits = self._left(whole=True)
        if self.kept or self._stopped.is_set() or limits.seconds <= 0:
            return found
        until = inf if limits.deterministic else time.monotonic() + limits.seconds
        solver = Solver(replace(limits, workers=1), until, self._stopped)
        least = unavoidable(self.instance.without(found.left_out), self.settings, solver)
        bound = min(found.objective, max(found.bound, least.total))
        status = Status.OPTIMAL if bound == found.objective else Status.FEASIBLE
        if status is Status.OPTIMAL:
            return replace(found, status=status, bound=bound, local=None, pace=None)
        return replace(found, bound=bound, unavoidable=least)

    def _whole(self, instance: Instance, start: Outcome | None = None) -> Outcome:
        """Search for the plan of all cohorts; what is not proved best, among limited changes too."""
        share = self._local_share(len(instance.cohorts))
        found = self._unlimited(instance, start, share)
        if found.status is Status.NOT_FOUND and share and not self._stopped.is_set():
            return self._another(instance, found)
        if found.status is not Status.FEASIBLE or not share or self._stopped.is_set():
            return found
        limits = self._left()
        if not limits.deterministic:
            limits = replace(limits, seconds=limits.seconds - CLOSING)
            if limits.seconds < LEAST_LOCAL:
                return found
        return self._run(LocalSearch(instance, self.settings, found, limits, self._tell))

    def _another(self, instance: Instance, found: Outcome) -> Outcome:
        """Search in the time kept for limited changes, where there is no plan to change."""
        limits = self._left()
        if limits.seconds < LEAST_LOCAL:
            return found
        outcome = self._neighbourhoods(instance, None, limits)
        return outcome if outcome.lessons or outcome.obstacles else found

    def _local_share(self, cohorts: int) -> float:
        """Return the share of the time that is left to limited changes."""
        if cohorts <= EXACT:
            return LOCAL_SHARE + MORE_LOCAL * cohorts
        return LOCAL_OF_MANY if cohorts <= LOCAL and self.limits.seconds >= AMPLE * cohorts else 0.0

    def _unlimited(self, instance: Instance, start: Outcome | None, share: float) -> Outcome:
        """Search for the plan of all cohorts: exactly, if they are few, until one model gives up.

        A share of the time is left.
        """
        limits = self._left(share)
        if (start is None or self.near) and len(instance.cohorts) <= EXACT:
            exact = ExactSearch(instance, self.settings, limits, self._tell, start)
            found = self._run(exact)
            limits = self._left(share)
            if not exact.gave_up or exact.settled or self._stopped.is_set() or limits.seconds < LEAST_LOCAL:
                return found
            return self._neighbourhoods(instance, found, limits)
        return self._neighbourhoods(instance, start, limits)

    def _neighbourhoods(self, instance: Instance, start: Outcome | None, limits: Limits) -> Outcome:
        attempts = ATTEMPTS if self.partial else None
        return self._run(NeighbourhoodSearch(instance, self.settings, limits, self._tell, start, attempts))

    def _near(self) -> Outcome:
        """Search from the plan to stay near to; then, among plans that cost as little, come back to it."""
        cost = cost_of_plan(costs(self.instance, self.near, self.settings))
        instance = holding(self.instance, self.near, self.since)
        found = self._whole(instance, Outcome(Status.FEASIBLE, self.near, cost, 0, 0.0))
        if not found.lessons:
            return found
        lessons = None
        if found.objective < cost:
            limits = replace(self.limits, workers=1, seconds=NEAR_SHARE * self.limits.seconds)
            near = nearer(instance, self.settings, limits, found.lessons, self.near)
            lessons = held(self.instance, near, self.near, self.since)
        if lessons is None:
            return _of_others(found, self.near, cost)
        return _of_others(found, lessons, found.objective)

    def _run(self, search: ExactSearch | NeighbourhoodSearch | LocalSearch | BesideSearch) -> Outcome:
        self._running = search
        if self._stopped.is_set():
            search.stop()
        outcome = search.run()
        self._spent += search.spent
        return outcome

    def _left(self, share: float = 0.0, *, whole: bool = False) -> Limits:
        """Return the limits of what begins now: a share of the time is left to the next; `whole`, none is."""
        spent = self._spent if self.limits.deterministic else time.monotonic() - self._started
        reserved = min(UNAVOIDABLE * len(self.instance.cohorts), UNAVOIDABLE_SHARE * self.limits.seconds)
        if self.near:
            reserved = NEAR_SHARE * self.limits.seconds
        left = (self.limits.seconds - (0.0 if whole else reserved)) * (1 - share) - spent
        return replace(self.limits, seconds=max(0.0, left))

    def _tell(self, progress: Progress) -> None:
        elapsed = time.monotonic() - self._started
        if progress.best is not None and (not self._better or progress.best < self._better[-1][1]):
            self._better.append((elapsed, progress.best))
        self.report(replace(progress, elapsed=elapsed))

    def _partial(self) -> Outcome:
        """Search for the plan of all cohorts, then of those for which there seems to be room."""
        instance, left_out = possible_part(self.instance)
        self._left_out = dict(left_out)
        outcome = start = None
        while instance.cohorts and (start is not None or not self._stopped.is_set()):
            outcome = self._whole(instance, start)
            missing = self._missing(instance, outcome)
            if not missing:
                break
            left_out |= missing
            self._left_out = dict(left_out)
            instance = instance.without(missing)
            start = self._placed(instance)
        if outcome is None:
            return Outcome(Status.IMPOSSIBLE, (), 0, 0, 0.0, tuple(left_out.values()))
        return replace(outcome, left_out=left_out)

    def _placed(self, instance: Instance) -> Outcome | None:
        """Return the plan that the last search had for these cohorts; None if it lacks one of them."""
        if not isinstance(self._running, NeighbourhoodSearch):
            return None
        if self._running.instance.joint_modules != instance.joint_modules:
            return None  # groups were formed with the learners of a cohort that is left out
        lessons = tuple(x for x in self._running.placed if x.cohort in instance.cohort)
        if len({x.cohort for x in lessons}) < len(instance.cohorts):
            return None
        limits = replace(self.limits, workers=1)
        known = Known(instance, self.settings, limits, sharing=clusters_in(instance, lessons))
        return Outcome(Status.FEASIBLE, lessons, cost_of(known, lessons), 0, 0.0)

    def _missing(self, instance: Instance, outcome: Outcome) -> dict[str, Obstacle]:
        """Return the cohorts to leave out next, and why; none if there is a plan."""
        if outcome.lessons:
            return {}
        if outcome.left_out:
            return dict(outcome.left_out)
        last = instance.cohorts[-1]
        named = {x.where: x for x in outcome.obstacles if x.where in instance.cohort}
        return named or {last.id: next(iter(outcome.obstacles), no_place(last))}


def _of_others(found: Outcome, lessons: Lessons, cost: int) -> Outcome:
    """Return what was found with other lessons, of which nothing is proved of limited changes."""
    local = found.local if set(lessons) == set(found.lessons) else None
    return replace(found, lessons=lessons, objective=cost, local=local)


def possible_part(instance: Instance) -> tuple[Instance, dict[str, Obstacle]]:
    """Return the instance without the cohorts that counting rules out, and why each is left out.

    First those that have no plan even alone; then, while the others cannot go together, the
    last of the table, one by one: cohorts come in the order in which a centre promised them.
    """
    left_out: dict[str, Obstacle] = {}
    while found := obstacles(instance):
        alone: dict[str, Obstacle] = {}
        for cohort in instance.cohorts:
            others = {x.id for x in instance.cohorts} - {cohort.id}
            if reasons := obstacles(instance.without(others)):
                alone[cohort.id] = reasons[0]
        if not alone and instance.cohorts:
            alone = {instance.cohorts[-1].id: found[0]}
        if not alone:
            break
        left_out |= alone
        instance = instance.without(alone)
    return instance, left_out
