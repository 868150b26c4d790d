"""Cohorts, their learners, and what the user fixed by hand."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.domain.record import Record
from scheduler.domain.time import WORKING_WEEK, Half, Weekday


@dataclass(frozen=True)
class Cohort(Record):
    """Learners who follow one curriculum together.

    Attributes
    ----------
    start_from, start_to
        The first training day lies between them, both included.
    weekdays
        The only weekdays on which the cohort trains.
    preferred_weekdays
        Those it would rather train on; empty prefers none.
    min_months, max_months, max_gap_weeks
        Replace the curriculum's own; None keeps them.
    """

    id: str
    curriculum: str
    site: str
    start_from: date
    start_to: date
    name: str = ""
    weekdays: tuple[Weekday, ...] = WORKING_WEEK
    preferred_weekdays: tuple[Weekday, ...] = ()
    min_months: int | None = None
    max_months: int | None = None
    max_gap_weeks: int | None = None


@dataclass(frozen=True)
class Learner(Record):
    """Someone trained, employed by a practice.

    Attributes
    ----------
    profile
        Profession before, e.g. ``"nurse"``, ``"medical_secretary"``, ``"other"``.
    prerequisite
        What opens the curriculum to the learner; None if nothing is known.
    hire_date
        Opens the deadline; None sets none.
    suspended
        True if the deadline is suspended (blocked ProA funding).
    exempted
        Modules the learner need not follow.
    acquired_blocks
        Blocks validated by experience (VAE): all their modules are exempted.
    start_by, finish_by
        Deadlines given as such, where a calendar that is handed out keeps the date of hire
        to itself; they take the place of those that follow from it.
    """

    id: str
    cohort: str
    name: str = ""
    employer: str = ""
    profile: str = "other"
    prerequisite: str | None = None
    hire_date: date | None = None
    suspended: bool = False
    exempted: tuple[str, ...] = ()
    acquired_blocks: tuple[str, ...] = ()
    start_by: date | None = None
    finish_by: date | None = None


class PinKind(StrEnum):
    """What a pin does: hold something, or keep it from happening."""

    FIX = "fix"
    FORBID = "forbid"


@dataclass(frozen=True)
class Pin(Record):
    """What the user fixed or forbade on one day.

    A pin speaks of the lessons that match all it names (`half` None: both half-days).
    ``FIX`` names a cohort: that cohort trains then, with the module, trainer and room
    named. ``FORBID`` says that no lesson matches.
    """

    kind: PinKind
    day: date
    cohort: str | None = None
    half: Half | None = None
    module: str | None = None
    trainer: str | None = None
    room: str | None = None
