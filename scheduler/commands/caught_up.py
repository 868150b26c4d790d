"""The answer to who lacks what: told day by day for people, half-day by half-day for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from scheduler.domain.catching_up import CatchUp, NeedStatus, Settled, Sitting, StandIn
from scheduler.text import _
from scheduler.text.phrases import HALVES, short_day


@dataclass(frozen=True)
class WhyNot:
    """Why something cannot be had, or not in order.

    Attributes
    ----------
    what
        Half-days of a module: ``VOCAB 3-4/4 (02/03/2027)``.
    advice
        What to try; may be empty.
    """

    what: str
    reason: str
    advice: str


def together(found: CatchUp, verdict: NeedStatus) -> list[list[StandIn]]:
    """Return the half-days of a verdict, those of a day that differ in nothing but the half together."""
    rows = [row for row in found.rows if row.settled.verdict is verdict]
    return [list(same) for _key, same in groupby(rows, _alike)]


def _alike(row: StandIn) -> tuple[object, ...]:
    where: tuple[object, ...] = ()
    if row.sitting is not None:
        lesson = row.sitting.lesson
        where = (lesson.day, row.sitting.group, lesson.room, lesson.trainer, row.sitting.left)
    return row.settled.need.module.id, row.own.lesson.day, row.missed, where


def told(found: CatchUp, first_day: date, verdict: NeedStatus) -> list[WhyNot]:
    """Return why, and what to try; said once of both halves of a day where it is the same.

    Parameters
    ----------
    first_day
        The first day on which the learner can be in another group.
    """
    from scheduler.catchup.telling import why

    lines = []
    for rows in together(found, verdict):
        reasons = [why(row.settled, first_day) for row in rows]
        same = len(set(map(_without_halves, reasons))) == 1
        for part in [rows] if same else [[row] for row in rows]:
            reason = why(part[0].settled, first_day)
            settled = {id(row.settled) for row in part}
            what = f"{part_of(part)} ({when_of([row.own for row in part])})"
            lines.append(
                WhyNot(what, _without_halves(reason) if len(settled) > 1 else reason, part[0].settled.advice)
            )
    return lines


def _without_halves(text: str) -> str:
    for word in HALVES.values():
        text = text.replace(f" {_(word)}", "")
    return text


def part_of(rows: Sequence[StandIn]) -> str:
    """Return the module and which of its half-days: ``VOCAB 3-4/4``."""
    places = sorted({row.own.position for row in rows})
    numbers = str(places[0]) if len(places) == 1 else f"{places[0]}-{places[-1]}"
    return f"{rows[0].settled.need.module.id} {numbers}/{rows[0].own.of}"


def when_of(sittings: Sequence[Sitting]) -> str:
    """Return a day, and its half if there is but one."""
    day, half = sittings[0].moment
    halves = {x.lesson.half for x in sittings}
    return short_day(day) if len(halves) > 1 else f"{short_day(day)} {_(HALVES[half])}"


def as_data(found: CatchUp, since: date, first_day: date) -> dict[str, Any]:
    """Return the answer as other programs read it: a public contract that may grow.

    Parameters
    ----------
    since, first_day
        The first day that is still to come, and the first on which the learner can be in another group.
    """
    return {
        "learner": {"id": found.learner.id, "name": found.learner.name, "cohort": found.learner.cohort},
        "today": since.isoformat(),
        "complete": found.complete,
        "proved": found.proved,
        "lacking": sum(len(x.need.missed) for x in found.settled),
        "exempted": list(found.exempted),
        "lessons": [_row(row, first_day) for row in found.rows],
        "trips": {
            "count": found.travel.trips,
            "elsewhere": found.travel.elsewhere,
            "days": found.travel.days,
        },
        "finished": _iso(found.finished),
        "last_day": found.last_day.isoformat(),
        "deadline": _iso(found.deadline),
        "after_last_day": found.late,
    }


def _row(row: StandIn, first_day: date) -> dict[str, Any]:
    from scheduler.catchup.telling import why

    settled = row.settled
    return {
        "module": settled.need.module.id,
        "position": row.own.position,
        "of": row.own.of,
        "date": row.own.lesson.day.isoformat(),
        "half_day": row.own.lesson.half.value,
        "missed": row.missed,
        "status": settled.verdict.value,
        "attend": None if row.sitting is None else _sitting(row.sitting),
        "why": why(settled, first_day),
        "try": settled.advice,
        "candidates": _candidates(settled, row.own.position),
    }


def _candidates(settled: Settled, position: int) -> list[dict[str, Any]]:
    found = []
    for offer in settled.offers:
        sitting = next(x for x in offer.sittings if x.position == position)
        bars = (*offer.hindrances, *offer.disorder)
        found.append(_sitting(sitting) | {"fails": [{"kind": x.bar.value, "said": x.said} for x in bars]})
    return found


def _sitting(sitting: Sitting) -> dict[str, Any]:
    lesson = sitting.lesson
    return {
        "group": sitting.group,
        "cohort": lesson.cohort,
        "subgroup": lesson.group,
        "date": lesson.day.isoformat(),
        "half_day": lesson.half.value,
        "module": lesson.module,
        "mode": lesson.mode.value,
        "site": sitting.site,
        "room": lesson.room,
        "trainer": lesson.trainer,
        "learners": sitting.size,
        "seats": sitting.seats,
        "seats_left": sitting.left,
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
