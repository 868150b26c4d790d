"""As few things as suffice, and no claim of fewest where an answer was not known."""

from collections.abc import Sequence

from scheduler.explain.minimal import shrink
from scheduler.explain.oracle import Answer

THINGS = range(10)


def test_one_thing_is_found_by_halves() -> None:
    asked = []

    def suffice(some: Sequence[int]) -> Answer:
        asked.append(some)
        return Answer.YES if 3 in some else Answer.NO

    assert shrink(THINGS, suffice) == ((3,), True)
    assert len(asked) < len(THINGS)


def test_two_things_far_apart() -> None:
    def suffice(some: Sequence[int]) -> Answer:
        return Answer.YES if {1, 8} <= set(some) else Answer.NO

    assert shrink(THINGS, suffice) == ((1, 8), True)


def test_alternatives_leave_the_last() -> None:
    """Any single thing does: the first ones are left out most readily."""
    assert shrink(THINGS, lambda some: Answer.YES if some else Answer.NO) == ((9,), True)


def test_not_known_is_kept_and_said() -> None:
    def suffice(some: Sequence[int]) -> Answer:
        if 8 not in some:
            return Answer.NO
        return Answer.YES if 1 in some else Answer.UNKNOWN

    assert shrink(THINGS, suffice) == ((1, 8), False)
