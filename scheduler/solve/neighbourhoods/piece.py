"""A piece of a programme: what one cohort does within some weeks, as if it were a programme of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, pairwise

from ortools.sat.python import cp_model

from scheduler.calendars import site_calendars
from scheduler.domain.cohort import Cohort, Deadlines, Learner, Pin
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.domain.time import HALF_DAY_HOURS
from scheduler.model.grid import CohortGrid, options_of
from scheduler.model.layout import Strand
from scheduler.model.planned import PlannedCohort
from scheduler.model.translation import marked

WEEK = timedelta(weeks=1)

FEWEST = 2
"""Sessions that a piece has at least: with one, there is little to change."""


@dataclass(frozen=True)
class Piece:
    """Sessions in a row of one cohort, neither its first nor its last.

    Attributes
    ----------
    whole
        The cohort.
    everything
        All its lessons.
    numbers
        Its sessions in the piece, numbered from 1 as in the lessons.
    span
        The Mondays of the first and the last week of the slice.
    leeway
        Weeks by which sessions may leave theirs.
    """

    instance: Instance
    whole: Cohort
    everything: tuple[Lesson, ...]
    numbers: range
    span: tuple[date, date]
    leeway: int

    @classmethod
    def within(
        cls,
        instance: Instance,
        cohort: Cohort,
        lessons: Sequence[Lesson],
        span: tuple[date, date],
        leeway: int,
    ) -> "Piece | None":
        """Return the longest piece of `lessons` within weeks; None if there is none of two sessions.

        Sessions with an assessment or a module that cohorts may share are in no piece.
        """
        assessment = instance.curriculum_of(cohort).assessment
        bound = {
            x.session
            for x in lessons
            if (x.cohort, x.module) in instance.joint or (assessment and x.module == assessment.id)
        }
        dates = options_of(lessons)
        inner = [
            session + 1
            for session, option in list(dates.items())[1:-1]
            if span[0] <= option.week <= span[1] and session + 1 not in bound
        ]
        runs = [list(run) for _key, run in groupby(enumerate(inner), lambda x: x[1] - x[0])]
        longest = max(runs, key=len, default=[])
        if len(longest) < FEWEST:
            return None
        numbers = range(longest[0][1], longest[-1][1] + 1)
        return cls(instance, cohort, tuple(lessons), numbers, span, leeway)

    @property
    def name(self) -> str:
        """Identifier of the cohort that has the piece alone."""
        return f"{self.whole.id} ~"

    @cached_property
    def lessons(self) -> tuple[Lesson, ...]:
        """The lessons of the piece, as they are now."""
        return tuple(x for x in self.everything if x.session in self.numbers)

    @property
    def renamed(self) -> tuple[Lesson, ...]:
        """Its lessons as those of a cohort of their own, sessions numbered from 1."""
        shift = self.numbers[0] - 1
        return tuple(replace(x, cohort=self.name, session=x.session - shift) for x in self.lessons)

    def original(self, lessons: Iterable[Lesson]) -> Iterator[Lesson]:
        """Yield lessons of the piece as lessons of the cohort."""
        shift = self.numbers[0] - 1
        for x in lessons:
            lesson = replace(x, cohort=self.whole.id, session=x.session + shift, pinned=False)
            yield marked(self.instance, lesson)

    @cached_property
    def _outside(self) -> tuple[Lesson, ...]:
        return tuple(x for x in self.everything if x.session not in self.numbers)

    # ------------------------------------------------------------------ a cohort of its own

    @property
    def cohort(self) -> Cohort:
        """The cohort that has the piece alone: when it starts and how long it takes is free."""
        months = (self.span[1] - self.span[0]).days // 28 + 2
        return replace(
            self.whole,
            id=self.name,
            curriculum=self.name,
            start_from=self.span[0],
            start_to=self.span[1] + WEEK,
            min_months=0,
            max_months=months,
            max_gap_weeks=self.instance.max_gap_weeks(self.whole),
        )

    @cached_property
    def curriculum(self) -> Curriculum:
        """Its programme: the modules of the piece, with the half-days they have there."""
        old = self.instance.curriculum_of(self.whole)
        blocks = [
            replace(block, modules=tuple(self._module(x) for x in block.modules if x.id in self._half_days))
            for block in old.blocks
        ]
        return replace(old, id=self.name, blocks=tuple(blocks), assessment=None, regimes=())

    @cached_property
    def _half_days(self) -> Mapping[str, int]:
        found: dict[str, set[tuple[date, str]]] = {}
        for x in self.lessons:
            found.setdefault(x.module, set()).add((x.day, x.half))
        return {module: len(moments) for module, moments in found.items()}

    def _module(self, module: Module) -> Module:
        after = tuple(x for x in module.after if x in self._half_days)
        return replace(module, hours=self._half_days[module.id] * HALF_DAY_HOURS, after=after)

    @property
    def learners(self) -> Iterator[Learner]:
        """Its learners, without deadlines: neither the first day nor the last is in the piece."""
        for x in self.instance.learners_of[self.whole.id]:
            yield replace(x, id=f"{x.id} ~", cohort=self.name, hire_date=None, deadlines=Deadlines())

    @property
    def pins(self) -> Iterator[Pin]:
        """The pins that name the cohort, on days of the slice."""
        for pin in self.instance.pins:
            if pin.cohort == self.whole.id and any(x.day == pin.day for x in self.lessons):
                yield replace(pin, cohort=self.name)

    @cached_property
    def staff(self) -> dict[Strand, str]:
        """The trainers of modules that go on outside: they stay."""
        return {
            Strand(x.module, x.group): x.trainer
            for x in self._outside
            if x.module in self._half_days and x.trainer is not None
            and self.instance.curriculum_of(self.whole).by_id[x.module].one_trainer
        }  # fmt: skip

    @cached_property
    def weeks(self) -> list[tuple[date, date]]:
        """The Mondays of the first and the last week that each session may take.

        Between the sessions before and after the piece, and near enough to both (SE-02, SE-03).
        """
        dates = options_of(self.everything)
        before, after = (dates[self.numbers[0] - 2].week, dates[self.numbers[-1]].week)
        gap = self.instance.max_gap_weeks(self.whole) * WEEK
        found = []
        for number in self.numbers:
            week, leeway = dates[number - 1].week, self.leeway * WEEK
            first = max(week - leeway, self.span[0], before + WEEK)
            last = min(week + leeway, self.span[1], after - WEEK)
            if number == self.numbers[0]:
                last = min(last, before + gap)
            if number == self.numbers[-1]:
                first = max(first, after - gap)
            found.append((first, last))
        return found

    # ------------------------------------------------------------------ what it costs the whole

    def costs(self, cohort: PlannedCohort, settings: Settings) -> Iterator[cp_model.LinearExprT]:
        """Yield what rhythm, usual weekdays, rooms and runs of modules cost with the rest as it is."""
        weights = settings.weights
        calendar = site_calendars(self.instance)[self.whole.site]
        grid = CohortGrid(self.instance, self.whole, calendar, settings.deadline_margin_weeks)
        usual = self._usual
        for number, options in zip(self.numbers, cohort.place, strict=True):
            for option, literal in options.items():
                off = any(day.weekday() not in usual for day in option.days)
                leaving = grid.deviation(number - 1, option) ** 2
                yield (weights["rhythm"] * leaving + weights["weekday_stability"] * off) * literal
        yield weights["room_stability"] * sum(self._new_rooms(cohort))
        yield -weights["continuity"] * sum(self._runs_that_go_on(cohort))

    @cached_property
    def _usual(self) -> tuple[int, int]:
        """The pair of weekdays that most sessions of the cohort have."""
        pairs = list(pairwise(range(5)))
        days = [{x.weekday() for x in option.days} for option in options_of(self.everything).values()]
        return max(pairs, key=lambda pair: sum(found <= set(pair) for found in days))

    def _new_rooms(self, cohort: PlannedCohort) -> Iterator[cp_model.IntVar]:
        """Yield a literal per room that the cohort uses nowhere else, true if the piece uses it."""
        known = {x.room for x in self._outside}
        for room in cohort.rooms:
            held = [x for rooms in cohort.hold.values() for x in rooms.get(room.id, {}).values()]
            if held and room.id not in known:
                used = cohort.model.new_bool_var(f"{self.name} uses {room.id}")
                for literal in {x.index: x for x in held}.values():
                    cohort.model.add_implication(literal, used)
                yield used

    def _runs_that_go_on(self, cohort: PlannedCohort) -> Iterator[cp_model.IntVar]:
        """Yield a literal per module of the sessions beyond the edges, true if it goes on without a break."""
        edges = ((self.numbers[0] - 1, 0), (self.numbers[-1] + 1, len(self.numbers) - 1))
        for beyond, session in edges:
            for module in {x.module for x in self.everything if x.session == beyond} & set(self._half_days):
                here = [x for slot, x in cohort.content[module].items() if slot.session == session]
                goes_on = cohort.model.new_bool_var(f"{module} goes on from {beyond}")
                cohort.model.add(goes_on <= sum(here))
                yield goes_on
