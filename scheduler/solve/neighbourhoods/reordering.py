"""Improving one cohort by the best order of its modules: with its trainers, or with another for one group.

All other cohorts stay. What an order costs is found by dynamic programming
(:mod:`scheduler.solve.sequencing`), so that a cohort may change all its dates and all that its sessions
hold at once, which no model of it does in the time; who teaches is tried one change at a time, those that
prices alone rule out left aside.
"""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from scheduler import check
from scheduler.domain.fairness import even_shares
from scheduler.model.cost import CONTENT_TERMS, DATE_TERMS
from scheduler.model.layout import Strand
from scheduler.model.surroundings import Surroundings
from scheduler.solve.known import WINDOW, Known, Lessons, of_cohorts, of_others
from scheduler.solve.laying import dated
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.sequencing import Effort, Sequencing, just

ORDERED, PRICED = 1.0, 0.1
"""Deterministic seconds at most for an order, and for what prices prove of some trainers."""


def improve_order(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, lessons: Lessons
) -> Improved:
    """Look for a better order of the modules of the one cohort of `neighbourhood`, all others staying."""
    budget = Effort(neighbourhood.seconds, stopping, inf if known.limits.deterministic else known.until)
    one = _Reordering(known, neighbourhood.names[0], lessons, budget)
    now = known.price(lessons)
    for choice in one.promising():
        if new := one.laid_out(choice):
            gain = now - known.price((*one.around, *new))
            if gain > 0:
                return Improved(neighbourhood, new, gain, budget.spent)
    return Improved(neighbourhood, spent=budget.spent)


@dataclass(frozen=True)
class _Choice:
    """Trainers of the cohort, and what they add to the cost of how evenly all teach."""

    given: Mapping[Strand, str]
    adds: int


@dataclass
class _Reordering:
    """The search for a better order of one cohort.

    Attributes
    ----------
    budget
        For all of it.
    """

    known: Known
    name: str
    lessons: Lessons
    budget: Effort

    @cached_property
    def mine(self) -> Lessons:
        """Its lessons now."""
        return of_cohorts(self.lessons, (self.name,))

    @cached_property
    def around(self) -> Lessons:
        """Those of others, which stay."""
        return of_others(self.lessons, (self.name,))

    def promising(self) -> Iterator[_Choice]:
        """Yield trainers with whom it may cost less: those of now first, then by what prices prove.

        Prices take half of what is left at most, so that something is left for whom they let through.
        """
        choices = self._choices()
        yield next(choices)
        counted, half = [], (self.budget.spent + self.budget.seconds) / 2
        for choice in choices:
            if self.budget.over or self.budget.spent > half:
                break
            with self.budget.part(PRICED) as part:
                least = self._sequencing.priced(just(choice.given), self._now - choice.adds, part)
            if least + choice.adds < self._now:
                counted.append((least + choice.adds, choice))
        for _least, choice in sorted(counted, key=lambda x: x[0]):
            if not self.budget.over:
                yield choice

    def laid_out(self, choice: _Choice) -> Lessons:
        """Return the cohort's lessons in the best order with some trainers; () if none is found or better."""
        with self.budget.part(ORDERED) as part:
            enough = self._now - choice.adds
            found = self._sequencing.least(just(choice.given), None, enough, part, find=True)
        if not found.laid_out:
            return ()
        stopping, order = self.budget.stopping, found.laid_out
        lessons, spent = dated(self.known, stopping, self.name, choice.given, order, self.around)
        self.budget.spent += spent
        return lessons

    @cached_property
    def _sequencing(self) -> Sequencing:
        instance, settings = self.known.instance, self.known.settings
        taken = Surroundings.of(instance, self.around)
        return Sequencing.of(instance, settings, instance.cohort[self.name], WINDOW, taken)

    @cached_property
    def _now(self) -> int:
        """What the cohort's own terms cost now."""
        counted = {*DATE_TERMS, *CONTENT_TERMS}
        weights = {x: weight if x in counted else 0 for x, weight in self.known.settings.weights.items()}
        settings = replace(self.known.settings, weights=weights)
        return check.cost_of(check.costs(self.known.instance, self.mine, settings))

    def _choices(self) -> Iterator[_Choice]:
        """Yield the trainers of now, then those with another for one group of a module."""
        given, half_days = self._trainers, Counter(Strand(x.module, x.group) for x in self.mine)
        yield _Choice(given, 0)
        for strand, now in given.items():
            for other in self._sequencing.syllabus.cohort.able_for(strand):
                if other.id != now:
                    moved = {now: -half_days[strand], other.id: half_days[strand]}
                    yield _Choice({**given, strand: other.id}, self._unevenness(moved))

    @cached_property
    def _trainers(self) -> Mapping[Strand, str]:
        """Who teaches each group of a module that keeps one trainer."""
        layout = self._sequencing.syllabus.cohort
        every = {Strand(x.module, x.group): x.trainer for x in self.mine if x.trainer is not None}
        return {strand: trainer for strand, trainer in every.items() if layout.keeps_trainer(strand)}

    def _unevenness(self, moved: Mapping[str, int]) -> int:
        """Return what more half-days of some trainers, or fewer, add to the cost of how evenly all teach."""
        more = sum(
            max(0, self._loads.get(name, 0) + half_days - self._shares[name])
            - max(0, self._loads.get(name, 0) - self._shares[name])
            for name, half_days in moved.items()
        )
        return self.known.settings.weights["trainer_balance"] * more

    @cached_property
    def _loads(self) -> Mapping[str, int]:
        return Surroundings.of(self.known.instance, self.lessons).loads

    @cached_property
    def _shares(self) -> Mapping[str, int]:
        return even_shares(self.known.instance)
