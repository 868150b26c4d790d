"""Ways out: the smallest sets of concessions after which there is a plan, each with that plan.

Every way out gives up a fact of every cause. So one cause says what to try; where one fact of it is not
enough, the cause that is left says with what else. A set is a way out only once a plan is found.
"""

import time
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import count

from scheduler.caps import START_WINDOW_DAYS
from scheduler.domain.changes import changes
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.explain.cause import Cause, cause
from scheduler.explain.concession import Concession, concede
from scheduler.explain.facts import FAMILIES
from scheduler.explain.facts.fact import Fact
from scheduler.explain.oracle import Oracle
from scheduler.explain.placing import Placed, Placer
from scheduler.solve.counting import COUNTS, Count, at_odds, ruled_out
from scheduler.solve.known import Lessons, of_cohorts

MOST = 4
"""Ways out that are looked for."""

SOME = 2
"""Ways out of so many concessions after which those of more are not looked for."""

DEEPEST = 4
"""Concessions in one way out at most."""

SHARE = 0.35
"""Share of the time that is left, for confirming one way out."""

LEAST_SECONDS = 12.0
"""Least time for confirming one."""

TIGHTEN_SECONDS = 3.0
"""Most time for each try of a smaller concession."""

CAUSE_SECONDS = 8.0
"""Most time for the cause that is left once something is conceded."""


@dataclass(frozen=True)
class Way:
    """Concessions with which a plan was found.

    Attributes
    ----------
    instance, lessons
        The instance with the concessions, and the plan.
    cost
        What the plan costs in all.
    last_days
        The last days of the cohorts that did not stay as they were.
    changed
        Half-days that change for cohorts that had a plan; None where none had.
    """

    concessions: tuple[Concession, ...]
    instance: Instance
    lessons: Lessons
    cost: int
    last_days: dict[str, date]
    changed: int | None

    @classmethod
    def of(cls, concessions: tuple[Concession, ...], instance: Instance, plan: Placed, old: Lessons) -> "Way":
        """Return the way out with the plan found, beside the lessons there were."""
        moving = [x.id for x in instance.cohorts if x.id not in plan.beside]
        last = {name: max(x.day for x in plan.lessons if x.cohort == name) for name in moving}
        known = {x.cohort for x in old}
        changed = len(changes(old, of_cohorts(plan.lessons, tuple(known)))) if old else None
        return cls(concessions, instance, plan.lessons, plan.cost, last, changed)


