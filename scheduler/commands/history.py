"""What is over, judged by what was true then: tables that changed since hold from a day on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from scheduler.domain.centre import Absence, Trainer
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, Weekday
from scheduler.text import _

YEAR = timedelta(days=366)
"""How long after the last lesson of a plan something that is gone stays away."""


def end_of(lessons: Iterable[Lesson], since: date) -> date:
    """Return the day until which something is away that is gone from `since` on."""
    return max((x.day for x in lessons), default=since) + YEAR


def with_history(given: Instance, before: Instance, lessons: tuple[Lesson, ...], since: date) -> Instance:
    """Return the tables of now, with the half-days of the week on which trainers came until `since`.

    Who taught before `since` on a half-day of the week on which he or she comes no longer was right to: the
    weekdays of now hold from `since` on, as absences.

    Parameters
    ----------
    before
        The tables that the plan was made from.
    """
    taught = {(x.trainer, (Weekday(x.day.weekday()), x.half)) for x in lessons if x.day < since}
    last = end_of(lessons, since)
    trainers: list[Trainer] = []
    absences: list[Absence] = []
    for trainer in given.trainers:
        old = before.trainer.get(trainer.id)
        lost = set() if old is None else {x for x in old.availability if (trainer.id, x) in taught}
        lost -= trainer.availability
        trainers.append(replace(trainer, availability=trainer.availability | lost))
        absences += _away(trainer.id, lost, since, last)
    return replace(given, trainers=tuple(trainers), absences=(*given.absences, *absences))


def _away(trainer: str, halves: set[tuple[Weekday, Half]], first: date, last: date) -> Iterator[Absence]:
    """Yield an absence for each date on half-days of the week."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        lost = [half for weekday, half in halves if weekday == day.weekday()]
        if lost:
            half = lost[0] if len(lost) == 1 else None
            yield Absence(trainer, day, day, half, _("no longer comes on this weekday"))
