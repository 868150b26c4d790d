"""The search for many cohorts: place one after another, then change a few at a time.

A first complete plan comes soon and is never lost: a change is kept only if the cost falls.
Bounds are proved beside, for single cohorts first, then for groups of one site.
"""

import random
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from math import inf
from typing import Any

from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.settings import Settings
from scheduler.processes import Done, Ticket
from scheduler.solve.counting import obstacles
from scheduler.solve.large.agenda import Planned, agenda
from scheduler.solve.large.neighbourhoods import Neighbourhoods
from scheduler.solve.large.pool import Pool, open_pool
from scheduler.solve.large.proofs import Kind, Proof, Proved, prove
from scheduler.solve.large.state import State
from scheduler.solve.large.tasks import FIRST_PATIENCE, Improved, Known, Lessons, Move, Placed, improve, place
from scheduler.solve.outcome import Impossible, Limits, Obstacle, Outcome, Progress
from scheduler.solve.reasons import alone, no_place, no_staff, together
from scheduler.text import N_

PROOF_SHARE, NEAR_SHARE, NEAR = 0.08, 0.4, 0.3
"""Share of the time for proofs: more until each cohort has a bound, and below a gap of `NEAR`."""

LEAST_SPENT = 0.02
"""Deterministic seconds that a task counts at least: building its models takes time too."""

MOST_OUT = 4
"""Most cohorts taken out of a plan to make way for another."""


