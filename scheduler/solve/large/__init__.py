"""Many cohorts: a complete plan early, which only gets better, and a bound that grows beside it.

Worker processes do three kinds of tasks (:mod:`~scheduler.solve.large.tasks`): place one cohort
beside the others, improve a neighbourhood of a complete plan, prove a bound for a group.
"""

from scheduler.solve.large.search import LargeSearch

__all__ = ["LargeSearch"]
