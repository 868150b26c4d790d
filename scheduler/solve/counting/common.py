"""Dates that cohorts have in common: how many, why no more, and what would give enough of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from scheduler.domain.curriculum import Module
from scheduler.domain.time import WORKING_WEEK
from scheduler.solve.counting.reach import Days, UsableDates
from scheduler.solve.counting.remedies import Remedy, longer, start_earlier, start_later
from scheduler.solve.counting.weeks import possible
from scheduler.solve.counting.words import both, either
from scheduler.text import _
from scheduler.text.phrases import on_weekday, short_day


@dataclass(frozen=True)
class Common:
    """The dates on which all of some cohorts could train, whatever they learn then."""

    reaches: tuple[UsableDates, ...]

    @classmethod
    def of(cls, reaches: Mapping[str, UsableDates], cohorts: Iterable[str]) -> "Common":
        """Return the dates of the cohorts of these names."""
        return cls(tuple(reaches[name] for name in cohorts))

    @cached_property
    def sessions(self) -> tuple[Days, ...]:
        """Sessions of two days that all could have."""
        return tuple(option for option in self._options(2) if len(option) == 2)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Days on which all could train, in order."""
        return tuple(day for (day,) in self._options(1))

    def _options(self, length: int) -> Iterator[Days]:
        """Yield what all have of each week: whole sessions, or days of any of theirs."""
        for week in sorted(set.intersection(*(set(reach.options) for reach in self.reaches))):
            each = (reach.options[week] for reach in self.reaches)
            if length == 2:
                yield from sorted(set.intersection(*map(set, each)))
            else:
                alike = (set().union(*options) for options in each)
                yield from ((day,) for day in sorted(set.intersection(*alike)))

    @cached_property
    def most(self) -> int:
        """Days on which they can meet at most: two in a week only where both are one session of all."""
        by_week = {day.isocalendar()[:2]: 1 for day in self.days}
        by_week |= {session[0].isocalendar()[:2]: 2 for session in self.sessions}
        return sum(by_week.values())

    def choices(self, module: Module) -> list[Days]:
        """Return the days among which a module is taught to all: one choice for each session it may fill."""
        return list(self.sessions) if module.fills_session else [self.days]

    def holds(self, modules: Iterable[Module]) -> bool:
        """Tell whether there are days enough for modules that all follow together."""
        wanted = tuple(modules)
        if any(module.fills_session for module in wanted) and not self.sessions:
            return False
        return sum(module.half_days for module in wanted) <= 2 * self.most

    def why_few(self, modules: Iterable[Module]) -> str:
        """Return what keeps the cohorts apart, as one sentence: weekdays or months; else nothing."""
        weekdays = set.intersection(*(set(reach.cohort.weekdays) for reach in self.reaches))
        in_a_row = any(day + 1 in weekdays for day in weekdays)
        if not weekdays or (not in_a_row and any(module.fills_session for module in modules)):
            said = _("{cohort} comes only {weekdays}")
            each = [
                said.format(cohort=x.cohort.id, weekdays=either(map(on_weekday, sorted(x.cohort.weekdays))))
                for x in self.reaches
            ]
            return _("; ").join(each) + "."
        spans = [(min(x.usable), max(x.usable)) for x in self.reaches if x.usable]
        if max(first for first, _last in spans) > min(last for _first, last in spans):
            said = _("{cohort} can train from {first} to {last}")
            each = [
                said.format(cohort=x.cohort.id, first=short_day(first), last=short_day(last))
                for x, (first, last) in zip(self.reaches, spans, strict=True)
            ]
            return _("; ").join(each) + "."
        return ""

    def remedies(self, modules: Iterable[Module]) -> str:
        """Return the smallest changes of one cohort that give days enough, as one sentence; or nothing."""
        wanted, found = tuple(modules), []
        for index, reach in enumerate(self.reaches):
            for changes in (self._weekdays_too, *MOVES):
                tried = [x for x in changes(reach) if possible(x[1])]
                fit = (words for words, x in tried if self._with(index, x).holds(wanted))
                # The last change is the largest: where it does not help, no smaller one does.
                if tried and self._with(index, tried[-1][1]).holds(wanted):
                    found.append(next(fit))
        return _("They would meet with {changes}.").format(changes=either(found)) if found else ""

    def _weekdays_too(self, reach: UsableDates) -> Iterator[Remedy]:
        others = (set(x.cohort.weekdays) for x in self.reaches if x is not reach)
        more = set.intersection(set(WORKING_WEEK), *others) - set(reach.cohort.weekdays)
        if more:
            weekdays = both(map(on_weekday, sorted(more)))
            words = _("{cohort} {weekdays} too").format(cohort=reach.cohort.id, weekdays=weekdays)
            yield words, reach.changed(weekdays=tuple(sorted({*reach.cohort.weekdays, *more})))

    def _with(self, index: int, reach: UsableDates) -> "Common":
        return replace(self, reaches=(*self.reaches[:index], reach, *self.reaches[index + 1 :]))


def _of_cohort(
    changes: Callable[[UsableDates], Iterator[Remedy]],
) -> Callable[[UsableDates], Iterator[Remedy]]:
    def named(reach: UsableDates) -> Iterator[Remedy]:
        for words, changed in changes(reach):
            yield _("{changes} for {cohort}").format(changes=words, cohort=reach.cohort.id), changed

    return named


MOVES = tuple(map(_of_cohort, (start_later, start_earlier, longer)))
"""Changes of one cohort that have it train in other months too."""
