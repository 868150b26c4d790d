"""A cohort laid out beside others, its trainers given: its modules in the order that costs least, then dates.

The order is found by dynamic programming over its sessions (:mod:`scheduler.solve.sequencing`), which knows
on which days its trainers and rooms are free of the others; a model in which sessions hold that gives them
dates and rooms. That takes a second or two, whatever the cohort's lessons were before.
"""

import threading
from collections.abc import Mapping, Sequence
from math import inf

from scheduler.domain.instance import Instance
from scheduler.model import Scope
from scheduler.model.layout import Strand
from scheduler.model.surroundings import Surroundings
from scheduler.solve.bounds.relaxation import Staff
from scheduler.solve.insertion import FIRST_PATIENCE, insert
from scheduler.solve.known import WINDOW, Known, Lessons, hearing, in_table_order
from scheduler.solve.sequencing import Effort, Sequencing, just

SECONDS = 1.5
"""Deterministic seconds for the order, and for the dates."""


def laid_beside(
    known: Known,
    stopping: threading.Event,
    name: str,
    given: Mapping[Strand, str],
    around: Lessons,
) -> tuple[Lessons, float]:
    """Return lessons of a cohort with these trainers beside those of others, and deterministic seconds.

    The cohort is taught by whole days, and shares no module. No lessons are found if the order leaves no
    dates or no rooms.
    """
    instance, settings = known.instance, known.settings
    cohort = instance.cohort[name]
    budget = Effort(SECONDS, stopping, inf if known.limits.deterministic else known.until)
    taken = Surroundings.of(instance, around)
    sequencing = Sequencing.of(instance, settings, cohort, WINDOW, taken)
    found = sequencing.least(just(given), None, inf, budget, find=True)
    if not found.laid_out:
        return (), budget.spent
    lessons, spent = dated(known, stopping, name, given, found.laid_out, around)
    return lessons, budget.spent + spent


def dated(
    known: Known,
    stopping: threading.Event,
    name: str,
    given: Mapping[Strand, str],
    order: Sequence[Sequence[str]],
    around: Lessons,
) -> tuple[Lessons, float]:
    """Return lessons of a cohort, its modules in an order, and deterministic seconds: dates and rooms."""
    with hearing(known, stopping) as solver:
        scope = Scope(known.cohorts((name,)), window=WINDOW, staff={name: given}, around=around)
        plan = known.model(scope)
        plan.lay_out(name, order)
        response = solver.run(plan.model, SECONDS)
        return (plan.lessons(response.value) if response.found else ()), solver.spent


def orderable(instance: Instance) -> tuple[str, ...]:
    """Return the cohorts of which the best order can be found.

    They are taught by whole days and share no module, and nothing of them is fixed by hand: the order knows
    neither.
    """
    bound = {name for joint in instance.joint_modules for name in joint.cohorts}
    bound |= {pin.cohort for pin in instance.pins if pin.cohort is not None}
    return tuple(x.id for x in instance.cohorts if x.id not in bound and instance.curriculum_of(x).by_days)


def laid_out(
    known: Known, stopping: threading.Event, staff: Staff, around: Lessons = ()
) -> tuple[Lessons, float]:
    """Return a plan with these trainers, one cohort beside those before, and deterministic seconds.

    Who finds no place in its best order is inserted beside the others, whoever teaches it then. None is
    looked for where the best order of a cohort cannot be found.

    Parameters
    ----------
    around
        Lessons of the cohorts that stay as they are.
    """
    there = {x.cohort for x in around}
    cohorts = [x for x in known.longest_first() if x.id not in there]
    if not {x.id for x in cohorts} <= set(orderable(known.instance)):
        return (), 0.0
    lessons, spent, late = around, 0.0, []
    for cohort in cohorts:
        mine, took = laid_beside(known, stopping, cohort.id, staff.get(cohort.id, {}), lessons)
        spent += took
        lessons += mine
        if not mine:
            late.append(cohort)
    for cohort in late:
        placed = insert(known, stopping, cohort.id, lessons, FIRST_PATIENCE)
        spent += placed.spent
        if not placed.lessons:
            return (), spent
        lessons += placed.lessons
    return in_table_order(known.instance, lessons), spent
