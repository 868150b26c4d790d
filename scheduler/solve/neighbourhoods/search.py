"""The search for many cohorts: place one after another, then change a few at a time.

A first complete plan comes soon and is never lost: a change is kept only if the cost falls.
Bounds are proved beside, for single cohorts first, then for groups of one site.
"""

import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from math import inf
from typing import Any

from scheduler.domain.cluster import Sharing, clusters_in
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Obstacle, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.solve.bounds.proofs import Planned, Proof, Proved, Target, agenda, prove
from scheduler.solve.counting import obstacles
from scheduler.solve.insertion import FIRST_PATIENCE, Inserted, insert
from scheduler.solve.known import Known, Lessons
from scheduler.solve.neighbourhoods.dispatch import Dispatch, Task, Work
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, merged
from scheduler.solve.neighbourhoods.incumbent import Incumbent
from scheduler.solve.neighbourhoods.kinds import improve_any
from scheduler.solve.neighbourhoods.making_way import MOST_OUT, MakingWay
from scheduler.solve.neighbourhoods.selection import Selection
from scheduler.solve.reasons import Impossible, alone, no_place, no_staff, together
from scheduler.solve.sharing import apart, proposed
from scheduler.text import N_

PROOF_SHARE, NEAR_SHARE, NEAR = 0.08, 0.4, 0.1
"""Share of the time for proofs: more until each cohort and the terms on staff have a bound, and below a gap
of `NEAR`."""


