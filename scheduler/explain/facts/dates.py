"""Facts of dates: closures, policies, weekdays, start, duration and gap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from scheduler.domain.centre import Closure, Policy
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.latitude import earliest_start, latest_start, months_allowed
from scheduler.domain.time import WORKING_WEEK
from scheduler.explain.concession import Concession, cell
from scheduler.explain.facts.fact import Fact
from scheduler.explain.facts.periods import parts
from scheduler.text import _
from scheduler.text.phrases import short_day, weekday

START_WEEKS, GAP_WEEKS, MORE_MONTHS = 8, 16, 3
"""By how much a start, a longest gap and a longest duration are loosened where they are left out."""

STARTS = (1, 2, 3, 4, 6, 8, 13, 26)
"""Weeks by which a start is conceded."""

GAPS = (1, 2, 3, 4, 6, 8, 12)
"""Weeks by which a longest gap is conceded."""


def closures(instance: Instance) -> Iterator[Fact]:
    """Yield, for each closure of the centre or of a site with cohorts, that it is one."""
    sites = {cohort.site for cohort in instance.cohorts}
    for closure in instance.closures:
        if closure.room is None and closure.site in (None, *sites):
            yield closed(closure, "CA-02")


def closed(closure: Closure, code: str) -> Fact:
    """Return the fact of a closure."""
    label = closure.label or _("closure")
    words = {"label": label, "first": short_day(closure.first), "last": short_day(closure.last)}

    def said(first: date, last: date) -> str:
        if closure.room is not None:
            text = _("room {place} open from {first} to {last} (closure “{label}”)")
        elif closure.site is not None:
            text = _("site {place} open from {first} to {last} (closure “{label}”)")
        else:
            text = _("centre open from {first} to {last} (closure “{label}”)")
        place = closure.room or closure.site
        return text.format(place=place, first=short_day(first), last=short_day(last), label=label)

    def without(instance: Instance) -> Instance:
        return replace(instance, closures=tuple(x for x in instance.closures if x != closure))

    return Fact(
        (code,),
        closure.room or closure.site or "",
        _("closure “{label}” from {first} to {last}").format(**words),
        without,
        tuple(parts("closures", closure, said)),
        label,
    )


def school_holidays(instance: Instance) -> Iterator[Fact]:
    """Yield, for each site closed in school holidays, that it is."""
    yield from _policies(
        instance,
        "CA-03",
        "school_holidays",
        _("site {site} closed in school holidays"),
        _("site {site} open in school holidays, as seldom as possible"),
    )


def bridges(instance: Instance) -> Iterator[Fact]:
    """Yield, for each site closed on bridges, that it is."""
    yield from _policies(
        instance,
        "CA-06",
        "bridges",
        _("site {site} closed on bridges"),
        _("site {site} open on bridges, as seldom as possible"),
    )


def _policies(instance: Instance, code: str, field: str, said: str, conceded: str) -> Iterator[Fact]:
    used = {cohort.site for cohort in instance.cohorts}
    for site in instance.sites:
        if getattr(site, field) is Policy.CLOSED and site.id in used:
            ignored: dict[str, Any] = {field: Policy.IGNORE}
            without = partial(_site, site.id, **ignored)
            concession = cell(conceded.format(site=site.id), "sites", site, **{field: Policy.AVOID})
            yield Fact((code,), site.id, said.format(site=site.id), without, (concession,))


def weekdays(instance: Instance) -> Iterator[Fact]:
    """Yield, for each cohort that does not train on all weekdays, which it trains on."""
    for cohort in instance.cohorts:
        missing = [day for day in WORKING_WEEK if day not in cohort.weekdays]
        if not missing:
            continue
        ladder = [
            cell(
                _("{cohort} on {weekday} too").format(cohort=cohort.id, weekday=weekday(day)),
                "cohorts",
                cohort,
                weekdays=tuple(sorted({*cohort.weekdays, day})),
            )
            for day in missing
        ]
        everything = _("{cohort} on all weekdays from Monday to Friday").format(cohort=cohort.id)
        if len(missing) > 1:
            ladder.append(cell(everything, "cohorts", cohort, weekdays=WORKING_WEEK))
        said = _("{cohort} trains only on {weekdays}").format(
            cohort=cohort.id, weekdays=", ".join(map(weekday, sorted(cohort.weekdays)))
        )
        without = partial(_cohort, cohort.id, weekdays=WORKING_WEEK)
        yield Fact(("SE-04",), cohort.id, said, without, tuple(ladder))


def earliest(instance: Instance) -> Iterator[Fact]:
    """Yield, for each cohort, its earliest start."""
    for cohort in instance.cohorts:
        limit = earliest_start(instance, cohort)
        days = [day for weeks in STARTS if (day := cohort.start_from - timedelta(weeks=weeks)) >= limit]
        ladder = _starting(cohort, _("{cohort} may start from {day} on"), "start_from", days)
        said = _("{cohort} starts on {day} at the earliest").format(
            cohort=cohort.id, day=short_day(cohort.start_from)
        )
        wider = timedelta(weeks=START_WEEKS)
        without = partial(_cohort, cohort.id, start_from=cohort.start_from - wider)
        yield Fact(("CA-04",), cohort.id, said, without, ladder, "from")


def latest(instance: Instance) -> Iterator[Fact]:
    """Yield, for each cohort, its latest start."""
    for cohort in instance.cohorts:
        limit = latest_start(instance, cohort)
        days = [day for weeks in STARTS if (day := cohort.start_to + timedelta(weeks=weeks)) <= limit]
        ladder = _starting(cohort, _("{cohort} may start as late as {day}"), "start_to", days)
        said = _("{cohort} starts on {day} at the latest").format(
            cohort=cohort.id, day=short_day(cohort.start_to)
        )
        wider = timedelta(weeks=START_WEEKS)
        without = partial(_cohort, cohort.id, start_to=cohort.start_to + wider)
        yield Fact(("CA-04",), cohort.id, said, without, ladder, "to")


def _starting(cohort: Cohort, said: str, field: str, days: list[date]) -> tuple[Concession, ...]:
    """Return the concessions that a limit of a cohort's start is one of `days`."""
    given: list[dict[str, Any]] = [{field: day} for day in days]
    words = [said.format(cohort=cohort.id, day=short_day(day)) for day in days]
    return tuple(cell(text, "cohorts", cohort, **x) for text, x in zip(words, given, strict=True))


