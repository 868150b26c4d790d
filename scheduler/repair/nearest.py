"""What is possible instead of an edit that is refused, and what would have to be conceded for it.

Of a session that was moved: the nearest days for which nothing else changes, and nearer ones if others may
change, fewest changes first. Of another trainer or room: who else could be there, in the same two ways. Of
another module, or a lesson added: with whom and where it could be. Instead of a deletion: something else
taught on these days, or the session on others.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scheduler.check import check
from scheduler.domain.changes import ChangeKind, changes
from scheduler.domain.curriculum import Mode
from scheduler.domain.events import SessionMoved, after
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Violation
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.repair.aim import Aim
from scheduler.repair.edit import Edit, renumbered
from scheduler.repair.edits import Answered, EditAnswer, EditVerdict, Near, Rearranged, aim_of
from scheduler.repair.repair import Repair
from scheduler.repair.ways import RepairWays
from scheduler.solve.known import Lessons

if TYPE_CHECKING:
    from scheduler.explain import Way

REACH = 28
"""Days by which dates may differ from those asked for."""

TRIES = 6
"""Dates, trainers or rooms at most for which it is asked what else would change."""

EACH_SECONDS = 3.0
"""Most time for one of them."""

OF_DATES = frozenset(("CA-01", "CA-02", "CA-03", "CA-06", "SE-04"))
"""Rules that a day breaks by itself, whatever is taught then and by whom."""


@dataclass(frozen=True)
class Budget:
    """How long may be looked for what is possible instead.

    Attributes
    ----------
    limits
        Of each repair that is tried.
    near_until, until
        Times on the monotonic clock: when nothing nearer is looked for any longer, and the end of all.
    ways_out
        Seconds for the ways out of all edits together; 0 for none.
    stop
        Asked now and then; True ends it.
    """

    limits: Limits
    near_until: float
    until: float
    ways_out: float = 0.0
    stop: Callable[[], bool] = lambda: False

    def each(self, until: float) -> Limits:
        """Return the limits of one repair that ends by `until`."""
        if self.limits.deterministic:
            return replace(self.limits, seconds=EACH_SECONDS)
        return replace(self.limits, seconds=max(0.1, min(EACH_SECONDS, until - time.monotonic())))

    def over(self, until: float) -> bool:
        """Tell whether `until` has come; where the same is found on every run, no clock says so."""
        return self.stop() or (not self.limits.deterministic and time.monotonic() >= until)


@dataclass(frozen=True)
class _Refusal:
    """An edit that is refused, and what stands by then.

    Attributes
    ----------
    kept
        The edits that are kept.
    fixed
        Lessons marked by hand, which stay.
    """

    instance: Instance
    settings: Settings
    lessons: Lessons
    answer: EditAnswer
    kept: Sequence[Edit]
    since: date
    fixed: Lessons = ()

    @property
    def edit(self) -> Edit:
        """The edit."""
        return self.answer.edit

    @property
    def broken(self) -> Sequence[Violation]:
        """The rules that it breaks."""
        return self.answer.broken

    @property
    def session(self) -> Lessons:
        """The lessons of the session that was moved, as they were."""
        first = self.edit.changes[0].old
        assert first is not None
        return tuple(x for x in self.lessons if (x.cohort, x.session) == (first.cohort, self._number(first)))

    def aim(self, *edits: Edit) -> tuple[Lessons, Aim]:
        """Return the plan with edits, and what is to be repaired then."""
        return aim_of(self.instance, self.settings, self.lessons, edits, self.since, self.kept, self.fixed)

    def _number(self, lesson: Lesson) -> int:
        """Return the number of a lesson's session now: edits that are kept may have changed it."""
        at = (lesson.cohort, lesson.day, lesson.half)
        return next((x.session for x in self.lessons if (x.cohort, x.day, x.half) == at), lesson.session)

    @property
    def asked(self) -> date:
        """The first day of the session as it was edited."""
        moved = {(x.old.day, x.old.half): x.new.day for x in self.edit.changes if x.old and x.new}
        return min(moved.get((x.day, x.half), x.day) for x in self.session)


