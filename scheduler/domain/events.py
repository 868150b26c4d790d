"""What happens to a plan after it was made, and what it does to the facts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.domain.centre import Absence, Closure
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson


@dataclass(frozen=True)
class Absent:
    """A trainer is away from `first` to `last`, both included."""

    trainer: str
    first: date
    last: date


@dataclass(frozen=True)
class RoomClosed:
    """A room cannot be used from `first` to `last`, both included."""

    room: str
    first: date
    last: date


@dataclass(frozen=True)
class SiteClosed:
    """A site is closed from `first` to `last`, both included."""

    site: str
    first: date
    last: date


@dataclass(frozen=True)
class SessionMoved:
    """The session that a cohort has on `day` begins on `to` instead."""

    cohort: str
    day: date
    to: date


@dataclass(frozen=True)
class Replaced:
    """Whatever a trainer would teach, another does."""

    trainer: str
    by: str


Event = Absent | RoomClosed | SiteClosed | SessionMoved | Replaced


def after(instance: Instance, lessons: Iterable[Lesson], events: Iterable[Event], since: date) -> Instance:
    """Return the instance after `events`: nothing of what is over before `since` is touched.

    Parameters
    ----------
    lessons
        The plan, of which a session is moved.
    since
        The first day that is still to come.
    """
    lessons = tuple(lessons)
    for event in events:
        instance = _after(instance, lessons, event, since)
    return instance


def substituted(lessons: Iterable[Lesson], events: Iterable[Event], since: date) -> tuple[Lesson, ...]:
    """Return the plan with those who replace trainers in their places, from `since` on."""
    by = {event.trainer: event.by for event in events if isinstance(event, Replaced)}
    return tuple(
        replace(x, trainer=by[x.trainer]) if x.trainer in by and x.day >= since else x for x in lessons
    )


def _after(instance: Instance, lessons: tuple[Lesson, ...], event: Event, since: date) -> Instance:
    match event:
        case Absent(trainer, first, last):
            return _absent(instance, trainer, max(first, since), last)
        case RoomClosed(room, first, last):
            closure = Closure(max(first, since), last, room=room)
            return replace(instance, closures=(*instance.closures, closure)) if since <= last else instance
        case SiteClosed(site, first, last):
            closure = Closure(max(first, since), last, site=site)
            return replace(instance, closures=(*instance.closures, closure)) if since <= last else instance
        case Replaced(trainer, by):
            last = max((lesson.day for lesson in lessons), default=since)
            return _absent(instance, trainer, since, last + timedelta(days=366), by)
        case SessionMoved():
            return replace(instance, pins=(*instance.pins, *_moved(lessons, event)))


def _absent(
    instance: Instance, trainer: str, first: date, last: date, substitute: str | None = None
) -> Instance:
    absence = Absence(trainer, first, last, substitute=substitute)
    return replace(instance, absences=(*instance.absences, absence)) if first <= last else instance


def _moved(lessons: tuple[Lesson, ...], event: SessionMoved) -> list[Pin]:
    """Return pins that hold a session on its new days, and keep its cohort from the old ones."""
    mine = [lesson for lesson in lessons if lesson.cohort == event.cohort]
    session = next((lesson.session for lesson in mine if lesson.day == event.day), None)
    old = sorted({lesson.day for lesson in mine if lesson.session == session})
    new = [event.to + timedelta(days=number) for number in range(len(old))]
    held = [Pin(PinKind.FIX, day, event.cohort) for day in new]
    return held + [Pin(PinKind.FORBID, day, event.cohort) for day in old if day not in new]
