"""A year on one page: months across, days down, all of it formulas over the sheet of sessions.

Beside the days, hidden columns hold for each of them where in the sheet of sessions its morning and
its afternoon are, in one number: fewer cells open and are written sooner. They lie as far from the days
of every month, so that one conditional format colours them all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from openpyxl.utils import get_column_letter

from scheduler.domain.time import Half, Weekday, add_months
from scheduler.exchange.look import BANNER, HEAD, INK, MUTED, WHITE, Look
from scheduler.exchange.output.fitting import HIDDEN_EDGE, POINTS_PER_SIGN, SMALLEST, cut, fitted_size, points
from scheduler.exchange.output.workbook.book import BookPage
from scheduler.exchange.output.workbook.live import PACE, Live, moment, serial
from scheduler.exchange.output.workbook.planner_days import CLOSURE, DAY, SCHOOL, TAUGHT, DayKind
from scheduler.exchange.output.workbook.words import month, weekday_letter
from scheduler.exchange.output.xlsx import Formula, clean, literal
from scheduler.text import _, language, plural

WIDTH = 151.0
"""Width of all months together, in characters: an A4 landscape page at its natural size."""

NARROW = (1.4, 2.2)
"""Widths of the weekday's letter and of the day's number; what is taught takes the rest of a month."""

STRIDE = 3
"""Columns of a month."""

DAY_HEIGHT = 12.9
DAYS = 31
MONTH = HEAD.but(fill=BANNER, ink=WHITE, wrap=False)
COUNT = DAY.but(framed=False, ink=MUTED, italic=True, shrink=False)
WEEK_SIZE = 6
AFTERNOON = 100_000
"""By how much the row of an afternoon counts in a hidden cell, beside that of the morning."""

MORNING_ROW, AFTERNOON_ROW = f"MOD({{x}},{AFTERNOON})", f"INT({{x}}/{AFTERNOON})"
ONLY, BETWEEN = "–", " / "
"""What stands for a free half-day, and between the halves of a day that differ."""

Ground = Callable[[date], tuple[DayKind, str]]
"""The kind of a day without lessons, and its own name."""


@dataclass(frozen=True)
class Layout:
    """Months side by side, and how the days of their planner tell what is taught.

    Attributes
    ----------
    column
        The column of the sessions whose text the days show: ``label``, ``short``, ``by`` or ``whose``.
    size, most
        Points of that text, and how many of its signs a day shows.
    """

    months: tuple[date, ...]
    column: str = "label"
    size: float = DAY.size
    most: int = 99

    @property
    def columns(self) -> int:
        """Columns that are seen."""
        return STRIDE * len(self.months)

    @property
    def shift(self) -> int:
        """How far to the right the hidden column of each column is; before them lies one of numbers."""
        return self.columns + 1

    @property
    def label_width(self) -> float:
        """Width of the column of what is taught."""
        return max(6.0, WIDTH / len(self.months) - sum(NARROW))

    @property
    def widths(self) -> list[float]:
        """Widths of all columns, the hidden ones too."""
        return [*[*NARROW, self.label_width] * len(self.months), *[9.0] * (1 + self.columns)]

    def choose(self, ways: Mapping[str, Sequence[str]], legible: float, last: str) -> "Layout":
        """Return the layout that tells most: the first column whose texts fit at `legible` points.

        Parameters
        ----------
        ways
            Columns of the sessions, and the texts that they may hold here.
        last
            The column to take if none fits, which cuts its texts; its own are those of the last way.
        """
        for column, texts in ways.items():
            size = min((fitted_size(text, self.label_width, TAUGHT) for text in texts), default=DAY.size)
            if size >= legible and all(self._room(size) >= points(x, TAUGHT.but(size=size)) for x in texts):
                return Layout(self.months, column, size, self._signs(texts, size))
        texts = list(ways.values())[-1]
        return Layout(self.months, last, SMALLEST, self._signs(texts, SMALLEST))

    def _signs(self, texts: Sequence[str], size: float) -> int:
        """Return how many signs of texts like these a day shows at a size."""
        look = TAUGHT.but(size=size)
        widest = max((points(text, look) / len(text) for text in texts if text), default=size)
        return max(3, int(self._room(size) / widest))

    def _room(self, size: float) -> float:
        return self.label_width * POINTS_PER_SIGN * (HIDDEN_EDGE if size <= SMALLEST else 1)


class YearGrid:
    """Writes the days of one cohort, trainer or room from a row on.

    Parameters
    ----------
    top
        The row of the months; days begin below, and totals come after them.
    field, name
        ``"cohort"``, ``"trainer"`` or ``"room"``, and whose days these are.
    day_height
        Points of a row.
    """

    def __init__(
        self,
        page: BookPage,
        live: Live,
        layout: Layout,
        top: int,
        field: str,
        name: str,
        day_height: float = DAY_HEIGHT,
    ):
        self._page, self._live, self._layout, self.top = page, live, layout, top
        self._field, self._rank = field, live.rank(field, name)
        self._found = live.found(field)
        self._day_height = day_height
        self.total_row = top + 1 + DAYS
        self.base = f"${get_column_letter(layout.columns + 1)}${top}"
        """The cell from which the moments of this one count."""
        self.cut_names: dict[date, str] = {}
        """Names of days that had to be cut."""
        self._letter = ["", *(get_column_letter(n) for n in range(1, 2 * layout.columns + 2))]

    def write(self, ground: Ground) -> None:
        """Write months, days and the number of days of each month."""
        page, layout = self._page, self._layout
        page.put(self.top, layout.columns + 1, self._rank * PACE)
        page.height(self.top, 15)
        for row in range(self.top + 1, self.total_row + 1):
            page.height(row, self._day_height)
        size = min(fitted_size(month(x), page.width(1, STRIDE), MONTH) for x in layout.months)
        for number, first in enumerate(layout.months):
            column = 1 + STRIDE * number
            page.wide(self.top, column, column + 2, month(first), MONTH.but(size=size))
            self._write_month(column, first, ground)

    def _write_month(self, column: int, first: date, ground: Ground) -> None:
        page, named = self._page, None
        width, letters = page.width(column + 2, column + 2), _letters()
        taught = 0
        for row, day in enumerate(_days(first), start=self.top + 1):
            kind, name = ground(day)
            style = page.file.format(_numbered(kind))
            page.soon(row, column, letters[day.weekday()], style)
            page.soon(row, column + 1, serial(day), style)
            # Holidays that last are named once a month: their colour says the rest.
            silent = not name or kind is SCHOOL or (kind is CLOSURE and name == named)
            told = "" if silent else cut(name, width, kind.look)
            if told.endswith("…"):
                self.cut_names[day] = name
            named = name if kind is CLOSURE else named
            week = not told and day.weekday() >= Weekday.SAT and _tells_week(day, ground)
            if week:
                told = _("wk {week}").format(week=day.isocalendar().week)
            look = _day_look(kind, self._layout.size, bool(told), week)
            taught += self._write_day(row, column, day, told, look)
        letter = self._letter[column + 2 + self._layout.shift]
        found = f"{letter}{self.top + 1}:{letter}{self.top + DAYS}"
        look = COUNT.but(number=_days_format())
        page.wide(self.total_row, column, column + 2, Formula(f'=COUNTIF({found},">0")', taught), look)

    def _write_day(self, row: int, column: int, day: date, told: str, look: Look) -> bool:
        """Write a day; return whether something is taught on it now."""
        hidden = column + 2 + self._layout.shift
        at, cell = f"{self._letter[column + 1]}{row}", f"{self._letter[hidden]}{row}"
        first = moment(self._rank, day, Half.AM)
        am, pm = self._found.get(first, -1), self._found.get(first + 1, -1)
        found = am + 1 + AFTERNOON * (pm + 1)
        self._page.soon(row, hidden, found, text=self._match.replace("{at}", at), alike=self._match)
        text = f"=IF({cell}=0,{literal(told)},{self._text.replace('{x}', cell)}"
        style = self._page.file.format(look)
        self._page.soon(row, column + 2, clean(self._now(am, pm, told)), style, clean(text), told or BETWEEN)
        return am >= 0 or pm >= 0

    @cached_property
    def _match(self) -> str:
        """The formula of where a day is in the sheet of sessions, ``{at}`` for the cell of its date."""
        names = f"{self._field}_sorted"

        def row(half: int) -> str:
            key = f"{self.base}+2*{{at}}+{half}"
            return f"IF(LOOKUP({key},{names})={key},LOOKUP({key},{names},{self._field}_row),0)"

        return f"={row(1)}+{AFTERNOON}*{row(2)}"

    @cached_property
    def _text(self) -> str:
        """The formula of a day on which something is taught, ``{x}`` for its hidden cell."""
        names, only, half = f"plan_{self._layout.column}", self._only, self._half
        one, other = (f"INDEX({names},{row})" for row in (MORNING_ROW, AFTERNOON_ROW))
        free, apart = literal(ONLY + BETWEEN), literal(BETWEEN)
        return (
            f"IF({{x}}<{AFTERNOON},LEFT(INDEX({names},{{x}}),{only})&{literal(BETWEEN + ONLY)},"
            f"IF({MORNING_ROW}=0,{free}&LEFT({other},{only}),IF({one}={other},{one},"
            f"LEFT({one},{half})&{apart}&LEFT({other},{half})))))"
        )

    @property
    def _only(self) -> int:
        return max(2, self._layout.most - len(BETWEEN) - 1)

    @property
    def _half(self) -> int:
        return max(2, (self._layout.most - len(BETWEEN)) // 2)

    def _now(self, morning: int, afternoon: int, told: str) -> str:
        if morning < 0 and afternoon < 0:
            return told
        half, only = self._half, self._only
        am, pm = ("" if x < 0 else str(self._live.rows[x][self._layout.column]) for x in (morning, afternoon))
        if not am or not pm:
            return f"{am[:only]}{BETWEEN}{ONLY}" if am else f"{ONLY}{BETWEEN}{pm[:only]}"
        # Spreadsheets compare texts without case.
        return am if am.casefold() == pm.casefold() else f"{am[:half]}{BETWEEN}{pm[:half]}"


def hide_helpers(page: BookPage, layout: Layout) -> None:
    """Set the widths of a planner's columns and hide those that nobody needs to see."""
    page.widths(layout.widths)
    page.hide(range(layout.columns + 1, 2 * layout.columns + 2))


