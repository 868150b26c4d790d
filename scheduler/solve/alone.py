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
from scheduler.solve.sequencing import Effort, Given, Sequencing

TRY = 0.25
"""Share of the seconds for a proof with fewer trainers."""


@dataclass
class Alone:
    """Proofs of what single cohorts cost with some trainers, within a window.

    Attributes
    ----------
    seconds
        Deterministic ones for a proof, and as many for those with fewer trainers after it.
    spent
        Deterministic seconds so far.
    """

    known: Known
    stopping: threading.Event
    window: int
    seconds: float
    spent: float = 0.0
    _proofs: dict[str, Sequencing] = field(default_factory=dict)

    def least(self, name: str, given: Given, told: float, enough: float) -> float:
        """Return what a cohort costs at least with these trainers; ``inf`` without a plan.

        Parameters
        ----------
        told
            What it is known to cost.
        enough
            More than that need not be proved.
        """
        budget = self._budget()
        found = self._least(name, given, told, enough, budget)
        self.spent += budget.spent
        return found

    def needed(self, name: str, given: Given, least: float) -> Given:
        """Return trainers of these with whom the cohort costs as much, whoever teaches the rest."""
        budget = self._budget()
        waiting = self._proof(name).by_need(given)
        at_once = -(-len(waiting) // 2)
        while waiting and not budget.over:
            some = waiting[:at_once]
            fewer = {x: trainer for x, trainer in given.items() if x not in some}
            each = self._budget(TRY)
            as_much = self._least(name, fewer, least - 1, least, each) >= least
            budget.spent += each.spent
            if as_much:
                given, waiting = fewer, waiting[at_once:]
            elif at_once > 1:
                at_once //= 2
            else:
                waiting = waiting[1:]
        self.spent += budget.spent
        return given

    def _budget(self, share: float = 1.0) -> Effort:
        until = inf if self.known.limits.deterministic else self.known.until
        return Effort(share * self.seconds, self.stopping, until)

    def _least(self, name: str, given: Given, told: float, enough: float, budget: Effort) -> float:
        """Return what the cohort's own terms cost at least."""
        return self._proof(name).least(given, told, enough, budget).cost

    def _proof(self, name: str) -> Sequencing:
        if name not in self._proofs:
            instance, settings = self.known.instance, self.known.settings
            self._proofs[name] = Sequencing.of(instance, settings, instance.cohort[name], self.window)
        return self._proofs[name]
