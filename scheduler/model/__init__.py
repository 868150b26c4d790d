"""The first telling of the rules: an instance as a CP-SAT model.

One file per family of rules (``days``, ``sessions``, ``content``, ``trainers``,
``rooms``, ``learners``, ``pins``) and one for the cost; ``build`` puts them together.
Nothing here knows the checker.
"""

from scheduler.model.build import PlanModel, build

__all__ = ["PlanModel", "build"]
