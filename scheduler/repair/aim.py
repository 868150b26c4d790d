"""What is to be repaired, and what a repair ends with."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.cluster import linked
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Obstacle
from scheduler.domain.settings import Settings
from scheduler.solve.known import Lessons

Unit = tuple[str, ...]
"""Cohorts that share modules, or one that shares none."""


@dataclass(frozen=True)
class Aim:
    """A plan that no longer keeps the rules, and what must stay of it.

    Attributes
    ----------
    instance
        The facts as they are now.
    lessons
        The plan: half-days that differ from it are changes.
    since
        The first day that may change.
    held
        Lessons of the plan that must stay as they are.
    dates_stay
        True if no session may take other dates: only content, trainers and rooms change.
    """

    instance: Instance
    settings: Settings
    lessons: Lessons
    since: date
    held: Lessons = ()
    dates_stay: bool = False

    @property
    def units(self) -> list[Unit]:
        """All cohorts, those that share modules together."""
        sets = linked(self.instance)
        shared = {name for names in sets for name in names}
        return [*sets, *((x.id,) for x in self.instance.cohorts if x.id not in shared)]


@dataclass(frozen=True)
class Repaired:
    """What a repair ended with.

    Attributes
    ----------
    lessons
        Empty unless there is a repaired plan.
    changed, fewest
        How many half-days change, and how many must at least, as far as is proved.
    obstacles
        Why it is impossible, as far as is known.
    """

    status: Status
    lessons: Lessons
    changed: int
    fewest: int
    seconds: float
    obstacles: tuple[Obstacle, ...] = ()
