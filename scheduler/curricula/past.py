"""What a cohort was taught before a day, and whether the rest of a module can go on as it should."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.domain.changes import in_time
from scheduler.domain.plan import Lesson

DAY = 2
"""Half-days of a day."""


@dataclass(frozen=True)
class TaughtBefore:
    """What one group of a cohort was taught before it changes.

    Attributes
    ----------
    since
        The first day that is still to come.
    lessons
        All lessons before, in the order of time.
    days
        The days of each session, those to come among them.
    """

    since: date
    lessons: tuple[Lesson, ...]
    days: Mapping[int, frozenset[date]]

    @classmethod
    def of(cls, lessons: Sequence[Lesson], since: date) -> "TaughtBefore":
        """Return the past of the lessons of a cohort."""
        sessions = {x.session for x in lessons}
        days = {x: frozenset(y.day for y in lessons if y.session == x) for x in sessions}
        return cls(since, tuple(sorted((x for x in lessons if x.day < since), key=in_time)), days)

    def of_module(self, module: str) -> list[Lesson]:
        """Return what was taught of a module, in all parallel groups."""
        return [x for x in self.lessons if x.module == module]

    def half_days(self, module: str) -> int:
        """Return the half-days taught of a module; each parallel group had as many."""
        rows = self.of_module(module)
        return sum(x.group == rows[0].group for x in rows)

    @property
    def single_day(self) -> bool:
        """True if a session of a single day is over."""
        return any(len(found) == 1 and min(found) < self.since for found in self.days.values())

    def leaves_room(self, module: str, left: int) -> bool:
        """Tell whether `left` half-days of a module fit into the session in which it was begun."""
        sessions = {x.session for x in self.of_module(module)}
        to_come = {day for x in sessions for day in self.days[x] if day >= self.since}
        return len(sessions) == 1 and left <= DAY * len(to_come)

    def by_days(self, module: str) -> bool:
        """Tell whether all days of a module were whole, each with one trainer and room per group."""
        found: dict[tuple[date, int], list[Lesson]] = {}
        for row in self.of_module(module):
            found.setdefault((row.day, row.group), []).append(row)
        days = found.values()
        return all(len(x) == DAY and len({(y.trainer, y.room) for y in x}) == 1 for x in days)
