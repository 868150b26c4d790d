"""What is checked: the lessons of a plan, sorted and grouped as the rules speak of them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from scheduler.check.facts import Facts, Requirements
from scheduler.check.openings import Openings, Rhythm
from scheduler.check.reference import Reference, reference
from scheduler.check.then import tables_of
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Together
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.text import _
from scheduler.text.phrases import listed

Moment = tuple[date, Half]
CALENDAR_YEARS = range(1900, 2200)
"""Years whose holidays can be worked out; a day outside breaks CA-04 or CA-05 anyway."""
Key = TypeVar("Key", bound=Hashable)


def moment(lesson: Lesson) -> Moment:
    """Return the half-day of a lesson; half-days compare in time order."""
    return lesson.day, lesson.half


def grouped(lessons: Iterable[Lesson], key: Callable[[Lesson], Key]) -> dict[Key, list[Lesson]]:
    """Return the lessons by `key`, keys and lessons in the order met."""
    groups: dict[Key, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        groups[key(lesson)].append(lesson)
    return dict(groups)


def double_booked(lessons: list[Lesson]) -> list[Lesson]:
    """Return the lessons of half-days in which there is more than one; a joint lesson is one."""
    return [
        lesson
        for rows in grouped(lessons, moment).values()
        if len({row.joint or (row.cohort, row.group) for row in rows}) > 1
        for lesson in rows
    ]


@dataclass(frozen=True)
class Gathering:
    """Cohorts that a plan has in the same lessons of a joint module; one alone is one, too.

    Attributes
    ----------
    joint
        The joint module.
    cohorts
        In the order of the joint module.
    groups
        Who should be in each group, by cohort.
    """

    joint: JointModule
    cohorts: tuple[str, ...]
    groups: list[dict[str, list[Learner]]]

    def size(self, group: int) -> int:
        """Return how many learners a group has, of all cohorts."""
        return sum(map(len, self.groups[group - 1].values()))

    def told(self, advice: str) -> str:
        """Return who is together, in groups of which sizes, and what to do; nothing of one cohort alone."""
        if len(self.cohorts) == 1:
            return ""
        sizes = [self.size(number) for number in range(1, len(self.groups) + 1)]
        fact = _("Joint module {joint} has {learners} learners of {cohorts}, by group: {sizes}.")
        fact = fact.format(
            joint=self.joint.id,
            learners=sum(sizes),
            cohorts=listed(self.cohorts),
            sizes=", ".join(map(str, sizes)),
        )
        return f" {fact} {advice}"


@dataclass(frozen=True)
class CohortPlan:
    """What a plan says of one cohort; its lessons are in time order, its gatherings by module."""

    facts: Facts
    cohort: Cohort
    rhythm: Rhythm
    lessons: tuple[Lesson, ...]
    gathered: dict[str, Gathering]

    @property
    def id(self) -> str:
        """The cohort's identifier."""
        return self.cohort.id

    @property
    def openings(self) -> Openings:
        """When its site is open."""
        return self.rhythm.openings

    @property
    def programme(self) -> Requirements:
        """What the cohort's curriculum asks for."""
        return self.facts.programme(self.cohort)

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum the cohort follows."""
        return self.programme.curriculum

    @property
    def learners(self) -> list[Learner]:
        """The cohort's learners, in the order of the table."""
        return self.facts.learners(self.cohort)

    @cached_property
    def days(self) -> dict[date, list[Lesson]]:
        """Lessons of each training day, in time order."""
        return grouped(self.lessons, lambda lesson: lesson.day)

    @cached_property
    def calendar_days(self) -> list[date]:
        """The training days about which a calendar has an answer."""
        return [day for day in self.days if day.year in CALENDAR_YEARS]

    @cached_property
    def half_days(self) -> dict[Moment, list[Lesson]]:
        """Lessons of each half-day that has any, in time order."""
        return grouped(self.lessons, moment)

    @cached_property
    def sessions(self) -> dict[int, list[Lesson]]:
        """Lessons of each session number, the sessions in order of their first day."""
        return grouped(self.lessons, lambda lesson: lesson.session)

    @cached_property
    def modules(self) -> dict[Module, list[Lesson]]:
        """Lessons of each module of the curriculum, in its order; a module without any has none."""
        by_id = grouped(self.lessons, lambda lesson: lesson.module)
        return {module: by_id.get(module.id, []) for module in self.programme.modules}

    def module(self, lesson: Lesson) -> Module | None:
        """Return the module of a lesson; None if the curriculum has no such module."""
        return self.programme.module.get(lesson.module)

    def members(self, module: Module) -> dict[int, list[Learner]]:
        """Return who of the cohort is in each parallel group in which it follows `module`."""
        if module.id not in self.gathered:
            return dict(enumerate(self.facts.groups(self.cohort, module), start=1))
        groups = enumerate(self.gathered[module.id].groups, start=1)
        return {number: group[self.id] for number, group in groups if self.id in group}

    def size(self, module: Module, group: int) -> int:
        """Return how many learners a group of `module` has, those of other cohorts included."""
        if module.id in self.gathered:
            return self.gathered[module.id].size(group)
        return len(self.members(module)[group])

    def groups(self, module: Module) -> list[int]:
        """Return the numbers of the parallel groups in which the cohort follows `module`."""
        return list(self.members(module))


