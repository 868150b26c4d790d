"""Promised seats of a plan: which lessons they are in, and who sits there."""

from collections.abc import Mapping, Sequence

from scheduler.domain.catching_up import Promise, Seat
from scheduler.domain.cohort import Learner
from scheduler.domain.plan import Plan
from scheduler.errors import InputError, Problem
from scheduler.exchange.missed import learners_called
from scheduler.text import _
from scheduler.text.phrases import long_day


def seats_of(plan: Plan, promises: Sequence[Promise]) -> dict[Promise, list[Seat]]:
    """Return the seats that each promise takes.

    Raises
    ------
    InputError
        If a group that is named has no lesson then.
    """
    from scheduler.catchup.courses import courses_of, seats_at

    courses = courses_of(plan.instance, plan.lessons) if promises else ()
    found = {promise: seats_at(courses, promise) for promise in promises}
    gone = [promise for promise, seats in found.items() if not seats]
    if gone:
        message = _("{group} has no lesson on {day}, or has several groups then.")
        hint = _("If the plan changed, ask again where {learner} can go; of parallel groups, name one.")
        raise InputError(
            Problem(
                x.place,
                message.format(group=x.group, day=long_day(x.day)),
                hint.format(learner=x.learner),
            )
            for x in gone
        )
    return found


def guests_of(plan: Plan, promises: Sequence[Promise]) -> Mapping[Seat, tuple[Learner, ...]]:
    """Return who has a seat in a group that is not his or hers, by the group and half-day.

    Raises
    ------
    InputError
        If a learner is not in the plan, or a group has no lesson then.
    """
    who = {promise: learners_called(plan.instance.learners, promise.learner) for promise in promises}
    unknown = [promise for promise, learners in who.items() if len(learners) != 1]
    if unknown:
        message = _("“{name}” is not in the plan.")
        hint = _("Write an identifier, or a name as the plan has it.")
        raise InputError(Problem(x.place, message.format(name=x.learner), hint) for x in unknown)
    found: dict[Seat, dict[Learner, None]] = {}
    for promise, seats in seats_of(plan, promises).items():
        (learner,) = who[promise]
        for seat in seats:
            found.setdefault(seat, {})[learner] = None
    return {seat: tuple(learners) for seat, learners in found.items()}
