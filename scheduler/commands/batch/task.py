"""One job from its tables to its files: what every engine runs, wherever it runs it.

Everything about a job is on disk when it ends: the plan first, ``result.json`` last. Whoever
finds that file with the fingerprint of the job need not do it again.
"""

import contextlib
import os
import time
import traceback
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from scheduler.check import check
from scheduler.commands.background import Background
from scheduler.commands.batch.job import Job
from scheduler.commands.destination import check_destination
from scheduler.commands.explain import Explaining
from scheduler.commands.solve import Order, deliver, found_a_plan, take
from scheduler.commands.solving import Solving
from scheduler.domain.plan import Status
from scheduler.domain.search import Outcome
from scheduler.errors import Disagreement, InputError
from scheduler.exchange.output.batch import RESULT, Result, State, read_result, write_result
from scheduler.exchange.output.write import CALENDAR, HALF_DAYS, PLAN
from scheduler.text import _
from scheduler.text.phrases import number

if TYPE_CHECKING:
    from scheduler.explain import Explanation

T = TypeVar("T")

TICK = 0.1
"""Seconds between two looks at whether the job is to stop."""

EXPLAINING = 20.0
"""Most seconds for ways out of one impossible centre: others wait."""

PLAN_FILES = (CALENDAR, PLAN, HALF_DAYS)
PREVIOUS = "previous"
"""Folder in which the plan of an earlier input is kept: beside the new result it would mislead."""


def finished(job: Job) -> Result | None:
    """Return the answer that is on disk for exactly this job; None if it is to be done."""
    result = read_result(job.folder)
    if result is None or result.fingerprint != job.fingerprint or not result.is_answer:
        return None
    if result.has_plan and not all((job.folder / name).exists() for name in PLAN_FILES):
        return None
    return replace(result, name=job.name, source=str(job.source))


def do(job: Job, stopping: Event) -> Result:
    """Solve one centre, write what is found, and return what became of it; raises nothing.

    Once `stopping` is set the search ends within a second or so, with the best plan so far.
    What is written speaks the language now spoken, which is to be that of the job.
    """
    if (known := finished(job)) is not None:
        return known
    started = time.monotonic()
    try:
        result = _done(job, stopping)
    # Whatever it is, it is the result of this job and of no other.
    except Exception as fault:
        kind = "" if isinstance(fault, InputError | OSError) else f"{type(fault).__name__}: "
        told = f"{kind}{fault}"
        result = replace(without_plan(job, State.CRASHED, told), details=traceback.format_exc())
    result = replace(result, seconds=time.monotonic() - started)
    # A folder that cannot be written to was told as such, and the next run tries again.
    with contextlib.suppress(InputError):
        write_result(result, job.folder)
    return result


def without_plan(job: Job, state: State, reason: str) -> Result:
    """Return the result of a job that has no plan."""
    return Result(job.name, str(job.source), job.fingerprint, state, reason=reason)


def _done(job: Job, stopping: Event) -> Result:
    if not job.source.exists():
        raise FileNotFoundError(
            _("“{file}” is not there, or this machine does not see it.").format(file=job.source)
        )
    # Before the tables: a folder that cannot be written to is no fault of theirs.
    check_destination(job.folder, job.source)
    # The plan of an earlier run stays until there is an answer: whatever kills this one, it is there.
    (job.folder / RESULT).unlink(missing_ok=True)
    options = job.options
    try:
        order = take(job.source, job.folder, options.settings, options.curricula)
    except InputError as error:
        _set_aside(job.folder)
        return without_plan(job, State.BAD_INPUT, str(error))
    limits = options.limits
    clock = None if limits.deterministic else limits.seconds
    outcome = _attended(Solving(order, limits), clock, stopping)
    result = replace(
        without_plan(job, State(outcome.status), ""),
        cohorts=len(order.instance.cohorts),
        warnings=len(order.warnings),
        stopped=stopping.is_set() and outcome.status in (Status.FEASIBLE, Status.NOT_FOUND),
    )
    if found_a_plan(outcome):
        return _delivered(result, order, outcome, options.limits.seed)
    if outcome.status is Status.IMPOSSIBLE:
        # What counting took is part of the time that was given.
        left = min(EXPLAINING, max(0.0, limits.seconds - outcome.seconds))
        explanation = _attended(Explaining(order, left), left, stopping)
        _set_aside(job.folder)
        return replace(result, reason=_why(outcome, explanation))
    if result.stopped:
        return replace(result, status=State.STOPPED, reason=_("Stopped before a plan was found."))
    _set_aside(job.folder)
    seconds = number(outcome.seconds)
    return replace(result, reason=_("No plan was found in {seconds} s.").format(seconds=seconds))


def _set_aside(folder: Path) -> None:
    """Move the plan of an earlier run out of the way of an answer without a plan."""
    for name in PLAN_FILES:
        if (folder / name).exists():
            (folder / PREVIOUS).mkdir(exist_ok=True)
            os.replace(folder / name, folder / PREVIOUS / name)


def _attended(work: Background[T], seconds: float | None, stopping: Event) -> T:
    """Do `work` to its end, until it is overdue, or until soon after `stopping` is set."""
    work.start()
    while not work.wait(TICK) and not work.overdue(seconds):
        if stopping.is_set() and not work.stopped:
            work.stop()
    work.leave()
    return work.result()


def _delivered(result: Result, order: Order, outcome: Outcome, seed: int) -> Result:
    """Write the plan and return what it is worth, or that the checker refuses it."""
    try:
        plan = deliver(order, outcome, seed).plan
    except Disagreement as fault:
        return replace(
            result,
            status=State.CRASHED,
            violations=len(check(order.instance, outcome.lessons)),
            reason="\n".join((_("The checker refuses the plan that the solver found."), str(fault))),
        )
    early = _("The search was stopped early.") if result.stopped else ""
    return replace(
        result, objective=plan.objective, bound=plan.bound, gap=plan.gap, violations=0, reason=early
    )


def _why(outcome: Outcome, explanation: "Explanation") -> str:
    lines = []
    for obstacle in outcome.obstacles:
        place = f"{obstacle.where}: " if obstacle.where not in obstacle.message else ""
        codes = f" [{', '.join(obstacle.codes)}]" if obstacle.codes else ""
        lines.append(f"{place}{obstacle.message}{codes}")
    if explanation.cause is not None and not explanation.obstacles:
        lines += explanation.cause.said
    ways = ("; ".join(concession.said for concession in way.concessions) for way in explanation.ways)
    return "\n".join([*lines, *(_("A plan exists with: {changes}.").format(changes=said) for said in ways)])
