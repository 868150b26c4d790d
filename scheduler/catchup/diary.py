"""The diary of a learner: what he or she attends, what is missed, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from scheduler.catchup.courses import Course, attended_by, courses_of
from scheduler.domain.catching_up import Need, Seat, Sitting
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.curriculum import Module
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, Moment

Item = tuple[Module, Sitting]
"""A half-day of a module of the learner's curriculum."""


@dataclass(frozen=True)
class LearnerAbsence:
    """When a learner is not there.

    Attributes
    ----------
    missed
        Half-days.
    joined
        The first day on which he or she is there; None for the first of the group.
    """

    missed: frozenset[Moment] = frozenset()
    joined: date | None = None

    def holds(self, day: date, half: Half) -> bool:
        """Tell whether the learner is away on a half-day."""
        return (day, half) in self.missed or (self.joined is not None and day < self.joined)


@dataclass(frozen=True)
class Diary:
    """What a learner attends of a plan that keeps the rules.

    Attributes
    ----------
    since
        The first day that is still to come.
    promised
        Seats taken by learners of other groups, one entry for each learner.
    """

    instance: Instance
    lessons: tuple[Lesson, ...]
    learner: Learner
    absence: LearnerAbsence
    since: date
    promised: tuple[Seat, ...] = ()

    @property
    def cohort(self) -> Cohort:
        """The own group."""
        return self.instance.cohort[self.learner.cohort]

    @property
    def first_day(self) -> date:
        """The first day on which a lesson can be had in another group."""
        return max(self.since, self.absence.joined or self.since)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """All courses of the plan."""
        return courses_of(self.instance, self.lessons, self.promised)

    @cached_property
    def own(self) -> list[tuple[Module, Course]]:
        """The courses of the own group that the learner attends."""
        return attended_by(self.learner, self.courses)

    @cached_property
    def own_days(self) -> list[date]:
        """The days on which the own group trains, in order."""
        return sorted({x.day for x in self.lessons if x.cohort == self.cohort.id})

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What is lacking, in order of the lessons missed.

        Of a module that lies in one session, all of it as soon as a part is missed.
        """
        found = []
        for module, course in self.own:
            missed = tuple(x for x in course.sittings if self.absence.holds(*x.moment))
            if missed and module.one_session:
                found.append(Need(module, course.sittings, missed))
            else:
                found += [Need(module, (sitting,), (sitting,)) for sitting in missed]
        return tuple(sorted(found, key=lambda need: need.missed[0].moment))

    @cached_property
    def attended(self) -> tuple[Item, ...]:
        """What counts for the order: what is attended in the own group and is not had once more."""
        again = {need.module.id for need in self.needs if need.module.one_session}
        return tuple(
            (module, sitting)
            for module, course in self.own
            if module.id not in again
            for sitting in course.sittings
            if not self.absence.holds(*sitting.moment)
        )

    @cached_property
    def there(self) -> dict[Moment, Item]:
        """Where the learner is, with the own group."""
        return {
            sitting.moment: (module, sitting)
            for module, course in self.own
            for sitting in course.sittings
            if not self.absence.holds(*sitting.moment)
        }

    @cached_property
    def places(self) -> dict[date, set[str | None]]:
        """The sites at which the learner is on each day with the own group; a remote lesson is at None."""
        found: dict[date, set[str | None]] = {}
        for (day, _half), (_module, sitting) in self.there.items():
            found.setdefault(day, set()).add(sitting.site)
        return found

    @property
    def days_there(self) -> set[tuple[date, str]]:
        """The days on which the learner comes to the own group, and the site."""
        return {(day, site) for day, sites in self.places.items() for site in sites if site is not None}

    @cached_property
    def exempted(self) -> tuple[str, ...]:
        """Modules of the missed half-days that the learner need not follow."""
        followed = {module.id for module, _course in self.own}
        missed = (x for x in self.lessons if x.cohort == self.cohort.id and self.absence.holds(x.day, x.half))
        return tuple(dict.fromkeys(x.module for x in missed if x.module not in followed))


def precedes(first: Item, second: Item) -> bool:
    """Tell whether the curriculum wants `first` before `second`.

    The half-days of a module come one after the other, a module after those it comes after, and what is
    marked “last” after all that is not.
    """
    (module, sitting), (other, then) = first, second
    if module.id == other.id:
        return sitting.position < then.position
    return module.id in other.after or (other.last and not module.last)


def stays(days: Iterable[tuple[date, str]]) -> dict[str, int]:
    """Return how many stays there are at each site: days in a row are one."""
    at: dict[str, set[int]] = {}
    for day, site in days:
        at.setdefault(site, set()).add(day.toordinal())
    return {site: sum(day - 1 not in found for day in found) for site, found in at.items()}
