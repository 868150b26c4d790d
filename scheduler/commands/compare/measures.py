"""What matters of a plan, measured one thing at a time."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeAlias

from scheduler.calendars import SiteCalendar, site_calendars
from scheduler.check import cost_of, costs
from scheduler.domain.changes import in_time
from scheduler.domain.cluster import once
from scheduler.domain.comparison import Better, Form, Value
from scheduler.domain.fairness import even_shares
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, TermCost
from scheduler.domain.settings import TERM, TERMS, Settings
from scheduler.domain.time import weeks_between
from scheduler.text import N_, _

Found: TypeAlias = Mapping[str, Value]
"""What was measured, by whose it is; under the empty name what is nobody's alone."""


@dataclass(frozen=True)
class Seen:
    """What is measured: the lessons of some cohorts, and all they could be taught by and in.

    Attributes
    ----------
    instance
        That of the plan, without the other cohorts.
    settings
        The same for all plans that are compared.
    """

    instance: Instance
    lessons: tuple[Lesson, ...]
    settings: Settings

    @cached_property
    def of_cohort(self) -> dict[str, list[Lesson]]:
        """The lessons of each cohort, in the order of time."""
        return {
            x.id: sorted((y for y in self.lessons if y.cohort == x.id), key=in_time)
            for x in self.instance.cohorts
        }

    @cached_property
    def calendars(self) -> dict[str, SiteCalendar]:
        """The calendar of each site."""
        return site_calendars(self.instance)

    @cached_property
    def costs(self) -> dict[str, TermCost]:
        """The terms of the cost, counted by the checker."""
        return {x.term: x for x in costs(self.instance, self.lessons, self.settings)}

    @cached_property
    def taught(self) -> dict[str, list[Lesson]]:
        """The lessons of each trainer of the tables who has some, in the order of time; a joint one once."""
        return self._by("trainer", list(self.instance.trainer))

    @cached_property
    def held(self) -> dict[str, list[Lesson]]:
        """The lessons of each room of the tables that has some; a joint one once."""
        return self._by("room", list(self.instance.room))

    def _by(self, field: str, names: list[str]) -> dict[str, list[Lesson]]:
        found: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in sorted(once(self.instance, self.lessons), key=in_time):
            found[getattr(lesson, field) or ""].append(lesson)
        return {name: found[name] for name in names if name in found}

    def site(self, lesson: Lesson) -> str:
        """Return the site of a lesson: that of its room, else that of its cohort."""
        room = self.instance.room.get(lesson.room or "")
        return room.site if room else self.instance.cohort[lesson.cohort].site


def _last_days(seen: Seen) -> Found:
    return {name: rows[-1].day for name, rows in seen.of_cohort.items() if rows}


def _end(seen: Seen) -> Found:
    return {"": max((x.day for x in seen.lessons), default=None)}


def _margin(seen: Seen) -> Found:
    ends = {name: rows[-1].day for name, rows in seen.of_cohort.items() if rows}
    learners = [(seen.instance.finish_deadline(x), ends.get(x.cohort)) for x in seen.instance.learners]
    return {"": min(((limit - end).days for limit, end in learners if limit and end), default=None)}


def _days_that(seen: Seen, tells: Callable[[SiteCalendar], Callable[..., str | None]]) -> Found:
    days = {(name, x.day) for name, rows in seen.of_cohort.items() for x in rows}
    calendars = {x.id: tells(seen.calendars[x.site]) for x in seen.instance.cohorts}
    return {"": sum(calendars[name](day) is not None for name, day in days)}


def _school(seen: Seen) -> Found:
    return _days_that(seen, lambda calendar: calendar.school_holiday)


def _bridges(seen: Seen) -> Found:
    return _days_that(seen, lambda calendar: calendar.bridge)


def _irregular(seen: Seen) -> Found:
    return {"": seen.costs["weekday_stability"].quantity}


def _longest_gap(seen: Seen) -> Found:
    gaps = [
        weeks_between(before.day, after.day)
        for rows in seen.of_cohort.values()
        for before, after in pairwise(rows)
    ]
    return {"": max(gaps, default=None)}


def _trainer_days(seen: Seen) -> Found:
    return {name: len(rows) / 2 for name, rows in seen.taught.items()}


def _busiest(seen: Seen) -> Found:
    return {"": max((len(x) / 2 for x in seen.taught.values()), default=None)}


def _least_busy(seen: Seen) -> Found:
    return {"": min((len(x) / 2 for x in seen.taught.values()), default=None)}


def _unfair(seen: Seen) -> Found:
    shares = even_shares(seen.instance)
    return {"": max((abs(len(seen.taught.get(x, ())) - share) / 2 for x, share in shares.items()), default=0)}