@dataclass
class Finder:
    """The search for ways out of one impossible instance.

    Attributes
    ----------
    first
        Why the instance has no plan.
    ask
        Asked why nothing helps yet, once something is conceded.
    until
        Time on the monotonic clock when it ends.
    today
        The first day on which a cohort could still start.
    unconfirmed
        The first concessions that counting does not rule out, though no plan was found.
    """

    instance: Instance
    first: Cause
    placer: Placer
    ask: Oracle
    until: float
    today: date = date.min
    unconfirmed: tuple[Concession, ...] = ()
    found: list[tuple[frozenset[object], Way]] = field(default_factory=list)

    @property
    def ways(self) -> tuple[Way, ...]:
        """The ways out found so far, those of fewest concessions first."""
        return tuple(way for _keys, way in self.found)

    @property
    def over(self) -> bool:
        """True if the time is over, or somebody stopped it."""
        return time.monotonic() >= self.until or self.placer.stop()

    @property
    def _enough(self) -> bool:
        return len(self.found) >= MOST or self.over

    def search(self) -> Iterator[tuple[Way, ...]]:
        """Look for ways out, and yield those found whenever there are more."""
        sets: list[tuple[Fact, ...]] = [()]
        causes, told = [self.first], 0
        if not self.placer.stay:
            self._seed()
        for _depth in range(DEEPEST):
            larger: list[tuple[Fact, ...]] = []
            for some in sets:
                for grown in self._grown(some, causes):
                    if grown:
                        larger.append(grown)
                    if len(self.found) > told:
                        told = len(self.found)
                        yield self.ways
            sets = larger
            if not sets or self._enough or len(self.found) >= SOME:
                return

    def _seed(self) -> None:
        """Have a plan with everything conceded that the cause names: much of it fits smaller concessions."""
        facts = [self.allowed[x.key] for x in self.first.facts if x.key in self.allowed]
        if len(facts) > 1:
            made = concede(self.instance, (fact.concessions[-1] for fact in facts))
            self.placer.place(made, SHARE * max(0.0, self.until - time.monotonic()), anew=False)

    def _grown(self, some: tuple[Fact, ...], causes: list[Cause]) -> Iterator[tuple[Fact, ...]]:
        """Yield sets of one fact more that are no ways out yet; one that is, is noted, and () yielded."""
        if self._enough:
            return
        conceded = concede(self.instance, (fact.concessions[-1] for fact in some))
        held = {fact.key for fact in some}
        known = next((x for x in causes if held.isdisjoint(fact.key for fact in x.facts)), None)
        if known is None:
            until = min(self.until, time.monotonic() + CAUSE_SECONDS)
            ask = replace(self.ask, until=until)
            known = cause(conceded, ask)
            if known is None:
                return
            causes.append(known)
        for fact in by_kind(
            [self.allowed[x.key] for x in known.facts if x.key in self.allowed.keys() - held]
        ):
            larger = (*some, fact)
            keys = frozenset(x.key for x in larger)
            if self._enough:
                return
            if any(smaller <= keys for smaller, _way in self.found):
                continue
            way = self._confirmed(larger)
            if way is None:
                yield larger
            else:
                self.found.append((keys, way))
                yield ()

    @cached_property
    def allowed(self) -> dict[Hashable, Fact]:
        """By their keys, the facts of which something can be conceded that nothing else forbids."""
        return allowed(self.instance, self.today)

    def _confirmed(self, facts: tuple[Fact, ...]) -> Way | None:
        """Return the way out that gives up as little as it can of `facts`; None if no plan is found."""
        most = tuple(fact.concessions[-1] for fact in facts)
        chosen = self._least(facts, most)
        if chosen is None:
            return None
        left = max(0.0, self.until - time.monotonic())
        until = time.monotonic() + min(left, max(LEAST_SECONDS, SHARE * left))
        # That the smallest is too small is seldom proved soon. Where all cohorts have to be placed it is
        # tried after the largest, else before, with half of the time for the largest.
        order = (chosen, most) if self.placer.stay else (most, chosen)
        for number, concessions in enumerate(dict.fromkeys(order)):
            made = concede(self.instance, concessions)
            plan = self.placer.place(made, (until - time.monotonic()) / (2 - number))
            if plan is not None:
                return self._way(facts, chosen, concessions, plan, until)
        self.unconfirmed = self.unconfirmed or chosen
        return None

    def _way(
        self,
        facts: tuple[Fact, ...],
        least: tuple[Concession, ...],
        concessions: tuple[Concession, ...],
        plan: Placed,
        until: float,
    ) -> Way:
        """Return the way out, smaller than found if that is found in time, but not below `least`."""
        for index in range(len(facts)):
            ladder = facts[index].concessions
            at, low = ladder.index(concessions[index]), ladder.index(least[index])
            for lower in range(low, at):
                smaller = (*concessions[:index], ladder[lower], *concessions[index + 1 :])
                fitting = self.placer.adapted(concede(self.instance, smaller), plan)
                if fitting is not None:
                    # The plan found makes no use of more.
                    concessions, plan, at = smaller, fitting, lower
                    break
            while low < at and time.monotonic() < until and not self.placer.stop():
                middle = (low + at) // 2
                smaller = (*concessions[:index], ladder[middle], *concessions[index + 1 :])
                made = concede(self.instance, smaller)
                found = self.placer.place(made, min(TIGHTEN_SECONDS, until - time.monotonic()), anew=False)
                if found is None:
                    low = middle + 1
                else:
                    concessions, plan, at = smaller, found, middle
        return Way.of(concessions, concede(self.instance, concessions), plan, self.placer.stay)

    def _least(self, facts: tuple[Fact, ...], most: tuple[Concession, ...]) -> tuple[Concession, ...] | None:
        """Return the smallest concessions, one fact after the other, that counting does not rule out."""
        if all(fact.nested for fact in facts) and self._ruled_out(most):
            return None
        chosen = most
        for index, fact in enumerate(facts):
            fitting = (
                concessions
                for concession in fact.concessions
                if not self._ruled_out(concessions := (*chosen[:index], concession, *chosen[index + 1 :]))
            )
            least = next(fitting, None)
            if least is None:
                return None
            chosen = least
        return chosen

    def _ruled_out(self, concessions: tuple[Concession, ...]) -> bool:
        """Tell whether counting still finds an obstacle, among the cohorts that do not stay as they are."""
        stay = {lesson.cohort for lesson in self.placer.stay}
        return ruled_out(concede(self.instance, concessions).without(stay), (*self._odds, *COUNTS))

    @cached_property
    def _odds(self) -> tuple[Count, ...]:
        return at_odds(self.instance)


def allowed(instance: Instance, today: date) -> dict[Hashable, Fact]:
    """Return, by their keys, the facts of which something can be conceded that nothing else forbids.

    Parameters
    ----------
    today
        The first day on which a cohort could still start.
    """
    found: dict[Hashable, Fact] = {}
    for family in FAMILIES:
        for fact in family.of(instance):
            concessions = tuple(x for x in fact.concessions if not _forbidden(x, today))
            if concessions:
                found.setdefault(fact.key, replace(fact, concessions=concessions))
    return found


def _forbidden(concession: Concession, today: date) -> bool:
    """Tell whether a cohort would start in the past, or have too long a time to start in."""
    cohorts = [edit.new for edit in concession.edits if isinstance(edit.new, Cohort)]
    starts = [edit.changed["start_from"] for edit in concession.edits if "start_from" in edit.changed]
    return any(day < today for day in starts) or any(
        (cohort.start_to - cohort.start_from).days > START_WINDOW_DAYS.most for cohort in cohorts
    )


def by_kind(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts with one of each kind first, so that ways out differ, the easiest conceded first."""
    seen: dict[tuple[str, ...], Iterator[int]] = {}
    turns = [next(seen.setdefault(fact.codes, count())) for fact in facts]
    return [fact for _turn, fact in sorted(zip(turns, facts, strict=True), key=lambda x: x[0])]
