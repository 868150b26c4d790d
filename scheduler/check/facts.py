"""What the rules need to know of an instance, worked out here a second time from its plain records.

The model asks the domain (:class:`scheduler.domain.instance.Instance`) the same questions. The
checker must not: an error there would then pass both judges.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import TypeVar

from scheduler.check.seats import seats
from scheduler.domain.centre import Absence, Room, Trainer
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Block, Curriculum, DeadlineRegime, Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Together
from scheduler.domain.time import HALF_DAY_HOURS, Half

Owned = TypeVar("Owned", Learner, Absence)


def week_of(day: date) -> date:
    """Return the Monday of the ISO week of `day`."""
    year, week, _weekday = day.isocalendar()
    return date.fromisocalendar(year, week, 1)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last; no date lies beyond 9999."""
    count = 12 * day.year + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if year > date.max.year:
        return date.max
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(number, day.day))
        except ValueError:
            continue
    raise AssertionError(f"no month has less than 28 days: {year}-{month}")


def half_days_of(module: Module) -> int:
    """Return the half-days a module takes; an assessment may end before its last one does."""
    whole, rest = divmod(module.hours, HALF_DAY_HOURS)
    return int(whole) + (rest > 0)


def days_of(curriculum: Curriculum) -> int:
    """Return the training days of a programme: those of its modules, then those of its assessment."""
    taught = sum(half_days_of(module) for block in curriculum.blocks for module in block.modules)
    assessed = half_days_of(curriculum.assessment) if curriculum.assessment else 0
    return (taught + 1) // 2 + (assessed + 1) // 2


@dataclass(frozen=True)
class Requirements:
    """What one curriculum asks for, module by module."""

    curriculum: Curriculum

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """All that is scheduled, the assessment last."""
        taught = [module for block in self.curriculum.blocks for module in block.modules]
        return (*taught, self.curriculum.assessment) if self.curriculum.assessment else tuple(taught)

    @cached_property
    def module(self) -> dict[str, Module]:
        """All that is scheduled, by identifier."""
        return {module.id: module for module in self.modules}

    @cached_property
    def block(self) -> dict[str, Block]:
        """The block of each module that has one."""
        return {module.id: block for block in self.curriculum.blocks for module in block.modules}

    @cached_property
    def days(self) -> int:
        """Training days of the whole of it."""
        return days_of(self.curriculum)

    def due_to(self, learner: Learner, module: Module) -> bool:
        """Tell whether `learner` attends `module`: neither exempted nor in an acquired block."""
        if module.id in learner.exempted:
            return False
        block = self.block.get(module.id)
        return block is None or block.id not in learner.acquired_blocks

    def regime(self, learner: Learner) -> DeadlineRegime | None:
        """Return the first regime whose dates of hire hold that of `learner`; None if it is suspended."""
        hired = learner.hire_date
        if hired is None:
            return None
        for regime in self.curriculum.regimes:
            if (regime.hired_from or date.min) <= hired <= (regime.hired_until or date.max):
                return None if learner.suspended and regime.suspendable else regime
        return None

    def start_limit(self, learner: Learner) -> date | None:
        """Return the last day on which `learner` can start; None without one."""
        if learner.deadlines is not None:
            return learner.deadlines.start
        regime = self.regime(learner)
        return _within(learner, regime.start_within_months if regime else None)

    def finish_limit(self, learner: Learner) -> date | None:
        """Return the last day on which `learner` can be certified; None without one."""
        if learner.deadlines is not None:
            return learner.deadlines.finish
        regime = self.regime(learner)
        return _within(learner, regime.finish_within_months if regime else None)


