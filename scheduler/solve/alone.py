"""What some trainers cost a cohort in dates and content, as if there were no others: a bound beside them too.

A cohort's own terms do not fall because others are there: its lessons keep its own rules in every plan. The
relaxation on dates and named trainers counts these terms too low where the order of modules costs something.
What it should count for some trainers can be proved of one cohort at a time, often at once.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from math import inf

from scheduler.model import Scope, build
from scheduler.model.cost import CONTENT_TERMS, DATE_TERMS
from scheduler.model.layout import Strand
from scheduler.solve.known import Known, hearing
from scheduler.solve.solver import SolverStatus

Given = Mapping[Strand, str]
"""The trainers of some groups of modules of a cohort."""

QUICK = 0.05
"""Deterministic seconds up to which a proof is made again with fewer trainers given."""


@dataclass(frozen=True)
class Dearer:
    """Trainers with whom a cohort costs at least so much in its own terms; ``inf`` without a plan."""

    given: Given
    least: float


@dataclass
class Alone:
    """Proofs of what single cohorts cost with some trainers, within a window, in some seconds each.

    Attributes
    ----------
    spent
        Deterministic seconds so far.
    """

    known: Known
    stopping: threading.Event
    window: int
    seconds: float
    spent: float = 0.0

    def dearer(self, name: str, given: Given, told: int, enough: float) -> Dearer | None:
        """Prove that a cohort costs more than `told` with these trainers; None if that is not proved.

        Parameters
        ----------
        enough
            More than that need not be proved.
        """
        least, took = self._least(name, given, enough)
        if least <= told:
            return None
        if took > QUICK:
            return Dearer(given, least)
        # Of fewer trainers no more is told than is proved of them.
        least = min(least, enough)
        for strand in given:
            fewer = {x: trainer for x, trainer in given.items() if x != strand}
            as_much, took = self._least(name, fewer, least)
            if as_much >= least:
                given = fewer
            elif took > QUICK:
                break
        return Dearer(given, least)

    def _least(self, name: str, given: Given, enough: float) -> tuple[float, float]:
        """Return what the cohort's own terms cost at least, and the deterministic seconds it took."""
        with hearing(self.known, self.stopping) as solver:
            scope = Scope(self.known.cohorts((name,)), window=self.window, staff={name: given})
            plan = build(self.known.instance, self.known.settings, scope)
            weights = self.known.settings.weights
            plan.model.minimize(sum(weights[x] * plan.terms[x] for x in (*DATE_TERMS, *CONTENT_TERMS)))
            response = solver.run(plan.model, self.seconds, lambda _cost, bound: bound > enough - 0.5)
            self.spent += solver.spent
            return inf if response.status is SolverStatus.INFEASIBLE else response.bound, solver.spent
