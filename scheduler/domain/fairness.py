"""The even share of teaching: what a trainer would carry if work were dealt out evenly."""

from collections import defaultdict
from fractions import Fraction
from math import ceil

from scheduler.domain.centre import Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.curriculum import Module
from scheduler.domain.instance import Instance


def can_teach(trainer: Trainer, cohort: Cohort, module: Module) -> bool:
    """Tell whether `trainer` has the module's skill and goes to the cohort's site."""
    return module.skill in trainer.skills and (not trainer.sites or cohort.site in trainer.sites)


def even_shares(instance: Instance) -> dict[str, int]:
    """Return the even share of each trainer, in half-days, rounded up.

    Each module of each cohort, once per group, is divided evenly among the trainers
    who can teach it; a trainer's share is the sum of the parts. The soft term
    ``trainer_balance`` counts the half-days above it.
    """
    shares: dict[str, Fraction] = defaultdict(Fraction)
    for cohort in instance.cohorts:
        for module in instance.curriculum_of(cohort).modules:
            able = [x for x in instance.trainers if can_teach(x, cohort, module)]
            work = module.half_days * len(instance.groups(cohort, module))
            for trainer in able:
                shares[trainer.id] += Fraction(work, len(able))
    return {trainer.id: ceil(shares[trainer.id]) for trainer in instance.trainers}
