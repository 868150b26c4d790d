"""Clusters: the cohorts that are in the same lessons of a joint module, and the groups they form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.centre import Room
from scheduler.domain.cohort import Learner
from scheduler.domain.curriculum import Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Together, divided
from scheduler.domain.plan import Lesson


@dataclass(frozen=True)
class Cluster:
    """Cohorts that are in the same lessons of a joint module; one alone is in lessons of its own.

    Attributes
    ----------
    cohorts
        In the order of the joint module; the first leads.
    attending
        How many learners of each attend.
    smallest, largest
        Limits on the size of a group; None sets none.
    strict
        True if no group may be below the smallest size.
    """

    joint: JointModule
    cohorts: tuple[str, ...]
    attending: tuple[int, ...]
    smallest: int | None
    largest: int | None
    strict: bool

    @classmethod
    def of(cls, instance: Instance, joint: JointModule, cohorts: Iterable[str]) -> "Cluster":
        """Return the cluster of these cohorts."""
        chosen = set(cohorts)
        names = tuple(name for name in joint.cohorts if name in chosen)
        modules = [module_of(instance, joint, name) for name in names]
        attending = tuple(
            sum(instance.follows(x, module) for x in instance.learners_of[name])
            for name, module in zip(names, modules, strict=True)
        )
        strict = joint.strict or any(module.group_min_strict for module in modules)
        return cls(joint, names, attending, *size_limits(instance, joint), strict)

    @property
    def shared(self) -> bool:
        """True if there are several cohorts in it."""
        return len(self.cohorts) > 1

    @cached_property
    def division(self) -> tuple[tuple[int, ...], ...]:
        """Per group, how many learners of each cohort."""
        return divided(self.attending, self.smallest, self.largest)

    @property
    def groups(self) -> range:
        """The numbers of the groups."""
        return range(1, len(self.division) + 1)

    def size(self, group: int) -> int:
        """Return how many learners a group has."""
        return sum(self.division[group - 1])

    def missing(self, group: int) -> int:
        """Return how many learners a group lacks to the smallest size; none where nobody is known."""
        size = self.size(group)
        return max(0, self.smallest - size) if self.smallest and size else 0

    def seated(self, rooms: Iterable[Room]) -> bool:
        """Tell whether all groups find a room of `rooms` at once: the k-th largest serves the k-th group."""
        capacities = sorted((room.capacity for room in rooms), reverse=True)
        sizes = sorted(map(self.size, self.groups), reverse=True)
        fit = (size <= capacity for size, capacity in zip(sizes, capacities, strict=False))
        return len(sizes) <= len(capacities) and all(fit)

    @property
    def connected(self) -> bool:
        """True if its groups cannot be told apart into two sets that have no cohort in common."""
        linked, groups = set(self.groups_of(self.cohorts[0])), set(self.groups)
        for _step in groups:
            for name in self.cohorts:
                own = set(self.groups_of(name))
                linked |= own if own & linked else set()
        return linked == groups

    def groups_of(self, cohort: str) -> tuple[int, ...]:
        """Return the groups in which a cohort has learners; the first if none of them attends."""
        index = self.cohorts.index(cohort)
        return tuple(group for group in self.groups if self.division[group - 1][index]) or (1,)

    def label(self, group: int) -> str | None:
        """Return the name of the shared lessons of a group; None where nothing is shared."""
        return self.joint.label(self.cohorts, group, len(self.division)) if self.shared else None

    def learners(self, instance: Instance, cohort: str) -> dict[int, tuple[Learner, ...]]:
        """Return who of a cohort is in each group, taken in the order of the table."""
        module = module_of(instance, self.joint, cohort)
        attending = tuple(x for x in instance.learners_of[cohort] if instance.follows(x, module))
        index, start, found = self.cohorts.index(cohort), 0, {}
        for group in self.groups_of(cohort):
            end = start + self.division[group - 1][index]
            found[group] = attending[start:end]
            start = end
        return found


def module_of(instance: Instance, joint: JointModule, cohort: str) -> Module:
    """Return the module of a cohort's curriculum that is shared."""
    return instance.curriculum_of(instance.cohort[cohort]).by_id[joint.module(cohort)]


