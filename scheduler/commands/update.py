"""From an edited calendar to a plan with the edits that the rules allow, and an answer to each."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.caps import WORKBOOK_BYTES, read_bytes
from scheduler.check import check, cost_of, costs
from scheduler.commands.background import Background
from scheduler.commands.beside import nobody_beside, people_beside
from scheduler.commands.destination import check_destination
from scheduler.commands.history import with_history
from scheduler.commands.solve import today, versions
from scheduler.domain.changes import changes
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Mended, Plan, Status
from scheduler.domain.search import Limits, Progress
from scheduler.domain.settings import Settings
from scheduler.errors import Disagreement, InputError, Problem, placed, reason
from scheduler.exchange.output import write_plan
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.output.sets import number_in
from scheduler.settings import load_settings
from scheduler.text import N_, _

if TYPE_CHECKING:
    from scheduler.exchange.output.workbook.own import Own
    from scheduler.repair.edit import Edit
    from scheduler.repair.edits import Answered
    from scheduler.repair.marks import Marks


EACH = 0.25
"""Share of the time for all edits together, and for one by itself where these do not go together."""

NEAR_SECONDS = 3.0
"""Most time for what is possible instead of the edits that are refused."""

WAYS_SECONDS = 2.0
"""Time for what could be conceded for them, unless that is asked for."""


@dataclass(frozen=True)
class UpdateOrder:
    """An edited calendar, and all that is needed to answer it.

    Attributes
    ----------
    old
        The plan that the calendar was written from.
    edited
        The lessons as they stand in it now, each with its place.
    instance
        The facts, and as much of people as is known.
    marks
        What was marked as fixed, or no longer.
    own
        What else somebody added to the calendar.
    notes
        What is missing, in sentences.
    """

    old: Plan
    number: int | None
    edited: tuple[Lesson, ...]
    instance: Instance
    settings: Settings
    edits: tuple["Edit", ...]
    marks: "Marks"
    own: "Own"
    since: date
    folder: Path | None
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class UpdateDelivery:
    """The plan after the edits, what changed since the one before, and the files it was written to."""

    plan: Plan
    report: ChangeReport
    before: int
    files: tuple[Path, ...]


def take(
    source: Path,
    folder: Path | None,
    first_free: date | None = None,
    tables: Path | None = None,
    curricula: Path | None = None,
) -> UpdateOrder:
    """Read an edited calendar, and what it does not carry from beside it or from the tables.

    Raises
    ------
    InputError
        With every problem found: not a calendar, cells that say no lesson, tables of other cohorts.
    """
    from scheduler.exchange.output.workbook.own import Own, OwnUnread, own_in
    from scheduler.exchange.output.workbook.read_back import read_edited
    from scheduler.repair.edit import edits_of
    from scheduler.repair.marks import marks_of, without_pins

    try:
        content = read_bytes(source, WORKBOOK_BYTES)
    except OSError as fault:
        message = _("cannot be read ({reason}).").format(reason=reason(fault))
        raise InputError.at(str(source), message, _("Give the calendar.xlsx that you edited.")) from fault
    if not content.startswith(b"PK"):
        raise InputError.at(
            str(source),
            _("this is not a workbook: only a calendar.xlsx is edited by hand."),
            _("Give the calendar.xlsx that you edited."),
        )
    old, edited = read_edited(content, source.name)
    _not_emptied(old, edited, source)
    number, instance, since = number_in(source), old.instance, first_free or today()
    notes: list[Problem] = []
    if tables is not None:
        from scheduler.exchange.input import read_instance

        instance, warnings = read_instance(tables, curricula)
        notes += warnings
        _same_cohorts(old, instance, tables)
        instance = with_history(instance, old.instance, old.lessons, since)
    elif (named := people_beside(source, old)) is not None:
        instance = named
    else:
        notes.append(
            Problem(
                source.name,
                _("{why}: learners and employers have no names.").format(why=nobody_beside(source)),
                _("To have them in the new plan, give the tables: --tables."),
            )
        )
    if folder is not None:
        check_destination(folder, source)
    settings = replace(old.settings, told=old.settings.told or load_settings().told)
    notes += shared_otherwise(old.lessons, edited)
    edits = edits_of(old.lessons, edited)
    marks = marks_of(old.lessons, edited, edits)
    try:
        own = own_in(content, old, edited)
    except OwnUnread:
        own = Own()
        notes.append(
            Problem(
                source.name,
                _(
                    "what you added to it (columns, comments, sheets) cannot be read and will not be in the "
                    "new calendar."
                ),
                _("Your workbook stays as it is: copy it from there by hand."),
            )
        )
    return UpdateOrder(
        old,
        number,
        edited,
        without_pins(instance, marks),
        settings,
        edits,
        marks,
        own,
        since,
        folder,
        tuple(notes),
    )


def _not_emptied(old: Plan, edited: Sequence[Lesson], source: Path) -> None:
    """Refuse a calendar in which a group has no lesson any more: that is no edit of a lesson."""
    gone = dict.fromkeys(x.cohort for x in old.lessons)
    for lesson in edited:
        gone.pop(lesson.cohort, None)
    if gone:
        raise InputError(
            Problem(
                source.name,
                _("all lessons of {cohort} are deleted.").format(cohort=name),
                _("Put its rows back: a group is dropped in the tables, not in a calendar."),
            )
            for name in gone
        )


def shared_otherwise(old: Sequence[Lesson], edited: Sequence[Lesson]) -> Iterator[Problem]:
    """Yield where the name of a shared lesson was edited, which has no effect: once a group and module."""
    names = {(x.cohort, x.module, x.group): x.joint for x in old}
    told: set[tuple[str, str, int]] = set()
    for lesson in edited:
        key = (lesson.cohort, lesson.module, lesson.group)
        if key in told or key not in names or names[key] == lesson.joint:
            continue
        told.add(key)
        message = _(
            "{cohort}: module {module} was in lesson “{before}” and is in “{after}” now. With whom a module "
            "is followed does not change here: that edit is left out."
        )
        yield Problem(
            lesson.place or lesson.cohort,
            message.format(
                cohort=lesson.cohort,
                module=lesson.module,
                before=names[key] or "–",
                after=lesson.joint or "–",
            ),
            _("Change the table “{table}” and solve again, with --near to change little.").format(
                table=_("Joint modules")
            ),
        )


def _same_cohorts(old: Plan, given: Instance, tables: Path) -> None:
    planned = {x.cohort for x in old.lessons}
    if planned != set(given.cohort):
        raise InputError(
            Problem(
                tables.name,
                _("cohort {cohort} is in the calendar and not in the tables, or the other way round.").format(
                    cohort=name
                ),
                _("Give the tables of this calendar."),
            )
            for name in sorted(planned ^ set(given.cohort))
        )


class Updating(Background["Answered"]):
    """The search for the answers, in the background."""

    def __init__(self, order: UpdateOrder, limits: Limits, ways_out: bool = False):
        super().__init__()
        self._order, self._limits, self._ways_out = order, limits, ways_out
        self._started = time.monotonic()
        self._stage = N_("your edits")
        self._answered: Answered | None = None

    def progress(self) -> Progress | None:
        """Return where it stands."""
        return Progress(time.monotonic() - self._started, self._stage, None, 0)

    def _so_far(self) -> "Answered":
        from scheduler.repair.edits import Answered, EditAnswer, EditVerdict

        if self._answered is not None:
            return self._answered
        refused = tuple(EditAnswer(edit, EditVerdict.REFUSED) for edit in self._order.edits)
        return Answered(self._order.old.lessons, refused, fewest=False)

    def _work(self) -> "Answered":
        from scheduler.repair.edits import answered
        from scheduler.repair.nearest import Budget, informed

        order, limits = self._order, replace(self._limits, seconds=self._limits.seconds * EACH)
        self._answered = found = answered(
            order.instance,
            order.settings,
            order.old.lessons,
            order.edits,
            order.since,
            limits,
            lambda: self._ending,
            order.marks.fixed,
        )
        self._stage = N_("what is possible instead")
        until = self._started + self._limits.seconds
        # Where the same is found on every run, what the clock ends is looked for only if asked for.
        quick = 0.0 if self._limits.deterministic else WAYS_SECONDS
        ways = self._limits.seconds if self._ways_out else quick
        near_until = min(until, time.monotonic() + NEAR_SECONDS)
        budget = Budget(self._limits, near_until, until, ways, lambda: self._ending)
        return informed(order.instance, order.settings, found, order.since, budget, order.marks.fixed)


def deliver(order: UpdateOrder, answered: "Answered", seed: int) -> UpdateDelivery:
    """Have the checker judge the plan, then write it with the answers, unless only they were asked for.

    Raises
    ------
    Disagreement
        If the checker finds a broken rule that the plan before did not break; nothing is written.
    InputError, Miswritten
        As for a plan that is solved.
    """
    from scheduler.commands.edits_told import lines
    from scheduler.exchange.output.workbook.edited import EditReport
    from scheduler.exchange.output.workbook.own import slot
    from scheduler.repair.marks import with_pins

    instance, lessons = with_pins(order.instance, order.edited, order.marks, answered.lessons)
    faults = check(instance, lessons)
    if faults:
        raise Disagreement("\n".join(f"{x.code} {placed(x.where, x.message)}" for x in faults))
    found = changes(order.old.lessons, lessons)
    counted = costs(instance, lessons, order.settings)
    fewest = len(found) if answered.fewest else 0
    plan = Plan(
        instance,
        lessons,
        Status.FEASIBLE if found else order.old.status,
        cost_of(counted),
        0 if found else order.old.bound,
        counted,
        order.settings,
        0.0,
        seed,
        versions(),
        order.old.notes,
        order.old.left_out,
        Mended(order.number, len(found), fewest, (_("Edited by hand in the calendar."),)) if found else None,
        order.old.kept,
    )
    report = ChangeReport(order.instance, found, (), (_("Edited by hand in the calendar."),))
    before = cost_of(costs(order.instance, order.old.lessons, order.settings))
    if order.folder is None:
        return UpdateDelivery(plan, report, before, ())
    pairs = {
        slot(x.old): slot(x.new)
        for x in changes(order.edited, lessons)
        if x.old is not None and x.new is not None
    }
    edits = EditReport(tuple(lines(order, answered)), order.own.moved(pairs))
    files = write_plan(plan, order.folder, report=report, edits=edits)
    return UpdateDelivery(plan, report, before, tuple(path.resolve() for path in files))
