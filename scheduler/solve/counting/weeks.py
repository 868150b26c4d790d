"""Placing the sessions of one cohort week by week, nothing else in mind: exact, and fast.

A state is a week, the number of sessions held up to it, and whether the single day is
among them. The numbers are kept as bits of an integer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.time import monday
from scheduler.solve.counting.reach import Days, UsableDates


@dataclass(frozen=True)
class Placing:
    """What placing the sessions came to.

    Attributes
    ----------
    last
        The earliest last day of a plan; None if there is none.
    most
        The most sessions that could be placed, at most those of the programme.
    """

    last: date | None
    most: int


def place(reach: UsableDates) -> Placing:
    """Place the sessions of a cohort on every first day it could have."""
    found = [_from(reach, first) for first in reach.firsts]
    ends = [placing.last for placing in found if placing.last is not None]
    return Placing(min(ends, default=None), max((placing.most for placing in found), default=0))


def possible(reach: UsableDates) -> bool:
    """Tell whether the sessions of a cohort find dates."""
    return any(_from(reach, first).last is not None for first in reach.firsts)


def _from(reach: UsableDates, first: Days) -> Placing:
    low, high = reach.limits(first[0])
    week = monday(first[0])
    must = {monday(day) for day in reach.must}
    if any(other < week for other in must) or not _covers(reach, week, first):
        return Placing(None, 0)
    all_weeks = list(_weeks(week, high))
    # Bits without and with the single day among the sessions held so far.
    held: dict[date, tuple[int, int]] = {week: (0, 2) if len(first) == 1 else (2, 0)}
    if reach.sessions == 1:
        whole = (len(first) == 1) == reach.odd and must <= {week} and low <= first[-1] <= high
        return Placing(first[-1] if whole else None, 1)
    last, most, done = None, 1, 1 << (reach.sessions - 1)
    for index, now in enumerate(all_weeks[1:], start=1):
        plain, single = 0, 0
        for before in reversed(all_weeks[max(0, index - reach.gap) : index]):
            a, b = held.get(before, (0, 0))
            plain, single = plain | a, single | b
            if before in must:
                break  # this week cannot be passed over
        pair, alone = _lengths(reach, now, high)
        held[now] = (plain << 1 if pair else 0, (single << 1 if pair else 0) | (plain << 1 if alone else 0))
        most = max(most, (held[now][0] | held[now][1]).bit_length() - 1)
        if last is None and (plain | single) & done and not any(other > now for other in must):
            last = _last(reach, _options(reach, now, high), low, plain, single)
    return Placing(last, min(most, reach.sessions))


def _options(reach: UsableDates, week: date, high: date) -> list[Days]:
    """Return the dates that a session could take in a week: until `high`, on all days fixed by hand."""
    return [
        option
        for option in reach.options.get(week, ())
        if option[-1] <= high and _covers(reach, week, option)
    ]


def _lengths(reach: UsableDates, week: date, high: date) -> tuple[bool, bool]:
    """Return whether a session of two days, and one of a single day, could lie in a week."""
    if not reach.must and week + timedelta(days=6) <= high:
        return reach.lengths.get(week, (False, False))
    options = _options(reach, week, high)
    return any(len(x) == 2 for x in options), any(len(x) == 1 for x in options)


def _last(reach: UsableDates, options: list[Days], low: date, plain: int, single: int) -> date | None:
    """Return the earliest day of a week on which the programme can end, given what was held before."""
    done = 1 << (reach.sessions - 1)
    ends = [
        option[-1]
        for option in options
        if option[-1] >= low and (plain if len(option) == 1 or not reach.odd else single) & done
    ]
    return min(ends, default=None)


def _covers(reach: UsableDates, week: date, option: Days) -> bool:
    return not reach.must or {day for day in reach.must if monday(day) == week} <= set(option)


def _weeks(first: date, until: date) -> Iterator[date]:
    while first <= until:
        yield first
        first += timedelta(weeks=1)
