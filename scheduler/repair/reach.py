"""How far dates may move in a plan that changes few half-days, and so how small its model may be.

A session that leaves its week changes all its half-days. If few half-days may change, few sessions
leave their weeks; a session is then the one that had its number, or one a few numbers before or after,
or a new one between these. So each session lies between the weeks of those few before and after it: a
model that knows no other week has every plan that changes so few half-days.
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
    """The dates of a cohort, and where its sessions lie if some of them leave their weeks.

    Attributes
    ----------
    lessons
        Those of the cohort.
    sessions
        How many it has by its curriculum.
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

    @property
    def regular(self) -> bool:
        """True if there is a week for each session, as the rules want it: else nothing is known of dates."""
        return len(self.weeks) == self.sessions

    @cached_property
    def _prices(self) -> tuple[int, ...]:
        """Half-days that change at least if 1, 2, … sessions leave their weeks."""
        rows = Counter(monday(x.day) for x in self.lessons if x.day >= self.since)
        over = {monday(x.day) for x in self.lessons if x.day < self.since}
        return tuple(accumulate(sorted(count for week, count in rows.items() if week not in over)))

    def settled(self, moving: int | None) -> float:
        """Return the most half-days that may change without more than `moving` sessions leaving their weeks.

        Infinite if so many cannot be all that are to come.
        """
        if moving is None or moving >= len(self._prices):
            return inf
        return self._prices[moving] - 1 if self.regular else -1

    def within(self, moving: int | None) -> Weeks | None:
        """Return the weeks of each session if at most `moving` leave theirs; None if any week may be."""
        if moving is None or not self.regular or moving >= self.sessions:
            return None
        last = self.sessions - 1
        return [
            (
                self.weeks[session - moving] if session >= moving else EARLY,
                self.weeks[session + moving] if session + moving <= last else LATE,
            )
            for session in range(self.sessions)
        ]
