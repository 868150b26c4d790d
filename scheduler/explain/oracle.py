"""The oracle: whether an instance has a plan, whatever it costs, asked again and again."""

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.model import Scope, build
from scheduler.solve.counting import Count, ruled_out
from scheduler.solve.solver import Solver, SolverStatus

QUICK_WINDOW = 2
"""Open weeks by which sessions stray at first: most plans that exist are found so, and soon."""

MOST_PLACES = 2000
"""Pairs of a session and a week beyond which the model without a window is too slow to build here."""

POLL_SECONDS = 0.2


class Answer(Enum):
    """Whether a plan exists: proved by finding one, disproved, or not known in time."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()


@dataclass
class Oracle:
    """Asks whether instances have a plan, all within one time.

    Attributes
    ----------
    stop
        Asked now and then; once it says True, every answer is UNKNOWN.
    until
        Time on the monotonic clock when the answers end.
    each
        Most seconds of the solver for one question.
    counting
        Counts that are asked alone, not the solver: at once, but what they do not rule out is UNKNOWN.
    running
        Lessons of cohorts that have to stay as they are: plans are looked for beside them.
    """

    settings: Settings
    stop: Callable[[], bool]
    until: float
    each: float
    counting: tuple[Count, ...] = ()
    running: tuple[Lesson, ...] = ()

    @property
    def left(self) -> float:
        """Seconds left."""
        return 0.0 if self.stop() else max(0.0, self.until - time.monotonic())

    @property
    def staying(self) -> frozenset[str]:
        """The cohorts that have to stay as they are."""
        return frozenset(lesson.cohort for lesson in self.running)

    def plan_exists(self, instance: Instance) -> Answer:
        """Return whether `instance` has a plan."""
        if not self.left:
            return Answer.UNKNOWN
        if self.counting:
            return Answer.NO if ruled_out(instance, self.counting) else Answer.UNKNOWN
        if ruled_out(instance):
            return Answer.NO
        if self._solve(instance, QUICK_WINDOW) is SolverStatus.OPTIMAL:
            return Answer.YES
        return Answer.UNKNOWN if _large(instance) else _ANSWERS[self._solve(instance, None)]

    def _solve(self, instance: Instance, window: int | None) -> SolverStatus:
        seconds = min(self.each, self.left)
        if not seconds:
            return SolverStatus.UNKNOWN
        free_of_cost = self.settings.free
        stay = self.staying
        cohorts = [cohort for cohort in instance.cohorts if cohort.id not in stay]
        around = [lesson for lesson in self.running if lesson.cohort in instance.cohort]
        model = build(instance, free_of_cost, Scope(cohorts, window=window, around=around)).model
        model.clear_objective()
        solver, done = Solver(Limits(workers=4)), threading.Event()
        watch = threading.Thread(target=self._watch, args=(solver, done), daemon=True)
        watch.start()
        try:
            return solver.run(model, seconds).status
        finally:
            done.set()
            watch.join()

    def _watch(self, solver: Solver, done: threading.Event) -> None:
        while not done.wait(POLL_SECONDS):
            if self.stop():
                solver.stop()
                return


def only(instance: Instance, cohorts: Collection[str]) -> Instance:
    """Return `instance` with some of its cohorts alone: whatever has a plan for all has one for them.

    Cohorts that share modules have to be among them together.
    """
    return instance.without([x.id for x in instance.cohorts if x.id not in cohorts])


def _large(instance: Instance) -> bool:
    months = (instance.months(cohort)[1] for cohort in instance.cohorts)
    sessions = (instance.curriculum_of(cohort).sessions for cohort in instance.cohorts)
    return sum(52 * m // 12 * s for m, s in zip(months, sessions, strict=True)) > MOST_PLACES


_ANSWERS = {
    SolverStatus.OPTIMAL: Answer.YES,
    SolverStatus.FEASIBLE: Answer.YES,
    SolverStatus.INFEASIBLE: Answer.NO,
    SolverStatus.UNKNOWN: Answer.UNKNOWN,
}