@dataclass
class LargeSearch:
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
        self._known = Known(self.instance, self.settings, replace(self.limits, workers=1))
        self._state = State(self._known)
        self._chance = random.Random(self.limits.seed)
        self._stage = N_("counting")
        self._started = time.monotonic()
        self._stopped = threading.Event()
        self._pool: Pool | None = None
        self._tasks: dict[Ticket, tuple[str, Any, int]] = {}
        self._early: dict[Ticket, Done] = {}
        self._best = self.start.objective if self.start and self.start.lessons else None
        self._bound = self.start.bound if self.start else 0
        self._spent = {"place": 0.0, "improve": 0.0, "prove": 0.0}
        self._failed: dict[str, int] = {}
        self._left_out: dict[str, Obstacle] = {}
        self._neighbourhoods = Neighbourhoods(self.instance, self._chance)
        self._agenda: Iterator[Planned] = agenda(self.instance)
        self._closed: set[tuple[Kind, tuple[str, ...]]] = set()
        self._again: list[Move] = []

    # ------------------------------------------------------------------ what callers see

    @property
    def spent(self) -> float:
        """Deterministic seconds of all tasks so far, divided by the processes."""
        return sum(self._spent.values()) / self.limits.workers

    @property
    def placed(self) -> Lessons:
        """The lessons of all cohorts that are placed, complete plan or not."""
        return self._state.all_lessons

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._stopped.set()
        if self._pool is not None:
            self._pool.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(time.monotonic() - self._started, self._stage, self._best, self._bound)

    def run(self) -> Outcome:
        """Search until the plan is proved best, the time is over, or :meth:`stop`."""
        self._started = time.monotonic()
        try:
            if self.start is None and (found := obstacles(self.instance)):
                raise Impossible(*found)
            until = inf if self.limits.deterministic else self._started + self.limits.seconds
            self._pool = open_pool(replace(self._known, until=until), self.limits.workers)
            try:
                if not self._begin_with_what_is_known():
                    self._place_all()
                self._improve()
            finally:
                self._pool.close()
        except Impossible as impossible:
            return Outcome(Status.IMPOSSIBLE, (), 0, 0, self.progress().elapsed, impossible.obstacles)
        if self._best is None:
            outcome = Outcome(Status.NOT_FOUND, (), 0, self._bound, self.progress().elapsed)
            return replace(outcome, left_out=self._missing())
        status = Status.OPTIMAL if self._best <= self._bound else Status.FEASIBLE
        bound = min(self._bound, self._best)
        return Outcome(status, self._state.all_lessons, self._best, bound, self.progress().elapsed)

    def _missing(self) -> dict[str, Obstacle]:
        """Return why each cohort that has no lessons has none."""
        return {
            cohort.id: self._left_out.get(cohort.id, no_place(cohort))
            for cohort in self.instance.cohorts
            if cohort.id not in self._state.lessons
        }

    # ------------------------------------------------------------------ tasks

    @property
    def _left(self) -> float:
        """Seconds left: deterministic ones, of all tasks, where no clock is to be read."""
        if self._stopped.is_set():
            return 0.0
        if self.limits.deterministic:
            return self.limits.seconds - self.spent
        return self.limits.seconds - (time.monotonic() - self._started)

    def _submit(self, kind: str, task: Callable[..., Any], subject: Any, *more: Any) -> None:
        assert self._pool is not None
        limit = None if self.limits.deterministic else max(5.0, self._left + 5.0)
        ticket = self._pool.submit(task, subject, *more, seconds=limit)
        self._tasks[ticket] = (kind, subject, self._state.version)

    def _answers(self) -> Iterator[tuple[str, Any, int, Any]]:
        """Yield what the next task that ends gave; in the order of submission if deterministic.

        A task whose process died, or that never began, gives None. Ends when the time does.
        """
        assert self._pool is not None
        while self._tasks:
            oldest = min(self._tasks)
            if self.limits.deterministic and oldest in self._early:
                done = self._early.pop(oldest)
            else:
                answered = self._pool.next(None if self.limits.deterministic else max(0.0, self._left))
                if answered is None:
                    return
                done = answered
                if self.limits.deterministic and done.ticket != oldest:
                    self._early[done.ticket] = done
                    continue
            if done.raised:
                raise RuntimeError(done.raised.traceback)
            kind, subject, version = self._tasks.pop(done.ticket)
            if done.value is not None:
                self._spent[kind] += max(LEAST_SPENT, done.value.spent)
            yield kind, subject, version, done.value

    @property
    def _free(self) -> int:
        return self.limits.workers - len(self._tasks)

    # ------------------------------------------------------------------ the first plan

    def _place_all(self) -> None:
        """Place one cohort after another; what one cannot do beside the others, it does first."""
        self._enter(N_("first plan"))
        waiting = deque(sorted(self.instance.cohorts, key=lambda x: -self.instance.curriculum_of(x).sessions))
        while self._left > 0:
            while self._free > 0:
                cohort = self._next_to_place(waiting)
                if cohort is not None:
                    waiting.remove(cohort)
                    patience = FIRST_PATIENCE * (1 + min(MOST_OUT, self._failed.get(cohort.id, 0)))
                    self._submit("place", place, cohort.id, self._state.all_lessons, patience, True)
                elif self._tasks and (proof := self._next_proof()) is not None:
                    self._submit("prove", prove, proof)
                else:
                    break
            answer = next(self._answers(), None)
            if answer is None:
                break
            kind, subject, version, value = answer
            if kind == "prove":
                self._learn(subject, value)
            elif not self._take(subject, value, version):
                waiting.extendleft(reversed(self._make_way(subject, value)))
            if not waiting and not any(kind == "place" for kind, _subject, _version in self._tasks.values()):
                break
        if len(self._state.lessons) == len(self.instance.cohorts):
            self._note()

    def _begin_with_what_is_known(self) -> bool:
        """Take the plan that is known already; False if there is none."""
        if self.start is None or not self.start.lessons:
            return False
        for cohort in self.instance.cohorts:
            mine = tuple(x for x in self.start.lessons if x.cohort == cohort.id)
            self._state.lessons[cohort.id] = mine
        self._state.cost = self.start.objective
        self._note()
        return True

    def _next_to_place(self, waiting: deque[Cohort]) -> Cohort | None:
        """Return the first cohort that wants little of what those being placed may take.

        One that wants nothing of it, or else one of another site: what both want may be had on
        other dates.
        """
        placing = [name for kind, name, _version in self._tasks.values() if kind == "place"]
        sites = {self.instance.cohort[name].site for name in placing}
        apart = (x for x in waiting if all(self._state.apart(x.id, name) for name in placing))
        elsewhere = (x for x in waiting if x.site not in sites)
        return next(chain(apart, elsewhere), None)

    def _take(self, name: str, value: Placed | None, version: int) -> bool:
        """Add a cohort to the plan; False if it was not placed, or its place is taken."""
        if value is None or not value.lessons:
            return False
        if not self._state.add(name, value.lessons, value.cost, version, value.moved):
            return False
        self._neighbourhoods.excess[name] = float(value.cost)
        return True

    def _make_way(self, name: str, value: Placed | None) -> list[Cohort]:
        """Return the cohorts to place next: this one, then those taken out for it."""
        cohort = self.instance.cohort[name]
        if value is None or value.lessons:
            return [cohort]
        if value.impossible and not self._state.lessons:
            raise Impossible(alone(cohort))
        self._failed[name] = self._failed.get(name, 0) + 1
        if self.attempts is not None and self._failed[name] > self.attempts:
            self._left_out[name] = no_place(cohort)
            return []
        placed = [x for x in self.instance.cohorts if x.id in self._state.lessons]
        near = [x for x in placed if x.site == cohort.site] or placed
        out = self._chance.sample(near, min(len(near), self._failed[name], MOST_OUT))
        for other in out:
            self._state.remove(other.id)
        return [cohort, *out]

    # ------------------------------------------------------------------ better plans and bounds

    def _improve(self) -> None:
        """Change neighbourhoods of a complete plan, and prove bounds, until nothing is left of the gap."""
        if self._best is None:
            return
        self._enter(N_("better plan"))
        if (every := self._neighbourhoods.dates_of_all()) is not None:
            self._again.append(every)
        while self._left > 0 and self._best > self._bound:
            while self._free > 0:
                if self._proof_is_due() and (proof := self._next_proof()) is not None:
                    self._submit("prove", prove, proof)
                    continue
                move = self._next_move()
                if move is None:
                    break
                self._submit("improve", improve, move, self._state.all_lessons)
            answer = next(self._answers(), None)
            if answer is None:
                break
            kind, subject, version, value = answer
            if kind == "prove":
                self._learn(subject, value)
            elif kind == "improve" and value is not None:
                self._accept(value, version)

    def _next_move(self) -> Move | None:
        """Return the neighbourhood to look at next: one whose gain was lost, or another."""
        busy = {name for kind, move, _v in self._tasks.values() if kind == "improve" for name in move.names}
        for move in self._again:
            if busy.isdisjoint(move.names):
                self._again.remove(move)
                return move
        return self._neighbourhoods.choose(self._state.lessons, busy)

    def _accept(self, improved: Improved, version: int) -> None:
        """Take what was found; if it no longer goes with the others, look at its neighbourhood again."""
        gain = 0
        if improved.gain:
            gain = self._state.change(improved.lessons, improved.move.names, improved.gain, version)
            if not gain:
                self._again.append(improved.move)
        self._neighbourhoods.learn(improved.move, gain, improved.spent)
        if gain:
            self._note()

    def _proof_is_due(self) -> bool:
        proving = any(kind == "prove" for kind, _subject, _version in self._tasks.values())
        share = self._spent["prove"] / max(1.0, self._spent["prove"] + self._spent["improve"])
        near = self._best is not None and self._best - self._bound <= NEAR * self._best
        begun = self._state.proofs >= len(self.instance.cohorts)
        return not proving and share <= (PROOF_SHARE if begun and not near else NEAR_SHARE)

    def _next_proof(self) -> Proof | None:
        """Return the next proof that is not done, with what is known by now."""
        for kind, names, planned in islice(self._agenda, 2 * len(self.instance.cohorts) + 1):
            if (kind, names) not in self._closed:
                seconds = planned if self.limits.deterministic else min(planned, max(1.0, self._left))
                return Proof(kind, names, seconds, {name: self._state.singles[name] for name in names})
        return None

    def _learn(self, proof: Proof, proved: Proved | None) -> None:
        if proved is None:
            # Its process died: once more, as nothing else may prove the same.
            self._agenda = chain([(proof.kind, proof.names, proof.seconds)], self._agenda)
            return
        if proved.impossible:
            if proof.kind is Kind.STAFF:
                raise Impossible(no_staff())
            if len(proof.names) > 1:
                raise Impossible(together())
            raise Impossible(alone(self.instance.cohort[proof.names[0]]))
        self._state.learn(proved)
        if proved.closed:
            self._closed.add((proved.proof.kind, proved.proof.names))
        if self._state.bound > self._bound:
            self._bound = self._state.bound
            self.report(self.progress())

    # ------------------------------------------------------------------ bookkeeping

    def _enter(self, stage: str) -> None:
        self._stage = stage
        self.report(self.progress())

    def _note(self) -> None:
        """Report a better plan."""
        self._best = self._state.cost
        self.report(self.progress())
