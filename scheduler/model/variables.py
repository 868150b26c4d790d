"""The variables of one cohort, and what the rules may ask of them.

Content is indexed by session number, not by date: session ``k`` holds modules in its
days 0 and 1, and one literal places session ``k`` on its dates. Rules about dates see
only the placing; rules about content see only the sessions; trainers' and rooms'
calendars are where the two meet.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ortools.sat.python import cp_model

from scheduler.domain.curriculum import Module
from scheduler.domain.time import Half
from scheduler.model.grid import Option
from scheduler.model.layout import HALVES, CohortLayout, Slot, Strand
from scheduler.model.surroundings import Surroundings

Literal = cp_model.IntVar

Landings = Sequence[tuple[Sequence[Literal], Sequence[Literal]]]
"""Literals under which something is used, and under which that use lands on a date, slot by slot."""


@dataclass
class CohortVariables(CohortLayout):
    """The literals of one cohort.

    Attributes
    ----------
    among
        The trainers of whom one or more teach a group of a module, where not all who can may.
    around
        What cohorts outside the model take.
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
        ``teach[strand][trainer][slot]``: does so in that half-day; only where the trainer may
        change: all else is taught by the trainer assigned.
    busy
        ``busy[trainer][slot]``: true at least where the trainer teaches the cohort.
    hold
        ``hold[group][room][slot]``: the group is in that room.
    partners
        All cohorts of the model, by identifier.
    """

    model: cp_model.CpModel
    among: Mapping[Strand, Collection[str]] = field(default_factory=dict)
    around: Surroundings = field(default_factory=Surroundings)
    place: list[dict[Option, Literal]] = field(default_factory=list)
    two_days: list[Literal] = field(default_factory=list)
    content: dict[str, dict[Slot, Literal]] = field(default_factory=dict)
    assigned: dict[Strand, dict[str, Literal]] = field(default_factory=dict)
    load: dict[Strand, dict[str, cp_model.LinearExprT]] = field(default_factory=dict)
    teach: dict[Strand, dict[str, dict[Slot, Literal]]] = field(default_factory=dict)
    busy: dict[str, dict[Slot, Literal]] = field(default_factory=dict)
    hold: dict[int, dict[str, dict[Slot, Literal]]] = field(default_factory=dict)
    partners: Mapping[str, "CohortVariables"] = field(default_factory=dict)
    _both: dict[tuple[int, int], Literal] = field(default_factory=dict)
    _meeting: dict[tuple[int, int], Literal] = field(default_factory=dict)
    _taught: dict[str, dict[tuple[date, Half], Literal]] = field(default_factory=dict)

    def create_dates(self) -> None:
        """Create the literals that place sessions."""
        self.place = [
            {
                option: self._literal(f"place {session} {option.days[0]}")
                for option in self.grid.options[session]
            }
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
        for group in self.every_group:
            self.hold[group] = {
                room.id: self._per_half(f"hold {group} {room.id}")
                for room in self.rooms
                if self.room_modules(group, room)
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
        """Create the literals that give each group of each module its trainers.

        Where a single trainer can teach a single group, nothing is left to choose.
        """
        for strand in self.strands:
            module = self.curriculum.by_id[strand.module]
            # Who stands in for whom is not known of the trainer of a strand alone.
            among = {} if module.one_trainer and not self.keeps_trainer(strand) else self.among
            able = [x for x in self.able_for(strand) if x.id in among.get(strand, (x.id,))]
            alone = len(able) == 1 and (len(self.groups(module)) == 1 or strand in among)
            alone = alone and not self.when_open(strand)
            self.assigned[strand] = {
                x.id: self.model.new_constant(1) if alone else self._literal(f"assigned {strand} {x.id}")
                for x in able
            }

    def when_open(self, strand: Strand) -> list[Literal]:
        """Return the literals of which one is true if the cohort finds a trainer and a room for a group.

        None if it certainly does.
        """
        openings = self.openings[strand.module][strand.group]
        return [literal for x in openings if x.way is not None for literal in x.way.conditions]

    def create_teaching(self) -> None:
        """Create the literals that say when trainers teach."""
        for strand, assigned in self.assigned.items():
            module = self.curriculum.by_id[strand.module]
            if not self.keeps_trainer(strand):
                self.teach[strand] = {
                    name: self._per_slot(module, f"teach {strand} {name}") for name in assigned
                }
        for trainer in self.teachers():
            self.busy[trainer] = self._per_half(f"busy {trainer}")

    def _per_half(self, name: str) -> dict[Slot, Literal]:
        """Return a literal per slot, shared by the halves of a day where all modules fill whole days."""
        made: dict[Slot, Literal] = {}
        for session, day in self.days:
            for half in self.halves:
                slot = Slot(session, day, half)
                made[slot] = self._literal(f"{name} {slot.order}")
            if self.by_days:
                made[Slot(session, day, Half.PM)] = made[Slot(session, day, Half.AM)]
        return made

    # ------------------------------------------------------------------ what the rules ask

    def meets(self, strand: Strand, slot: Slot) -> Literal:
        """Return a literal equal to a group meeting in `slot` with a trainer and a room the cohort finds."""
        content, openings = self.content[strand.module][slot], self.when_open(strand)
        if not openings:
            return content
        key = (content.index, strand.group)
        if key not in self._meeting:
            meets = self._literal(f"meets {strand} {slot.order}")
            # No plan meets for nothing: two lines tell the relaxation so, the third all that a plan needs.
            self.model.add_implication(meets, content)
            self.model.add(meets <= sum(openings))
            for chosen in openings:
                self.model.add_bool_or([meets, content.negated(), chosen.negated()])
            self._meeting[key] = meets
        return self._meeting[key]

    def pieces(self, module: Module) -> list[tuple[Literal, Slot, int]]:
        """Return each distinct content literal of `module`: literal, first slot, half-days it covers."""
        literals = self.content[module.id]
        size, halves = (2, HALVES[:1]) if module.whole_days else (1, HALVES)
        return [
            (literals[Slot(session, day, half)], Slot(session, day, half), size)
            for session, day in self.days
            for half in halves
        ]

    # ------------------------------------------------------------------ where dates and content meet

    def placed(self, session: int, index: int, days: Collection[date]) -> list[Literal]:
        """Return the literals that place day `index` of `session` on one of `days`."""
        return [
            literal
            for option, literal in self.place[session].items()
            if index < len(option.days) and option.days[index] in days
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

    def taught_on(self, module: Module) -> dict[tuple[date, Half], Literal]:
        """Return literals equal to `module` being taught on each half-day on which it can be.

        One literal stands for both halves of a day where it is taught by whole days. That each is true
        where it must be is said slot by slot; that no other is follows from how many are.
        """
        if module.id not in self._taught:
            halves = HALVES[:1] if module.whole_days else HALVES
            made: dict[tuple[date, Half], Literal] = {}
            for day, landings in self.landings.items():
                for half in halves:
                    held = [
                        (content, literals)
                        for session, index, literals in landings
                        if (content := self.held(module, Slot(session, index, half))) is not None
                    ]
                    if held:
                        here = made[day, half] = self._literal(f"{module.id} on {day} {half}")
                        for content, literals in held:
                            self.model.add(content + sum(literals) <= 1 + here)
            count = module.days if module.whole_days else module.half_days
            self.model.add(sum(made.values()) == count)
            self._taught[module.id] = made
        return self._taught[module.id]

    def held(self, module: Module, slot: Slot) -> Literal | None:
        """Return the literal under which `module` is in `slot`; None if it never is."""
        return self.content[module.id].get(slot)

    def teaches(self, strand: Strand, trainer: str, slot: Slot) -> Literal:
        """Return a literal equal to `trainer` teaching the group in `slot`, made when first asked for."""
        if strand in self.teach:
            return self.teach[strand][trainer][slot]
        content, assigned = self.content[strand.module][slot], self.assigned[strand][trainer]
        key = (content.index, assigned.index)
        if key not in self._both:
            both = self._literal(f"{trainer} teaches {strand} {slot.order}")
            self.model.add_implication(both, content)
            self.model.add_implication(both, assigned)
            self.model.add_bool_or([both, content.negated(), assigned.negated()])
            self._both[key] = both
        return self._both[key]

    def occupies(self, trainer: str, slot: Slot) -> list[Literal]:
        """Return the literals under which `trainer` teaches some group of the cohort in `slot`."""
        literal = self.busy.get(trainer, {}).get(slot)
        return [] if literal is None else [literal]

    def held_in(self, room: str, slot: Slot) -> list[Literal]:
        """Return the literals under which some group of the cohort is in `room` in `slot`."""
        return [rooms[room][slot] for rooms in self.hold.values() if slot in rooms.get(room, {})]

    def slots_in(self, room: str) -> list[Slot]:
        """Return the slots in which some group of the cohort may be in `room`."""
        return list(dict.fromkeys(slot for rooms in self.hold.values() for slot in rooms.get(room, {})))

    def teachers(self) -> list[str]:
        """Return the trainers who can teach the cohort something."""
        able = {name for assigned in self.assigned.values() for name in assigned}
        return [trainer.id for trainer in self.instance.trainers if trainer.id in able]

    def taken(self, name: str, landings: Landings) -> tuple[Literal, ...]:
        """Return a literal that is true if a slot that uses something lands on a date.

        Parameters
        ----------
        landings
            For each slot that can land there, the literals of its use and those of its landing.
        """
        taken = self.model.new_bool_var(f"taken {self.cohort.id} {name}")
        for uses, literals in landings:
            self.model.add(sum(uses) + sum(literals) <= 1 + taken)
        return (taken,)

    def days_taught(self, trainer: str) -> int:
        """Return the days that are settled on which `trainer` teaches the cohort."""
        return 0

    def halves_taught(self, trainer: str) -> int:
        """Return the half-days that are settled and that `trainer` teaches, once per group."""
        return 0
