"""What the cells of a sheet tell of when, and what one alone leaves open settled by its neighbours."""

from collections import defaultdict
from dataclasses import replace

from scheduler.domain.time import Half
from scheduler.exchange.foreign.grid import Grid, Spot
from scheduler.exchange.foreign.marks import TimeMark, read_mark
from scheduler.exchange.foreign.vocabulary import WEEKS
from scheduler.exchange.tables.names import normal


class TimeCells:
    """The cells of a sheet that tell when.

    Attributes
    ----------
    marks
        What cells say that say nothing else.
    self_dated
        The date with which a cell begins, and the rest of its text.
    """

    def __init__(self, grid: Grid):
        self.grid = grid
        self.marks: dict[Spot, TimeMark] = {}
        self.self_dated: dict[Spot, tuple[TimeMark, str]] = {}
        for spot, value in grid.cells.items():
            mark, rest = read_mark(value, grid.epoch)
            if (mark is not None and not rest) or (mark is not None and mark.letter):
                self.marks[spot] = mark
            elif mark is not None and mark.dated:
                self.self_dated[spot] = (mark, rest)
        self._settle_letters()
        self._settle_unsure()
        self._settle_months()
        self._settle_weeks()

    def _settle_letters(self) -> None:
        by_column, by_row = defaultdict(set), defaultdict(set)
        lettered = {spot: mark.letter for spot, mark in self.marks.items() if mark.letter}
        unsure = {spot for spot, mark in self.marks.items() if mark.unsure}
        for (row, column), letter in lettered.items():
            by_column[column].add(letter)
            by_row[row].add(letter)
        for row, column in unsure:
            by_column[column].add("am")
            by_row[row].add("am")
        for (row, column), letter in lettered.items():
            for letters in (by_column[column], by_row[row]):
                if letters & {"l", "j", "v", "s", "d"}:
                    self.marks[row, column] = TimeMark(letter=letter)
                    break
                if "m" in letters and letters & {"a", "am"} and letter in "ma":
                    self.marks[row, column] = TimeMark(half=Half.AM if letter == "m" else Half.PM)
                    break
            else:
                del self.marks[row, column]

    def _settle_unsure(self) -> None:
        """Take “AM” for the afternoon where the morning bears another name."""
        mornings = any(mark.half is Half.AM and not mark.unsure for mark in self.marks.values())
        for spot, mark in self.marks.items():
            if mark.unsure:
                self.marks[spot] = replace(mark, half=Half.PM if mornings else Half.AM, unsure=False)

    def _settle_months(self) -> None:
        """Take the first of a month for the month, in a row of such: “janv-27” is a date in its cell."""
        by_row: dict[int, dict[Spot, TimeMark]] = defaultdict(dict)
        for spot, mark in self.marks.items():
            if mark.dated:
                by_row[spot[0]][spot] = mark
        for own in by_row.values():
            months = {(mark.year, mark.month) for mark in own.values()}
            # Where months stand side by side day by day, the second lies below the first.
            below = [self.marks.get((row + 1, column)) for row, column in own]
            runs_on = any(mark is not None and mark.day == 2 for mark in below)
            if len(months) > 2 and all(mark.day == 1 for mark in own.values()) and not runs_on:
                self.marks |= {spot: TimeMark(month=mark.month, year=mark.year) for spot, mark in own.items()}

    def _settle_weeks(self) -> None:
        """Take the bare numbers below or beside the word “semaine” for those of weeks."""
        heads = [x for x in self.grid.cells if x not in self.marks and normal(self.grid.text(x)) in WEEKS]
        for spot, value in self.grid.cells.items():
            number = int(value) if isinstance(value, int | str) and str(value).isdecimal() else 0
            if 0 < number < 54 and any(
                (x[1] == spot[1] and x[0] < spot[0]) or (x[0] == spot[0] and x[1] < spot[1]) for x in heads
            ):
                self.marks[spot] = TimeMark(week=number)
