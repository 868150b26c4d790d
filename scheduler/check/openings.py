"""When a site is open, and where sessions would lie if evenly spread: worked out here a second time.

The dates of public holidays and of school holidays are facts from a table, told once in
:mod:`scheduler.calendars` and tested there against other tables. What a site makes of them, its
closures, the bridges and the even rhythm are told here again.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from math import floor

from scheduler.calendars import bridge_days, public_holidays, school_periods
from scheduler.check.facts import Facts, months_after, week_of
from scheduler.domain.centre import Closure, Policy, Site
from scheduler.domain.cohort import Cohort
from scheduler.domain.time import Weekday
from scheduler.text import _

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Openings:
    """The days of one site, with the closures of the whole organisation."""

    site: Site
    closures: Sequence[Closure]
    _open: dict[date, bool] = field(default_factory=dict, init=False, repr=False, compare=False)
    _school: dict[date, str | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def holiday(self, day: date) -> str | None:
        """Return the name of the public holiday, or None."""
        return public_holidays(self.site.territory, day.year, self.site.good_friday).get(day)

    def closure(self, day: date) -> str | None:
        """Return the name of the closure of the centre or the site, or None."""
        for closure in self.closures:
            concerned = closure.room is None and (closure.site is None or closure.site == self.site.id)
            if concerned and closure.first <= day <= closure.last:
                return closure.label or _("closure")
        return None

    def school_holiday(self, day: date) -> str | None:
        """Return the name of the school holidays, or None: there, or where nothing is decreed."""
        if day not in self._school:
            periods = school_periods(self.site.school_zone) if self.site.school_zone else ()
            self._school[day] = next((x.label for x in periods if x.first <= day <= x.last), None)
        return self._school[day]

    def bridge(self, day: date) -> str | None:
        """Return the name of the bridge: a Monday or Friday between a public holiday and a weekend."""
        next_to = {Weekday.MON: day + DAY, Weekday.FRI: day - DAY}.get(Weekday(day.weekday()))
        if next_to is None or self.holiday(day) or not (holiday := self.holiday(next_to)):
            return None
        return bridge_days(self.site.territory, day.year, self.site.good_friday).get(day, holiday)

    def is_open(self, day: date) -> bool:
        """Tell whether nothing keeps the site from training on `day`."""
        if day not in self._open:
            self._open[day] = self._is_open(day)
        return self._open[day]

    def _is_open(self, day: date) -> bool:
        if day.weekday() in (Weekday.SAT, Weekday.SUN) or self.holiday(day) or self.closure(day):
            return False
        if self.site.school_holidays is Policy.CLOSED and self.school_holiday(day):
            return False
        return not (self.site.bridges is Policy.CLOSED and self.bridge(day))


@dataclass(frozen=True)
class Rhythm:
    """The weeks in which a cohort could hold a session, and those in which it ideally would."""

    facts: Facts
    cohort: Cohort
    openings: Openings
    _even: dict[int, list[int]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def weeks(self) -> list[date]:
        """The Mondays of the weeks with two days in a row on which the cohort could train, in order."""
        end = months_after(self.cohort.start_to, self.facts.months(self.cohort)[1])
        found, week = [], week_of(self.cohort.start_from)
        while week <= end:
            could = [self._could_train(week + number * DAY, end) for number in range(7)]
            if any(one and next_one for one, next_one in pairwise(could)):
                found.append(week)
            week += 7 * DAY
        return found

    def even(self, margin_weeks: int) -> list[int]:
        """Return the place among :attr:`weeks` of each session, were they evenly spread.

        From the first week to the one at or before the middle of the shortest and longest duration,
        or before the margin to the tightest deadline if that is earlier; rounded half up.
        """
        if margin_weeks not in self._even:
            self._even[margin_weeks] = self._evenly_spread(margin_weeks)
        return self._even[margin_weeks]

    def _evenly_spread(self, margin_weeks: int) -> list[int]:
        programme = self.facts.programme(self.cohort)
        count = (programme.days + 1) // 2
        if count < 2 or not self.weeks:
            return [0] * count
        least, most = self.facts.months(self.cohort)
        target = months_after(self.cohort.start_from, (least + most) // 2)
        for learner in self.facts.learners(self.cohort):
            limit = programme.finish_limit(learner)
            if limit is not None:
                target = min(target, limit - 7 * margin_weeks * DAY)
        begun = sum(week <= target for week in self.weeks)
        end = min(max(begun, count), len(self.weeks)) - 1
        return [floor(Fraction(end * number, count - 1) + Fraction(1, 2)) for number in range(count)]

    def place(self, day: date) -> int:
        """Return how many of :attr:`weeks` begin before the week of `day`."""
        return bisect_left(self.weeks, week_of(day))

    def _could_train(self, day: date, end: date) -> bool:
        if not (self.cohort.start_from <= day <= end and day.weekday() in self.cohort.weekdays):
            return False
        return self.openings.is_open(day)
