"""The families of rules: a table of contents.

Each is a file of this folder; the checker has one of the same name. A new family is a file and an entry
here. Families do not import one another, and each sentence of :mod:`scheduler.domain.rules` is told in
one of them, or holds by construction and says so.
"""

from collections.abc import Callable, Sequence

from ortools.sat.python import cp_model

from scheduler.model import content, days, joint, learners, pins, rooms, sessions, trainers
from scheduler.model.planned import PlannedCohort
from scheduler.model.variables import CohortVariables

Inside = Callable[[CohortVariables], None]
"""Adds rules that see one cohort."""

Between = Callable[[cp_model.CpModel, Sequence[PlannedCohort]], None]
"""Adds rules that see all cohorts of a model."""

OF_DATES: tuple[Inside, ...] = (
    days.add,  # CA
    sessions.add,  # SE
    learners.add,  # LE
)
OF_CONTENT: tuple[Inside, ...] = (
    content.add,  # CU, SE-05, RO-05
)
OF_ALL: tuple[Between, ...] = (
    joint.add,  # JO
    trainers.add,  # TR
    rooms.add,  # RO
    pins.add,  # PI
)
