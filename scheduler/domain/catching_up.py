"""What a learner lacks of a plan, and how it can be had in other groups: the words of the question."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from scheduler.domain.cohort import Learner
from scheduler.domain.curriculum import Module
from scheduler.domain.plan import Lesson
from scheduler.domain.record import Record
from scheduler.domain.time import Half, Moment

Seat = tuple[str, int, date, Half]
"""A half-day of a parallel group of a cohort."""


@dataclass(frozen=True)
class Promise(Record):
    """A lesson that a learner has in another group, as somebody noted it.

    Attributes
    ----------
    half
        None for both halves of the day.
    group
        As people call it: ``G1``, ``G1/2``, ``G1 + G2``.
    place
        Where it was read.
    """

    learner: str
    day: date
    half: Half | None
    group: str
    place: str


@dataclass(frozen=True)
class Sitting(Record):
    """One half-day of a module as a group has it, whichever cohorts share it.

    Attributes
    ----------
    lesson
        The row of the first cohort.
    group
        Who sits there, as people call them: ``G1``, ``G1/2``, ``G1 + G2``.
    position, of
        Which half-day of the module it is, from 1, and of how many.
    size
        Learners of the group, with those to whom a seat is promised.
    room_seats, largest
        What the room holds, and the largest group that the module allows; None sets no limit.
    site
        Where it is; None if it is remote.
    """

    lesson: Lesson
    group: str
    position: int
    of: int
    size: int
    room_seats: int | None
    largest: int | None
    site: str | None

    @property
    def moment(self) -> Moment:
        """The half-day."""
        return self.lesson.day, self.lesson.half

    @property
    def seats(self) -> int | None:
        """The most learners that there can be; None without a limit."""
        return min((x for x in (self.room_seats, self.largest) if x is not None), default=None)

    @property
    def left(self) -> int | None:
        """The seats that are free; None without a limit."""
        return None if self.seats is None else max(0, self.seats - self.size)


@dataclass(frozen=True)
class Need(Record):
    """What has to be had at once: a half-day of a module, or all of one that lies in one session.

    Attributes
    ----------
    module
        As the curriculum of the learner has it.
    own
        The half-days of his or her own group, in order.
    missed
        Those of them that were, or will be, missed: all, unless some are had once more.
    """

    module: Module
    own: tuple[Sitting, ...]
    missed: tuple[Sitting, ...]


class Bar(StrEnum):
    """What stands in the way of a lesson of another group."""

    OVER = "over"
    EARLY = "early"
    AWAY = "away"
    DEADLINE = "deadline"
    CLASH = "clash"
    PLACE = "place"
    FULL = "full"
    SESSION = "session"
    HOURS = "hours"
    TAKEN = "taken"
    ORDER = "order"


@dataclass(frozen=True)
class Hindrance(Record):
    """One thing in the way of an offer, in a few words."""

    bar: Bar
    said: str


@dataclass(frozen=True)
class Offer(Record):
    """The same half-days of the module in another group.

    Attributes
    ----------
    hindrances
        Why they cannot be had; none if they can, in order or not.
    disorder
        What of the curriculum's order they would break, beside what the learner attends anyway.
    """

    sittings: tuple[Sitting, ...]
    hindrances: tuple[Hindrance, ...] = ()
    disorder: tuple[Hindrance, ...] = ()

    @property
    def possible(self) -> bool:
        """True if nothing but the order stands in the way."""
        return not self.hindrances


class NeedStatus(StrEnum):
    """How a need can be had."""

    HAD = "had"
    OUT_OF_ORDER = "out_of_order"
    NOT_HAD = "not_had"


@dataclass(frozen=True)
class Settled(Record):
    """What became of a need.

    Attributes
    ----------
    chosen
        What is to be attended; None if it cannot be had.
    offers
        All other groups that have it, and what stands in the way of each.
    elsewhere
        Groups that have a module of this name with other hours, and how many.
    advice
        What to try, where it is not had in order.
    """

    need: Need
    verdict: NeedStatus
    chosen: Offer | None
    offers: tuple[Offer, ...] = ()
    elsewhere: tuple[tuple[str, float], ...] = ()
    advice: str = ""


@dataclass(frozen=True)
class Travel(Record):
    """What catching up asks of a learner's diary.

    Attributes
    ----------
    trips
        Stays more than without it: days in a row at one place are one, those of the own group included.
    elsewhere
        How many of them lead to a site that is not that of the own group.
    days
        Days on which he or she would not come otherwise.
    """

    trips: int
    elsewhere: int
    days: int


@dataclass(frozen=True)
class StandIn(Record):
    """A half-day of the own group, and the one that stands for it.

    Attributes
    ----------
    sitting
        In the other group; None if it cannot be had.
    missed
        False if it is had once more, because its module lies in one session.
    """

    settled: Settled
    own: Sitting
    sitting: Sitting | None
    missed: bool


@dataclass(frozen=True)
class CatchUp(Record):
    """The best way to have what a learner lacks.

    Attributes
    ----------
    settled
        What became of each need, in the order of the lessons missed.
    exempted
        Modules of the missed half-days that the learner need not follow.
    last_day
        The last day of the own group.
    deadline
        The last day on which the learner can be certified; None sets none.
    proved
        True if it is proved that no other way is better.
    """

    learner: Learner
    settled: tuple[Settled, ...]
    exempted: tuple[str, ...]
    travel: Travel
    last_day: date
    deadline: date | None
    proved: bool

    @property
    def rows(self) -> tuple["StandIn", ...]:
        """Each half-day lacking or had once more, in order, and what stands for it."""
        found = []
        for settled in self.settled:
            chosen = settled.chosen.sittings if settled.chosen else (None,) * len(settled.need.own)
            for own, sitting in zip(settled.need.own, chosen, strict=True):
                found.append(StandIn(settled, own, sitting, own in settled.need.missed))
        return tuple(sorted(found, key=lambda row: row.own.moment))

    @property
    def late(self) -> int:
        """How many missed half-days are had only after the last day of the own group."""
        return sum(
            len(x.need.missed)
            for x in self.settled
            if x.chosen and x.chosen.sittings[-1].lesson.day > self.last_day
        )

    def count(self, verdict: NeedStatus) -> int:
        """Return how many missed half-days are had in this way."""
        return sum(len(x.need.missed) for x in self.settled if x.verdict is verdict)

    @property
    def complete(self) -> bool:
        """True if all that is lacking can be had, in order."""
        return all(x.verdict is NeedStatus.HAD for x in self.settled)

    @property
    def finished(self) -> date | None:
        """The day of the last lesson to attend; None without one."""
        days = (sitting.lesson.day for x in self.settled if x.chosen for sitting in x.chosen.sittings)
        return max(days, default=None)
