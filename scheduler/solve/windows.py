"""Windows around even positions: how far a session may stray, and the proof that it need not go further.

A model whose sessions stay within a few open weeks of their even position is small. What
lies outside costs rhythm: the cheapest rhythm with one session outside is a shortest path,
worked out here. A plan that costs no more than this is optimal without a window too.
"""

from math import inf

from scheduler.model.grid import CohortGrid


def rhythm_outside(grid: CohortGrid, window: int) -> float:
    """Return the least sum of squared deviations of a plan with a session outside `window`.

    Sessions lie in different weeks, so their positions among the open weeks increase; only
    a single-day session may share its position with the next (its week may hold no pair).
    ``inf`` if no session can leave the window.
    """
    weeks, even = len(grid.weeks) + 1, grid.even
    ahead = _cheapest(even, weeks, grid.singles)
    behind = _cheapest([weeks - 1 - x for x in reversed(even)], weeks, grid.singles)
    least: float = inf
    for session, centre in enumerate(even):
        for position in range(weeks):
            deviation = abs(position - centre)
            if deviation > window:
                before = ahead[session][position]
                after = behind[len(even) - 1 - session][weeks - 1 - position]
                least = min(least, before + after - deviation**2)
    return least


def _cheapest(even: tuple[int, ...] | list[int], weeks: int, shares: int) -> list[list[float]]:
    """Return, per session and position, the cheapest rhythm of it and all sessions before.

    With `shares`, positions need not increase strictly: a weaker bound, and a valid one.
    """
    table: list[list[float]] = []
    for session, centre in enumerate(even):
        row: list[float] = []
        reach: float = 0.0 if session == 0 else inf
        for position in range(weeks):
            if session and shares:
                reach = min(reach, table[-1][position])
            row.append(reach + (position - centre) ** 2)
            if session and not shares:
                reach = min(reach, table[-1][position])
        table.append(row)
    return table
