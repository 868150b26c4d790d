"""As few things as suffice, and no claim of fewest where an answer was not known."""

from collections.abc import Sequence

from scheduler.explain.minimal import minimal
from scheduler.explain.oracle import Answer

THINGS = range(100)


def test_one_thing_is_found_by_halves() -> None:
    asked = []

    def suffice(some: Sequence[int]) -> Answer:
        asked.append(some)
        return Answer.YES if 3 in some else Answer.NO

    assert minimal(THINGS, suffice) == ((3,), True)
    assert len(asked) < 20


def test_two_things_far_apart() -> None:
    def suffice(some: Sequence[int]) -> Answer:
        return Answer.YES if {1, 88} <= set(some) else Answer.NO

    assert minimal(THINGS, suffice) == ((1, 88), True)


def test_nothing_is_needed() -> None:
    assert minimal(THINGS, lambda _some: Answer.YES) == ((), True)


def test_alternatives_leave_one() -> None:
    """Any single thing does."""
    found, sure = minimal(THINGS, lambda some: Answer.YES if some else Answer.NO)
    assert (len(found), sure) == (1, True)


def test_not_known_is_kept_and_said() -> None:
    def suffice(some: Sequence[int]) -> Answer:
        if 8 not in some:
            return Answer.NO
        return Answer.YES if 1 in some else Answer.UNKNOWN

    assert minimal(range(10), suffice) == ((1, 8), False)
