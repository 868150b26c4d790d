"""Plans: the lessons, what they cost, and how much is proved."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from math import comb

from scheduler.domain.curriculum import Mode
from scheduler.domain.gap import Pace, Unavoidable
from scheduler.domain.instance import Instance
from scheduler.domain.record import Record
from scheduler.domain.settings import Settings
from scheduler.domain.time import Half
from scheduler.text import _


class Status(StrEnum):
    """What a solve ended with: two ways to have a plan, two ways to have none."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    NOT_FOUND = "not_found"


@dataclass(frozen=True)
class Lesson(Record):
    """One half-day of one group: a row of ``half_days.csv``.

    Attributes
    ----------
    group
        1 for the whole cohort; 1, 2, … where a module is taught in parallel groups.
    session
        Number of the session in its cohort, from 1.
    hours
        3.5, or less where an assessment ends early.
    trainer, room
        None where none is needed.
    pinned
        True if a pin of the user holds it.
    joint
        Name of the lesson that cohorts share: those of the same name, day and half-day are one.
        None for a lesson of one cohort.
    place
        Where it was read from (``Séances!A14``); not part of what it is.
    """

    cohort: str
    group: int
    session: int
    day: date
    half: Half
    module: str
    hours: float
    mode: Mode = Mode.IN_PERSON
    trainer: str | None = None
    room: str | None = None
    pinned: bool = False
    joint: str | None = None
    place: str | None = field(default=None, compare=False)

    def span(self, instance: Instance) -> tuple[time, time]:
        """Return when it starts and ends."""
        start = instance.centre.start(self.half)
        end = datetime.combine(self.day, start) + timedelta(hours=self.hours)
        return start, end.time()


@dataclass(frozen=True)
class Violation(Record):
    """A rule that a plan breaks: its code, the place, and a sentence that names the things.

    Attributes
    ----------
    cohort, day
        Whose plan breaks it, and when; empty and None where it is not one cohort's, or no day's.
    """

    code: str
    where: str
    message: str
    severity: str = "error"
    cohort: str = field(default="", compare=False)
    day: date | None = field(default=None, compare=False)


@dataclass(frozen=True)
class TermCost(Record):
    """What one soft term adds to the cost: `quantity` times `weight`."""

    term: str
    quantity: int
    weight: int

    @property
    def total(self) -> int:
        """The term's part of the cost."""
        return self.quantity * self.weight


