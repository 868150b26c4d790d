"""Counting before solving: what cannot fit is said at once, with the numbers.

Every obstacle is certain: the counts ask less than the rules do, so an instance that has
a plan has no obstacle. The converse does not hold; the solver has the last word.
"""

from collections.abc import Callable, Iterator, Mapping

from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.solve.counting import dates, fixes, joint, pins, rooms, trainers
from scheduler.solve.counting.reach import Reach, reaches

COUNTS: tuple[Callable[[Instance, Mapping[str, Reach]], Iterator[Obstacle]], ...] = (
    dates.obstacles,
    rooms.remote_days,
    joint.obstacles,
    trainers.obstacles,
    rooms.obstacles,
    pins.obstacles,
    fixes.obstacles,
)


def obstacles(instance: Instance) -> tuple[Obstacle, ...]:
    """Return every reason, found by counting, for which `instance` has no plan; none proves nothing."""
    reach = reaches(instance)
    return tuple(obstacle for count in COUNTS for obstacle in count(instance, reach))


__all__ = ["obstacles"]
