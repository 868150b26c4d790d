"""Why a session is on its dates, and why a trainer teaches a module: what every other choice would do."""

from scheduler.why.choice import Answer, Choice, Ground, Verdict
from scheduler.why.session import SessionQuestion
from scheduler.why.trainer import TrainerQuestion
from scheduler.why.weighing import Question, Weighing

__all__ = [
    "Answer",
    "Choice",
    "Ground",
    "Question",
    "SessionQuestion",
    "TrainerQuestion",
    "Verdict",
    "Weighing",
]
