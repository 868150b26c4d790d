"""What is left to teach of a plan of which part is over: somebody must have the days for it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.domain.centre import Trainer
from scheduler.domain.cluster import clusters_in, once
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.domain.fairness import can_teach, can_teach_all
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Obstacle
from scheduler.domain.time import Half
from scheduler.solve.counting.reach import reaches
from scheduler.solve.counting.words import day_count
from scheduler.text import _, plural
from scheduler.text.phrases import listed, short_day


def obstacles_left(instance: Instance, lessons: Iterable[Lesson], since: date) -> Iterator[Obstacle]:
    """Yield the modules whose rest nobody has the days for, from `since` on.

    Parameters
    ----------
    lessons
        A plan: what it has before `since` is over, and stays; with whom modules are shared stays too.
    """
    lessons = tuple(lessons)
    usable = {name: frozenset(x.usable) for name, x in reaches(instance).items()}
    formed = clusters_in(instance, lessons)
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).modules:
            joint = instance.joint.get((cohort.id, module.id))
            cluster = (
                next((x for x in formed.get(joint.id, ()) if cohort.id in x.cohorts), None) if joint else None
            )
            if module.skill is None or (cluster is not None and cluster.cohorts[0] != cohort.id):
                continue
            able = [
                x
                for x in instance.trainers
                if (can_teach(x, cohort, module) if cluster is None else can_teach_all(x, cluster, instance))
            ]
            names = {cohort.id: module.id}
            if cluster is not None:
                names = {name: cluster.joint.module(name) for name in cluster.cohorts}
            mine = [x for x in once(instance, lessons) if names.get(x.cohort) == x.module]
            days = frozenset.intersection(*(usable[name] for name in names))
            rest = _Rest(
                instance, cohort, module, able, mine, since, frozenset(x for x in days if x >= since)
            )
            if (obstacle := rest.obstacle()) is not None:
                yield obstacle


@dataclass(frozen=True)
class _Rest:
    """What is left of one module.

    Attributes
    ----------
    lessons
        Those of the module in the plan.
    days
        Days to come on which all who follow it together can train.
    """

    instance: Instance
    cohort: Cohort
    module: Module
    able: Sequence[Trainer]
    lessons: Sequence[Lesson]
    since: date
    days: frozenset[date]

    @cached_property
    def groups(self) -> list[int]:
        """The groups that are not through with it."""
        return [x for x in sorted({x.group for x in self.lessons}) if self.half_days(x) > 0]

    def half_days(self, group: int) -> int:
        """Return the half-days that a group still has to come."""
        return self.module.half_days - len(self.over(group))

    def over(self, group: int) -> list[Lesson]:
        """Return the lessons of a group that are over."""
        return [x for x in self.lessons if x.group == group and x.day < self.since]

    def obstacle(self) -> Obstacle | None:
        """Return why the rest cannot be taught; None if days alone do not tell."""
        names = [x.id for x in self.able]
        if not self.groups or not self.module.one_trainer:
            return None
        fit = {
            group: {x for x in self.keepers(group) if self.supply(x) >= self.half_days(group)}
            for group in self.groups
        }
        # Where somebody may stand in, two groups may be one trainer's: each needs one, no more is said.
        together = len(set().union(*fit.values()))
        if all(fit.values()) and (together >= len(fit) or self.instance.relieved(names)):
            return None
        most = {x.id: self.supply(x.id) for x in self.able}
        supply = listed(f"{x.label} {day_count(most[x.id])}" for x in self.able if most[x.id])
        message = _(
            "{cohort}: of module {module}, {days} are to come from {since} on in {groups}, each with one "
            "trainer from start to end; those who can teach it have at most: {supply}. Name a substitute for "
            "who is away, free days, or let the module have several trainers (one_trainer: false)."
        ).format(
            cohort=self.cohort.id,
            module=self.module.id,
            days=day_count(max(map(self.half_days, self.groups))),
            since=short_day(self.since),
            groups=plural("{count} group", "{count} groups", len(self.groups)).format(count=len(self.groups)),
            supply=supply or _("none"),
        )
        return Obstacle(("TR-03", "TR-06"), self.cohort.id, message)

    def keepers(self, group: int) -> Iterator[str]:
        """Yield whose module it may be, by who taught what is over."""
        for trainer in self.instance.trainers:
            stand_in = self.instance.stand_in
            kept = all(stand_in(trainer.id, x.day, x.half) == x.trainer for x in self.over(group))
            if kept and self.module.skill in trainer.skills:
                yield trainer.id

    def supply(self, keeper: str) -> int:
        """Return on how many half-days to come the keeper or a substitute could teach it."""
        able = {x.id for x in self.able}
        free = 0
        for day in self.days:
            who = [self.instance.stand_in(keeper, day, half) for half in Half]
            there = [
                x in able and self.instance.available(x, day, half) for x, half in zip(who, Half, strict=True)
            ]
            free += 2 * all(there) if self.module.whole_days else sum(there)
        return free
