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

OF_ONE_LESSON = frozenset(
    ("CA-01", "CA-02", "CA-03", "CA-06", "SE-04", "TR-02", "TR-03", "RO-02", "RO-03", "RO-04", "PI-02")
)
"""Rules that a lesson breaks by itself: whatever else moves, it cannot stay as it was edited."""


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


@dataclass(frozen=True)
class Moved:
    """What the search for the plan of a group that changed curriculum ended with.

    Attributes
    ----------
    lessons
        Empty unless there is a plan.
    given_up, least_given_up
        Days of the old plan on which a cohort trains no longer, and how many at least, as far as is proved.
    changed, fewest
        How many half-days change, and how many must at least of plans that give up no more days.
    cohorts
        Those whose lessons could change: the group alone, unless the others had to give way.
    ordered
        True if what is left of modules that were begun too early lies in the order asked for.
    obstacles
        Why it is impossible, as far as is known.
    """

    status: Status
    lessons: Lessons
    given_up: int
    least_given_up: int
    changed: int
    fewest: int
    seconds: float
    cohorts: tuple[str, ...] = ()
    ordered: bool = True
    obstacles: tuple[Obstacle, ...] = ()


def new_days(old: Lessons, new: Lessons, cohort: str) -> list[date]:
    """Return the days on which a cohort trains and did not before."""
    before = {x.day for x in old if x.cohort == cohort}
    return sorted({x.day for x in new if x.cohort == cohort} - before)
