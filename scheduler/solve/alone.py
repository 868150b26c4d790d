"""What some trainers cost a cohort in dates and content, as if there were no others: a bound beside them too.

A cohort's own terms do not fall because others are there: its lessons keep its own rules in every plan. The
relaxation on dates and named trainers counts these terms too low where the order of modules costs something.
What it should count for some trainers can be proved of one cohort at a time, in a second or two
(:mod:`scheduler.solve.sequencing`).
"""

import threading
from dataclasses import dataclass, field
from math import inf

from scheduler.solve.known import Known
from scheduler.solve.sequencing import Allowed, Effort, Sequencing, Widening

LONGER, TRY = 2.0, 0.5
"""How many times the seconds of a proof go to those with more trainers after it, and to one of them."""


@dataclass
class Alone:
    """Proofs of what single cohorts cost with some trainers, within a window.

    Attributes
    ----------
    seconds
        Deterministic ones for a proof.
    spent
        Deterministic seconds so far.
    """

    known: Known
    stopping: threading.Event
    window: int
    seconds: float
    spent: float = 0.0
    _proofs: dict[str, Sequencing] = field(default_factory=dict)

    def least(self, name: str, allowed: Allowed, told: float, enough: float) -> float:
        """Return what a cohort costs at least with these trainers; ``inf`` without a plan.

        Parameters
        ----------
        told
            What it is known to cost.
        enough
            More than that need not be proved.
        """
        budget = self._budget()
        found = self._least(name, allowed, told, enough, budget)
        self.spent += budget.spent
        return found

    def needed(self, name: str, allowed: Allowed, told: float, least: float) -> tuple[Allowed, float]:
        """Return more trainers than these, and what the cohort costs at least, whoever of them teaches.

        Parameters
        ----------
        told
            What it is known to cost: more than that is returned.
        least
            What it costs at least with those given.
        """
        budget = self._budget(LONGER)
        widening = Widening(self._proof(name), told, least, TRY * self.seconds, budget)
        found = widening.widened(allowed)
        self.spent += budget.spent
        return found, widening.least

    def _budget(self, times: float = 1.0) -> Effort:
        until = inf if self.known.limits.deterministic else self.known.until
        return Effort(times * self.seconds, self.stopping, until)

    def _least(self, name: str, allowed: Allowed, told: float, enough: float, budget: Effort) -> float:
        """Return what the cohort's own terms cost at least."""
        return self._proof(name).least(allowed, told, enough, budget).cost

    def _proof(self, name: str) -> Sequencing:
        if name not in self._proofs:
            instance, settings = self.known.instance, self.known.settings
            self._proofs[name] = Sequencing.of(instance, settings, instance.cohort[name], self.window)
        return self._proofs[name]
