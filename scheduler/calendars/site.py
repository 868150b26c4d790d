"""The calendar of one site: why a day is shut, and what a site would rather avoid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from scheduler.calendars.bridges import bridge_days
from scheduler.calendars.public import public_holidays
from scheduler.calendars.school import SchoolPeriod, school_known, school_periods
from scheduler.domain.centre import Closure, Policy, Site
from scheduler.domain.instance import Instance
from scheduler.domain.time import Weekday
from scheduler.text import _


@dataclass(frozen=True)
class Shut:
    """Why a site holds no training on a day.

    Attributes
    ----------
    code
        The hard rule: CA-01, CA-02, CA-03 or CA-06.
    label
        The holiday, closure or bridge, as people call it.
    """

    code: str
    label: str


@dataclass(frozen=True)
class _Day:
    """What is known of one day at one site."""

    holiday: str | None
    closure: Closure | None
    school_holiday: str | None
    bridge: str | None
    code: str | None
    label: str | None


class SiteCalendar:
    """The days of one site.

    Parameters
    ----------
    site
        The site, with its territory, zone and policies.
    closures
        Those of the whole organisation; the ones of rooms or of other sites do not count.

    Notes
    -----
    Each day is worked out once and kept: the solver asks for the same 400 days
    thousands of times.
    """

    def __init__(self, site: Site, closures: Sequence[Closure] = ()):
        self.site = site
        self.closures = tuple(x for x in closures if x.room is None and x.site in (None, site.id))
        self._days: dict[date, _Day] = {}

    def holiday(self, day: date) -> str | None:
        """Return the French name of the public holiday, or None; a weekend is none."""
        return self._day(day).holiday

    def closure(self, day: date) -> str | None:
        """Return the label of the closure of the centre or the site, or None if it is not closed."""
        closure = self._day(day).closure
        return None if closure is None else closure.label or _("closure")

    def school_holiday(self, day: date) -> str | None:
        """Return the French name of the school holidays, or None.

        None also without a zone and outside the decreed range: compare :attr:`known_until`.
        """
        return self._day(day).school_holiday

    def bridge(self, day: date) -> str | None:
        """Return the French name of the bridge, or None."""
        return self._day(day).bridge

    def shut(self, day: date) -> Shut | None:
        """Return the first hard reason not to train on `day`, or None if there is none.

        In this order: weekend or public holiday (CA-01), closure (CA-02), then, where
        the site's policy is ``closed``, school holidays (CA-03) and bridges (CA-06).
        """
        known = self._day(day)
        if known.code is None:
            return None
        unnamed = {"CA-01": _("weekend"), "CA-02": _("closure")}
        return Shut(known.code, known.label or unnamed.get(known.code, ""))

    def is_open(self, day: date) -> bool:
        """Tell whether nothing hard keeps the site from training on `day`."""
        return self._day(day).code is None

    def avoided_school(self, day: date) -> bool:
        """Tell whether `day` lies in school holidays that the site avoids."""
        return self.site.school_holidays is Policy.AVOID and self._day(day).school_holiday is not None

    def avoided_bridge(self, day: date) -> bool:
        """Tell whether `day` is a bridge that the site avoids."""
        return self.site.bridges is Policy.AVOID and self._day(day).bridge is not None

    @property
    def known_until(self) -> date | None:
        """The last day with decreed school holidays; None if the site ignores them or has no zone."""
        if self.site.school_holidays is Policy.IGNORE or self.site.school_zone is None:
            return None
        return school_known(self.site.school_zone)[1]

    @cached_property
    def _school_periods(self) -> tuple[SchoolPeriod, ...]:
        return () if self.site.school_zone is None else school_periods(self.site.school_zone)

    def _day(self, day: date) -> _Day:
        known = self._days.get(day)
        if known is None:
            known = self._days[day] = self._work_out(day)
        return known

    def _work_out(self, day: date) -> _Day:
        site = self.site
        holiday = public_holidays(site.territory, day.year, site.good_friday).get(day)
        closure = next((x for x in self.closures if x.first <= day <= x.last), None)
        school = next((x.label for x in self._school_periods if x.first <= day <= x.last), None)
        bridge = bridge_days(site.territory, day.year, site.good_friday).get(day)
        reasons = {
            "CA-01": (holiday is not None or day.weekday() >= Weekday.SAT, holiday),
            "CA-02": (closure is not None, closure.label if closure else None),
            "CA-03": (school is not None and site.school_holidays is Policy.CLOSED, school),
            "CA-06": (bridge is not None and site.bridges is Policy.CLOSED, bridge),
        }
        first = ((code, label) for code, (holds, label) in reasons.items() if holds)
        code, label = next(first, (None, None))
        return _Day(holiday, closure, school, bridge, code, label)


def site_calendars(instance: Instance) -> dict[str, SiteCalendar]:
    """Return the calendar of each site, by its identifier."""
    return {site.id: _calendar(site, instance.closures) for site in instance.sites}


@lru_cache(maxsize=64)
def _calendar(site: Site, closures: tuple[Closure, ...]) -> SiteCalendar:
    """Return the calendar of a site, the same for instances that differ in something else."""
    return SiteCalendar(site, closures)
