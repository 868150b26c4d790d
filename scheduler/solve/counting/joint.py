"""Joint modules: days that all have in common, groups large enough, and rooms and trainers for them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from scheduler.curricula.group_sizes import said_groups
from scheduler.curricula.words import said_rooms
from scheduler.domain.centre import Trainer
from scheduler.domain.cluster import Cluster, all_together, module_of, must_share, room_kinds, rooms_for
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.fairness import can_teach_all
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, divided
from scheduler.domain.search import Obstacle
from scheduler.domain.time import Half
from scheduler.model.sharing import at_one_site
from scheduler.solve.counting.common import Common
from scheduler.solve.counting.reach import UsableDates
from scheduler.solve.counting.words import day_count, either, sentences
from scheduler.text import _
from scheduler.text.phrases import listed, short_day


def obstacles(instance: Instance, reaches: Mapping[str, UsableDates]) -> Iterator[Obstacle]:
    """Yield groups too small for a strict minimum, then joint modules that cannot be taught together."""
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).items:
            yield from _too_small(instance, cohort, module, reaches)
    must = [joint for joint in instance.joint_modules if must_share(joint)]
    yield from _apart(instance, must, reaches)
    for joint in must:
        cluster = all_together(instance, joint)
        yield from _no_trainers(instance, cluster, reaches)
        yield from _no_rooms(instance, cluster)


def _apart(
    instance: Instance, must: Sequence[JointModule], reaches: Mapping[str, UsableDates]
) -> Iterator[Obstacle]:
    """Yield joint modules for which the cohorts have no days in common, else sets of them with too few."""
    alone = [x for joint in must for x in _no_common_days(instance, [joint], joint.cohorts, reaches)]
    yield from alone
    if alone:
        return
    for names in dict.fromkeys(joint.cohorts for joint in must):
        of_all = [joint for joint in must if set(names) <= set(joint.cohorts)]
        if len(of_all) > 1:
            yield from _no_common_days(instance, of_all, names, reaches)


def _too_small(
    instance: Instance, cohort: Cohort, module: Module, reaches: Mapping[str, UsableDates]
) -> Iterator[Obstacle]:
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
                remedy=_remedy(instance, cohort, module, reaches),
            )
            yield Obstacle(("CU-07",), cohort.id, message)
        return
    if must_share(joint):
        clusters = [all_together(instance, joint)] if joint.cohorts[0] == cohort.id else []
    else:
        others = [name for name in joint.cohorts if name != cohort.id]
        clusters = [Cluster.of(instance, joint, [cohort.id, *some]) for some in _all_subsets(others)]
    large = [x for x in clusters if not (x.strict and any(map(x.missing, x.groups)))]
    if clusters and not large:
        yield _small_together(max(clusters, key=lambda x: sum(x.attending)), cohort)
    elif large and not must_share(joint):
        yield from _never_meet(large, cohort, module, reaches)


def _small_together(largest: Cluster, cohort: Cohort) -> Obstacle:
    message = _(
        "Joint module {joint}: {learners} learners of {cohorts} make groups of {sizes}, and at least "
        "{least} are due in each. Add a cohort to it, change its limits, or do without the strict "
        "minimum."
    ).format(
        joint=largest.joint.id,
        learners=sum(largest.attending),
        cohorts=listed(largest.cohorts),
        sizes=listed(map(largest.size, largest.groups)),
        least=largest.smallest,
    )
    return Obstacle(("CU-07", "JO-02"), cohort.id, message)


def _never_meet(
    large: Sequence[Cluster], cohort: Cohort, module: Module, reaches: Mapping[str, UsableDates]
) -> Iterator[Obstacle]:
    """Yield that a cohort meets nobody of those with whom its groups would be large enough (CU-07)."""
    commons = [Common.of(reaches, cluster.cohorts) for cluster in large]
    closed = any(not reach.options for common in commons for reach in common.reaches)
    if closed or any(common.holds([module]) for common in commons):
        return
    cluster, common = min(zip(large, commons, strict=True), key=lambda x: len(x[0].cohorts))
    message = _(
        "Joint module {joint}: at least {least} learners are due in each group, and {cohort} reaches that "
        "only with others. {cohorts} would make {groups}, but the module takes {needed}, and they have "
        "{days} in common."
    ).format(
        joint=cluster.joint.id,
        least=cluster.smallest,
        cohort=cohort.id,
        cohorts=listed(cluster.cohorts),
        groups=said_groups([cluster.size(group) for group in cluster.groups]),
        needed=day_count(module.half_days),
        days=day_count(2 * common.most),
    )
    advice = common.remedies([module]) or _("Add a cohort to it, or do without the strict minimum.")
    codes = ("CU-07", "JO-01", "CA-04", "CA-05", "SE-04")
    yield Obstacle(codes, cohort.id, sentences(message, common.why_few([module]), advice))


def _all_subsets(names: list[str]) -> Iterator[list[str]]:
    for chosen in range(2 ** len(names)):
        yield [name for index, name in enumerate(names) if chosen >> index & 1]


def _remedy(instance: Instance, cohort: Cohort, module: Module, reaches: Mapping[str, UsableDates]) -> str:
    """Return with whom a cohort could make groups that are large enough, and when, or what else to do."""
    for other, sizes in partners(instance, cohort, module, reaches):
        days = Common.of(reaches, (cohort.id, other.id)).days
        return _(
            "Teach it to {cohort} and {other} together, between {first} and {last}: {groups} (table "
            "“{table}”)."
        ).format(
            cohort=cohort.id,
            other=other.id,
            first=short_day(days[0]),
            last=short_day(days[-1]),
            groups=said_groups(sizes),
            table=_("Joint modules"),
        )
    return _("Add learners, share the module with another cohort, or do without the strict minimum.")


def partners(
    instance: Instance, cohort: Cohort, module: Module, reaches: Mapping[str, UsableDates]
) -> Iterator[tuple[Cohort, list[int]]]:
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
        enough = theirs and min(sizes) >= (module.group_min or 0)
        if enough and Common.of(reaches, (cohort.id, other.id)).holds([module]):
            yield other, sizes


def _no_common_days(
    instance: Instance,
    joints: Sequence[JointModule],
    names: Sequence[str],
    reaches: Mapping[str, UsableDates],
) -> Iterator[Obstacle]:
    """Yield that cohorts meet on fewer days than all that they have to share takes."""
    common = Common.of(reaches, names)
    modules = [module_of(instance, joint, names[0]) for joint in joints]
    if common.holds(modules) or not all(reach.options for reach in common.reaches):
        return
    needed = day_count(sum(module.half_days for module in modules))
    words = {"joint": listed(joint.id for joint in joints), "needed": needed, "cohorts": listed(names)}
    if common.most == 0:
        message = _("Joint module {joint} takes {needed}, and {cohorts} can never train on the same day.")
        message = message.format(**words)
    elif sum(module.half_days for module in modules) > 2 * common.most:
        message = _("Joint module {joint} takes {needed}, and {cohorts} can train together on {days} in all.")
        message = message.format(days=day_count(2 * common.most), **words)
    else:
        message = _(
            "Joint module {joint} takes both days of one session, and no session of two days can be that of "
            "{cohorts} together."
        ).format(**words)
    yield Obstacle(
        ("JO-01", "JO-02", "CA-04", "CA-05", "SE-04"),
        names[0],
        sentences(
            message,
            common.why_few(modules),
            common.remedies(modules)
            or _("Bring their start windows, durations or weekdays closer, or let them follow it apart."),
        ),
    )


def _no_trainers(
    instance: Instance, cluster: Cluster, reaches: Mapping[str, UsableDates]
) -> Iterator[Obstacle]:
    """Yield that too few trainers can teach all of a cluster, or are there at once when all of it meets."""
    module = module_of(instance, cluster.joint, cluster.cohorts[0])
    if module.skill is None:
        return
    able = [x for x in instance.trainers if can_teach_all(x, cluster, instance)]
    words = {
        "joint": cluster.joint.id,
        "learners": sum(cluster.attending),
        "cohorts": listed(cluster.cohorts),
        "groups": len(cluster.groups),
        "trainers": listed(x.label for x in able) or _("nobody"),
    }
    codes = ("JO-02", "TR-01", "TR-02")
    if len(able) < len(cluster.groups):
        message = _(
            "Joint module {joint}: {learners} learners of {cohorts} make {groups} parallel groups, which "
            "take as many trainers; able to teach all of them: {trainers}. Add a trainer, allow larger "
            "groups, or let the cohorts follow it apart."
        )
        yield Obstacle(codes, cluster.cohorts[0], message.format(**words))
        return
    common = Common.of(reaches, cluster.cohorts)
    choices = common.choices(module) if common.holds([module]) else []
    if choices and not any(_staffed(instance, module, able, len(cluster.groups), days) for days in choices):
        message = _(
            "Joint module {joint}: on the days on which {cohorts} can train together, its trainers "
            "({trainers}) are not there long enough, {groups} at a time. Extend their availability, or add "
            "a trainer."
        )
        yield Obstacle((*codes, "TR-03"), cluster.cohorts[0], message.format(**words))


def _staffed(
    instance: Instance, module: Module, able: Sequence[Trainer], groups: int, days: Sequence[date]
) -> bool:
    """Tell whether a module finds trainers on some of `days`: one per group at a time, for its length."""
    free: dict[str, set[tuple[date, Half]]] = {}
    for trainer in able:
        halves = {(day, half) for day in days for half in Half if instance.available(trainer.id, day, half)}
        whole = {x for x in halves if all((x[0], half) in halves for half in Half)}
        free[trainer.id] = whole if module.whole_days else halves
    at_once = Counter(moment for halves in free.values() for moment in halves)
    if sum(count >= groups for count in at_once.values()) < module.half_days:
        return False
    keeps = module.one_trainer and not instance.relieved([x.id for x in able])
    return not keeps or sum(len(halves) >= module.half_days for halves in free.values()) >= groups


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
