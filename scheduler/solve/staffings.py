"""Who teaches what comes first: a relaxation proposes trainers, the whole model answers, none come twice.

With all trainers given, what is left of a few cohorts, dates included, is proved by cores in seconds, where
the whole model is not in minutes. So the search is over trainers alone (logic-based Benders decomposition,
J. N. Hooker and G. Ottosson, Mathematical Programming 96, 2003): the relaxation on dates and named trainers
(:mod:`scheduler.solve.bounds.relaxation`) gives the cheapest it knows of, the model with these gives the best
plan that they allow, and then they are left out of the relaxation. Once that has nothing cheaper than the
best plan, this plan is proved best.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from math import inf

from scheduler.model import Scope, build
from scheduler.model.parts import Part
from scheduler.solve.best import BestPlan
from scheduler.solve.bounds.relaxation import Relaxation, Staff
from scheduler.solve.known import Known, hearing
from scheduler.solve.solver import Solver, SolverStatus
from scheduler.solve.start import found_in


@dataclass(frozen=True)
class TrainersFirst:
    """The search over trainers, from those of a relaxation, with which the best plan is proved already.

    Attributes
    ----------
    most
        What the best plan costs now: trainers with whom all cost as much are of no use.
    answer
        Looks for a better plan with some trainers, within the window; True if there is none.
    prove
        Told the bound as it grows.
    """

    relaxation: Relaxation
    most: Callable[[], float]
    answer: Callable[[Staff], bool]
    prove: Callable[[float], None]

    def run(self, solver: Solver, seconds: float, *, side_by_side: bool) -> None:
        """Search until the best plan is proved, or what some trainers allow is not proved in time.

        Parameters
        ----------
        seconds
            For each proposal.
        side_by_side
            True to ask for the next trainers while the model with those before is solved.
        """
        part, outside = self.relaxation.part(), self.relaxation.bound_outside(self.relaxation.window)
        more = self.relaxation.by_halves
        _forbid(part, self.relaxation.staff or {})
        closed: Future[bool] | None = None
        with ThreadPoolExecutor(1) as threads:
            while not solver.stopped.is_set():
                response = solver.run(part.model, seconds, self._enough, linear=True)
                if closed is not None and not closed.result():
                    return
                rest = inf if response.status is SolverStatus.INFEASIBLE else response.bound + more
                # Those left out cost no less than the best plan; so does all that costs as much as it.
                self.prove(min(rest, outside, self.most()))
                if not response.found or response.objective + more >= self.most():
                    return
                staff = part.staff(response.value)
                _forbid(part, staff)
                closed = threads.submit(self.answer, staff)
                if not side_by_side:
                    closed.result()

    def _enough(self, _cost: int | None, bound: float) -> bool:
        return bound + self.relaxation.by_halves > self.most() - 0.5


def _forbid(part: Part, staff: Staff) -> None:
    """Leave these trainers out: at least one group of a module has somebody else."""
    part.model.add_bool_or(
        cohort.assigned[strand][name].negated()
        for cohort in part.staffed
        for strand, name in staff.get(cohort.cohort.id, {}).items()
    )


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
