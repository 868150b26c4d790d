"""A page per trainer and per room in the form of a cohort's planner, one below the other on two sheets.

A sheet for each would be dozens; printed, every page is one of A4. A plan of more months than a page
shows has several for each, without those on which there is nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.time import Half, add_months
from scheduler.exchange.output.workbook.book import BookPage, CalendarBook, place
from scheduler.exchange.output.workbook.live import Live, cohort_sign
from scheduler.exchange.output.workbook.planner import PlannerFacts, write_outside
from scheduler.exchange.output.workbook.planner_days import CLOSURE, PLAIN, DayKind
from scheduler.exchange.output.workbook.planner_frame import SMALL, write_head, write_kinds
from scheduler.exchange.output.workbook.spoken import counted
from scheduler.exchange.output.workbook.words import ROOM_PAGES, ROOMS, TRAINER_PAGES, TRAINERS, months
from scheduler.exchange.output.workbook.year_grid import (
    Ground,
    Layout,
    YearGrid,
    colour_days,
    hide_helpers,
)
from scheduler.exchange.output.xlsx import Formula, Value
from scheduler.text import N_, _, plural

ROWS = 44
"""Of a page: head, months, 31 days, totals and the foot."""

HEAD_ROWS = 4
DAY_HEIGHT = 12.2
"""Points of a day, so that a page is as high as the paper."""

AWAY = {None: N_("Away"), Half.AM: N_("Away (morning)"), Half.PM: N_("Away (afternoon)")}


@dataclass(frozen=True)
class _Band:
    """A page: whose it is, and the months that it shows."""

    owner: Trainer | Room
    layout: Layout


class ReaderPages:
    """The pages of all trainers, or of all rooms.

    Parameters
    ----------
    field
        ``"trainer"`` or ``"room"``.
    layout
        That of the first page of each.
    """

    def __init__(self, book: CalendarBook, live: Live, field: str, layout: Layout):
        self._book, self._live, self._field = book, live, field
        instance = book.plan.instance
        self._owners: tuple[Trainer, ...] | tuple[Room, ...] = (
            instance.trainers if field == "trainer" else instance.rooms
        )
        self.title = _(TRAINER_PAGES if field == "trainer" else ROOM_PAGES)
        self._back = _(TRAINERS if field == "trainer" else ROOMS)
        self._days: dict[str, list[date]] = {owner.id: [] for owner in self._owners}
        for lesson in book.lessons:
            if name := getattr(lesson, field):
                self._days[name].append(lesson.day)
        self._bands = [band for owner in self._owners for band in self._bands_of(owner, layout)]

    def _bands_of(self, owner: Trainer | Room, layout: Layout) -> Iterator[_Band]:
        wide = len(layout.months)
        count = -(-len(months(*self._book.period)) // wide)
        used = 0
        for number in range(count):
            shown = tuple(add_months(x, number * wide) for x in layout.months)
            last = number == count - 1
            if any(shown[0] <= day < add_months(shown[-1], 1) for day in self._days[owner.id]) or (
                last and not used
            ):
                used += 1
                yield _Band(owner, replace(layout, months=shown))

    def place(self, name: str) -> str:
        """Return what leads to the first page of a trainer or a room."""
        return place(
            self.title, 1 + ROWS * next(n for n, band in enumerate(self._bands) if band.owner.id == name)
        )

    def write(self) -> None:
        """Write the sheet."""
        if not self._bands:
            return
        page = self._book.add(self.title)
        page.sheet.set_tab_color(page.file.brand.colour)
        layout = self._bands[0].layout
        hide_helpers(page, layout)
        for number, band in enumerate(self._bands):
            self._write_page(page, band, 1 + ROWS * number)
        last = ROWS * len(self._bands)
        colour_days(page, layout, 1, last)
        page.sheet.set_h_pagebreaks([ROWS * number for number in range(1, len(self._bands))])
        page.print_as(landscape=True, last=(last, layout.columns))

    def _write_page(self, page: BookPage, band: _Band, top: int) -> None:
        owner, layout = band.owner, band.layout
        grid = YearGrid(page, self._live, layout, top + HEAD_ROWS, self._field, owner.id, DAY_HEIGHT)
        grid.write(self._ground(owner))
        spans = [
            (x.layout.months[0], add_months(x.layout.months[-1], 1)) for x in self._bands if x.owner is owner
        ]
        facts = PlannerFacts(page, grid, layout, self._field, spans)
        facts.write(owner.id, self._days[owner.id])
        write_head(page, top, layout.columns, self._head(page, owner, facts, layout), self._back)
        write_outside(page, facts, grid.total_row + 1, layout)
        row = write_kinds(page, layout.columns, grid.total_row + 2)
        page.wide(row, 1, layout.columns, self._foot(), SMALL.but(shrink=False, wrap=True, down="top"))
        page.height(row, 20)

    def _head(
        self, page: BookPage, owner: Trainer | Room, facts: PlannerFacts, layout: Layout
    ) -> list[tuple[Value, Value]]:
        instance = self._book.plan.instance
        name = f"{owner.name} ({owner.id})" if owner.name not in ("", owner.id) else owner.id
        if isinstance(owner, Trainer):
            title = _("Calendar of {name}").format(name=name)
            sites = [instance.site[x].name for x in owner.sites or instance.site]
        else:
            title = _("Calendar of room {name}").format(name=name)
            sites = [instance.site[owner.site].name]
        one, many = (plural("{days} day", "{days} days", count) for count in (1, 2))
        shown = {
            day for day in self._days[owner.id] if layout.months[0] <= day < add_months(layout.months[-1], 1)
        }
        told = plural("{days} day", "{days} days", len(shown)).format(days=len(shown))
        amount = Formula("=" + counted(one, many, facts.days, days=facts.days), told)
        return [(title, instance.centre.name), (facts.period, ", ".join(sites)), ("", amount)]

    def _foot(self) -> str:
        """Return what the signs of cohorts stand for, if they are numbers."""
        cohorts = self._book.plan.instance.cohorts
        signs = [(cohort_sign(self._book, x), x.id) for x in cohorts]
        told = " · ".join(f"{sign} {name}" for sign, name in signs if sign != name)
        return _("Cohorts: {cohorts}").format(cohorts=told) if told else ""

    def _ground(self, owner: Trainer | Room) -> Ground:
        """Return the kinds of days of a trainer or a room."""
        instance = self._book.plan.instance
        if isinstance(owner, Room):
            shut = [x for x in instance.closures if x.room == owner.id]
            ground = self._book.ground((owner.site,))
            named = {}
            for closure in shut:
                named[closure.first, closure.last] = closure.label or _(CLOSURE.title)
        else:
            sites = sorted(
                {instance.cohort[x.cohort].site for x in self._book.lessons if x.trainer == owner.id}
            )
            ground = self._book.ground(tuple(sites or owner.sites or instance.site))
            named = {(x.first, x.last): _(AWAY[x.half]) for x in instance.absences if x.trainer == owner.id}
        if not named:
            return ground

        def found(day: date) -> tuple[DayKind, str]:
            kind, name = ground(day)
            away = next((told for (first, last), told in named.items() if first <= day <= last), None)
            return (CLOSURE, away) if away and kind is PLAIN else (kind, name)

        return found
