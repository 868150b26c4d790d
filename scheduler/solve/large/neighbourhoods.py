"""Which cohorts to change together, and how: by what paid before, and by chance from the seed."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.solve.large.tasks import Move


@dataclass(frozen=True)
class Shape:
    """A kind of neighbourhood.

    Attributes
    ----------
    cohorts
        How many change together.
    first, others
        Weeks by which the first cohort, and the others, may leave their dates.
    content
        False if only dates change.
    again
        True to place the cohort anew.
    single_runs
        True to look only at plans that teach each module without interruption.
    """

    kind: str
    cohorts: int
    first: int
    others: int
    content: bool
    seconds: float
    again: bool = False
    single_runs: bool = True


SHAPES = (
    Shape("content", 1, 0, 0, True, 0.5),
    Shape("any content", 1, 0, 0, True, 1.0, single_runs=False),
    Shape("dates", 1, 0, 0, False, 1.0),
    Shape("again", 1, 0, 0, True, 1.5, again=True),
    Shape("dates of two", 2, 0, 0, False, 1.5),
    Shape("contents of three", 3, 0, 0, True, 1.5),
    Shape("near", 1, 1, 0, True, 2.0),
    Shape("near, any content", 1, 1, 0, True, 2.5, single_runs=False),
    Shape("make room", 2, 1, 0, True, 3.0),
    Shape("make more room", 4, 1, 0, True, 4.0),
    Shape("near both", 2, 1, 1, True, 4.0),
)
"""From the smallest to the largest: the search begins evenly, then takes what pays most."""

FORGET = 0.85
"""How much of what a shape paid before counts beside what it paid last."""

HOPED, FLOOR = 3.0, 0.06
"""What each shape is taken to pay at first, and what each shape counts at least, in cost per second."""


@dataclass
class Neighbourhoods:
    """Chooses neighbourhoods of a plan.

    Attributes
    ----------
    paid
        Cost gained per second of each shape, recent ones counting most.
    excess
        What each cohort cost when placed, less what changing it alone has gained since; it
        shrinks when that gains nothing.
    """

    instance: Instance
    chance: random.Random
    paid: dict[str, float] = field(default_factory=lambda: {shape.kind: HOPED for shape in SHAPES})
    excess: dict[str, float] = field(default_factory=dict)

    def choose(self, lessons: Mapping[str, Sequence[Lesson]], busy: Iterable[str]) -> Move | None:
        """Return a neighbourhood of cohorts that are not `busy`; None if all are."""
        taken = set(busy)
        free = [cohort.id for cohort in self.instance.cohorts if cohort.id not in taken]
        if not free:
            return None
        (shape,) = self.chance.choices(SHAPES, [max(FLOOR, self.paid[shape.kind]) for shape in SHAPES])
        (first,) = self.chance.choices(free, [1.0 + max(0.0, self.excess.get(name, 0.0)) for name in free])
        others = self._near(first, [name for name in free if name != first], lessons, shape.cohorts - 1)
        names = (first, *others)
        return Move(
            names,
            {name: shape.others if name in others else shape.first for name in names},
            shape.kind,
            shape.content,
            shape.again,
            shape.single_runs,
            seconds=shape.seconds,
        )

    def learn(self, move: Move, gain: int) -> None:
        """Take note of what a neighbourhood gained."""
        self.paid[move.kind] = FORGET * self.paid[move.kind] + (1 - FORGET) * gain / move.seconds
        if len(move.names) == 1:
            name = move.names[0]
            self.excess[name] = max(0.0, self.excess.get(name, 0.0) - gain) * (1.0 if gain else FORGET)

    def _near(
        self, first: str, free: list[str], lessons: Mapping[str, Sequence[Lesson]], count: int
    ) -> list[str]:
        """Return cohorts that share trainers or rooms with `first` in its weeks, by chance."""
        if count <= 0 or not free:
            return []
        mine = {(x.trainer, x.day.isocalendar()[:2]) for x in lessons[first]}
        rooms = {(x.room, x.day.isocalendar()[:2]) for x in lessons[first]}
        weights = {
            name: 0.5
            + len({(x.trainer, x.day.isocalendar()[:2]) for x in lessons[name]} & mine)
            + len({(x.room, x.day.isocalendar()[:2]) for x in lessons[name]} & rooms)
            for name in free
        }
        chosen: list[str] = []
        while weights and len(chosen) < count:
            (name,) = self.chance.choices(list(weights), list(weights.values()))
            chosen.append(name)
            del weights[name]
        return chosen
