"""The variables of one cohort, and what the rules may ask of them.

Content is indexed by session number, not by date: session ``k`` holds modules in its
days 0 and 1, and one literal places session ``k`` on its dates. Rules about dates see
only the placing; rules about content see only the sessions; trainers' and rooms'
calendars are where the two meet.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ortools.sat.python import cp_model

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.time import Half
from scheduler.model.grid import CohortGrid, Option

Literal = cp_model.IntVar
HALVES = tuple(Half)


class Slot(NamedTuple):
    """A half-day inside a session: session number, day 0 or 1, morning or afternoon."""

    session: int
    day: int
    half: Half

    @property
    def order(self) -> int:
        """Position in the programme, counted in half-days."""
        return 4 * self.session + 2 * self.day + HALVES.index(self.half)


class Strand(NamedTuple):
    """One parallel group of a module; groups are numbered from 1."""

    module: str
    group: int


@dataclass
class CohortVariables:
    """The literals of one cohort.

    Attributes
    ----------
    staff
        The trainer of a group of a module, where known already.
    place
        ``place[session][option]``: the session takes these dates.
    two_days
        ``two_days[session]``: the session is not the single day.
    content
        ``content[module][slot]``: the module is taught in that half-day. A module
        taught by whole days has one literal for both halves of a day.
    assigned
        ``assigned[strand][trainer]``: the trainer teaches that group some of the module.
    load
        ``load[strand][trainer]``: half-days of that group's module that the trainer teaches.
    teach
        ``teach[strand][trainer][slot]``: does so in that half-day.
    hold
        ``hold[group][room][slot]``: the group is in that room.
    """

    grid: CohortGrid
    model: cp_model.CpModel
    staff: Mapping[Strand, str] = field(default_factory=dict)
    place: list[dict[Option, Literal]] = field(default_factory=list)
    two_days: list[Literal] = field(default_factory=list)
    content: dict[str, dict[Slot, Literal]] = field(default_factory=dict)
    assigned: dict[Strand, dict[str, Literal]] = field(default_factory=dict)
    load: dict[Strand, dict[str, cp_model.LinearExprT]] = field(default_factory=dict)
    teach: dict[Strand, dict[str, dict[Slot, Literal]]] = field(default_factory=dict)
    hold: dict[int, dict[str, dict[Slot, Literal]]] = field(default_factory=dict)

    @classmethod
    def create(
        cls, grid: CohortGrid, model: cp_model.CpModel, staff: Mapping[Strand, str]
    ) -> "CohortVariables":
        """Return the variables of a cohort, added to `model` without any constraint."""
        made = cls(grid, model, staff)
        made.create_dates()
        made.create_content()
        for strand in made.strands:
            made._create_teaching(strand)
        made.create_rooms()
        return made

    def create_dates(self) -> None:
        """Create the literals that place sessions."""
        self.place = [
            {option: self._literal(f"place {session} {option.days[0]}") for option in self.grid.options[session]}
            for session in self.grid.sessions
        ]
        self._create_lengths()

    def _create_lengths(self) -> None:
        if not self.two_days:
            single = self.grid.singles == 1
            self.two_days = [
                self._literal(f"two days {session}") if single else self.model.new_constant(1)
                for session in self.grid.sessions
            ]

    def create_content(self) -> None:
        """Create the literals that fill sessions."""
        self._create_lengths()
        for module in self.curriculum.items:
            self.content[module.id] = self._per_slot(module, f"content {module.id}")

    def create_rooms(self) -> None:
        """Create the literals that seat groups."""
        for group in range(1, self.group_count + 1):
            self.hold[group] = {
                room.id: self._hold(group, room) for room in self.rooms if self.room_modules(group, room)
            }

    def _literal(self, name: str) -> Literal:
        return self.model.new_bool_var(f"{self.cohort.id} {name}")

    def _per_slot(self, module: Module, name: str) -> dict[Slot, Literal]:
        """Return a literal per slot, shared by the halves of a day if taught by whole days."""
        made: dict[Slot, Literal] = {}
        for session, day in self.days:
            for half in HALVES:
                slot = Slot(session, day, half)
                if half is Half.PM and module.whole_days:
                    made[slot] = made[Slot(session, day, Half.AM)]
                else:
                    made[slot] = self._literal(f"{name} {slot.order}")
        return made

    def create_assigned(self) -> None:
        """Create the literals that give each group of each module its trainers."""
        for strand in self.strands:
            if strand not in self.assigned:
                self._create_assigned(strand)

    def _create_assigned(self, strand: Strand) -> bool:
        """Create them for one strand; return True if a single trainer can do it, who then must."""
        module = self.curriculum.by_id[strand.module]
        able = [x for x in self.able(module) if self.staff.get(strand, x.id) == x.id]
        alone = len(able) == 1 and (self.groups(module) == 1 or strand in self.staff)
        self.assigned[strand] = {
            x.id: self.model.new_constant(1) if alone else self._literal(f"assigned {strand} {x.id}")
            for x in able
        }
        return alone

    def _create_teaching(self, strand: Strand) -> None:
        module = self.curriculum.by_id[strand.module]
        alone = self._create_assigned(strand)
        self.teach[strand] = {
            name: self.content[module.id] if alone else self._per_slot(module, f"teach {strand} {name}")
            for name in self.assigned[strand]
        }

    def _hold(self, group: int, room: Room) -> dict[Slot, Literal]:
        made: dict[Slot, Literal] = {}
        for session, day in self.days:
            for half in self.halves:
                made[Slot(session, day, half)] = self._literal(f"hold {group} {room.id} {session} {day} {half}")
            if self.by_days:
                made[Slot(session, day, Half.PM)] = made[Slot(session, day, Half.AM)]
        return made

    # ------------------------------------------------------------------ the cohort

    @property
    def instance(self) -> Instance:
        """What the plan is made from."""
        return self.grid.instance

    @property
    def cohort(self) -> Cohort:
        """The cohort whose variables these are."""
        return self.grid.cohort

    @property
    def curriculum(self) -> Curriculum:
        """Its curriculum."""
        return self.grid.curriculum

    @cached_property
    def days(self) -> tuple[tuple[int, int], ...]:
        """Every day of the programme as (session, day of the session)."""
        return tuple((session, day) for session in self.grid.sessions for day in (0, 1))

    @cached_property
    def by_days(self) -> bool:
        """True if every module is taught by whole days: the afternoons repeat the mornings."""
        return all(module.whole_days for module in self.curriculum.items)

    @property
    def halves(self) -> tuple[Half, ...]:
        """The halves of a day that differ: the morning alone where all modules fill whole days."""
        return (Half.AM,) if self.by_days else HALVES

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The half-days that differ, in order."""
        return tuple(Slot(session, day, half) for session, day in self.days for half in self.halves)

    # ------------------------------------------------------------------ groups, trainers, rooms

    @cached_property
    def _groups(self) -> dict[str, tuple[int, ...]]:
        return {
            module.id: tuple(len(group) for group in self.instance.groups(self.cohort, module))
            for module in self.curriculum.items
        }

    def groups(self, module: Module) -> int:
        """Return in how many parallel groups the cohort follows `module` (CU-05)."""
        return len(self._groups[module.id])

    @property
    def group_count(self) -> int:
        """The most parallel groups of any module."""
        return max(len(sizes) for sizes in self._groups.values())

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """Every (module, group) that needs a trainer."""
        return tuple(
            Strand(module.id, group)
            for module in self.curriculum.modules
            if module.skill is not None
            for group in range(1, self.groups(module) + 1)
        )

    def able(self, module: Module) -> list[Trainer]:
        """Return the trainers who can teach `module` to this cohort (TR-02, TR-05)."""
        return [x for x in self.instance.trainers if can_teach(x, self.cohort, module)]

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms of the cohort's site (RO-04)."""
        return tuple(room for room in self.instance.rooms if room.site == self.cohort.site)

    def room_modules(self, group: int, room: Room) -> list[Module]:
        """Return the modules for which `group` may use `room`: kind and capacity (RO-02, RO-03)."""
        return [
            module
            for module in self.room_needs(group)
            if room.kind in module.rooms and room.capacity >= self._groups[module.id][group - 1]
        ]

    def room_needs(self, group: int) -> list[Module]:
        """Return the modules for which `group` needs a room: those in person that it follows."""
        return [
            module
            for module in self.curriculum.items
            if module.mode is Mode.IN_PERSON and group <= self.groups(module)
        ]

    # ------------------------------------------------------------------ where dates and content meet

    def placed(self, session: int, days: Iterable[tuple[int, date]]) -> list[Literal]:
        """Return the literals that place day ``i`` of `session` on ``date``, for the pairs given."""
        wanted = set(days)
        return [
            literal
            for option, literal in self.place[session].items()
            if any((index, day) in wanted for index, day in enumerate(option.days))
        ]

    @cached_property
    def landings(self) -> dict[date, list[tuple[int, int, tuple[Literal, ...]]]]:
        """For each date, the (session, day of the session, literals) that can land on it."""
        found: dict[date, dict[tuple[int, int], list[Literal]]] = defaultdict(lambda: defaultdict(list))
        for session in self.grid.sessions:
            for option, literal in self.place[session].items():
                for index, day in enumerate(option.days):
                    found[day][session, index].append(literal)
        return {
            day: [(session, index, tuple(literals)) for (session, index), literals in by_slot.items()]
            for day, by_slot in sorted(found.items())
        }

    def taught_by(self, trainer: str, slot: Slot) -> list[Literal]:
        """Return the literals under which `trainer` teaches some group of the cohort in `slot`."""
        return [
            slots[slot]
            for strand in self.strands
            for name, slots in self.teach[strand].items()
            if name == trainer
        ]

    def held_in(self, room: str, slot: Slot) -> list[Literal]:
        """Return the literals under which some group of the cohort is in `room` in `slot`."""
        return [rooms[room][slot] for rooms in self.hold.values() if room in rooms]

    def teachers(self) -> Iterator[str]:
        """Yield the trainers who can teach the cohort something."""
        seen = {name for strand in self.strands for name in self.teach[strand]}
        yield from (x.id for x in self.instance.trainers if x.id in seen)
