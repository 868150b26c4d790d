"""What is over, judged by what was true then: tables that changed since hold from a day on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from scheduler.domain.centre import Room, Site, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.past import Past
from scheduler.domain.plan import Lesson

Row = TypeVar("Row", Trainer, Room, Cohort, Site)

YEAR = timedelta(days=366)
"""How long after the last lesson of a plan something that is gone stays away."""


def end_of(lessons: Iterable[Lesson], since: date) -> date:
    """Return the day until which something is away that is gone from `since` on."""
    return max((x.day for x in lessons), default=since) + YEAR


def with_history(given: Instance, before: Instance, lessons: Iterable[Lesson], since: date) -> Instance:
    """Return the tables of now, with those of before for the lessons that were over by `since`.

    Parameters
    ----------
    before
        The tables that the plan was made from.
    """
    over = [x for x in lessons if x.day < since]
    given = replace(given, trainers=tuple(_not_below(x, over) for x in given.trainers))
    cohorts = {x.cohort for x in over}
    sites = {x.site for x in before.cohorts if x.id in cohorts}
    past = Past(
        since,
        _changed(before.trainers, given.trainers, {x.trainer for x in over}),
        _changed(before.rooms, given.rooms, {x.room for x in over}),
        _changed(before.cohorts, given.cohorts, cohorts),
        _changed(before.sites, given.sites, sites),
    )
    anything = past.trainers or past.rooms or past.cohorts or past.sites
    return replace(given, past=(*before.past, past) if anything else before.past)


def _not_below(trainer: Trainer, over: Sequence[Lesson]) -> Trainer:
    """Return a trainer whose most days in all are not below those that were taught: none is left then."""
    taught = len({x.day for x in over if x.trainer == trainer.id})
    if trainer.max_days is None or trainer.max_days >= taught:
        return trainer
    return replace(trainer, max_days=taught)


def _changed(before: Sequence[Row], now: Sequence[Row], used: Iterable[str | None]) -> tuple[Row, ...]:
    """Return the rows of before that somebody or something used has otherwise now."""
    known, names = {row.id: row for row in now}, set(used)
    return tuple(row for row in before if row.id in names and known.get(row.id, row) != row)
