"""One year planner per cohort: months across, days down, on one A4 landscape page, live."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl.utils import get_column_letter

from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode
from scheduler.domain.time import Half, add_months
from scheduler.exchange.look import BAD_INK
from scheduler.exchange.output.fitting import SMALLEST
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook
from scheduler.exchange.output.workbook.live import PACE, Live, cohort_sign, module_label, modules_of, serial
from scheduler.exchange.output.workbook.planner_days import JOINT_SIGN, REMOTE_SIGN
from scheduler.exchange.output.workbook.planner_frame import SMALL, span, write_head, write_legend
from scheduler.exchange.output.workbook.spoken import counted, filled, long_date_of
from scheduler.exchange.output.workbook.words import SUMMARY, long_date, months
from scheduler.exchange.output.workbook.year_grid import Layout, YearGrid, colour_days, hide_helpers
from scheduler.exchange.output.xlsx import Formula, Value, literal
from scheduler.text import _, plural
from scheduler.text.phrases import number

MONTHS_ROW = 5
FEWEST_MONTHS = 6
"""A page with fewer would have columns too wide to read across."""

MOST_MONTHS = 14
"""Of a page of a trainer or a room; a plan that is longer takes several pages."""

LEGIBLE = 6.5
"""Points that a module's name keeps for its trainer to stand behind it."""

OUTSIDE = SMALL.but(size=8, bold=True, ink=BAD_INK, shrink=False)


@dataclass(frozen=True)
class Layouts:
    """The layout of each cohort's planner, and that of the pages of trainers and rooms.

    Attributes
    ----------
    short
        Signs that the narrowest planner shows among those that cut what they tell.
    """

    cohorts: dict[str, Layout]
    whose: Layout
    short: int


