"""The date of each cell, from what stands beside it and above it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from scheduler.domain.time import Half
from scheduler.exchange.foreign.axes import KINDS, Axes
from scheduler.exchange.foreign.grid import Spot
from scheduler.exchange.foreign.marks import TimeMark, read_mark
from scheduler.exchange.foreign.parts import LONGEST_HALF, half_of, length

LONGEST_RANGE = 6
"""Days that a row of several days can span."""

Order = tuple[int, ...]


@dataclass(frozen=True)
class When:
    """When the lesson of a cell is.

    Attributes
    ----------
    day, month, year
        Of the date or, where `in_week` is told, of a day of its week.
    in_week
        The weekday, where the rest tells a week alone.
    week
        Number of the ISO week, where no date tells it.
    weekday
        The weekday that is written beside the date; it may not fit.
    last
        The last day, where the cell speaks of several.
    order
        Where it stands among others of its sheet: years are told from one to the next.
    across
        True if what stands above tells the day, the month or the weekday.
    column
        The column of days that tells it, if one does.
    """

    day: int | None
    month: int | None
    year: int | None
    order: Order
    in_week: int | None = None
    week: int | None = None
    weekday: int | None = None
    last: tuple[int, int | None, int | None] | None = None
    half: Half | None = None
    hours: float | None = None
    across: bool = False
    column: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        """Month and day; of a week, about where it lies in its year."""
        if self.week is not None and self.month is None:
            about = date(2000, 1, 3) + timedelta(weeks=self.week - 1)
            return about.month, about.day
        return self.month or 0, self.day or 0

    def days(self, year: int) -> list[date]:
        """Return the days, those without a year of their own in `year`; none if there is no such day."""
        try:
            return self._days(self.year or year)
        except ValueError:
            return []

    def _days(self, year: int) -> list[date]:
        if self.week is not None and self.month is None:
            return [date.fromisocalendar(year, self.week, (self.in_week or 0) + 1)]
        first = date(year, self.month or 0, self.day or 0)
        if self.in_week is not None:
            return [first + timedelta(days=self.in_week - first.weekday())]
        if self.last is not None:
            day, month, own = self.last
            end = date(own or year, month or first.month, day)
            if first < end <= first + timedelta(days=LONGEST_RANGE):
                return [first + timedelta(days=x) for x in range((end - first).days + 1)]
        return [first]


def when(axes: Axes, spot: Spot) -> When | None:
    """Return when the lesson of a cell is; None if nothing around it tells."""
    row, column = spot
    leader, first, last = axes.block(column)
    if spot in axes.self_dated:
        mark = axes.self_dated[spot][0]
        return _timed(axes, spot, _of_mark(mark, (row, column), None), mark, first, last)
    beside = axes.in_row(row, leader) if leader is not None and leader != column else None
    found = _dated(axes, spot, beside, leader)
    if found is None:
        return None
    own = beside[1] if beside is not None and found.in_week is None else None
    return _timed(axes, spot, found, own, first, last)


def _dated(
    axes: Axes, spot: Spot, beside: tuple[int, TimeMark, int | None] | None, leader: int | None
) -> When | None:
    row, column = spot
    here = (leader or 0, row)
    mark = beside[1] if beside is not None else None
    if beside is not None and beside[2] is not None and mark is not None and mark.dated:
        return replace(_of_mark(mark, here, leader), in_week=beside[2], last=None, weekday=None)
    head = axes.above("weekday", spot)
    told = axes.marks.get((row, leader or 0))
    weekday = mark.weekday if mark else (told.weekday if told else None)
    if weekday is None and (own := axes.beside(spot, KINDS["weekday"], *axes.block(column)[1:])):
        weekday = own.weekday
    if head is not None and weekday is None:
        # The weekday stands above: what stands on the left is the week.
        week = mark if mark is not None and mark.dated else None
        number = axes.upwards(spot, "week", 3)
        title = axes.section(row, lambda x: x.dated or x.week is not None)
        told_week = week or (number if number and number.dated else None) or number or title
        if told_week is not None:
            return replace(
                _of_mark(told_week, here, leader if told_week is mark else None),
                in_week=head[2].weekday,
                last=None,
                across=True,
                weekday=None,
            )
    if mark is not None and mark.dated:
        told_date = _of_mark(mark, here, leader)
        return _ended(axes, row, leader, replace(told_date, weekday=weekday))
    date_head = axes.above("date", spot)
    if date_head is not None and mark is None:
        on = next(
            (x for (_r, c), x in reversed(_row_of(axes, row)) if c < column and KINDS["weekday"](x)), None
        )
        if on is not None and date_head[2].weekday is None:
            # Weeks across by their first day, weekdays down.
            return replace(_headed(date_head), in_week=on.weekday, last=None)
        return _headed(date_head)
    week_head = axes.above("week", spot)
    if week_head is not None and mark is None and weekday is not None:
        return replace(_headed(week_head), in_week=weekday, last=None, weekday=None)
    return _pieced(axes, spot, mark, here, leader, weekday)


def _headed(head: tuple[int, int, TimeMark]) -> When:
    """Return the date that stands above a cell, by its row, its column and its mark."""
    row, column, mark = head
    return replace(_of_mark(mark, (row, column), None), across=True)


def _pieced(
    axes: Axes, spot: Spot, mark: TimeMark | None, here: Order, leader: int | None, weekday: int | None
) -> When | None:
    """Return a date whose parts are told in several places, or None."""
    row, column = spot
    day_head = axes.above("day", spot) if mark is None else None
    day = mark.day if mark else (day_head[2].day if day_head else None)
    month_head = axes.above("month", spot)
    month: TimeMark | None
    order: Order
    if month_head is not None:
        month, order = month_head[2], (month_head[0], month_head[1])
    else:
        beside = axes.upwards((row, leader or column), "month")
        month = beside or axes.section(row, lambda x: x.month is not None) or _of_title(axes)
        if mark is not None and leader is not None and mark.day is not None:
            month = axes.month_above(row, leader, mark.day) or month
        order = here if day_head is None else (row, column)
    if day is not None and month is not None and month.month is not None:
        year = mark.year if mark and mark.year else month.year
        if year is None and (head := axes.above("year", spot)):
            year = head[2].year
        if year is None and month_head is None and (title := axes.section(row, KINDS["year"])):
            year = title.year
        told = mark.weekday if mark else (day_head[2].weekday if day_head else None)
        last = mark.last if mark else None
        across = month_head is not None or day_head is not None
        return When(day, month.month, year, order, None, None, told, last, None, None, across, leader)
    title = axes.section(row, lambda x: x.dated or x.week is not None)
    week = axes.upwards(spot, "week", 10) or title
    if weekday is not None and week is not None:
        return replace(_of_mark(week, here, leader), in_week=weekday, last=None, weekday=None)
    if title is not None and title.dated and title.week is None and title.last is None:
        return _of_mark(title, here, None)
    return None


def _of_mark(mark: TimeMark, order: Order, column: int | None) -> When:
    week = None if mark.dated else mark.week
    return When(
        mark.day, mark.month, mark.year, order, None, week, mark.weekday, mark.last, None, None, False, column
    )


def _of_title(axes: Axes) -> TimeMark | None:
    """Return the month that the title of the sheet tells, or None."""
    mark, rest = read_mark(axes.grid.title, axes.grid.epoch)
    return mark if mark is not None and not rest and mark.month is not None and mark.day is None else None


def _ended(axes: Axes, row: int, leader: int | None, found: When) -> When:
    """Return `found` with its last day, where the next column holds it: from, to."""
    if leader is None or found.last is not None or leader + 1 not in axes.day_columns:
        return found
    end = axes.marks.get((row, leader + 1))
    if end is None or not end.dated:
        return found
    return replace(found, last=(end.day or 0, end.month, end.year))


def _timed(axes: Axes, spot: Spot, found: When, own: TimeMark | None, first: int, last: int) -> When:
    """Return `found` with its half-day and hours, as far as marks tell them."""
    row, _column = spot
    half, span = (own.half, own.times) if own is not None else (None, ())
    if half is None and (mark := axes.beside(spot, KINDS["half"], max(1, first), last)):
        half = mark.half
    if half is None and (head := axes.above("half", spot)):
        half = head[2].half
    if not span and (mark := axes.beside(spot, lambda x: bool(x.times), max(1, first), last)):
        span = mark.times
    if not span and half is None and (head := axes.above("times", spot)):
        span = head[2].times
    clocks = sorted(
        mark.clock
        for (r, c), mark in _row_of(axes, row)
        if mark.clock is not None and first <= c <= last and c not in axes.hour_columns
    )
    if not span and len(clocks) == 2:
        span = ((clocks[0], clocks[1]),)
    hours = None
    if len(span) == 1:
        told = half_of(*span[0])
        half = half or told
        long = length(*span[0])
        hours = long if told is not None and 0 < long <= LONGEST_HALF else None
    elif not span and len(clocks) == 1 and half is None and clocks[0].hour >= 8:
        half = Half.AM if clocks[0].hour < 12 else Half.PM
    return replace(found, half=half, hours=hours)


def _row_of(axes: Axes, row: int) -> Sequence[tuple[Spot, TimeMark]]:
    return axes.by_row.get(row, ())
