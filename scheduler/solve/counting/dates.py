"""Dates of one cohort: start window, weeks, gaps, duration and deadlines, by themselves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from scheduler.domain.cohort import Learner
from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.domain.time import days, monday, weeks_between
from scheduler.solve.counting.reach import UsableDates
from scheduler.solve.counting.remedies import remedies
from scheduler.solve.counting.weeks import Placing, place, possible
from scheduler.solve.counting.words import codes, reasons, sentences
from scheduler.text import _, plural
from scheduler.text.phrases import listed, long_day, short_day, weekday


def obstacles(instance: Instance, reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield, for each cohort without any possible dates, why."""
    for reach in reaches.values():
        if reach.sessions:
            yield from _of_cohort(reach)


def ruled_out(reaches: Mapping[str, UsableDates]) -> bool:
    """Tell whether some cohort has no possible dates, without working out why."""
    return any(
        _months_reversed(reach) or _no_two_weekdays(reach) or not possible(reach)
        for reach in reaches.values()
        if reach.sessions
    )


def _of_cohort(reach: UsableDates) -> Iterator[Obstacle]:
    unclear = _months_reversed(reach) or _no_two_weekdays(reach)
    if unclear:
        yield unclear
        return
    if possible(reach):
        return
    free = reach.without_deadlines()
    ends = place(free).last
    if not free.firsts:
        yield _no_first_day(free)
    elif reach.finishing and ends is not None and ends > reach.finishing[1]:
        yield _ends_too_late(reach, *reach.finishing, ends)
    elif reach.starting and ends is not None:
        yield _starts_too_late(reach, *reach.starting)
    else:
        yield _few_weeks(free) or _hole(free) or _short_gaps(free) or _no_dates(free, place(reach))


def _months_reversed(reach: UsableDates) -> Obstacle | None:
    low, high = reach.months
    if low <= high:
        return None
    message = _(
        "{cohort} lasts at least {low} months and at most {high}. Give it a shortest duration that is not "
        "longer than the longest."
    )
    return Obstacle(("CA-05",), reach.cohort.id, message.format(cohort=reach.cohort.id, low=low, high=high))


def _no_two_weekdays(reach: UsableDates) -> Obstacle | None:
    allowed = set(reach.cohort.weekdays)
    if reach.curriculum.days == 1 or any(day + 1 in allowed for day in allowed if day < 4):
        return None
    message = _(
        "{cohort} trains only on {weekdays}: no two of these days follow each other, as a session asks. "
        "Allow one more weekday."
    )
    named = ", ".join(weekday(day) for day in sorted(allowed)) or _("no day at all")
    return Obstacle(
        ("SE-01", "SE-04"), reach.cohort.id, message.format(cohort=reach.cohort.id, weekdays=named)
    )


def _no_first_day(reach: UsableDates) -> Obstacle:
    cohort = reach.cohort
    refused = reach.refusals(days(cohort.start_from, cohort.start_to))
    message = _(
        "{cohort} finds no first session of two consecutive days between {start_from} and {start_to}: "
        "{reasons}."
    ).format(
        cohort=cohort.id,
        start_from=short_day(cohort.start_from),
        start_to=short_day(cohort.start_to),
        reasons=reasons(refused),
    )
    advice = remedies(reach) or _("Widen its start window or allow more weekdays.")
    return Obstacle(("CA-04", *codes(refused)), cohort.id, sentences(message, advice))


def _ends_too_late(reach: UsableDates, learner: Learner, deadline: date, ends: date) -> Obstacle:
    low, _high = reach.months
    message = _(
        "{cohort} ends on {ends} at the earliest ({sessions} sessions, at least {months} months, starting "
        "from {start}), but {learner}, hired on {hired}, must be certified by {deadline}."
    ).format(
        cohort=reach.cohort.id,
        ends=short_day(ends),
        sessions=reach.sessions,
        months=low,
        start=short_day(reach.cohort.start_from),
        **_of_learner(learner, deadline),
    )
    advice = remedies(reach) or _("Move the learner to an earlier cohort, or have the deadline suspended.")
    return Obstacle(("LE-01", "CA-05"), reach.cohort.id, sentences(message, advice))


def _starts_too_late(reach: UsableDates, learner: Learner, deadline: date) -> Obstacle:
    message = _(
        "{cohort} cannot start in time: it starts from {start} on, but {learner}, hired on {hired}, must "
        "start by {deadline}."
    ).format(
        cohort=reach.cohort.id, start=short_day(reach.cohort.start_from), **_of_learner(learner, deadline)
    )
    advice = remedies(reach) or _("Move the learner to an earlier cohort, or have the deadline suspended.")
    return Obstacle(("LE-01", "CA-04"), reach.cohort.id, sentences(message, advice))


def _of_learner(learner: Learner, deadline: date) -> dict[str, str]:
    return {
        "learner": f"{learner.name} ({learner.id})" if learner.name else learner.id,
        "hired": short_day(learner.hire_date) if learner.hire_date else "",
        "deadline": short_day(deadline),
    }


