"""Models of plans of which part is over, by tables that changed since.

What is over is settled. So the model is made from tables in which it can be said at all
(:mod:`scheduler.model.wide`); then what is to come is held to the tables of now.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.calendars import site_calendars
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.model import trainers
from scheduler.model.build import PlanModel, build
from scheduler.model.grid import options_of
from scheduler.model.layout import CohortLayout, Slot
from scheduler.model.planned import PlannedCohort
from scheduler.model.scope import Scope, by_cohort
from scheduler.model.settled import settle
from scheduler.model.wide import wide_enough


def with_what_is_over(
    instance: Instance, settings: Settings, scope: Scope, lessons: Sequence[Lesson], since: date
) -> PlanModel:
    """Return the model of the cohorts in scope, in which what they did by `lessons` before a day stays."""
    around = tuple(scope.around)
    wide = wide_enough(instance, (*lessons, *around), since)
    cohorts = None if scope.cohorts is None else [wide.cohort[x.id] for x in scope.cohorts]
    plan = build(wide, settings, replace(scope, cohorts=cohorts, around=around))
    settle(plan, lessons, since)
    if instance.past:
        mine, calendars = by_cohort(lessons), site_calendars(instance)
        for cohort in plan.cohorts:
            name = cohort.cohort.id
            grid = replace(
                cohort.grid,
                instance=instance,
                cohort=instance.cohort[name],
                calendar=calendars[cohort.cohort.site],
            )
            now = CohortLayout(grid, shares=cohort.shares)
            over = set(_slots(mine.get(name, ()), since))
            _hold_dates(cohort, now, since)
            _hold_trainers(cohort, now, over)
            _hold_rooms(cohort, now, over)
        changed = max(past.until for past in instance.past)
        for trainer in instance.trainers:
            if trainer.max_days_per_week != wide.trainer[trainer.id].max_days_per_week:
                trainers.weekly(plan.model, plan.cohorts, trainer, changed)
    return plan


def _slots(lessons: Sequence[Lesson], since: date) -> Iterator[tuple[int, Slot]]:
    """Yield the group and the slot of each lesson of a cohort that is over."""
    dates = options_of(lessons)
    for lesson in lessons:
        if lesson.day < since:
            session = lesson.session - 1
            yield lesson.group, Slot(session, dates[session].days.index(lesson.day), lesson.half)


def _hold_dates(cohort: PlannedCohort, now: CohortLayout, since: date) -> None:
    """CA-03, CA-06, SE-04: days to come are those that site and cohort train on now."""
    weekdays, calendar = now.cohort.weekdays, now.grid.calendar
    for options in cohort.place:
        for option, literal in options.items():
            to_come = [day for day in option.days if day >= since]
            if not all(day.weekday() in weekdays and calendar.is_open(day) for day in to_come):
                cohort.model.add(literal == 0)


def _hold_trainers(cohort: PlannedCohort, now: CohortLayout, over: set[tuple[int, Slot]]) -> None:
    """TR-02, TR-05: who has the skill no longer, or no longer comes to the site, teaches no more of it."""
    for strand, assigned in cohort.assigned.items():
        able = {x.id for x in now.able_for(strand)}
        for name in assigned.keys() - able:
            for slot in cohort.slots:
                if (strand.group, slot) in over:
                    continue
                if strand in cohort.teach:
                    cohort.model.add(cohort.teach[strand][name][slot] == 0)
                else:
                    content = cohort.content[strand.module][slot]
                    cohort.model.add_bool_or([assigned[name].negated(), content.negated()])


def _hold_rooms(cohort: PlannedCohort, now: CohortLayout, over: set[tuple[int, Slot]]) -> None:
    """RO-02, RO-03: what a room is fit for no longer is not taught there any more."""
    for group, rooms in cohort.hold.items():
        for room, held in rooms.items():
            fit = {x.id for x in now.room_modules(group, now.instance.room[room])}
            wide = cohort.room_modules(group, cohort.instance.room[room])
            for module in (x.id for x in wide if x.id not in fit):
                for slot in cohort.slots:
                    if (group, slot) not in over:
                        content = cohort.content[module][slot]
                        cohort.model.add_bool_or([held[slot].negated(), content.negated()])
