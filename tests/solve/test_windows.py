"""The cheapest rhythm outside a window, against every choice of positions tried one by one."""

from dataclasses import dataclass
from itertools import pairwise, product
from math import inf

import pytest

from scheduler.solve.bounds.windows import cheapest_outside


@dataclass(frozen=True)
class Grid:
    """What the certificate reads of a cohort's grid."""

    weeks: tuple[int, ...]
    even: tuple[int, ...]
    singles: int
    spans: tuple[tuple[int, int, int], ...]


def by_hand(grid: Grid, window: int) -> float:
    """Try every non-decreasing choice of positions (increasing without a single-day session)."""
    costs = [
        sum((p - e) ** 2 for p, e in zip(positions, grid.even, strict=True))
        for positions in product(range(len(grid.weeks) + 1), repeat=len(grid.even))
        if all(b - a >= (0 if grid.singles else 1) for a, b in pairwise(positions))
        and any(a == positions[0] and low <= positions[-1] <= high for a, low, high in grid.spans)
        and any(abs(p - e) > window for p, e in zip(positions, grid.even, strict=True))
    ]
    return min(costs, default=inf)


def anywhere(weeks: int) -> tuple[tuple[int, int, int], ...]:
    return tuple((first, 0, weeks) for first in range(weeks + 1))


@pytest.mark.parametrize("spans", [anywhere(6), ((0, 3, 5), (2, 5, 6)), ((1, 0, 6),), ()])
@pytest.mark.parametrize("singles", [0, 1])
@pytest.mark.parametrize("window", [0, 1, 2, 3])
@pytest.mark.parametrize("even", [(0,), (0, 5), (0, 2, 4), (0, 1, 2, 3)])
def test_it_is_the_least_of_all_choices(
    even: tuple[int, ...], window: int, singles: int, spans: tuple[tuple[int, int, int], ...]
) -> None:
    grid = Grid(tuple(range(6)), even, singles, spans)
    assert cheapest_outside(grid, window) == by_hand(grid, window)


def test_a_session_pushed_out_pushes_those_behind_it() -> None:
    # Three sessions wanted in weeks 0, 1 and 2. Leaving a window of one week costs least for the
    # last one alone, two weeks late: 2 x 2 = 4. Moving the first would move all three.
    assert cheapest_outside(Grid(tuple(range(9)), (0, 1, 2), 0, anywhere(9)), 1) == 4


def test_nothing_leaves_a_window_that_holds_every_week() -> None:
    assert cheapest_outside(Grid(tuple(range(3)), (0, 2), 0, anywhere(3)), 5) == inf


def test_a_last_session_held_back_by_the_duration_makes_leaving_dearer() -> None:
    # Wanted in weeks 0, 4 and 8. Free, one session leaves by two weeks alone: 4. With the first in
    # week 0 and the last in week 8, the middle one alone can leave, by two weeks: 4 as well; with a
    # window of 2 it leaves by three: 9.
    held = Grid(tuple(range(12)), (0, 4, 8), 0, ((0, 8, 8),))
    assert cheapest_outside(held, 1) == 4
    assert cheapest_outside(held, 2) == 9
