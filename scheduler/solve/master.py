"""The master problem of a search over trainers: the relaxation, and all that it is told of some trainers.

What costs least is asked for by its linear relaxation, which proves a bound soon and finds solutions late.
Once a bound is proved, there mostly are many solutions that cost just as much, and one of these is found by
clauses alone, with nothing to minimize, in a tenth of the time: so they are asked for first, then the next
bound.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf

from ortools.sat.python import cp_model

from scheduler.model.layout import Strand
from scheduler.model.parts import Part
from scheduler.solve.bounds.relaxation import Relaxation, Staff
from scheduler.solve.sequencing import Allowed
from scheduler.solve.solver import Response, Solver, SolverStatus

MOST = 10**13
"""More than a cohort's own terms cost under the heaviest weights: a million a unit, thousands a session."""

DECIDING = 0.3
"""Share of the time of a proposal for one that costs just what is proved."""

Box = Mapping[str, Mapping[Strand, frozenset[str]]]
"""By cohort, of some groups of modules, those of whom one teaches it."""


@dataclass
class Master:
    """The relaxation on dates and named trainers, without what was answered.

    Attributes
    ----------
    seconds
        For a proposal.
    """

    relaxation: Relaxation
    seconds: float
    _least: int | None = field(default=None, init=False)

    @cached_property
    def part(self) -> Part:
        """Its model."""
        return self.relaxation.part()

    @cached_property
    def own(self) -> dict[str, cp_model.IntVar]:
        """The own terms of each cohort; those of fewest sessions first: what they cost is proved soonest."""
        found = {}
        for name in sorted(self.part.own, key=self._sessions):
            found[name] = self.part.model.new_int_var(0, MOST, f"own terms of {name}")
            self.part.model.add(found[name] == self.part.own[name])
        return found

    def cheapest(self, solver: Solver, most: Callable[[], float], *, quick: bool = False) -> Response:
        """Return a solution, the cheapest if that can be told in time, and what all cost at least.

        Parameters
        ----------
        most
            What the best plan costs now: nothing that costs as much is of use.
        quick
            True to ask only for what costs just what is proved.
        """
        if self._least is not None and self._least < most():
            response = solver.run(self._just(self._least), DECIDING * self.seconds, deciding=True)
            if response.found:
                return replace(response, objective=self._least, bound=self._least)
            if response.status is SolverStatus.INFEASIBLE:
                self._raise(self._least + 1)
        if self._least is not None and (quick or self._least >= most()):
            return Response(SolverStatus.UNKNOWN, 0, self._least, ())
        response = solver.run(
            self.part.model, self.seconds, lambda _cost, bound: bound > most() - 0.5, linear=True
        )
        self._raise(response.bound)
        return replace(response, bound=max(response.bound, self._least or 0))

    def dearer(self, name: str, allowed: Allowed, least: float) -> None:
        """Tell that a cohort costs as much unless somebody else teaches one of these groups."""
        assigned = next(x.assigned for x in self.part.staffed if x.cohort.id == name)
        by_others = [
            x for strand, some in allowed.items() for who, x in assigned[strand].items() if who not in some
        ]
        if least == inf:
            self.part.model.add_bool_or(by_others)
        else:
            more = self.part.model.add(self.own[name] >= int(least))
            more.only_enforce_if(*(x.negated() for x in by_others))

    def forbid(self, box: Box) -> None:
        """Leave out all in which none but these teach: at least one group of a module has somebody else."""
        self.part.model.add_bool_or(
            literal
            for cohort in self.part.staffed
            for strand, names in box.get(cohort.cohort.id, {}).items()
            for name, literal in cohort.assigned[strand].items()
            if name not in names
        )

    def _just(self, cost: int) -> cp_model.CpModel:
        """Return the model of what costs no more, with nothing to minimize."""
        model = self.part.model.clone()
        model.clear_objective()
        model.add(self.part.cost <= cost)
        return model

    def _raise(self, bound: int) -> None:
        """Take note of a bound, so that it is not proved once more."""
        if self._least is None or bound > self._least:
            self._least = bound
            self.part.model.add(self.part.cost >= bound)

    def _sessions(self, name: str) -> int:
        instance = self.relaxation.instance
        return instance.curriculum_of(instance.cohort[name]).sessions


def just_these(staff: Staff) -> Box:
    """Return the box of these trainers alone."""
    return {name: {x: frozenset({who}) for x, who in given.items()} for name, given in staff.items()}


def joined(one: Box, other: Box) -> Box:
    """Return the smallest box that holds two, both of the same groups of modules."""
    return {
        name: {strand: some | other[name][strand] for strand, some in mine.items()}
        for name, mine in one.items()
    }
