"""The days within a cohort's reach: which it could train on, and why not on the others."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from scheduler.calendars import SiteCalendar, site_calendars
from scheduler.domain.cohort import Cohort, Learner, Pin, PinKind
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.time import Half, add_months, days, monday
from scheduler.text import _

Days = tuple[date, ...]
"""The dates of one session: two consecutive days, or one."""


@dataclass(frozen=True)
class UsableDates:
    """The dates that one cohort could use, whatever it learns then.

    Attributes
    ----------
    deadlines, pins
        Whether the deadlines of learners and the pins of the user count.
    """

    instance: Instance
    cohort: Cohort
    calendar: SiteCalendar
    deadlines: bool = True
    pins: bool = False

    def without_deadlines(self) -> "UsableDates":
        """Return the reach of the same cohort if no learner had a deadline."""
        return replace(self, deadlines=False)

    def with_pins(self) -> "UsableDates":
        """Return the reach that the pins of the user leave."""
        return replace(self, pins=True)

    def changed(self, **fields: Any) -> "UsableDates":
        """Return the reach of the cohort with other fields."""
        return replace(self, cohort=replace(self.cohort, **fields))

    @cached_property
    def curriculum(self) -> Curriculum:
        """The cohort's curriculum."""
        return self.instance.curriculum_of(self.cohort)

    @cached_property
    def sessions(self) -> int:
        """Sessions of the programme."""
        return self.curriculum.sessions

    @cached_property
    def odd(self) -> bool:
        """True if one session is a single day."""
        return self.curriculum.days % 2 == 1

    @cached_property
    def months(self) -> tuple[int, int]:
        """Least and most months from the first day to the last."""
        return self.instance.months(self.cohort)

    @cached_property
    def gap(self) -> int:
        """Most weeks between two sessions."""
        return self.instance.max_gap_weeks(self.cohort)

    @cached_property
    def starting(self) -> tuple[Learner, date] | None:
        """The learner who must start first, and by when."""
        return self._tightest(self.instance.start_deadline)

    @cached_property
    def finishing(self) -> tuple[Learner, date] | None:
        """The learner who must be certified first, and by when."""
        return self._tightest(self.instance.finish_deadline)

    def _tightest(self, deadline: Callable[[Learner], date | None]) -> tuple[Learner, date] | None:
        known = [(day, x) for x in self.instance.learners_of[self.cohort.id] if (day := deadline(x))]
        if not known or not self.deadlines:
            return None
        day, learner = min(known, key=lambda pair: pair[0])
        return learner, day

    @cached_property
    def last(self) -> date:
        """The last day on which the cohort could train."""
        last = add_months(self.cohort.start_to, self.months[1])
        return min(last, self.finishing[1]) if self.finishing else last

    @cached_property
    def latest_start(self) -> date:
        """The last day on which the cohort could start."""
        return min(self.cohort.start_to, self.starting[1]) if self.starting else self.cohort.start_to

    @cached_property
    def forbidden(self) -> frozenset[date]:
        """Days on which a pin keeps the cohort from training: the mornings of all training days are used."""
        return frozenset(pin.day for pin in self.instance.pins if self.pins and forbids_day(pin, self.cohort))

    @cached_property
    def must(self) -> frozenset[date]:
        """Days on which a pin has the cohort train."""
        fixes = (pin for pin in self.instance.pins if self.pins and pin.kind is PinKind.FIX)
        return frozenset(pin.day for pin in fixes if pin.cohort == self.cohort.id)

    @cached_property
    def usable(self) -> frozenset[date]:
        """Days that are open, on a weekday allowed, and neither too early nor too late."""
        span = days(self.cohort.start_from, self.last)
        return frozenset(day for day in span if self.refusal(day) is None)

    def refusal(self, day: date) -> tuple[str, str] | None:
        """Return the code and the words for why the cohort cannot train on an open or shut day."""
        shut = self.calendar.shut(day)
        if shut is not None:
            return shut.code, shut.label
        if day.weekday() not in self.cohort.weekdays:
            return "SE-04", _("weekday not allowed")
        if day in self.forbidden:
            return "PI-02", _("forbidden by hand")
        return None

    def refusals(self, span: Iterable[date]) -> Counter[tuple[str, str]]:
        """Count the days of `span` by the reason for which the cohort cannot train on them."""
        return Counter(reason for day in span if (reason := self.refusal(day)) is not None)

    @cached_property
    def options(self) -> dict[date, tuple[Days, ...]]:
        """By the Monday of each week, the dates that a session could take in it."""
        found: dict[date, list[Days]] = {}
        for day in sorted(self.usable):
            following = day + timedelta(days=1)
            if self.odd:
                found.setdefault(monday(day), []).append((day,))
            if following in self.usable and monday(following) == monday(day):
                found.setdefault(monday(day), []).append((day, following))
        return {week: tuple(options) for week, options in found.items()}

    @cached_property
    def lengths(self) -> dict[date, tuple[bool, bool]]:
        """By week, whether a session of two days, and one of a single day, could lie in it."""
        return {
            week: (any(len(x) == 2 for x in options), any(len(x) == 1 for x in options))
            for week, options in self.options.items()
        }

    @cached_property
    def firsts(self) -> tuple[Days, ...]:
        """The dates that the first session could take."""
        return tuple(
            option
            for options in self.options.values()
            for option in options
            if option[0] <= self.latest_start
        )

    def limits(self, first: date) -> tuple[date, date]:
        """Return between which days the last one lies, if the first is `first`."""
        low, high = self.months
        return add_months(first, low), min(add_months(first, high), self.last)


def forbids_day(pin: Pin, cohort: Cohort) -> bool:
    """Tell whether a pin keeps `cohort` from training on its day at all."""
    return (
        pin.kind is PinKind.FORBID
        and pin.cohort in (None, cohort.id)
        and pin.half in (None, Half.AM)
        and (pin.module, pin.trainer, pin.room) == (None, None, None)
    )


def reaches(instance: Instance) -> dict[str, UsableDates]:
    """Return the reach of every cohort, pins left aside, by its identifier."""
    calendars = site_calendars(instance)
    return {cohort.id: UsableDates(instance, cohort, calendars[cohort.site]) for cohort in instance.cohorts}
