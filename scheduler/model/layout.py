"""Where in a programme something is, and what is known of a cohort before anything is chosen.

Half-days of sessions and parallel groups, whatever their dates; who and what suits the modules.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Curriculum, Mode, Module
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.time import Half
from scheduler.model.grid import CohortGrid
from scheduler.model.sharing import Share, SharingWay

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


class Opening(NamedTuple):
    """A group that a cohort finds trainers and rooms for, and how many learners it then has.

    `way` is the way to follow a joint module in which it does; None for a module of its own.
    """

    size: int
    way: SharingWay | None


@dataclass
class CohortLayout:
    """What the programme of a cohort asks for, and what may be chosen for it.

    Attributes
    ----------
    shares
        The ways to follow each joint module, by the module's identifier.
    """

    grid: CohortGrid
    shares: Mapping[str, Share] = field(default_factory=dict, kw_only=True)

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
    def openings(self) -> dict[str, dict[int, tuple[Opening, ...]]]:
        """By module and group, the sizes of the groups for which the cohort finds trainers and rooms."""
        return {module.id: self._openings(module) for module in self.curriculum.items}

    def _openings(self, module: Module) -> dict[int, tuple[Opening, ...]]:
        if module.id not in self.shares:
            groups = self.instance.groups(self.cohort, module)
            return {number: (Opening(len(group), None),) for number, group in enumerate(groups, start=1)}
        found: dict[int, list[Opening]] = {}
        for way in self.shares[module.id].ways:
            for group, size in way.opens.items():
                found.setdefault(group, []).append(Opening(size, way))
        return {group: tuple(openings) for group, openings in sorted(found.items())}

    def groups(self, module: Module) -> tuple[int, ...]:
        """Return the parallel groups of `module` for which the cohort finds trainers and rooms (CU-05)."""
        return tuple(self.openings[module.id])

    @cached_property
    def every_group(self) -> tuple[int, ...]:
        """The parallel groups of any module."""
        return tuple(sorted({group for groups in self.openings.values() for group in groups}))

    @cached_property
    def strands(self) -> tuple[Strand, ...]:
        """Every (module, group) that needs a trainer."""
        return tuple(
            Strand(module.id, group)
            for module in self.curriculum.modules
            if module.skill is not None
            for group in self.groups(module)
        )

    def able(self, module: Module) -> list[Trainer]:
        """Return the trainers who can teach `module` to this cohort (TR-02, TR-05).

        Of a joint module, all who can in some way: a remote one may be taught from another site.
        """
        if module.id in self.shares and module.mode is Mode.REMOTE:
            return [x for x in self.instance.trainers if module.skill in x.skills]
        return [x for x in self.instance.trainers if can_teach(x, self.cohort, module)]

    def able_for(self, strand: Strand) -> list[Trainer]:
        """Return the trainers who can teach a group of a module in some way in which it is opened."""
        module = self.curriculum.by_id[strand.module]
        ways = [opening.way for opening in self.openings[module.id][strand.group]]
        return [x for x in self.able(module) if any(self.able_in(way, x) for way in ways)]

    def keeps_trainer(self, strand: Strand) -> bool:
        """Tell whether one person teaches all of it: one trainer is asked for, and nobody ever stands in."""
        able = [x.id for x in self.able_for(strand)]
        return self.curriculum.by_id[strand.module].one_trainer and not self.instance.relieved(able)

    def keepers(self, strand: Strand) -> list[str]:
        """Return whose module it may be: those who can teach it, or whose substitutes can."""
        able = {x.id for x in self.able_for(strand)}
        skill = self.curriculum.by_id[strand.module].skill
        return [
            x.id
            for x in self.instance.trainers
            if x.id in able or (skill in x.skills and self.instance.substitutes(x.id) & able)
        ]

    def able_in(self, way: SharingWay | None, trainer: Trainer) -> bool:
        """Tell whether a trainer can teach all cohorts of a way to follow a joint module."""
        return way is None or way.taught_by(self.instance, trainer)

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """The rooms of the cohort's site (RO-04)."""
        return tuple(room for room in self.instance.rooms if room.site == self.cohort.site)

    def room_modules(self, group: int, room: Room) -> list[Module]:
        """Return the modules for which `group` may use `room`: kind and capacity (RO-02, RO-03)."""
        return [
            module
            for module in self.room_needs(group)
            if any(self.seats(opening, module, room) for opening in self.openings[module.id][group])
        ]

    def seats(self, opening: Opening, module: Module, room: Room) -> bool:
        """Tell whether `room` holds a group of `module`, and is fit for all cohorts in it."""
        kinds = module.rooms if opening.way is None else opening.way.rooms(self.instance)
        return room.kind in kinds and room.capacity >= opening.size

    def room_needs(self, group: int) -> list[Module]:
        """Return the modules for which `group` needs a room: those in person that it follows."""
        return [
            module
            for module in self.curriculum.items
            if module.mode is Mode.IN_PERSON and group in self.openings[module.id]
        ]
