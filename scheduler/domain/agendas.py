"""Who sees what of a plan: the lessons of each group, trainer, room and learner, in the order of time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.changes import in_time
from scheduler.domain.cluster import Cluster, clusters_in
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson


class ReaderKind(StrEnum):
    """What a plan is read for."""

    COHORT = "cohort"
    TRAINER = "trainer"
    ROOM = "room"
    LEARNER = "learner"


@dataclass(frozen=True)
class Reader:
    """Somebody, or something, with lessons of its own in a plan."""

    kind: ReaderKind
    id: str


def rows_of(instance: Instance) -> dict[ReaderKind, Sequence[Cohort | Trainer | Room | Learner]]:
    """Return the readers of each kind as the tables have them."""
    return {
        ReaderKind.COHORT: instance.cohorts,
        ReaderKind.TRAINER: instance.trainers,
        ReaderKind.ROOM: instance.rooms,
        ReaderKind.LEARNER: instance.learners,
    }


@dataclass(frozen=True)
class Meeting:
    """A half-day on which some people meet: a lesson, and the groups of other cohorts that share it.

    Attributes
    ----------
    lesson
        The reader's own row; for trainers and rooms, that of the first cohort of a joint module.
    groups
        Cohort and group of each that is there; for groups and learners, their own first.
    parallel
        In how many groups the cohort follows the module.
    number, of
        Which half-day of the module it is for the group, from 1, and of how many.
    """

    lesson: Lesson
    groups: tuple[tuple[str, int], ...]
    parallel: int
    number: int
    of: int


@dataclass(frozen=True)
class Agenda:
    """The meetings of a reader, in the order of time.

    Attributes
    ----------
    exempted
        Meetings of the learner's cohort in modules that he or she does not follow; for other readers,
        empty.
    """

    reader: Reader
    meetings: tuple[Meeting, ...]
    exempted: tuple[Meeting, ...] = ()


class Agendas:
    """The agendas of a plan.

    Parameters
    ----------
    lessons
        Of any plan of `instance`, right or wrong: a lesson of a group that nobody is in is in the agenda
        of its cohort, and in no learner's.
    """

    def __init__(self, instance: Instance, lessons: Iterable[Lesson]):
        self.instance = instance
        rank = {cohort.id: number for number, cohort in enumerate(instance.cohorts)}
        self.lessons = sorted(lessons, key=lambda x: (in_time(x), rank[x.cohort], x.group))

    def __iter__(self) -> Iterator[Agenda]:
        """Yield the agenda of every reader, kind after kind, in the order of the tables."""
        return (self[reader] for reader in self.readers)

    def __getitem__(self, reader: Reader) -> Agenda:
        """Return the agenda of a reader; without meetings for one that the plan does not know."""
        return self._found.get(reader) or Agenda(reader, ())

    @cached_property
    def readers(self) -> tuple[Reader, ...]:
        """All readers, kind after kind, in the order of the tables."""
        rows = rows_of(self.instance)
        return tuple(Reader(kind, row.id) for kind in ReaderKind for row in rows[kind])

    def members(self, cohort: str, module: str) -> dict[int, tuple[Learner, ...]]:
        """Return who is in each of the groups in which a cohort follows a module, by the group's number."""
        return self._members[cohort, module]

    def group_of(self, learner: Learner, module: str) -> int | None:
        """Return the number of the learner's group in a module; None if he or she does not follow it."""
        return self._group_of[learner.cohort, module].get(learner.id)

    def present(self, meeting: Meeting) -> tuple[Learner, ...]:
        """Return the learners of a meeting, cohort after cohort."""
        return tuple(
            learner
            for cohort, group in meeting.groups
            for learner in self.members(cohort, self._called(meeting, cohort)).get(group, ())
        )

    def joined(self, meeting: Meeting) -> tuple[str, ...]:
        """Return the other cohorts that are in a meeting."""
        own = meeting.lesson.cohort
        return tuple(dict.fromkeys(cohort for cohort, _group in meeting.groups if cohort != own))

    @cached_property
    def _found(self) -> dict[Reader, Agenda]:
        meetings = self._meetings
        found = {
            Reader(ReaderKind.COHORT, cohort.id): [meetings[id(x)] for x in self._of_cohort[cohort.id]]
            for cohort in self.instance.cohorts
        }
        for kind in (ReaderKind.TRAINER, ReaderKind.ROOM):
            for name, lessons in self._by(attrgetter(kind.value)).items():
                found[Reader(kind, name)] = [meetings[id(x)] for x in self._once(lessons)]
        agendas = {reader: Agenda(reader, tuple(some)) for reader, some in found.items()}
        for learner in self.instance.learners:
            reader = Reader(ReaderKind.LEARNER, learner.id)
            agendas[reader] = self._of_learner(reader, learner)
        return agendas

    def _of_learner(self, reader: Reader, learner: Learner) -> Agenda:
        own, exempted = [], []
        by_id = self.instance.curriculum_of(self.instance.cohort[learner.cohort]).by_id
        for lesson in self._of_cohort[learner.cohort]:
            if not self.instance.follows(learner, by_id[lesson.module]):
                exempted.append(self._meetings[id(lesson)])
            elif lesson.group == self.group_of(learner, lesson.module):
                own.append(self._meetings[id(lesson)])
        return Agenda(reader, tuple(own), tuple(exempted))

    @cached_property
    def _of_cohort(self) -> dict[str, list[Lesson]]:
        return defaultdict(list, self._by(lambda x: x.cohort))

    def _by(self, name: Callable[[Lesson], str | None]) -> dict[str, list[Lesson]]:
        found: dict[str, list[Lesson]] = defaultdict(list)
        for lesson in self.lessons:
            if (key := name(lesson)) is not None:
                found[key].append(lesson)
        return found

    def _once(self, lessons: Iterable[Lesson]) -> list[Lesson]:
        """Return lessons, of those that share a joint lesson the row of its first cohort alone."""
        first: dict[object, Lesson] = {}
        for lesson in lessons:
            key = _shared(lesson)
            if key not in first or self._order(lesson) < self._order(first[key]):
                first[key] = lesson
        return list(first.values())

    def _order(self, lesson: Lesson) -> int:
        joint = self.instance.joint.get((lesson.cohort, lesson.module))
        return joint.cohorts.index(lesson.cohort) if joint else 0

    @cached_property
    def _meetings(self) -> dict[int, Meeting]:
        """The meeting of each lesson, by the lesson's identity: two rows may say the same."""
        together: dict[object, list[Lesson]] = defaultdict(list)
        courses: dict[tuple[str, int, str], list[Lesson]] = defaultdict(list)
        for lesson in self.lessons:
            together[_shared(lesson)].append(lesson)
            courses[lesson.cohort, lesson.group, lesson.module].append(lesson)
        place = {
            id(lesson): (number, len(course))
            for course in courses.values()
            for number, lesson in enumerate(course, start=1)
        }
        return {
            id(x): Meeting(
                x,
                tuple(
                    dict.fromkeys(((x.cohort, x.group), *((y.cohort, y.group) for y in together[_shared(x)])))
                ),
                len(self.members(x.cohort, x.module)),
                *place[id(x)],
            )
            for x in self.lessons
        }

    @cached_property
    def _group_of(self) -> dict[tuple[str, str], dict[str, int]]:
        return {
            key: {x.id: group for group, some in groups.items() for x in some}
            for key, groups in self._members.items()
        }

    @cached_property
    def _members(self) -> dict[tuple[str, str], dict[int, tuple[Learner, ...]]]:
        shared: dict[tuple[str, str], Cluster] = {
            (cohort, cluster.joint.module(cohort)): cluster
            for clusters in clusters_in(self.instance, self.lessons).values()
            for cluster in clusters
            for cohort in cluster.cohorts
        }
        return {
            (cohort.id, module.id): self._divided(cohort, module, shared.get((cohort.id, module.id)))
            for cohort in self.instance.cohorts
            for module in self.instance.curriculum_of(cohort).items
        }

    def _divided(
        self, cohort: Cohort, module: Module, cluster: Cluster | None
    ) -> dict[int, tuple[Learner, ...]]:
        if cluster is not None:
            return cluster.learners(self.instance, cohort.id)
        return dict(enumerate(self.instance.groups(cohort, module), start=1))

    def _called(self, meeting: Meeting, cohort: str) -> str:
        """Return what the curriculum of a cohort in a meeting calls the module."""
        lesson = meeting.lesson
        joint = self.instance.joint.get((lesson.cohort, lesson.module))
        return joint.module(cohort) if joint and cohort in joint.cohorts else lesson.module


def _shared(lesson: Lesson) -> object:
    """Return what is the same for rows of one lesson."""
    return id(lesson) if lesson.joint is None else (lesson.joint, lesson.day, lesson.half)