def colour_days(page: BookPage, layout: Layout, first: int, last: int) -> None:
    """Let the days in the rows `first` to `last` take the colours of the blocks."""
    letters = [get_column_letter(STRIDE * number) for number in range(1, len(layout.months) + 1)]
    cells = [f"{letter}{first}:{letter}{last}" for letter in letters]
    hidden = f"{get_column_letter(STRIDE + layout.shift)}{first}"
    morning, afternoon = (row.replace("{x}", hidden) for row in (MORNING_ROW, AFTERNOON_ROW))
    found = f"IF({hidden}=0,0,INDEX(plan_hue,IF({morning}>0,{morning},{afternoon})))"
    fills = page.book.block_fill
    for block, hue in page.book.block_hue.items():
        page.paint(cells, f"{found}={hue}", fills[block], INK)


@cache
def _letters_in(_language: str) -> tuple[str, ...]:
    return tuple(weekday_letter(date(2024, 1, 1 + number)) for number in range(7))


def _letters() -> tuple[str, ...]:
    """Return the letters of the weekdays, from Monday: 1 January 2024 was one."""
    return _letters_in(language())


@cache
def _numbered(kind: DayKind) -> Look:
    return kind.date_look.but(number="d", shrink=False)


@cache
def _day_look(kind: DayKind, size: float, told: bool, week: bool) -> Look:
    """Return the look of a day, at the size that what is taught on it has."""
    if week:
        return kind.look.but(shrink=False, size=WEEK_SIZE, across="right", indent=0)
    return kind.look.but(shrink=False, size=min(kind.look.size, size) if told else size)


def _tells_week(day: date, ground: Ground) -> bool:
    """Tell whether the number of the week stands on a day of the weekend.

    On Sunday, where nobody is taught; on Saturday if the Sunday bears a name or is in the next month.
    """
    if day.weekday() == Weekday.SUN:
        return True
    sunday = day + timedelta(days=1)
    return sunday.month != day.month or bool(ground(sunday)[1])


def _days(first: date) -> list[date]:
    """Return the days of the month that starts on `first`."""
    return [first + timedelta(days=x) for x in range((add_months(first, 1) - first).days)]


def _days_format() -> str:
    """Return the number format of a count of days: nothing for none."""
    one, many = (plural("{days} day", "{days} days", count).format(days="") for count in (1, 2))
    return f'[=0]"";[=1]0"{one}";0"{many}"'
