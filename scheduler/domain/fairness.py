"""The even share of teaching: what a trainer would carry if work were dealt out evenly."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from scheduler.domain.centre import Trainer
from scheduler.domain.cluster import Cluster, all_together, module_of, must_share
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.domain.instance import Instance


def can_teach(trainer: Trainer, cohort: Cohort, module: Module) -> bool:
    """Tell whether `trainer` has the module's skill and goes to the cohort's site."""
    return module.skill in trainer.skills and (not trainer.sites or cohort.site in trainer.sites)


def can_teach_all(trainer: Trainer, cluster: Cluster, instance: Instance) -> bool:
    """Tell whether `trainer` has the skills of all modules of a cluster, and goes to its first site."""
    joint, cohorts = cluster.joint, cluster.cohorts
    return all(module_of(instance, joint, name).skill in trainer.skills for name in cohorts) and can_teach(
        trainer, instance.cohort[cohorts[0]], module_of(instance, joint, cohorts[0])
    )


def even_shares(instance: Instance) -> dict[str, int]:
    """Return the even share of each trainer, in half-days, rounded up.

    Each module of each cohort, once per group, is divided evenly among the trainers
    who can teach it; a trainer's share is the sum of the parts. A joint module that has to be
    shared counts once for all; one that may be, as if it were not. The soft term
    ``trainer_balance`` counts the half-days above it.
    """
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for able, work in _works(instance):
        for trainer in able:
            shares[trainer.id] += Fraction(work, len(able))
    return {trainer.id: ceil(shares[trainer.id]) for trainer in instance.trainers}


def _works(instance: Instance) -> Iterator[tuple[list[Trainer], int]]:
    """Yield what is to be taught, in half-days, and who can teach it."""
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).modules:
            joint = instance.joint.get((cohort.id, module.id))
            if joint is None or not must_share(joint):
                able = [x for x in instance.trainers if can_teach(x, cohort, module)]
                yield able, module.half_days * len(instance.groups(cohort, module))
    for joint in filter(must_share, instance.joint_modules):
        cluster = all_together(instance, joint)
        able = [x for x in instance.trainers if can_teach_all(x, cluster, instance)]
        yield able, module_of(instance, joint, joint.cohorts[0]).half_days * len(cluster.groups)
