"""A group changes curriculum: from the plan before to the plan after, and the balance of its hours."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from scheduler.check import check, cost_of, costs
from scheduler.commands.background import Searching
from scheduler.commands.destination import check_destination
from scheduler.commands.migration_problems import (
    deadlines_told,
    misgiven,
    over_and_broken,
    wrong_profiles,
)
from scheduler.commands.solve import today, versions
from scheduler.curricula import audience_problems, curriculum_text, load_curricula
from scheduler.curricula.balance import Migration
from scheduler.curricula.changeover import Changeover, changed_over, shared_differently
from scheduler.curricula.migration import migrated
from scheduler.domain.changes import Change, changes
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.plan import Mended, Plan, Status
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.errors import Disagreement, InputError, Problem, placed
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.output.sets import number_in
from scheduler.settings import load_settings
from scheduler.settings.typed import did_you_mean
from scheduler.text import _
from scheduler.text.phrases import short_day

if TYPE_CHECKING:
    from scheduler.repair import Move, Moved


@dataclass(frozen=True)
class MigrationOrder:
    """A group that is to follow another curriculum, and where the plan goes.

    Attributes
    ----------
    change
        What becomes of its hours.
    after
        The facts and the plan, once it follows the other curriculum.
    why
        What happened, in sentences.
    """

    old: Plan
    number: int | None
    group: str
    change: Migration
    after: Changeover
    settings: Settings
    since: date
    folder: Path
    why: tuple[str, ...]
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class MigrationDelivery:
    """A plan that passed the checker, what changed, what it cost before, and the files it was written to.

    Attributes
    ----------
    curriculum
        The file of the curriculum made to measure; None if the target itself is followed.
    """

    plan: Plan
    report: ChangeReport
    before: int
    files: tuple[Path, ...]
    curriculum: Path | None


def take(
    source: Path,
    folder: Path,
    group: str,
    to: str,
    first_free: date | None = None,
    frozen: int = 0,
    curricula: Path | None = None,
    settings: Path | None = None,
) -> MigrationOrder:
    """Read a plan, and work out what a group of it follows once it has changed curriculum.

    A curriculum that the plan knows is taken from it: with the centre's own hours, if it has some.

    Parameters
    ----------
    first_free
        The day from which lessons are still to come; None for today.
    frozen
        Days from then on in which nothing may change either: what is taught in them counts.

    Raises
    ------
    InputError
        With what is wrong with the plan, the group, the curriculum, the day, or with `folder`.
    """
    old = read_plan(source)
    since = (first_free or today()) + timedelta(days=frozen)
    if group not in old.instance.cohort:
        message = _("“{name}” is not in the plan.").format(name=group)
        raise InputError([Problem("--group", message, did_you_mean(group, list(old.instance.cohort)))])
    target = _target(old, group, to, curricula)
    mine = tuple(x for x in old.lessons if x.cohort == group)
    if problems := misgiven(old.instance, group, target, mine, since):
        raise InputError(problems)
    following = old.instance.curriculum_of(old.instance.cohort[group])
    shared = [module for name, module in old.instance.joint if name == group]
    name, title = _named(old, group, target, following, since)
    change = migrated(old.instance, group, target, mine, since, name, title, shared)
    if problems := shared_differently(
        old.instance, group, mine, change.curriculum, tuple(x for x in mine if x.day < since)
    ):
        raise InputError(problems)
    after = changed_over(old.instance, old.lessons, group, change, since)
    if problems := [
        *wrong_profiles(old.instance, after.instance, group),
        *over_and_broken(after.instance, after.lessons, group, since),
    ]:
        raise InputError(problems)
    weighed = load_settings(settings)
    if settings is None:
        told = old.settings.told or weighed.told
        weighed = Settings(old.settings.weights, old.settings.deadline_margin_weeks, told)
    known = audience_problems(old.instance)
    warnings = tuple(x for x in audience_problems(after.instance) if x not in known)
    text = _("{group} changes from {old} to {new}: what was taught before {day} counts.")
    why = (
        text.format(group=group, old=following.id, new=target.id, day=short_day(since)),
        *change.notes,
        *after.notes,
        *deadlines_told(old.instance, after.instance, group),
    )
    check_destination(folder, source)
    return MigrationOrder(old, number_in(source), group, change, after, weighed, since, folder, why, warnings)


def _target(old: Plan, group: str, to: str, curricula: Path | None) -> Curriculum:
    known = load_curricula(curricula) | old.instance.curriculum
    if to in known:
        return known[to]
    message = _("there is no curriculum “{name}”.").format(name=to)
    hint = did_you_mean(to, list(known))
    more = _("Give the folder of your own curricula with --curricula.")
    raise InputError([Problem("--to", message, hint if curricula else f"{hint} {more}")])


def _named(old: Plan, group: str, target: Curriculum, following: Curriculum, since: date) -> tuple[str, str]:
    """Return identifier and title of a curriculum made to measure: unlike those that others follow."""
    wanted = re.sub(r"[^\w.-]", "-", f"{target.id}-{group}")
    taken = {target.id, *(x.curriculum for x in old.instance.cohorts if x.id != group)}
    name = wanted if wanted not in taken else f"{wanted}-{since.isoformat()}"
    title = _("{title} ({group}, {old} before {day})")
    return name, title.format(title=target.title, group=group, old=following.id, day=short_day(since))


class Migrating(Searching["Moved"]):
    """The search for the plan of an order, in the background."""

    def __init__(self, order: MigrationOrder, limits: Limits):
        super().__init__()
        self._order, self._limits = order, limits

    def _nothing(self) -> "Moved":
        from scheduler.repair import Moved

        return Moved(Status.NOT_FOUND, (), 0, 0, 0, 0, 0.0)

    def _made(self) -> "Move":
        from scheduler.repair import Aim, Move

        order = self._order
        aim = Aim(order.after.instance, order.settings, order.after.lessons, order.since)
        return Move(aim, order.group, order.after.partners, order.change.waived, self._limits)


def deliver(order: MigrationOrder, moved: "Moved", seed: int) -> MigrationDelivery:
    """Have the checker judge the plan, then write it with what changed and what became of the hours.

    Raises
    ------
    Disagreement
        If the checker finds a broken rule; nothing is written.
    InputError, Miswritten
        As for a plan that is solved.
    """
    instance = order.after.instance
    # What was asked "if possible" is not left open.
    why = order.why if moved.ordered else (*order.why, _("What is left cannot all lie in that order."))
    if violations := check(instance, moved.lessons):
        raise Disagreement("\n".join(f"{x.code} {placed(x.where, x.message)}" for x in violations))
    found = changes(order.old.lessons, moved.lessons)
    counted = costs(instance, moved.lessons, order.settings)
    plan = Plan(
        instance,
        moved.lessons,
        Status.FEASIBLE,
        cost_of(counted),
        0,
        counted,
        order.settings,
        moved.seconds,
        seed,
        versions(),
        tuple(map(str, order.warnings)) or order.old.notes,
        order.old.left_out,
        Mended(order.number, len(found), moved.fewest, why),
    )
    report = ChangeReport(instance, found, tuple(_reason(x, order) for x in found), why, order.change)
    made = order.change.curriculum
    name = f"{made.id}.yaml"
    beside = {name: curriculum_text(made).encode()} if order.change.to_measure else {}
    files = write_plan(plan, order.folder, report=report, beside=beside)
    before = cost_of(costs(order.old.instance, order.old.lessons, order.settings))
    where = (order.folder / name).resolve() if beside else None
    return MigrationDelivery(plan, report, before, tuple(path.resolve() for path in files), where)


def _reason(change: Change, order: MigrationOrder) -> str:
    """Return why a half-day changes: its module is due no longer, or it gives way."""
    old = change.old
    if old is not None and old.cohort == order.group:
        balance = next((x for x in order.change.balances if x.module == old.module), None)
        if balance is None:
            text = _("{curriculum} has no module {module}.")
            return text.format(curriculum=order.change.target.id, module=old.module)
        if not balance.left:
            return _("Nothing of {module} is left to be taught.").format(module=old.module)
    return _("Follows from the other changes.")
