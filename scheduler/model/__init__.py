"""The first telling of the rules: an instance as a CP-SAT model.

One file per family of rules, listed in :mod:`~scheduler.model.families`, and one for the
cost, whose terms are listed at its end; ``build`` puts them together. Nothing here knows the checker.
"""

from scheduler.model.build import PlanModel, build
from scheduler.model.scope import Scope

__all__ = ["PlanModel", "Scope", "build"]
