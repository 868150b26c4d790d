"""Repairing a plan: the rules hold again, and as little as possible changes, with the proof."""

from scheduler.repair.repair import Aim, Repair, Repaired

__all__ = ["Aim", "Repair", "Repaired"]
