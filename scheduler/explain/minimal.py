"""As few things as suffice together, found by asking again and again."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from scheduler.explain.oracle import Answer

Thing = TypeVar("Thing")


def minimal(
    things: Sequence[Thing], suffice: Callable[[Sequence[Thing]], Answer]
) -> tuple[tuple[Thing, ...], bool]:
    """Return things that suffice and of which none can be spared, and whether that is proved.

    `things` are known to suffice together; whatever suffices does so with more. Few of many are
    found with few questions: what half of them suffices with is looked for, then within that half.
    """
    sure = True

    def enough(some: Sequence[Thing]) -> bool:
        nonlocal sure
        answer = suffice(some)
        sure = sure and answer is not Answer.UNKNOWN
        return answer is Answer.YES

    def within(base: list[Thing], grown: bool, some: list[Thing]) -> list[Thing]:
        """Return as few of `some` as suffice with `base`; `grown` if `base` was not asked about."""
        if grown and enough(base):
            return []
        if len(some) == 1:
            return some
        middle = len(some) // 2
        first, second = some[:middle], some[middle:]
        later = within(base + first, True, second)
        return within(base + later, bool(later), first) + later

    found = within([], True, list(things)) if things else []
    return tuple(thing for thing in things if any(thing is x for x in found)), sure
