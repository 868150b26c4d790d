"""What a learner lacks of a plan, and the best way to have it in free seats of other groups."""

from scheduler.catchup.diary import Absence, Diary
from scheduler.catchup.search import Search

__all__ = ["Absence", "Diary", "Search"]
