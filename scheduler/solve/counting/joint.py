"""Joint modules: days that all have in common, groups large enough, and rooms and trainers for them."""

from collections.abc import Iterator, Mapping

from scheduler.curricula.words import said_rooms
from scheduler.domain.cluster import Cluster, all_together, module_of, must_share, room_kinds, rooms_for
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.fairness import can_teach_all
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, divided
from scheduler.domain.search import Obstacle
from scheduler.model.sharing import at_one_site
from scheduler.solve.counting.reach import Reach
from scheduler.solve.counting.words import day_count, either
from scheduler.text import _
from scheduler.text.phrases import listed


def obstacles(instance: Instance, reaches: Mapping[str, Reach]) -> Iterator[Obstacle]:
    """Yield groups too small for a strict minimum, then joint modules that cannot be taught together."""
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).items:
            yield from _too_small(instance, cohort, module)
    for joint in instance.joint_modules:
        cluster = all_together(instance, joint)
        if must_share(joint):
            yield from _no_common_days(instance, cluster, reaches)
            yield from _no_trainers(instance, cluster)
            yield from _no_rooms(instance, cluster)


def _too_small(instance: Instance, cohort: Cohort, module: Module) -> Iterator[Obstacle]:
    """Yield a module with a group below its strict minimum, whoever shares it (CU-07)."""
    joint = instance.joint.get((cohort.id, module.id))
    if joint is None:
        sizes = [len(group) for group in instance.groups(cohort, module)]
        least = module.group_min or 0
        if module.group_min_strict and any(0 < size < least for size in sizes):
            message = _(
                "{cohort}: module {module} is taught in groups of {sizes}, and at least {least} learners are "
                "due in each. {remedy}"
            ).format(
                cohort=cohort.id,
                module=module.id,
                sizes=listed(sizes),
                least=least,
                remedy=_remedy(instance, cohort, module),
            )
            yield Obstacle(("CU-07",), cohort.id, message)
        return
    if must_share(joint):
        clusters = [all_together(instance, joint)] if joint.cohorts[0] == cohort.id else []
    else:
        others = [name for name in joint.cohorts if name != cohort.id]
        clusters = [Cluster.of(instance, joint, [cohort.id, *some]) for some in _all_subsets(others)]
    small = [x for x in clusters if x.strict and any(map(x.missing, x.groups))]
    if small and len(small) == len(clusters):
        largest = max(small, key=lambda x: sum(x.attending))
        message = _(
            "Joint module {joint}: {learners} learners of {cohorts} make groups of {sizes}, and at least "
            "{least} are due in each. Add a cohort to it, change its limits, or do without the strict "
            "minimum."
        ).format(
            joint=joint.id,
            learners=sum(largest.attending),
            cohorts=listed(largest.cohorts),
            sizes=listed(map(largest.size, largest.groups)),
            least=largest.smallest,
        )
        yield Obstacle(("CU-07", "JO-02"), cohort.id, message)


def _all_subsets(names: list[str]) -> Iterator[list[str]]:
    for chosen in range(2 ** len(names)):
        yield [name for index, name in enumerate(names) if chosen >> index & 1]


def _remedy(instance: Instance, cohort: Cohort, module: Module) -> str:
    """Return with whom a cohort could make groups that are large enough, or what else to do."""
    for other, sizes in partners(instance, cohort, module):
        return _(
            "Teach it to {cohort} and {other} together, in groups of {sizes}: table of joint modules."
        ).format(cohort=cohort.id, other=other.id, sizes=listed(sizes))
    return _("Add learners, share the module with another cohort, or do without the strict minimum.")


