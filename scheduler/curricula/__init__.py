"""Curricula as data: read, held to their rules, adapted by a centre, matched with learners."""

from scheduler.curricula.audience import audience_problems
from scheduler.curricula.checks import sizes
from scheduler.curricula.loader import load_curricula, load_curriculum, shipped_curricula
from scheduler.curricula.override import override_hours
from scheduler.curricula.words import PREREQUISITES, PROFILES, said
from scheduler.curricula.writing import curriculum_text

__all__ = [
    "PREREQUISITES",
    "PROFILES",
    "audience_problems",
    "curriculum_text",
    "load_curricula",
    "load_curriculum",
    "override_hours",
    "said",
    "shipped_curricula",
    "sizes",
]
