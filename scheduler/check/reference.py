"""What follows from the tables alone, worked out once however many plans are judged by them."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from scheduler.check.facts import Facts
from scheduler.check.openings import Openings, Rhythm
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance


@dataclass(frozen=True)
class Reference:
    """The tables as the rules and the terms of cost speak of them."""

    instance: Instance
    _rhythms: dict[str, Rhythm] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def facts(self) -> Facts:
        """The records, and what they say together."""
        return Facts(self.instance)

    @cached_property
    def openings(self) -> dict[str, Openings]:
        """When each site is open."""
        return {site.id: Openings(site, self.instance.closures) for site in self.instance.sites}

    def rhythm(self, cohort: Cohort) -> Rhythm:
        """Return the weeks in which a cohort could train, and in which it ideally would."""
        if cohort.id not in self._rhythms:
            self._rhythms[cohort.id] = Rhythm(self.facts, cohort, self.openings[cohort.site])
        return self._rhythms[cohort.id]


@dataclass(frozen=True, eq=False)
class _Same:
    """An instance by itself: to compare all its records would take longer than what is saved."""

    instance: Instance

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.instance is self.instance

    def __hash__(self) -> int:
        return id(self.instance)


@lru_cache(maxsize=2)
def _reference(same: _Same) -> Reference:
    return Reference(same.instance)


def reference(instance: Instance) -> Reference:
    """Return what follows from these tables; of those asked about last it is kept.

    A search judges thousands of plans by the same tables.
    """
    return _reference(_Same(instance))
