"""The independent checker: every rule told a second time, from the lessons and the plain records.

It knows neither the solver nor the model, and asks the domain for nothing that is worked out
rather than written down, so that an error there cannot hide here. ``docs/reliability.md`` says
what is told once.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from scheduler.check import content, days, joint, learners, pins, rooms, sessions, trainers
from scheduler.check.costs import QUANTITIES
from scheduler.check.fault import Fault
from scheduler.check.subject import Subject
from scheduler.check.then import by_tables
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, TermCost, Violation
from scheduler.domain.settings import TERMS, Settings

Check = Callable[[Subject], Iterator[Fault]]

CHECKS: dict[str, Check] = {
    "CA-01": days.rest_days,
    "CA-02": days.closures,
    "CA-03": days.school_holidays,
    "CA-04": days.start_window,
    "CA-05": days.duration,
    "CA-06": days.bridges,
    "SE-01": sessions.shape,
    "SE-02": sessions.one_a_week,
    "SE-03": sessions.gaps,
    "SE-04": sessions.weekdays,
    "SE-05": sessions.full_days,
    "CU-01": content.module_hours,
    "CU-02": content.order,
    "CU-03": content.one_session,
    "CU-04": content.last_of_all,
    "CU-05": content.groups,
    "CU-06": content.whole_days,
    "CU-07": content.smallest_group,
    "JO-01": joint.one_lesson,
    "JO-02": joint.together,
    "JO-03": joint.as_agreed,
    "TR-01": trainers.one_place,
    "TR-02": trainers.qualified,
    "TR-03": trainers.available,
    "TR-04": trainers.load,
    "TR-05": trainers.one_site,
    "TR-06": trainers.one_trainer,
    "RO-01": rooms.one_group,
    "RO-02": rooms.right_kind,
    "RO-03": rooms.capacity,
    "RO-04": rooms.open_at_site,
    "RO-05": rooms.modes,
    "LE-01": learners.deadlines,
    "LE-02": learners.hours_received,
    "PI-01": pins.fixed,
    "PI-02": pins.forbidden,
}
"""The check of each rule of the catalogue."""

OF_THE_DAY = frozenset(
    ("CA-01", "CA-02", "CA-03", "CA-06", "SE-04", "TR-02", "TR-03", "TR-05", "RO-02", "RO-03", "RO-04")
)
"""Rules that look at one day alone: of tables that changed, those of the day judge it."""


def check(instance: Instance, lessons: Sequence[Lesson]) -> tuple[Violation, ...]:
    """Return everything that is wrong with a plan, by cohort, then date, then code.

    Never raises for a bad plan and never stops at the first fault: lessons may name what
    does not exist, overlap, repeat or be missing. Sentences are in the language spoken
    (:mod:`scheduler.text`).
    """
    subject = Subject.of(instance, lessons)
    days = [subject]
    if instance.past:
        days = [Subject.of(tables, part, among=lessons) for tables, part in by_tables(instance, lessons)]
    found = [
        (code, fault)
        for code, find in CHECKS.items()
        for judged in (days if code in OF_THE_DAY else [subject])
        for fault in find(judged)
    ]
    found.sort(key=lambda x: (x[1].cohort, x[1].day or date.min, x[0]))
    return tuple(
        Violation(code, fault.where, fault.message, cohort=fault.cohort, day=fault.day)
        for code, fault in found
    )


def costs(instance: Instance, lessons: Sequence[Lesson], settings: Settings) -> tuple[TermCost, ...]:
    """Return what each soft term adds to the cost of a plan, in the order of the catalogue."""
    subject = Subject.of(instance, lessons)
    return tuple(
        TermCost(term.name, QUANTITIES[term.name](subject, settings), settings.weights.get(term.name, 0))
        for term in TERMS
    )


def cost_of(costs: Sequence[TermCost]) -> int:
    """Return the cost of a plan: the sum of its terms."""
    return sum(cost.total for cost in costs)
