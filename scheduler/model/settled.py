"""Lessons that stay: those that are over, and those that nobody wants to touch."""

from collections.abc import Callable, Sequence
from datetime import date

from scheduler.domain.cluster import clusters_in
from scheduler.domain.plan import Lesson
from scheduler.model import shared
from scheduler.model.build import PlanModel
from scheduler.model.planned import PlannedCohort
from scheduler.model.scope import by_cohort


def settle(plan: PlanModel, lessons: Sequence[Lesson], before: date) -> None:
    """Keep what the cohorts of a model did, by `lessons`, on the days before a day.

    The rules hold for what is over as for what is to come: a model that cannot express it has no solution.
    """
    mine = by_cohort(lessons)
    for cohort in plan.cohorts:
        _settle_dates(cohort, mine.get(cohort.cohort.id, ()), before)
    keep(plan, lessons, lambda lesson: lesson.day < before, dates=False)


def keep(
    plan: PlanModel, lessons: Sequence[Lesson], stays: Callable[[Lesson], bool], dates: bool = True
) -> None:
    """Keep those of `lessons` that stay: content, trainer and room, and the session's dates too if `dates`.

    Of a session of which a lesson stays, whoever asks to keep its dates keeps all its lessons.
    """
    mine, formed = by_cohort(lessons), clusters_in(plan.instance, lessons)
    for cohort in plan.cohorts:
        written = shared.written(cohort, mine, formed)
        kept = [x for x in written if stays(x)]
        places = {literal.index for options in cohort.place for literal in options.values()}
        for literal, value in cohort.write(kept, written):
            if value and (dates or literal.index not in places):
                plan.model.add(literal == 1)


def _settle_dates(cohort: PlannedCohort, lessons: Sequence[Lesson], before: date) -> None:
    """Let sessions begin on the days on which they did, and none on another day that is over."""
    begun = {x.session - 1: x.day for x in sorted(lessons, key=lambda x: x.day, reverse=True)}
    ended = {x.session - 1: x.day for x in sorted(lessons, key=lambda x: x.day)}
    for session, options in enumerate(cohort.place):
        first, last = begun.get(session), ended.get(session)
        for option, literal in options.items():
            over = [day for day in option.days if day < before]
            if first is None or first >= before:
                possible = not over
            elif last is not None and last < before:
                possible = option.days[0] == first and option.days[-1] == last
            else:
                possible = option.days[0] == first
            if not possible:
                cohort.model.add(literal == 0)
