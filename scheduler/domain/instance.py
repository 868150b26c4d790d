"""Everything a plan is made from."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from scheduler.domain.centre import Absence, Centre, Closure, Room, Site, Trainer
from scheduler.domain.cohort import Cohort, Learner, Pin
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.joint import JointModule
from scheduler.domain.past import Past
from scheduler.domain.record import Record
from scheduler.domain.time import Half, add_months, days

Row = TypeVar("Row", Trainer, Room, Cohort, Site)


@dataclass(frozen=True)
class Instance(Record):
    """A centre, its people and its cohorts, with every reference resolved.

    The readers guarantee that identifiers are unique in their table and that every
    reference leads somewhere.

    Attributes
    ----------
    past
        How rows were before they changed, for what was taught by then; empty for tables as they are read.
    """

    centre: Centre
    sites: tuple[Site, ...]
    rooms: tuple[Room, ...]
    trainers: tuple[Trainer, ...]
    cohorts: tuple[Cohort, ...]
    curricula: tuple[Curriculum, ...]
    learners: tuple[Learner, ...] = ()
    absences: tuple[Absence, ...] = ()
    closures: tuple[Closure, ...] = ()
    pins: tuple[Pin, ...] = ()
    joint_modules: tuple[JointModule, ...] = ()
    past: tuple[Past, ...] = ()

    @cached_property
    def site(self) -> dict[str, Site]:
        """Sites by identifier."""
        return {site.id: site for site in self.sites}

    @cached_property
    def room(self) -> dict[str, Room]:
        """Rooms by identifier."""
        return {room.id: room for room in self.rooms}

    @cached_property
    def trainer(self) -> dict[str, Trainer]:
        """Trainers by identifier."""
        return {trainer.id: trainer for trainer in self.trainers}

    @cached_property
    def cohort(self) -> dict[str, Cohort]:
        """Cohorts by identifier."""
        return {cohort.id: cohort for cohort in self.cohorts}

    @cached_property
    def curriculum(self) -> dict[str, Curriculum]:
        """Curricula by identifier."""
        return {curriculum.id: curriculum for curriculum in self.curricula}

    @cached_property
    def learners_of(self) -> dict[str, tuple[Learner, ...]]:
        """Learners of each cohort, in the order of the table."""
        return {
            cohort.id: tuple(x for x in self.learners if x.cohort == cohort.id) for cohort in self.cohorts
        }

    @cached_property
    def joint(self) -> dict[tuple[str, str], JointModule]:
        """The joint module that a cohort's module belongs to, by cohort and module, where there is one."""
        return {(x.cohort, x.module): joint for joint in self.joint_modules for x in joint.sharers}

    def without(self, cohorts: Collection[str]) -> "Instance":
        """Return the instance as if these cohorts, their learners and their pins were not in it."""
        left = (joint.without(cohorts) for joint in self.joint_modules)
        return replace(
            self,
            cohorts=tuple(x for x in self.cohorts if x.id not in cohorts),
            learners=tuple(x for x in self.learners if x.cohort not in cohorts),
            pins=tuple(x for x in self.pins if x.cohort not in cohorts),
            joint_modules=tuple(joint for joint in left if joint is not None),
        )

    def on(self, day: date) -> "Instance":
        """Return the tables as they were on a day: each row that changed since as it was then."""
        made = replace(self, past=())
        for past in sorted(self.past, key=lambda x: x.until, reverse=True):
            if day < past.until:
                made = replace(
                    made,
                    trainers=_as_before(made.trainers, past.trainers),
                    rooms=_as_before(made.rooms, past.rooms),
                    cohorts=_as_before(made.cohorts, past.cohorts),
                    sites=_as_before(made.sites, past.sites),
                )
        return made

    def curriculum_of(self, cohort: Cohort) -> Curriculum:
        """Return the curriculum that `cohort` follows."""
        return self.curriculum[cohort.curriculum]

    def months(self, cohort: Cohort) -> tuple[int, int]:
        """Return the least and most months from first to last day, the cohort's own first."""
        curriculum = self.curriculum_of(cohort)
        return (
            curriculum.min_months if cohort.min_months is None else cohort.min_months,
            curriculum.max_months if cohort.max_months is None else cohort.max_months,
        )

    def max_gap_weeks(self, cohort: Cohort) -> int:
        """Return the most weeks between two sessions in a row, the cohort's own first."""
        own = cohort.max_gap_weeks
        return self.curriculum_of(cohort).max_gap_weeks if own is None else own

    def follows(self, learner: Learner, module: Module) -> bool:
        """Tell whether `learner` attends `module`: neither exempted nor in an acquired block."""
        block = self.curriculum_of(self.cohort[learner.cohort]).block_of.get(module.id)
        return module.id not in learner.exempted and (
            block is None or block.id not in learner.acquired_blocks
        )

    def groups(self, cohort: Cohort, module: Module) -> tuple[tuple[Learner, ...], ...]:
        """Return the parallel groups in which `cohort` follows `module`.

        One group unless the learners who attend are more than the module's maximum;
        then as few groups as hold them, their sizes as even as can be, filled in the
        order of the table.
        """
        attending = tuple(x for x in self.learners_of[cohort.id] if self.follows(x, module))
        count = max(1, -(-len(attending) // module.group_max)) if module.group_max else 1
        small, larger = divmod(len(attending), count)
        sizes = [small + 1] * larger + [small] * (count - larger)
        starts = [sum(sizes[:index]) for index in range(count)]
        return tuple(attending[a : a + size] for a, size in zip(starts, sizes, strict=True))

    def finish_deadline(self, learner: Learner) -> date | None:
        """Return the last day on which `learner` can be certified, or None without one."""
        return self._deadline(learner, "finish")

    def start_deadline(self, learner: Learner) -> date | None:
        """Return the last day on which `learner` can start, or None without one."""
        return self._deadline(learner, "start")

    def _deadline(self, learner: Learner, step: str) -> date | None:
        if learner.deadlines is not None:
            given: date | None = getattr(learner.deadlines, step)
            return given
        if learner.hire_date is None:
            return None
        regime = self.curriculum_of(self.cohort[learner.cohort]).regime(learner.hire_date)
        if regime is None or (learner.suspended and regime.suspendable):
            return None
        months: int | None = getattr(regime, f"{step}_within_months")
        return None if months is None else add_months(learner.hire_date, months)

    def available(self, trainer: str, day: date, half: Half) -> bool:
        """Tell whether `trainer` may teach on that half-day: weekday pattern less absences."""
        pattern = (day.weekday(), half) in self.trainer[trainer].availability
        return pattern and (day, half) not in self._away.get(trainer, ())

    def stand_in(self, trainer: str, day: date, half: Half) -> str:
        """Return who teaches what `trainer` is to teach then: the substitute of an absence, or `trainer`.

        A substitute who is away too is relieved in turn; where that ends with nobody, `trainer` is named.
        """
        name, seen = trainer, {trainer}
        while (found := self._substitute(name, day, half)) is not None:
            if found in seen:
                return trainer
            name = found
            seen.add(name)
        return name

    def relieved(self, trainers: Collection[str]) -> bool:
        """Tell whether one of `trainers` ever stands in for another: a module may then change hands."""
        return any(self.substitutes(name) & set(trainers) for name in self._relieved)

    def relieves(self, trainers: Iterable[str]) -> bool:
        """Tell whether one of `trainers` ever stands in for somebody, or is stood in for."""
        named = {x.substitute for away in self._relieved.values() for x in away} | set(self._relieved)
        return not named.isdisjoint(trainers)

    def substitutes(self, trainer: str) -> set[str]:
        """Return all who may ever stand in for `trainer`."""
        found: set[str] = set()
        waiting = [trainer]
        while waiting:
            for absence in self._relieved.get(waiting.pop(), ()):
                if absence.substitute is not None and absence.substitute not in found:
                    found.add(absence.substitute)
                    waiting.append(absence.substitute)
        return found - {trainer}

    def _substitute(self, trainer: str, day: date, half: Half) -> str | None:
        away = (x.substitute for x in self._relieved.get(trainer, ()) if x.covers(day, half))
        return next(away, None)

    @cached_property
    def _relieved(self) -> dict[str, list[Absence]]:
        """The absences of each trainer that somebody stands in for."""
        found: dict[str, list[Absence]] = {}
        for absence in self.absences:
            if absence.substitute is not None:
                found.setdefault(absence.trainer, []).append(absence)
        return found

    @cached_property
    def _away(self) -> dict[str, set[tuple[date, Half]]]:
        """The half-days of each trainer's absences."""
        away: dict[str, set[tuple[date, Half]]] = {}
        for absence in self.absences:
            halves = Half if absence.half is None else (absence.half,)
            taken = {(day, half) for day in days(absence.first, absence.last) for half in halves}
            away.setdefault(absence.trainer, set()).update(taken)
        return away


def _as_before(rows: Sequence[Row], before: Sequence[Row]) -> tuple[Row, ...]:
    """Return rows, those that `before` knows as it has them."""
    known = {row.id: row for row in before}
    return tuple(known.get(row.id, row) for row in rows)
