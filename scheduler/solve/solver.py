"""CP-SAT behind one function: a thread of its own, so that Ctrl-C and progress stay with the caller."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from math import ceil, inf, isfinite

from ortools.sat.python import cp_model

from scheduler.domain.search import Limits
from scheduler.model.variables import Literal
from scheduler.solve.parameters import CLAUSES, CORES, EVERY, LINEAR, PLAIN, PORTFOLIO, Parameters


class SolverStatus(Enum):
    """What CP-SAT says of a model."""

    OPTIMAL = auto()
    FEASIBLE = auto()
    INFEASIBLE = auto()
    UNKNOWN = auto()


_STATUSES = {
    cp_model.OPTIMAL: SolverStatus.OPTIMAL,
    cp_model.FEASIBLE: SolverStatus.FEASIBLE,
    cp_model.INFEASIBLE: SolverStatus.INFEASIBLE,
    cp_model.UNKNOWN: SolverStatus.UNKNOWN,
}


@dataclass(frozen=True)
class Response:
    """What CP-SAT answers: a status, and the solution if there is one.

    Attributes
    ----------
    bound
        Proved lower bound, rounded up: costs are whole numbers.
    """

    status: SolverStatus
    objective: int
    bound: int
    values: tuple[int, ...]

    @property
    def found(self) -> bool:
        """True if there is a solution."""
        return bool(self.values)

    def value(self, literal: Literal) -> bool:
        """Tell whether `literal` is true in the solution."""
        return bool(self.values[literal.index])


Watcher = Callable[[int | None, float], bool]
"""Called with a better cost (None if only the bound improved) and the bound; True ends the solve."""


def rounded_up(bound: float) -> int:
    """Return the least whole cost that `bound` allows: 0 before anything is proved.

    The solver's bound is a float; what exceeds a whole number by less than a millionth
    does not exceed it.
    """
    return max(0, ceil(bound - 1e-6)) if isfinite(bound) else 0


@dataclass
class Solver:
    """Runs one model after another, until told to stop or out of time.

    Attributes
    ----------
    until
        When all time is over, by :func:`time.monotonic`; deterministic runs read no clock.
    spent
        Deterministic seconds of all models so far.
    latest
        Values of the best solution of the model that runs now; () if there is none.
    """

    limits: Limits
    until: float = inf
    stopped: threading.Event = field(default_factory=threading.Event)
    spent: float = 0.0
    latest: tuple[int, ...] = ()
    _running: cp_model.CpSolver | None = None

    def stop(self) -> None:
        """End the model that runs now, keeping its best solution, and run no other."""
        self.stopped.set()
        if self._running is not None:
            self._running.stop_search()

    def run(
        self,
        model: cp_model.CpModel,
        seconds: float,
        watch: Watcher | None = None,
        *,
        linear: bool = False,
        plain: bool = False,
        deciding: bool = False,
    ) -> Response:
        """Solve `model` in at most `seconds`.

        Parameters
        ----------
        linear
            True if the linear relaxation of `model` says more than its clauses.
        plain
            True to solve it as it is: to simplify it first would take longer than that.
        deciding
            True if there is nothing to minimize.

        Raises
        ------
        ValueError
            The model is malformed: a fault of this program.
        """
        if not self.limits.deterministic:
            seconds = min(seconds, self.until - time.monotonic())
        if self.stopped.is_set() or seconds <= 0:
            return Response(SolverStatus.UNKNOWN, 0, 0, ())
        solver = cp_model.CpSolver()
        self._set(solver, seconds, self._strategy(linear=linear, plain=plain, deciding=deciding))
        watcher = _Watch(watch, self._note) if watch else None
        if watch:

            def on_bound(bound: float) -> None:
                if watch(None, bound):
                    solver.stop_search()

            solver.best_bound_callback = on_bound
        self._running = solver
        try:
            ended = solver.solve(model, watcher)
        finally:
            self._running, self.latest = None, ()
        self.spent += solver.deterministic_time
        if ended == cp_model.MODEL_INVALID:
            raise ValueError(model.validate())
        values = tuple(solver.response_proto.solution)
        bound = rounded_up(solver.best_objective_bound) if model.has_objective() else 0
        objective = round(solver.objective_value) if values and model.has_objective() else 0
        return Response(_STATUSES[ended], objective, bound, values)

    def _note(self, values: tuple[int, ...]) -> None:
        self.latest = values

    def _strategy(self, *, linear: bool, plain: bool, deciding: bool) -> Parameters:
        alone = self.limits.workers == 1 or self.limits.deterministic
        for asked, strategy in ((linear, LINEAR), (plain, PLAIN), (deciding, CLAUSES), (alone, CORES)):
            if asked:
                return strategy
        return PORTFOLIO

    def _set(self, solver: cp_model.CpSolver, seconds: float, strategy: Parameters) -> None:
        limits, parameters = self.limits, solver.parameters
        clock = "max_deterministic_time" if limits.deterministic else "max_time_in_seconds"
        given = {"num_workers": limits.workers, "random_seed": limits.seed, clock: seconds}
        for name, value in {**given, **EVERY, **strategy}.items():
            if isinstance(value, tuple):
                for each in value:
                    getattr(parameters, name).append(each)
            else:
                setattr(parameters, name, value)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each better solution on."""

    def __init__(self, watch: Watcher, note: Callable[[tuple[int, ...]], None]):
        super().__init__()
        self._watch, self._note = watch, note

    def on_solution_callback(self) -> None:
        """Tell the watcher of a solution, and stop if it is good enough."""
        self._note(tuple(self.response_proto.solution))
        if self._watch(round(self.objective_value), self.best_objective_bound):
            self.stop_search()
