"""From a plan and what happened to the plan nearest to it that keeps the rules again."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.check import check, cost_of, costs
from scheduler.commands.background import Background, Searching
from scheduler.commands.destination import check_destination
from scheduler.commands.events import identified, misgiven, sentence
from scheduler.commands.history import end_of, with_history
from scheduler.commands.solve import today, versions
from scheduler.domain.centre import Absence, Closure
from scheduler.domain.changes import Change, changes
from scheduler.domain.events import Event, substituted
from scheduler.domain.events import after as after_events
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Mended, Plan, Status, Violation
from scheduler.domain.search import Limits, Progress
from scheduler.domain.settings import Settings
from scheduler.errors import Disagreement, InputError, Problem, placed
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.output.sets import number_in
from scheduler.settings import load_settings
from scheduler.text import N_, _

if TYPE_CHECKING:
    from scheduler.explain import Explanation, Way
    from scheduler.repair import Aim, Repair, Repaired


@dataclass(frozen=True)
class RepairOrder:
    """What is to be repaired, and where the plans go.

    Attributes
    ----------
    old
        The plan before.
    instance, lessons
        The facts as they are now, and the plan as it should stay: that before, with those who replace
        others in their places.
    why
        What happened, in sentences.
    """

    old: Plan
    number: int | None
    instance: Instance
    settings: Settings
    lessons: tuple[Lesson, ...]
    since: date
    folder: Path
    why: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class RepairDelivery:
    """A repaired plan that passed the checker, what changed, and the files it was written to."""

    plan: Plan
    report: ChangeReport
    before: int
    files: tuple[Path, ...]


def take(
    source: Path,
    folder: Path,
    events: Sequence[Event],
    first_free: date | None = None,
    frozen: int = 0,
    tables: Path | None = None,
    curricula: Path | None = None,
    settings: Path | None = None,
) -> RepairOrder:
    """Read a plan and what happened to it, and make sure that the repaired one can be written to `folder`.

    Parameters
    ----------
    first_free
        The day from which lessons are still to come; None for today.
    frozen
        Days from then on in which nothing may change either.
    tables
        The centre's tables as they are now; None if only `events` changed.

    Raises
    ------
    InputError
        With every problem found in the plan, the tables, the events, or with `folder`.
    """
    old = read_plan(source)
    over = first_free or today()
    since = over + timedelta(days=frozen)
    instance = old.instance
    warnings: tuple[Problem, ...] = ()
    if tables is not None:
        from scheduler.exchange.input import read_instance

        given, warnings = read_instance(tables, curricula)
        instance = renewed(old, given, since, over)
    events = [identified(instance, event) for event in events]
    if problems := [x for event in events for x in misgiven(instance, old.lessons, event, events, since)]:
        raise InputError(problems)
    weighed = load_settings(settings)
    if settings is None:
        weighed = replace(old.settings, told=old.settings.told or weighed.told)
    instance = after_events(instance, old.lessons, events, since)
    lessons = substituted(old.lessons, events, since)
    why = tuple(sentence(event) for event in events)
    if tables is not None:
        why = (*why, _("The tables changed."))
    order = RepairOrder(old, number_in(source), instance, weighed, lessons, since, folder, why, warnings)
    _refuse_what_is_over(order)
    check_destination(folder, source)
    return order


def renewed(old: Plan, given: Instance, since: date, over: date) -> Instance:
    """Return the tables of now, with the trainers and rooms of before who teach or serve in the plan.

    Who or what is no longer in the tables is away from `since` on, and still taught or served before.
    What changed in a row holds from `over` on: what was taught by then is judged by the row of before.

    Raises
    ------
    InputError
        If a cohort of the plan is not in the tables: nothing of it would be kept.
    """
    taught = {x.cohort for x in old.lessons}
    gone = [x for x in old.instance.cohorts if x.id in taught and x.id not in given.cohort]
    if gone:
        raise InputError(
            Problem(
                x.id,
                _("this cohort of the plan is no longer in the tables."),
                _("Put it back into the tables: a repair keeps all cohorts of its plan."),
            )
            for x in gone
        )
    new = [x for x in given.cohorts if x.id not in taught]
    if new:
        raise InputError(
            Problem(
                x.id,
                _("this cohort of the tables is not in the plan: a repair plans no new cohort."),
                _("Plan it beside the others: scheduler solve {tables} --keep {plan} -o {folder}.").format(
                    tables=_("TABLES"), plan=_("PLAN"), folder=_("FOLDER")
                ),
            )
            for x in new
        )
    given, last = with_history(given, old.instance, old.lessons, over), end_of(old.lessons, since)
    trainers = [x for x in old.instance.trainers if x.id not in given.trainer]
    rooms = [x for x in old.instance.rooms if x.id not in given.room and x.site in given.site]
    used = {x.trainer for x in old.lessons} | {x.room for x in old.lessons}
    trainers, rooms = [x for x in trainers if x.id in used], [x for x in rooms if x.id in used]
    return replace(
        given,
        trainers=(*given.trainers, *trainers),
        rooms=(*given.rooms, *rooms),
        absences=(*given.absences, *(Absence(x.id, since, last) for x in trainers)),
        closures=(*given.closures, *(Closure(since, last, room=x.id) for x in rooms)),
    )


def _refuse_what_is_over(order: RepairOrder) -> None:
    """Raise if lessons that are over break rules as the facts are now: they cannot be repaired."""
    over = [x for x in check(order.instance, order.lessons) if x.day is not None and x.day < order.since]
    if over:
        raise InputError(
            Problem(
                x.where,
                _("{code}: {message} This lesson is over and stays.").format(code=x.code, message=x.message),
                _("Write what changed from a date on, as an absence or a closure, not as if it always had."),
            )
            for x in over
        )


def aim_of(order: RepairOrder) -> "Aim":
    """Return what is to be repaired."""
    from scheduler.repair import Aim

    return Aim(order.instance, order.settings, order.lessons, order.since)


class Alternative(Background["Repaired"]):
    """The search for another repair than the one that changes least: number 2 or 3."""

    def __init__(self, order: RepairOrder, limits: Limits, repaired: "Repaired", number: int):
        super().__init__()
        self._order, self._limits, self._repaired, self._number = order, limits, repaired, number
        self._started = time.monotonic()

    def progress(self) -> Progress:
        """Return how long it has been searching."""
        stage = N_("a repair that moves no date") if self._number == 2 else N_("a repair of the best rhythm")
        return Progress(time.monotonic() - self._started, stage, None, 0)

    def _so_far(self) -> "Repaired":
        return self._repaired

    def _work(self) -> "Repaired":
        from scheduler.repair import best_rhythm, without_moving

        aim = aim_of(self._order)
        if self._number == 2:
            return without_moving(aim, self._limits)
        return best_rhythm(aim, self._limits, self._repaired)


class RepairWaysOut(Background["Explanation"]):
    """The search for ways out of a repair that is impossible."""

    def __init__(self, order: RepairOrder, seconds: float):
        super().__init__()
        self._order, self._seconds = order, seconds
        self._started = time.monotonic()
        self._found: list[Way] = []

    def progress(self) -> Progress:
        """Return how long it has been searching."""
        return Progress(time.monotonic() - self._started, N_("ways out"), best=None, bound=0)

    def _so_far(self) -> "Explanation":
        from scheduler.explain import Explanation

        return Explanation(ways=tuple(self._found))

    def _work(self) -> "Explanation":
        from scheduler.explain import Explanation
        from scheduler.repair.ways import RepairWays as Search

        until = self._started + self._seconds
        old = self._order.old
        search = Search(aim_of(self._order), old.instance, old.lessons, until, lambda: self._ending)
        self._found.extend(search.search())
        return Explanation(ways=tuple(self._found), complete=not search.over)


class Repairing(Searching["Repaired"]):
    """The search for the repair of an order, in the background."""

    def __init__(self, order: RepairOrder, limits: Limits):
        super().__init__()
        self._order, self._limits = order, limits

    def _nothing(self) -> "Repaired":
        from scheduler.repair import Repaired

        return Repaired(Status.NOT_FOUND, (), 0, 0, 0.0)

    def _made(self) -> "Repair":
        from scheduler.repair import Repair

        return Repair(aim_of(self._order), self._limits)


def deliver(order: RepairOrder, repaired: "Repaired", seed: int) -> RepairDelivery:
    """Have the checker judge the repaired plan, then write it with what changed.

    Raises
    ------
    Disagreement
        If the checker finds a broken rule; nothing is written.
    InputError, Miswritten
        As for a plan that is solved.
    """
    violations = check(order.instance, repaired.lessons)
    if violations:
        raise Disagreement("\n".join(f"{x.code} {placed(x.where, x.message)}" for x in violations))
    found = changes(order.old.lessons, repaired.lessons)
    counted = costs(order.instance, repaired.lessons, order.settings)
    plan = Plan(
        order.instance,
        repaired.lessons,
        Status.FEASIBLE,
        cost_of(counted),
        0,
        counted,
        order.settings,
        repaired.seconds,
        seed,
        versions(),
        tuple(map(str, order.warnings)) or order.old.notes,
        order.old.left_out,
        # Where somebody takes over, his lessons are changed before the search begins.
        Mended(order.number, len(found), len(found) - repaired.changed + repaired.fewest, order.why),
    )
    broken = check(order.instance, order.lessons)
    report = ChangeReport(order.instance, found, tuple(_reason(x, order, broken) for x in found), order.why)
    files = write_plan(plan, order.folder, report=report)
    before = cost_of(costs(order.old.instance, order.old.lessons, order.settings))
    return RepairDelivery(plan, report, before, tuple(path.resolve() for path in files))


def _reason(change: Change, order: RepairOrder, broken: Sequence[Violation]) -> str:
    """Return why a half-day changes: the rules that it would break, or that others give way."""
    old = change.old
    if old is not None:
        found = [x for x in broken if x.cohort == old.cohort and x.day == old.day]
        if found:
            return " ".join(dict.fromkeys(x.message for x in found))
    return _("Follows from the other changes.")
