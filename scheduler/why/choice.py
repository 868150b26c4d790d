"""What may be chosen, and what is known of each choice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from scheduler.check import costs
from scheduler.domain.changes import changes
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, TermCost, Violation
from scheduler.domain.settings import Settings

Lessons = tuple[Lesson, ...]


@dataclass(frozen=True)
class Ground:
    """A plan that keeps every rule, and from when on it may be another.

    Attributes
    ----------
    since
        The first day that is still to come: what is before it stays.
    """

    instance: Instance
    settings: Settings
    lessons: Lessons
    since: date

    @cached_property
    def costs(self) -> tuple[TermCost, ...]:
        """What the plan costs, term by term."""
        return costs(self.instance, self.lessons, self.settings)

    def difference(self, lessons: Lessons) -> tuple[TermCost, ...]:
        """Return what other lessons cost more, term by term."""
        after = costs(self.instance, lessons, self.settings)
        return tuple(
            TermCost(new.term, new.quantity - old.quantity, new.weight)
            for old, new in zip(self.costs, after, strict=True)
        )


@dataclass(frozen=True)
class Choice:
    """Dates of a session, or a trainer of a module.

    Attributes
    ----------
    days, trainer
        The dates, where they are asked about; else the trainer.
    lessons
        The plan with nothing but this choice changed.
    broken
        The rules that those lessons break.
    settled
        True if they break a rule that no other content, trainer or room can mend.
    """

    lessons: Lessons
    broken: tuple[Violation, ...]
    settled: bool = False
    days: tuple[date, ...] = ()
    trainer: str = ""


def by_weight(broken: Iterable[Violation]) -> tuple[Violation, ...]:
    """Return broken rules, those first that are hardest to mend: what users fixed, and what cohorts share."""
    return tuple(sorted(broken, key=lambda x: _HARDEST.get(x.code[:2], len(_HARDEST))))


_HARDEST = {family: rank for rank, family in enumerate(("PI", "JO"))}


class ChoiceVerdict(StrEnum):
    """What is known of a choice."""

    FORBIDDEN = "forbidden"
    POSSIBLE = "possible"
    NOT_TOLD = "not_told"


@dataclass(frozen=True)
class ChoiceAnswer:
    """What became of a choice.

    Attributes
    ----------
    difference
        What the best plan with it costs more, term by term; below 0 where it costs less. Empty unless
        there is such a plan.
    changed
        How many half-days of that plan differ.
    proved
        True if it is proved that no plan with this choice costs less.
    """

    choice: Choice
    verdict: ChoiceVerdict
    difference: tuple[TermCost, ...] = ()
    changed: int | None = None
    proved: bool = False

    @property
    def more(self) -> int:
        """What it costs more in all."""
        return sum(term.total for term in self.difference)


def possible(ground: Ground, choice: Choice, lessons: Lessons, proved: bool = False) -> ChoiceAnswer:
    """Return the answer that some lessons, which keep the rules, go with a choice."""
    changed = len(changes(ground.lessons, lessons))
    return ChoiceAnswer(choice, ChoiceVerdict.POSSIBLE, ground.difference(lessons), changed, proved)