def partners(instance: Instance, cohort: Cohort, module: Module) -> Iterator[tuple[Cohort, list[int]]]:
    """Yield the cohorts with which groups of a module would be large enough, and the sizes of these."""
    mine = sum(map(len, instance.groups(cohort, module)))
    for other in instance.cohorts:
        same = instance.curriculum_of(other).by_id.get(module.id)
        alike = same is not None and (same.hours, same.mode, same.whole_days) == (
            module.hours,
            module.mode,
            module.whole_days,
        )
        if other.id == cohort.id or same is None or not alike or other.site != cohort.site:
            continue
        if (other.id, same.id) in instance.joint:
            continue
        theirs = sum(map(len, instance.groups(other, same)))
        sizes = [sum(x) for x in divided((mine, theirs), module.group_min, module.group_max)]
        if min(sizes) >= (module.group_min or 0):
            yield other, sizes


def _no_common_days(instance: Instance, cluster: Cluster, reaches: Mapping[str, Reach]) -> Iterator[Obstacle]:
    module = module_of(instance, cluster.joint, cluster.cohorts[0])
    own = {name: set(reaches[name].usable) for name in cluster.cohorts}
    common = set.intersection(*own.values())
    if len(common) < module.days and all(own.values()):
        message = _(
            "Joint module {joint} takes {needed}, and {cohorts} can train together on {days} in all. Bring "
            "their start windows, durations or weekdays closer, or let them follow it apart."
        ).format(
            joint=cluster.joint.id,
            needed=day_count(2 * module.days),
            cohorts=listed(cluster.cohorts),
            days=day_count(2 * len(common)),
        )
        yield Obstacle(("JO-01", "JO-02", "CA-04", "CA-05", "SE-04"), cluster.cohorts[0], message)


def _no_trainers(instance: Instance, cluster: Cluster) -> Iterator[Obstacle]:
    module = module_of(instance, cluster.joint, cluster.cohorts[0])
    if module.skill is None:
        return
    able = [x.label for x in instance.trainers if can_teach_all(x, cluster, instance)]
    if len(able) < len(cluster.groups):
        message = _(
            "Joint module {joint}: {learners} learners of {cohorts} make {groups} parallel groups, which "
            "take as many trainers; able to teach all of them: {trainers}. Add a trainer, allow larger "
            "groups, or let the cohorts follow it apart."
        ).format(
            joint=cluster.joint.id,
            learners=sum(cluster.attending),
            cohorts=listed(cluster.cohorts),
            groups=len(cluster.groups),
            trainers=listed(able) if able else _("nobody"),
        )
        yield Obstacle(("JO-02", "TR-01", "TR-02"), cluster.cohorts[0], message)


def _no_rooms(instance: Instance, cluster: Cluster) -> Iterator[Obstacle]:
    first = instance.cohort[cluster.cohorts[0]]
    module = module_of(instance, cluster.joint, first.id)
    if module.mode is Mode.REMOTE or not at_one_site(instance, cluster):
        return
    rooms = rooms_for(instance, cluster)
    if not cluster.seated(rooms):
        message = _(
            "Joint module {joint}: the learners of {cohorts} make groups of {sizes}, each in a room of kind "
            "{kinds} at once; at site {site} there is: {rooms}. Limit the size of its groups, find a larger "
            "room, or let the cohorts follow it apart."
        ).format(
            joint=cluster.joint.id,
            cohorts=listed(cluster.cohorts),
            sizes=listed(map(cluster.size, cluster.groups)),
            kinds=either(said_rooms(tuple(sorted(room_kinds(instance, cluster))))),
            site=first.site,
            rooms=", ".join(f"{room.id} ({room.capacity})" for room in rooms) or _("none"),
        )
        yield Obstacle(("JO-02", "RO-01", "RO-03"), first.id, message)


def counted(instance: Instance, joint: JointModule | None, cohort: Cohort) -> Cluster | None:
    """Return the cluster that must be taught what a cohort's joint module takes, once; None if it is not it.

    Where cohorts may be together or not, the least that is needed is one group of the first.
    """
    if joint is None or joint.cohorts[0] != cohort.id or not must_share(joint):
        return None
    return all_together(instance, joint)
