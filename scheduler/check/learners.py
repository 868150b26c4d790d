"""LE: what each learner is owed: in time, and every hour."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from scheduler.check.fault import Fault
from scheduler.check.subject import CohortPlan, Subject
from scheduler.domain.cohort import Learner
from scheduler.domain.plan import Lesson
from scheduler.text import _
from scheduler.text.phrases import hours, long_day, short_day


def deadlines(subject: Subject) -> Iterator[Fault]:
    """LE-01: the cohort starts and ends within the deadlines of each learner."""
    for plan in subject.started:
        message = _("{cohort} starts on {day}, after the deadline {deadline} of {learners}.")
        yield from _late(plan, plan.lessons[0], plan.programme.start_limit, message)
        message = _("{cohort} ends on {day}, after the deadline {deadline} of {learners}.")
        yield from _late(plan, plan.lessons[-1], plan.programme.finish_limit, message)


def hours_received(subject: Subject) -> Iterator[Fault]:
    """LE-02: each learner receives the curriculum's hours less the modules exempted."""
    for plan in subject.cohorts:
        concerned: dict[tuple[float, float], list[Learner]] = defaultdict(list)
        received = _hours_received(plan)
        for learner in plan.learners:
            due = sum(m.hours for m in plan.programme.modules if plan.programme.due_to(learner, m))
            if abs(received[learner.id] - due) > 1e-6:
                concerned[received[learner.id], due].append(learner)
        for (found, due), learners in concerned.items():
            message = _("{cohort}: {learners} would receive {found}, not {due}.").format(
                cohort=plan.id, learners=_names(learners), found=hours(found), due=hours(due)
            )
            yield Fault.of_cohort(plan.id, message)


def _late(
    plan: CohortPlan, lesson: Lesson, deadline: Callable[[Learner], date | None], message: str
) -> Iterator[Fault]:
    missed: dict[date, list[Learner]] = defaultdict(list)
    for learner in plan.learners:
        limit = deadline(learner)
        if limit is not None and lesson.day > limit:
            missed[limit].append(learner)
    for limit, learners in sorted(missed.items()):
        words = {"day": long_day(lesson.day), "deadline": short_day(limit), "learners": _names(learners)}
        yield Fault.of_day(lesson, message.format(cohort=plan.id, **words))


def _hours_received(plan: CohortPlan) -> dict[str, float]:
    """Return the hours each learner of a cohort sits through, by learner."""
    received: dict[str, float] = defaultdict(float)
    for module, lessons in plan.modules.items():
        for number, learners in plan.members(module).items():
            given = sum(lesson.hours for lesson in lessons if lesson.group == number)
            for learner in learners:
                received[learner.id] += given
    return received


def _names(learners: list[Learner]) -> str:
    return ", ".join(learner.name or learner.id for learner in learners)
