"""Modules in single runs: a restriction for the search, where plans are sought and nothing is proved.

A module that is taught in sessions that follow one another, in the fewest or in one more,
costs little or nothing; nearly all modules of good plans are. With one literal per such run
the solver finds them at once, where the literals of single days leave it to chance.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from scheduler.domain.time import Half
from scheduler.model.layout import Slot, filled
from scheduler.model.variables import CohortVariables, Literal

Run = tuple[tuple[int, int], ...]
"""The (session, day of the session) pairs that a module takes."""


def in_single_runs(cohort: CohortVariables) -> None:
    """Allow only plans in which each module is one run; says nothing of modules taught by half-days."""
    for module in cohort.modules:
        if not module.whole_days:
            continue
        covering: dict[tuple[int, int], list[Literal]] = defaultdict(list)
        chosen = []
        for run in runs(filled(module) // 2, len(cohort.grid.sessions)):
            literal = cohort.model.new_bool_var(f"{module.id} runs from {run[0]}")
            chosen.append(literal)
            for taken in run:
                covering[taken].append(literal)
        cohort.model.add_exactly_one(chosen)
        for session, day in cohort.days:
            content = cohort.content[module.id][Slot(session, day, Half.AM)]
            cohort.model.add(sum(covering[session, day]) == content)


def runs(days: int, sessions: int) -> Iterator[Run]:
    """Yield the runs of so many days: whole sessions in a row, the first and the last at times half."""
    for first in range(sessions):
        for head in (1, 2) if days > 1 else (1,):
            whole, tail = divmod(days - head, 2)
            last = first + whole + tail
            if last >= sessions:
                continue
            inner = [(session, day) for session in range(first + 1, first + 1 + whole) for day in (0, 1)]
            for begin, end in product(_part(first, head), _part(last, tail)):
                yield (*begin, *inner, *end)


def _part(session: int, days: int) -> list[Run]:
    """Return the ways to take 0, 1 or 2 days of a session."""
    if days == 0:
        return [()]
    return [((session, 0),), ((session, 1),)] if days == 1 else [((session, 0), (session, 1))]
