"""The courses of a plan: a module as one group has it, with whom and where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from scheduler.domain.catching_up import Promise, Seat, Sitting
from scheduler.domain.changes import in_time
from scheduler.domain.cluster import Cluster, clusters_in
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson


@dataclass(frozen=True)
class Course:
    """A module as one group has it, of one cohort or of several that share it.

    Attributes
    ----------
    modules
        What the curriculum of each cohort calls it.
    learners
        Identifiers of those who attend.
    sittings
        Its half-days, in order.
    """

    modules: dict[str, Module]
    learners: frozenset[str]
    sittings: tuple[Sitting, ...]

    @property
    def group(self) -> str:
        """Who has it, as people call them."""
        return self.sittings[0].group


def courses_of(
    instance: Instance, lessons: Iterable[Lesson], promised: Iterable[Seat] = ()
) -> tuple[Course, ...]:
    """Return all courses of a plan, cohorts and modules in the order of the tables.

    Parameters
    ----------
    promised
        Seats taken by learners of other groups, one entry for each learner.
    """
    guests = Counter(promised)
    rows: dict[tuple[str, str, int], list[Lesson]] = {}
    lessons = sorted(lessons, key=in_time)
    for lesson in lessons:
        rows.setdefault((lesson.cohort, lesson.module, lesson.group), []).append(lesson)
    clusters = {
        (name, joint): cluster
        for joint, formed in clusters_in(instance, lessons).items()
        for cluster in formed
        for name in cluster.cohorts
    }
    found: list[Course] = []
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).items:
            joint = instance.joint.get((cohort.id, module.id))
            cluster = clusters.get((cohort.id, joint.id)) if joint else None
            if cluster is not None:
                if cohort.id == _first(instance, cluster):
                    found += _shared(instance, cluster, rows)
            else:
                found += _alone(instance, cohort, module, rows)
    return tuple(_with_guests(course, guests) for course in found) if guests else tuple(found)


def _with_guests(course: Course, guests: Mapping[Seat, int]) -> Course:
    return replace(
        course,
        sittings=tuple(
            replace(x, size=x.size + guests[x.lesson.cohort, x.lesson.group, *x.moment])
            for x in course.sittings
        ),
    )


def seats_at(courses: Iterable[Course], promise: Promise) -> list[Seat]:
    """Return the seats that a promise takes: in the group it names, or in the only one of its cohort."""
    named, of_cohort = [], []
    for course in courses:
        for sitting in course.sittings:
            day, half = sitting.moment
            if day == promise.day and promise.half in (None, half):
                seat = (sitting.lesson.cohort, sitting.lesson.group, day, half)
                if _called(course.group) == _called(promise.group):
                    named.append(seat)
                elif _called(promise.group) in map(_called, course.modules):
                    of_cohort.append(seat)
    if named:
        return named
    return of_cohort if len({half for *_group, half in of_cohort}) == len(of_cohort) else []


def _called(group: str) -> str:
    return "".join(group.split()).casefold()


def _first(instance: Instance, cluster: Cluster) -> str:
    """Return the cohort of a cluster that comes first in the table: its courses are told there."""
    return next(x.id for x in instance.cohorts if x.id in cluster.cohorts)


def _shared(
    instance: Instance, cluster: Cluster, rows: dict[tuple[str, str, int], list[Lesson]]
) -> Iterator[Course]:
    members = {name: cluster.learners(instance, name) for name in cluster.cohorts}
    for group in cluster.groups:
        names = [name for name in cluster.cohorts if group in members[name]]
        modules = {
            name: instance.curriculum_of(instance.cohort[name]).by_id[cluster.joint.module(name)]
            for name in names
        }
        taught = next((x for name in names if (x := rows.get((name, modules[name].id, group)))), None)
        if taught:
            learners = frozenset(x.id for name in names for x in members[name][group])
            label = " + ".join(names) + (f"/{group}" if len(cluster.groups) > 1 else "")
            yield Course(
                modules, learners, _sittings(instance, taught, label, len(learners), cluster.largest)
            )


def _alone(
    instance: Instance, cohort: Cohort, module: Module, rows: dict[tuple[str, str, int], list[Lesson]]
) -> Iterator[Course]:
    groups = instance.groups(cohort, module)
    for group, members in enumerate(groups, start=1):
        if taught := rows.get((cohort.id, module.id, group)):
            label = f"{cohort.id}/{group}" if len(groups) > 1 else cohort.id
            learners = frozenset(x.id for x in members)
            yield Course(
                {cohort.id: module},
                learners,
                _sittings(instance, taught, label, len(members), module.group_max),
            )


def _sittings(
    instance: Instance, lessons: list[Lesson], label: str, size: int, largest: int | None
) -> tuple[Sitting, ...]:
    found = []
    for position, lesson in enumerate(lessons, start=1):
        room = instance.room.get(lesson.room or "")
        remote = lesson.mode is Mode.REMOTE
        site = None if remote else room.site if room else instance.cohort[lesson.cohort].site
        seats = room.capacity if room else None
        found.append(Sitting(lesson, label, position, len(lessons), size, seats, largest, site))
    return tuple(found)


def attended_by(learner: Learner, courses: Iterable[Course]) -> list[tuple[Module, Course]]:
    """Return the courses that a learner attends, each with the module of his or her curriculum."""
    return [(x.modules[learner.cohort], x) for x in courses if learner.id in x.learners]
