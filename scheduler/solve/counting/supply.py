"""Needs and what is there to meet them: the count that trainers and rooms share.

Needs flow to those who could meet them, each with the half-days he, she or it can give to
a cohort and in all. Where the needs do not all flow, the narrowest cut names a set that
must do by itself more than it has.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.domain.time import Half
from scheduler.solve.counting.reach import UsableDates

Free = Callable[[date, Half], bool]
"""Whether a trainer or a room can be had on a half-day."""

Supply = Callable[[str, Sequence["Demand"]], int]
"""How many half-days at most someone or something can give to some needs."""


@dataclass(frozen=True)
class Demand:
    """One group of a module: the half-days it takes, and who or what would do."""

    cohort: Cohort
    module: Module
    group: int
    half_days: int
    able: frozenset[str]


@dataclass(frozen=True)
class Shortage:
    """A set that has less than what only it can do.

    Attributes
    ----------
    needs
        What nobody outside the set can do.
    supply
        Half-days that each member of the set can give to it at most.
    """

    needs: tuple[Demand, ...]
    supply: dict[str, int]

    @property
    def demand(self) -> int:
        """Half-days needed."""
        return sum(need.half_days for need in self.needs)


def shortages(needs: Sequence[Demand], supply: Supply) -> Iterator[Shortage]:
    """Yield the sets that have less than what only they can do: those of one skill, else larger ones."""
    alone = list(_alone(needs, supply))
    yield from alone or _together(needs, supply)


def _alone(needs: Sequence[Demand], supply: Supply) -> Iterator[Shortage]:
    """Yield the smallest sets, among those able for some need, that have too little."""
    found: list[frozenset[str]] = []
    for able in sorted({need.able for need in needs}, key=lambda x: (len(x), sorted(x))):
        inside = tuple(need for need in needs if need.able <= able)
        given = {name: supply(name, [x for x in inside if name in x.able]) for name in sorted(able)}
        shortage = Shortage(inside, given)
        if shortage.demand > sum(given.values()) and not any(smaller <= able for smaller in found):
            found.append(able)
            yield shortage


def _together(needs: Sequence[Demand], supply: Supply) -> Iterator[Shortage]:
    """Yield the sets on one side of the narrowest cut, those that share nobody apart."""
    network, capacity = Network(), _capacities(needs, supply)
    for index, need in enumerate(needs):
        network.add(SOURCE, index, need.half_days)
        for name in sorted(need.able):
            network.add(index, (name, need.cohort.id), need.half_days)
    for (name, cohort), most in capacity.items():
        network.add((name, cohort), SINK if cohort is None else (name, None), most)
    reached = network.fill()
    left = [need for index, need in enumerate(needs) if index in reached]
    while left:
        part = _joined(left)
        left = [need for need in left if need not in part]
        given: dict[str, int] = defaultdict(int)
        for name, cohort in sorted({(name, need.cohort.id) for need in part for name in need.able}):
            if (name, None) not in reached:
                given[name] += capacity[name, cohort]
            else:
                given[name] = capacity[name, None]
        yield Shortage(tuple(part), dict(given))


def _capacities(needs: Sequence[Demand], supply: Supply) -> dict[tuple[str, str | None], int]:
    """Return what each can give to each cohort, and in all (None)."""
    by_member: dict[str, list[Demand]] = defaultdict(list)
    for need in needs:
        for name in need.able:
            by_member[name].append(need)
    found: dict[tuple[str, str | None], int] = {}
    for name, own in sorted(by_member.items()):
        found[name, None] = supply(name, own)
        for cohort in sorted({need.cohort.id for need in own}):
            found[name, cohort] = supply(name, [need for need in own if need.cohort.id == cohort])
    return found


def _joined(needs: Sequence[Demand]) -> list[Demand]:
    """Return the first need and all that share somebody able with it, directly or not."""
    members, part = set(needs[0].able), [needs[0]]
    grown = True
    while grown:
        more = [need for need in needs if need not in part and need.able & members]
        grown = bool(more)
        part += more
        members |= {name for need in more for name in need.able}
    return part


def half_days(
    reaches: Sequence[UsableDates],
    free: Free,
    *,
    whole: bool,
    days_a_week: int | None = None,
    days_in_all: int | None = None,
) -> int:
    """Return how many half-days someone or something can serve cohorts within their reach, at most.

    Parameters
    ----------
    whole
        True to count only days on which both halves are free.
    """
    on_day = {day: _of_day(day, free, whole) for day in set().union(*(reach.usable for reach in reaches))}
    total = 0
    for week in set().union(*(reach.options for reach in reaches)):
        options = [reach.options.get(week, ()) for reach in reaches]
        days = {day for some in options for option in some for day in option}
        in_days = sum(sorted((on_day[day] for day in days), reverse=True)[:days_a_week])
        in_sessions = sum(
            max((sum(on_day[x] for x in option) for option in some), default=0) for some in options
        )
        total += min(in_days, in_sessions)
    return total if days_in_all is None else min(total, 2 * days_in_all)


def _of_day(day: date, free: Free, whole: bool) -> int:
    count = sum(free(day, half) for half in Half)
    return 0 if whole and count < 2 else count


SOURCE, SINK = "source", "sink"


class Network:
    """Pipes from :data:`SOURCE` to :data:`SINK`, with whole capacities; see :meth:`fill`."""

    def __init__(self) -> None:
        self._left: dict[Hashable, dict[Hashable, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, tail: Hashable, head: Hashable, capacity: int) -> None:
        """Add a pipe."""
        self._left[tail][head] += capacity
        self._left[head][tail] += 0

    def fill(self) -> set[Hashable]:
        """Push as much as fits, and return the nodes still reached from the source: one side of a cut."""
        while True:
            reached = self._reached()
            if SINK not in reached:
                return set(reached)
            path: list[Hashable] = [SINK]
            while (before := reached[path[-1]]) is not None:
                path.append(before)
            path.reverse()
            pipes = list(pairwise(path))
            pushed = min(self._left[tail][head] for tail, head in pipes)
            for tail, head in pipes:
                self._left[tail][head] -= pushed
                self._left[head][tail] += pushed

    def _reached(self) -> dict[Hashable, Hashable | None]:
        """Return the nodes reached through pipes with room left, each with the node before it."""
        reached: dict[Hashable, Hashable | None] = {SOURCE: None}
        waiting: deque[Hashable] = deque([SOURCE])
        while waiting and SINK not in reached:
            tail = waiting.popleft()
            for head, left in self._left[tail].items():
                if left > 0 and head not in reached:
                    reached[head] = tail
                    waiting.append(head)
        return reached
