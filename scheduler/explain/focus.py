"""Which cohorts have no plan even by themselves: there the questions are small."""

from collections.abc import Collection
from dataclasses import replace

from scheduler.domain.instance import Instance


def only(instance: Instance, cohorts: Collection[str]) -> Instance:
    """Return `instance` with some of its cohorts alone: whatever has a plan for all has one for them."""
    return replace(
        instance,
        cohorts=tuple(x for x in instance.cohorts if x.id in cohorts),
        learners=tuple(x for x in instance.learners if x.cohort in cohorts),
        pins=tuple(x for x in instance.pins if x.cohort is None or x.cohort in cohorts),
    )
