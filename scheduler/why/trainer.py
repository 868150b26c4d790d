"""Why a trainer teaches a module: the others who could, while all sessions keep their dates.

A module that keeps one trainer is asked about as whose it is: while he or she is away and somebody stands in,
the substitute teaches it.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.check import check
from scheduler.domain.cluster import clusters_in
from scheduler.domain.curriculum import Module
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.model import PlanModel, Scope
from scheduler.model.grid import options_of
from scheduler.model.layout import Strand
from scheduler.model.variables import Literal
from scheduler.solve.known import dates_of, of_cohorts
from scheduler.why.choice import Choice, Ground, by_weight


@dataclass(frozen=True)
class TrainerQuestion:
    """The question why a group of a module has its trainer.

    Attributes
    ----------
    group
        Number of the parallel group, from 1; of a shared lesson, that of all who share it.
    """

    ground: Ground
    cohort: str
    module: str
    group: int

    @cached_property
    def taught(self) -> tuple[Lesson, ...]:
        """The lessons that have the trainer asked about: the group's, still to come."""
        named = (self.cohort, self.module, self.group)
        mine = [x for x in self.ground.lessons if (x.cohort, x.module, x.group) == named]
        return tuple(x for x in mine if x.day >= self.ground.since and x.trainer is not None)

    @cached_property
    def trainers(self) -> tuple[str, ...]:
        """Who teaches them."""
        return tuple(dict.fromkeys(x.trainer for x in self.taught if x.trainer is not None))

    @cached_property
    def modules(self) -> dict[str, str]:
        """The module as each cohort that shares its lessons calls it; mostly there is but one."""
        instance = self.ground.instance
        joint = instance.joint.get((self.cohort, self.module))
        if joint is None:
            return {self.cohort: self.module}
        formed = clusters_in(instance, self.ground.lessons)[joint.id]
        cluster = next(x for x in formed if self.cohort in x.cohorts)
        return {name: joint.module(name) for name in cluster.cohorts}

    @property
    def cohorts(self) -> tuple[str, ...]:
        """The cohorts whose content, trainers and rooms may change with it."""
        return tuple(self.modules)

    @property
    def attending(self) -> tuple[str, ...]:
        """The cohorts with somebody in its lessons."""
        present = {(x.cohort, x.module) for x in self.ground.lessons if x.group == self.group}
        return tuple(name for name, module in self.modules.items() if (name, module) in present)

    @cached_property
    def keeper(self) -> str:
        """Whose module it is: of several who teach it, for whom the others stand in; empty for nobody."""
        if not self._module.one_trainer:
            return self.trainers[0] if len(self.trainers) == 1 else ""
        named = (self.cohort, self.module, self.group)
        rows = [x for x in self.ground.lessons if (x.cohort, x.module, x.group) == named]
        kept = [x for x in self._able if all(self._teacher(x, y.day, y.half) == y.trainer for y in rows)]
        # Who teaches some of it comes before those for whom others teach all.
        return next((x for x in self.trainers if x in kept), kept[0] if kept else "")

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """Whose it is, nobody being named where several teach it; then the others who have the skill."""
        now = Choice(self.ground.lessons, (), trainer=self.keeper)
        others = (self._choice(name) for name in self._able if name != self.keeper)
        # Of whom it changes nothing that it would be his or hers, nothing can be said.
        return (now, *(x for x in others if not self._module.one_trainer or x.lessons != now.lessons))

    @property
    def _able(self) -> list[str]:
        return [x.id for x in self.ground.instance.trainers if self._module.skill in x.skills]

    @property
    def _module(self) -> Module:
        instance = self.ground.instance
        return instance.curriculum_of(instance.cohort[self.cohort]).by_id[self.module]

    def _teacher(self, name: str, day: date, half: Half) -> str:
        """Return who teaches then what is somebody's module."""
        return self.ground.instance.stand_in(name, day, half) if self._module.one_trainer else name

    def scope(self) -> Scope:
        """Return what a model leaves open: all but dates."""
        instance = self.ground.instance
        cohorts = [instance.cohort[name] for name in self.cohorts]
        return Scope(cohorts, dates=dates_of(self.ground.lessons, self.cohorts))

    def demands(self, plan: PlanModel, choice: Choice) -> list[tuple[Literal, bool]] | None:
        """Return what must be true in a plan with a choice; None if the model knows no such plan."""
        if not choice.trainer:
            return []
        for cohort in plan.cohorts:
            name = cohort.cohort.id
            strand = Strand(self.modules[name], self.group)
            if not cohort.assigned.get(strand):
                continue
            if strand not in cohort.teach:
                if choice.trainer not in cohort.assigned[strand]:
                    return None
                return [(cohort.assigned[strand][choice.trainer], True)]
            dates = options_of(of_cohorts(self.ground.lessons, (name,)))
            halves = tuple(Half) if self._module.whole_days else ()
            return [
                (literal, False)
                for other, slots in cohort.teach[strand].items()
                for slot, literal in slots.items()
                if slot.day < len(dates[slot.session].days)
                and (day := dates[slot.session].days[slot.day]) >= self.ground.since
                and any(self._teacher(choice.trainer, day, x) != other for x in halves or (slot.half,))
            ]
        return None

    def _choice(self, name: str) -> Choice:
        lessons = tuple(
            replace(x, trainer=self._teacher(name, x.day, x.half)) if self._is_taught(x) else x
            for x in self.ground.lessons
        )
        return Choice(lessons, by_weight(check(self.ground.instance, lessons)), trainer=name)

    def _is_taught(self, lesson: Lesson) -> bool:
        """Tell whether a lesson is one of those asked about, or the same one of who shares it."""
        at = {(x.day, x.half): x for x in self.taught}
        mine = at.get((lesson.day, lesson.half))
        if mine is None or self.modules.get(lesson.cohort) != lesson.module:
            return False
        return mine.group == lesson.group and (lesson.cohort == self.cohort or mine.joint == lesson.joint)
