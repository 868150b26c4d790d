"""What a learner lacks of a plan, and the best way to have it in free seats of other groups."""

from scheduler.catchup.diary import Diary, LearnerAbsence
from scheduler.catchup.search import CatchUpSearch

__all__ = ["CatchUpSearch", "Diary", "LearnerAbsence"]
