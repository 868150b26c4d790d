"""What a coordinator must know about calendars before a plan is made."""

from collections.abc import Iterator

from scheduler.calendars.public import TERRITORIES
from scheduler.calendars.school import SCHOOL_ZONES, school_known
from scheduler.domain.centre import Policy, Site
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.time import add_months
from scheduler.errors import Place, Problem, Severity
from scheduler.text import _
from scheduler.text.phrases import short_day


def calendar_problems(instance: Instance) -> tuple[Problem, ...]:
    """Return what is wrong or unknown in the calendars of an instance.

    Errors: a site has a territory or a school zone that does not exist, or minds school
    holidays without a zone. Warnings: the possible days of a cohort run out of the range
    for which the school holidays of its site are decreed; nothing is invented there.
    """
    return (*_wrong_sites(instance), *_out_of_range(instance))


def _minds_school(site: Site) -> bool:
    return site.school_holidays is not Policy.IGNORE


def _wrong_sites(instance: Instance) -> Iterator[Problem]:
    give_zone = _(
        "Give A, B or C; in Corsica or overseas, ignore school holidays and enter closures instead."
    )
    for site in instance.sites:
        place = Place.of_name(_("site {site}").format(site=""), site.id)
        if site.territory not in TERRITORIES:
            yield Problem.at(
                place,
                _("Unknown territory “{territory}”.").format(territory=site.territory),
                _("Choose one of: {territories}.").format(territories=", ".join(TERRITORIES)),
            )
        if site.school_zone is None and _minds_school(site):
            yield Problem.at(
                place,
                _("The site avoids school holidays or closes in them, but its school zone is not given."),
                give_zone,
            )
        if site.school_zone is not None and site.school_zone not in SCHOOL_ZONES:
            yield Problem.at(
                place, _("Unknown school zone “{zone}”.").format(zone=site.school_zone), give_zone
            )


def _out_of_range(instance: Instance) -> Iterator[Problem]:
    for cohort in instance.cohorts:
        site = instance.site[cohort.site]
        if _minds_school(site) and site.school_zone in SCHOOL_ZONES:
            yield from _beyond(instance, cohort, site.school_zone)


def _beyond(instance: Instance, cohort: Cohort, zone: str) -> Iterator[Problem]:
    known_from, known_until = school_known(zone)
    last = add_months(cohort.start_to, instance.months(cohort)[1])
    sentences = []
    if cohort.start_from < known_from:
        sentences.append(
            _(
                "School holidays of zone {zone} unknown before {known}; the cohort may train from {day}."
            ).format(zone=zone, known=short_day(known_from), day=short_day(cohort.start_from))
        )
    if last > known_until:
        sentences.append(
            _(
                "School holidays of zone {zone} unknown after {known}; the cohort may train until {day}."
            ).format(zone=zone, known=short_day(known_until), day=short_day(last))
        )
    for sentence in sentences:
        yield Problem.at(
            Place.of_name(_("cohort {cohort}").format(cohort=""), cohort.id),
            sentence,
            _("Enter as closures those on which the site does not work."),
            Severity.WARNING,
        )
