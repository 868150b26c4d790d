"""Who teaches what comes first: a relaxation proposes trainers, the whole model answers, none come twice.

With all trainers given, what is left of a few cohorts, dates included, is proved by cores in seconds, where
the whole model is not in minutes. So the search is over trainers alone (logic-based Benders decomposition,
J. N. Hooker and G. Ottosson, Mathematical Programming 96, 2003): the relaxation on dates and named trainers
(:mod:`scheduler.solve.bounds.relaxation`) gives the cheapest it knows of. If one cohort alone costs more
with its trainers than the relaxation counts (:mod:`scheduler.solve.alone`), the relaxation is told, and
proposes anew. Else the model with these trainers gives the best plan that they allow, and then they are left
out of the relaxation. Once that has nothing cheaper than the best plan, this plan is proved best.
"""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf

from ortools.sat.python import cp_model

from scheduler.model import Scope, build
from scheduler.model.layout import Strand
from scheduler.model.parts import Part
from scheduler.solve.alone import Alone
from scheduler.solve.best import BestPlan
from scheduler.solve.bounds.relaxation import Relaxation, Staff
from scheduler.solve.known import Known, hearing
from scheduler.solve.sequencing import Allowed, just
from scheduler.solve.solver import Solver, SolverStatus
from scheduler.solve.start import found_in

MOST = 10**13
"""More than a cohort's own terms cost under the heaviest weights: a million a unit, thousands a session."""


@dataclass
class TrainersFirst:
    """The search over trainers, from those that a relaxation proposes.

    Attributes
    ----------
    most
        What the best plan costs now: trainers with whom all cost as much are of no use.
    answer
        Looks for a better plan with some trainers, within the window; True if there is none.
    hear
        Told of each proposal.
    prove
        Told the bound as it grows.
    alone
        Proves what some trainers cost one cohort.
    seconds
        For each proposal.
    """

    relaxation: Relaxation
    most: Callable[[], float]
    answer: Callable[[Staff], bool]
    hear: Callable[[Staff], None]
    prove: Callable[[float], None]
    alone: Alone
    seconds: float
    _asked: dict[tuple[str, frozenset[tuple[Strand, str]]], float] = field(default_factory=dict)
    _answering: Future[bool] | None = None

    @cached_property
    def _part(self) -> Part:
        """The relaxation, to which more is told."""
        return self.relaxation.part()

    @cached_property
    def _own(self) -> dict[str, cp_model.IntVar]:
        """The own terms of each cohort; those of fewest sessions first: what they cost is proved soonest."""
        found = {}
        for name in sorted(self._part.own, key=self._sessions):
            found[name] = self._part.model.new_int_var(0, MOST, f"own terms of {name}")
            self._part.model.add(found[name] == self._part.own[name])
        return found

    def propose(self, solver: Solver, over: Callable[[], bool] = lambda: False) -> Relaxation | None:
        """Return the relaxation with the cheapest trainers, once no cohort alone costs more with its own.

        None if no others allow a better plan, or none were found in time.

        Parameters
        ----------
        over
            True once that has taken long enough.
        """
        more, own = self.relaxation.by_halves, self._own
        while not solver.stopped.is_set() and not over():
            response = solver.run(self._part.model, self.seconds, self._enough, linear=True)
            rest = inf if response.status is SolverStatus.INFEASIBLE else response.bound + more
            self._part.model.add(self._part.cost >= response.bound)  # so that it is not proved once more
            if self._settled():
                self._tell(rest)
            if not response.found or response.objective + more >= self.most():
                if self._answered():
                    self._tell(rest)
                return None
            staff = self._part.staff(response.value)
            self.hear(staff)
            told = {name: response.values[x.index] for name, x in own.items()}
            before, slack = self.alone.spent, self.most() - (response.objective + more)
            dearer = self._dearer(told, slack, staff)
            solver.spent += self.alone.spent - before
            if not dearer:
                return replace(self.relaxation, dates=self._part.dates(response.value), staff=staff)
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
        self._forbid(first.staff or {})
        with ThreadPoolExecutor(1) as threads:
            while (proposal := self.propose(solver)) is not None:
                if not self._answered():
                    return
                self._forbid(proposal.staff or {})
                self._answering = threads.submit(self.answer, proposal.staff or {})
                if not side_by_side:
                    self._answering.result()

    def _answered(self) -> bool:
        """Wait for the answer that is looked for, and tell whether it proved the best plan."""
        return self._answering is None or self._answering.result()

    def _settled(self) -> bool:
        return self._answering is None or (self._answering.done() and self._answering.result())

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
                self._add(name, *self.alone.needed(name, just(given), counted, least))
                found = True
        return found

    def _least(self, name: str, given: Mapping[Strand, str], told: float, slack: float) -> float:
        """Return what a cohort costs at least with its trainers, which is proved once."""
        asked = name, frozenset(given.items())
        if asked not in self._asked:
            self._asked[asked] = self.alone.least(name, just(given), told, told + slack)
        return self._asked[asked]

    def _add(self, name: str, allowed: Allowed, least: float) -> None:
        """Unless somebody else teaches one of these groups, the cohort costs as much."""
        assigned = next(x.assigned for x in self._part.staffed if x.cohort.id == name)
        by_others = [
            x for strand, some in allowed.items() for who, x in assigned[strand].items() if who not in some
        ]
        if least == inf:
            self._part.model.add_bool_or(by_others)
        else:
            more = self._part.model.add(self._own[name] >= int(least))
            more.only_enforce_if(*(x.negated() for x in by_others))

    def _forbid(self, staff: Staff) -> None:
        """Leave these trainers out: at least one group of a module has somebody else."""
        self._part.model.add_bool_or(
            cohort.assigned[strand][name].negated()
            for cohort in self._part.staffed
            for strand, name in staff.get(cohort.cohort.id, {}).items()
        )

    def _sessions(self, name: str) -> int:
        instance = self.relaxation.instance
        return instance.curriculum_of(instance.cohort[name]).sessions

    def _enough(self, _cost: int | None, bound: float) -> bool:
        return bound + self.relaxation.by_halves > self.most() - 0.5


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
