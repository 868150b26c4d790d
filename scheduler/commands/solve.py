"""From a centre's tables to a checked plan in a folder.

:func:`take` reads, :class:`~scheduler.commands.solving.Solving` searches, :func:`deliver`
checks and writes. Without a plan, :class:`~scheduler.commands.explain.Explaining` says why.
"""

import os
import platform
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from importlib import metadata
from pathlib import Path

import scheduler
from scheduler.check import check, cost_of, costs
from scheduler.commands.destination import check_destination
from scheduler.commands.history import with_history
from scheduler.domain.instance import Instance
from scheduler.domain.plan import LeftOut, Lesson, Plan, Status, Violation
from scheduler.domain.search import Outcome
from scheduler.domain.settings import Settings
from scheduler.errors import Disagreement, InputError, Problem, placed
from scheduler.exchange.input import read_instance
from scheduler.exchange.output import write_plan
from scheduler.settings import load_settings
from scheduler.text import _
from scheduler.text.phrases import short_day

TODAY = "SCHEDULER_TODAY"
"""Takes the place of the clock, so that examples say the same in every year."""


@dataclass(frozen=True)
class Order:
    """What is to be solved, and where the plan goes.

    Attributes
    ----------
    warnings
        What is odd in the tables and does not stop the work.
    kept
        Lessons of cohorts that keep every one of them; the others are planned beside.
    near
        A plan to start from, and to stay near to; empty where none is given or it breaks a rule.
    since
        The first day that is still to come: what those plans have before stays.
    """

    instance: Instance
    settings: Settings
    folder: Path
    warnings: tuple[Problem, ...] = ()
    kept: tuple[Lesson, ...] = ()
    near: tuple[Lesson, ...] = ()
    since: date = date.min


@dataclass(frozen=True)
class Delivery:
    """A plan that passed the checker, and the files it was written to."""

    plan: Plan
    files: tuple[Path, ...]


def take(
    source: Path,
    folder: Path,
    settings: Path | None = None,
    curricula: Path | None = None,
    first_free: date | None = None,
    running: Collection[str] = (),
) -> Order:
    """Read all that a search needs, and make sure that its plan can be written to `folder`.

    Parameters
    ----------
    first_free
        The day from which lessons are still to come; None for today.
    running
        Cohorts that have a plan.

    Raises
    ------
    InputError
        With every problem found in the tables, else in the settings, else with `folder`.
    """
    since = first_free or today()
    instance, warnings = read_instance(source, curricula, since, running)
    order = Order(instance, load_settings(settings), folder, warnings, since=since)
    check_destination(folder, source)
    return order


def to_come(order: Order) -> Order:
    """Return the order with all cohorts planned on days that are still to come.

    Raises
    ------
    InputError
        If cohorts should have started before.
    """
    late = [x for x in order.instance.cohorts if x.start_to < order.since]
    if late:
        raise InputError(
            Problem(
                x.id,
                _("should start by {last}, and what is planned begins on {day}.").format(
                    last=short_day(x.start_to), day=short_day(order.since)
                ),
                _(
                    "If it runs, give its plan to “scheduler solve” with --near or --keep; if not, later "
                    "dates to start."
                ),
            )
            for x in late
        )
    return replace(order, instance=_starting_by(order.instance, order.instance.cohort, order.since))


def keeping(order: Order, plan: Plan, file: str) -> Order:
    """Return the order with the cohorts of a plan kept as they are.

    Parameters
    ----------
    file
        Name of the file that the plan is from.

    Raises
    ------
    InputError
        If one of its cohorts is no longer in the tables, or all of theirs are in it.
    """
    planned = dict.fromkeys(lesson.cohort for lesson in plan.lessons)
    if gone := [name for name in planned if name not in order.instance.cohort]:
        raise InputError(
            Problem(
                file,
                _("cohort {cohort} of the plan is no longer in the tables.").format(cohort=name),
                _("Put it back into the tables, or take a plan without it."),
            )
            for name in gone
        )
    if len(planned) == len(order.instance.cohorts):
        raise InputError.at(
            file,
            _("all cohorts of the tables are in this plan: there is none to plan beside them."),
            _("To plan them anew near to it: --near. To mend it: scheduler repair."),
        )
    instance = with_history(order.instance, plan.instance, plan.lessons, order.since)
    instance = _starting_by(instance, order.instance.cohort.keys() - planned.keys(), order.since)
    return replace(order, instance=instance, kept=plan.lessons)


def _starting_by(instance: Instance, names: Collection[str], since: date) -> Instance:
    """Return an instance in which some cohorts do not start before a day, if they may start later at all."""
    cohorts = (
        replace(x, start_from=since) if x.id in names and x.start_from < since <= x.start_to else x
        for x in instance.cohorts
    )
    return replace(instance, cohorts=tuple(cohorts))


def unfit(order: Order) -> tuple[Violation, ...]:
    """Return the rules that the lessons which are kept break, as the tables are now."""
    planned = {lesson.cohort for lesson in order.kept}
    others = [x.id for x in order.instance.cohorts if x.id not in planned]
    return check(order.instance.without(others), order.kept)


