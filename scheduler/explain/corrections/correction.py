"""Corrections of an instance: each leaves one fact out or loosens it, so that more plans exist."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from scheduler.domain.instance import Instance


@dataclass(frozen=True)
class Correction:
    """One fact left out or loosened.

    Attributes
    ----------
    codes
        Rules that the fact feeds.
    where
        The cohort, trainer, room or closure it is about.
    said
        The change, in words: ``closure “Summer” lifted``.
    make
        Returns the instance with the change made; changes may be made one after another.
    """

    codes: tuple[str, ...]
    where: str
    said: str
    make: Callable[[Instance], Instance]


@dataclass(frozen=True)
class CorrectionFamily:
    """All corrections of one kind.

    Attributes
    ----------
    title
        All of them together, in words (translate with ``_`` when shown).
    changes
        Yields them, one per fact; those that change nothing may be among them.
    """

    title: str
    changes: Callable[[Instance], Iterator[Correction]]

    def of(self, instance: Instance) -> tuple[Correction, ...]:
        """Return the changes that make a difference to `instance`."""
        return tuple(change for change in self.changes(instance) if change.make(instance) != instance)


def made(instance: Instance, changes: Iterable[Correction]) -> Instance:
    """Return `instance` with all of `changes` made."""
    for change in changes:
        instance = change.make(instance)
    return instance
