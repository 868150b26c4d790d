"""Counting before solving: what cannot fit is said at once, with the numbers.

Every obstacle is certain: the counts ask less than the rules do, so an instance that has
a plan has no obstacle. The converse does not hold; the solver has the last word.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.solve.counting import dates, fixes, joint, pins, rooms, trainers
from scheduler.solve.counting.left import obstacles_left
from scheduler.solve.counting.reach import UsableDates, reaches

Count = Callable[[Instance, Mapping[str, UsableDates]], Iterator[Obstacle]]

COUNTS: tuple[Count, ...] = (
    dates.obstacles,
    rooms.remote_days,
    joint.obstacles,
    trainers.obstacles,
    rooms.obstacles,
    pins.obstacles,
    fixes.obstacles,
)


def obstacles(instance: Instance, counts: Iterable[Count] = COUNTS) -> tuple[Obstacle, ...]:
    """Return every reason, found by counting, for which `instance` has no plan; none proves nothing."""
    reach = reaches(instance)
    return tuple(obstacle for count in counts for obstacle in count(instance, reach))


def ruled_out(instance: Instance, counts: Iterable[Count] = COUNTS) -> bool:
    """Tell whether counting finds any obstacle: sooner than all of them are found."""
    reach = reaches(instance)
    return any(
        dates.ruled_out(reach) if count is dates.obstacles else next(count(instance, reach), None) is not None
        for count in counts
    )


def at_odds(instance: Instance) -> tuple[Count, ...]:
    """Return the counts that find an obstacle: what eases too little is ruled out by them, and so at once."""
    return tuple(count for count in COUNTS if ruled_out(instance, (count,)))


def first_at_odds(instance: Instance) -> tuple[Count, ...]:
    """Return the first of the counts that finds an obstacle; none if no count does."""
    return next(((count,) for count in COUNTS if ruled_out(instance, (count,))), ())


__all__ = ["COUNTS", "Count", "at_odds", "first_at_odds", "obstacles", "obstacles_left", "ruled_out"]
