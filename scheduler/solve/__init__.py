"""From an instance to an outcome: counting first, then the search, always with a bound."""

from scheduler.domain.search import Limits, Obstacle, Outcome, Progress
from scheduler.solve.counting import obstacles, ruled_out
from scheduler.solve.portfolio import Search

__all__ = ["Limits", "Obstacle", "Outcome", "Progress", "Search", "obstacles", "ruled_out"]