class Facts:
    """An instance as the rules speak of it."""

    def __init__(self, instance: Instance):
        self.instance = instance
        self.trainers: dict[str, Trainer] = {x.id: x for x in instance.trainers}
        self.rooms: dict[str, Room] = {x.id: x for x in instance.rooms}
        self.cohorts: dict[str, Cohort] = {x.id: x for x in instance.cohorts}
        self._programmes = {x.id: Requirements(x) for x in instance.curricula}
        self._learners = _by(instance.learners, "cohort")
        self.joint: dict[tuple[str, str], JointModule] = {
            (sharer.cohort, sharer.module): joint
            for joint in instance.joint_modules
            for sharer in joint.sharers
        }
        self._absences: dict[str, list[Absence]] = _by(instance.absences, "trainer")
        self._groups: dict[tuple[str, str], list[list[Learner]]] = {}

    def programme(self, cohort: Cohort) -> Requirements:
        """Return what the cohort's curriculum asks for."""
        return self._programmes[cohort.curriculum]

    def learners(self, cohort: Cohort) -> list[Learner]:
        """Return the cohort's learners, in the order of the table."""
        return self._learners.get(cohort.id, [])

    def months(self, cohort: Cohort) -> tuple[int, int]:
        """Return the least and the most months a cohort takes: its own, else the curriculum's."""
        curriculum = self.programme(cohort).curriculum
        least, most = cohort.min_months, cohort.max_months
        return (
            least if least is not None else curriculum.min_months,
            most if most is not None else curriculum.max_months,
        )

    def longest_gap(self, cohort: Cohort) -> int:
        """Return the most weeks between two sessions: the cohort's own, else the curriculum's."""
        if cohort.max_gap_weeks is not None:
            return cohort.max_gap_weeks
        return self.programme(cohort).curriculum.max_gap_weeks

    def groups(self, cohort: Cohort, module: Module) -> list[list[Learner]]:
        """Return who is in each parallel group in which the cohort follows `module`.

        As few groups as hold those who attend, in the order of the table; sizes differ by one
        at most, the larger ones first. A module that nobody attends is given to one group.
        """
        key = cohort.id, module.id
        if key not in self._groups:
            self._groups[key] = self._divided(cohort, module)
        return self._groups[key]

    def _divided(self, cohort: Cohort, module: Module) -> list[list[Learner]]:
        programme = self.programme(cohort)
        waiting = [x for x in self.learners(cohort) if programme.due_to(x, module)]
        count = ceil(Fraction(len(waiting), module.group_max)) if module.group_max and waiting else 1
        groups = []
        for left in range(count, 0, -1):
            size = ceil(Fraction(len(waiting), left))
            groups.append(waiting[:size])
            waiting = waiting[size:]
        return groups

    def sharer(self, joint: JointModule, cohort: str) -> tuple[Cohort, Module]:
        """Return a cohort that shares a joint module, and the module of its curriculum."""
        for sharer in joint.sharers:
            if sharer.cohort == cohort:
                owner = self.cohorts[cohort]
                return owner, self.programme(owner).module[sharer.module]
        raise KeyError(cohort)

    def sizes_allowed(self, joint: JointModule) -> tuple[int | None, int | None]:
        """Return the least and the most learners of a group: its own limits, else those of its modules."""
        least, most = joint.group_min, joint.group_max
        for sharer in joint.sharers:
            _cohort, module = self.sharer(joint, sharer.cohort)
            if joint.group_min is None and module.group_min is not None:
                least = module.group_min if least is None else max(least, module.group_min)
            if joint.group_max is None and module.group_max is not None:
                most = module.group_max if most is None else min(most, module.group_max)
        return least, most

    def smallest(self, joint: JointModule) -> tuple[int | None, bool]:
        """Return the least learners of a group of a joint module, and whether that is strict."""
        modules = [self.sharer(joint, x.cohort)[1] for x in joint.sharers]
        return self.sizes_allowed(joint)[0], joint.strict or any(x.group_min_strict for x in modules)

    def joint_groups(self, joint: JointModule, cohorts: Iterable[str]) -> list[dict[str, list[Learner]]]:
        """Return who is in each group of cohorts that are in the same lessons, by cohort.

        A cohort of which nobody attends is in the first group.
        """
        together = [x.cohort for x in joint.sharers if x.cohort in set(cohorts)]
        waiting: dict[str, list[Learner]] = {}
        for name in together:
            owner, module = self.sharer(joint, name)
            waiting[name] = [x for x in self.learners(owner) if self.programme(owner).due_to(x, module)]
        least, most = self.sizes_allowed(joint)
        groups = []
        for counts in seats(tuple(len(waiting[name]) for name in together), least, most):
            group = {}
            for name, count in zip(together, counts, strict=True):
                if count:
                    group[name] = waiting[name][:count]
                    waiting[name] = waiting[name][count:]
            groups.append(group)
        for name in together:
            if all(name not in group for group in groups):
                groups[0][name] = []
        return groups

    def absent(self, trainer: Trainer, day: date, half: Half) -> bool:
        """Tell whether one of the trainer's absences holds that half-day."""
        return any(
            not (day < x.first or day > x.last) and (x.half is None or x.half is half)
            for x in self._absences.get(trainer.id, ())
        )

    def standing_in(self, trainer: str, day: date, half: Half) -> str:
        """Return who teaches what `trainer` has on that half-day.

        While one is away and an absence names a substitute, that is the substitute, and so on; in a
        circle nobody stands in.
        """
        asked: list[str] = []
        name: str | None = trainer
        while name is not None and name not in asked:
            asked.append(name)
            named = [
                x.substitute
                for x in self._absences.get(name, ())
                if x.substitute and x.first <= day <= x.last and x.half in (None, half)
            ]
            name = named[0] if named else None
        return trainer if name is not None else asked[-1]

    def works(self, trainer: Trainer, day: date, half: Half) -> bool:
        """Tell whether that half-day is in the trainer's weekly pattern."""
        return any(day.weekday() == weekday and half is part for weekday, part in trainer.availability)

    @cached_property
    def even_shares(self) -> dict[str, int]:
        """The half-days each trainer would teach, were each module dealt out evenly; rounded up.

        A joint module whose cohorts have to be together is dealt out once.
        """
        exact: dict[str, Fraction] = dict.fromkeys(self.trainers, Fraction(0))
        for able, work in self._dealt():
            for trainer in able:
                exact[trainer.id] += Fraction(work, len(able))
        return {name: ceil(share) for name, share in exact.items()}

    def _dealt(self) -> Iterator[tuple[list[Trainer], int]]:
        """Yield who may teach a module, and the half-days it takes, once per group."""
        together = [x for x in self.instance.joint_modules if x.together is Together.MUST]
        for cohort in self.cohorts.values():
            for module in self.programme(cohort).modules:
                if module.teaching and self.joint.get((cohort.id, module.id)) not in together:
                    able = [x for x in self.trainers.values() if self._may_teach(x, cohort, module)]
                    yield able, len(self.groups(cohort, module)) * half_days_of(module)
        for joint in together:
            owner, module = self.sharer(joint, joint.sharers[0].cohort)
            skills = {self.sharer(joint, x.cohort)[1].skill for x in joint.sharers}
            able = [x for x in self.trainers.values() if self._may_teach(x, owner, module)]
            groups = self.joint_groups(joint, [x.cohort for x in joint.sharers])
            yield [x for x in able if skills <= set(x.skills)], len(groups) * half_days_of(module)

    def _may_teach(self, trainer: Trainer, cohort: Cohort, module: Module) -> bool:
        return module.skill in trainer.skills and cohort.site in (trainer.sites or (cohort.site,))


def _within(learner: Learner, months: int | None) -> date | None:
    return None if learner.hire_date is None or months is None else months_after(learner.hire_date, months)


def _by(records: Iterable[Owned], field: str) -> dict[str, list[Owned]]:
    found: dict[str, list[Owned]] = defaultdict(list)
    for record in records:
        found[getattr(record, field)].append(record)
    return found
