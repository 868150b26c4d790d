"""Shrinking a set of things that together suffice, by asking again with fewer of them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from scheduler.explain.ask import Answer

Thing = TypeVar("Thing")


def shrink(
    things: Sequence[Thing], suffice: Callable[[Sequence[Thing]], Answer]
) -> tuple[tuple[Thing, ...], bool]:
    """Return as few of `things` as suffice, and whether it is proved that none can be spared.

    `things` are known to suffice together. Halves are tried first, then one thing after
    the other is left out, the first ones most readily.
    """
    kept, sure = list(things), True
    while len(kept) > 2:
        middle = len(kept) // 2
        half = next((x for x in (kept[middle:], kept[:middle]) if suffice(x) is Answer.YES), None)
        if half is None:
            break
        kept = half
    for thing in tuple(kept):
        if len(kept) == 1:
            break
        rest = [x for x in kept if x is not thing]
        answer = suffice(rest)
        if answer is Answer.YES:
            kept = rest
        elif answer is Answer.UNKNOWN:
            sure = False
    return tuple(kept), sure
