"""Who makes way while a first plan grows, for a cohort that has no place beside the others."""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from scheduler.domain.cluster import Sharing
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.search import Obstacle
from scheduler.solve.reasons import no_place

MOST_OUT = 4
"""Most cohorts taken out of a plan to make way for another."""


@dataclass
class MakingWay:
    """Chooses the cohorts that are taken out for another, those who will soon find a place again first.

    Attributes
    ----------
    attempts
        Times that others make way for a cohort before it is left out; None to go on to the end.
    failed
        How often each cohort had no place.
    left_out
        Why no place is looked for any more.
    """

    instance: Instance
    chance: random.Random
    attempts: int | None = None
    failed: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, Obstacle] = field(default_factory=dict)

    def times(self, cohort: Cohort) -> int:
        """Return how often a cohort had no place."""
        return self.failed.get(cohort.id, 0)

    def fails(self, cohort: Cohort) -> None:
        """Take note that a cohort had no place."""
        self.failed[cohort.id] = self.times(cohort) + 1

    def linked(self, cohort: Cohort) -> bool:
        """Tell whether a cohort shares a module with others."""
        return any(cohort.id in joint.cohorts for joint in self.instance.joint_modules)

    def gives_up(self, cohort: Cohort) -> bool:
        """Tell whether others made way for a cohort often enough: then it is left out."""
        if not self._tried_enough(cohort):
            return False
        self.left_out[cohort.id] = no_place(cohort)
        return True

    def _tried_enough(self, cohort: Cohort) -> bool:
        return self.attempts is not None and self.times(cohort) > self.attempts

    def instead(self, cohort: Cohort, placed: Collection[str]) -> Mapping[str, int]:
        """Return the cohorts one of which may be taken out for another, and how often each had no place."""
        if self.linked(cohort) or self._tried_enough(cohort):
            return {}
        return {x.id: self.times(x) for x in self.instance.cohorts if x.id in placed and not self.linked(x)}

    def out(self, cohort: Cohort, placed: Collection[str], holders: Sequence[str]) -> list[Cohort]:
        """Return the cohorts to take out: of those that hold what it wants; else of its site, or any."""
        count = min(self.times(cohort), MOST_OUT)
        if held := [self.instance.cohort[name] for name in holders if name in placed]:
            return held[:count]
        there = [x for x in self.instance.cohorts if x.id in placed]
        return self.easiest([x for x in there if x.site == cohort.site] or there, count)

    def easiest(self, cohorts: Sequence[Cohort], count: int) -> list[Cohort]:
        """Return those for which there was a place most often so far, the shortest first, else by chance."""
        drawn, of = self.chance.sample(cohorts, len(cohorts)), self.instance.curriculum_of
        return sorted(drawn, key=lambda x: (self.times(x), of(x).sessions))[:count]

    def out_for_linked(self, cohort: Cohort, placed: Collection[str], sharing: Sharing) -> list[Cohort]:
        """Return those with whom a cohort has to share, and others of its site after the first time."""
        clusters = [x for some in sharing.values() for x in some if cohort.id in x.cohorts]
        with_it = {name for cluster in clusters for name in cluster.cohorts}
        there = [x for x in self.instance.cohorts if x.id in placed]
        near = [x for x in there if x.site == cohort.site and x.id not in with_it]
        few = 0 if cohort.id in self.left_out else min(self.times(cohort) - 1, MOST_OUT)
        return [x for x in there if x.id in with_it] + self.easiest(near, few)
