"""Improving a stretch of weeks, or all of some cohorts, in the whole model: nothing is left out.

Sessions outside keep their dates and what they hold; those inside take any dates and content inside.
Trainers and rooms of all cohorts that have a session inside are free all year. Who shares a joint module
with whom stays. A model searched to its end proves that no plan within that costs less: unlike a slice
(:mod:`scheduler.solve.neighbourhoods.slices`), which is smaller and knows a piece of each programme.
"""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from scheduler.domain.cluster import clusters_in
from scheduler.domain.time import monday
from scheduler.model import PlanModel, Scope, build
from scheduler.model.grid import options_of
from scheduler.model.layout import Strand
from scheduler.solve.known import Known, Lessons, building, hearing, in_table_order, of_cohorts, of_others
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, Span
from scheduler.solve.solver import SolverStatus
from scheduler.solve.start import start

LEVELS = ((8, 4), (12, 5), (18, 6), (26, 8), (39, 10))
"""Of short stretches and longer and longer ones: weeks in a row such that any lie in one of them, and weeks
from one to the next."""

WEEK = timedelta(weeks=1)


def improve_stretch(
    known: Known, stopping: threading.Event, neighbourhood: Neighbourhood, lessons: Lessons
) -> Improved:
    """Look for better lessons within the weeks of `neighbourhood`, or all year where it has none.

    It is closed if those found, or those of before, are proved best.
    """
    names = concerned(lessons, neighbourhood.names, neighbourhood.weeks)
    if not names:
        return Improved(neighbourhood, closed=True)
    mine, around = of_cohorts(lessons, names), of_others(lessons, names)
    with hearing(known, stopping) as solver:
        plan = stretch_model(known, names, neighbourhood.weeks, lessons, neighbourhood.anew)
        solver.spent += building(plan)
        old = start(plan, mine, solver)
        if old is None:
            return Improved(neighbourhood, spent=solver.spent)
        response = solver.run(plan.model, neighbourhood.seconds, lambda _cost, bound: bound > old - 0.5)
    closed = response.status is SolverStatus.OPTIMAL or response.bound > old - 0.5
    if not response.found or response.objective >= old:
        return Improved(neighbourhood, spent=solver.spent, closed=closed)
    now = in_table_order(known.instance, (*around, *plan.lessons(response.value)))
    gain = known.price(lessons) - known.price(now)
    if gain <= 0:
        return Improved(neighbourhood, spent=solver.spent)
    mine, before = (of_cohorts(x, neighbourhood.names) for x in (now, lessons))
    return Improved(neighbourhood, mine, gain, solver.spent, closed, before)


def stretches_of(lessons: Lessons, level: int) -> list[Span]:
    """Return stretches of the year such that any weeks in a row with a lesson lie in one."""
    taught, found = sorted({monday(x.day) for x in lessons}), []
    weeks, step = LEVELS[level]
    length = (weeks + step - 1) * WEEK
    first = taught[0] - (length - WEEK)
    # The same weeks whatever the plan: what is proved of them is known by its weeks.
    first += -(first.toordinal() // 7) % step * WEEK
    while first <= taught[-1]:
        last = first + length - WEEK
        if any(first <= week <= last for week in taught):
            found.append((first, last))
        first += step * WEEK
    return found


def concerned(lessons: Lessons, names: Sequence[str], weeks: Span | None) -> tuple[str, ...]:
    """Return those of `names` that have a session within `weeks`."""
    if weeks is None:
        return tuple(names)
    inside = {x.cohort for x in lessons if _within(x.day, weeks)}
    return tuple(name for name in names if name in inside)


def stretch_model(
    known: Known,
    names: Sequence[str],
    weeks: Span | None,
    lessons: Lessons,
    anew: Sequence[str] | None = None,
) -> PlanModel:
    """Return the model of these cohorts, the sessions outside `weeks` being as they are in `lessons`.

    Modules that keep one trainer stay with theirs but in the cohorts `anew`; None if any may change trainer.
    """
    scope = Scope(
        cohorts=known.cohorts(names),
        around=of_others(lessons, names),
        sharing=clusters_in(known.instance, lessons),
        staff={} if anew is None else _trainers(known, lessons, set(names) - set(anew)),
    )
    if weeks is None:
        return build(known.instance, known.settings, scope)
    mine = {name: of_cohorts(lessons, (name,)) for name in names}
    dates = {name: list(options_of(mine[name]).values()) for name in names}
    outside = {
        name: {number for number, option in enumerate(dates[name]) if not _within(option.week, weeks)}
        for name in names
    }
    within = {
        name: [
            (option.week, option.week) if number in outside[name] else weeks
            for number, option in enumerate(dates[name])
        ]
        for name in names
    }
    plan = build(known.instance, known.settings, replace(scope, within=within))
    _keep(plan, outside, mine)
    return plan


def _trainers(known: Known, lessons: Lessons, names: Collection[str]) -> dict[str, dict[Strand, str]]:
    """Return who teaches each group of a module that keeps one trainer, by cohort; of joint ones, nobody."""
    found: dict[str, dict[Strand, str]] = {name: {} for name in names}
    for x in lessons:
        if x.cohort in found and x.trainer and not x.joint:
            curriculum = known.instance.curriculum_of(known.instance.cohort[x.cohort])
            if curriculum.by_id[x.module].one_trainer:
                found[x.cohort][Strand(x.module, x.group)] = x.trainer
    return found


def _keep(plan: PlanModel, outside: Mapping[str, set[int]], mine: Mapping[str, Lessons]) -> None:
    """Have the sessions outside take their days and hold their modules."""
    for cohort in plan.cohorts:
        name = cohort.cohort.id
        kept = {
            literal.index
            for number in outside[name]
            for literal in cohort.place[number].values()
        } | {
            literal.index
            for slots in cohort.content.values()
            for slot, literal in slots.items()
            if slot.session in outside[name]
        }  # fmt: skip
        for literal, value in cohort.write(mine[name]):
            if literal.index in kept:
                plan.model.add(literal == value)


def _within(day: date, weeks: Span) -> bool:
    return weeks[0] <= day and (day - weeks[1]).days < 7
