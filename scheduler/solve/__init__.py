"""From an instance to an outcome: counting first, then the search, always with a bound."""

from scheduler.solve.counting import obstacles
from scheduler.solve.outcome import Limits, Obstacle, Outcome, Progress
from scheduler.solve.search import Search

__all__ = ["Limits", "Obstacle", "Outcome", "Progress", "Search", "obstacles"]
