"""Who or what is taken when: the bridge from sessions to dates for shared trainers and rooms.

A cohort's sessions say who teaches in day 0 of session ``k``; two cohorts meet on dates.
An occupancy literal is true at least whenever a cohort uses the resource on that date and
half-day. Only upper limits are put on it, so one direction is enough.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from scheduler.domain.time import Half
from scheduler.model.layout import HALVES, Slot
from scheduler.model.variables import CohortVariables, Literal

Use = Callable[[CohortVariables, str, Slot], list[Literal]]
"""The literals under which a cohort uses a resource in a slot."""

Slots = Callable[[CohortVariables, str], Iterable[Slot]]
"""The slots in which a cohort may use a resource at all."""


def landing_days(cohort: CohortVariables, slots: Iterable[Slot]) -> set[date]:
    """Return the dates on which one of `slots` may land."""
    days = {(slot.session, slot.day) for slot in slots}
    if len(days) == len(cohort.days):
        return set(cohort.landings)
    return {
        option.days[index]
        for session, index in days
        for option in cohort.place[session]
        if index < len(option.days)
    }


@dataclass
class Occupancy:
    """Occupancy literals of one kind of resource, made when first asked for."""

    model: cp_model.CpModel
    use: Use
    slots: Slots
    _made: dict[tuple[str, str, date, Half], tuple[Literal, ...]] = field(default_factory=dict)
    _landing_days: dict[tuple[str, str], set[date]] = field(default_factory=dict)

    def landing_days(self, cohort: CohortVariables, resource: str) -> set[date]:
        """Return the dates on which `cohort` may use `resource`."""
        key = (cohort.cohort.id, resource)
        if key not in self._landing_days:
            self._landing_days[key] = landing_days(cohort, self.slots(cohort, resource))
        return self._landing_days[key]

    def days(self, cohorts: Iterable[CohortVariables], resource: str) -> list[date]:
        """Return the dates on which some of `cohorts` may use `resource`, in order."""
        return sorted(set().union(*(self.landing_days(cohort, resource) for cohort in cohorts)))

    def taken(self, cohort: CohortVariables, resource: str, day: date, half: Half) -> tuple[Literal, ...]:
        """Return literals of which one is true if `cohort` uses `resource` then; none if it never can.

        At most one of them is true: a cohort is in one session at a time.
        """
        if day not in self.landing_days(cohort, resource):
            return ()
        if cohort.by_days:
            half = Half.AM
        key = (cohort.cohort.id, resource, day, half)
        if key not in self._made:
            self._made[key] = self._make(cohort, resource, day, half)
        return self._made[key]

    def _make(self, cohort: CohortVariables, resource: str, day: date, half: Half) -> tuple[Literal, ...]:
        landings = [
            (uses, literals)
            for session, index, literals in cohort.landings.get(day, ())
            if (uses := self.use(cohort, resource, Slot(session, index, half)))
        ]
        if not landings:
            return ()
        return cohort.taken(f"{resource} {day} {half}", landings)


def one_at_a_time(occupancy: Occupancy, cohorts: list[CohortVariables], resource: str) -> None:
    """Keep `resource` with one cohort at a time."""
    for day in occupancy.days(cohorts, resource):
        present = [cohort for cohort in cohorts if day in occupancy.landing_days(cohort, resource)]
        if len(present) < 2:
            continue
        halves = (Half.AM,) if all(cohort.by_days for cohort in present) else HALVES
        for half in halves:
            taken = [occupancy.taken(cohort, resource, day, half) for cohort in present]
            if sum(map(bool, taken)) > 1:
                occupancy.model.add_at_most_one(literal for literals in taken for literal in literals)