def room_kinds(instance: Instance, cluster: Cluster) -> frozenset[str]:
    """Return the kinds of room that all modules of a cluster accept."""
    kinds = (set(module_of(instance, cluster.joint, name).rooms) for name in cluster.cohorts)
    return frozenset(set.intersection(*kinds))


def rooms_for(instance: Instance, cluster: Cluster) -> list[Room]:
    """Return the rooms of those kinds at the site of a cluster's first cohort."""
    site, kinds = instance.cohort[cluster.cohorts[0]].site, room_kinds(instance, cluster)
    return [room for room in instance.rooms if room.site == site and room.kind in kinds]


def size_limits(instance: Instance, joint: JointModule) -> tuple[int | None, int | None]:
    """Return the smallest and the largest size of a group: its own, else the tightest of the modules."""
    modules = [module_of(instance, joint, name) for name in joint.cohorts]
    smallest = max((x.group_min for x in modules if x.group_min), default=None)
    largest = min((x.group_max for x in modules if x.group_max), default=None)
    return joint.group_min or smallest, joint.group_max or largest


Sharing = dict[str, tuple[Cluster, ...]]
"""By joint module, the clusters that its cohorts form: each cohort is in one."""


def clusters_in(instance: Instance, lessons: Iterable[Lesson]) -> Sharing:
    """Return the clusters that lessons form: cohorts that have a lesson of the same name, or are alone.

    Where all have to share a module, all whose lessons bear some name are together, though groups that
    divide no cohort have names of their own.
    """
    names: dict[str, dict[str, set[str]]] = {joint.id: {} for joint in instance.joint_modules}
    for lesson in lessons:
        joint = instance.joint.get((lesson.cohort, lesson.module))
        if joint is not None:
            labels = names[joint.id].setdefault(lesson.cohort, set())
            if lesson.joint is not None:
                labels.add(joint.id if must_share(joint) else lesson.joint)
    return {
        joint.id: tuple(Cluster.of(instance, joint, members) for members in _named_alike(names[joint.id]))
        for joint in instance.joint_modules
    }


def _named_alike(labels: dict[str, set[str]]) -> Iterator[set[str]]:
    """Yield sets of cohorts that have names in common, directly or not."""
    waiting = dict(labels)
    while waiting:
        first, names = waiting.popitem()
        members, names = {first}, set(names)
        while more := {cohort for cohort, own in waiting.items() if own & names}:
            for cohort in more:
                names |= waiting.pop(cohort)
            members |= more
        yield members


def all_together(instance: Instance, joint: JointModule) -> Cluster:
    """Return the cluster of all cohorts of a joint module."""
    return Cluster.of(instance, joint, joint.cohorts)


def once(instance: Instance, lessons: Iterable[Lesson]) -> Iterator[Lesson]:
    """Yield each lesson once: of a shared one, the row of the first cohort of its joint module."""
    first: dict[tuple[object, ...], tuple[int, Lesson]] = {}
    for lesson in lessons:
        joint = instance.joint.get((lesson.cohort, lesson.module))
        if lesson.joint is None or joint is None:
            yield lesson
            continue
        key, order = (lesson.joint, lesson.day, lesson.half), joint.cohorts.index(lesson.cohort)
        if key not in first or order < first[key][0]:
            first[key] = order, lesson
    yield from (lesson for _order, lesson in first.values())


def linked(instance: Instance) -> list[tuple[str, ...]]:
    """Return the sets of cohorts that joint modules link, directly or not, each in the order of the table."""
    sets: list[set[str]] = []
    for joint in instance.joint_modules:
        touched = [some for some in sets if not some.isdisjoint(joint.cohorts)]
        sets = [some for some in sets if some not in touched]
        sets.append(set(joint.cohorts).union(*touched))
    return [tuple(x.id for x in instance.cohorts if x.id in some) for some in sets]


def units(instance: Instance) -> list[tuple[str, ...]]:
    """Return the cohorts one by one, those that joint modules link together, in the order of the table."""
    together = linked(instance)
    of = {name: some for some in together for name in some}
    return list(dict.fromkeys(of.get(cohort.id, (cohort.id,)) for cohort in instance.cohorts))


def must_share(joint: JointModule) -> bool:
    """Tell whether all cohorts of a joint module have to be in the same lessons."""
    return joint.together is Together.MUST
