"""Tables that allow what those of any time do: what is over can be said in them, whatever changed since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from scheduler.domain.centre import Absence, Policy, Room, Site, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, Weekday

Row = TypeVar("Row", Trainer, Room, Cohort, Site)
Halves = frozenset[tuple[Weekday, Half]]


def wide_enough(instance: Instance, lessons: Iterable[Lesson], since: date) -> Instance:
    """Return tables in which all that the tables of now and of before allow is allowed.

    Weekdays of trainers that are no longer theirs are absences from `since` on; whoever uses the tables
    holds all else of what is to come to the tables of now.

    Parameters
    ----------
    lessons
        A plan: what it has before `since` is over.
    """
    if not instance.past:
        return instance
    over = [x for x in lessons if x.day < since]
    rooms = {x.id: _before(instance, x) for x in instance.rooms}
    wide: list[Trainer] = []
    away: list[Absence] = []
    for trainer in instance.trainers:
        made = _trainer(trainer, _before(instance, trainer))
        wide.append(made)
        lost = made.availability - trainer.availability
        away += _away(trainer.id, lost, since, _last_day(instance))
    return replace(
        instance,
        trainers=tuple(wide),
        rooms=tuple(_room(x, rooms[x.id]) for x in instance.rooms),
        cohorts=tuple(_cohort(x, _before(instance, x), over) for x in instance.cohorts),
        sites=tuple(_site(x, _before(instance, x)) for x in instance.sites),
        curricula=tuple(_curriculum(x, instance.rooms, rooms) for x in instance.curricula),
        absences=(*instance.absences, *away),
        past=(),
    )


def _before(instance: Instance, row: Row) -> list[Row]:
    """Return how a row was before, each time that it changed."""
    return [x for x in _rows(instance) if isinstance(x, type(row)) and x.id == row.id]


def _rows(instance: Instance) -> Iterator[Trainer | Room | Cohort | Site]:
    for past in instance.past:
        rows: tuple[Trainer | Room | Cohort | Site, ...] = (
            *past.trainers,
            *past.rooms,
            *past.cohorts,
            *past.sites,
        )
        yield from rows


def _trainer(now: Trainer, before: Sequence[Trainer]) -> Trainer:
    if not before:
        return now
    ever = (now, *before)
    weekly = [x.max_days_per_week for x in ever]
    return replace(
        now,
        skills=tuple(dict.fromkeys(skill for x in ever for skill in x.skills)),
        availability=frozenset().union(*(x.availability for x in ever)),
        max_days_per_week=None if None in weekly else max(x for x in weekly if x is not None),
        sites=()
        if any(not x.sites for x in ever)
        else tuple(dict.fromkeys(s for x in ever for s in x.sites)),
    )


def _room(now: Room, before: Sequence[Room]) -> Room:
    return replace(now, capacity=max(x.capacity for x in (now, *before)))


def _cohort(now: Cohort, before: Sequence[Cohort], over: Sequence[Lesson]) -> Cohort:
    if not before:
        return now
    begun = [x.day for x in over if x.cohort == now.id]
    return replace(
        now,
        weekdays=tuple(sorted({day for x in (now, *before) for day in x.weekdays})),
        start_from=min([now.start_from, *begun]),
        start_to=max([now.start_to, *([min(begun)] if begun else [])]),
    )


def _site(now: Site, before: Sequence[Site]) -> Site:
    def milder(name: str) -> Policy:
        policies: list[Policy] = [getattr(x, name) for x in (now, *before)]
        return next((x for x in policies if x is not Policy.CLOSED), Policy.CLOSED)

    return replace(now, school_holidays=milder("school_holidays"), bridges=milder("bridges"))


def _curriculum(curriculum: Curriculum, rooms: Sequence[Room], before: dict[str, list[Room]]) -> Curriculum:
    """Return a curriculum whose modules take rooms of what kind these are now, if they took them before."""

    def taking(module: Module) -> Module:
        more = {x.kind for x in rooms if any(y.kind in module.rooms for y in before[x.id])}
        return replace(module, rooms=(*module.rooms, *sorted(more - set(module.rooms))))

    if all(x.kind == y.kind for x in rooms for y in before[x.id]):
        return curriculum
    return replace(
        curriculum,
        blocks=tuple(replace(x, modules=tuple(map(taking, x.modules))) for x in curriculum.blocks),
        assessment=None if curriculum.assessment is None else taking(curriculum.assessment),
    )


def _last_day(instance: Instance) -> date:
    """Return a day after which no cohort trains."""
    months = max((instance.months(x)[1] for x in instance.cohorts), default=0)
    return max((x.start_to for x in instance.cohorts), default=date.min) + timedelta(days=31 * (months + 1))


def _away(trainer: str, lost: Halves, first: date, last: date) -> Iterator[Absence]:
    """Yield an absence for each date, from `first` on, on half-days of the week."""
    for number in range((last - first).days + 1 if lost else 0):
        day = first + timedelta(days=number)
        halves = [half for weekday, half in lost if weekday == day.weekday()]
        if halves:
            yield Absence(trainer, day, day, halves[0] if len(halves) == 1 else None)
