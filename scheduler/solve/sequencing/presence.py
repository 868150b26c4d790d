"""Who and which rooms are there for a cohort's modules, on each day on which it may train."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from scheduler.domain.centre import Trainer
from scheduler.domain.time import Half, days
from scheduler.model.layout import CohortLayout, Strand
from scheduler.model.surroundings import Surroundings

Truths = NDArray[np.bool_]

MOST_ROOMS = 4
"""Rooms up to which it is tried which ones suffice; that more are needed is not counted."""

Allowed = Mapping[Strand, frozenset[str]]
"""Of some groups of modules of a cohort, the trainers of whom one teaches all of it."""


def just(given: Mapping[Strand, str]) -> Allowed:
    """Return that each group of a module has the one trainer that it is given."""
    return {strand: frozenset({trainer}) for strand, trainer in given.items()}


@dataclass
class Presence:
    """The trainers and rooms that are there, but for what the lessons of others take.

    Attributes
    ----------
    cohort
        Its layout, dates within a window.
    around
        What others take.
    """

    cohort: CohortLayout
    around: Surroundings
    _known: dict[tuple[int, frozenset[frozenset[str]]], Truths] = field(default_factory=dict)

    @cached_property
    def fewest_rooms(self) -> int:
        """The rooms that the cohort needs, at least (RO-01 to RO-03); 1 if it needs none."""
        every = sorted(set().union(*(rooms for groups in self._suited for rooms in groups)))
        most = min(len(every), MOST_ROOMS)

        def enough(rooms: Collection[str]) -> bool:
            return all(_seats(rooms, groups) for groups in self._suited)

        fewest = next((x for x in range(1, most) if any(map(enough, combinations(every, x)))), most)
        return max(1, fewest)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """All days on which it may train."""
        return tuple(sorted({day for options in self.cohort.grid.options for x in options for day in x.days}))

    def there(self, allowed: Allowed) -> Truths:
        """``[day, module]``: it can be taught on that day of all days of the cohort (TR-02, TR-03)."""
        return np.stack([self._taught(x, allowed) for x in range(len(self.cohort.modules))], axis=1)

    def _taught(self, module: int, allowed: Allowed) -> Truths:
        """Tell for each day whether a module's trainers are there, or enough who are able, and rooms."""
        some, groups = frozenset(self.named(module, allowed)), len(self._strands[module])
        known = self._known.get((module, some))
        if known is None:
            taught = [
                all(x & free for x in some) and len(self._able[module] & free) >= groups
                for free in self._free
            ]
            known = self._known[module, some] = np.array(taught) & self._seated[:, module]
        return known

    def could(self, module: str, day: date, allowed: Allowed) -> Iterator[tuple[Strand, frozenset[str]]]:
        """Yield the groups of a module of whose trainers none is there that day, and who could teach them."""
        free = self._free[self.days.index(day)]
        for x in self._kept:
            if x.module == module and x in allowed and not allowed[x] & free:
                yield x, free.intersection(trainer.id for trainer in self.cohort.able_for(x))

    @cached_property
    def _free(self) -> tuple[frozenset[str], ...]:
        """Who is there from morning to evening, for each day."""
        instance, site = self.cohort.instance, self.cohort.cohort.site

        def free(trainer: Trainer, day: date) -> bool:
            return self.around.days_left(trainer, day) > 0 and all(
                instance.available(trainer.id, day, half)
                and self.around.leaves_trainer(trainer.id, day, half, site)
                for half in Half
            )

        return tuple(frozenset(x.id for x in instance.trainers if free(x, day)) for day in self.days)

    def once(self, week: date) -> frozenset[str]:
        """Return who can teach on one day of a week at most, of the days that others leave (TR-04)."""
        return frozenset(
            x.id
            for x in self.cohort.instance.trainers
            if x.max_days_per_week is not None
            and x.max_days_per_week - self.around.days_by_week(x.id).get(week, 0) <= 1
        )

    @cached_property
    def _seated(self) -> Truths:
        """``[day, module]``: rooms for all its groups are open, and free of others (RO-01, RO-04)."""
        found = np.ones((len(self.days), len(self.cohort.modules)), dtype=bool)
        shut = self._shut
        for row, day in enumerate(self.days):
            if day in shut:
                free = [x.id for x in self.cohort.rooms if x.id not in shut[day]]
                found[row] = [_seats(free, x) for x in self._suited]
        return found

    @cached_property
    def _shut(self) -> dict[date, set[str]]:
        """The rooms that are closed on a day, or that others use."""
        found: dict[date, set[str]] = {}
        for closure in self.cohort.instance.closures:
            if closure.room is not None:
                for day in days(closure.first, closure.last):
                    found.setdefault(day, set()).add(closure.room)
        for room, day, _half in self.around.held:
            found.setdefault(day, set()).add(room)
        return found

    @cached_property
    def _strands(self) -> tuple[tuple[Strand, ...], ...]:
        """The groups of each module that ask for a trainer."""
        return tuple(
            tuple(Strand(x.id, group) for group in self.cohort.groups(x)) if x.skill else ()
            for x in self.cohort.modules
        )

    @cached_property
    def _able(self) -> tuple[frozenset[str], ...]:
        """Who can teach a group of each module."""
        return tuple(
            frozenset(x.id for strand in strands for x in self.cohort.able_for(strand))
            for strands in self._strands
        )

    @cached_property
    def _kept(self) -> frozenset[Strand]:
        """The groups of modules that one person teaches: where somebody may stand in, nobody is sure to."""
        return frozenset(x for strands in self._strands for x in strands if self.cohort.keeps_trainer(x))

    def named(self, module: int, allowed: Allowed) -> set[frozenset[str]]:
        """Return of whom one teaches all of a group of a module, for each group of which that is known."""
        return {allowed[x] for x in self._strands[module] if x in allowed and x in self._kept}

    @cached_property
    def _suited(self) -> tuple[tuple[set[str], ...], ...]:
        """For each module in person, the rooms for each of its groups (RO-02 to RO-04)."""
        needs = {group: self.cohort.room_needs(group) for group in self.cohort.every_group}
        return tuple(
            tuple(
                {room.id for room in self.cohort.rooms if module in self.cohort.room_modules(group, room)}
                for group, needed in needs.items()
                if module in needed
            )
            for module in self.cohort.modules
        )


def _seats(rooms: Collection[str], groups: Sequence[set[str]]) -> bool:
    """Tell whether some rooms seat all groups of a module at once, as far as counting tells."""
    fit = [suits.intersection(rooms) for suits in groups]
    return all(fit) and len(set().union(*fit)) >= len(fit)
