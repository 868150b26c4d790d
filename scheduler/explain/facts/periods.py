"""Periods on which something is shut or somebody is away: parts of them that may be conceded."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from scheduler.domain.centre import Absence, Closure
from scheduler.domain.time import days, monday
from scheduler.explain.concession import Concession, RowEdit

MOST_SINGLE = 9
"""Weeks of a long period that are tried one by one, those in its middle first."""

TRIMS = (1, 2, 3, 4, 6, 8, 12)
"""Weeks by which a period may end earlier or begin later."""

Period = TypeVar("Period", Absence, Closure)


def parts(table: str, row: Period, said: Callable[[date, date], str]) -> Iterator[Concession]:
    """Yield what may be taken out of a period: one week, then more at an end of it, then all.

    Parameters
    ----------
    said
        Says what is open or who is there, between two days.
    """
    weeks = sorted({monday(day) for day in days(row.first, row.last)})
    middle = sorted(weeks, key=lambda week: abs(2 * weeks.index(week) + 1 - len(weeks)))
    spans = [(week, week) for week in middle[:MOST_SINGLE]]
    for count in TRIMS[1:]:
        if count < len(weeks):
            spans += [(weeks[-count], weeks[-1]), (weeks[0], weeks[count - 1])]
    if len(weeks) > 1:
        for first, last in spans:
            yield _taken_out(table, row, max(first, row.first), min(last + timedelta(days=6), row.last), said)
    yield Concession(said(row.first, row.last), (RowEdit(table, row, None),))


def _taken_out(
    table: str, row: Period, first: date, last: date, said: Callable[[date, date], str]
) -> Concession:
    day = timedelta(days=1)
    edits: list[RowEdit] = []
    if first > row.first:
        edits.append(RowEdit(table, row, replace(row, last=first - day)))
        if last < row.last:
            edits.append(RowEdit(table, None, replace(row, first=last + day)))
    else:
        edits.append(RowEdit(table, row, replace(row, first=last + day)))
    return Concession(said(first, last), tuple(edits))
