"""What cohorts that are planned already take from those still to plan.

A neighbourhood of a large plan is a model of a few cohorts; all others stay as they are. Of
these the model needs no variable, only who and what is taken on which half-day.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf

from scheduler.domain.centre import Trainer
from scheduler.domain.cluster import once
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, monday


@dataclass(frozen=True)
class Surroundings:
    """Trainers and rooms that fixed lessons take.

    Attributes
    ----------
    teaching
        Site at which a trainer teaches, by trainer, day and half-day.
    held
        Room, day and half-day of every room in use.
    loads
        Half-days taught by each trainer, once per group.
    """

    teaching: Mapping[tuple[str, date], Mapping[Half, str]] = field(default_factory=dict)
    held: frozenset[tuple[str, date, Half]] = frozenset()
    loads: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, instance: Instance, lessons: Iterable[Lesson]) -> "Surroundings":
        """Return what `lessons` take.

        An assessment that ends early keeps its room for the afternoon, as in the model of
        the cohort itself.
        """
        teaching: dict[tuple[str, date], dict[Half, str]] = defaultdict(dict)
        held: set[tuple[str, date, Half]] = set()
        loads: Counter[str] = Counter()
        for lesson in once(instance, lessons):
            cohort = instance.cohort[lesson.cohort]
            if lesson.trainer is not None:
                teaching[lesson.trainer, lesson.day][lesson.half] = cohort.site
                loads[lesson.trainer] += 1
            if lesson.room is not None:
                held.add((lesson.room, lesson.day, lesson.half))
                if not instance.curriculum_of(cohort).by_id[lesson.module].teaching:
                    held.add((lesson.room, lesson.day, Half.PM))
        return cls(dict(teaching), frozenset(held), dict(loads))

    def leaves_trainer(self, trainer: str, day: date, half: Half, site: str) -> bool:
        """Tell whether `trainer` may still teach at `site` then: not taken, nor elsewhere that day."""
        taught = self.teaching.get((trainer, day))
        return taught is None or (half not in taught and set(taught.values()) == {site})

    def leaves_room(self, room: str, day: date, half: Half) -> bool:
        """Tell whether `room` is still free then."""
        return (room, day, half) not in self.held

    def days_of(self, trainer: str) -> frozenset[date]:
        """Return the days on which `trainer` teaches."""
        return self._days.get(trainer, frozenset())

    def days_by_week(self, trainer: str) -> Mapping[date, int]:
        """Return on how many days of each week `trainer` teaches, by its Monday."""
        return self._by_week.get(trainer, {})

    def days_left(self, trainer: Trainer, day: date) -> float:
        """Return on how many days of the week of `day`, this one among them, `trainer` may still teach."""
        if trainer.max_days_per_week is None:
            return inf
        taught = self.days_by_week(trainer.id).get(monday(day), 0)
        return trainer.max_days_per_week - taught + (day in self.days_of(trainer.id))

    @cached_property
    def _by_week(self) -> Mapping[str, Mapping[date, int]]:
        return {trainer: Counter(map(monday, days)) for trainer, days in self._days.items()}

    @cached_property
    def _days(self) -> Mapping[str, frozenset[date]]:
        found: dict[str, set[date]] = defaultdict(set)
        for trainer, day in self.teaching:
            found[trainer].add(day)
        return {trainer: frozenset(days) for trainer, days in found.items()}
