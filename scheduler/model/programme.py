"""A cohort that keeps its programme: who teaches what in which session stays, only dates move.

Of such a cohort the model needs a literal per session and dates and nothing else, so that a
dozen cohorts can change their dates together in a small model.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ortools.sat.python import cp_model

from scheduler.domain.cluster import Cluster
from scheduler.domain.cohort import Pin
from scheduler.domain.curriculum import Module
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.model.grid import CohortGrid, Option, options_of
from scheduler.model.layout import Slot, Strand
from scheduler.model.planned import Match, PlannedCohort
from scheduler.model.sharing import Share
from scheduler.model.surroundings import Surroundings
from scheduler.model.translation import Taught, Value, Values
from scheduler.model.variables import Landings, Literal


@dataclass
class Programme(PlannedCohort):
    """The literals of a cohort that keeps its programme.

    What it has of trainers and rooms is constant: true in the slots where its lessons have them.

    Attributes
    ----------
    lessons
        The lessons it has now: all but their dates stays.
    """

    lessons: tuple[Lesson, ...] = field(default=())

    @classmethod
    def keeping(
        cls,
        grid: CohortGrid,
        model: cp_model.CpModel,
        around: Surroundings,
        shares: Mapping[str, Share],
        lessons: Iterable[Lesson],
    ) -> "Programme":
        """Return the variables of the cohort of `grid`, added to `model`; sessions keep their days."""
        mine = tuple(lesson for lesson in lessons if lesson.cohort == grid.cohort.id)
        made = cls(grid, model, around=around, lessons=mine, shares=shares)
        made.create_dates()
        always = model.new_constant(1)
        for slot, kept in made.by_slot.items():
            for lesson in filter(made.keeps, kept):
                if lesson.trainer is not None:
                    made.busy.setdefault(lesson.trainer, {})[made._alike(slot)] = always
                if lesson.room is not None:
                    seats = made.hold.setdefault(lesson.group, {}).setdefault(lesson.room, {})
                    seats[made._alike(slot)] = always
                    if not made.curriculum.by_id[lesson.module].teaching:
                        seats[made._alike(slot._replace(half=Half.PM))] = always
        made._keep_trainers()
        for session, options in enumerate(made.place):
            for option, literal in options.items():
                if session not in made.dates or len(option.days) != len(made.dates[session].days):
                    model.add(literal == 0)
        return made

    def _keep_trainers(self) -> None:
        """TR-06: substitutes teach where they stand in for whoever keeps the module, and only there."""
        by_strand: dict[Strand, list[Lesson]] = {}
        for lesson in filter(self.keeps, self.lessons):
            if lesson.trainer is not None and self.curriculum.by_id[lesson.module].one_trainer:
                by_strand.setdefault(Strand(lesson.module, lesson.group), []).append(lesson)
        for strand, lessons in by_strand.items():
            # Where nobody ever stands in for them, the trainers stay who they are on all dates.
            if self.instance.relieves(x.trainer for x in lessons if x.trainer is not None):
                self._keep_trainer(strand, lessons)

    def _keep_trainer(self, strand: Strand, lessons: Iterable[Lesson]) -> None:
        skill = self.curriculum.by_id[strand.module].skill
        able = [x.id for x in self.instance.trainers if skill in x.skills]
        kept = {name: self.model.new_bool_var(f"{strand} is {name}'s") for name in able}
        self.model.add_exactly_one(kept.values())
        for lesson in lessons:
            slot = self._slot(lesson)
            for option, landing in self.place[slot.session].items():
                for keeper, own in kept.items() if slot.day < len(option.days) else ():
                    if self.instance.stand_in(keeper, option.days[slot.day], lesson.half) != lesson.trainer:
                        self.model.add_at_most_one(own, landing)

    def keeps(self, lesson: Lesson) -> bool:
        """Tell whether trainer and room of a lesson are this cohort's to take, and not of one it joins."""
        share = self.shares.get(lesson.module)
        return share is None or any(lesson.group in way.keeps for way in share.ways)

    def held(self, module: Module, slot: Slot) -> Literal | None:
        """Return a literal that is true where `module` is in `slot`; None if it is not."""
        here = any(lesson.module == module.id for lesson in self.by_slot.get(slot, ()))
        return self.model.new_constant(1) if here else None

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """None: nothing is to be laid out."""
        return ()

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """None: no half-day is to be filled."""
        return ()

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """None: nobody is to be found for anything."""
        return ()

    def teachers(self) -> list[str]:
        """Return the trainers of the lessons."""
        return list(self.busy)

    def _alike(self, slot: Slot) -> Slot:
        """Return the slot that stands for `slot`: the morning where all modules fill whole days."""
        return slot._replace(half=Half.AM) if self.by_days else slot

    @cached_property
    def dates(self) -> Mapping[int, Option]:
        """The dates that each session has now."""
        return options_of(self.lessons)

    @cached_property
    def by_slot(self) -> Mapping[Slot, list[Lesson]]:
        """The lessons in each slot of the programme."""
        found: dict[Slot, list[Lesson]] = {}
        for lesson in self.lessons:
            found.setdefault(self._slot(lesson), []).append(lesson)
        return found

    def _slot(self, lesson: Lesson) -> Slot:
        session = lesson.session - 1
        return Slot(session, self.dates[session].days.index(lesson.day), lesson.half)

    def halves_taught(self, trainer: str) -> int:
        """Return the half-days that `trainer` teaches the cohort, once per group."""
        return sum(lesson.trainer == trainer and self.keeps(lesson) for lesson in self.lessons)

    def days_taught(self, trainer: str) -> int:
        """Return the days on which `trainer` teaches the cohort."""
        return len({(slot.session, slot.day) for slot in self.busy.get(trainer, {})})

    def taken(self, name: str, landings: Landings) -> tuple[Literal, ...]:
        """Return the literals of the landings: what is used in a slot is known."""
        return tuple(literal for _uses, literals in landings for literal in literals)

    def matches(self, pin: Pin, slot: Slot) -> Iterator[Match]:
        """Yield a match that asks for nothing more if a lesson in `slot` is what `pin` names."""
        if any(_is_named(pin, lesson) for lesson in self.by_slot.get(slot, ())):
            yield []

    def finds(self, pin: Pin, cluster: Cluster, module: str, group: int, half: Half) -> Iterator[Match]:
        """Yield the landings of lessons whose trainer and room are kept, and are the pin's."""
        if not any(way.cluster == cluster and group in way.keeps for way in self.shares[module].ways):
            return
        named = replace(pin, module=module)
        for session, day, landing in self.landings.get(pin.day, ()):
            kept = self.by_slot.get(Slot(session, day, half), ())
            if any(lesson.group == group and _is_named(named, lesson) for lesson in kept):
                yield [list(landing)]

    def read(self, value: Value) -> Iterator[Lesson]:
        """Yield the lessons on the dates of a solution, in the order they had."""
        chosen = [next((o for o, x in options.items() if value(x)), None) for options in self.place]
        for lesson in self.lessons:
            slot = self._slot(lesson)
            option = chosen[slot.session]
            if option is not None and slot.day < len(option.days):
                yield replace(lesson, day=option.days[slot.day])

    def taught(self, value: Value, lessons: Iterable[Lesson]) -> Iterator[Taught]:
        """Yield the lessons of joint modules whose trainers and rooms it keeps."""
        for lesson in lessons:
            share = self.shares.get(lesson.module)
            for way in share.ways if share else ():
                if way.cluster is not None and lesson.group in way.keeps:
                    trainer, room = lesson.trainer, lesson.room
                    yield Taught(way.cluster, lesson.group, lesson.day, lesson.half, trainer, room)

    def write(self, lessons: Sequence[Lesson], among: Sequence[Lesson] | None = None) -> Values:
        """Return the dates of `lessons` as values; `among` all of their sessions, if they are some."""
        told = {lesson.session - 1 for lesson in lessons}
        dates = options_of(lessons if among is None else among)
        wanted = {session: option for session, option in dates.items() if session in told}
        return [
            (literal, wanted.get(session) == option)
            for session, options in enumerate(self.place)
            for option, literal in options.items()
        ]


def _is_named(pin: Pin, lesson: Lesson) -> bool:
    """Tell whether the pin, on some day and half-day, speaks of what `lesson` holds."""
    return (
        pin.module in (None, lesson.module)
        and pin.trainer in (None, lesson.trainer)
        and pin.room in (None, lesson.room)
    )