def starting_from(order: Order, plan: Plan, file: str) -> Order:
    """Return the order with a plan to stay near to, or a warning if it breaks a rule by now.

    Parameters
    ----------
    file
        Name of the file that the plan is from.

    Raises
    ------
    InputError
        If the plan is not of the cohorts of the tables, or breaks a rule and has begun.
    """
    planned, asked = {lesson.cohort for lesson in plan.lessons}, set(order.instance.cohort)
    if planned != asked:
        raise InputError(
            Problem(
                file,
                _("cohort {cohort} is in the plan and not in the tables, or the other way round.").format(
                    cohort=name
                ),
                _("To plan new cohorts beside those of a plan: --keep."),
            )
            for name in sorted(planned ^ asked)
        )
    begun = any(x.day < order.since for x in plan.lessons)
    broken = check(order.instance, plan.lessons)
    mend = _("To change it as little as can be: scheduler repair {plan} --tables {tables}.").format(
        plan=file, tables=_("TABLES")
    )
    if broken and begun:
        raise InputError.at(
            file,
            _("the plan breaks {count} rules of the tables as they are now, and has begun by {day}.").format(
                count=len(broken), day=short_day(order.since)
            ),
            mend,
        )
    if broken:
        note = Problem(
            file,
            _("the plan breaks {count} rules of the tables as they are now: it is not started from.").format(
                count=len(broken)
            ),
            mend,
        )
        return replace(order, warnings=(*order.warnings, note))
    if begun:
        note = Problem(
            file,
            _(
                "what the plan has before {day} stays: what is proved holds for plans that have it too."
            ).format(day=short_day(order.since)),
        )
        order = replace(order, warnings=(*order.warnings, note))
    return replace(order, near=plan.lessons)


def today() -> date:
    """Return the day from which dates are past: this one, or that of ``SCHEDULER_TODAY``.

    Raises
    ------
    InputError
        If the variable holds no date.
    """
    given = os.environ.get(TODAY)
    try:
        return date.fromisoformat(given) if given else datetime.now().astimezone().date()
    except ValueError:
        raise InputError.at(TODAY, _("“{value}” is not a date.").format(value=given)) from None


def deliver(order: Order, outcome: Outcome, seed: int, excel: bool = False) -> Delivery:
    """Have the checker judge the plan of `outcome`, then write it.

    Raises
    ------
    Disagreement
        If the checker finds a broken rule or another cost than the solver; nothing is written.
    InputError
        If the folder cannot be written to; it is then as it was.
    Miswritten
        If the files do not read back as the plan; the folder is as it was.
    """
    left_out = _left_out(order.instance, outcome)
    if left_out:
        order = without_left_out(order, outcome)
    violations = check(order.instance, outcome.lessons)
    found = costs(order.instance, outcome.lessons, order.settings)
    faults = [f"{x.code} {placed(x.where, x.message)}" for x in violations]
    if cost_of(found) != outcome.objective:
        faults.append(
            _("The solver counts a cost of {solver}, the checker {checker}.").format(
                solver=outcome.objective, checker=cost_of(found)
            )
        )
    if faults:
        raise Disagreement("\n".join(faults))
    plan = Plan(
        order.instance,
        outcome.lessons,
        outcome.status,
        outcome.objective,
        outcome.bound,
        found,
        order.settings,
        outcome.seconds,
        seed,
        versions(),
        tuple(str(warning) for warning in order.warnings),
        left_out,
        kept=tuple(dict.fromkeys(lesson.cohort for lesson in order.kept)),
        local=outcome.local,
        unavoidable=outcome.unavoidable,
        pace=outcome.pace,
    )
    return Delivery(plan, tuple(path.resolve() for path in write_plan(plan, order.folder, excel)))


def without_left_out(order: Order, outcome: Outcome) -> Order:
    """Return the order as if the cohorts without a place were not in it, and a note on each."""
    notes = tuple(
        Problem(
            "",
            _("Cohort {cohort} is not in this plan: {reason}").format(cohort=name, reason=reason.message),
        )
        for name, reason in outcome.left_out.items()
    )
    instance = order.instance.without(outcome.left_out)
    return replace(order, instance=instance, warnings=(*order.warnings, *notes))


def _left_out(instance: Instance, outcome: Outcome) -> tuple[LeftOut, ...]:
    """Return the cohorts without a place, each with the words for its learners."""
    return tuple(
        LeftOut(
            name,
            reason.message,
            tuple(
                word
                for learner in instance.learners
                if learner.cohort == name
                for word in (f"{learner.name} ({learner.id})", learner.name, learner.id, learner.employer)
                if word
            ),
        )
        for name, reason in outcome.left_out.items()
    )


def found_a_plan(outcome: Outcome) -> bool:
    """Tell whether there is a plan to deliver."""
    return outcome.status in (Status.OPTIMAL, Status.FEASIBLE)


def versions() -> dict[str, str]:
    """Return the versions that a plan depends on."""
    return {
        "scheduler": scheduler.__version__,
        "ortools": metadata.version("ortools"),
        "python": platform.python_version(),
    }
