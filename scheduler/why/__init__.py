"""Why a session is on its dates, and why a trainer teaches a module: what every other choice would do."""

from scheduler.why.choice import Choice, ChoiceAnswer, ChoiceVerdict, Ground
from scheduler.why.session import SessionQuestion
from scheduler.why.trainer import TrainerQuestion
from scheduler.why.weighing import Question, Weighing

__all__ = [
    "Choice",
    "ChoiceAnswer",
    "ChoiceVerdict",
    "Ground",
    "Question",
    "SessionQuestion",
    "TrainerQuestion",
    "Weighing",
]
