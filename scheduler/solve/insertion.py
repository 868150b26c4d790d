"""Cohorts inserted one by one: a complete plan early, where all at once would take long.

Each cohort is planned with those before it, whose dates and trainers stay while what
their sessions hold may still change. The longest curricula go first: they have the least
room to give way.
"""

from dataclasses import dataclass, field

from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.model import build
from scheduler.model.grid import Dates
from scheduler.model.translation import dates_in, staff_in
from scheduler.model.variables import Strand
from scheduler.solve.engine import Engine
from scheduler.solve.relaxation import FIRST_WINDOW

GOOD_ENOUGH = 0.1
"""Gap at which a cohort is placed well enough for the next one to come."""


@dataclass
class Inserted:
    """The dates and trainers of the cohorts placed so far."""

    dates: dict[str, Dates] = field(default_factory=dict)
    staff: dict[str, dict[Strand, str]] = field(default_factory=dict)


def insert(instance: Instance, settings: Settings, engine: Engine, seconds: float) -> Inserted | None:
    """Return dates and trainers of a complete plan, or None if a cohort finds no place.

    Parameters
    ----------
    seconds
        Time for all cohorts together; each may take an even share.
    """
    placed = Inserted()
    share = seconds / max(1, len(instance.cohorts))
    order = sorted(instance.cohorts, key=lambda cohort: -instance.curriculum_of(cohort).days)
    for count, cohort in enumerate(order, 1):
        plan = build(
            instance,
            settings,
            window=FIRST_WINDOW,
            dates=placed.dates,
            staff=placed.staff,
            cohorts=order[:count],
        )
        best: list[int] = []

        def settled(cost: int | None, bound: float, best: list[int] = best) -> bool:
            if cost is not None:
                best.append(cost)
            return bool(best) and min(best) - bound <= GOOD_ENOUGH * min(best)

        answer = engine.run(plan.model, share, settled)
        if not answer.found:
            return None
        newcomer = plan.cohorts[-1]
        placed.dates[cohort.id] = dates_in(newcomer, answer.value)
        placed.staff[cohort.id] = staff_in(newcomer, answer.value)
    return placed
