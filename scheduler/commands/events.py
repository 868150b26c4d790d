"""What happened to a plan: in words, and what makes no sense in it."""

from collections.abc import Iterator, Sequence
from datetime import date

from scheduler.domain.events import Absent, Event, Replaced, RoomClosed, SessionMoved, SiteClosed
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.errors import Problem
from scheduler.settings.typed import did_you_mean
from scheduler.text import _
from scheduler.text.phrases import long_day, short_day


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


def misgiven(instance: Instance, lessons: Sequence[Lesson], event: Event, since: date) -> Iterator[Problem]:
    """Yield what makes no sense in an event."""
    match event:
        case Absent(trainer, first, last):
            yield from _unknown("--absent", trainer, list(instance.trainer))
            yield from _period_problems("--absent", first, last, since)
        case RoomClosed(room, first, last):
            yield from _unknown("--room-closed", room, list(instance.room))
            yield from _period_problems("--room-closed", first, last, since)
        case SiteClosed(site, first, last):
            yield from _unknown("--closed", site, list(instance.site))
            yield from _period_problems("--closed", first, last, since)
        case SessionMoved(cohort, day, to):
            yield from _unknown("--move", cohort, list(instance.cohort))
            days = sorted({x.day for x in lessons if x.cohort == cohort})
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
                yield from _unknown("--replace", name, list(instance.trainer))
            if trainer == by:
                yield Problem("--replace", _("{trainer} cannot replace {trainer}.").format(trainer=by))


def _unknown(where: str, name: str, known: list[str]) -> Iterator[Problem]:
    if name not in known:
        message = _("“{name}” is not in the plan.").format(name=name)
        yield Problem(where, message, did_you_mean(name, known))


def _period_problems(where: str, first: date, last: date, since: date) -> Iterator[Problem]:
    if last < first:
        message = _("it ends on {last}, before it begins on {first}.")
        yield Problem(where, message.format(first=short_day(first), last=short_day(last)))
    elif last < since:
        message = _("{day} is over: nothing changes before {since}.")
        yield Problem(where, message.format(day=short_day(last), since=short_day(since)))