def planner_layouts(book: CalendarBook) -> Layouts:
    """Return the layouts of all planners of a plan."""
    cohorts = {cohort.id: _layout(book, cohort) for cohort in book.plan.instance.cohorts}
    every = months(*book.period)
    pages = -(-len(every) // MOST_MONTHS)
    wanted = max(FEWEST_MONTHS, -(-len(every) // pages))
    labels = [
        f"{cohort_sign(book, cohort)} {label}"
        for cohort in book.plan.instance.cohorts
        for label in _labels(book, cohort)
    ]
    first = tuple(add_months(every[0], n) for n in range(wanted))
    whose = Layout(first).choose({"whose": labels}, SMALLEST, "whose")
    short = min((x.most for x in cohorts.values() if x.column == "short"), default=99)
    return Layouts(cohorts, whose, short)


def _layout(book: CalendarBook, cohort: Cohort) -> Layout:
    days = [lesson.day for lesson in book.lessons_of[cohort.id]]
    first = min(days, default=cohort.start_from)
    shown = months(first, max([*days, add_months(first, FEWEST_MONTHS - 1)]))
    labels = _labels(book, cohort)
    by = [f"{label} · {name}" for label in labels for name in book.plan.instance.trainer]
    layout = Layout(tuple(shown))
    rich = layout.choose({"by": by}, LEGIBLE, "label")
    return rich if rich.column == "by" else layout.choose({"label": labels}, SMALLEST, "short")


def _labels(book: CalendarBook, cohort: Cohort) -> list[str]:
    """Return what the days of a cohort may say."""
    lessons = book.lessons_of[cohort.id]
    joint = {x.module for x in lessons if x.joint}
    remote = {x.module for x in lessons if x.mode is Mode.REMOTE}
    return [
        (JOINT_SIGN if x.id in joint else "")
        + (REMOTE_SIGN if x.id in remote else "")
        + module_label(book, cohort, x.id)
        for x in modules_of(book, cohort)
    ]


def write_planner(book: CalendarBook, live: Live, cohort: Cohort, layout: Layout) -> None:
    """Write the planner of one cohort."""
    page = book.add(book.planners[cohort.id])
    hide_helpers(page, layout)
    page.sheet.set_tab_color(page.file.brand.colour)
    grid = YearGrid(page, live, layout, MONTHS_ROW, "cohort", cohort.id)
    grid.write(book.ground((cohort.site,)))
    facts = PlannerFacts(page, grid, layout, "cohort")
    lessons = book.lessons_of[cohort.id]
    facts.write(cohort.id, [lesson.day for lesson in lessons])
    write_head(page, 1, layout.columns, _head(page, cohort, facts), _(SUMMARY))
    write_outside(page, facts, grid.total_row + 1, layout)
    colour_days(page, layout, MONTHS_ROW + 1, MONTHS_ROW + 31)
    write_legend(page, live, cohort, layout.columns, grid.total_row + 2, grid.cut_names)
    page.sheet.freeze_panes(MONTHS_ROW, 0)
    page.print_as(landscape=True, one_page=True, last=(page.last_row, layout.columns))


class PlannerFacts:
    """Hidden cells beside the head of a planner: its first day, its last, how many rows it has.

    Parameters
    ----------
    spans
        First days shown, and those from which on none is, on all pages together; None for this page's.
    """

    def __init__(
        self,
        page: BookPage,
        grid: YearGrid,
        layout: Layout,
        field: str,
        spans: Sequence[tuple[date, date]] | None = None,
    ):
        self._spans = spans or [(layout.months[0], add_months(layout.months[-1], 1))]
        self._page, self._grid, self._layout = page, grid, layout
        self._sorted = f"{field}_sorted"
        self._column = layout.columns + 1
        letter = get_column_letter(self._column)
        self.first, self.last, self.rows, self.name = (
            f"${letter}${grid.top - back}" for back in (4, 3, 2, 1)
        )
        self.now: list[date] = []

    def write(self, name: str, days: list[date]) -> None:
        """Write them; `days` are those of the rows now."""
        self.now = days
        self._page.put(self._grid.top - 1, self._column, name)
        base, names, top = self._grid.base, self._sorted, self._grid.top
        below, within = f"MATCH({base},{names})", f"MATCH({base}+{PACE},{names})"
        first, last = (f"INT((INDEX({names},{x})-{base}-1)/2)" for x in (f"{below}+1", within))
        at = top - 2, self._column
        self._page.put(*at, Formula(f"={within}-{below}", len(days)))
        for back, text, day in ((4, first, min(days, default=0)), (3, last, max(days, default=0))):
            self._page.put(top - back, self._column, Formula(f"=IF({self.rows}=0,0,{text})", day))

    @property
    def period(self) -> Formula:
        """From the first day to the last, in words; empty without any."""
        template = _("From {first} to {last}")
        told = filled(template, first=long_date_of(self.first), last=long_date_of(self.last))
        days = self.now
        now = template.format(first=long_date(min(days)), last=long_date(max(days))) if days else ""
        return Formula(f'=IF({self.rows}=0,"",{told})', now)

    @property
    def days(self) -> str:
        """The formula of the days shown, without ``=``."""
        last = get_column_letter(self._layout.columns)
        return f"SUM($A${self._grid.total_row}:${last}${self._grid.total_row})"

    @property
    def outside(self) -> tuple[str, int]:
        """The formula of the rows outside the months shown, without ``=``, and how many they are now."""
        base, names = self._grid.base, self._sorted
        inside = "".join(
            f"-MATCH({base}+{2 * serial(end)},{names})+MATCH({base}+{2 * serial(start)},{names})"
            for start, end in self._spans
        )
        now = sum(not any(start <= day < end for start, end in self._spans) for day in self.now)
        return f"{self.rows}{inside}", now


def write_outside(page: BookPage, facts: PlannerFacts, row: int, layout: Layout) -> None:
    """Write how many half-days lie outside the months shown: nothing while there is none."""
    formula, now = facts.outside

    def said(count: int) -> str:
        return plural(
            "{count} half-day lies outside the months shown here",
            "{count} half-days lie outside the months shown here",
            count,
        )

    told = counted(said(1), said(2), f"({formula})", count=f"({formula})")
    shown = said(now).format(count=now) if now else ""
    page.wide(row, 1, layout.columns, Formula(f'=IF({formula}=0,"",{told})', shown), OUTSIDE)
    page.height(row, 10)


def _head(page: BookPage, cohort: Cohort, facts: PlannerFacts) -> list[tuple[Value, Value]]:
    """Return the texts of the head of a cohort's planner."""
    instance = page.book.plan.instance
    curriculum, site, centre = instance.curriculum_of(cohort), instance.site[cohort.site], instance.centre
    name = cohort.id if cohort.name in ("", cohort.id) else f"{cohort.id} – {cohort.name}"
    rncp = f" ({curriculum.rncp})" if curriculum.rncp else ""
    place = ", ".join(text for text in (site.name, site.address) if text)
    return [
        (_("Training calendar: {cohort}").format(cohort=name), centre.name),
        (curriculum.title + rncp, place),
        (facts.period, _amounts(page, cohort, facts)),
    ]


def _amounts(page: BookPage, cohort: Cohort, facts: PlannerFacts) -> Formula:
    """Return days, hours and times of day; sessions too, while nothing was edited."""
    total = page.book.amounts(cohort)
    apart = " · "
    spans = apart.join(span(page, half) for half in Half)
    sessions = plural("{count} session", "{count} sessions", total.sessions).format(count=total.sessions)
    one, many = (plural("{days} day", "{days} days", count) for count in (1, 2))
    hours = _("{hours} h")
    taught = page.book.hours_received(cohort, facts.name)
    parts = (
        # Sessions that were moved are another number of sessions: nobody counts them here.
        f'IF(plan_changed=0,{literal(sessions + apart)},"")',
        counted(one, many, facts.days, days=facts.days),
        filled(apart + hours + apart + spans, hours=f"({taught})"),
    )
    told = plural("{days} day", "{days} days", total.days).format(days=total.days)
    said = apart.join((sessions, told, hours.format(hours=number(total.hours)), spans))
    return Formula("=" + "&".join(parts), said)
