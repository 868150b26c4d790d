"""Groups that would be smaller than their module allows, and who could share it with them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from scheduler.domain.cluster import Cluster, all_together, module_of, must_share
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Mode, Module
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule, Sharer, Together
from scheduler.domain.time import add_months
from scheduler.errors import Place, Problem, Severity
from scheduler.text import _, plural

MOST_PARTNERS = 2
"""Other groups that a hint names; of more, nobody would know what to make."""


def small_groups(instance: Instance, cohort: Cohort, module: Module) -> Iterator[Problem]:
    """Yield a warning if groups of `module` would be too small whatever the search decides.

    What all sharers of a joint module have to follow together is judged once, at the first of them.
    """
    joint = instance.joint.get((cohort.id, module.id))
    if joint is not None and must_share(joint):
        if joint.cohorts[0] == cohort.id:
            yield from _of_joint(all_together(instance, joint))
    else:
        large = [x for x in _clusters(instance, joint, cohort) if _fits(x)] if joint else []
        alone = _together(instance, [cohort], module) if joint is None else _alone(instance, joint, cohort)
        if not _fits(alone) and not any(_meet(instance, x, cohort, module) for x in large):
            place = Place.of_name(_("Cohorts {id}").format(id=""), cohort.id)
            hint = _among(joint, large) if joint else _hint(instance, cohort, module)
            yield Problem.at(place, _said(alone, module.id), hint, Severity.WARNING)


def _of_joint(cluster: Cluster) -> Iterator[Problem]:
    """Yield a warning for a joint module whose groups are too small though all are together."""
    if not _fits(cluster):
        place = Place.of_name(_("Joint modules {id}").format(id=""), cluster.joint.id)
        message = _said(cluster, _(" and ").join(cluster.cohorts))
        hint = _("Add a group to the joint module, or check the range allowed.")
        yield Problem.at(place, message, hint, Severity.WARNING)


def never_shared(instance: Instance) -> Iterator[Problem]:
    """Yield a warning for each cohort that may share a module with others, and never trains when they do."""
    for joint in instance.joint_modules:
        for name in joint.cohorts if not must_share(joint) else ():
            cohort, module = instance.cohort[name], module_of(instance, joint, name)
            pairs = (Cluster.of(instance, joint, (name, other)) for other in joint.cohorts if other != name)
            if not any(_meet(instance, pair, cohort, module) for pair in pairs):
                place = Place.of_name(_("Joint modules {id}").format(id=""), joint.id)
                message = _("{cohort} never trains on the same days as the others, and will not share it.")
                hint = _("Bring weekdays or months closer, or take the group out of the joint module.")
                yield Problem.at(place, message.format(cohort=name), hint, Severity.WARNING)


def _fits(cluster: Cluster) -> bool:
    return not any(cluster.missing(group) for group in cluster.groups)


def _clusters(instance: Instance, joint: JointModule, cohort: Cohort) -> Iterator[Cluster]:
    """Yield every cluster of a joint module that `cohort` can be in."""
    others = [name for name in joint.cohorts if name != cohort.id]
    for count in range(len(others) + 1):
        for chosen in combinations(others, count):
            yield Cluster.of(instance, joint, (cohort.id, *chosen))


def _alone(instance: Instance, joint: JointModule, cohort: Cohort) -> Cluster:
    return Cluster.of(instance, joint, [cohort.id])


def _together(instance: Instance, cohorts: Sequence[Cohort], module: Module) -> Cluster:
    """Return the cluster that cohorts would form if they shared a module of one name."""
    sharers = tuple(Sharer(x.id, module.id) for x in cohorts)
    joint = JointModule(module.id, sharers, Together.MUST)
    return all_together(instance, joint)


def _said(cluster: Cluster, who: str) -> str:
    learners = sum(cluster.attending)
    message = _("{module}: {learners} in {groups}, below the minimum of {least} per group.")
    return message.format(
        module=who,
        learners=plural("{n} learner", "{n} learners", learners).format(n=learners),
        groups=_groups(_sizes(cluster)),
        least=cluster.smallest,
    )


def _sizes(cluster: Cluster) -> list[int]:
    return [cluster.size(group) for group in cluster.groups]


def _groups(sizes: Sequence[int]) -> str:
    if len(sizes) == 1:
        return _("one group")
    numbers = ", ".join(map(str, sizes[:-1])) + _(" and ") + str(sizes[-1])
    return _("{count} groups of {sizes}").format(count=len(sizes), sizes=numbers)


def _meet(instance: Instance, cluster: Cluster, cohort: Cohort, module: Module) -> bool:
    """Tell whether a cohort shares weekdays and months with each other one of a cluster."""
    others = (instance.cohort[name] for name in cluster.cohorts if name != cohort.id)
    return all(_share_weekdays(cohort, x, module) and _share_months(instance, cohort, x) for x in others)


def _among(joint: JointModule, large: Sequence[Cluster]) -> str:
    if large:
        hint = _(
            "Those who share {joint} and would make its groups large enough never train on the same days: "
            "bring weekdays or months closer, or add a group to it."
        )
        return hint.format(joint=joint.id)
    hint = _("Whoever shares {joint} with this group: no group reaches the minimum. Add a group to it.")
    return hint.format(joint=joint.id)


def _hint(instance: Instance, cohort: Cohort, module: Module) -> str:
    """Return with whom a cohort could share a module, and the sizes that result."""
    partners = [x for x in instance.cohorts if x is not cohort and _can_share(instance, cohort, x, module)]
    for count in range(1, MOST_PARTNERS + 1):
        for chosen in combinations(partners, count):
            cluster = _together(instance, [x for x in instance.cohorts if x in (cohort, *chosen)], module)
            if _fits(cluster):
                hint = _("Share it in the table “{table}”: {cohorts} make {groups}.")
                return hint.format(
                    table=_("Joint modules"),
                    cohorts=_listed(cluster.cohorts),
                    groups=said_groups(_sizes(cluster)),
                )
    hint = _("Share it with another group in the table “{table}”, or check the range allowed.")
    return hint.format(table=_("Joint modules"))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + _(" and ") + names[-1]


def said_groups(sizes: Sequence[int]) -> str:
    """Return groups of such sizes in words: ``2 groups of 12``."""
    if len(sizes) == 1:
        return _("one group of {size}").format(size=sizes[0])
    if len(set(sizes)) == 1:
        return _("{count} groups of {sizes}").format(count=len(sizes), sizes=sizes[0])
    return _groups(sizes)


def _can_share(instance: Instance, cohort: Cohort, other: Cohort, module: Module) -> bool:
    """Tell whether another cohort has such a module, at the same place and in the same months."""
    same = instance.curriculum_of(other).by_id.get(module.id)
    if same is None or (other.id, module.id) in instance.joint or not instance.learners_of[other.id]:
        return False
    remote = module.mode is Mode.REMOTE and module.whole_days
    ways = ((x.hours, x.mode, x.whole_days, x.one_trainer, x.teaching) for x in (module, same))
    return (
        len(set(ways)) == 1
        and module.teaching
        and _share_weekdays(cohort, other, module)
        and (remote or (other.site == cohort.site and bool(set(module.rooms) & set(same.rooms))))
        and _share_months(instance, cohort, other)
    )


def _share_months(instance: Instance, cohort: Cohort, other: Cohort) -> bool:
    """Tell whether neither has certainly ended before the other starts."""
    return _last(instance, cohort) > other.start_from and _last(instance, other) > cohort.start_from


def _share_weekdays(cohort: Cohort, other: Cohort, module: Module) -> bool:
    """Tell whether both can train on the same weekdays, two in a row for what takes a whole session."""
    both = set(cohort.weekdays) & set(other.weekdays)
    return any(day + 1 in both for day in both) if module.fills_session else bool(both)


def _last(instance: Instance, cohort: Cohort) -> date:
    """Return a day by which a cohort has ended."""
    return add_months(cohort.start_to, instance.months(cohort)[1])
