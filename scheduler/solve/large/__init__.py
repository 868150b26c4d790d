"""Many cohorts: a complete plan early, which only gets better, and a bound that grows beside it.

Worker processes do three kinds of tasks, each one small model or a few that know of all other
cohorts only what they take: place one cohort beside the others (:mod:`~scheduler.solve.large.placing`),
improve a neighbourhood of a complete plan (:mod:`~scheduler.solve.large.improving`), prove a bound
for a group (:mod:`~scheduler.solve.large.proofs`).
"""

from scheduler.solve.large.search import LargeSearch

__all__ = ["LargeSearch"]
