"""Which cohorts to change together, and how: by what paid before, and by chance from the seed."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from scheduler.domain.cluster import clusters_in, must_share
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule
from scheduler.domain.plan import Lesson
from scheduler.domain.time import monday
from scheduler.solve.laying import orderable
from scheduler.solve.neighbourhoods.improvement import Neighbourhood, Span

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Shape:
    """How a neighbourhood is made: a destroy operator of the large neighbourhood search.

    Attributes
    ----------
    cohorts
        How many are planned anew.
    first, others
        Weeks by which the first cohort, and the others, may leave their dates.
    content
        False if the modules of their sessions stay; trainers and rooms are free.
    again
        True to place the cohort anew.
    order
        True to give the cohort the best order of its modules; several, other trainers before that.
    single_runs
        True to look only at plans that teach each module without interruption.
    moving
        How many more keep their programme and change their dates, by as many weeks as the others.
    choosing
        True to let the cohorts of a joint module choose anew with whom to follow it.
    weeks
        Of a slice or a stretch of the year, how many weeks it has at first: within them, `cohorts` at most
        change, all else stays. 0 for the whole year.
    stretch
        True for a stretch: in the whole model, not in one of pieces.
    hope
        What it is taken to pay at first, in cost per deterministic second.
    """

    name: str
    cohorts: int
    first: int
    others: int
    content: bool
    seconds: float
    again: bool = False
    order: bool = False
    single_runs: bool = True
    moving: int = 0
    choosing: bool = False
    weeks: int = 0
    stretch: bool = False
    hope: float = 1.0


SHAPES = (
    Shape("slice of the year", 12, 2, 2, True, 5.0, weeks=8, single_runs=False, hope=20.0),
    Shape("stretch of weeks", 12, 0, 0, True, 8.0, weeks=10, stretch=True, single_runs=False, hope=3.0),
    Shape("dates of many", 0, 2, 2, True, 3.0, moving=12, hope=2.0),
    Shape("others give way", 1, 0, 1, True, 2.0, moving=5, hope=1.0),
    Shape("many give way", 1, 0, 2, True, 4.0, moving=8, hope=1.5),
    Shape("many give way near", 1, 1, 2, True, 6.0, moving=8, hope=0.8),
    Shape("others give way to any content", 1, 0, 2, True, 4.0, moving=5, single_runs=False, hope=0.6),
    Shape("others give way to dates", 1, 2, 1, False, 3.0, moving=6),
    Shape("others give way to dates of two", 2, 2, 1, False, 4.0, moving=5, hope=1.5),
    Shape("content", 1, 0, 0, True, 0.5, hope=0.5),
    Shape("dates", 1, 4, 0, False, 1.5, hope=1.5),
    Shape("dates of two", 2, 4, 4, False, 2.0),
    Shape("contents of three", 3, 0, 0, True, 1.5, hope=0.5),
    Shape("near", 1, 1, 0, True, 2.0, hope=0.6),
    Shape("anew", 1, 4, 0, True, 8.0, hope=0.4),
    Shape("make room", 2, 1, 0, True, 3.0, hope=0.5),
    Shape("again", 1, 0, 0, True, 1.5, again=True, hope=0.4),
    Shape("best order", 1, 0, 0, True, 2.0, order=True, hope=20.0),
    Shape("other trainers of two", 2, 0, 0, True, 2.0, order=True, hope=2.0),
    Shape("other trainers of six", 6, 0, 0, True, 6.0, order=True, hope=1.0),
    Shape("with whom", 4, 1, 1, True, 6.0, choosing=True, hope=1.0),
)
"""The search takes what pays most. Hopes follow what shapes gained on tight and normal centres of twelve
cohorts."""

DATES_OF_MANY = next(shape for shape in SHAPES if shape.name == "dates of many")

STAFFED = next(shape for shape in SHAPES if shape.name == "other trainers of six")

SHORTEST, LONGEST = 4, 26
"""Weeks of a slice or a stretch of the year at least and at most."""

TRIES = 6
"""Places at which one is tried so as to overlap none that is under way."""

GROWS, SHRINKS = 1.25, 0.8
"""By how much slices grow where nothing is left to gain, and shrink where there is no time to tell."""

FORGET = 0.7
"""How much of what a shape paid before counts beside what it paid last."""

SHARE, LEAST = 0.02, 0.1
"""What each shape counts at least: a share of what the best one pays, and not less than this."""

ALL = 24
"""Most cohorts whose dates change all together."""

MOST_STAFFED, AMPLE, STAFF_SHARE, STAFF_SECONDS = 16, 4.0, 0.25, 40.0
"""Most cohorts that are given other trainers all together; seconds of the search for each from which this is
done, as their orders take a second or two each; share of the time for the trainers, and most seconds."""

OVERHEAD = 0.4
"""Deterministic seconds that a neighbourhood counts besides those of its solver: to build its models takes
as long as the solver does where only dates move."""


@dataclass
class Selection:
    """Chooses neighbourhoods of a plan.

    Attributes
    ----------
    paid
        Cost gained per deterministic second of each shape, recent ones counting most.
    took
        Deterministic seconds that each shape takes, recent ones counting most.
    excess
        What each cohort cost when placed, less what changing its content or dates has gained since;
        it shrinks when that gains nothing.
    weeks
        How long slices and stretches of the year are now, by shape.
    """

    instance: Instance
    chance: random.Random
    paid: dict[str, float] = field(default_factory=lambda: {shape.name: shape.hope for shape in SHAPES})
    took: dict[str, float] = field(
        default_factory=lambda: {shape.name: OVERHEAD + shape.seconds / 2 for shape in SHAPES}
    )
    excess: dict[str, float] = field(default_factory=dict)
    _ordered: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    weeks: dict[str, float] = field(
        default_factory=lambda: {shape.name: float(shape.weeks) for shape in SHAPES if shape.weeks}
    )

    def choose(
        self,
        lessons: Mapping[str, Sequence[Lesson]],
        busy: Iterable[str],
        taken_weeks: Sequence[Span] = (),
    ) -> Neighbourhood | None:
        """Return a neighbourhood of cohorts that are not `busy`; None if all are.

        Parameters
        ----------
        taken_weeks
            The slices and stretches that are under way: another one overlaps none of them if it can.
        """
        taken = set(busy)
        free = [cohort.id for cohort in self.instance.cohorts if cohort.id not in taken]
        if not free:
            return None
        shape = self._shape(
            [x for x in SHAPES if (self._may_share or not x.choosing) and (self._orderable or not x.order)]
        )
        if shape.weeks and (made := self._within_weeks(shape, lessons, free, taken_weeks)) is not None:
            return made
        if shape.choosing and (made := self._with_whom(shape, lessons, free)) is not None:
            return made
        if shape.order and (made := self._in_order(shape, lessons, free)) is not None:
            return made
        if shape.weeks or shape.choosing or shape.order:
            shape = self._shape([x for x in SHAPES if not (x.choosing or x.weeks or x.order)])
        (first,) = self.chance.choices(free, [1.0 + max(0.0, self.excess.get(name, 0.0)) for name in free])
        moving = min(shape.moving, (len(self.instance.cohorts) - 1) // 2)
        free.remove(first)
        others = self._near(first, free, lessons, shape.cohorts + moving - 1)
        names = (first, *others)
        return Neighbourhood(
            names,
            {name: shape.others if name in others else shape.first for name in names},
            shape.name,
            shape.content,
            shape.again,
            shape.single_runs,
            seconds=shape.seconds,
            keep=names[shape.cohorts :] if moving else (),
        )

    def _shape(self, shapes: Sequence[Shape]) -> Shape:
        """Return a shape: each gets a share of the time, not of the draws, as what it pays."""
        least = max(LEAST, SHARE * max(self.paid.values()))
        weights = [max(least, self.paid[shape.name]) / self.took[shape.name] for shape in shapes]
        (shape,) = self.chance.choices(shapes, weights)
        return shape

    @cached_property
    def _orderable(self) -> frozenset[str]:
        """The cohorts of which the best order can be found."""
        return frozenset(orderable(self.instance))

    def _in_order(
        self, shape: Shape, lessons: Mapping[str, Sequence[Lesson]], free: Sequence[str]
    ) -> Neighbourhood | None:
        """Return the neighbourhood of the best orders of some cohorts; None if there are too few to choose.

        The first is the one that came first least often, of these the one that costs most.
        """
        names = [name for name in free if name in self._orderable]
        if len(names) < shape.cohorts:
            return None
        ordered = self._ordered[shape.name]
        first = min(names, key=lambda x: (ordered[x], -self.excess.get(x, 0.0)))
        ordered[first] += 1
        names.remove(first)
        some = (first, *self._near(first, names, lessons, shape.cohorts - 1))
        return Neighbourhood(some, dict.fromkeys(some, 0), shape.name, seconds=shape.seconds, order=True)

    @cached_property
    def _may_share(self) -> list[JointModule]:
        """The joint modules that cohorts may follow together or apart."""
        return [x for x in self.instance.joint_modules if not must_share(x)]

    def _with_whom(
        self, shape: Shape, lessons: Mapping[str, Sequence[Lesson]], free: Sequence[str]
    ) -> Neighbourhood | None:
        """Return a neighbourhood of some clusters of a joint module; None if their cohorts are busy."""
        joint = self.chance.choice(self._may_share)
        formed = clusters_in(self.instance, [x for mine in lessons.values() for x in mine])
        clusters = list(formed.get(joint.id, ()))
        self.chance.shuffle(clusters)
        names: tuple[str, ...] = ()
        for cluster in clusters:
            if set(cluster.cohorts) <= set(free) and len(names) + len(cluster.cohorts) <= shape.cohorts:
                names += cluster.cohorts
        if len(names) < 2:
            return None
        leeway = dict.fromkeys(names, shape.others)
        return Neighbourhood(names, leeway, shape.name, seconds=shape.seconds, choosing=(joint.id,))

    def _within_weeks(
        self,
        shape: Shape,
        lessons: Mapping[str, Sequence[Lesson]],
        free: list[str],
        taken: Sequence[Span],
    ) -> Neighbourhood | None:
        """Return a slice or a stretch of the year of cohorts, those that share most with some first one."""
        (first,) = self.chance.choices(free, [1.0 + max(0.0, self.excess.get(name, 0.0)) for name in free])
        others = [name for name in free if name != first]
        if len(free) > shape.cohorts:
            others = self._near(first, others, lessons, shape.cohorts - 1)
        names = (first, *others)
        days = [lesson.day for name in names for lesson in lessons[name]]
        if not days:
            return None
        length = round(self.weeks[shape.name]) * WEEK
        earliest = monday(min(days))
        latest = max(earliest, monday(max(days)) - length + WEEK)
        for _try in range(TRIES):
            begin = earliest + self.chance.randrange((latest - earliest) // WEEK + 1) * WEEK
            weeks = begin, begin + length - WEEK
            if all(weeks[1] < first_taken or last_taken < weeks[0] for first_taken, last_taken in taken):
                break
        return Neighbourhood(
            names,
            dict.fromkeys(names, shape.others),
            shape.name,
            single_runs=False,
            seconds=shape.seconds,
            weeks=weeks,
            stretch=shape.stretch,
        )

    def begin(self, seconds: float, *, anew: bool) -> Iterator[Neighbourhood]:
        """Yield what comes first: other trainers of all cohorts, and the dates of all, if not too many.

        Parameters
        ----------
        seconds
            Of the search: other trainers of all take long.
        anew
            True if the plan is to be one of ours, not one to go on from.
        """
        names, still = tuple(self.instance.cohort), dict.fromkeys(self.instance.cohort, 0)
        if anew and len(self._orderable) == len(names) <= min(MOST_STAFFED, seconds / AMPLE):
            most = min(STAFF_SECONDS, STAFF_SHARE * seconds)
            yield Neighbourhood(names, still, STAFFED.name, seconds=most, order=True)
        if len(names) <= ALL:
            leeway = dict.fromkeys(names, DATES_OF_MANY.others)
            yield Neighbourhood(names, leeway, DATES_OF_MANY.name, seconds=5.0, keep=names)

    def learn(self, neighbourhood: Neighbourhood, gain: int, spent: float, *, closed: bool = False) -> None:
        """Take note of what a neighbourhood gained in so many deterministic seconds.

        Parameters
        ----------
        closed
            True if there is no more to gain in it: a slice may then be longer.
        """
        if neighbourhood.weeks is not None:
            now = self.weeks[neighbourhood.shape]
            if closed and not gain:
                self.weeks[neighbourhood.shape] = min(float(LONGEST), GROWS * now)
            elif not closed:
                self.weeks[neighbourhood.shape] = max(float(SHORTEST), SHRINKS * now)
        shape, took = neighbourhood.shape, OVERHEAD + spent
        self.paid[shape] = FORGET * self.paid[shape] + (1 - FORGET) * gain / took
        self.took[shape] = FORGET * self.took[shape] + (1 - FORGET) * took
        if neighbourhood.weeks is None and len(neighbourhood.names) - len(neighbourhood.keep) == 1:
            name = neighbourhood.names[0]
            self.excess[name] = max(0.0, self.excess.get(name, 0.0) - gain) * (1.0 if gain else FORGET)

    def _near(
        self, first: str, free: list[str], lessons: Mapping[str, Sequence[Lesson]], count: int
    ) -> list[str]:
        """Return cohorts that share trainers or rooms with `first` in its weeks, by chance."""
        if count <= 0 or not free:
            return []
        mine = _used(lessons[first])
        weights = {name: 0.5 + len(_used(lessons[name]) & mine) for name in free}
        chosen: list[str] = []
        while weights and len(chosen) < count:
            (name,) = self.chance.choices(list(weights), list(weights.values()))
            chosen.append(name)
            del weights[name]
        return chosen


def _used(lessons: Iterable[Lesson]) -> set[tuple[str, date]]:
    """Return the trainers and the rooms of `lessons`, each with the weeks in which it is used."""
    return {
        (f"{kind} {name}", monday(lesson.day))
        for lesson in lessons
        for kind, name in (("trainer", lesson.trainer), ("room", lesson.room))
        if name is not None
    }
