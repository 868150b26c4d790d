"""The time grid: which dates each session of a cohort may take.

Dates live here; the rest of the model speaks of sessions, days of a session (0 and 1)
and literals. Rules that merely remove dates (CA-01 to CA-04, CA-06, SE-04) are
told by leaving an option out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from scheduler.calendars import SiteCalendar, even_weeks, open_weeks, week_position
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import add_months, monday


@dataclass(frozen=True)
class Option:
    """Dates that one session may take: two consecutive days of an ISO week, or a single one."""

    days: tuple[date, ...]

    @cached_property
    def week(self) -> date:
        """The Monday of its week."""
        return monday(self.days[0])


Dates = tuple[Option, ...]
"""The option of each session, in order."""

Weeks = Sequence[tuple[date, date]]
"""Per session, the Mondays of a first and a last week."""


def options_of(lessons: Iterable[Lesson]) -> dict[int, Option]:
    """Return the dates of each session of a cohort's `lessons`, by its number from 0, in order."""
    days: dict[int, set[date]] = defaultdict(set)
    for lesson in lessons:
        days[lesson.session - 1].add(lesson.day)
    return {session: Option(tuple(sorted(days[session]))) for session in sorted(days)}


@dataclass(frozen=True)
class CohortGrid:
    """The options of every session of one cohort.

    Attributes
    ----------
    window
        Open weeks by which a session may leave its even position; None for no limit.
        A limit speeds the search and is never the last word: see
        :mod:`scheduler.solve.bounds.windows`.
    near, leeway
        Dates from which a session may move by at most `leeway` weeks; 0 keeps them.
    within
        Mondays of the first and the last week that each session may take; None for all.
    """

    instance: Instance
    cohort: Cohort
    calendar: SiteCalendar
    margin_weeks: int
    window: int | None = None
    near: Dates | None = None
    leeway: int = 0
    within: Weeks | None = None

    @cached_property
    def curriculum(self) -> Curriculum:
        """The cohort's curriculum."""
        return self.instance.curriculum_of(self.cohort)

    @cached_property
    def sessions(self) -> range:
        """Numbers of the sessions, from 0."""
        return range(self.curriculum.sessions)

    @property
    def singles(self) -> int:
        """How many sessions are a single day: one if the programme's days are odd (SE-01)."""
        return self.curriculum.days % 2

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The open weeks of the cohort: the unit in which rhythm is measured."""
        return open_weeks(self.instance, self.cohort, self.calendar)

    @cached_property
    def even(self) -> tuple[int, ...]:
        """The even position of each session, as an index into :attr:`weeks`."""
        return even_weeks(self.instance, self.cohort, self.calendar, self.margin_weeks)

    def deviation(self, session: int, option: Option) -> int:
        """Return by how many open weeks `option` leaves the even position of `session`."""
        return abs(self._positions[option.week] - self.even[session])

    @cached_property
    def _positions(self) -> dict[date, int]:
        """The position of each week of an option among the open weeks."""
        return {week: week_position(self.weeks, week) for week in {option.week for option in self._all}}

    @cached_property
    def deadlines(self) -> tuple[date | None, date | None]:
        """The tightest deadlines of the learners to start and to finish."""
        learners = self.instance.learners_of[self.cohort.id]
        starts = [day for x in learners if (day := self.instance.start_deadline(x))]
        ends = [day for x in learners if (day := self.instance.finish_deadline(x))]
        return min(starts, default=None), min(ends, default=None)

    @cached_property
    def options(self) -> tuple[tuple[Option, ...], ...]:
        """The options of each session, in order of their dates."""
        return tuple(
            tuple(option for option in self._nearby(session) if self._admits(session, option))
            for session in self.sessions
        )

    def _nearby(self, session: int) -> list[Option]:
        """Return the options in the weeks that `session` may reach, all of them if it may reach any."""
        if self.within is not None:
            first, last = self.within[session]
            return [option for option in self._all if first <= option.week <= last]
        if self.near is None:
            return self._all
        centre = self.near[session].week
        weeks = (centre + timedelta(weeks=step) for step in range(-self.leeway, self.leeway + 1))
        return [option for week in weeks for option in self._in_week.get(week, ())]

    @cached_property
    def _in_week(self) -> dict[date, list[Option]]:
        found: dict[date, list[Option]] = defaultdict(list)
        for option in self._all:
            found[option.week].append(option)
        return dict(found)

    @cached_property
    def spans(self) -> tuple[tuple[int, int, int], ...]:
        """The open weeks that first and last session may take together, as positions.

        For each week of a possible first day: its position, and the lowest and highest
        position of the last session (CA-04, CA-05).
        """
        shortest, longest = self.instance.months(self.cohort)
        found: dict[int, tuple[int, int]] = {}
        for option in self._all:
            first = option.days[0]
            if self.cohort.start_from <= first <= self.cohort.start_to:
                low = week_position(self.weeks, monday(add_months(first, shortest)))
                high = week_position(self.weeks, monday(add_months(first, longest)))
                known = found.setdefault(week_position(self.weeks, option.week), (low, high))
                found[week_position(self.weeks, option.week)] = (min(low, known[0]), max(high, known[1]))
        return tuple((first, low, high) for first, (low, high) in sorted(found.items()))

    @cached_property
    def _all(self) -> list[Option]:
        """Options that the calendar, the weekdays and the outermost dates leave."""
        cohort = self.cohort
        last = add_months(cohort.start_to, self.instance.months(cohort)[1])
        span = (last - cohort.start_from).days + 1
        usable = {
            day
            for day in (cohort.start_from + timedelta(days=offset) for offset in range(max(0, span)))
            if day.weekday() in cohort.weekdays and self.calendar.is_open(day)
        }
        found = []
        for day in sorted(usable):
            following = day + timedelta(days=1)
            if self.singles:
                found.append(Option((day,)))
            if following in usable and monday(following) == monday(day):
                found.append(Option((day, following)))
        return found

    def _admits(self, session: int, option: Option) -> bool:
        first = option.days[0]
        if session == 0 and not self.cohort.start_from <= first <= self.cohort.start_to:
            return False
        if self.near is not None and self.leeway == 0 and option != self.near[session]:
            return False
        return self.window is None or self.deviation(session, option) <= self.window

    @cached_property
    def by_week(self) -> tuple[dict[date, list[Option]], ...]:
        """For each session, its options by week."""
        found: list[dict[date, list[Option]]] = []
        for options in self.options:
            weeks: dict[date, list[Option]] = defaultdict(list)
            for option in options:
                weeks[option.week].append(option)
            found.append(dict(weeks))
        return tuple(found)
