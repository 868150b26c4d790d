"""What of a plan may be handed out with the calendar: nothing about a learner but what the rules ask."""

import re
from dataclasses import replace

from scheduler.domain.cohort import Deadlines, Learner
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Plan
from scheduler.text import _


def discreet(plan: Plan) -> Plan:
    """Return `plan` with numbered learners and without reasons of absence.

    A learner keeps the cohort, the exemptions and the deadlines, in the order of the table: so
    groups, hours and deadlines can be checked as before. Names, identifiers, employers,
    professions and dates of hire are gone, also from the notes.
    """
    instance = plan.instance
    return replace(
        plan,
        instance=replace(
            instance,
            learners=tuple(_numbered(instance, x, n) for n, x in enumerate(instance.learners, start=1)),
            absences=tuple(replace(absence, reason="") for absence in instance.absences),
        ),
        notes=_without_names(plan),
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


def _without_names(plan: Plan) -> tuple[str, ...]:
    """Return the notes with a number in the place of each learner, whatever a note calls him or her."""
    words: dict[str, str] = {}
    for number, learner in enumerate(plan.instance.learners, start=1):
        called = _called(number)
        if learner.name:
            words[f"{learner.name} ({learner.id})"] = called
        # A bare number says nothing of anybody, and notes count things too.
        words |= {word: called for word in (learner.name, learner.id) if not word.isdigit() and word}
        if learner.employer:
            words.setdefault(learner.employer, "…")
    if not words:
        return plan.notes
    longest_first = sorted(words, key=len, reverse=True)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    return tuple(named.sub(lambda found: words[found[0]], note) for note in plan.notes)
