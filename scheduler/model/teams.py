"""Who may teach a module together, and the weekdays on which all of them come."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb

from scheduler.domain.centre import Trainer
from scheduler.domain.curriculum import Module
from scheduler.domain.time import WORKING_WEEK, Half, Weekday
from scheduler.model.layout import Strand
from scheduler.model.variables import CohortVariables

Weekdays = frozenset[Weekday]

MOST = 100
"""Teams of a module that are worth a name each."""


@dataclass(frozen=True)
class Team:
    """The trainers of all parallel groups of a module at one time.

    Attributes
    ----------
    trainers
        Who they are; empty where that is left open, or nobody is asked for.
    weekdays
        The weekdays on which all of them come from morning to evening.
    """

    trainers: frozenset[str]
    weekdays: Weekdays


def teams(cohort: CohortVariables, module: Module, *, named: bool) -> list[Team]:
    """Return the teams for a day of `module`, or for all its days where trainers are kept (TR-02, TR-03).

    Parameters
    ----------
    named
        False to tell teams apart by their weekdays alone, and only those that come on most.
    """
    groups = groups_to_teach(cohort, module)
    if module.skill is None or groups == ():
        return [Team(frozenset(), frozenset(WORKING_WEEK))]
    able = cohort.able(module) if groups is None else cohort.able_for(Strand(module.id, groups[0]))
    each = {trainer.id: comes(trainer) for trainer in able}
    count = 1 if groups is None else len(groups)
    if named and groups is not None and comb(len(able), count) <= MOST:
        return [
            Team(frozenset(some), frozenset.intersection(*(each[name] for name in some)))
            for some in combinations(each, count)
        ]
    if keeps_trainers(cohort, module):
        return [Team(frozenset(), days) for days in _largest(each, count)]
    enough = (day for day in WORKING_WEEK if sum(day in days for days in each.values()) >= count)
    return [Team(frozenset(), frozenset(enough))]


def keeps_trainers(cohort: CohortVariables, module: Module) -> bool:
    """Tell whether each group of a module has one trainer throughout, for whom nobody stands in (TR-06)."""
    return module.one_trainer and not cohort.instance.relieved([x.id for x in cohort.able(module)])


def groups_to_teach(cohort: CohortVariables, module: Module) -> tuple[int, ...] | None:
    """Return the groups of `module` for which the cohort certainly finds trainers; None if that is open.

    A joint module that all have to share is taught by those whom its first cohort finds: the others hold
    it on the same days, and nothing is asked of them.
    """
    share = cohort.shares.get(module.id)
    if share is None:
        return cohort.groups(module)
    way, *others = share.ways
    if others or way.chosen is not None or way.cluster is None:
        return None
    return cohort.groups(module) or None


def comes(trainer: Trainer) -> Weekdays:
    """Return the weekdays on which a trainer comes from morning to evening."""
    return frozenset(day for day in WORKING_WEEK if all((day, half) in trainer.availability for half in Half))


def _largest(each: Mapping[str, Weekdays], count: int) -> list[Weekdays]:
    """Return the largest sets of weekdays on which so many trainers come, the same ones on all of them."""
    every = [
        frozenset(some) for size in range(len(WORKING_WEEK) + 1) for some in combinations(WORKING_WEEK, size)
    ]
    possible = [some for some in every if sum(some <= days for days in each.values()) >= count]
    return [some for some in possible if not any(some < other for other in possible)]
