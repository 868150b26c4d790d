"""Large neighbourhood search: a complete plan early, which only gets better, and a bound beside it.

Worker processes do three kinds of tasks, each one small model or a few that know of all other
cohorts only what they take: insert one cohort beside the others (:mod:`~scheduler.solve.insertion`),
improve a neighbourhood of a complete plan (:mod:`~scheduler.solve.neighbourhoods.improvement`), prove a bound
for a group (:mod:`~scheduler.solve.bounds.proofs`).
"""

from scheduler.solve.neighbourhoods.search import NeighbourhoodSearch

__all__ = ["NeighbourhoodSearch"]
