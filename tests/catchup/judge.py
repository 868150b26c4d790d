"""A plain judge of what somebody is told to attend, and the best answer by trying all: no code of the search.

What the rules ask of groups and deadlines comes from the checker's own telling of the instance.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, product

from scheduler.check.facts import Facts
from scheduler.check.subject import Subject
from scheduler.domain.catching_up import CatchUp, NeedStatus
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half

At = tuple[date, Half]
Way = tuple[Lesson, ...]
"""The half-days of another group that stand for a need."""


@dataclass(frozen=True)
class Seat:
    """A half-day that somebody sits through: module of the own curriculum, which part of it, and where."""

    module: Module
    part: int
    at: At
    place: str


@dataclass(frozen=True)
class Judge:
    """Someone who lacks something, and the plan it is to be had in."""

    instance: Instance
    lessons: tuple[Lesson, ...]
    learner: str
    missed: frozenset[At]
    joined: date | None
    since: date

    def away(self, at: At) -> bool:
        return at in self.missed or (self.joined is not None and at[0] < self.joined)

    @cached_property
    def facts(self) -> Facts:
        return Facts(self.instance)

    @cached_property
    def subject(self) -> Subject:
        return Subject.of(self.instance, self.lessons)

    @cached_property
    def me(self):
        return next(x for x in self.instance.learners if x.id == self.learner)

    @cached_property
    def cohort(self):
        return self.facts.cohorts[self.me.cohort]

    def members(self, cohort: str, module: str, group: int) -> set[str]:
        """Return who sits in a group of a module, of all cohorts that share it."""
        for gathering in self.subject.gatherings:
            if cohort in gathering.cohorts and gathering.joint.module(cohort) == module:
                return {x.id for xs in gathering.groups[group - 1].values() for x in xs}
        owner = self.facts.cohorts[cohort]
        groups = self.facts.groups(owner, self.facts.programme(owner).module[module])
        return {x.id for x in groups[group - 1]}

    def course(self, lesson: Lesson) -> list[Lesson]:
        """Return all half-days of the module of a lesson, of its group, in order."""
        same = (lesson.cohort, lesson.module, lesson.group)
        rows = [x for x in self.lessons if (x.cohort, x.module, x.group) == same]
        return sorted(rows, key=lambda x: (x.day, x.half))

    @cached_property
    def own(self) -> list[tuple[Seat, Lesson]]:
        """What the learner would sit through if nothing were missed."""
        found = []
        for lesson in self.lessons:
            if lesson.cohort != self.cohort.id:
                continue
            if self.learner in self.members(lesson.cohort, lesson.module, lesson.group):
                module = self.facts.programme(self.cohort).module[lesson.module]
                found.append((self.seat(module, lesson), lesson))
        return sorted(found, key=lambda x: x[0].at)

    def seat(self, module: Module, lesson: Lesson) -> Seat:
        part = self.course(lesson).index(lesson)
        return Seat(module, part, (lesson.day, lesson.half), self.place(lesson))

    def place(self, lesson: Lesson) -> str:
        if lesson.mode is Mode.REMOTE:
            return ""
        room = self.facts.rooms.get(lesson.room or "")
        return room.site if room else self.facts.cohorts[lesson.cohort].site

    @cached_property
    def needs(self) -> list[list[tuple[Seat, Lesson]]]:
        """What has to be had at once: single half-days, or whole modules that lie in one session."""
        found, whole = [], set()
        for seat, lesson in self.own:
            if self.away(seat.at) and seat.module.id not in whole:
                if seat.module.one_session:
                    whole.add(seat.module.id)
                    found.append([x for x in self.own if x[0].module.id == seat.module.id])
                else:
                    found.append([(seat, lesson)])
        return found

    def lost(self, need: list[tuple[Seat, Lesson]]) -> int:
        return sum(self.away(seat.at) for seat, _lesson in need)

    @cached_property
    def stays(self) -> list[Seat]:
        """Where the learner is with the own group."""
        return [seat for seat, _lesson in self.own if not self.away(seat.at)]

    @cached_property
    def counts(self) -> list[Seat]:
        """What of it counts for the order."""
        again = {need[0][0].module.id for need in self.needs if need[0][0].module.one_session}
        return [x for x in self.stays if x.module.id not in again]

    # ------------------------------------------------------------------ one half-day in another group

    def wrong(self, seat: Seat, lesson: Lesson) -> str | None:
        """Return why a lesson cannot stand for a half-day, whatever else is attended; None if it can."""
        other = self.facts.programme(self.facts.cohorts[lesson.cohort]).module[lesson.module]
        mine, theirs = (self.cohort.id, seat.module.id), (lesson.cohort, other.id)
        joint = self.facts.joint.get(mine)
        together = joint is not None and self.facts.joint.get(theirs) == joint
        one = seat.module.teaching or self.facts.cohorts[lesson.cohort].curriculum == self.cohort.curriculum
        if not together and not (
            other.id == seat.module.id and other.teaching == seat.module.teaching and one
        ):
            return "another module"
        if other.hours != seat.module.hours or self.course(lesson).index(lesson) != seat.part:
            return "another part"
        members = self.members(lesson.cohort, lesson.module, lesson.group)
        if self.learner in members:
            return "the own group"
        at = (lesson.day, lesson.half)
        if lesson.day < self.since or self.away(at):
            return "over, or away"
        if lesson.day < min(x.day for x in self.lessons if x.cohort == self.cohort.id):
            return "before the own group begins"
        limit = self.facts.programme(self.cohort).finish_limit(self.me)
        if limit is not None and lesson.day > limit:
            return "after the deadline"
        if any(x.at == at for x in self.stays):
            return "two things at once"
        if any(x.at[0] == lesson.day and x.place != self.place(lesson) for x in self.stays):
            return "two places on a day"
        room = self.facts.rooms.get(lesson.room or "")
        most = (
            self.facts.sizes_allowed(joint_of)[1]
            if (joint_of := self.facts.joint.get(theirs))
            else other.group_max
        )
        if room is not None and len(members) + 1 > room.capacity:
            return "no seat in the room"
        if most is not None and len(members) + 1 > most:
            return "no seat in the group"
        return None

    def whole(self, need: list[tuple[Seat, Lesson]]) -> list[Way]:
        """Return the ways to have all of a module in one session of another group, a shared one once."""
        found: dict[object, Way] = {}
        for first in self.lessons:
            way = tuple(self.course(first))
            if len(way) != len(need) or way[0] != first or len({x.session for x in way}) > 1:
                continue
            if all(self.wrong(seat, x) is None for (seat, _own), x in zip(need, way, strict=True)):
                found.setdefault((first.day, first.half, first.joint or (first.cohort, first.group)), way)
        return list(found.values())

    def apart(self, one: Way, other: Way) -> bool:
        """Tell whether both can be attended."""
        return all(
            (x.day, x.half) != (y.day, y.half) and (x.day != y.day or self.place(x) == self.place(y))
            for x in one
            for y in other
        )

    def disorder(self, ways: list[Way | None]) -> tuple[set[int], set[tuple[int, int]]]:
        """Return the needs that break the order beside the own group, and the pairs that break it."""
        seats = [
            []
            if way is None
            else [
                Seat(seat.module, seat.part, (lesson.day, lesson.half), "")
                for (seat, _own), lesson in zip(need, way, strict=True)
            ]
            for need, way in zip(self.needs, ways, strict=True)
        ]
        alone = {n for n, mine in enumerate(seats) for x in mine for y in self.counts if against(x, y)}
        pairs = {
            (a, b)
            for a, b in combinations(range(len(seats)), 2)
            if any(against(x, y) for x in seats[a] for y in seats[b])
        }
        return alone, pairs


def against(one: Seat, other: Seat) -> bool:
    """Tell whether two half-days are attended against the order."""
    early, late = sorted((one, other), key=lambda x: x.at)
    if early.at == late.at:
        return due(early, late) or due(late, early)
    return due(late, early)


def due(first: Seat, second: Seat) -> bool:
    """Tell whether `first` is due before `second`."""
    if first.module.id == second.module.id:
        return first.part < second.part
    if second.module.last and not first.module.last:
        return True
    return first.module.id in second.module.after


def faults(judge: Judge, answer: CatchUp) -> Iterator[str]:
    """Yield whatever is wrong with an answer."""
    ways: list[Way | None] = []
    if [len(x.need.own) for x in answer.settled] != [len(x) for x in judge.needs]:
        yield "other needs"
        return
    for settled, need in zip(answer.settled, judge.needs, strict=True):
        at = [x.moment for x in settled.need.missed]
        if at != [seat.at for seat, _own in need if judge.away(seat.at)]:
            yield f"{settled.need.module.id}: not what is lacking"
        if settled.chosen is None:
            ways.append(None)
            continue
        way = tuple(x.lesson for x in settled.chosen.sittings)
        ways.append(way)
        for (seat, _own), lesson in zip(need, way, strict=True):
            if lesson not in judge.lessons:
                yield f"{lesson}: not in the plan"
            elif wrong := judge.wrong(seat, lesson):
                yield f"{lesson}: {wrong}"
        if need[0][0].module.one_session and len({(x.cohort, x.group, x.session) for x in way}) > 1:
            yield f"{way}: not in one session"
    for one, other in combinations([x for x in ways if x is not None], 2):
        if not judge.apart(one, other):
            yield f"{one} and {other}: not both"
    alone, pairs = judge.disorder(ways)
    late = {n for n, x in enumerate(answer.settled) if x.verdict is NeedStatus.OUT_OF_ORDER}
    for number in alone - late:
        yield f"need {number}: against the order"
    for pair in pairs:
        if late.isdisjoint(pair):
            yield f"needs {pair}: against the order"


Score = tuple[int, int, int, int, int, date]


def score(judge: Judge, ways: list[Way | None], out: int) -> Score:
    """Return how good an answer is, the least being the best."""
    lost = sum(judge.lost(need) for need, way in zip(judge.needs, ways, strict=True) if way is None)
    last = max(x.day for x in judge.lessons if x.cohort == judge.cohort.id)
    late = sum(
        judge.lost(need)
        for need, way in zip(judge.needs, ways, strict=True)
        if way is not None and way[-1].day > last
    )
    own = {(x.at[0], x.place) for x in judge.stays if x.place}
    to = {(x.day, judge.place(x)) for way in ways if way is not None for x in way if judge.place(x)}
    trips = 0
    for site in {place for _day, place in own | to}:
        weight = 1 if site == judge.cohort.site else 2
        for days, sign in ((own | to, 1), (own, -1)):
            here = sorted(day.toordinal() for day, place in days if place == site)
            trips += sign * weight * sum(day - 1 not in here for day in here)
    end = max((x.day for way in ways if way is not None for x in way), default=date.min)
    return lost + out, lost, late, trips, len(to - own), end


def best(judge: Judge) -> Score:
    """Return the score of the best answer, by trying them all."""
    ways: list[list[Way | None]] = []
    for need in judge.needs:
        if len(need) == 1:
            seat = need[0][0]
            # Cohorts that share a lesson have a row each: one is enough.
            found: dict[object, Way] = {}
            for x in judge.lessons:
                if judge.wrong(seat, x) is None:
                    found.setdefault((x.day, x.half, x.joint or (x.cohort, x.group)), (x,))
            ways.append([None, *found.values()])
        else:
            ways.append([None, *judge.whole(need)])
    found_best: Score | None = None
    for chosen in product(*ways):
        taken = [x for x in chosen if x is not None]
        if not all(judge.apart(a, b) for a, b in combinations(taken, 2)):
            continue
        alone, pairs = judge.disorder(list(chosen))
        numbers = [n for n, x in enumerate(chosen) if x is not None and n not in alone]
        out = sum(judge.lost(judge.needs[n]) for n in alone) + min(
            sum(judge.lost(judge.needs[n]) for n in blamed)
            for size in range(len(numbers) + 1)
            for blamed in combinations(numbers, size)
            if all({a, b} & (alone | set(blamed)) for a, b in pairs)
        )
        this = score(judge, list(chosen), out)
        found_best = this if found_best is None else min(found_best, this)
    assert found_best is not None
    return found_best
