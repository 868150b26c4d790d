"""A plan on its way onto papers: its lessons by reader, its identity, and whether it may be relied on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from scheduler.calendars import ZONES, Zone
from scheduler.domain.agendas import Agendas, Meeting, Reader, ReaderKind, rows_of
from scheduler.domain.catching_up import Seat
from scheduler.domain.centre import Site
from scheduler.domain.cohort import Learner
from scheduler.domain.curriculum import Block, Mode, Module
from scheduler.domain.plan import Plan, Violation
from scheduler.exchange.missed import Missed
from scheduler.text import N_, _, plural
from scheduler.text.phrases import short_day

FOLDERS = {
    ReaderKind.COHORT: N_("groups"),
    ReaderKind.TRAINER: N_("trainers"),
    ReaderKind.ROOM: N_("rooms"),
    ReaderKind.LEARNER: N_("learners"),
}
"""What the readers of each kind are called together."""


@dataclass(frozen=True)
class Edition:
    """A plan as it stood at a moment.

    Attributes
    ----------
    number
        Of the plan as it was solved; None if it bears none.
    made
        When its file was last written or edited, with a time zone.
    edited
        How many half-days differ from the plan as it was solved.
    """

    plan: Plan
    number: int | None
    made: datetime
    edited: int = 0

    @cached_property
    def agendas(self) -> Agendas:
        """Who sees what of it."""
        return Agendas(self.plan.instance, self.plan.lessons)

    @property
    def identity(self) -> str:
        """Its number and its moment, in a sentence that all its papers bear."""
        local = self.made.astimezone()
        said = _("Plan no. {number}, as of {day} {time}").format(
            number=self.number or "?", day=short_day(local.date()), time=f"{local:%H:%M}"
        )
        if not self.edited:
            return said
        edited = plural(
            "edited since it was solved: {count} half-day",
            "edited since it was solved: {count} half-days",
            self.edited,
        )
        return _("{plan} ({remark})").format(plan=said, remark=edited.format(count=self.edited))

    def label(self, reader: Reader) -> str:
        """Return what people call a reader: the name with the identifier, if it has one."""
        name = self._name.get(reader, "")
        return f"{name} ({reader.id})" if name not in ("", reader.id) else reader.id

    @cached_property
    def _name(self) -> dict[Reader, str]:
        rows = rows_of(self.plan.instance)
        return {Reader(kind, row.id): row.name for kind in ReaderKind for row in rows[kind]}

    def module(self, meeting: Meeting) -> Module:
        """Return the module of a meeting."""
        instance, lesson = self.plan.instance, meeting.lesson
        return instance.curriculum_of(instance.cohort[lesson.cohort]).by_id[lesson.module]

    def block(self, meeting: Meeting) -> Block | None:
        """Return the block of a meeting's module; None for an assessment."""
        instance, lesson = self.plan.instance, meeting.lesson
        return instance.curriculum_of(instance.cohort[lesson.cohort]).block_of.get(lesson.module)

    def site(self, meeting: Meeting) -> Site:
        """Return the site of a meeting: that of its room, else that of its cohort."""
        instance, lesson = self.plan.instance, meeting.lesson
        room = instance.room.get(lesson.room or "")
        return instance.site[room.site if room else instance.cohort[lesson.cohort].site]

    def zone(self, meeting: Meeting) -> Zone:
        """Return the time zone in which a meeting's hours are told."""
        return ZONES[self.site(meeting).territory]

    def room(self, meeting: Meeting) -> str:
        """Return what people call the room of a meeting; empty without one."""
        name = meeting.lesson.room
        return self.label(Reader(ReaderKind.ROOM, name)) if name else ""

    def trainer(self, meeting: Meeting) -> str:
        """Return the name of who teaches a meeting; empty without a trainer."""
        name = meeting.lesson.trainer
        return (self.plan.instance.trainer[name].name or name) if name else ""

    def place(self, meeting: Meeting) -> str:
        """Return where a meeting is: room, site and address, or that it is at a distance."""
        if meeting.lesson.mode is Mode.REMOTE:
            return _("at a distance")
        site = self.site(meeting)
        return ", ".join(x for x in (self.room(meeting), site.name or site.id, site.address) if x)

    def group(self, meeting: Meeting) -> str:
        """Return which of the parallel groups of its cohort meets: empty where there is but one."""
        if meeting.parallel < 2:
            return ""
        return _("group {number} of {count}").format(number=meeting.lesson.group, count=meeting.parallel)

    def cohorts(self, meeting: Meeting) -> str:
        """Return the cohorts of a meeting, each with its groups where it is divided."""
        instance, joint = self.plan.instance, meeting.lesson.joint
        if joint is None:
            part = self.group(meeting)
            cohort = meeting.lesson.cohort
            return _("{cohort}, {group}").format(cohort=cohort, group=part) if part else cohort
        return ", ".join(x.id for x in instance.cohorts if x.id in dict(meeting.groups))


@dataclass(frozen=True)
class Dossier:
    """What papers are made from.

    Attributes
    ----------
    edition
        The plan that they tell.
    faults
        The rules that it breaks; with one, every paper says so.
    since
        The plan that was handed out before; None if none was, or it is not known.
    today
        The first day that is still to come: lessons before it were given.
    missed
        The half-days that each learner missed; None if nobody said: papers then leave them to be written.
    guests
        Who has a seat in a group that is not his or hers, by the group and half-day.
    """

    edition: Edition
    faults: Sequence[Violation] = ()
    since: Edition | None = None
    today: date = date.min
    missed: Missed | None = None
    guests: Mapping[Seat, Sequence[Learner]] = field(default_factory=dict)

    @property
    def warning(self) -> str:
        """What every paper of a plan that breaks rules says; empty for a right one."""
        if not self.faults:
            return ""
        return plural(
            "Warning: this plan breaks the rules in {count} place. Do not rely on it.",
            "Warning: this plan breaks the rules in {count} places. Do not rely on it.",
            len(self.faults),
        ).format(count=len(self.faults))
