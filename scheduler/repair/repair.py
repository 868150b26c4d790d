"""The search for a repair: the fewest half-days changed, with the proof; then who is told; then the cost.

Lower bounds come from cohorts by themselves: what one must change though nobody else trains, but for what
must stay of the others. Repairs come from the cohorts whose lessons break a rule, the others staying as they
are; then from all. Both begin with sessions in their weeks and let more and more leave them
(:mod:`scheduler.repair.reach`), until they meet: mostly at once, in small models.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from math import inf

from scheduler.check import check
from scheduler.domain.changes import changes
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Obstacle, Progress
from scheduler.domain.time import monday
from scheduler.model import PlanModel
from scheduler.model.settled import keep
from scheduler.model.wide import wide_enough
from scheduler.repair.aim import Aim, Repaired, Unit
from scheduler.repair.models import Models
from scheduler.solve.counting import obstacles, obstacles_left
from scheduler.solve.known import Lessons, in_table_order, of_cohorts, of_others
from scheduler.solve.reasons import Impossible, together
from scheduler.solve.solver import Response, Solver, SolverStatus
from scheduler.solve.start import start
from scheduler.text import N_

MOVING = (0, 1, 2, 3, 5, 8, None)
"""How many sessions may leave their weeks, step by step; None for any number."""

POLISH_SECONDS = 3.0
"""Most time for each, unless told: whom to tell, and what it costs, among the repairs that change least."""

POLISH_REACH = timedelta(weeks=4)
"""How far from what changes lessons may change instead of others, then."""


@dataclass
class Repair:
    """One search for the repair of a plan.

    Attributes
    ----------
    report
        Called with a :class:`Progress` whenever something improves, from any thread.
    polish
        Most seconds for each: whom to tell, and what it costs, among the repairs that change as little.
    """

    aim: Aim
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None
    polish: float = POLISH_SECONDS

    def __post_init__(self) -> None:
        self._started = time.monotonic()
        self._solver = Solver(self.limits)
        self._models = Models(self.aim)
        self._stage = N_("rules that are broken")
        self._alone: dict[Unit, int] = {}
        self._exact: set[Unit] = set()
        self._together = 0
        self._best: Lessons = ()
        self._changed: int | None = None

    # ------------------------------------------------------------------ what callers see

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best repair so far."""
        self._solver.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(time.monotonic() - self._started, self._stage, self._changed, self._fewest)

    def so_far(self) -> Repaired:
        """Return the best repair found by now, from any thread."""
        elapsed = time.monotonic() - self._started
        if self._changed is None:
            return Repaired(Status.NOT_FOUND, (), 0, self._fewest, elapsed)
        status = Status.OPTIMAL if self._changed <= self._fewest else Status.FEASIBLE
        return Repaired(status, self._best, self._changed, min(self._fewest, self._changed), elapsed)

    def run(self) -> Repaired:
        """Search until fewest changes are proved, the time is over, or :meth:`stop`."""
        self._started = time.monotonic()
        self._solver.until = self._started + self.limits.seconds
        try:
            if not check(self.aim.instance, self.aim.lessons):
                self._take(self.aim.lessons)
                return self.so_far()
            aim = self.aim
            if found := obstacles(wide_enough(aim.instance, aim.lessons, aim.since)):
                raise Impossible(*found)
            if found := tuple(obstacles_left(self.aim.instance, self.aim.lessons, self.aim.since)):
                raise Impossible(*found)
            self._enter(N_("fewest changes"))
            self._search()
        except Impossible as impossible:
            elapsed = time.monotonic() - self._started
            return Repaired(Status.IMPOSSIBLE, (), 0, 0, elapsed, impossible.obstacles)
        if self.polish and self._best and self._changed:
            self._enter(N_("among repairs that change as little"))
            self._polish()
        return self.so_far()

    # ------------------------------------------------------------------ fewest changes

    def _search(self) -> None:
        broken = [unit for unit in self.aim.units if self._broken(unit)]
        self._alone = dict.fromkeys(broken, 1)
        named, held = self._named(), {x.cohort for x in self.aim.held}
        hit = [tuple(name for name in unit if name in named) for unit in self.aim.units]
        # Who keeps what was edited comes last: others make way for it.
        hit = sorted((names for names in hit if names), key=lambda names: not held.isdisjoint(names))
        touched = [unit for unit in self.aim.units if not named.isdisjoint(unit)]
        every = tuple(x.id for x in self.aim.instance.cohorts)
        for moving in (None,) if self.aim.dates_stay else MOVING:
            # Once there is a repair, mostly no more than the proof is lacking.
            known = self._changed is not None
            if not known:
                self._one_after_another(hit, moving)
            for unit in self.aim.units:
                if unit in broken or (not named.isdisjoint(unit) and self._staying(unit)):
                    self._bound_alone(unit, moving)
            if known and not self._done:
                self._one_after_another(hit, moving)
            for units in self._wider(hit, touched):
                if not self._done:
                    self._one_after_another(units, moving)
            enough = self._changed is not None and self._models.settled([every], moving) >= self._changed - 1
            if not self._done and (enough or moving is None or (self._changed is None and moving > 0)):
                self._all_at_once(every, moving)
            if self._done:
                return

    def _wider(self, hit: list[Unit], touched: list[Unit]) -> Iterator[list[Unit]]:
        """Yield what to repair one after another if the cohorts that are hit are not enough."""
        if touched != hit:
            yield touched
        if len(touched) > 1:
            yield [sum(touched, ())]

    def _named(self) -> set[str]:
        """Return the cohorts whose lessons break a rule, with those who share these lessons."""
        found = {(x.cohort, x.day) for x in check(self.aim.instance, self.aim.lessons)}
        shared = {(x.joint, x.day) for x in self.aim.lessons if x.joint and (x.cohort, x.day) in found}
        partners = {x.cohort for x in self.aim.lessons if (x.joint, x.day) in shared}
        # Of two who want the same, the rules name one; it may be that the other makes way.
        taken = {(name, x.day) for x in self.aim.held for name in (x.trainer, x.room) if name}
        rivals = {
            x.cohort
            for x in self.aim.lessons
            if ((x.trainer, x.day) in taken or (x.room, x.day) in taken)
            and any(day == x.day for _name, day in found)
        }
        return {name for name, _day in found if name in self.aim.instance.cohort} | partners | rivals

    def _broken(self, unit: Unit) -> bool:
        """Tell whether the lessons of a unit break a rule though nobody else trains."""
        others = {x.id for x in self.aim.instance.cohorts} - set(unit)
        return bool(check(self.aim.instance.without(others), of_cohorts(self.aim.lessons, unit)))

    def _bound_alone(self, unit: Unit, moving: int | None) -> None:
        """Learn how many half-days of a unit change at least, whatever the others do."""
        if unit in self._exact or self._solver.stopped.is_set():
            return
        settled = self._models.settled([unit], moving)
        _plan, response = self._solve(unit, self._staying(unit), moving)
        if response.status is SolverStatus.INFEASIBLE:
            if settled == inf:
                raise Impossible(*self._beyond_repair(unit))
            bound = settled + 1
        else:
            bound = min(response.bound, settled + 1)
            if response.status is SolverStatus.OPTIMAL and response.objective <= settled:
                self._exact.add(unit)
        self._alone[unit] = max(self._alone.get(unit, 0), int(bound))
        self.report(self.progress())

    def _staying(self, unit: Unit) -> Lessons:
        """Return the lessons of others that every repair has."""
        return tuple(x for x in self.aim.held if x.cohort not in unit)

    def _beyond_repair(self, names: Unit) -> list[Obstacle]:
        """Return what the lessons of some cohorts break, of which not all can be mended."""
        found = [x for x in check(self.aim.instance, self.aim.lessons) if x.cohort in names]
        return [Obstacle((x.code,), x.where, x.message) for x in found] or [together()]

    def _one_after_another(self, units: Sequence[Unit], moving: int | None) -> None:
        """Repair one unit after another, each beside what the others have by then.

        Whoever joins a lesson of others takes it as it is: what comes of it is judged once more.
        """
        lessons = self.aim.lessons
        for unit in units:
            if self._solver.stopped.is_set():
                return
            around = of_others(lessons, unit)
            plan, response = self._solve(unit, around, moving)
            if not response.found:
                return
            lessons = plan.lessons(response.value) + around
        if units and not check(self.aim.instance, lessons):
            self._take(lessons)

    def _all_at_once(self, every: Unit, moving: int | None) -> None:
        """Repair all cohorts together: what they change at least is a bound too."""
        plan, response = self._solve(every, (), moving)
        if response.found:
            self._take(plan.lessons(response.value))
        settled = self._models.settled([every], moving)
        if response.status is SolverStatus.INFEASIBLE:
            if settled == inf:
                raise Impossible(*self._beyond_repair(every))
            self._together = max(self._together, int(settled) + 1)
        elif response.status is not SolverStatus.UNKNOWN:
            self._together = max(self._together, int(min(response.bound, settled + 1)))
        self.report(self.progress())

    def _take(self, lessons: Lessons) -> None:
        """Keep lessons if they change less than the best so far."""
        changed = len(changes(self.aim.lessons, lessons))
        if self._changed is None or changed < self._changed:
            self._best = in_table_order(self.aim.instance, lessons)
            self._changed = changed
            self.report(self.progress())

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())

    @property
    def _fewest(self) -> int:
        return max(sum(self._alone.values()), self._together)

    def _solve(self, names: Sequence[str], around: Lessons, moving: int | None) -> tuple[PlanModel, Response]:
        """Look for the fewest changes of some cohorts beside `around`."""
        plan = self._models.fewest(names, around, moving)
        return plan, self._solver.run(plan.model, self.limits.seconds, plain=True)

    @property
    def _done(self) -> bool:
        """True if the best repair is proved to change least, or no more can be done."""
        proved = self._changed is not None and self._changed <= self._fewest
        late = not self.limits.deterministic and time.monotonic() >= self._solver.until
        return proved or late or self._solver.stopped.is_set()

    # ------------------------------------------------------------------ among those that change as little

    def _polish(self) -> None:
        """Tell as few people as can be, then let it cost as little, near what changes."""
        assert self._changed is not None
        found = changes(self.aim.lessons, self._best)
        changing = {change.lesson.cohort for change in found}
        names = [x.id for x in self.aim.instance.cohorts if x.id in changing]
        around = of_others(self._best, names)
        moving = next(x for x in MOVING if self._models.settled([tuple(names)], x) >= self._changed)
        weeks = {monday(x.day) for change in found for x in (change.old, change.new) if x is not None}
        learners = {name: len(self.aim.instance.learners_of[name]) for name in names}
        told: int | None = None
        for settings in (self.aim.settings.free, self.aim.settings):
            mine = of_cohorts(self._best, names)
            far = tuple(x for x in mine if all(abs(monday(x.day) - week) > POLISH_REACH for week in weeks))
            plan, measured = self._models.near(names, around, moving, settings, far)
            keep(plan, mine, set(far).__contains__)
            plan.model.add(measured.half_days <= self._changed)
            weighed = measured.told(settings, learners)
            if told is None:
                plan.model.minimize(weighed)
            else:
                plan.model.add(weighed <= told)
            start(plan, mine, self._solver)
            response = self._solver.run(plan.model, self.polish, plain=told is None)
            if not response.found:
                return
            told = response.objective if told is None else told
            self._best = plan.lessons(response.value) + around