def shortest(instance: Instance) -> Iterator[Fact]:
    """Yield, for each cohort, its shortest duration."""
    for cohort in instance.cohorts:
        months, (least, _most) = instance.months(cohort)[0], months_allowed(instance, cohort)
        said = _("{cohort} lasts at least {months} months")
        ladder = [
            cell(said.format(cohort=cohort.id, months=fewer), "cohorts", cohort, min_months=fewer)
            for fewer in range(months - 1, least - 1, -1)
        ]
        if months > 0:
            words = said.format(cohort=cohort.id, months=months)
            without = partial(_cohort, cohort.id, min_months=0)
            yield Fact(("CA-05",), cohort.id, words, without, tuple(ladder), "min")


def longest(instance: Instance) -> Iterator[Fact]:
    """Yield, for each cohort, its longest duration."""
    for cohort in instance.cohorts:
        months, (_least, most) = instance.months(cohort)[1], months_allowed(instance, cohort)
        said = _("{cohort} lasts at most {months} months")
        ladder = [
            cell(said.format(cohort=cohort.id, months=more), "cohorts", cohort, max_months=more)
            for more in range(months + 1, most + 1)
        ]
        words = said.format(cohort=cohort.id, months=months)
        without = partial(_cohort, cohort.id, max_months=months + MORE_MONTHS)
        yield Fact(("CA-05",), cohort.id, words, without, tuple(ladder), "max")


def gaps(instance: Instance) -> Iterator[Fact]:
    """Yield, for each cohort, the longest gap between two sessions."""
    for cohort in instance.cohorts:
        gap = instance.max_gap_weeks(cohort)
        said = _("{cohort} with at most {weeks} weeks between two sessions")
        ladder = [
            cell(said.format(cohort=cohort.id, weeks=gap + more), "cohorts", cohort, max_gap_weeks=gap + more)
            for more in GAPS
        ]
        words = said.format(cohort=cohort.id, weeks=gap)
        without = partial(_cohort, cohort.id, max_gap_weeks=gap + GAP_WEEKS)
        yield Fact(("SE-03",), cohort.id, words, without, tuple(ladder))


def _cohort(name: str, instance: Instance, **fields: Any) -> Instance:
    cohorts = tuple(replace(x, **fields) if x.id == name else x for x in instance.cohorts)
    return replace(instance, cohorts=cohorts)


def _site(name: str, instance: Instance, **fields: Any) -> Instance:
    sites = tuple(replace(x, **fields) if x.id == name else x for x in instance.sites)
    return replace(instance, sites=sites)
