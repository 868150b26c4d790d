"""Ways out of a repair that is impossible: what a centre could concede, each with the repaired plan.

One concession at a time, the smallest of its kind that counting does not rule out, then the largest; a
way out is one only once the repair is found. All are tried for a few seconds each, first with all dates as
they are, which is a much smaller model; then those of which nothing is known by then for longer.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

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
from scheduler.explain.ways import MOST, allowed, by_kind
from scheduler.repair.aim import OF_ONE_LESSON, Aim, Repaired
from scheduler.repair.repair import Repair
from scheduler.repair.swaps import must_change, swapped
from scheduler.solve.counting import obstacles_left, ruled_out
from scheduler.solve.known import Lessons

ROUNDS = ((2.5, True), (8.0, False), (16.0, False))
"""Most seconds for the repair with one concession, and whether all dates stay, round after round."""

AFTER_FIRST = 3.0
"""Seconds after which a repair that is found is not looked for with fewer changes."""

POLISH_SECONDS = 0.5
"""Most time for each: whom to tell, and what it costs."""


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

    @property
    def over(self) -> bool:
        """True if the time is over, or somebody stopped it."""
        return time.monotonic() >= self.until or self.stop()

    def search(self) -> Iterator[Way]:
        """Yield each way out as it is found, four at most."""
        waiting: list[tuple[Fact, list[Concession] | None]] = [
            (fact, None) for fact in by_kind(list(self._facts()))
        ]
        for seconds, dates_stay in ROUNDS:
            left: list[tuple[Fact, list[Concession] | None]] = []
            for fact, unknown in waiting:
                if self.over or len(self.found) >= MOST:
                    return
                tried = self._fitting(fact) if unknown is None else unknown
                way, unknown = self._confirmed(tried, seconds, dates_stay)
                if way is not None:
                    self.found.append(way)
                    yield way
                elif unknown:
                    left.append((fact, unknown))
            waiting = left

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

    def _fitting(self, fact: Fact) -> list[Concession]:
        """Return the concessions of a fact that are worth trying, the smallest first."""
        instance = self.aim.instance
        fitting = [x for x in fact.concessions if not (_idle(instance, x) or self._ruled_out(x))]
        # Those between are tried only where they are few: each takes seconds.
        return [fitting[0], fitting[-1]] if fact.nested and len(fitting) > 2 else fitting

    def _confirmed(
        self, concessions: list[Concession], seconds: float, dates_stay: bool
    ) -> tuple[Way | None, list[Concession]]:
        """Return the repair with the first concession that has one, and those that still may have one."""
        unknown = []
        for concession in concessions:
            if self.over:
                break
            if (concession.edits, seconds) in self._tried:
                continue
            self._tried.append((concession.edits, seconds))
            if dates_stay and all(isinstance(x.new, Cohort) for x in concession.edits):
                unknown.append(concession)
                continue
            repaired = self._repaired(concession, seconds, dates_stay)
            if repaired.lessons:
                return self._way(concession, repaired), []
            if dates_stay or repaired.status is not Status.IMPOSSIBLE:
                unknown.append(concession)
        return None, unknown

    def _ruled_out(self, concession: Concession) -> bool:
        made = concede(self.aim.instance, (concession,))
        # Where what must stay breaks a rule by itself, most concessions have nothing to do with it.
        if any(x.code in OF_ONE_LESSON for x in check(made, self.aim.held)):
            return True
        return ruled_out(made) or any(obstacles_left(made, self.aim.lessons, self.aim.since))

    def _repaired(self, concession: Concession, seconds: float, dates_stay: bool) -> Repaired:
        """Look for the repair with a concession; to put others in places alone needs no search."""
        made, old = concede(self.aim.instance, (concession,)), self.aim.lessons
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

    def _way(self, concession: Concession, repaired: Repaired) -> Way:
        made = concede(self.aim.instance, (concession,))
        found = changes(self.old, repaired.lessons)
        names = {x.lesson.cohort for x in found}
        last = {
            cohort.id: max(x.day for x in repaired.lessons if x.cohort == cohort.id)
            for cohort in made.cohorts
            if cohort.id in names
        }
        cost = cost_of(costs(made, repaired.lessons, self.aim.settings))
        return Way((concession,), made, repaired.lessons, cost, last, len(found))


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