@dataclass(frozen=True)
class LeftOut(Record):
    """A cohort that was asked for and has no calendar in the plan.

    Attributes
    ----------
    reason
        Why, in a sentence.
    people
        What `reason`, or a note of the plan, may call the learners of the cohort, who are no longer in
        the instance; nothing of it is handed out.
    """

    cohort: str
    reason: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mended(Record):
    """How a plan came from an older one, to which it is as near as the rules allow.

    Attributes
    ----------
    number
        That of the older plan; None if it bore none.
    changed, fewest
        How many half-days differ, and how many must at least, as far as is proved.
    why
        What happened, in sentences.
    """

    number: int | None
    changed: int
    fewest: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class LocalProof(Record):
    """What is proved of changes to a plan that are limited: how far none of them costs less.

    Attributes
    ----------
    weeks
        How many weeks in a row a change may take. Dates and modules change within them alone; trainers and
        rooms may change all year.
    stretches
        How many stretches of the year, overlapping so that any such weeks lie in one, were to be proved.
    left
        The first and the last day of those that are not.
    cohorts
        The cohorts of which it is proved that none alone, however it changes, makes the plan cost less.
    pairs
        The pairs of cohorts of which it is proved that the two together do not.
    trainers_kept
        True if it is proved that no plan in which the modules stay with their trainers costs less.
    staffed_anew
        The cohorts of which that is proved though their own modules are given to any trainers.
    """

    weeks: int
    stretches: int
    left: tuple[tuple[date, date], ...] = ()
    cohorts: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    trainers_kept: bool = False
    staffed_anew: tuple[str, ...] = ()

    def told(self, cohorts: int) -> str:
        """Return it in some sentences, of a plan of so many cohorts; empty if nothing is proved."""
        proved, alone, pairs = self.stretches - len(self.left), len(self.cohorts), comb(cohorts, 2)
        of_two = cohorts > 2 and len(self.pairs) == pairs
        said = []
        if not self.left and of_two:
            said.append(
                _("No change limited to {weeks} weeks in a row, nor to two cohorts, would cost less: proved.")
            )
        elif not self.left and alone == cohorts > 1:
            said.append(
                _(
                    "No change limited to {weeks} weeks in a row, nor to a single cohort, "
                    "would cost less: proved."
                )
            )
        else:
            if not self.left:
                said.append(_("No change limited to {weeks} weeks in a row would cost less: proved."))
            elif proved:
                said.append(
                    _(
                        "Changes limited to {weeks} weeks in a row: in {proved} of {stretches} stretches "
                        "of the year, it is proved that none would cost less."
                    )
                )
            if of_two:
                said.append(_("No change of two cohorts would cost less: proved."))
            elif alone == cohorts > 1:
                said.append(_("No change of a single cohort would cost less: proved."))
            elif alone:
                said.append(
                    _("No change of one of these cohorts alone would cost less: proved for {cohorts}.")
                )
        if self.pairs and not of_two:
            said.append(
                _(
                    "Changes of two cohorts: of {some} of {pairs} pairs, "
                    "it is proved that none would cost less."
                )
            )
        if len(self.staffed_anew) == cohorts:
            said.append(
                _(
                    "No plan that gives the modules of a single cohort to other trainers, "
                    "and leaves the others to theirs, would cost less: proved."
                )
            )
        elif self.trainers_kept:
            said.append(_("As long as each module keeps its trainers, no plan would cost less: proved."))
        return " ".join(said).format(
            weeks=self.weeks,
            proved=proved,
            stretches=self.stretches,
            cohorts=", ".join(self.cohorts),
            some=len(self.pairs),
            pairs=pairs,
        )


@dataclass(frozen=True)
class Plan(Record):
    """The whole answer: what was asked, what was found, and what is proved about it.

    Attributes
    ----------
    objective, bound
        Cost of the lessons and the proved lower bound on any plan's cost.
    seconds
        Wall time of the search, counting checks included.
    versions
        Versions of the program and of the solver.
    notes
        Sentences worth showing: assumptions in force, warnings of the input.
    left_out
        Cohorts without a calendar; a plan that has some is partial.
    mended
        How it came from an older plan; None for one that was solved anew. Nothing is then proved about
        its cost.
    local
        What is proved of limited changes; None if it was not asked, as of an optimal plan.
    unavoidable, pace
        What of the cost no plan avoids, and how the search went in the end; None as for `local`.
    """

    instance: Instance
    lessons: tuple[Lesson, ...]
    status: Status
    objective: int
    bound: int
    costs: tuple[TermCost, ...]
    settings: Settings
    seconds: float = 0.0
    seed: int = 0
    versions: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    mended: Mended | None = None
    kept: tuple[str, ...] = ()
    local: LocalProof | None = None
    unavoidable: Unavoidable | None = None
    pace: Pace | None = None

    @property
    def also_proved(self) -> tuple[str, ...]:
        """What is told of a plan that is not proved best: limited changes, and what no plan avoids."""
        costs = {cost.term: cost.total for cost in self.costs}
        said = (
            self.local.told(len(self.instance.cohorts)) if self.local else "",
            self.unavoidable.told(costs) if self.unavoidable else "",
        )
        return tuple(x for x in said if x)

    @property
    def gap(self) -> float:
        """Share of the cost that is not proved necessary: 0.0 when optimal."""
        return 0.0 if self.objective <= self.bound else (self.objective - self.bound) / self.objective
