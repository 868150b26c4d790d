"""What of a plan may be handed out with the calendar: nothing about a learner but what the rules ask."""

import re
from collections.abc import Callable
from dataclasses import replace

from scheduler.domain.cohort import Deadlines, Learner
from scheduler.domain.instance import Instance
from scheduler.domain.plan import LeftOut, Plan
from scheduler.text import _


def discreet(plan: Plan) -> Plan:
    """Return `plan` with numbered learners and without reasons of absence.

    A learner keeps the cohort, the exemptions and the deadlines, in the order of the table: so
    groups, hours and deadlines can be checked as before. Names, identifiers, employers,
    professions and dates of hire are gone, also from the notes.
    """
    instance, hide = plan.instance, hiding_names(plan)
    return replace(
        plan,
        instance=replace(
            instance,
            learners=tuple(_numbered(instance, x, n) for n, x in enumerate(instance.learners, start=1)),
            absences=tuple(replace(absence, reason="") for absence in instance.absences),
        ),
        notes=tuple(map(hide, plan.notes)),
        left_out=tuple(LeftOut(x.cohort, hide(x.reason)) for x in plan.left_out),
    )


def _numbered(instance: Instance, learner: Learner, number: int) -> Learner:
    return Learner(
        str(number),
        learner.cohort,
        _called(number),
        exempted=learner.exempted,
        acquired_blocks=learner.acquired_blocks,
        deadlines=Deadlines(instance.start_deadline(learner), instance.finish_deadline(learner)),
    )


def _called(number: int) -> str:
    return _("learner {number}").format(number=number)


def hiding_names(plan: Plan) -> Callable[[str], str]:
    """Return what puts a number in the place of each learner, whatever a sentence calls him or her.

    Learners of cohorts that are left out have no number.
    """
    words = {word: _("a learner") for one in plan.left_out for word in one.people if not word.isdigit()}
    for number, learner in enumerate(plan.instance.learners, start=1):
        called = _called(number)
        if learner.name:
            words[f"{learner.name} ({learner.id})"] = called
        # A bare number says nothing of anybody, and notes count things too.
        words |= {word: called for word in (learner.name, learner.id) if not word.isdigit() and word}
        if learner.employer:
            words.setdefault(learner.employer, "…")
    if not words:
        return str
    longest_first = sorted(words, key=len, reverse=True)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return lambda sentence: named.sub(lambda found: words[found[0]], sentence)
