"""Curricula: blocks, modules, hours, who may follow them and by when."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from scheduler.domain.record import Record
from scheduler.domain.time import HALF_DAY_HOURS


class Mode(StrEnum):
    """How a module is taught."""

    IN_PERSON = "in_person"
    REMOTE = "remote"


@dataclass(frozen=True)
class Module(Record):
    """The smallest thing taught.

    Attributes
    ----------
    id, title
        `id` is what tables and files use; `title` is what people read.
    hours
        Hours each learner receives; a multiple of 3.5 h unless it is an assessment.
    assumption
        True if no source gives these hours and the centre may change them.
    mode
        In person (needs a room) or remote (needs none).
    rooms
        Kinds of room that will do; any of them.
    skill
        What a trainer must have to teach it; None if no trainer is needed.
    after
        Modules that must be finished before this one starts.
    one_session
        True if it must lie inside a single session (AFGSU).
    last
        True if it comes after every module that is not last itself.
    group_min, group_max
        Size of a group; above the maximum the cohort is split into parallel groups.
    group_min_strict
        True if a group below the minimum is forbidden; else it costs.
    one_trainer
        True if a group keeps the same trainer for the whole module.
    whole_days
        True if it is taught by whole days, each with one trainer and one room.
    teaching
        False for assessments, which are not hours of a block.
    """

    id: str
    title: str
    hours: float
    assumption: bool = False
    mode: Mode = Mode.IN_PERSON
    rooms: tuple[str, ...] = ("classroom",)
    skill: str | None = None
    after: tuple[str, ...] = ()
    one_session: bool = False
    last: bool = False
    group_min: int | None = None
    group_max: int | None = None
    group_min_strict: bool = False
    one_trainer: bool = True
    whole_days: bool = True
    teaching: bool = True

    @property
    def half_days(self) -> int:
        """Half-days it takes; an assessment may end before its last half-day does."""
        return math.ceil(self.hours / HALF_DAY_HOURS)

    @property
    def days(self) -> int:
        """Days it takes when taught by whole days."""
        return math.ceil(self.half_days / 2)

    @property
    def fills_session(self) -> bool:
        """True if it takes both days of a single session."""
        return self.one_session and self.days == 2


@dataclass(frozen=True)
class Block(Record):
    """A block of competences: modules whose hours sum to the block's total."""

    id: str
    title: str
    hours: float
    modules: tuple[Module, ...]


@dataclass(frozen=True)
class DeadlineRegime(Record):
    """By when a learner must have started and finished, given the date of hire.

    Attributes
    ----------
    hired_from, hired_until
        The dates of hire it governs, both included; None is open.
    start_within_months, finish_within_months
        Months after hire; None sets no limit.
    suspendable
        True if a learner's deadline may be suspended (blocked ProA funding).
    source
        The text that says so.
    """

    source: str
    hired_from: date | None = None
    hired_until: date | None = None
    start_within_months: int | None = None
    finish_within_months: int | None = None
    suspendable: bool = False

    def governs(self, hire_date: date) -> bool:
        """Tell whether a learner hired on `hire_date` falls under it."""
        return (self.hired_from is None or self.hired_from <= hire_date) and (
            self.hired_until is None or hire_date <= self.hired_until
        )


@dataclass(frozen=True)
class Curriculum(Record):
    """A curriculum as a data file gives it.

    Attributes
    ----------
    sources
        Where the facts come from, one sentence each.
    assumptions
        What no source says, one sentence each, in French; shown to users.
    min_months, max_months
        Calendar months from the first training day to the last.
    max_gap_weeks
        Largest difference between the ISO weeks of two sessions in a row.
    profiles
        Professions that follow this curriculum; empty admits all.
    excluded_profiles
        Professions that belong in `instead`.
    instead
        Identifier of the curriculum that excluded profiles should follow.
    prerequisites
        A learner has one of these; empty asks for none.
    assessment
        The off-module hours, last of all; None if switched off.
    """

    id: str
    title: str
    leads_to: str
    sources: tuple[str, ...]
    min_months: int
    max_months: int
    max_gap_weeks: int
    blocks: tuple[Block, ...]
    rncp: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    validity_note: str = ""
    profiles: tuple[str, ...] = ()
    excluded_profiles: tuple[str, ...] = ()
    instead: str | None = None
    prerequisites: tuple[str, ...] = ()
    regimes: tuple[DeadlineRegime, ...] = ()
    assessment: Module | None = None
    assumptions: tuple[str, ...] = ()

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules of the blocks, in their order, without the assessment."""
        return tuple(module for block in self.blocks for module in block.modules)

    @cached_property
    def items(self) -> tuple[Module, ...]:
        """All that is scheduled: the modules, then the assessment if there is one."""
        return self.modules + ((self.assessment,) if self.assessment else ())

    @cached_property
    def by_id(self) -> dict[str, Module]:
        """Everything scheduled, by identifier."""
        return {module.id: module for module in self.items}

    @cached_property
    def block_of(self) -> dict[str, Block]:
        """The block of each module; the assessment has none."""
        return {module.id: block for block in self.blocks for module in block.modules}

    @property
    def hours(self) -> float:
        """Hours of modules, without the assessment."""
        return sum(module.hours for module in self.modules)

    @property
    def days(self) -> int:
        """Training days of the whole programme, the assessment included."""
        return math.ceil(sum(m.half_days for m in self.modules) / 2) + (
            self.assessment.days if self.assessment else 0
        )

    @property
    def sessions(self) -> int:
        """Sessions of the whole programme: two days each, one of a single day if the days are odd."""
        return math.ceil(self.days / 2)

    @property
    def by_days(self) -> bool:
        """True if everything is taught by whole days."""
        return all(module.whole_days for module in self.items)

    def regime(self, hire_date: date) -> DeadlineRegime | None:
        """Return the first deadline regime that governs `hire_date`, or None."""
        return next((regime for regime in self.regimes if regime.governs(hire_date)), None)
