"""What happened to a plan: in words, and what makes no sense in it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scheduler.domain.centre import Room, Site, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.events import Absent, Event, Replaced, RoomClosed, SessionMoved, SiteClosed
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.errors import Problem
from scheduler.exchange.tables.names import nearest, normal
from scheduler.settings.typed import did_you_mean
from scheduler.text import _
from scheduler.text.phrases import long_day, short_day

Row = Trainer | Room | Site | Cohort
"""What an event may name."""


def identified(instance: Instance, event: Event) -> Event:
    """Return an event with identifiers in the place of names, where one person or site bears the name."""
    match event:
        case Absent(trainer):
            return replace(event, trainer=_called(trainer, instance.trainers))
        case SiteClosed(site):
            return replace(event, site=_called(site, instance.sites))
        case Replaced(trainer, by):
            return Replaced(_called(trainer, instance.trainers), _called(by, instance.trainers))
    return event


def _called(given: str, rows: Sequence[Trainer | Site]) -> str:
    """Return the identifier of the row that is called so, its words in any order; else what was given."""
    if any(x.id == given for x in rows):
        return given
    words = sorted(map(normal, given.split()))
    found = [x.id for x in rows if normal(x.id) == normal(given)] or [
        x.id for x in rows if sorted(map(normal, x.name.split())) == words
    ]
    return found[0] if len(found) == 1 else given


def sentence(event: Event) -> str:
    """Return what happened, in a sentence."""
    match event:
        case Absent(trainer, first, last):
            return _("{trainer} is absent {days}.").format(trainer=trainer, days=_period(first, last))
        case RoomClosed(room, first, last):
            return _("Room {room} is closed {days}.").format(room=room, days=_period(first, last))
        case SiteClosed(site, first, last):
            return _("Site {site} is closed {days}.").format(site=site, days=_period(first, last))
        case SessionMoved(cohort, day, to):
            return _("The session of {cohort} on {day} moves to {to}.").format(
                cohort=cohort, day=short_day(day), to=long_day(to)
            )
        case Replaced(trainer, by):
            return _("{by} replaces {trainer}.").format(by=by, trainer=trainer)


def _period(first: date, last: date) -> str:
    if first == last:
        return _("on {day}").format(day=short_day(first))
    return _("from {first} to {last}").format(first=short_day(first), last=short_day(last))


def misgiven(
    instance: Instance, lessons: Sequence[Lesson], event: Event, events: Sequence[Event], since: date
) -> Iterator[Problem]:
    """Yield what makes no sense in an event, one of `events`."""
    match event:
        case Absent(trainer, first, last):
            yield from _unknown("--absent", trainer, instance.trainers)
            yield from _period_problems("--absent", first, last, since)
        case RoomClosed(room, first, last):
            yield from _unknown("--room-closed", room, instance.rooms)
            yield from _period_problems("--room-closed", first, last, since)
        case SiteClosed(site, first, last):
            yield from _unknown("--closed", site, instance.sites)
            yield from _period_problems("--closed", first, last, since)
        case SessionMoved(cohort, day, to):
            yield from _unknown("--move", cohort, instance.cohorts)
            mine = [x for x in lessons if x.cohort == cohort]
            days = sorted({x.day for x in mine})
            gone = {x.day for x in events if isinstance(x, SessionMoved) and x.cohort == cohort}
            moving = {x.session for x in mine if x.day in gone}
            there = next((x.session for x in mine if x.day == to and x.session not in moving), None)
            if day in days and there is not None:
                yield Problem(
                    "--move",
                    _("{cohort} already trains on {day} (session {session}).").format(
                        cohort=cohort, day=long_day(to), session=there
                    ),
                    _("Give a day on which it does not, or move that session too, with another --move."),
                )
            if cohort in instance.cohort and day not in days:
                near = sorted(days, key=lambda x: abs(x - day))[:2]
                yield Problem(
                    "--move",
                    _("{cohort} does not train on {day}.").format(cohort=cohort, day=long_day(day)),
                    _("The nearest days: {days}.").format(days=", ".join(map(long_day, sorted(near)))),
                )
            for moved in (day, to):
                if moved < since:
                    message = _("{day} is over: nothing changes before {since}.")
                    yield Problem("--move", message.format(day=short_day(moved), since=short_day(since)))
        case Replaced(trainer, by):
            for name in (trainer, by):
                yield from _unknown("--replace", name, instance.trainers)
            if trainer == by:
                yield Problem("--replace", _("{trainer} cannot replace {trainer}.").format(trainer=by))


def _unknown(where: str, name: str, rows: Sequence[Row]) -> Iterator[Problem]:
    known = {x.id: x.label if isinstance(x, Trainer) else x.id for x in rows}
    if name in known:
        return
    near = nearest(name, [*known, *(x.name for x in rows if isinstance(x, Trainer | Site))])
    meant = [x.id for x in rows if near in (x.id, getattr(x, "name", None))]
    message = _("“{name}” is not in the plan.").format(name=name)
    yield Problem(where, message, did_you_mean(meant[0] if meant else name, meant or list(known.values())))


def _period_problems(where: str, first: date, last: date, since: date) -> Iterator[Problem]:
    if last < first:
        message = _("it ends on {last}, before it begins on {first}.")
        yield Problem(where, message.format(first=short_day(first), last=short_day(last)))
    elif last < since:
        message = _("{day} is over: nothing changes before {since}.")
        yield Problem(where, message.format(day=short_day(last), since=short_day(since)))
