"""Windows around even positions: how far a session may stray, and the proof that it need not go further.

A model whose sessions stay within a few open weeks of their even position is small. What lies outside
costs rhythm, and the days of some weeks cost too: the cheapest calendar with one session outside is a
shortest path, worked out here. A plan that costs no more than this is optimal without a window too.
"""

from collections.abc import Mapping, Sequence
from math import inf

from scheduler.calendars import week_position
from scheduler.model.grid import CohortGrid, Option


def calendar_outside(grid: CohortGrid, weights: Mapping[str, int], window: int) -> float:
    """Return what rhythm, school holidays and bridges cost at least with a session outside `window`.

    ``inf`` if no session can leave the window.
    """
    pairs, singles = _fees(grid, weights, 2), _fees(grid, weights, 1)
    fees = [min(each) if each[0] == inf else each[0] for each in zip(pairs, singles, strict=True)]
    # One session at most is a single day, which may avoid what a pair of its week cannot.
    spared = [fee - single for fee, single in zip(fees, singles, strict=True) if single < fee]
    least = cheapest_outside(grid, window, weights["rhythm"], fees)
    return max(0, least - max(spared, default=0)) if grid.singles else least


def cheapest_outside(
    grid: CohortGrid, window: int, rhythm: int = 1, fees: Sequence[float] | None = None
) -> float:
    """Return the least cost of positions of the sessions of which one lies outside `window`.

    Sessions lie in different weeks, so their positions among the open weeks increase; only
    a single-day session may share its position with the next (its week may hold no pair).
    The first session lies in the start window, and the last within the months that the
    first allows. ``inf`` if no session can leave the window.

    Parameters
    ----------
    rhythm
        Weight of the squared deviation from the even position.
    fees
        What a session costs besides at each position; nothing by default.
    """
    even, weeks = grid.even, len(grid.weeks) + 1
    fees = [0] * weeks if fees is None else fees
    costs = [
        [rhythm * (position - centre) ** 2 + fees[position] for position in range(weeks)] for centre in even
    ]
    mirrored = [list(reversed(row)) for row in reversed(costs)]
    least: float = inf
    for first, low, high in grid.spans:
        ahead = _cheapest(costs, range(first, first + 1), grid.singles)
        behind = _cheapest(mirrored, range(weeks - 1 - high, weeks - low), grid.singles)
        for session, centre in enumerate(even):
            for position in range(weeks):
                if abs(position - centre) > window and costs[session][position] < inf:
                    before = ahead[session][position]
                    after = behind[len(even) - 1 - session][weeks - 1 - position]
                    least = min(least, before + after - costs[session][position])
    return least


def _cheapest(costs: Sequence[Sequence[float]], starts: range, shares: int) -> list[list[float]]:
    """Return, per session and position, the cheapest cost of it and all sessions before.

    The first session lies in `starts`. With `shares`, positions need not increase strictly:
    a weaker bound, and a valid one.
    """
    table: list[list[float]] = []
    for session, row in enumerate(costs):
        found: list[float] = []
        cheapest: float = inf
        for position, cost in enumerate(row):
            if session and shares:
                cheapest = min(cheapest, table[-1][position])
            if session == 0:
                cheapest = 0.0 if position in starts else inf
            found.append(cheapest + cost)
            if session and not shares:
                cheapest = min(cheapest, table[-1][position])
        table.append(found)
    return table


def _fees(grid: CohortGrid, weights: Mapping[str, int], length: int) -> list[float]:
    """Return what the cheapest option of so many days costs at each position; ``inf`` where there is none."""
    found: list[float] = [inf] * (len(grid.weeks) + 1)
    for option in {option for options in grid.options for option in options}:
        if len(option.days) == length:
            position = week_position(grid.weeks, option.week)
            found[position] = min(found[position], _fee(grid, weights, option))
    return found


def _fee(grid: CohortGrid, weights: Mapping[str, int], option: Option) -> int:
    holidays = sum(grid.calendar.avoided_school(day) for day in option.days)
    bridges = sum(grid.calendar.avoided_bridge(day) for day in option.days)
    return weights["school_holidays"] * holidays + weights["bridges"] * bridges
