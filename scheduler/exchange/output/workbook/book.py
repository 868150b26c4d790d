"""The workbook under construction: what every sheet needs to know of the plan and of the others."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from scheduler.calendars import SiteCalendar, site_calendars
from scheduler.domain.cluster import Cluster, clusters_in, once
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.domain.plan import Lesson, Plan
from scheduler.domain.time import Half
from scheduler.exchange.brand import Brand
from scheduler.exchange.look import ASSESSMENT, HEAD, NOTE, SECTION, TITLE
from scheduler.exchange.marks import ASSESSED, BlockMark, block_marks
from scheduler.exchange.output.half_days import in_order
from scheduler.exchange.output.page import Page
from scheduler.exchange.output.workbook.columns import FIRST_ROW, SPARE_ROWS, SessionsRange
from scheduler.exchange.output.workbook.planner_days import PLAIN, DayKind, day_kind
from scheduler.exchange.output.workbook.words import planner_title, short_date
from scheduler.exchange.output.xlsx import File, literal
from scheduler.text import _

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Amounts:
    """What a learner of a cohort sees of the plan; the dates are None without a lesson."""

    first: date | None
    last: date | None
    sessions: int
    days: int
    hours: float


class BookPage(Page):
    """A sheet that knows the plan it shows."""

    def __init__(self, book: "CalendarBook", title: str):
        super().__init__(book.file, title)
        self.book = book

    def head(self, columns: int, title: str, note: str = "") -> None:
        """Write title and note over `columns` columns, in the first two rows; the third is a gap."""
        self.height(1, 26)
        first = self.logo(1, 1, 1, columns, narrowest=1)
        self.wide(1, first, columns, title, TITLE)
        if note:
            self.wide(2, 1, columns, note, NOTE)
            self.height(2, 18)
            self.height(3, 6)

    def section(self, row: int, columns: int, title: str) -> int:
        """Write the title of a section over `columns` columns; return the row after."""
        self.wide(row, 1, columns, title, SECTION)
        self.height(row, 20)
        return row + 1

    def heads(self, row: int, titles: Sequence[str], column: int = 1) -> None:
        """Write the headings of a table, two lines high."""
        self.row(row, titles, HEAD, column)
        self.height(row, 28)


def place(title: str, row: int = 1) -> str:
    """Return what leads to a row of the sheet `title`."""
    quoted = title.replace("'", "''")
    return f"internal:'{quoted}'!A{row}"


class CalendarBook:
    """A plan on its way into a workbook.

    Attributes
    ----------
    table
        The half-days, as :func:`scheduler.exchange.output.half_days.frame` gives them.
    number
        The number of the plan; None if it bears none.
    made
        The day on which it was made, which every page bears beside the number; None leaves it out.
    calendars
        The calendar of each site.
    """

    def __init__(self, plan: Plan, table: "DataFrame", number: int | None = None, made: date | None = None):
        self.plan = plan
        self.number = number
        self.table = table
        self._grounds: dict[tuple[str, ...], Callable[[date], tuple[DayKind, str]]] = {}
        self.calendars: dict[str, SiteCalendar] = site_calendars(plan.instance)
        told = _("Plan no. {number}").format(number=number) if number else ""
        if number and made:
            told = _("Plan no. {number} of {day}").format(number=number, day=short_date(made))
        centre = plan.instance.centre
        self.file = File(" · ".join(filter(None, (centre.name, told))), Brand(centre))

    def add(self, title: str) -> BookPage:
        """Add a sheet at the end."""
        return BookPage(self, title)

    def to_bytes(self) -> bytes:
        """Return the file."""
        return self.file.to_bytes()

    @cached_property
    def lessons(self) -> list[Lesson]:
        """The lessons in the order of the sheets."""
        return in_order(self.plan)

    @cached_property
    def planners(self) -> dict[str, str]:
        """What the tab of each cohort's planner says."""
        titles: dict[str, str] = {}
        for name in self.plan.instance.cohort:
            titles[name] = planner_title(name, titles.values())
        return titles

    @cached_property
    def once(self) -> list[Lesson]:
        """The lessons, a joint one once."""
        return list(once(self.plan.instance, self.lessons))

    @cached_property
    def rows_of_joint(self) -> Counter[tuple[date, Half, str]]:
        """How many rows each joint lesson has, by day, half-day and name."""
        return Counter((x.day, x.half, x.joint) for x in self.lessons if x.joint)

    @cached_property
    def clusters(self) -> dict[tuple[str, str], Cluster]:
        """Who is together in a joint module, by cohort and module."""
        found = clusters_in(self.plan.instance, self.plan.lessons)
        return {
            (cohort, cluster.joint.module(cohort)): cluster
            for clusters in found.values()
            for cluster in clusters
            for cohort in cluster.cohorts
        }

    def groups(self, cohort: Cohort, module: Module) -> Sequence[int]:
        """Return the numbers of the parallel groups in which `cohort` follows `module`."""
        cluster = self.clusters.get((cohort.id, module.id))
        if cluster is not None:
            return cluster.groups_of(cohort.id)
        return range(1, 1 + len(self.plan.instance.groups(cohort, module)))

    @cached_property
    def first_group(self) -> dict[tuple[str, str], int]:
        """The first parallel group of a cohort in a module, where it is not the group 1."""
        firsts = {key: cluster.groups_of(key[0])[0] for key, cluster in self.clusters.items()}
        return {key: first for key, first in firsts.items() if first > 1}

    def received(self, cohort: Cohort) -> list[Lesson]:
        """Return the lessons of `cohort` in its first parallel groups: as many as a learner receives."""
        first = self.first_group
        return [x for x in self.lessons_of[cohort.id] if x.group == first.get((x.cohort, x.module), 1)]

    def hours_received(
        self, cohort: Cohort, cell: str, among: str = "", block: str | None = None, also: str = ""
    ) -> str:
        """Return the formula, without ``=``, of the hours that a learner of `cohort` receives.

        Parameters
        ----------
        cell
            Where the cohort stands.
        among
            What narrows the sessions further, as arguments of ``SUMIFS``.
        block
            The block that `among` narrows them to; None for all of them.
        also
            What narrows them whatever the module, as arguments of ``SUMIFS``.
        """
        span, who = self.sessions, self.criterion(cell)

        def hours(*narrowed: str) -> str:
            return (
                f"SUMIFS({','.join((span('hours'), span('cohort'), who, *filter(None, (*narrowed, also))))})"
            )

        others = [
            hours(f"{span('group')},{first},{span('module')},{self.criterion(literal(module))}")
            for (name, module), first in self.first_group.items()
            if name == cohort.id and block in (None, self.block_of(cohort, module))
        ]
        return "+".join((hours(f"{span('group')},1", among), *others))

    @cached_property
    def period(self) -> tuple[date, date]:
        """The first and the last day of the plan; without lessons, those on which cohorts may start."""
        days = [lesson.day for lesson in self.lessons]
        starts = [day for x in self.plan.instance.cohorts for day in (x.start_from, x.start_to)]
        return min(days or starts), max(days or starts)

    @cached_property
    def lessons_of(self) -> dict[str, list[Lesson]]:
        """The lessons of each cohort, in order."""
        found: dict[str, list[Lesson]] = {cohort.id: [] for cohort in self.plan.instance.cohorts}
        for lesson in self.lessons:
            found[lesson.cohort].append(lesson)
        return found

    @cached_property
    def _wild(self) -> bool:
        instance = self.plan.instance
        modules = (module.id for x in instance.curricula for module in x.items)
        names = (*instance.cohort, *instance.trainer, *instance.room, *modules)
        return any(name[:1] in "<>=" or any(sign in name for sign in "*?~") for name in names)

    def exact(self, text: str) -> str:
        """Return `text`, part of a formula, so that MATCH takes no sign of it for a wildcard.

        Only identifiers that hold such signs pay for it.
        """
        if self._wild:
            for sign in "~*?":
                text = f'SUBSTITUTE({text},"{sign}","~{sign}")'
        return text

    def criterion(self, cell: str) -> str:
        """Return `cell` as COUNTIFS and SUMIFS compare with it: its text, whatever signs it begins with."""
        return f'"="&{self.exact(cell)}' if self._wild else cell

    def amounts(self, cohort: Cohort) -> Amounts:
        """Return the amounts of `cohort`.

        Hours are those of the first parallel group: every other has as many at the same time.
        """
        lessons = self.lessons_of[cohort.id]
        days = {lesson.day for lesson in lessons}
        return Amounts(
            first=min(days, default=None),
            last=max(days, default=None),
            sessions=len({lesson.session for lesson in lessons}),
            days=len(days),
            hours=sum(lesson.hours for lesson in self.received(cohort)),
        )

    @cached_property
    def block_fill(self) -> dict[str, str]:
        """The colour of each block, by identifier; the assessment's under the empty one."""
        return {"": ASSESSMENT} | {name: mark.fill for name, mark in self._marks.items()}

    @cached_property
    def block_letter(self) -> dict[str, str]:
        """The letter of each block, by identifier; the assessment's under the empty one."""
        return {"": ASSESSED} | {name: mark.letter for name, mark in self._marks.items()}

    @cached_property
    def _marks(self) -> dict[str, BlockMark]:
        return block_marks(self.plan.instance)

    @cached_property
    def block_hue(self) -> dict[str, int]:
        """The number of each block's colour, from 1, by identifier; the assessment's is the last."""
        names = [*(name for name in self.block_fill if name), ""]
        return {name: number for number, name in enumerate(names, start=1)}

    def ground(self, sites: tuple[str, ...]) -> Callable[[date], tuple[DayKind, str]]:
        """Return the kind of a day and its own name, for who goes to all of `sites`.

        A day is what it is at all of them; where one is open, it is a working day.
        """
        if sites not in self._grounds:
            self._grounds[sites] = cache(lambda day: self._kind(sites, day))
        return self._grounds[sites]

    def _kind(self, sites: tuple[str, ...], day: date) -> tuple[DayKind, str]:
        found = [day_kind(self.calendars[site], day) for site in sites]
        kinds = {kind for kind, _name in found}
        if len(kinds) == 1:
            return found[0]
        shut = all(not self.calendars[site].is_open(day) for site in sites)
        return next(x for x in found if x[0] is not PLAIN) if shut else (PLAIN, "")

    def block_of(self, cohort: Cohort, module: str) -> str:
        """Return the identifier of a module's block; empty for an assessment."""
        block = self.plan.instance.curriculum_of(cohort).block_of.get(module)
        return "" if block is None else block.id

    def fill_of(self, cohort: Cohort, module: str) -> str:
        """Return the colour of a module of a cohort."""
        return self.block_fill[self.block_of(cohort, module)]

    @cached_property
    def sessions(self) -> SessionsRange:
        """Where formulas find the half-days."""
        return SessionsRange(FIRST_ROW + len(self.lessons) + SPARE_ROWS - 1)
