"""The lines of a sheet that tell when: columns and rows of dates, months, weekdays, half-days."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from scheduler.exchange.foreign.grid import Grid, Spot
from scheduler.exchange.foreign.marks import TimeMark
from scheduler.exchange.foreign.settling import TimeCells
from scheduler.exchange.foreign.vocabulary import DAYS, HOURS
from scheduler.exchange.tables.names import normal

FEWEST = 0.25
"""A column of dates holds at least this share of what the fullest holds: a date of printing is none."""

HEADER = 0.6
"""Share of the cells of a row that tell when, for it to head the columns below."""

DOWN = 3
"""Rows down to which a date speaks for those below it that leave it out."""

KINDS: dict[str, Callable[[TimeMark], bool]] = {
    "date": lambda mark: mark.dated,
    "day": lambda mark: mark.day is not None and mark.month is None,
    "month": lambda mark: mark.month is not None and mark.day is None,
    "weekday": lambda mark: mark.weekday is not None and mark.day is None,
    "half": lambda mark: mark.half is not None and mark.day is None,
    "times": lambda mark: bool(mark.times) and mark.day is None,
    "year": lambda mark: mark.year is not None and mark.day is None and mark.month is None,
    "week": lambda mark: mark.week is not None,
}
"""What a line can tell, each by the marks that tell it."""


@dataclass(frozen=True)
class RowGuide:
    """A row that heads the columns below: its marks of one kind by column, and how far each reaches."""

    row: int
    marks: dict[int, TimeMark]
    width: int

    def at(self, column: int, grid: Grid) -> tuple[int, TimeMark] | None:
        """Return the mark above a column, and the column in which it stands."""
        if column in self.marks:
            return grid.origin((self.row, column))[1], self.marks[column]
        for left in range(column - 1, max(0, column - self.width), -1):
            if left in self.marks:
                origin = grid.origin((self.row, left))[1]
                return (origin, self.marks[left]) if column - origin < self.width else None
            if (self.row, left) in grid.cells:
                return None
        return None


class Axes:
    """What the cells of a sheet tell of when, and the lines they form."""

    def __init__(self, grid: Grid):
        self.grid = grid
        told = TimeCells(grid)
        self.marks, self.self_dated = told.marks, told.self_dated

    # ------------------------------------------------------------------ columns

    @cached_property
    def day_columns(self) -> list[int]:
        """The columns that tell days, from left to right: by whole dates or, without any, by numbers."""
        whole = Counter(self._columns_of(lambda mark: mark.dated))
        for row, column in self.self_dated:
            if self.grid.origin((row, column)) == (row, column):
                whole[column] += 1
        numbers = self._columns_of(lambda mark: mark.day is not None and not mark.dated and not mark.bare)
        counted = Counter({x: count for x, count in numbers.items()})
        for column in self._columns_of(lambda mark: mark.day is not None and mark.bare):
            if self._counts_up(column) or self._called_days(column):
                counted[column] += len(self._bare(column))
        enough = [x for x in whole if whole[x] >= FEWEST * max(whole.values())]
        if max(whole.values(), default=0) >= max(counted.values(), default=0):
            return sorted(enough)
        return sorted(x for x in counted if counted[x] >= FEWEST * max(counted.values()))

    def _columns_of(self, tells: Callable[[TimeMark], bool]) -> Counter[int]:
        return Counter(
            column
            for (row, column), mark in self.marks.items()
            if tells(mark)
            and self.grid.origin((row, column)) == (row, column)
            and column not in self.hour_columns
        )

    def _bare(self, column: int) -> list[int]:
        own = ((row, mark) for (row, c), mark in self.marks.items() if c == column and mark.bare and mark.day)
        return [mark.day or 0 for _row, mark in sorted(own, key=lambda x: x[0])]

    def _counts_up(self, column: int) -> bool:
        """Tell whether bare numbers run on like days of a month, which numbers of hours do not."""
        numbers = self._bare(column)
        steps = [after - before for before, after in pairwise(numbers)]
        return (
            len(numbers) >= 5 and sum(step in (0, 1) for step in steps) >= 0.7 * len(steps) and max(steps) > 0
        )

    def _called_days(self, column: int) -> bool:
        """Tell whether a header or the weekdays beside them say that bare numbers are days."""
        rows = [row for (row, c), mark in self.marks.items() if c == column and mark.bare and mark.day]
        above = range(max(1, min(rows) - 3), min(rows))
        texts = {normal(self.grid.text((row, column))) for row in above}
        beside = [self.marks.get((row, c)) for row in rows for c in (column - 1, column + 1)]
        on = sum(mark is not None and (mark.weekday is not None or mark.letter != "") for mark in beside)
        return bool(texts & DAYS) or on >= 0.7 * len(rows)

    def block(self, column: int) -> tuple[int | None, int, int]:
        """Return the column of days that speaks for `column`, and the first and last column it speaks for."""
        starts = self._leaders
        before = [x for x in starts if x <= column]
        if not starts or (not before and len(starts) > 1):
            return None, 1, 10_000
        leader = before[-1] if before else starts[0]
        if self._far(leader, column):
            return None, column, column
        after = [x for x in starts if x > leader]
        return leader, leader if len(starts) > 1 else 1, after[0] - 1 if after else 10_000

    @cached_property
    def _leaders(self) -> list[int]:
        """The first of each run of neighbouring columns of days."""
        return [x for x in self.day_columns if x - 1 not in self.day_columns or self._holds_text(x - 1)]

    def _holds_text(self, column: int) -> bool:
        """Tell whether a column of days holds lessons too: dates then stand above them."""
        return self._texts[column] >= self._marked[column]

    def _far(self, leader: int, column: int) -> bool:
        """Tell whether a column stands apart from its column of days, and holds little: a legend."""
        gap = any(x not in self._texts and x not in self._marked for x in range(leader + 1, column))
        return gap and self._texts[column] < 0.5 * self._marked[leader]

    @cached_property
    def _texts(self) -> Counter[int]:
        return Counter(column for _row, column in self.contents)

    @cached_property
    def _marked(self) -> Counter[int]:
        return Counter(column for _row, column in self.marks)

    @cached_property
    def by_row(self) -> dict[int, list[tuple[Spot, TimeMark]]]:
        """The marks of each row, from left to right."""
        found: dict[int, list[tuple[Spot, TimeMark]]] = defaultdict(list)
        for spot in sorted(self.marks):
            found[spot[0]].append((spot, self.marks[spot]))
        return dict(found)

    @cached_property
    def hour_columns(self) -> set[int]:
        """The columns whose header says that they hold hours."""
        return {spot[1] for spot in self.grid.cells if normal(self.grid.text(spot)) in HOURS}

    def in_row(self, row: int, column: int) -> tuple[int, TimeMark, int | None] | None:
        """Return what the column of days says of a row: its own mark, or one that speaks for those below.

        The last value is the weekday, where the column tells it below a week: “Semaine du 11 janvier”.
        """
        own = self.marks.get((row, column))
        if own is not None and own.day is not None:
            return row, own, None
        if (row, column) in self.grid.cells and own is None:
            return None
        weekday = own.weekday if own is not None else None
        for above in range(row - 1, max(0, row - (DOWN if weekday is None else 5 * DOWN) - 1), -1):
            mark = self.marks.get((above, column))
            if mark is not None and mark.day is not None:
                return above, mark, weekday
            if mark is None and (above, column) in self.grid.cells:
                return None
            if weekday is None and mark is not None and mark.weekday is not None:
                found = self.in_row(above, column)
                return None if found is None else (found[0], found[1], mark.weekday)
        return None

    def month_above(self, row: int, column: int, day: int) -> TimeMark | None:
        """Return the date above in a column of days, for a row that only tells a later day of its month."""
        for above in range(row - 1, max(0, row - 31), -1):
            mark = self.marks.get((above, column))
            if mark is not None and mark.dated:
                return mark if (mark.day or 0) < day else None
        return None

    # ------------------------------------------------------------------ rows

    @cached_property
    def row_guides(self) -> dict[str, list[RowGuide]]:
        """By kind, the rows that head columns, from the last to the first."""
        found: dict[str, list[RowGuide]] = defaultdict(list)
        by_row: dict[int, dict[int, TimeMark]] = defaultdict(dict)
        filled: Counter[int] = Counter()
        for (row, column), mark in self.marks.items():
            by_row[row][column] = mark
        for spot in self.grid.cells:
            filled[spot[0]] += self.grid.origin(spot) == spot
        for row in sorted(by_row, reverse=True):
            marks = by_row[row]
            own = [x for x in marks if self.grid.origin((row, x)) == (row, x)]
            if len(own) < HEADER * filled[row]:
                continue
            for kind, tells in KINDS.items():
                told = {column: mark for column, mark in marks.items() if tells(mark)}
                places = sorted({self.grid.origin((row, x))[1] for x in told})
                if len(places) < (5 if kind == "day" and all(x.bare for x in told.values()) else 2):
                    continue
                steps = Counter(after - before for before, after in pairwise(places))
                found[kind].append(RowGuide(row, told, max(steps, key=lambda x: (steps[x], -x))))
        return dict(found)

    def above(self, kind: str, spot: Spot) -> tuple[int, int, TimeMark] | None:
        """Return what heads a cell: the row and the column of the mark, and the mark."""
        for guide in self.row_guides.get(kind, ()):
            if guide.row < spot[0] and (found := guide.at(spot[1], self.grid)):
                return guide.row, *found
        return None

    # ------------------------------------------------------------------ titles of sections

    @cached_property
    def sections(self) -> list[tuple[int, TimeMark]]:
        """Rows that hold nothing but a month, a week or a day, from the last to the first."""
        rows: dict[int, set[Spot]] = defaultdict(set)
        for spot in self.grid.cells:
            rows[spot[0]].add(self.grid.origin(spot))
        found = []
        for row in sorted(rows, reverse=True):
            if len(rows[row]) == 1:
                (spot,) = rows[row]
                mark = self.marks.get(spot)
                if mark is None or (
                    mark.day is not None and spot[1] in self.day_columns and mark.last is None
                ):
                    continue
                if spot[0] == row and (mark.month or mark.week or mark.year):
                    found.append((row, mark))
        return found

    def section(self, row: int, tells: Callable[[TimeMark], bool]) -> TimeMark | None:
        """Return the last title above `row` that tells something."""
        return next((mark for above, mark in self.sections if above < row and tells(mark)), None)

    def beside(self, spot: Spot, tells: Callable[[TimeMark], bool], first: int, last: int) -> TimeMark | None:
        """Return the nearest mark of the row between two columns, those on the left first."""
        row, column = spot
        own = [
            (c, mark) for (_row, c), mark in self.by_row.get(row, ()) if first <= c <= last and tells(mark)
        ]
        left = [mark for c, mark in own if c < column]
        return left[-1] if left else next((mark for c, mark in own if c > column), None)

    def upwards(self, spot: Spot, kind: str, most: int = 1_000) -> TimeMark | None:
        """Return the mark on the left of a cell, or above that, in a column that tells things of a kind."""
        row, column = spot
        for other in self._telling.get(kind, ()):
            if other < column:
                for above in range(row, max(0, row - most - 1), -1):
                    mark = self.marks.get((above, other))
                    if mark is not None and KINDS[kind](mark):
                        return mark
        return None

    @cached_property
    def _telling(self) -> dict[str, list[int]]:
        """By kind, the columns with two marks of that kind or more, from right to left."""
        found = {}
        for kind in ("month", "week", "year"):
            counted = self._columns_of(KINDS[kind])
            found[kind] = sorted((x for x in counted if counted[x] > 1), reverse=True)
        return found

    @cached_property
    def contents(self) -> tuple[Spot, ...]:
        """The cells that hold words, row by row: those that tell when hold none."""
        return tuple(x for x in sorted(self.grid.cells) if x not in self.marks and self.grid.text(x))
