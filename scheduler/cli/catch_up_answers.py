"""What is said of a learner who catches up: where to go instead, what cannot be had and why."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import item, table, wrapped
from scheduler.commands.caught_up import part_of, together, told, when_of
from scheduler.domain.catching_up import CatchUp, NeedStatus, StandIn
from scheduler.text import _, plural
from scheduler.text.phrases import short_day

if TYPE_CHECKING:
    from scheduler.domain.instance import Instance


def answer(instance: "Instance", found: CatchUp, first_day: date) -> list[str]:
    """Return the answer, line by line.

    Parameters
    ----------
    first_day
        The first day on which the learner can be in another group.
    """
    lines = [click.style(_head(found), bold=True)]
    if found.exempted:
        message = _("Need not be followed, and so is not lacking: {modules}.")
        lines.append(message.format(modules=", ".join(found.exempted)))
    had = together(found, NeedStatus.HAD)
    out = together(found, NeedStatus.OUT_OF_ORDER)
    lost = _told(found, first_day, NeedStatus.NOT_HAD)
    if had:
        lines += ["", _("To attend in other groups:"), _table(instance, had)]
    if out:
        lines += ["", _("Cannot be had in order; out of order, as the second best:"), _table(instance, out)]
        lines += _told(found, first_day, NeedStatus.OUT_OF_ORDER)
    if lost:
        lines += ["", _("Cannot be had:"), *lost]
    return [*lines, "", *_end(found)] if found.settled else lines


def _head(found: CatchUp) -> str:
    learner = found.learner
    name = f"{learner.name} ({learner.id})" if learner.name else learner.id
    lacking = sum(len(x.need.missed) for x in found.settled)
    had, out = found.count(NeedStatus.HAD), found.count(NeedStatus.OUT_OF_ORDER)
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


def _table(instance: "Instance", found: Sequence[Sequence[StandIn]]) -> str:
    head: tuple[str, ...] = (_("Missed"), _("Module"), _("To attend"), _("Group"))
    lines = [(*head, _("Room"), _("Trainer"), _("Seats left"))]
    for rows in found:
        sittings = [row.sitting for row in rows if row.sitting is not None]
        first = sittings[0]
        room = first.lesson.room or (_("remote") if first.site is None else "")
        if first.site is not None and first.site != instance.cohort[rows[0].own.lesson.cohort].site:
            room = f"{room} ({first.site})"
        missed = when_of([row.own for row in rows])
        left = "" if first.left is None else str(first.left)
        lines.append(
            (
                missed if rows[0].missed else _("again: {when}").format(when=missed),
                part_of(rows),
                when_of(sittings),
                first.group,
                room,
                first.lesson.trainer or "",
                left,
            )
        )
    return table(lines, right=(6,))


def _told(found: CatchUp, first_day: date, verdict: NeedStatus) -> list[str]:
    lines: list[str] = []
    for one in told(found, first_day, verdict):
        lines.append(item(_("{part}: {reason}.").format(part=one.what, reason=one.reason)))
        if one.advice:
            lines.append(wrapped(one.advice, " " * 4, " " * 4))
    return lines
