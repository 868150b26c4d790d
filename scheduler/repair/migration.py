"""The plan of a group that follows another curriculum: fewest new dates, then fewest changes, then cost.

The others stay as they are if that is possible at all. Sessions begin in the weeks of the old plan and leave
more and more of them (:mod:`scheduler.repair.reach`): what changes of dates is proved as soon as a plan
beyond the model would give up more days than the best one in it.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from scheduler.check import check
from scheduler.curricula.changeover import unshared
from scheduler.domain.changes import changes
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Obstacle, Progress
from scheduler.domain.settings import Settings
from scheduler.domain.time import add_months, weeks_between
from scheduler.model import PlanModel, content
from scheduler.model.distance import Distance
from scheduler.repair.aim import Aim, Moved
from scheduler.repair.models import Models
from scheduler.repair.reach import Reach
from scheduler.solve.counting import obstacles, obstacles_left
from scheduler.solve.known import Lessons, in_table_order, of_cohorts, of_others
from scheduler.solve.reasons import together
from scheduler.solve.solver import Response, Solver, SolverStatus
from scheduler.solve.start import start
from scheduler.text import N_, _
from scheduler.text.phrases import long_day

BEYOND = (0, 1, 2, 4, 8, None)
"""How many more sessions may leave their weeks than have to, step by step; None for any number."""

PROOF_SHARE = 0.6
"""Share of the time for a proof of the fewest changes, before better plans are looked for in other ways."""

COST_SECONDS = 4.0
"""Most time for each: whom to tell, and what it costs, among the plans that change least."""


@dataclass
class Move:
    """One search for the plan of a group that changed its curriculum.

    Attributes
    ----------
    aim
        The facts with the new curriculum, and the plan by the old one.
    partners
        Cohorts that have to change with the group, if any.
    waived
        Modules, each with one that its rest comes after if that is possible, though it was begun before.
    report
        Called with a :class:`Progress` whenever something improves, from any thread.
    """

    aim: Aim
    group: str
    partners: Sequence[str] = ()
    waived: Sequence[tuple[str, str]] = ()
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None

    def __post_init__(self) -> None:
        self._started = time.monotonic()
        self._solver = Solver(self.limits)
        self._models = Models(self.aim)
        self._stage = N_("fewest new dates")
        self._names: tuple[str, ...] = (self.group,)
        self._ordered = bool(self.waived)
        self._best: Lessons = ()
        self._given_up: int | None = None
        self._least = 0
        self._fewest = 0
        self._at = 0

    # ------------------------------------------------------------------ what callers see

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._solver.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        elapsed = time.monotonic() - self._started
        if self._stage == N_("fewest new dates"):
            return Progress(elapsed, self._stage, self._given_up, self._least)
        changed = len(changes(self.aim.lessons, self._best))
        return Progress(elapsed, self._stage, changed, min(self._fewest, changed))

    def so_far(self) -> Moved:
        """Return the best plan found by now, from any thread."""
        elapsed, best, given_up = time.monotonic() - self._started, self._best, self._given_up
        if given_up is None:
            return Moved(Status.NOT_FOUND, (), 0, self._least, 0, 0, elapsed)
        changed = len(changes(self.aim.lessons, best))
        least, fewest = min(self._least, given_up), min(self._fewest, changed)
        proved = given_up <= least and changed <= fewest
        status = Status.OPTIMAL if proved else Status.FEASIBLE
        ordered = self._ordered or not self.waived
        return Moved(status, best, given_up, least, changed, fewest, elapsed, self._names, ordered)

    def run(self) -> Moved:
        """Search until everything is proved, the time is over, or :meth:`stop`."""
        self._started = time.monotonic()
        self._solver.until = self._started + self.limits.seconds
        over = [x for x in self.aim.lessons if x.day < self.aim.since]
        found = (
            *self._too_late(),
            *obstacles(self.aim.instance),
            # Of what is to come by the old curriculum, nothing need be.
            *obstacles_left(self.aim.instance, over, self.aim.since),
        )
        if not found:
            for names, ordered in product(self._wider(), (True, False) if self.waived else (False,)):
                self._names, self._ordered, self._least = names, ordered, 0
                if self._possible() is not False:
                    break
            else:
                found = tuple(self._against())
        if found:
            elapsed = time.monotonic() - self._started
            return Moved(Status.IMPOSSIBLE, (), 0, 0, 0, 0, elapsed, obstacles=found)
        if self._best:
            self._refine()
        return self.so_far()

    # ------------------------------------------------------------------ who changes

    def _wider(self) -> Iterator[tuple[str, ...]]:
        """Yield the cohorts that may change: the group, those who have to with it, all."""
        every = tuple(x.id for x in self.aim.instance.cohorts)
        unit = next(x for x in self.aim.units if self.group in x)
        close = tuple(x for x in every if x in {self.group, *unit, *self.partners})
        others = self.aim.instance.without({self.group})
        alone = not check(others, unshared(others, of_others(self.aim.lessons, (self.group,))))
        yield from dict.fromkeys((*(((self.group,),) if alone else ()), close, every))

    def _too_late(self) -> Iterator[Obstacle]:
        """Yield that more sessions are left than weeks, if so: a group has one a week at most."""
        mine = of_cohorts(self.aim.lessons, (self.group,))
        cohort = self.aim.instance.cohort[self.group]
        first = min(x.day for x in mine)
        months = self.aim.instance.months(cohort)[1]
        # Of a session that has begun, the weeks below hold the rest.
        begun = len({x.session for x in mine if x.day < self.aim.since})
        left = self.aim.instance.curriculum_of(cohort).sessions - begun
        end = add_months(first, months)
        weeks = weeks_between(self.aim.since, end) + 1
        if left > weeks:
            message = _(
                "{group} has {left} sessions left, at most one a week, and {weeks} weeks until {end}, "
                "{months} months after it began."
            )
            message = message.format(
                group=self.group, left=left, weeks=max(0, weeks), end=long_day(end), months=months
            )
            yield Obstacle(("CA-05", "SE-02"), self.group, message)

    def _against(self) -> list[Obstacle]:
        """Return which rules the old plan breaks by the new curriculum: not all can be kept."""
        found = [x for x in check(self.aim.instance, self.aim.lessons) if x.cohort == self.group]
        said = [Obstacle((x.code,), x.where, x.message) for x in found if not x.code.startswith("CU-01")]
        return said or [together()]

    # ------------------------------------------------------------------ fewest new dates

    def _possible(self) -> bool | None:
        """Find the plan that gives up fewest days; False if there is none, None if nobody knows."""
        around = of_others(self.aim.lessons, self._names)
        for at in range(len(BEYOND)):
            settled = self._settled(at)
            plan, measured = self._near(around, at, self.aim.settings.free)
            plan.model.minimize(sum(measured.lost.values()))
            self._hint(plan)
            response = self._solver.run(plan.model, self.limits.seconds)
            if response.status is SolverStatus.INFEASIBLE:
                if settled is None:
                    return False
                self._least = max(self._least, settled + 1)
                continue
            if response.status is SolverStatus.UNKNOWN:
                return None if self._given_up is None else True
            bound = response.bound if settled is None else min(response.bound, settled + 1)
            self._least = max(self._least, bound)
            if self._given_up is None or response.objective < self._given_up:
                self._given_up, self._at = response.objective, at
                self._take(plan, response, around)
            if self._given_up <= self._least or settled is None or self._ended:
                return True
        return None

    def _moving(self, at: int) -> int | None:
        """Return how many sessions may leave their weeks at a step of :data:`BEYOND`."""
        beyond = BEYOND[at]
        return None if beyond is None else self._surplus + beyond

    @property
    def _surplus(self) -> int:
        """How many weeks of the old plan cannot but be given up, in the cohort that has most of these."""
        return max(max(0, len(x.weeks) - x.sessions) for x in self._reaches)

    @property
    def _reaches(self) -> list[Reach]:
        return [self._models.reach[name] for name in self._names]

    def _settled(self, at: int) -> int | None:
        """Return up to how many days given up a step leaves no plan out; None if for any number."""
        found = [x.days_settled(self._moving(at)) for x in self._reaches]
        known = [x for x in found if x is not None]
        return min(known) if known else None

    # ------------------------------------------------------------------ then changes, people told, cost

    def _refine(self) -> None:
        """Change as few half-days, tell as few people, and cost as little, giving up no more days."""
        self._enter(N_("fewest changes"))
        around = of_others(self.aim.lessons, self._names)
        assert self._given_up is not None
        at = self._wide_enough(self._given_up)
        changed = self._change_least(around, at)
        if changed is None:
            return
        self._enter(N_("among plans that change as little"))
        learners = {name: len(self.aim.instance.learners_of[name]) for name in self._names}
        told: int | None = None
        for settings in (self.aim.settings.free, self.aim.settings):
            plan, measured = self._near(around, at, settings)
            plan.model.add(sum(measured.lost.values()) == self._given_up)
            plan.model.add(measured.half_days <= changed)
            weighed = measured.told(self.aim.settings, learners)
            if told is None:
                plan.model.minimize(weighed)
            else:
                plan.model.add(weighed <= told)
            start(plan, of_cohorts(self._best, self._names), self._solver)
            response = self._solver.run(plan.model, COST_SECONDS)
            if not response.found:
                return
            self._take(plan, response, around)
            told = response.objective if told is None else told

    def _change_least(self, around: Lessons, at: int) -> int | None:
        """Change as few half-days as can be; return how many of the old plan, None if time is over."""
        assert self._given_up is not None
        plan, measured = self._near(around, at, self.aim.settings.free)
        plan.model.add(sum(measured.lost.values()) == self._given_up)
        plan.model.minimize(measured.half_days)
        changed, bound = None, 0
        # One thread proves soonest, by cores, and finds nothing before; several find good plans on the way.
        for workers, share in ((1, PROOF_SHARE), (2, 1.0)):
            start(plan, of_cohorts(self._best, self._names), self._solver)
            self._solver.limits = replace(self.limits, workers=workers)
            response = self._solver.run(plan.model, share * self.limits.seconds)
            self._solver.limits = self.limits
            if response.found:
                self._take(plan, response, around)
                changed = response.objective
            bound = max(bound, response.bound)
            if response.status is SolverStatus.OPTIMAL or self._ended:
                break
        settled = self._settled(at)
        complete = settled is None or self._given_up <= settled
        if changed is not None and complete and self._given_up <= self._least:
            # Half-days that come in addition to those of before are changes too, as many in every plan.
            added = len(changes(self.aim.lessons, self._best)) - changed
            self._fewest = bound + added
        return changed

    def _wide_enough(self, given_up: int) -> int:
        """Return the first step that has the best plan, and leaves out none that gives up as few days."""
        for at in range(self._at, len(BEYOND)):
            settled = self._settled(at)
            if settled is None or settled >= given_up:
                return at
        return len(BEYOND) - 1

    # ------------------------------------------------------------------ models

    def _near(self, around: Lessons, at: int, settings: Settings) -> tuple[PlanModel, Distance]:
        """Return the model of the cohorts that may change, and its distance from the plan before."""
        plan, measured = self._models.near(self._names, around, self._moving(at), settings)
        mine = of_cohorts(self.aim.lessons, (self.group,))
        days = {x: sorted({y.day for y in mine if y.session == x}) for x in {y.session for y in mine}}
        over = {(x.session - 1, days[x.session].index(x.day)) for x in mine if x.day < self.aim.since}
        for cohort in plan.cohorts if self._ordered else ():
            if cohort.cohort.id == self.group:
                for module, earlier in self.waived:
                    found = cohort.curriculum.by_id[module]
                    content.after(cohort, found, earlier, lambda x: (x.session, x.day) not in over)
        return plan, measured

    def _hint(self, plan: PlanModel) -> None:
        """Let the solver begin with the plan as it was, as far as it can be told."""
        hinted: set[int] = set()
        for cohort in plan.cohorts:
            for literal, value in cohort.write(of_cohorts(self.aim.lessons, (cohort.cohort.id,))):
                # Cohorts have constants in common, and a variable is hinted once.
                if literal.index not in hinted:
                    hinted.add(literal.index)
                    plan.model.add_hint(literal, value)

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())

    def _take(self, plan: PlanModel, response: Response, around: Lessons) -> None:
        self._best = in_table_order(self.aim.instance, plan.lessons(response.value) + around)
        self.report(self.progress())

    @property
    def _ended(self) -> bool:
        late = not self.limits.deterministic and time.monotonic() >= self._solver.until
        return late or self._solver.stopped.is_set()
