"""Who teaches what comes first: a relaxation proposes trainers, the whole model answers, none come twice.

With all trainers given, what is left of a few cohorts, dates included, is proved by cores in seconds, where
the whole model is not in minutes. So the search is over trainers alone (logic-based Benders decomposition,
J. N. Hooker and G. Ottosson, Mathematical Programming 96, 2003): the relaxation on dates and named trainers
(:mod:`scheduler.solve.bounds.relaxation`) gives the cheapest it knows of. If one cohort alone costs more
with its trainers than the relaxation counts (:mod:`scheduler.solve.alone`), the relaxation is told, and
proposes anew. Else the model with these trainers gives the best plan that they allow, and then they are left
out of the relaxation. Once that has nothing cheaper than the best plan, this plan is proved best.

Many proposals differ in who of two has which of two modules, and cost the same. So several are answered at
once: each group of a module may have any trainer that one of them gives it.
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from math import inf

from scheduler.model import Scope, build
from scheduler.model.layout import Strand
from scheduler.solve.alone import Alone
from scheduler.solve.best import BestPlan
from scheduler.solve.bounds.relaxation import Relaxation, Staff
from scheduler.solve.known import Known, hearing
from scheduler.solve.master import Box, Master, joined, just_these
from scheduler.solve.sequencing import just
from scheduler.solve.solver import Solver, SolverStatus
from scheduler.solve.start import found_in

AT_ONCE, SOON, LATE = 16, 0.15, 0.3
"""Proposals that are answered at once, at most; shares of the time for an answer after which they are not
more the next time, and after which they are fewer."""


@dataclass
class TrainersFirst:
    """The search over trainers, from those that a relaxation proposes.

    Attributes
    ----------
    most
        What the best plan costs now: trainers with whom all cost as much are of no use.
    answer
        Looks for a better plan with some trainers, within the window; True if there is none, and the
        deterministic seconds that this took.
    hear
        Told of each proposal.
    prove
        Told the bound as it grows.
    alone
        Proves what some trainers cost one cohort.
    seconds
        For each proposal, and each answer.
    """

    relaxation: Relaxation
    most: Callable[[], float]
    answer: Callable[[Box], tuple[bool, float]]
    hear: Callable[[Staff], None]
    prove: Callable[[float], None]
    alone: Alone
    seconds: float
    _asked: dict[tuple[str, frozenset[tuple[Strand, str]]], float] = field(default_factory=dict)
    _waiting: list[Box] = field(default_factory=list)
    _answering: Future[tuple[bool, float]] | None = None

    @cached_property
    def _master(self) -> Master:
        return Master(self.relaxation, self.seconds)

    def propose(self, solver: Solver, over: Callable[[], bool] = lambda: False) -> Relaxation | None:
        """Return the relaxation with the cheapest trainers, once no cohort alone costs more with its own.

        None if no others allow a better plan, or none were found in time.

        Parameters
        ----------
        over
            True once that has taken long enough.
        """
        master, more = self._master, self.relaxation.by_halves
        part, own = master.part, master.own
        while not solver.stopped.is_set() and not over():
            # What is hard to find waits until those found before are answered: they may be all.
            quick = bool(self._waiting)
            response = master.cheapest(solver, lambda: self.most() - more, quick=quick)
            rest = inf if response.status is SolverStatus.INFEASIBLE else response.bound + more
            if self._settled():
                self._tell(rest)
            if not response.found or response.objective + more >= self.most():
                if not self._waiting and self._answered():
                    self._tell(rest)
                return None
            staff = part.staff(response.value)
            self.hear(staff)
            told = {name: response.values[x.index] for name, x in own.items()}
            before, slack = self.alone.spent, self.most() - (response.objective + more)
            dearer = self._dearer(told, slack, staff)
            solver.spent += self.alone.spent - before
            if not dearer:
                return replace(self.relaxation, dates=part.dates(response.value), staff=staff)
        return None

    def run(self, solver: Solver, first: Relaxation, *, side_by_side: bool) -> None:
        """Search until the best plan is proved, or what some trainers allow is not proved in time.

        Parameters
        ----------
        first
            With its trainers, the best plan is proved already.
        side_by_side
            True to ask for the next trainers while the model with those before is solved.
        """
        self._master.forbid(just_these(first.staff or {}))
        count = 1
        with ThreadPoolExecutor(1) as threads:
            while self._gather(solver, count) and self._answered():
                count = self._next_count(count)
                some, self._waiting = reduce(joined, self._waiting), []
                self._answering = threads.submit(self.answer, some)
                if not side_by_side:
                    self._answering.result()

    def _gather(self, solver: Solver, count: int) -> bool:
        """Have so many proposals wait for an answer, and tell whether there are any."""
        while len(self._waiting) < count and (proposal := self.propose(solver)) is not None:
            box = just_these(proposal.staff or {})
            self._waiting.append(box)
            self._master.forbid(reduce(joined, self._waiting))
        return bool(self._waiting)

    def _next_count(self, count: int) -> int:
        """Return how many proposals to have answered next: more if the last answer came soon, fewer if late.

        What is not answered ends the search.
        """
        spent = 0.0 if self._answering is None else self._answering.result()[1]
        if spent > LATE * self.seconds:
            return max(1, count // 2)
        return min(AT_ONCE, 2 * count) if spent < SOON * self.seconds else count

    def _answered(self) -> bool:
        """Wait for the answer that is looked for, and tell whether it proved the best plan."""
        return self._answering is None or self._answering.result()[0]

    def _settled(self) -> bool:
        """Tell whether all that is left out was answered."""
        if self._waiting:
            return False
        return self._answering is None or (self._answering.done() and self._answered())

    def _tell(self, rest: float) -> None:
        """Those left out cost no less than the best plan; so does all that costs as much as it."""
        self.prove(min(rest, self.relaxation.bound_outside(self.relaxation.window), self.most()))

    def _dearer(self, told: Mapping[str, int], slack: float, staff: Staff) -> bool:
        """Tell the relaxation of cohorts that cost more with their trainers, and whether there are any."""
        found = False
        for name, counted in told.items():
            given = staff.get(name, {})
            least = self._least(name, given, counted, slack)
            if least > counted:
                # Of fewer trainers no more is told than is proved of them.
                least = min(least, counted + slack)
                self._master.dearer(name, *self.alone.needed(name, just(given), counted, least))
                found = True
        return found

    def _least(self, name: str, given: Mapping[Strand, str], told: float, slack: float) -> float:
        """Return what a cohort costs at least with its trainers, which is proved once."""
        asked = name, frozenset(given.items())
        if asked not in self._asked:
            self._asked[asked] = self.alone.least(name, just(given), told, told + slack)
        return self._asked[asked]


def best_with(
    known: Known, stopping: threading.Event, kept: BestPlan, scope: Scope, seconds: float
) -> tuple[bool, float]:
    """Look for a plan in `scope` that costs less than the one that is kept, by cores in one thread.

    Returns
    -------
    closed, spent
        True if it is proved that none in scope costs less than what is kept now; deterministic seconds.
    """
    with hearing(known, stopping) as solver:
        plan = build(known.instance, known.settings, scope)
        response = solver.run(
            plan.model, seconds, lambda _cost, bound: kept.cost is not None and bound > kept.cost - 0.5
        )
        if response.found and (kept.cost is None or response.objective < kept.cost):
            kept.offer(*found_in(plan, response, known.limits))
        ended = response.status in (SolverStatus.OPTIMAL, SolverStatus.INFEASIBLE)
        return ended or (kept.cost is not None and response.bound >= kept.cost), solver.spent