def informed(
    instance: Instance,
    settings: Settings,
    found: Answered,
    since: date,
    budget: Budget,
    fixed: Lessons = (),
) -> Answered:
    """Return the answers, those that refuse an edit with what is possible instead."""
    kept = [x.edit for x in found.answers if x.verdict is not EditVerdict.REFUSED]
    open_ = [x for x in found.answers if x.verdict is EditVerdict.REFUSED and min(x.edit.days) >= since]
    known: dict[int, Near] = {}
    for left, answer in _counted(open_):
        refusal = _Refusal(instance, settings, found.lessons, answer, kept, since, fixed)
        until = time.monotonic() + max(0.0, budget.near_until - time.monotonic()) / left
        known[id(answer)] = _near(refusal, budget, until)
    begun = time.monotonic()
    for left, answer in _counted(open_):
        end = min(budget.until, begun + budget.ways_out)
        if time.monotonic() < end and not budget.stop():
            refusal = _Refusal(instance, settings, found.lessons, answer, kept, since, fixed)
            until = time.monotonic() + (end - time.monotonic()) / left
            known[id(answer)] = replace(known[id(answer)], ways=tuple(_ways(refusal, budget, until)))
    return replace(found, answers=tuple(replace(x, near=known.get(id(x))) for x in found.answers))


def _counted(answers: Sequence[EditAnswer]) -> Iterator[tuple[int, EditAnswer]]:
    """Yield each answer, after how many are left with it."""
    return zip(range(len(answers), 0, -1), answers, strict=True)


def _near(refusal: _Refusal, budget: Budget, until: float) -> Near:
    edit = refusal.edit
    if edit.kind is ChangeKind.MOVED:
        return _dates(refusal, budget, until)
    if edit.kind is ChangeKind.DROPPED:
        return _elsewhere(refusal, budget, until)
    return _others(refusal, budget, until)


def _ways(refusal: _Refusal, budget: Budget, until: float) -> "Iterator[Way]":
    """Yield ways out with which the edit is possible as it was made; no public holiday is conceded."""
    if any(x.code == "CA-01" for x in refusal.broken):
        return
    wanted, aim = refusal.aim(refusal.edit)
    yield from RepairWays(aim, refusal.instance, wanted, until, budget.stop).search()


# ---------------------------------------------------------------------- deletions


def _elsewhere(refusal: _Refusal, budget: Budget, until: float) -> Near:
    """Return what else could be taught where lessons were deleted, and when the session could be instead."""
    edit = refusal.edit
    wanted = edit.applied(refusal.lessons)
    loose = edit.forbids((*wanted, *edit.dropped))
    bound = replace(refusal, instance=replace(refusal.instance, pins=(*refusal.instance.pins, *loose)))
    other: Rearranged | None = None
    # Of days that are not deleted as a whole, that was what was asked for.
    if loose != edit.forbids(wanted) and not budget.over(until):
        aim = bound.aim()[1]
        repaired = Repair(aim, budget.each(until), polish=0).run()
        if repaired.lessons and not check(refusal.instance, repaired.lessons):
            also, proved = changes(aim.lessons, repaired.lessons), repaired.changed <= repaired.fewest
            other = Rearranged(also, proved)
    near = _dates(bound, budget, until, tries=0 if other else TRIES)
    return near if other is None else replace(near, rearranged=other)


# ---------------------------------------------------------------------- dates


def _dates(refusal: _Refusal, budget: Budget, until: float, tries: int = TRIES) -> Near:
    """Return the nearest dates of a session that was moved, or deleted."""
    session, asked = refusal.session, refusal.asked
    first = min(x.day for x in session)
    rest = tuple(x for x in refusal.lessons if x not in session)
    rearranged: Rearranged | None = None
    for distance in range(REACH + 1):
        days = [asked - timedelta(days=distance), asked + timedelta(days=distance)]
        open_: list[tuple[date, Lessons]] = []
        alone: list[date] = []
        for day in dict.fromkeys(days):
            shift = day - first
            if not shift or day < refusal.since:
                continue
            moved = tuple(replace(x, day=x.day + shift) for x in session)
            wanted = renumbered(rest + moved)
            if _no_day(refusal.instance, moved):
                continue
            if check(refusal.instance, wanted):
                open_.append((day, wanted))
            else:
                alone.append(day)
        if alone:
            return Near(days=tuple(alone), rearranged=rearranged)
        if rearranged is None:
            tried = open_[:tries]
            tries -= len(tried)
            found = [x for day, wanted in tried if (x := _on(refusal, first, day, wanted, budget, until))]
            rearranged = min(found, key=lambda x: len(x.also), default=None)
    return Near(rearranged=rearranged)


