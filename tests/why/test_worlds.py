"""In many little worlds, what is said of a choice is what a whole model says that knows nothing but it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from scheduler.check import cost_of, costs
from scheduler.domain.cluster import clusters_in
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.model import Scope, build
from scheduler.model.layout import Strand
from scheduler.settings import load_settings
from scheduler.solve.known import dates_of, of_others
from scheduler.why import ChoiceVerdict, Ground, SessionQuestion, TrainerQuestion, Weighing
from tests.model.joint_worlds import joint_world
from tests.model.test_neighbours import random_world, solved

SETTINGS = load_settings()
LIMITS = Limits(seconds=60, workers=1)
Lessons = tuple[Lesson, ...]


def ground(seed: int, joint: bool) -> Ground | None:
    """Return a plan of a little world, not a good one; None if it has none."""
    instance = joint_world(seed) if joint else random_world(seed)
    # A trainer asked about teaches all lessons in person: nobody stands in.
    instance = replace(instance, absences=tuple(replace(x, substitute=None) for x in instance.absences))
    plan = build(instance, SETTINGS.free)
    solver = solved(plan)
    if solver is None:
        return None
    return Ground(instance, SETTINGS, plan.lessons(lambda x: bool(solver.value(x))), date(2026, 1, 1))


def least(ground: Ground, scope: Scope) -> int | None:
    """Return what the best plan in a scope costs; None if there is none."""
    plan = build(ground.instance, SETTINGS, scope)
    solver = solved(plan)
    if solver is None:
        return None
    around = tuple(scope.around)
    lessons = plan.lessons(lambda x: bool(solver.value(x))) + around
    return cost_of(costs(ground.instance, lessons, SETTINGS))


def due(question: SessionQuestion | TrainerQuestion) -> Iterator[int | None]:
    """Yield what the best plan with each choice costs, each by a model of its own."""
    place, names = question.ground, question.cohorts
    cohorts = [place.instance.cohort[name] for name in names]
    around, sharing = of_others(place.lessons, names), clusters_in(place.instance, place.lessons)
    for choice in question.choices:
        dates = dates_of(place.lessons, names)
        staff = {}
        if isinstance(question, SessionQuestion):
            dates = dates_of(choice.lessons, names)
        elif choice.trainer:
            strands = {name: Strand(module, question.group) for name, module in question.modules.items()}
            staff = {name: {strand: choice.trainer} for name, strand in strands.items()}
        scope = Scope(cohorts, dates=dates, staff=staff, around=around, sharing=sharing)
        yield least(place, scope)


@pytest.mark.parametrize(("seed", "joint"), [(1, False), (2, False), (3, False), (5, True), (6, True)])
def test_every_choice_is_forbidden_or_costs_what_its_own_model_says(seed: int, joint: bool) -> None:
    found = ground(seed, joint)
    assert found is not None
    chance, before = Random(seed), cost_of(found.costs)
    lesson = chance.choice([x for x in found.lessons if x.trainer is not None])
    questions: list[SessionQuestion | TrainerQuestion] = [
        SessionQuestion(found, lesson.cohort, lesson.session),
        TrainerQuestion(found, lesson.cohort, lesson.module, lesson.group),
    ]
    for question, answers in zip(questions, Weighing(questions, LIMITS).run(), strict=True):
        said = [before + x.more if x.verdict is ChoiceVerdict.POSSIBLE else None for x in answers]
        assert all(x.proved for x in answers)
        assert said == list(due(question))
