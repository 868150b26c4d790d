"""Improving a plan of few cohorts in one thread, while another proves a bound or when nothing else is due.

Slices of the year first, one after another, then stretches in the whole model: the former are quick, the
latter find what slices do not see.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from scheduler.solve.known import Known, Lessons
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood
from scheduler.solve.neighbourhoods.kinds import improve_any
from scheduler.solve.neighbourhoods.slices import sweep
from scheduler.solve.neighbourhoods.stretch import stretches_of

STRETCH_SECONDS = 6.0
"""Most time for a stretch."""

LEVEL = 1
"""How long stretches are; see :data:`scheduler.solve.neighbourhoods.stretch.LEVELS`."""


T = TypeVar("T")


def beside(polish: Callable[[threading.Event], None], work: Callable[[], T]) -> T:
    """Return what `work` does; until then another thread makes a plan better, and is told when to end."""
    over = threading.Event()
    with ThreadPoolExecutor(1) as threads:
        polishing = threads.submit(polish, over)
        try:
            # It ends soon when told to stop: so does the other then.
            return work()
        finally:
            over.set()
            polishing.result()


@dataclass
class Polish:
    """Improvements of a plan within some weeks at a time, until nothing is gained or it is told to stop.

    Attributes
    ----------
    lessons
        Asked for the plan of now.
    take
        Told what each slice or stretch gained, if anything; True ends it. Nothing else changes the plan
        meanwhile.
    spent
        Deterministic seconds so far.
    """

    known: Known
    lessons: Callable[[], Lessons]
    take: Callable[[Improved], bool]
    spent: float = 0.0

    def run(self, stopping: threading.Event, *, stretches: bool) -> None:
        """Sweep over the year until `stopping`, or `take` says that this is enough."""
        for neighbourhood in self._neighbourhoods(stretches):
            if stopping.is_set():
                break
            improved = improve_any(self.known, stopping, neighbourhood, self.lessons())
            self.spent += improved.spent
            if self.take(improved):
                break

    def _neighbourhoods(self, stretches: bool) -> Iterator[Neighbourhood]:
        yield from sweep(self.known.instance, self.lessons)
        before: Lessons = ()
        while stretches and before != (now := self.lessons()):
            before = now
            names = tuple(self.known.instance.cohort)
            for weeks in stretches_of(now, LEVEL):
                yield Neighbourhood(
                    names,
                    dict.fromkeys(names, 0),
                    "stretch of weeks",
                    seconds=STRETCH_SECONDS,
                    weeks=weeks,
                    stretch=True,
                )
