"""Corrections of dates: closures, policies, weekdays, start, duration and gap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from scheduler.domain.centre import Closure, Policy
from scheduler.domain.instance import Instance
from scheduler.domain.time import WORKING_WEEK
from scheduler.explain.corrections.correction import Correction
from scheduler.text import _
from scheduler.text.phrases import short_day

START_WEEKS, GAP_WEEKS, MORE_MONTHS = 4, 4, 3
"""By how much a start window, a longest gap and a longest duration are loosened."""


def closures(instance: Instance) -> Iterator[Correction]:
    """Yield, for each closure of the centre or a site, its lifting."""
    for closure in instance.closures:
        if closure.room is None:
            yield lifted(closure, "CA-02")


def lifted(closure: Closure, code: str) -> Correction:
    """Return the lifting of a closure."""
    said = _("closure “{label}” ({first} to {last}) lifted").format(
        label=closure.label or _("closure"), first=short_day(closure.first), last=short_day(closure.last)
    )

    def make(instance: Instance) -> Instance:
        return replace(instance, closures=tuple(x for x in instance.closures if x != closure))

    return Correction((code,), closure.room or closure.site or "", said, make)


def school_holidays(instance: Instance) -> Iterator[Correction]:
    """Yield, for each site closed in school holidays, its opening then."""
    for site in instance.sites:
        if site.school_holidays is Policy.CLOSED:
            said = _("site {site} open in school holidays").format(site=site.id)
            yield Correction(
                ("CA-03",), site.id, said, partial(_site, site.id, school_holidays=Policy.IGNORE)
            )


def bridges(instance: Instance) -> Iterator[Correction]:
    """Yield, for each site closed on bridges, its opening then."""
    for site in instance.sites:
        if site.bridges is Policy.CLOSED:
            said = _("site {site} open on bridges").format(site=site.id)
            yield Correction(("CA-06",), site.id, said, partial(_site, site.id, bridges=Policy.IGNORE))


def weekdays(instance: Instance) -> Iterator[Correction]:
    """Yield, for each cohort, all weekdays."""
    for cohort in instance.cohorts:
        if set(cohort.weekdays) != set(WORKING_WEEK):
            said = _("{cohort} on all weekdays from Monday to Friday").format(cohort=cohort.id)
            yield Correction(("SE-04",), cohort.id, said, partial(_cohort, cohort.id, weekdays=WORKING_WEEK))


def starts(instance: Instance) -> Iterator[Correction]:
    """Yield, for each cohort, a wider start window."""
    wider = timedelta(weeks=START_WEEKS)
    for cohort in instance.cohorts:
        first, last = cohort.start_from - wider, cohort.start_to + wider
        said = _("{cohort} starting between {first} and {last}").format(
            cohort=cohort.id, first=short_day(first), last=short_day(last)
        )
        yield Correction(
            ("CA-04",), cohort.id, said, partial(_cohort, cohort.id, start_from=first, start_to=last)
        )


def shortest(instance: Instance) -> Iterator[Correction]:
    """Yield, for each cohort, no shortest duration."""
    for cohort in instance.cohorts:
        if instance.months(cohort)[0] > 0:
            said = _("{cohort} without a shortest duration").format(cohort=cohort.id)
            yield Correction(("CA-05",), cohort.id, said, partial(_cohort, cohort.id, min_months=0))


def longest(instance: Instance) -> Iterator[Correction]:
    """Yield, for each cohort, a duration that may be longer."""
    for cohort in instance.cohorts:
        months = instance.months(cohort)[1] + MORE_MONTHS
        said = _("{cohort} over {months} months at most").format(cohort=cohort.id, months=months)
        yield Correction(("CA-05",), cohort.id, said, partial(_cohort, cohort.id, max_months=months))


def gaps(instance: Instance) -> Iterator[Correction]:
    """Yield, for each cohort, gaps that may be longer."""
    for cohort in instance.cohorts:
        weeks = instance.max_gap_weeks(cohort) + GAP_WEEKS
        said = _("{cohort} with up to {weeks} weeks between two sessions").format(
            cohort=cohort.id, weeks=weeks
        )
        yield Correction(("SE-03",), cohort.id, said, partial(_cohort, cohort.id, max_gap_weeks=weeks))


def _cohort(name: str, instance: Instance, **fields: Any) -> Instance:
    cohorts = tuple(replace(x, **fields) if x.id == name else x for x in instance.cohorts)
    return replace(instance, cohorts=cohorts)


def _site(name: str, instance: Instance, **fields: Any) -> Instance:
    sites = tuple(replace(x, **fields) if x.id == name else x for x in instance.sites)
    return replace(instance, sites=sites)
