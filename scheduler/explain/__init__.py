"""Why there is no plan, and the ways out: found by solving again with facts left out or conceded."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Obstacle
from scheduler.domain.settings import Settings
from scheduler.explain.cause import Cause, cause, stuck
from scheduler.explain.concession import Concession, RowEdit
from scheduler.explain.oracle import Answer, Oracle, only
from scheduler.explain.placing import Placer
from scheduler.explain.ways import Finder, Way
from scheduler.solve import obstacles

SHARE_OF_CAUSE, LONGEST_CAUSE = 0.35, 20.0
"""Share of the time for the cause, and its most seconds."""

SHARE_OF_OTHERS, LONGEST_OTHERS = 0.2, 12.0
"""Share of the time for the plan of the cohorts that are not concerned, and its most seconds."""

SHARE_OF_ONE = 0.1
"""Most of the time that one question may take."""


@dataclass(frozen=True)
class Explanation:
    """Why an instance has no plan, and what would give it one.

    Attributes
    ----------
    obstacles
        What counting found.
    cause
        The facts at odds; None if they were not found in time.
    ways
        Each with its plan; empty if none was found in time, or nothing can be conceded.
    unconfirmed
        Concessions against which counting has nothing to say, though no plan was found in time; only
        where there are no ways out.
    complete
        False if the time was over, or somebody stopped it, before the search ended by itself.
    """

    obstacles: tuple[Obstacle, ...] = ()
    cause: Cause | None = None
    ways: tuple[Way, ...] = ()
    unconfirmed: tuple[Concession, ...] = ()
    complete: bool = False


def explain(
    instance: Instance,
    settings: Settings,
    stop: Callable[[], bool] | None = None,
    seconds: float = 60.0,
    running: tuple[Lesson, ...] = (),
    today: date | None = None,
    report: Callable[[Explanation], None] = lambda explanation: None,
) -> Explanation:
    """Return why an instance that has no plan has none, and up to four ways out.

    Parameters
    ----------
    instance
        An instance proved impossible; of any other, every concession would seem to help.
    stop
        Asked now and then; True ends the search with what is found.
    seconds
        Wall time for all questions; building a large model may take a little longer.
    running
        Lessons of cohorts that have a plan which the facts allow, and which the instance is impossible
        beside: they stay as they are where that is possible. Without, a plan of the cohorts that are
        not concerned is made.
    today
        No way out has a cohort start before this day.
    report
        Told what is known, whenever it is more.
    """
    start, stopped = time.monotonic(), stop or (lambda: False)
    counted = obstacles(instance)
    each = max(2.0, SHARE_OF_ONE * seconds)
    until = start + min(LONGEST_CAUSE, SHARE_OF_CAUSE * seconds)
    ask = Oracle(settings, stopped, until, each, running=running)
    concerned = {name for unit in stuck(instance, ask) for name in unit}
    placer = Placer(settings, stopped, running)
    others = None
    if not running and concerned and len(concerned) < len(instance.cohorts):
        most = min(LONGEST_OTHERS, SHARE_OF_OTHERS * seconds)
        others = _Others(placer, instance.without(concerned), most)
        others.start()
    why = cause(instance, ask)
    if others is not None:
        others.join()
    if why is None:
        return Explanation(counted)
    report(Explanation(counted, why))
    if not running:
        placer.stay = tuple(x for x in placer.stay if x.cohort not in why.cohorts)
    finder = Finder(instance, why, placer, ask, start + seconds, today or date.min)
    for ways in finder.search():
        report(Explanation(counted, why, ways))
    ways = finder.ways
    return Explanation(counted, why, ways, () if ways else finder.unconfirmed, not finder.over)


class _Others(threading.Thread):
    """The plan of the cohorts that are not concerned, made while the cause is looked for."""

    def __init__(self, placer: Placer, instance: Instance, seconds: float):
        super().__init__(daemon=True)
        self._placer, self._instance, self._seconds = placer, instance, seconds

    def run(self) -> None:
        """Have them stay as this plan has them; if none is found, nobody does."""
        plan = self._placer.place(self._instance, self._seconds)
        self._placer.stay = plan.lessons if plan is not None else ()


__all__ = ["Answer", "Cause", "Concession", "Explanation", "Oracle", "RowEdit", "Way", "explain", "only"]
