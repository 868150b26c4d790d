"""Facts of an instance: each may be left out to see whether it matters, and some may be conceded."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scheduler.domain.instance import Instance
from scheduler.explain.concession import Concession


@dataclass(frozen=True)
class Fact:
    """One fact that keeps plans from existing.

    Attributes
    ----------
    codes
        Rules that it feeds.
    where
        The cohort, trainer, room or closure it is about.
    said
        The fact, in words: ``closure “Summer” from 2027-08-09 to 2027-08-20``.
    without
        Returns the instance as if the fact did not hold; facts may be left out one after another.
    concessions
        What would loosen it, the smallest first and the largest last, none of them at odds with
        other facts; empty where nobody can concede it.
    name
        What tells it from others of its kind, also once some of it is conceded.
    nested
        False if the last concession does not allow all that the others do.
    """

    codes: tuple[str, ...]
    where: str
    said: str
    without: Callable[[Instance], Instance]
    concessions: tuple[Concession, ...] = ()
    name: str = ""
    nested: bool = True

    @property
    def key(self) -> tuple[Any, ...]:
        """What it is, whatever of it is conceded."""
        return self.codes, self.where, self.name


@dataclass(frozen=True)
class FactFamily:
    """All facts of one kind.

    Attributes
    ----------
    title
        All of them together, in words (translate with ``_`` when shown).
    facts
        Yields them; those without an effect may be among them.
    """

    title: str
    facts: Callable[[Instance], Iterator[Fact]]

    def of(self, instance: Instance) -> tuple[Fact, ...]:
        """Return the facts that `instance` would not be the same without."""
        return tuple(fact for fact in self.facts(instance) if fact.without(instance) != instance)


def left_out(instance: Instance, facts: Iterable[Fact]) -> Instance:
    """Return `instance` as if none of `facts` held."""
    for fact in facts:
        instance = fact.without(instance)
    return instance