def _few_weeks(reach: UsableDates) -> Obstacle | None:
    """SE-02 asks for as many open weeks as sessions, whatever the first day."""
    spans = []
    for first in reach.firsts:
        until = reach.limits(first[0])[1]
        spans.append((sum(monday(first[0]) <= week <= until for week in reach.options), first[0], until))
    most, start, until = max(spans)
    if most >= reach.sessions:
        return None
    refused = reach.refusals(day for day in days(start, until) if day.weekday() in reach.cohort.weekdays)
    message = plural(
        "{cohort} needs {sessions} sessions, one a week, but only {count} week is open to it between {first} "
        "and {until}. Not open: {reasons}.",
        "{cohort} needs {sessions} sessions, one a week, but only {count} weeks are open to it between "
        "{first} and {until}. Not open: {reasons}.",
        most,
    ).format(
        cohort=reach.cohort.id,
        sessions=reach.sessions,
        count=most,
        first=short_day(start),
        until=short_day(until),
        reasons=reasons(refused),
    )
    advice = remedies(reach) or _("Allow a longer duration, more weekdays, or shorter closures.")
    return Obstacle(("SE-02", "CA-05", *codes(refused)), reach.cohort.id, sentences(message, advice))


def _hole(reach: UsableDates) -> Obstacle | None:
    """Every first day leads to a stretch without an open week that is longer than the longest gap."""
    holes = [_hole_after(reach, first[0]) for first in reach.firsts]
    if None in holes:
        return None
    (before, after), _count = Counter(hole for hole in holes if hole).most_common(1)[0]
    shut = [
        day
        for day in days(before + timedelta(weeks=1), after - timedelta(days=1))
        if day.weekday() in reach.cohort.weekdays
    ]
    refused = reach.refusals(shut)
    message = _(
        "{cohort} cannot hold a session between the weeks of {before} and {after}, {weeks} weeks apart, "
        "while two sessions lie at most {gap} weeks apart. Not open: {reasons}."
    ).format(
        cohort=reach.cohort.id,
        before=short_day(before),
        after=short_day(after),
        weeks=weeks_between(before, after),
        gap=reach.gap,
        reasons=reasons(refused),
    )
    advice = remedies(reach) or _("Shorten the closure or allow a longer gap.")
    return Obstacle(("SE-03", *codes(refused)), reach.cohort.id, sentences(message, advice))


def _hole_after(reach: UsableDates, first: date) -> tuple[date, date] | None:
    """Return the first hole that a plan starting on `first` must cross, by the weeks on both sides."""
    low, _high = reach.limits(first)
    weeks = [week for week in sorted(reach.options) if week >= monday(first)]
    for held, before in enumerate(weeks, start=1):
        after = weeks[held] if held < len(weeks) else None
        may_end = held >= reach.sessions and reach.options[before][-1][-1] >= low
        if may_end or after is None:
            return None
        if weeks_between(before, after) > reach.gap:
            return before, after
    return None


def _short_gaps(reach: UsableDates) -> Obstacle | None:
    """Sessions as far apart as they may be still end before the shortest duration."""
    span = (reach.sessions - 1) * reach.gap
    for first in reach.firsts:
        if monday(first[0]) + timedelta(weeks=span, days=6) >= reach.limits(first[0])[0]:
            return None
    message = _(
        "{cohort} lasts at least {months} months, but its {sessions} sessions, at most {gap} weeks apart, "
        "spread over {span} weeks at most."
    ).format(
        cohort=reach.cohort.id, months=reach.months[0], sessions=reach.sessions, gap=reach.gap, span=span
    )
    advice = remedies(reach) or _("Allow a longer gap or a shorter duration.")
    return Obstacle(("SE-03", "CA-05"), reach.cohort.id, sentences(message, advice))


def _no_dates(reach: UsableDates, placing: Placing) -> Obstacle:
    low, high = reach.months
    message = _(
        "{cohort} finds no dates, counted week by week from each possible first day ({firsts}): {sessions} "
        "sessions, one a week, at most {gap} weeks apart, over {low} to {high} months."
    ).format(
        cohort=reach.cohort.id,
        firsts=_firsts(reach),
        sessions=reach.sessions,
        gap=reach.gap,
        low=low,
        high=high,
    )
    best = plural(
        "At best {count} session can be placed.", "At best {count} sessions can be placed.", placing.most
    ).format(count=placing.most)
    advice = remedies(reach) or _("Widen the start window, or review closures and weekdays.")
    worst = best if placing.most < reach.sessions else ""
    return Obstacle(("CA-05", "SE-02", "SE-03"), reach.cohort.id, sentences(message, worst, advice))


def _firsts(reach: UsableDates) -> str:
    firsts = sorted({first[0] for first in reach.firsts})
    if len(firsts) <= 3:
        return listed(long_day(day) for day in firsts)
    return _("{count} days from {first} to {last}").format(
        count=len(firsts), first=short_day(firsts[0]), last=short_day(firsts[-1])
    )
