"""Improving a complete plan in a neighbourhood of it: some cohorts change while all others stay."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from scheduler.model import build
from scheduler.solve.engine import Watcher
from scheduler.solve.large.known import (
    Known,
    Lessons,
    dates_of,
    hearing,
    marginal,
    of_cohorts,
    of_others,
)
from scheduler.solve.large.placing import place
from scheduler.solve.start import fixed_cost, found_in, start


@dataclass(frozen=True)
class Move:
    """A neighbourhood: cohorts that change together while all others stay.

    Attributes
    ----------
    reach
        Weeks by which the sessions of each cohort may leave their dates.
    content
        False if the modules of the sessions stay; their trainers and rooms are free.
    again
        True to place the one cohort anew; `seconds` is then the patience.
    single_runs
        True to look only at plans that teach each module without interruption.
    keep
        Those of the cohorts that keep their programme: only their dates change.
    """

    names: tuple[str, ...]
    reach: Mapping[str, int]
    kind: str
    content: bool = True
    again: bool = False
    single_runs: bool = True
    seconds: float = 2.0
    keep: tuple[str, ...] = ()


@dataclass(frozen=True)
class Improved:
    """New lessons of a neighbourhood, and by how much they lower the cost; none if not at all."""

    move: Move
    lessons: Lessons = ()
    gain: int = 0
    spent: float = 0.0


def improve(known: Known, stopping: threading.Event, move: Move, lessons: Lessons) -> Improved:
    """Look for better lessons of the cohorts of `move`, all others staying as they are."""
    mine, around = of_cohorts(lessons, move.names), of_others(lessons, move.names)
    if move.again:
        return _again(known, stopping, move, mine, around)
    make = partial(
        build, known.instance, known.settings, cohorts=known.cohorts(move.names), around=around,
        dates=dates_of(mine, move.names), keep=of_cohorts(mine, move.keep),
    )  # fmt: skip
    with hearing(known, stopping) as engine:
        plan = make(reach=move.reach, single_runs=move.content and move.single_runs)
        if not move.content:
            plan.keep_content(mine)
        old = start(plan, mine, engine)
        if old is None:
            old = fixed_cost(make(), mine, known.limits)
        answer = engine.run(plan.model, move.seconds, _better_than(old))
        if not answer.found:
            return Improved(move, spent=engine.spent)
        found, new = found_in(plan, answer, known.limits)
        if new >= old:
            return Improved(move, spent=engine.spent)
        return Improved(move, found, old - new, engine.spent)


def _again(known: Known, stopping: threading.Event, move: Move, mine: Lessons, around: Lessons) -> Improved:
    """Place the one cohort of `move` anew, as if it came last."""
    old = marginal(known, move.names, mine, around)
    new = place(known, stopping, move.names[0], around, move.seconds)
    if old is None or not new.lessons or new.cost >= old:
        return Improved(move, spent=new.spent)
    return Improved(move, new.lessons, old - new.cost, new.spent)


def _better_than(old: int) -> Watcher:
    """Return a watcher that ends a solve once nothing better than `old` is left to find."""
    return lambda _cost, bound: bound > old - 0.5