def _above_shares(seen: Seen) -> Found:
    return {"": seen.costs["trainer_balance"].quantity / 2}


def _site_changes(seen: Seen) -> Found:
    """Count, for each trainer, the days in person that are at another site than the day in person before."""
    total = 0
    for rows in seen.taught.values():
        sites = [seen.site(x) for x in rows if x.room is not None]
        total += sum(before != after for before, after in pairwise(sites))
    return {"": total}


def _away(seen: Seen) -> Found:
    """Count the days of cohorts at a site that is not theirs."""
    own = {x.id: x.site for x in seen.instance.cohorts}
    return {"": len({(x.cohort, x.day) for x in seen.lessons if x.room and seen.site(x) != own[x.cohort]})}


def _room_days(seen: Seen) -> Found:
    return {name: len(rows) / 2 for name, rows in seen.held.items()}


def _further_rooms(seen: Seen) -> Found:
    return {"": seen.costs["room_stability"].quantity}


def _terms(seen: Seen) -> Found:
    return {x.name: seen.costs[x.name].total for x in TERMS}


@dataclass(frozen=True)
class Measure:
    """One thing that is measured.

    Attributes
    ----------
    section, title
        Marked for translation; a title may name its ``{subject}``.
    """

    key: str
    section: str
    title: str
    count: Callable[[Seen], Found]
    better: Better = Better.LESS
    form: Form = Form.NUMBER
    detail: bool = False

    def titled(self, subject: str, instance: Instance) -> str:
        """Return its title, of somebody or something, in the language now spoken."""
        if self.key == "term":
            return _(self.title).format(subject=_(TERM[subject].title))
        name = ""
        if self.key == "trainer_days":
            name = instance.trainer[subject].name
        elif self.key == "room_days":
            name = instance.room[subject].name
        return _(self.title).format(subject=name or subject)


DATES, HOLIDAYS, RHYTHM = N_("Dates"), N_("Holidays"), N_("Regularity")
TRAINERS, ROOMS, COST = N_("Trainers"), N_("Rooms and trips"), N_("Cost and rules")

MEASURES = (
    Measure("last_day", DATES, N_("Last day of {subject}"), _last_days, form=Form.DAY),
    Measure("end", DATES, N_("Last day of all"), _end, form=Form.DAY),
    Measure("margin", DATES, N_("Smallest margin before a deadline, in days"), _margin, Better.MORE),
    Measure("school_holidays", HOLIDAYS, N_("Training days in school holidays"), _school),
    Measure("bridges", HOLIDAYS, N_("Training days on bridges"), _bridges),
    Measure("irregular", RHYTHM, N_("Sessions outside the usual weekdays"), _irregular),
    Measure("longest_gap", RHYTHM, N_("Most weeks between two sessions"), _longest_gap),
    Measure("trainers", TRAINERS, N_("Trainers at work"), lambda x: {"": len(x.taught)}, Better.NEITHER),
    Measure("busiest", TRAINERS, N_("Days of the busiest trainer"), _busiest, Better.NEITHER),
    Measure("least_busy", TRAINERS, N_("Days of the least busy trainer"), _least_busy, Better.NEITHER),
    Measure("unfair", TRAINERS, N_("Largest distance to an even share, in days"), _unfair),
    Measure("above_shares", TRAINERS, N_("Days above the even shares"), _above_shares),
    Measure(
        "trainer_days",
        TRAINERS,
        N_("{subject}: days of teaching"),
        _trainer_days,
        Better.NEITHER,
        detail=True,
    ),
    Measure("rooms", ROOMS, N_("Rooms in use"), lambda x: {"": len(x.held)}, Better.NEITHER),
    Measure("further_rooms", ROOMS, N_("Rooms beyond the first of a group"), _further_rooms),
    Measure("site_changes", ROOMS, N_("Trainers' changes of site"), _site_changes),
    Measure("away", ROOMS, N_("Days of groups away from their site"), _away),
    Measure("room_days", ROOMS, N_("{subject}: days in use"), _room_days, Better.NEITHER, detail=True),
    Measure("cost", COST, N_("Cost"), lambda x: {"": cost_of(tuple(x.costs.values()))}),
    Measure("term", COST, N_("of which: {subject}"), _terms),
)
"""In the order in which they are shown."""


def seen(instance: Instance, lessons: tuple[Lesson, ...], settings: Settings, cohorts: set[str]) -> Seen:
    """Return what is measured of a plan: these cohorts, as if there were no others."""
    others = {x.id for x in instance.cohorts} - cohorts
    kept = instance.without(others) if others else instance
    return Seen(kept, tuple(x for x in lessons if x.cohort in cohorts), settings)
