"""Ways out of a repair that is impossible: what a centre could concede, each with the repaired plan.

One concession at a time, the smallest of its kind that counting does not rule out, then the largest; a
way out is one only once the repair is found. All are tried for a few seconds each, first with all dates as
they are, which is a much smaller model; then those of which nothing is known by then for longer. Those are
first that feed a rule which is broken. Where no single one is enough, several are conceded together whose
obstacles, left by counting, have none in common.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import combinations

from scheduler.check import check, cost_of, costs
from scheduler.domain.centre import Absence
from scheduler.domain.changes import changes
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Progress
from scheduler.domain.time import Half, days
from scheduler.explain import Concession, RowEdit, Way
from scheduler.explain.concession import concede
from scheduler.explain.facts.fact import Fact
from scheduler.explain.ways import DEEPEST, MOST, SOME, allowed, by_kind
from scheduler.repair.aim import OF_ONE_LESSON, Aim, Repaired
from scheduler.repair.repair import Repair
from scheduler.repair.swaps import must_change, swapped
from scheduler.solve.counting import COUNTS, Count, at_odds, obstacles, obstacles_left, ruled_out
from scheduler.solve.known import Lessons

ROUNDS = ((2.5, True), (8.0, False), (16.0, False))
"""Most seconds for the repair with one concession, and whether all dates stay, round after round."""

AFTER_FIRST = 3.0
"""Seconds after which a repair that is found is not looked for with fewer changes."""

POLISH_SECONDS = 0.5
"""Most time for each: whom to tell, and what it costs."""

Together = tuple[Concession, ...]
"""Concessions that are made together."""


@dataclass
class RepairWays:
    """The search for ways out of one impossible repair.

    Attributes
    ----------
    before, old
        The facts and the plan before something happened: what is asked since is not conceded, and changes
        are counted from there.
    until
        Time on the monotonic clock when it ends.
    stop
        Asked now and then; True ends it.
    found
        The ways out found so far.
    """

    aim: Aim
    before: Instance
    old: Lessons
    until: float
    stop: Callable[[], bool] = lambda: False
    found: list[Way] = field(default_factory=list)
    _tried: list[tuple[tuple[RowEdit, ...], float]] = field(default_factory=list)
    _too_little: list[Fact] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """True if the time is over, or somebody stopped it."""
        return time.monotonic() >= self.until or self.stop()

    def search(self) -> Iterator[Way]:
        """Yield each way out as it is found, four at most."""
        yield from self._confirming(self._fitting(fact) for fact in self._ordered())
        if len(self.found) < SOME and not self.over:
            yield from self._confirming(self._several())

    def _confirming(self, ladders: Iterator[list[Together]]) -> Iterator[Way]:
        """Yield a way out for each of some ladders of concessions that has one, round after round."""
        waiting: Iterable[list[Together]] = ladders
        for seconds, dates_stay in ROUNDS:
            left: list[list[Together]] = []
            for tried in waiting:
                if self.over or len(self.found) >= MOST:
                    return
                way, unknown = self._confirmed(tried, seconds, dates_stay)
                if way is not None:
                    self.found.append(way)
                    yield way
                elif unknown:
                    left.append(unknown)
            waiting = left

    def _ordered(self) -> list[Fact]:
        """Return what can be conceded: one of each kind first, and of these what feeds a broken rule."""
        facts = list(self._facts())
        codes = {x.code for x in check(self.aim.instance, self.aim.lessons)}
        beside = sorted(facts, key=lambda fact: codes.isdisjoint(fact.codes))
        return by_kind(beside)

    def _facts(self) -> Iterator[Fact]:
        """Yield what can be conceded and has to do with what is broken.

        Not what the user asks for: a session that is moved is to be moved.
        """
        instance, lessons = self.aim.instance, self.aim.lessons
        broken = {(x.cohort, x.day) for x in check(instance, lessons)}
        hit = [x for x in lessons if (x.cohort, x.day) in broken]
        cohorts, modules = {x.cohort for x in hit}, {x.module for x in hit}
        items = [instance.curriculum_of(instance.cohort[x.cohort]).by_id[x.module] for x in hit]
        skills = {x.skill for x in items if x.skill}
        begun = {x.cohort for x in lessons if x.day < self.aim.since}
        asked = [x for x in instance.pins if x not in self.before.pins]
        for fact in allowed(instance, self.aim.since).values():
            edits = [edit for x in fact.concessions for edit in x.edits]
            trainer = instance.trainer.get(fact.where)
            beside = (
                any(edit.old in asked or _over(edit, self.aim.since) for edit in edits)
                or (fact.where in instance.cohort and fact.where not in cohorts)
                or (fact.where in begun and any({"start_from", "start_to"} & set(x.changed) for x in edits))
                or (trainer is not None and skills.isdisjoint(trainer.skills))
                or ("TR-02" in fact.codes and fact.where not in skills)
                or ("TR-06" in fact.codes and fact.name not in modules)
            )
            if not beside:
                yield fact

    def _fitting(self, fact: Fact, others: Together = ()) -> list[Together]:
        """Return the concessions of a fact that are worth trying beside others, the smallest first."""
        ladder = [(*others, x) for x in fact.concessions if not _idle(self.aim.instance, x)]
        made = concede(self.aim.instance, others)
        # What is ruled out though the fact did not hold at all is so whatever of it is conceded.
        if not ladder or self._ruled_out_of(fact.without(made)):
            self._too_little += [fact] if ladder else []
            return []
        if not fact.nested:
            return [x for x in ladder if not self._ruled_out(x)]
        if self._ruled_out(ladder[-1]):
            return []
        low = next(
            number for number, some in enumerate(ladder) if some is ladder[-1] or not self._ruled_out(some)
        )
        middle = (low + len(ladder) - 1) // 2
        # Of those between one is tried: each takes seconds, and all of it is seldom what people want.
        tried = [low, *([middle] if not self._ruled_out(ladder[middle]) else []), len(ladder) - 1]
        return [ladder[number] for number in dict.fromkeys(tried)]

    @cached_property
    def _odds(self) -> tuple[Count, ...]:
        return at_odds(self.aim.instance)

    def _several(self) -> Iterator[list[Together]]:
        """Yield concessions of several facts that only together are not ruled out, fewest first."""
        every, eased = self._left(()), []
        for fact in self._too_little:
            if self.over:
                return
            left = self._left(fact.concessions[-1:])
            if left < every:
                eased.append((fact, left))
        found: list[set[int]] = []
        for count in range(2, DEEPEST + 1):
            for some in combinations(eased, count):
                mine = {id(fact) for fact, _left in some}
                if any(x <= mine for x in found) or set.intersection(*(left for _fact, left in some)):
                    continue
                found.append(mine)
                yield self._least_of([fact for fact, _left in some])

    def _least_of(self, facts: list[Fact]) -> list[Together]:
        """Return the smallest concessions of facts that are worth trying together, then the largest."""
        most = tuple(fact.concessions[-1] for fact in facts)
        if self._ruled_out(most):
            return []
        chosen = most
        for index, fact in enumerate(facts):
            smaller = (*chosen[:index], fact.concessions[0], *chosen[index + 1 :])
            chosen = chosen if self._ruled_out(smaller) else smaller
        return list(dict.fromkeys((chosen, most)))

    def _left(self, conceded: Together) -> set[tuple[object, ...]]:
        """Return the obstacles that counting finds once something is conceded, by what they are about."""
        made = concede(self.aim.instance, conceded)
        counted = obstacles(made, self._odds)
        # What is left of a plan is counted lesson by lesson: only where nothing else says anything.
        if not self._odds:
            counted = tuple(obstacles_left(made, self.aim.lessons, self.aim.since))
        alone = (x for x in check(made, self.aim.held) if x.code in OF_ONE_LESSON)
        return {(x.codes, x.where) for x in counted} | {(x.code, x.where) for x in alone}

    def _confirmed(
        self, concessions: list[Together], seconds: float, dates_stay: bool
    ) -> tuple[Way | None, list[Together]]:
        """Return the repair with the first concessions that have one, and those that still may have one."""
        unknown = []
        for some in concessions:
            edits = tuple(edit for x in some for edit in x.edits)
            if self.over:
                break
            if (edits, seconds) in self._tried:
                continue
            self._tried.append((edits, seconds))
            if dates_stay and all(isinstance(x.new, Cohort) for x in edits):
                unknown.append(some)
                continue
            repaired = self._repaired(some, seconds, dates_stay)
            if repaired.lessons:
                return self._way(self._needed(some, concessions[0], repaired), repaired), []
            if dates_stay or repaired.status is not Status.IMPOSSIBLE:
                unknown.append(some)
        return None, unknown

    def _needed(self, conceded: Together, least: Together, repaired: Repaired) -> Together:
        """Return of concessions those that a repair needs: each the least of its kind where that will do."""
        for index, one in enumerate(least):
            smaller = (*conceded[:index], one, *conceded[index + 1 :])
            if not check(concede(self.aim.instance, smaller), repaired.lessons):
                conceded = smaller
        return conceded

    def _ruled_out(self, conceded: Together) -> bool:
        return self._ruled_out_of(concede(self.aim.instance, conceded))

    def _ruled_out_of(self, made: Instance) -> bool:
        # Where what must stay breaks a rule by itself, most concessions have nothing to do with it.
        if any(x.code in OF_ONE_LESSON for x in check(made, self.aim.held)):
            return True
        return ruled_out(made, (*self._odds, *COUNTS)) or any(
            obstacles_left(made, self.aim.lessons, self.aim.since)
        )

    def _repaired(self, conceded: Together, seconds: float, dates_stay: bool) -> Repaired:
        """Look for the repair with concessions; to put others in places alone needs no search."""
        made, old = concede(self.aim.instance, conceded), self.aim.lessons
        at_hand = swapped(made, old, self.aim.since)
        swap = Repaired(Status.NOT_FOUND, (), 0, 0, 0.0)
        if at_hand is not None and set(self.aim.held) <= set(at_hand):
            found = [x for x in changes(old, at_hand) if x.old is not None]
            fewest = sum(must_change(made, x.old) for x in found if x.old is not None)
            status = Status.OPTIMAL if len(found) <= fewest else Status.FEASIBLE
            swap = Repaired(status, at_hand, len(found), fewest, 0.0)
        if swap.status is Status.OPTIMAL:
            return swap
        repaired = self._searched(made, seconds, dates_stay)
        return repaired if repaired.lessons or not swap.lessons else swap

    def _searched(self, made: Instance, seconds: float, dates_stay: bool) -> Repaired:
        seconds = min(seconds, max(0.1, self.until - time.monotonic()))
        first: list[float] = []
        repair: Repair

        def told(progress: Progress) -> None:
            if progress.best is not None:
                first.append(progress.elapsed)
            if self.stop() or (first and progress.elapsed > first[0] + AFTER_FIRST):
                repair.stop()

        aim = replace(self.aim, instance=made, dates_stay=dates_stay or self.aim.dates_stay)
        repair = Repair(aim, Limits(seconds=seconds, workers=1), told, POLISH_SECONDS)
        return repair.run()

    def _way(self, conceded: Together, repaired: Repaired) -> Way:
        made = concede(self.aim.instance, conceded)
        found = changes(self.old, repaired.lessons)
        names = {x.lesson.cohort for x in found}
        last = {
            cohort.id: max(x.day for x in repaired.lessons if x.cohort == cohort.id)
            for cohort in made.cohorts
            if cohort.id in names
        }
        cost = cost_of(costs(made, repaired.lessons, self.aim.settings))
        return Way(conceded, made, repaired.lessons, cost, last, len(found))


def _idle(instance: Instance, concession: Concession) -> bool:
    """Tell whether somebody would stand in on days on which he or she is away too."""
    named = [x.new for x in concession.edits if isinstance(x.new, Absence) and x.new.substitute is not None]
    return any(
        not any(
            instance.available(absence.substitute or "", day, half)
            for day in days(absence.first, absence.last)
            for half in Half
        )
        for absence in named
    )


def _over(edit: RowEdit, since: date) -> bool:
    """Tell whether an edit is of days that are over."""
    last: date | None = getattr(edit.old, "last", None)
    return last is not None and last < since
