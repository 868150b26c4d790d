"""Joint modules: what several cohorts may follow, or must follow, in the same lessons."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from string import ascii_uppercase

from scheduler.domain.record import Record


class Together(StrEnum):
    """Whether cohorts have to share a module."""

    MUST = "must"
    MAY = "may"


@dataclass(frozen=True)
class Sharer(Record):
    """A cohort that shares a joint module, and what its curriculum calls the module."""

    cohort: str
    module: str


@dataclass(frozen=True)
class JointModule(Record):
    """A module that several cohorts follow in the same lessons.

    Attributes
    ----------
    sharers
        Two cohorts or more, each once; the first that is present leads a lesson.
    together
        Whether all have to be in the same lessons, or each may join some of the others.
    group_min, group_max
        Size of a group of learners of all cohorts; None keeps the limits of the modules.
    strict
        True if a group below the minimum is forbidden, whatever the modules say.
    """

    id: str
    sharers: tuple[Sharer, ...]
    together: Together
    group_min: int | None = None
    group_max: int | None = None
    strict: bool = False

    @property
    def cohorts(self) -> tuple[str, ...]:
        """The cohorts that share it, in order."""
        return tuple(sharer.cohort for sharer in self.sharers)

    def module(self, cohort: str) -> str:
        """Return what the curriculum of `cohort` calls the module."""
        return next(sharer.module for sharer in self.sharers if sharer.cohort == cohort)

    def without(self, cohorts: Collection[str]) -> "JointModule | None":
        """Return what is left of it without these cohorts; None if fewer than two share it then."""
        left = tuple(sharer for sharer in self.sharers if sharer.cohort not in cohorts)
        return replace(self, sharers=left) if len(left) > 1 else None

    def label(self, cohorts: Sequence[str], group: int, groups: int) -> str:
        """Return the name of the lessons of one group, unlike those of any other group.

        ``AFGSU`` for one group of all, ``AFGSU-2`` for the second of several; where cohorts may choose,
        a letter says which of them come together, after the first: ``AFGSU-A2``.
        """
        letter = "" if self.together is Together.MUST else ascii_uppercase[self.cohorts.index(cohorts[0])]
        number = str(group) if groups > 1 else ""
        return f"{self.id}-{letter}{number}" if letter or number else self.id


@lru_cache(maxsize=4096)
def divided(
    attending: tuple[int, ...], smallest: int | None, largest: int | None
) -> tuple[tuple[int, ...], ...]:
    """Return how many learners of each cohort each parallel group holds.

    As few groups as hold them all. Sizes lie between `smallest` and `largest`, or, where so many
    learners cannot keep to that, differ by one at most. Whole cohorts come together if that is possible,
    the most even sizes first; else learners are taken in the order of the tables, dividing as few
    cohorts as can be.

    Parameters
    ----------
    attending
        Learners of each cohort that attend.

    Returns
    -------
    tuple
        Per group, the learners of each cohort.
    """
    learners = sum(attending)
    count = -(-learners // largest) if largest and learners else 1
    if count == 1:
        return (attending,)
    low, high = learners // count, -(-learners // count)
    if smallest and largest and smallest * count <= learners:
        low, high = smallest, largest
    return _whole(attending, count, low, high) or _in_order(attending, count, low, high)


def _whole(attending: Sequence[int], count: int, low: int, high: int) -> tuple[tuple[int, ...], ...] | None:
    """Return the most even way to put whole cohorts into groups, the first cohort in the first."""
    best: tuple[int, tuple[int, ...]] | None = None

    def place(chosen: tuple[int, ...], sizes: tuple[int, ...]) -> None:
        nonlocal best
        if len(chosen) == len(attending):
            if len(sizes) == count and min(sizes) >= low:
                found = sum(size * size for size in sizes), chosen
                best = found if best is None else min(best, found)
            return
        more = attending[len(chosen)]
        for group in range(min(len(sizes) + 1, count)):
            grown = (*sizes, 0) if group == len(sizes) else sizes
            if grown[group] + more <= high:
                place((*chosen, group), (*grown[:group], grown[group] + more, *grown[group + 1 :]))

    place((), ())
    if best is None:
        return None
    return tuple(
        tuple(size if group == number else 0 for group, size in zip(best[1], attending, strict=True))
        for number in range(count)
    )


def _in_order(attending: Sequence[int], count: int, low: int, high: int) -> tuple[tuple[int, ...], ...]:
    """Return the learners of the groups, taken cohort after cohort."""
    ends = [sum(attending[: index + 1]) for index in range(len(attending))]
    # By learners taken so far: cohorts divided, unevenness, and the sizes, the larger ones first.
    best: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for _group in range(count):
        grown: dict[int, tuple[int, int, tuple[int, ...]]] = {}
        for taken, (cuts, uneven, sizes) in best.items():
            for size in range(low, high + 1):
                end = taken + size
                cut = end not in ends
                found = (cuts + cut, uneven + size * size, (*sizes, -size))
                if end <= ends[-1] and (end not in grown or found < grown[end]):
                    grown[end] = found
        best = grown
    return _cut([-size for size in best[ends[-1]][2]], attending)


def _cut(sizes: Iterable[int], attending: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    left, groups = list(attending), []
    for size in sizes:
        group = []
        for index, waiting in enumerate(left):
            taken = min(size, waiting)
            size, left[index] = size - taken, waiting - taken
            group.append(taken)
        groups.append(tuple(group))
    return tuple(groups)
