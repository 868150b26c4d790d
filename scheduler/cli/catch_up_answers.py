"""What is said of a learner who catches up: where to go instead, what cannot be had and why."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import continued, item, table
from scheduler.domain.catching_up import CatchUp, Row, Sitting, Verdict
from scheduler.text import _, plural
from scheduler.text.phrases import HALVES, short_day

if TYPE_CHECKING:
    from scheduler.domain.instance import Instance


def answer(instance: "Instance", found: CatchUp, reasons: Mapping[int, str]) -> list[str]:
    """Return the answer, line by line.

    Parameters
    ----------
    reasons
        Why a need cannot be had, or not in order, by its number.
    """
    why = {id(found.settled[number]): said for number, said in reasons.items()}
    lines = [click.style(_head(found), bold=True)]
    if found.exempted:
        message = _("Need not be followed, and so is not lacking: {modules}.")
        lines.append(message.format(modules=", ".join(found.exempted)))
    had = _rows(found, Verdict.HAD)
    out = _rows(found, Verdict.OUT_OF_ORDER)
    lost = _rows(found, Verdict.NOT_HAD)
    if had:
        lines += ["", _("To attend in other groups:"), _table(instance, had)]
    if out:
        lines += ["", _("Cannot be had in order; out of order, as the second best:"), _table(instance, out)]
        lines += _told(out, why)
    if lost:
        lines += ["", _("Cannot be had:"), *_told(lost, why)]
    return [*lines, "", *_end(found)] if found.settled else lines


def _head(found: CatchUp) -> str:
    learner = found.learner
    name = f"{learner.name} ({learner.id})" if learner.name else learner.id
    lacking = sum(len(x.need.missed) for x in found.settled)
    had, out = found.count(Verdict.HAD), found.count(Verdict.OUT_OF_ORDER)
    if not lacking:
        text = _("{name}, {cohort}: nothing is lacking.")
    elif found.complete:
        text = plural(
            "{name}, {cohort}: {lacking} half-day is lacking, and can be had.",
            "{name}, {cohort}: {lacking} half-days are lacking, and all can be had.",
            lacking,
        )
    elif out:
        text = plural(
            "{name}, {cohort}: {lacking} half-day is lacking; {had} can be had, {out} out of order.",
            "{name}, {cohort}: {lacking} half-days are lacking; {had} can be had, {out} more out of order.",
            lacking,
        )
    else:
        text = plural(
            "{name}, {cohort}: {lacking} half-day is lacking, and cannot be had.",
            "{name}, {cohort}: {lacking} half-days are lacking; {had} can be had.",
            lacking,
        )
    return text.format(name=name, cohort=learner.cohort, lacking=lacking, had=had, out=out)


def _end(found: CatchUp) -> Iterator[str]:
    """Yield what it takes, and whether something better is possible."""
    if found.finished is not None:
        yield _trips(found)
        if found.late:
            yield plural(
                "{count} half-day comes only after the last day of the group, {day}.",
                "{count} half-days come only after the last day of the group, {day}.",
                found.late,
            ).format(count=found.late, day=short_day(found.last_day))
    if found.proved:
        yield _("Proved: no more can be had, nor in fewer trips, nor earlier.")
    else:
        yield _("Not proved: more time, with --time-limit, may find better.")


def _trips(found: CatchUp) -> str:
    travel = found.travel
    ended = _("The last of it is on {day}.").format(day=short_day(found.finished or found.last_day))
    if not travel.days:
        return _("No day more to come.") + " " + ended
    trips = plural("{count} trip more", "{count} trips more", travel.trips).format(count=travel.trips)
    if travel.elsewhere:
        trips += " " + _("({count} to another site)").format(count=travel.elsewhere)
    days = plural("{count} day more to come", "{count} days more to come", travel.days)
    return _("{trips}, {days}.").format(trips=trips, days=days.format(count=travel.days)) + " " + ended


# ---------------------------------------------------------------------- half-days, told by days


def _rows(found: CatchUp, verdict: Verdict) -> list[list[Row]]:
    """Return the rows of a verdict, those of a day that differ in nothing but the half together."""
    rows = [row for row in found.rows if row.settled.verdict is verdict]
    return [list(same) for _key, same in groupby(rows, _alike)]


def _alike(row: Row) -> tuple[object, ...]:
    where: tuple[object, ...] = ()
    if row.sitting is not None:
        lesson = row.sitting.lesson
        where = (lesson.day, row.sitting.group, lesson.room, lesson.trainer, row.sitting.left)
    return row.settled.need.module.id, row.own.lesson.day, row.missed, where


def _table(instance: "Instance", found: Sequence[Sequence[Row]]) -> str:
    head: tuple[str, ...] = (_("Missed"), _("Module"), _("To attend"), _("Group"))
    lines = [(*head, _("Room"), _("Trainer"), _("Seats left"))]
    for rows in found:
        sittings = [row.sitting for row in rows if row.sitting is not None]
        first = sittings[0]
        room = first.lesson.room or (_("remote") if first.site is None else "")
        if first.site is not None and first.site != instance.cohort[rows[0].own.lesson.cohort].site:
            room = f"{room} ({first.site})"
        missed = _when([row.own for row in rows])
        left = "" if first.left is None else str(first.left)
        lines.append(
            (
                missed if rows[0].missed else _("again: {when}").format(when=missed),
                _part(rows),
                _when(sittings),
                first.group,
                room,
                first.lesson.trainer or "",
                left,
            )
        )
    return table(lines, right=(6,))


def _told(found: Sequence[Sequence[Row]], why: Mapping[int, str]) -> list[str]:
    """Return why, and what to try; said once of both halves of a day where it is the same."""
    lines: list[str] = []
    for rows in found:
        said = {_without_halves(why.get(id(row.settled), "")) for row in rows}
        for part in [rows] if len(said) == 1 else [[row] for row in rows]:
            reason = why.get(id(part[0].settled), "")
            if len(part) > 1:
                reason = _without_halves(reason)
            words = {"part": _part(part), "when": _when([row.own for row in part]), "reason": reason}
            lines.append(item(_("{part} ({when}): {reason}.").format(**words)))
            if part[0].settled.advice:
                lines.append(continued(part[0].settled.advice))
    return lines


def _without_halves(text: str) -> str:
    for word in HALVES.values():
        text = text.replace(f" {_(word)}", "")
    return text


def _part(rows: Sequence[Row]) -> str:
    """Return the module and which of its half-days: ``VOCAB 3-4/4``."""
    places = sorted({row.own.position for row in rows})
    told = str(places[0]) if len(places) == 1 else f"{places[0]}-{places[-1]}"
    return f"{rows[0].settled.need.module.id} {told}/{rows[0].own.of}"


def _when(sittings: Sequence[Sitting]) -> str:
    """Return a day, and its half if there is but one."""
    day, half = sittings[0].moment
    halves = {x.lesson.half for x in sittings}
    return short_day(day) if len(halves) > 1 else f"{short_day(day)} {_(HALVES[half])}"
