"""How far dates may move: the weeks of each session, and up to how many changes they leave nothing out."""

from datetime import date, timedelta
from itertools import combinations
from math import inf

import pytest

from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, monday
from scheduler.repair.reach import EARLY, LATE, Reach

FIRST = date(2027, 2, 1)
START = date(2027, 1, 1)


def week(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def plan(*sizes: int) -> list[Lesson]:
    """Return a session of so many half-days in every other week."""
    return [
        Lesson("A", 1, number + 1, week(2 * number) + timedelta(days=at // 2), tuple(Half)[at % 2], "M", 3.5)
        for number, size in enumerate(sizes)
        for at in range(size)
    ]


def test_fewer_changes_than_the_smallest_session_move_none() -> None:
    """Two half-days are the single day's: with one changed, all sessions stay in their weeks."""
    reach = Reach(plan(4, 2, 4), 3, START)
    assert [reach.settled(moving) for moving in (0, 1, 2, 3, None)] == [1, 5, 9, inf, inf]
    assert reach.within(0) == [(week(number), week(number)) for number in (0, 2, 4)]


def test_each_session_lies_between_those_before_and_after_it() -> None:
    reach = Reach(plan(4, 4, 4), 3, START)
    assert reach.within(1) == [(EARLY, week(2)), (week(0), week(4)), (week(2), LATE)]


def test_what_is_over_cannot_be_given_up() -> None:
    """The first session is over, of the second one day is: only the third may leave its week."""
    reach = Reach(plan(2, 4, 4), 3, week(2) + timedelta(days=1))
    assert [reach.settled(moving) for moving in (0, 1)] == [3, inf]


def test_a_session_that_is_missing_opens_the_weeks_before() -> None:
    """Two sessions were merged by hand: a third must be found, before, between or behind."""
    reach = Reach(plan(4, 4), 3, START)
    assert reach.within(0) == [(EARLY, week(0)), (week(0), week(2)), (week(2), LATE)]


@pytest.mark.parametrize("sessions", [3, 4, 5])
@pytest.mark.parametrize("moving", [0, 1, 2])
def test_no_plan_that_gives_up_so_few_weeks_is_left_out(sessions: int, moving: int) -> None:
    """Every choice of weeks, one for each session, that keeps all but `moving` of the old ones."""
    old = plan(4, 4, 4, 4)
    reach = Reach(old, sessions, START)
    within = reach.within(moving)
    assert within is not None
    weeks = {monday(x.day) for x in old}
    for chosen in combinations([week(number) for number in range(-1, 9)], sessions):
        if len(weeks - set(chosen)) <= moving:
            assert all(low <= day <= high for day, (low, high) in zip(chosen, within, strict=True))
