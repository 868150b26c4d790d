"""How far dates may move in a plan that changes few half-days, and so how small its model may be.

A week with a session that is given up changes all its half-days. If few half-days may change, few weeks
are given up. Say that a cohort trains in *n* weeks, of which *m* at most are given up, and has *n + d*
sessions (as edited by hand, a plan may have too few or too many). Session *j* of the new plan then lies in
a week that had a session, with at most *d + m* new ones and at least no one before it, or in a new week
between two such: so between the weeks number *j - d - m* and *j + m* of the old plan. A model that knows
no other weeks has every plan that changes so few half-days.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from math import inf

from scheduler.domain.plan import Lesson
from scheduler.domain.time import monday
from scheduler.model.grid import Weeks

EARLY, LATE = date.min, date.max


@dataclass(frozen=True)
class Reach:
    """The weeks of a cohort, and where its sessions lie if some of these are given up.

    Attributes
    ----------
    lessons
        Those of the cohort.
    sessions
        How many it must have, by its curriculum.
    since
        Nothing changes before that day.
    """

    lessons: Sequence[Lesson]
    sessions: int
    since: date

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks with a lesson, in order."""
        return tuple(sorted({monday(lesson.day) for lesson in self.lessons}))

    @cached_property
    def _prices(self) -> tuple[int, ...]:
        """Half-days that change at least if 1, 2, … weeks are given up."""
        rows = Counter(monday(x.day) for x in self.lessons if x.day >= self.since)
        over = {monday(x.day) for x in self.lessons if x.day < self.since}
        return tuple(accumulate(sorted(count for week, count in rows.items() if week not in over)))

    def settled(self, moving: int | None) -> float:
        """Return the most half-days that may change without more than `moving` weeks being given up.

        Infinite if so many are all that are to come.
        """
        if moving is None or moving >= len(self._prices):
            return inf
        return self._prices[moving] - 1

    def days_settled(self, moving: int | None) -> int | None:
        """Return the most days that may be given up without more than `moving` weeks being; None for all."""
        if moving is None or moving >= len(self._prices):
            return None
        days: dict[date, set[date]] = {}
        for lesson in self.lessons:
            days.setdefault(monday(lesson.day), set()).add(lesson.day)
        to_come = sorted(len(found) for found in days.values() if min(found) >= self.since)
        return sum(to_come[: moving + 1]) - 1

    def within(self, moving: int | None) -> Weeks | None:
        """Return the weeks of each session if at most `moving` are given up; None if any week may be."""
        if moving is None or moving >= len(self._prices):
            return None
        missing = self.sessions - len(self.weeks)
        return [
            (self._week(session - missing - moving), self._week(session + moving))
            for session in range(self.sessions)
        ]

    def _week(self, number: int) -> date:
        if number < 0:
            return EARLY
        return self.weeks[number] if number < len(self.weeks) else LATE
