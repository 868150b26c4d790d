"""What is checked: the lessons of a plan, sorted and grouped as the rules speak of them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from scheduler.check.facts import Facts, Programme
from scheduler.check.openings import Openings
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Curriculum, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half

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
    """Return the lessons of half-days in which there is more than one group."""
    return [
        lesson
        for rows in grouped(lessons, moment).values()
        if len({(row.cohort, row.group) for row in rows}) > 1
        for lesson in rows
    ]


@dataclass(frozen=True)
class CohortPlan:
    """What a plan says of one cohort; its lessons are in time order."""

    facts: Facts
    cohort: Cohort
    openings: Openings
    lessons: tuple[Lesson, ...]

    @property
    def id(self) -> str:
        """The cohort's identifier."""
        return self.cohort.id

    @property
    def programme(self) -> Programme:
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

    def groups(self, module: Module) -> range:
        """Return the numbers of the parallel groups in which the cohort follows `module`."""
        return range(1, len(self.facts.groups(self.cohort, module)) + 1)


@dataclass(frozen=True)
class Subject:
    """A plan to judge: the instance, and lessons about which nothing is taken for granted."""

    instance: Instance
    lessons: tuple[Lesson, ...]

    @classmethod
    def of(cls, instance: Instance, lessons: Iterable[Lesson]) -> "Subject":
        """Return the subject of a plan, its lessons put in time order."""
        in_order = sorted(
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
        return cls(instance, tuple(in_order))

    @cached_property
    def facts(self) -> Facts:
        """The instance as the rules speak of it."""
        return Facts(self.instance)

    @cached_property
    def cohorts(self) -> tuple[CohortPlan, ...]:
        """What the plan says of each cohort of the instance, even where it says nothing."""
        openings = {site.id: Openings(site, self.instance.closures) for site in self.instance.sites}
        by_cohort = grouped(self.lessons, lambda lesson: lesson.cohort)
        return tuple(
            CohortPlan(self.facts, cohort, openings[cohort.site], tuple(by_cohort.get(cohort.id, ())))
            for cohort in self.instance.cohorts
        )

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
        """Lessons of each trainer named, known or not, in time order."""
        return grouped((x for x in self.lessons if x.trainer is not None), lambda x: x.trainer or "")

    @cached_property
    def rooms(self) -> dict[str, list[Lesson]]:
        """Lessons of each room named, known or not, in time order."""
        return grouped((x for x in self.lessons if x.room is not None), lambda x: x.room or "")