def _no_day(instance: Instance, moved: Sequence[Lesson]) -> bool:
    """Tell whether days break a rule whatever is taught then."""
    mine = instance.without({x.id for x in instance.cohorts} - {moved[0].cohort})
    days = {x.day for x in moved}
    return any(x.code in OF_DATES and x.day in days for x in check(mine, moved))


def _on(
    refusal: _Refusal, first: date, day: date, wanted: Lessons, budget: Budget, until: float
) -> Rearranged | None:
    """Return what else changes at least if the session begins on a day, whatever it then holds."""
    if budget.over(until):
        return None
    event = SessionMoved(refusal.edit.cohort, first, day)
    instance = after(refusal.instance, refusal.lessons, [event], refusal.since)
    held = replace(refusal, instance=instance).aim()[1]
    repaired = Repair(held, budget.each(until), polish=0).run()
    if not repaired.lessons or check(refusal.instance, repaired.lessons):
        return None
    proved = repaired.changed <= repaired.fewest
    return Rearranged(changes(wanted, repaired.lessons), proved, day=day)


# ---------------------------------------------------------------------- trainers and rooms


def _others(refusal: _Refusal, budget: Budget, until: float) -> Near:
    """Return the trainers, or the rooms, that could be there instead."""
    names: list[str] = []
    open_: list[tuple[str, Edit]] = []
    for name, edit in _variants(refusal):
        wanted = edit.applied(refusal.lessons)
        broken = check(refusal.instance, wanted)
        if not broken:
            names.append(name)
        elif not any(x.code in ("TR-02", "TR-03", "RO-02", "RO-03", "RO-04") for x in broken):
            open_.append((name, edit))
    if names:
        return Near(names=tuple(names))
    found = [x for name, edit in open_[:TRIES] if (x := _with(refusal, name, edit, budget, until))]
    return Near(rearranged=min(found, key=lambda x: len(x.also), default=None))


def _variants(refusal: _Refusal) -> Iterator[tuple[str, Edit]]:
    """Yield the edit with each other trainer, or room, that changes something; of a module, with both."""
    edit, instance = refusal.edit, refusal.instance
    if edit.kind in (ChangeKind.MODULE, ChangeKind.ADDED):
        yield from _fitting(refusal)
        return
    trainer = edit.kind is ChangeKind.TRAINER
    asked = {x.trainer if trainer else x.room for x in edit.new}
    for name in (x.id for x in (instance.trainers if trainer else instance.rooms)):
        other = [replace(x, trainer=name) if trainer else replace(x, room=name) for x in edit.new]
        made = Edit(tuple(replace(x, new=y) for x, y in zip(edit.changes, other, strict=True)))
        if asked != {name} and changes(refusal.lessons, made.applied(refusal.lessons)):
            yield name, made


def _fitting(refusal: _Refusal) -> Iterator[tuple[str, Edit]]:
    """Yield the edit with each trainer who may teach its module then, in the room asked for if it will do."""
    edit, instance = refusal.edit, refusal.instance
    cohort, asked = instance.cohort[edit.cohort], edit.new[0]
    module = instance.curriculum_of(cohort).by_id.get(asked.module)
    if module is None:
        return
    trainers: list[str | None] = [
        x.id
        for x in instance.trainers
        if can_teach(x, cohort, module) and all(instance.available(x.id, y.day, y.half) for y in edit.new)
    ]
    rooms = [x.id for x in instance.rooms if x.site == cohort.site and x.kind in module.rooms]
    room = None
    if module.mode is Mode.IN_PERSON:
        room = asked.room if asked.room in rooms else next(iter(rooms), None)
    for trainer in trainers if module.skill else [None]:
        new = [replace(x, mode=module.mode, trainer=trainer, room=room) for x in edit.new]
        made = Edit(tuple(replace(x, new=y) for x, y in zip(edit.changes, new, strict=True)))
        if made != edit:
            yield ", ".join(filter(None, (trainer, None if room == asked.room else room))), made


def _with(refusal: _Refusal, name: str, edit: Edit, budget: Budget, until: float) -> Rearranged | None:
    """Return what else changes at least if a trainer or a room is there instead."""
    if budget.over(until):
        return None
    wanted, aim = refusal.aim(edit)
    repaired = Repair(aim, budget.each(until), polish=0).run()
    if not repaired.lessons or check(refusal.instance, repaired.lessons):
        return None
    return Rearranged(changes(wanted, repaired.lessons), repaired.changed <= repaired.fewest, name=name)
