"""Facts of learners: their deadlines."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from scheduler.domain.cohort import Learner
from scheduler.domain.instance import Instance
from scheduler.explain.concession import Concession, cell
from scheduler.explain.facts.fact import Fact
from scheduler.text import _
from scheduler.text.phrases import short_day


def deadlines(instance: Instance) -> Iterator[Fact]:
    """Yield, for each learner with a deadline, by when."""
    for learner in instance.learners:
        finish, start = instance.finish_deadline(learner), instance.start_deadline(learner)
        if not (finish or start):
            continue
        name = f"{learner.name} ({learner.id})" if learner.name else learner.id
        if finish:
            text, day = _("{learner} of {cohort} must be certified by {day}"), finish
        elif start:
            text, day = _("{learner} of {cohort} must start by {day}"), start
        said = text.format(learner=name, cohort=learner.cohort, day=short_day(day))
        without = partial(_without_deadline, learner)
        ladder = tuple(_elsewhere(instance, learner, name))
        yield Fact(("LE-01",), learner.cohort, said, without, ladder, learner.id, nested=False)


def _elsewhere(instance: Instance, learner: Learner, name: str) -> Iterator[Concession]:
    """Yield the cohorts of the same curriculum that the learner could join."""
    mine = instance.cohort[learner.cohort]
    for cohort in instance.cohorts:
        if cohort.id == mine.id or cohort.curriculum != mine.curriculum or cohort.site != mine.site:
            continue
        if learner.hire_date is None or learner.hire_date <= cohort.start_to:
            said = _("{learner} in cohort {cohort}").format(learner=name, cohort=cohort.id)
            yield cell(said, "learners", learner, cohort=cohort.id)


def _without_deadline(learner: Learner, instance: Instance) -> Instance:
    learners = tuple(
        replace(x, hire_date=None, deadlines=None) if x.id == learner.id else x for x in instance.learners
    )
    return replace(instance, learners=learners)