@dataclass
class NeighbourhoodSearch:
    """One search for the plan of many cohorts; see :class:`scheduler.solve.Search`.

    Attributes
    ----------
    start
        What is known already, a plan perhaps among it.
    attempts
        Times that others make way for a cohort before it is left out; None to go on to the end.
    """

    instance: Instance
    settings: Settings
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None
    start: Outcome | None = None
    attempts: int | None = None

    def __post_init__(self) -> None:
        begun = self.start.lessons if self.start else ()
        sharing = clusters_in(self.instance, begun) if begun else proposed(self.instance, self.settings)
        self._known = Known(self.instance, self.settings, replace(self.limits, workers=1), sharing=sharing)
        self._incumbent = Incumbent(self._known)
        self._chance = random.Random(self.limits.seed)
        self._dispatch = Dispatch(self.limits)
        self._best = self.start.objective if self.start and self.start.lessons else None
        self._bound = self.start.bound if self.start else 0
        self._way = MakingWay(self.instance, self._chance, self.attempts)
        self._selection = Selection(self.instance, self._chance)
        # What the exact search proved of few cohorts together, their groups do not raise.
        self._agenda: Iterator[Planned] = iter(()) if self._bound else agenda(self.instance)
        self._closed: set[tuple[Target, tuple[str, ...]]] = set()
        self._again: list[Neighbourhood] = []
        self._kept: tuple[Lessons, int] = (begun, self._best) if self._best is not None else ((), 0)
        # With a plan at hand it goes on from that one: nothing is counted again.
        self._stage = N_("better plan") if self._kept[0] else N_("counting days, rooms and trainers")

    @property
    def spent(self) -> float:
        """Deterministic seconds of all tasks so far, divided by the processes."""
        return self._dispatch.spent_by_each

    @property
    def placed(self) -> Lessons:
        """The lessons of all cohorts that are placed, complete plan or not."""
        return self._incumbent.all_lessons

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._dispatch.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(self._dispatch.elapsed, self._stage, self._best, self._bound)

    def so_far(self) -> tuple[Lessons, int, int]:
        """Return the best plan (empty if there is none), its cost and the bound, from any thread."""
        return *self._kept, self._bound

    def run(self) -> Outcome:
        """Search until the plan is proved best, the time is over, or :meth:`stop`."""
        try:
            # Processes take a second or two to start: they do while obstacles are counted.
            self._dispatch.open(self._known)
            try:
                if self.start is None and (found := obstacles(self.instance)):
                    raise Impossible(*found)
                if not self._begin_with_what_is_known():
                    self._place_all()
                self._improve()
            finally:
                self._dispatch.close()
        except Impossible as impossible:
            return Outcome(Status.IMPOSSIBLE, (), 0, 0, self.progress().elapsed, impossible.obstacles)
        if self._best is None:
            outcome = Outcome(Status.NOT_FOUND, (), 0, self._bound, self.progress().elapsed)
            return replace(outcome, left_out=self._missing())
        status = Status.OPTIMAL if self._best <= self._bound else Status.FEASIBLE
        bound = min(self._bound, self._best)
        return Outcome(status, self._incumbent.all_lessons, self._best, bound, self.progress().elapsed)

    def _missing(self) -> dict[str, Obstacle]:
        """Return why each cohort that has no lessons has none."""
        return {
            cohort.id: self._way.left_out.get(cohort.id, no_place(cohort))
            for cohort in self.instance.cohorts
            if cohort.id not in self._incumbent.lessons
        }

    def _place_all(self) -> None:
        """Place one cohort after another; what one cannot do beside the others, it does first."""
        self._enter(N_("first plan"))
        waiting = deque(self._known.longest_first())
        while self._dispatch.left > 0:
            while self._dispatch.free > 0:
                cohort = self._next_to_place(waiting)
                if cohort is not None:
                    waiting.remove(cohort)
                    self._place(cohort)
                elif self._dispatch.under_way(Work.INSERT) and (proof := self._next_proof()) is not None:
                    self._submit(Work.PROVE, prove, proof)
                else:
                    break
            answer = self._dispatch.next()
            if answer is None:
                break
            task, value = answer
            if task.work is Work.PROVE:
                self._learn(task.subject, value)
            else:
                waiting.extendleft(reversed(self._take(task.subject, value, task.version)))
            if not waiting and not self._dispatch.under_way(Work.INSERT):
                break
        if len(self._incumbent.lessons) == len(self.instance.cohorts):
            self._note()

    def _begin_with_what_is_known(self) -> bool:
        """Take the plan that is known already; False if there is none."""
        if self.start is None or not self.start.lessons:
            return False
        self._incumbent.begin(self.start.lessons, self.start.objective)
        self._note()
        return True

    def _next_to_place(self, waiting: deque[Cohort]) -> Cohort | None:
        """Return the first cohort that wants little of what those being placed may take.

        One that wants nothing of it, or else one of another site: what both want may be had on
        other dates.
        """
        placing = self._dispatch.under_way(Work.INSERT)
        sites = {self.instance.cohort[name].site for name in placing}
        apart = (x for x in waiting if all(self._incumbent.apart(x.id, name) for name in placing))
        joints = [joint.cohorts for joint in self.instance.joint_modules]
        linked = {x for cohorts in joints if not set(placing).isdisjoint(cohorts) for x in cohorts}
        elsewhere = (x for x in waiting if x.site not in sites and x.id not in linked)
        return next(chain(apart, elsewhere), None)

    def _place(self, cohort: Cohort) -> None:
        """Have a place looked for, beside the others or instead of one of them."""
        patience = FIRST_PATIENCE * (1 + min(MOST_OUT, self._way.times(cohort)))
        placed, sharing = self._incumbent.all_lessons, self._known.sharing
        instead = self._way.instead(cohort, self._incumbent.lessons)
        self._submit(Work.INSERT, insert, cohort.id, placed, patience, True, sharing, instead)

    def _take(self, name: str, value: Inserted | None, version: int) -> list[Cohort]:
        """Add a cohort to the plan; return those to place next: itself, if its place is taken, or others."""
        if value is None or not value.lessons:
            return self._make_way(name, value)
        cohort, before = self.instance.cohort[name], set(self._incumbent.lessons)
        if value.instead is not None:
            self._way.fails(cohort)
        placed = self._incumbent.add(name, value.lessons, value.cost, version, value.moved, value.instead)
        if placed:
            self._selection.excess[name] = float(value.cost)
        out = [x for x in self.instance.cohorts if x.id in before.difference(self._incumbent.lessons)]
        return out if placed else [cohort, *out]

    def _make_way(self, name: str, value: Inserted | None) -> list[Cohort]:
        """Return the cohorts to place next: this one, then those taken out for it."""
        cohort = self.instance.cohort[name]
        if value is None:
            return [cohort]
        linked = self._way.linked(cohort)
        if value.impossible and not self._incumbent.lessons and not linked:
            raise Impossible(alone(cohort))
        self._way.fails(cohort)
        if linked:
            return self._make_way_for_linked(cohort)
        if self._way.gives_up(cohort):
            return []
        out = self._way.out(cohort, self._incumbent.lessons, value.holders)
        for other in out:
            self._incumbent.remove(other.id)
        return [cohort, *reversed(out)]

    def _make_way_for_linked(self, cohort: Cohort) -> list[Cohort]:
        """Take out those with whom a cohort has to share, and others; whom it may share with it does without.

        Who came first chose the days of joint modules without knowing what this cohort can do: it comes
        after this one.
        """
        given_up = self._way.gives_up(cohort)
        out = self._way.out_for_linked(cohort, self._incumbent.lessons, self._known.sharing)
        for other in out:
            self._incumbent.remove(other.id)
        self._share(apart(self.instance, self._known.sharing, cohort.id))
        return out if given_up else [cohort, *out]

    def _share(self, sharing: Sharing) -> None:
        self._known = replace(self._known, sharing=sharing)
        self._incumbent.known = self._known

    def _improve(self) -> None:
        """Change neighbourhoods of a complete plan, and prove bounds, until nothing is left of the gap."""
        if self._best is None:
            return
        self._enter(N_("better plan"))
        self._again += self._selection.begin(self.limits.seconds, anew=self.start is None)
        while self._dispatch.left > 0 and self._best > self._bound:
            while self._dispatch.free > 0:
                if self._proof_is_due() and (proof := self._next_proof()) is not None:
                    self._submit(Work.PROVE, prove, proof)
                    continue
                neighbourhood = self._next_neighbourhood()
                if neighbourhood is None:
                    break
                self._submit(Work.IMPROVE, improve_any, neighbourhood, self._incumbent.all_lessons)
            if (answer := self._dispatch.next()) is None:
                break
            task, value = answer
            if task.work is Work.PROVE:
                self._learn(task.subject, value)
            elif task.work is Work.IMPROVE and value is not None:
                self._accept(value, task.version)

    def _next_neighbourhood(self) -> Neighbourhood | None:
        """Return the neighbourhood to look at next: one whose gain was lost, or another."""
        # Within some weeks most of the cohorts' lessons stay; and a plan of all is taken whole, or not.
        changing, every = self._dispatch.under_way(Work.IMPROVE), len(self.instance.cohorts)
        some = [x for x in changing if x.weeks is None and not (x.order and len(x.names) == every)]
        busy = {name for x in some for name in x.names}
        for neighbourhood in self._again:
            if busy.isdisjoint(neighbourhood.names):
                self._again.remove(neighbourhood)
                return neighbourhood
        weeks = [x.weeks for x in changing if x.weeks is not None]
        return self._selection.choose(self._incumbent.lessons, busy, weeks)

    def _accept(self, improved: Improved, version: int) -> None:
        """Take what was found; if it no longer goes with the others, look at its neighbourhood again."""
        gain, neighbourhood = 0, improved.neighbourhood
        if improved.gain:
            lessons = merged(self._incumbent.all_lessons, improved)
            gain = self._incumbent.change(lessons, neighbourhood.names, improved.gain, version)
            if not gain and not improved.bound:  # with nothing around it, the same would be found again
                self._again.append(neighbourhood)
        self._selection.learn(neighbourhood, gain, improved.spent, closed=improved.closed)
        if improved.bound:
            self._incumbent.learn_of_all(improved.bound)
            self._raise()
        if gain:
            self._note()

    def _proof_is_due(self) -> bool:
        spent = self._dispatch.spent
        share = spent[Work.PROVE] / max(1.0, spent[Work.PROVE] + spent[Work.IMPROVE])
        near = self._best is not None and self._best - self._bound <= NEAR * self._best
        begun = self._incumbent.proofs > len(self.instance.cohorts)  # of each, and of the terms on staff
        due = PROOF_SHARE if begun and not near else NEAR_SHARE
        return share <= due and not self._dispatch.under_way(Work.PROVE)

    def _next_proof(self) -> Proof | None:
        """Return the next proof that is not done, with what is known by now."""
        for target, names, planned in islice(self._agenda, 2 * len(self.instance.cohorts) + 1):
            if (target, names) not in self._closed:
                left = inf if self.limits.deterministic else max(1.0, self._dispatch.left)
                seconds = min(planned, left)
                return Proof(target, names, seconds, {name: self._incumbent.singles[name] for name in names})
        return None

    def _learn(self, proof: Proof, proved: Proved | None) -> None:
        if proved is None:
            # Its process died: once more, as nothing else may prove the same.
            self._agenda = chain([(proof.target, proof.names, proof.seconds)], self._agenda)
            return
        if proved.impossible:
            if proof.target is Target.STAFF:
                raise Impossible(no_staff())
            if len(proof.names) > 1:
                raise Impossible(together())
            raise Impossible(alone(self.instance.cohort[proof.names[0]]))
        self._incumbent.learn(proved)
        if proved.closed:
            self._closed.add((proved.proof.target, proved.proof.names))
        self._raise()

    def _raise(self) -> None:
        """Report a better bound, if it is one."""
        if self._incumbent.bound > self._bound:
            self._bound = self._incumbent.bound
            self.report(self.progress())

    def _submit(self, work: Work, function: Callable[..., Any], subject: Any, *more: Any) -> None:
        self._dispatch.submit(Task(work, subject, self._incumbent.version), function, *more)

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())

    def _note(self) -> None:
        """Report a better plan."""
        self._best = self._incumbent.cost
        self._kept = self._incumbent.all_lessons, self._incumbent.cost
        self.report(self.progress())
