"""How many learners of each cohort sit in each group of a joint module, worked out a second time.

The rule, as the docs tell it: as few groups as the largest size allows; sizes between smallest and
largest, or even ones where so many learners cannot keep to that; whole cohorts together if that is
possible, in the most even way; else one after the other, dividing as few cohorts as can be, then in the
most even way, the larger groups first.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

Seats = tuple[tuple[int, ...], ...]
"""Per group, the learners of each cohort."""


@lru_cache(maxsize=4096)
def seats(cohorts: tuple[int, ...], least: int | None, most: int | None) -> Seats:
    """Return how many learners of each of `cohorts`, given by their sizes, each group has."""
    learners, groups = sum(cohorts), 1
    while most and groups * most < learners:
        groups += 1
    if groups == 1:
        return (cohorts,)
    if least and most and least * groups <= learners:
        sizes = range(least, most + 1)
    else:
        sizes = range(learners // groups, (learners + groups - 1) // groups + 1)
    whole = list(_undivided(cohorts, groups, sizes))
    if whole:
        return min(whole, key=lambda found: (_unevenness(map(sum, found)), _where(found)))
    return _one_after_the_other(cohorts, groups, sizes)


def _undivided(cohorts: tuple[int, ...], groups: int, sizes: range) -> Iterator[Seats]:
    """Yield the ways to put whole cohorts into groups, each group numbered when it gets its first."""

    def put(index: int, filled: list[list[int]]) -> Iterator[Seats]:
        if index == len(cohorts):
            if len(filled) == groups and all(sum(group) in sizes for group in filled):
                yield tuple(map(tuple, filled))
            return
        for number in range(min(groups, len(filled) + 1)):
            now = [
                list(group) for group in (filled if number < len(filled) else [*filled, [0] * len(cohorts)])
            ]
            now[number][index] = cohorts[index]
            if sum(now[number]) <= sizes[-1]:
                yield from put(index + 1, now)

    yield from put(0, [])


def _one_after_the_other(cohorts: tuple[int, ...], groups: int, sizes: range) -> Seats:
    ends = set(accumulate(cohorts))
    best = min(
        _filled(sum(cohorts), groups, sizes),
        key=lambda found: (
            sum(end not in ends for end in accumulate(found)),
            _unevenness(found),
            [-size for size in found],
        ),
    )
    people = [index for index, size in enumerate(cohorts) for _one in range(size)]
    result, start = [], 0
    for size in best:
        group = people[start : start + size]
        result.append(tuple(group.count(index) for index in range(len(cohorts))))
        start += size
    return tuple(result)


def _filled(learners: int, groups: int, sizes: range) -> Iterator[tuple[int, ...]]:
    """Yield the sizes of so many groups that hold all learners."""
    if groups == 0:
        if learners == 0:
            yield ()
        return
    for size in sizes:
        rest = learners - size
        if (groups - 1) * sizes[0] <= rest <= (groups - 1) * sizes[-1]:
            yield from ((size, *others) for others in _filled(rest, groups - 1, sizes))


def _unevenness(sizes: Iterable[int]) -> int:
    return sum(size * size for size in sizes)


def _where(found: Seats) -> list[int]:
    """Return the group of each cohort, the first for one without learners."""
    return [
        next((number for number, group in enumerate(found) if group[index]), 0)
        for index in range(len(found[0]))
    ]
