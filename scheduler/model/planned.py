"""A cohort of a whole model: made from lessons and read as lessons, and matched with pins."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from scheduler.domain.cluster import Cluster
from scheduler.domain.cohort import Pin
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.model.grid import CohortGrid
from scheduler.model.layout import Slot, Strand
from scheduler.model.sharing import Share, SharingWay
from scheduler.model.surroundings import Surroundings
from scheduler.model.translation import Taught, Value, Values, read_lessons, read_taught, write_lessons
from scheduler.model.variables import CohortVariables, Literal

Match = list[list[Literal]]
"""A lesson matches if, in each inner list, one literal is true."""


@dataclass
class PlannedCohort(CohortVariables):
    """The literals of a cohort that is planned anew: dates, content, trainers and rooms are free.

    One that keeps its programme answers the same questions otherwise: see
    :class:`scheduler.model.programme.Programme`.
    """

    partners: Mapping[str, "PlannedCohort"] = field(default_factory=dict)

    @classmethod
    def create(
        cls,
        grid: CohortGrid,
        model: cp_model.CpModel,
        among: Mapping[Strand, Collection[str]],
        around: Surroundings,
        shares: Mapping[str, Share],
    ) -> "PlannedCohort":
        """Return the variables of a cohort, added to `model` without any constraint."""
        made = cls(grid, model, among, around, shares=shares)
        made.create_dates()
        made.create_content()
        made.create_assigned()
        made.create_teaching()
        made.create_rooms()
        return made

    def read(self, value: Value) -> Iterator[Lesson]:
        """Yield the lessons of a solution, `value` telling which literals are true."""
        return read_lessons(self, value)

    def taught(self, value: Value, lessons: Iterable[Lesson]) -> Iterator[Taught]:
        """Yield the lessons of joint modules whose trainers and rooms it finds, of a solution.

        Parameters
        ----------
        lessons
            What :meth:`read` gives of the same solution.
        """
        return read_taught(self, value)

    def write(self, lessons: Sequence[Lesson], among: Sequence[Lesson] | None = None) -> Values:
        """Return `lessons` as values of the literals; `among` all of their sessions, if they are some."""
        return write_lessons(self, lessons, among)

    def matches(self, pin: Pin, slot: Slot) -> Iterator[Match]:
        """Yield, for each group, what must be true for its lesson in `slot` to be what `pin` names."""
        for group in self.every_group:
            modules = [
                module.id
                for module in self.modules
                if pin.module in (None, module.id)
                and module.id not in self.shares
                and group in self.groups(module)
            ]
            if pin.trainer is not None:
                taught = [
                    self.teaches(strand, pin.trainer, slot)
                    for strand in self.strands
                    if strand.group == group
                    and strand.module in modules
                    and pin.trainer in self.assigned[strand]
                ]
            else:
                taught = [self._lesson(name, slot) for name in modules]
            match: Match = [taught]
            if pin.room is not None:
                match.append([self.hold[group][pin.room][slot]] if pin.room in self.hold[group] else [])
            yield match
        for name, share in self.shares.items():
            if pin.module in (None, name):
                for way in share.ways:
                    yield from self._joint_matches(pin, slot, name, way)

    def _joint_matches(self, pin: Pin, slot: Slot, name: str, way: SharingWay) -> Iterator[Match]:
        """Yield what must be true for lessons of a joint module in `slot` to be what `pin` names.

        Who teaches them, and where, is found by a cohort of those that share them, in a slot of its own.
        """
        if way.cluster is None:
            return
        here: Match = [[self.content[name][slot]], *([x] for x in way.conditions)]
        if pin.trainer is None and pin.room is None:
            yield here
            return
        for group in way.cluster.groups_of(self.cohort.id):
            given = way.given.get((pin.day, slot.half), {}).get(group)
            if given is not None:
                if pin.trainer in (None, given.trainer) and pin.room in (None, given.room):
                    yield here
                continue
            for partner in map(self.partners.__getitem__, way.inside):
                module = way.cluster.joint.module(partner.cohort.id)
                for found in partner.finds(pin, way.cluster, module, group, slot.half):
                    yield [*here, *found]

    def finds(self, pin: Pin, cluster: Cluster, module: str, group: int, half: Half) -> Iterator[Match]:
        """Yield what must be true for the trainer and the room found for a shared lesson to be the pin's."""
        ways = self.shares[module].ways
        if not any(way.cluster == cluster and group in way.opens for way in ways):
            return
        strand = Strand(module, group)
        for session, day, landing in self.landings.get(pin.day, ()):
            slot = Slot(session, day, half)
            match: Match = [list(landing), [self.content[module][slot]]]
            if pin.trainer is not None:
                able = pin.trainer in self.assigned.get(strand, {})
                match.append([self.teaches(strand, pin.trainer, slot)] if able else [])
            if pin.room is not None:
                seats = self.hold[group].get(pin.room, {})
                match.append([seats[slot]] if slot in seats else [])
            yield match

    def _lesson(self, name: str, slot: Slot) -> Literal:
        """Return a literal equal to the module having a lesson in `slot`.

        An assessment of an odd number of half-days has none in its very last afternoon: there
        is one in an afternoon only if the assessment goes on after it.
        """
        module, content = self.curriculum.by_id[name], self.content[name]
        if module.teaching or module.half_days % 2 == 0 or slot.half is Half.AM:
            return content[slot]
        later = [content[at] for at in content if at.order > slot.order and at.half is Half.AM]
        goes_on = self.model.new_bool_var(f"{name} goes on after {slot.order}")
        self.model.add_implication(goes_on, content[slot])
        self.model.add(goes_on <= sum(later))
        for literal in later:
            self.model.add_bool_or([content[slot].negated(), literal.negated(), goes_on])
        return goes_on