@dataclass(frozen=True)
class Subject:
    """A plan to judge, or a part of one: the instance, and lessons about which nothing is taken for granted.

    Attributes
    ----------
    plan
        All lessons of the plan.
    """

    instance: Instance
    lessons: tuple[Lesson, ...]
    plan: tuple[Lesson, ...]

    @classmethod
    def of(
        cls, instance: Instance, lessons: Iterable[Lesson], among: Iterable[Lesson] | None = None
    ) -> "Subject":
        """Return the subject of lessons, in time order, `among` those of the whole plan."""
        mine = _in_time(lessons)
        return cls(instance, mine, mine if among is None else _in_time(among))

    def then(self, day: date) -> Facts:
        """Return the facts of the tables that held on a day."""
        if not self.instance.past:
            return self.facts
        period = sum(past.until <= day for past in self.instance.past)
        if period not in self._then:
            self._then[period] = Facts(tables_of(self.instance, day))
        return self._then[period]

    @cached_property
    def _then(self) -> dict[int, Facts]:
        return {}

    @cached_property
    def reference(self) -> Reference:
        """What follows from the tables alone."""
        return reference(self.instance)

    @property
    def facts(self) -> Facts:
        """The instance as the rules speak of it."""
        return self.reference.facts

    @cached_property
    def cohorts(self) -> tuple[CohortPlan, ...]:
        """What the plan says of each cohort of the instance, even where it says nothing."""
        by_cohort = grouped(self.lessons, lambda lesson: lesson.cohort)
        return tuple(
            CohortPlan(
                self.facts,
                cohort,
                self.reference.rhythm(cohort),
                tuple(by_cohort.get(cohort.id, ())),
                self._gathered.get(cohort.id, {}),
            )
            for cohort in self.instance.cohorts
        )

    @cached_property
    def gatherings(self) -> tuple[Gathering, ...]:
        """The cohorts that are in the same lessons of joint modules: those whose lessons bear one name."""
        return tuple(
            Gathering(joint, cohorts, self.facts.joint_groups(joint, cohorts))
            for joint in self.instance.joint_modules
            for cohorts in _together(joint, self.plan)
        )

    @cached_property
    def _gathered(self) -> dict[str, dict[str, Gathering]]:
        found: dict[str, dict[str, Gathering]] = defaultdict(dict)
        for gathering in self.gatherings:
            for sharer in gathering.joint.sharers:
                if sharer.cohort in gathering.cohorts:
                    found[sharer.cohort][sharer.module] = gathering
        return found

    def once(self, lessons: Iterable[Lesson]) -> list[Lesson]:
        """Return each lesson once: of a joint one, the row of the first cohort of the joint module."""
        lessons = list(lessons)
        if all(lesson.joint is None for lesson in lessons):
            return lessons
        rank = {
            (sharer.cohort, sharer.module): number
            for joint in self.instance.joint_modules
            for number, sharer in enumerate(joint.sharers)
        }
        first: dict[tuple[str, Moment], Lesson] = {}
        for lesson in lessons:
            if lesson.joint is not None:
                key = lesson.joint, moment(lesson)
                known = first.setdefault(key, lesson)
                if rank.get((lesson.cohort, lesson.module), 0) < rank.get((known.cohort, known.module), 0):
                    first[key] = lesson
        return [x for x in lessons if x.joint is None or first[x.joint, moment(x)] is x]

    @cached_property
    def started(self) -> tuple[CohortPlan, ...]:
        """The cohorts of which the plan says something."""
        return tuple(plan for plan in self.cohorts if plan.lessons)

    @cached_property
    def unknown_cohorts(self) -> dict[str, list[Lesson]]:
        """Lessons of cohorts that the instance does not have."""
        strangers = (lesson for lesson in self.lessons if lesson.cohort not in self.facts.cohorts)
        return grouped(strangers, lambda lesson: lesson.cohort)

    @cached_property
    def trainers(self) -> dict[str, list[Lesson]]:
        """Lessons of each trainer named, known or not, in time order; a joint lesson is one."""
        by_trainer = grouped((x for x in self.lessons if x.trainer is not None), lambda x: x.trainer or "")
        return {trainer: self.once(lessons) for trainer, lessons in by_trainer.items()}

    @cached_property
    def rooms(self) -> dict[str, list[Lesson]]:
        """Lessons of each room named, known or not, in time order; a joint lesson is one."""
        by_room = grouped((x for x in self.lessons if x.room is not None), lambda x: x.room or "")
        return {room: self.once(lessons) for room, lessons in by_room.items()}


def _in_time(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    return tuple(
        sorted(
            lessons,
            key=lambda x: (
                x.day,
                x.half,
                x.cohort,
                x.session,
                x.group,
                x.module,
                x.trainer or "",
                x.room or "",
            ),
        )
    )


def _together(joint: JointModule, lessons: Iterable[Lesson]) -> Iterator[tuple[str, ...]]:
    """Yield the cohorts of a joint module whose lessons of it have names in common, directly or not.

    Where all have to share it, whatever bears a name is together: groups that divide no cohort are
    parallel groups all the same.
    """
    names: dict[str, set[str]] = {}
    for sharer in joint.sharers:
        own = (x for x in lessons if (x.cohort, x.module) == (sharer.cohort, sharer.module))
        names[sharer.cohort] = {x.joint for x in own if x.joint is not None}
        if joint.together is Together.MUST and names[sharer.cohort]:
            names[sharer.cohort].add(joint.id)
    for name, labels in names.items():
        linked, before = {name}, 0
        while len(linked) > before:
            before = len(linked)
            labels = set().union(*(names[x] for x in linked))
            linked |= {x for x in names if names[x] & labels}
        cohorts = tuple(x.cohort for x in joint.sharers if x.cohort in linked)
        if cohorts[0] == name:
            yield cohorts
