"""Find the learner that a name, an identifier or a number means."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scheduler.commands.beside import people_beside
from scheduler.domain.catching_up import Promise
from scheduler.domain.cohort import Learner
from scheduler.domain.plan import Plan
from scheduler.errors import InputError
from scheduler.exchange.tables.names import folded, nearest
from scheduler.text import _

OPTION = "--learner"
MOST = 4
"""Learners that a complaint lists."""


def found_in(plan: Plan, source: Path, wanted: str, promises: Sequence[Promise] = ()) -> tuple[Plan, Learner]:
    """Return the learner that `wanted` means, and a plan that knows him or her by name if one does.

    A calendar numbers learners in the order of the table, and names nobody: names are then looked up in
    the ``plan.json`` of the same run beside it.

    Parameters
    ----------
    source
        Where `plan` was read from.
    wanted
        An identifier; else a name, its words in any order; else a number in the order of the table.
    promises
        Seats in other groups: somebody may have one who is not in the plan.

    Raises
    ------
    InputError
        If nobody is meant, or several are.
    """
    learners = plan.instance.learners
    one = _meant(learners, wanted)
    if one is not None:
        return plan, one
    numbered = all(x.id == str(number) for number, x in enumerate(learners, start=1))
    if numbered and source.suffix.lower() == ".xlsx":
        if (instance := people_beside(source, plan)) is not None:
            learners = instance.learners
            if (one := _meant(learners, wanted)) is not None:
                return replace(plan, instance=instance), one
        else:
            raise InputError.at(
                OPTION,
                _("“{name}” is not in {file}: a calendar names nobody, learners have numbers there.").format(
                    name=wanted, file=source.name
                ),
                _("Give the number in the order of the table, 1 to {count}, or the plan.json.").format(
                    count=len(learners)
                ),
            )
    message = _("“{name}” is not in the plan.")
    if any(folded(x.learner) == folded(wanted) for x in promises):
        message = _("“{name}” has a seat among those promised, and is in no group of the plan.")
    raise InputError.at(OPTION, message.format(name=wanted), _hint(plan, learners, wanted))


def _meant(learners: Sequence[Learner], wanted: str) -> Learner | None:
    """Return who is meant; None if nobody is.

    Raises
    ------
    InputError
        If several are.
    """
    for alike in (
        [x for x in learners if x.id == wanted.strip()],
        [x for x in learners if folded(wanted) in (folded(x.id), folded(_told(x)))],
        [x for x in learners if x.name and _words(x.name) == _words(wanted)],
    ):
        if len(alike) > 1:
            message = _("“{name}” may mean several learners: {learners}.").format(
                name=wanted, learners=_listed(alike)
            )
            raise InputError.at(OPTION, message, _("Give the identifier: {id}.").format(id=alike[0].id))
        if alike:
            return alike[0]
    number = int(wanted) if wanted.strip().isdecimal() else 0
    return learners[number - 1] if 0 < number <= len(learners) else None


def _hint(plan: Plan, learners: Sequence[Learner], wanted: str) -> str:
    """Return who may be meant, and how somebody gets into a plan."""
    words = set(_words(wanted))
    near = [x for x in learners if words and words & set(_words(x.name))]
    if not near:
        by_name = {name: x for x in learners for name in (x.name, x.id) if name}
        close = nearest(wanted, by_name)
        near = [by_name[close]] if close else []
    if near:
        return _("Did you mean {learners}?").format(learners=_listed(near))
    free = _with_seats(plan)
    new = _(
        "Somebody new is first put into a group in the tables, and into the plan by “scheduler repair … "
        "--tables”; then ask with --joined."
    )
    seats = _("No group has a free seat in all its lessons.")
    if free:
        seats = _("Groups with free seats in all their lessons: {groups}.").format(groups=", ".join(free))
    return f"{new} {seats}"


def _with_seats(plan: Plan) -> list[str]:
    """Return the groups that one learner more could be in, each with how many could."""
    from scheduler.catchup.courses import courses_of

    left: dict[str, list[int]] = {}
    for course in courses_of(plan.instance, plan.lessons):
        for name in course.modules:
            left.setdefault(name, []).extend(x.left for x in course.sittings if x.left is not None)
    free = {name: min(some, default=0) for name, some in left.items()}
    return [f"{name} ({count})" for name, count in free.items() if count > 0]


def _listed(learners: Sequence[Learner]) -> str:
    told = [f"{_told(x)}, {x.cohort}" for x in learners[:MOST]]
    return "; ".join(told) + ("; …" if len(learners) > MOST else "")


def _told(learner: Learner) -> str:
    return f"{learner.name} ({learner.id})" if learner.name else learner.id


def _words(name: str) -> list[str]:
    return sorted(folded(name).replace("-", " ").split())
