"""The largest flow through a small network, and the narrowest cut that explains it."""

from collections import defaultdict, deque
from collections.abc import Hashable
from itertools import pairwise

SOURCE, SINK = "source", "sink"


class Network:
    """Pipes from :data:`SOURCE` to :data:`SINK`, with whole capacities."""

    def __init__(self) -> None:
        self._left: dict[Hashable, dict[Hashable, int]] = defaultdict(lambda: defaultdict(int))

    def add(self, tail: Hashable, head: Hashable, capacity: int) -> None:
        """Add a pipe."""
        self._left[tail][head] += capacity
        self._left[head][tail] += 0

    def fill(self) -> set[Hashable]:
        """Push as much as fits, and return the nodes still reached from the source: one side of a cut."""
        while True:
            reached = self._reached()
            if SINK not in reached:
                return set(reached)
            path: list[Hashable] = [SINK]
            while (before := reached[path[-1]]) is not None:
                path.append(before)
            path.reverse()
            pipes = list(pairwise(path))
            pushed = min(self._left[tail][head] for tail, head in pipes)
            for tail, head in pipes:
                self._left[tail][head] -= pushed
                self._left[head][tail] += pushed

    def _reached(self) -> dict[Hashable, Hashable | None]:
        """Return the nodes reached through pipes with room left, each with the node before it."""
        reached: dict[Hashable, Hashable | None] = {SOURCE: None}
        waiting: deque[Hashable] = deque([SOURCE])
        while waiting and SINK not in reached:
            tail = waiting.popleft()
            for head, left in self._left[tail].items():
                if left > 0 and head not in reached:
                    reached[head] = tail
                    waiting.append(head)
        return reached
