"""The ways in which cohorts of a model may follow joint modules: with whom, and who finds the trainers.

One cohort of those that are in the same lessons leads: it finds trainers and rooms for all their
groups. The others hold the module on the same half-days, and nothing else. Groups whose trainers and
rooms are known, by lessons outside the model or by a cohort that keeps its programme, are joined.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from ortools.sat.python import cp_model

from scheduler.domain.centre import Room, Trainer
from scheduler.domain.cluster import (
    Cluster,
    Sharing,
    all_together,
    clusters_in,
    module_of,
    must_share,
    room_kinds,
    rooms_for,
)
from scheduler.domain.curriculum import Mode
from scheduler.domain.fairness import can_teach_all
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Moment


@dataclass(frozen=True)
class SharingWay:
    """A way of a cohort to follow a joint module.

    Attributes
    ----------
    cluster
        Who is in the same lessons; None if they are cohorts that the model leaves out, of whose
        lessons nothing is known.
    chosen
        The literal under which it is taken; None if there is no other.
    opens
        The groups for which the cohort finds trainers and rooms, with their sizes.
    keeps
        The groups whose trainers and rooms are known by its own programme.
    inside
        The cohorts of the cluster that are in the model.
    given
        Lessons outside the model which it joins: by half-day, then by group.
    """

    cluster: Cluster | None
    chosen: cp_model.IntVar | None = None
    opens: Mapping[int, int] = field(default_factory=dict)
    keeps: frozenset[int] = frozenset()
    inside: tuple[str, ...] = ()
    given: Mapping[Moment, Mapping[int, Lesson]] = field(default_factory=dict)

    @property
    def conditions(self) -> list[cp_model.IntVar]:
        """The literals that are true if the way is taken: none if it certainly is."""
        return [] if self.chosen is None else [self.chosen]

    def taught_by(self, instance: Instance, trainer: Trainer) -> bool:
        """Tell whether `trainer` has the skills of all its modules, and goes to where it is taught."""
        return self.cluster is None or can_teach_all(trainer, self.cluster, instance)

    def rooms(self, instance: Instance) -> frozenset[str]:
        """Return the kinds of room that all its modules accept."""
        return frozenset() if self.cluster is None else room_kinds(instance, self.cluster)

    def seated_in(self, instance: Instance, room: Room, group: int) -> bool:
        """Tell whether `room` is of such a kind, and holds all learners of a group."""
        size = 0 if self.cluster is None else self.cluster.size(group)
        return room.kind in self.rooms(instance) and room.capacity >= size


@dataclass(frozen=True)
class Share:
    """A joint module as one cohort may follow it: one of `ways`."""

    joint: JointModule
    ways: tuple[SharingWay, ...]


Shares = dict[str, dict[str, Share]]
"""By cohort, then by module."""


def partly_known(instance: Instance, cohort: str) -> dict[str, Share]:
    """Return what is certain of a cohort's joint modules, whatever the others do: shares for a relaxation.

    Where all have to share, who is in which group; where they may, nothing.
    """
    found: dict[str, Share] = {}
    for (name, module), joint in instance.joint.items():
        if name == cohort:
            way = SharingWay(None)
            if must_share(joint):
                way = _way(all_together(instance, joint), None, name, [name], (), ())
            found[module] = Share(joint, (way,))
    return found


def shares(
    instance: Instance,
    model: cp_model.CpModel,
    cohorts: Collection[str],
    around: Iterable[Lesson] = (),
    keep: Iterable[Lesson] = (),
    known: Sharing | None = None,
    choosing: Collection[str] = (),
) -> Shares:
    """Return how the cohorts of a model may follow joint modules, with a literal for each choice.

    Parameters
    ----------
    around
        Lessons of other cohorts, which stay.
    keep
        Lessons of cohorts of the model that keep their programme.
    known
        The clusters of joint modules, where they are settled.
    choosing
        Joint modules of which the cohorts of the model choose with whom of them to be; nobody else joins.
    """
    found: Shares = {name: {} for name in cohorts}
    others = [x for x in around if (x.cohort, x.module) in instance.joint]
    kept = [x for x in keep if (x.cohort, x.module) in instance.joint and x.cohort in found]
    for joint in instance.joint_modules:
        inside = [name for name in joint.cohorts if name in found]
        if not inside:
            continue
        chooses = joint.id in choosing and not must_share(joint)
        settled = None if chooses else _settled(instance, joint, [*others, *kept], known)
        chosen: dict[Cluster, cp_model.IntVar | None] = dict.fromkeys(settled or ())
        if settled is None:
            for cluster in _candidates(instance, joint, inside):
                chosen[cluster] = model.new_bool_var(f"{joint.id} {' '.join(cluster.cohorts)}")
        elsewhere = settled is None and not chooses and len(inside) < len(joint.cohorts)
        for name in inside:
            ways = [
                _way(cluster, literal, name, inside, others, kept)
                for cluster, literal in chosen.items()
                if name in cluster.cohorts
            ]
            if elsewhere:
                ways.append(SharingWay(None, model.new_bool_var(f"{joint.id} {name} elsewhere")))
            if open_ways := [way.chosen for way in ways if way.chosen is not None]:
                model.add_exactly_one(open_ways)
            found[name][joint.module(name)] = Share(joint, tuple(ways))
    return found


def _settled(
    instance: Instance, joint: JointModule, others: Iterable[Lesson], known: Sharing | None
) -> tuple[Cluster, ...] | None:
    """Return the clusters of a joint module where nothing is to be chosen, else None."""
    if must_share(joint):
        return (all_together(instance, joint),)
    if known is not None and joint.id in known:
        return known[joint.id]
    placed = {x.cohort for x in others}
    if not placed.isdisjoint(joint.cohorts):
        formed = clusters_in(instance, others)[joint.id]
        left = [name for name in joint.cohorts if all(name not in x.cohorts for x in formed)]
        return (*formed, *(Cluster.of(instance, joint, [name]) for name in left))
    return None


def _candidates(instance: Instance, joint: JointModule, inside: list[str]) -> Iterator[Cluster]:
    """Yield the clusters that cohorts of the model can form: each alone, and all that some room holds."""
    for count in range(1, len(inside) + 1):
        for names in combinations(inside, count):
            cluster = Cluster.of(instance, joint, names)
            if count == 1 or fits(instance, cluster):
                yield cluster


def fits(instance: Instance, cluster: Cluster) -> bool:
    """Tell whether rooms and trainers exist for a cluster, whenever they may be free.

    The rules leave out every other cluster, too: but a way less makes a smaller model, and a first choice of
    clusters (:mod:`scheduler.solve.sharing`) knows no rules. Groups that have no cohort in common are taught
    apart: together they save nothing.
    """
    module = module_of(instance, cluster.joint, cluster.cohorts[0])
    if cluster.strict and any(map(cluster.missing, cluster.groups)):
        return False
    if module.skill is not None:
        able = [x for x in instance.trainers if can_teach_all(x, cluster, instance)]
        if len(able) < len(cluster.groups):
            return False
    if not at_one_site(instance, cluster) or not cluster.connected:
        return False
    return module.mode is Mode.REMOTE or cluster.seated(rooms_for(instance, cluster))


def at_one_site(instance: Instance, cluster: Cluster) -> bool:
    """Tell whether a cluster is at one site, as lessons in person ask (JO-03)."""
    module = module_of(instance, cluster.joint, cluster.cohorts[0])
    sites = {instance.cohort[name].site for name in cluster.cohorts}
    return module.mode is Mode.REMOTE or len(sites) == 1


def _way(
    cluster: Cluster,
    chosen: cp_model.IntVar | None,
    name: str,
    inside: Collection[str],
    others: Iterable[Lesson],
    kept: Iterable[Lesson],
) -> SharingWay:
    members = tuple(x for x in cluster.cohorts if x in inside)
    given: dict[Moment, dict[int, Lesson]] = {}
    for lesson in _of(cluster, others):
        given.setdefault((lesson.day, lesson.half), {})[lesson.group] = lesson
    settled = {group for by_group in given.values() for group in by_group}
    keepers: dict[int, str] = {}
    programmes = {lesson.cohort for lesson in _of(cluster, kept)}
    for member in members:
        if member in programmes:
            for group in cluster.groups_of(member):
                keepers.setdefault(group, member)
    anew = [member for member in members if member not in programmes]
    wanted = {group for member in anew for group in cluster.groups_of(member)} - settled - set(keepers)
    opens = {group: cluster.size(group) for group in sorted(wanted)} if anew[:1] == [name] else {}
    keeps = frozenset(group for group, keeper in keepers.items() if keeper == name) - settled
    return SharingWay(cluster, chosen, opens, keeps, members, given)


def _of(cluster: Cluster, lessons: Iterable[Lesson]) -> Iterator[Lesson]:
    for lesson in lessons:
        if lesson.cohort in cluster.cohorts and lesson.module == cluster.joint.module(lesson.cohort):
            yield lesson
