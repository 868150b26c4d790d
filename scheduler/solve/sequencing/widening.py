"""With whom else a cohort costs as much as with the trainers that it has: why it costs that.

All who can teach are allowed at first. A programme that then costs less has lessons on days on which none of
the trainers of before is there: whoever could teach one of these is left out, and so on, until no programme
costs less. What is left is a reason that holds for many more choices of trainers than the one asked about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import inf

from scheduler.model.layout import Strand
from scheduler.solve.sequencing.effort import Effort
from scheduler.solve.sequencing.least import Programme, Sequencing
from scheduler.solve.sequencing.presence import Allowed

LATE = 2
"""Times that a proof takes too long until it is given up."""

Other = tuple[Strand, str]
"""Somebody else who may teach a group of a module."""


@dataclass
class Widening:
    """A search for more trainers with whom a cohort costs no less.

    Attributes
    ----------
    told
        What it is known to cost, whoever teaches: more than that is of use.
    least
        What it costs at least with those of before; less, if only that can be proved with more.
    seconds
        Deterministic ones for a proof at most.
    budget
        For all of it.
    """

    sequencing: Sequencing
    told: float
    least: float
    seconds: float
    budget: Effort
    _left_out: list[Other] = field(default_factory=list)
    _late: int = 0

    def widened(self, allowed: Allowed) -> Allowed:
        """Return these trainers, and more with whom it is proved to cost at least :attr:`least`."""
        others, before = self._others(allowed), self.least
        while not self.budget.over and self._late < LATE:
            more = [x for x in others if x not in self._left_out]
            wider = self._wider(allowed, more)
            if not more:
                self.least = before
                return self._with_each(wider, allowed)
            proved, programme = self._judged(wider)
            if proved:
                return self._with_each(wider, allowed)
            if not programme and self.told < self.least - 1 < inf:
                self.least -= 1
            else:
                self._late += not programme
                self._left_out += self._to_leave_out(programme, allowed, more)
        self.least = before
        return allowed

    def _others(self, allowed: Allowed) -> list[Other]:
        """Return who else may teach a group of which trainers are named, those first who add fewest days."""
        presence, there = self.sequencing.syllabus.presence, self.sequencing.syllabus.presence.there(allowed)

        def added(strand: Strand, other: str) -> int:
            return int((presence.there({**allowed, strand: allowed[strand] | {other}}) & ~there).sum())

        found = [
            (strand, trainer.id)
            for strand, some in allowed.items()
            for trainer in self.sequencing.syllabus.cohort.able_for(strand)
            if trainer.id not in some
        ]
        return sorted(found, key=lambda x: added(*x))

    def _wider(self, allowed: Allowed, others: Sequence[Other]) -> Allowed:
        """Return that others may teach these groups too; where all who can may, none are named."""
        found = dict(allowed)
        for strand, name in others:
            found[strand] = found[strand] | {name}
        able = self.sequencing.syllabus.cohort.able_for
        return {strand: some for strand, some in found.items() if any(x.id not in some for x in able(strand))}

    def _with_each(self, wider: Allowed, before: Allowed) -> Allowed:
        """Return these, and of those left out all with whom it costs as much after all."""
        for strand in {x: None for x, _name in self._left_out}:
            some = [x for x in self._left_out if x[0] == strand]
            for more in (some, *([x] for x in some if len(some) > 1)):
                if self.budget.over:
                    return wider
                wider_still = self._wider({strand: before[strand], **wider}, more)
                if self._judged(wider_still)[0]:
                    wider = wider_still
                    if len(more) == len(some):
                        break
        return wider

    def _judged(self, allowed: Allowed) -> tuple[bool, Programme]:
        """Tell whether these are proved to cost as much; else a cheaper programme, if there is one."""
        with self.budget.part(self.seconds) as part:
            if programme := self.sequencing.cheaper(allowed, self.least, part):
                return False, programme
            found = self.sequencing.least(allowed, self.least - 1, self.least, part)
            return found.cost >= self.least, found.programme

    def _to_leave_out(self, programme: Programme, allowed: Allowed, more: Sequence[Other]) -> list[Other]:
        """Return of those allowed besides some without whom a programme is none; half if there is none."""
        presence = self.sequencing.syllabus.presence
        out = {strand for strand, _name in self._left_out}
        ways = [
            (strand not in out, [(strand, name) for name in sorted(names) if (strand, name) in more])
            for session in programme
            for day, module in session
            for strand, names in presence.could(module, day, allowed)
        ]
        possible = [(new, len(some), some) for new, some in ways if some]
        return min(possible)[-1] if possible else list(more[len(more) // 2 :])
