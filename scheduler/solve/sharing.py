"""With whom joint modules are followed: a first choice, where cohorts may choose and are many.

The exact search leaves the choice to the model. Where cohorts are placed one after another, it is made
before: who may be together on enough days, where it makes groups large enough.
"""

from collections.abc import Mapping
from functools import cache
from itertools import combinations

from scheduler.domain.cluster import Cluster, Sharing, all_together, module_of, must_share
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule
from scheduler.domain.settings import Settings
from scheduler.model.sharing import fits
from scheduler.solve.counting.reach import UsableDates, reaches

SPARE = 3
"""Times as many days as the module takes that cohorts must have in common to be put together."""


def proposed(instance: Instance, settings: Settings) -> Sharing:
    """Return clusters of every joint module: all that must be, and the cheapest that may be."""
    reach = reaches(instance) if instance.joint_modules else {}
    return {
        joint.id: (all_together(instance, joint),)
        if must_share(joint)
        else _cheapest(instance, settings, joint, reach)
        for joint in instance.joint_modules
    }


def _cheapest(
    instance: Instance, settings: Settings, joint: JointModule, reach: Mapping[str, UsableDates]
) -> tuple[Cluster, ...]:
    """Return the partition of the cohorts that leaves fewest groups too small, of most clusters.

    What sharing saves in teaching is left to the model to find: a cohort that has to meet others on days
    that these have chosen often finds no place at all.
    """
    names = joint.cohorts
    module = module_of(instance, joint, names[0])
    cost: dict[frozenset[str], tuple[int, Cluster]] = {}
    for count in range(1, len(names) + 1):
        for some in combinations(names, count):
            cluster = Cluster.of(instance, joint, some)
            days = set.intersection(*(set(reach[name].usable) for name in some))
            if count == 1 or (fits(instance, cluster) and len(days) >= SPARE * module.days):
                missing = sum(map(cluster.missing, cluster.groups))
                strict = 10**6 if cluster.strict and missing else 0
                cost[frozenset(some)] = settings.weights["group_size"] * missing + strict, cluster

    @cache
    def best(left: frozenset[str]) -> tuple[int, int, tuple[Cluster, ...]]:
        if not left:
            return 0, 0, ()
        first = next(name for name in names if name in left)
        found: tuple[int, int, tuple[Cluster, ...]] | None = None
        for members, (price, cluster) in cost.items():
            if first in members and members <= left:
                rest = best(left - members)
                # Of equal ones, the partition of most clusters: it binds least.
                option = price + rest[0], rest[1] - 1, (cluster, *rest[2])
                if found is None or option[:2] < found[:2]:
                    found = option
        assert found is not None
        return found

    return best(frozenset(names))[2]


def apart(instance: Instance, sharing: Sharing, cohort: str) -> Sharing:
    """Return the clusters with a cohort by itself wherever it need not be with others."""
    found: Sharing = {}
    for joint in instance.joint_modules:
        clusters: list[Cluster] = []
        for cluster in sharing[joint.id]:
            if cohort not in cluster.cohorts or not cluster.shared or must_share(joint):
                clusters.append(cluster)
                continue
            rest = [name for name in cluster.cohorts if name != cohort]
            clusters += [Cluster.of(instance, joint, [cohort]), Cluster.of(instance, joint, rest)]
        found[joint.id] = tuple(clusters)
    return found
