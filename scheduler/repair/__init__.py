"""Repairing a plan: the rules hold again, and as little as possible changes, with the proof."""

from scheduler.repair.aim import Aim, Moved, Repaired
from scheduler.repair.alternatives import best_rhythm, without_moving
from scheduler.repair.migration import Move
from scheduler.repair.repair import Repair

__all__ = ["Aim", "Move", "Moved", "Repair", "Repaired", "best_rhythm", "without_moving"]
