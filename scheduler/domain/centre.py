"""The training organisation: its sites, rooms, trainers and closures."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from scheduler.domain.record import Record
from scheduler.domain.time import Half, Weekday


class Policy(StrEnum):
    """What a site does with days it could close on (school holidays, bridges)."""

    IGNORE = "ignore"
    AVOID = "avoid"
    CLOSED = "closed"


@dataclass(frozen=True)
class Centre(Record):
    """A training organisation (organisme de formation).

    Attributes
    ----------
    declaration_number
        The number every attendance sheet bears.
    morning_start, afternoon_start
        When the half-days begin; each lasts 3.5 h.
    logo
        A picture as a ``data:`` address, so that a plan that is moved keeps it; empty without one.
    colour
        As ``#RRGGBB``; empty for the colour of the program.
    """

    name: str
    address: str = ""
    declaration_number: str = ""
    morning_start: time = time(9, 0)
    afternoon_start: time = time(13, 30)
    logo: str = ""
    colour: str = ""

    def start(self, half: Half) -> time:
        """Return when `half` begins."""
        return self.morning_start if half is Half.AM else self.afternoon_start


@dataclass(frozen=True)
class Site(Record):
    """A place where cohorts meet.

    Attributes
    ----------
    territory
        Whose public holidays apply: one of :data:`scheduler.calendars.TERRITORIES`.
    good_friday
        Alsace-Moselle only: whether the commune has a Protestant temple or mixed church.
    school_zone
        ``"A"``, ``"B"``, ``"C"``, or None where no table is shipped (Corsica, overseas).
    school_holidays, bridges
        Whether the site works on them, avoids them, or is closed.
    """

    id: str
    name: str
    address: str = ""
    territory: str = "metropole"
    good_friday: bool = False
    school_zone: str | None = None
    school_holidays: Policy = Policy.IGNORE
    bridges: Policy = Policy.AVOID


@dataclass(frozen=True)
class Room(Record):
    """A room of a site; `kind` is what modules ask for, `capacity` counts learners."""

    id: str
    site: str
    kind: str
    capacity: int
    name: str = ""


@dataclass(frozen=True)
class Trainer(Record):
    """Someone who teaches.

    Attributes
    ----------
    skills
        What modules ask for in their `skill`.
    availability
        Weekday and half-day pairs on which the trainer may teach.
    max_days_per_week, max_days
        Most days with a lesson in one ISO week, and in the whole plan; None sets no limit.
    sites
        Sites the trainer goes to; empty is all of them.
    """

    id: str
    name: str
    skills: tuple[str, ...]
    availability: frozenset[tuple[Weekday, Half]] = frozenset(
        (weekday, half) for weekday in list(Weekday)[:5] for half in Half
    )
    max_days_per_week: int | None = None
    max_days: int | None = None
    sites: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name with the identifier: ``Anne Petit (T1)``."""
        return f"{self.name} ({self.id})" if self.name not in ("", self.id) else self.id


@dataclass(frozen=True)
class Absence(Record):
    """Days on which a trainer is away; `half` None is the whole day.

    Attributes
    ----------
    substitute
        Who then teaches the modules that keep this trainer; None if they wait.
    """

    trainer: str
    first: date
    last: date
    half: Half | None = None
    reason: str = ""
    substitute: str | None = None

    def covers(self, day: date, half: Half) -> bool:
        """Tell whether the trainer is away on that half-day."""
        return self.first <= day <= self.last and self.half in (None, half)


@dataclass(frozen=True)
class Closure(Record):
    """Days on which the whole centre, one site, or one room is shut.

    With neither `site` nor `room` it is the centre's; with `room`, that room's alone.
    """

    first: date
    last: date
    label: str = ""
    site: str | None = None
    room: str | None = None
