"""Where in a programme something is, and what is known of a cohort before anything is chosen.

Half-days of sessions and parallel groups, whatever their dates; who and what suits the modules.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.time import Half
from scheduler.model.grid import CohortGrid

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


def filled(module: Module) -> int:
    """Return the half-days of the calendar that `module` fills: an assessment rounds up to days."""
    return module.half_days if module.teaching and not module.whole_days else 2 * module.days


@dataclass
class CohortLayout:
    """What the programme of a cohort asks for, and what may be chosen for it."""

    grid: CohortGrid

    @property
    def instance(self) -> Instance:
        """What the plan is made from."""
        return self.grid.instance

    @property
    def cohort(self) -> Cohort:
        """The cohort whose programme it is."""
        return self.grid.cohort

    @property
    def curriculum(self) -> Curriculum:
        """Its curriculum."""
        return self.grid.curriculum

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules to lay out in its sessions, those of the assessment included."""
        return tuple(self.curriculum.items)

    @cached_property
    def days(self) -> tuple[tuple[int, int], ...]:
        """Every day of the programme as (session, day of the session)."""
        return tuple((session, day) for session in self.grid.sessions for day in (0, 1))

    @cached_property
    def by_days(self) -> bool:
        """True if every module is taught by whole days: the afternoons repeat the mornings."""
        return self.curriculum.by_days

    @property
    def halves(self) -> tuple[Half, ...]:
        """The halves of a day that differ: the morning alone where all modules fill whole days."""
        return (Half.AM,) if self.by_days else HALVES

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The half-days to fill, in order: those that differ."""
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
