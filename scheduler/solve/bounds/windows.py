"""Windows around even positions: how far a session may stray, and the proof that it need not go further.

A model whose sessions stay within a few open weeks of their even position is small. What
lies outside costs rhythm: the cheapest rhythm with one session outside is a shortest path,
worked out here. A plan that costs no more than this is optimal without a window too.
"""

from collections.abc import Sequence
from math import inf

from scheduler.model.grid import CohortGrid


def rhythm_outside(grid: CohortGrid, window: int) -> float:
    """Return the least sum of squared deviations of a plan with a session outside `window`.

    Sessions lie in different weeks, so their positions among the open weeks increase; only
    a single-day session may share its position with the next (its week may hold no pair).
    The first session lies in the start window, and the last within the months that the
    first allows. ``inf`` if no session can leave the window.
    """
    even, weeks = grid.even, len(grid.weeks) + 1
    mirrored = [weeks - 1 - position for position in reversed(even)]
    least: float = inf
    for first, low, high in grid.spans:
        ahead = _cheapest(even, weeks, range(first, first + 1), grid.singles)
        behind = _cheapest(mirrored, weeks, range(weeks - 1 - high, weeks - low), grid.singles)
        for session, centre in enumerate(even):
            for position in range(weeks):
                deviation = abs(position - centre)
                if deviation > window:
                    before = ahead[session][position]
                    after = behind[len(even) - 1 - session][weeks - 1 - position]
                    least = min(least, before + after - deviation**2)
    return least


def _cheapest(even: Sequence[int], weeks: int, starts: range, shares: int) -> list[list[float]]:
    """Return, per session and position, the cheapest rhythm of it and all sessions before.

    The first session lies in `starts`. With `shares`, positions need not increase strictly:
    a weaker bound, and a valid one.
    """
    table: list[list[float]] = []
    for session, centre in enumerate(even):
        row: list[float] = []
        cheapest: float = inf
        for position in range(weeks):
            if session and shares:
                cheapest = min(cheapest, table[-1][position])
            if session == 0:
                cheapest = 0.0 if position in starts else inf
            row.append(cheapest + (position - centre) ** 2)
            if session and not shares:
                cheapest = min(cheapest, table[-1][position])
        table.append(row)
    return table
