"""The smallest cause: facts that leave no plan together, though all others are left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from scheduler.domain.cluster import units
from scheduler.domain.instance import Instance
from scheduler.explain.facts import FAMILIES
from scheduler.explain.facts.fact import Fact, FactFamily, left_out
from scheduler.explain.minimal import minimal
from scheduler.explain.oracle import Answer, Oracle, only
from scheduler.solve.counting import COUNTS, first_at_odds, ruled_out
from scheduler.text import _

_IMPOSSIBLE = {Answer.NO: Answer.YES, Answer.YES: Answer.NO, Answer.UNKNOWN: Answer.UNKNOWN}
"""Whether facts suffice to leave no plan, from whether a plan exists."""


@dataclass(frozen=True)
class Untold:
    """Facts of one kind that were not told apart in time: what they are together, and their rules."""

    title: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Cause:
    """Why there is no plan.

    Attributes
    ----------
    cohorts
        The cohorts that have no plan by themselves, all others left aside.
    facts
        What leaves them none, even if no other fact of the tables or the curricula held.
    families
        Kinds of facts among which those are that were not told apart in time.
    smallest
        True if it is proved that with any of the facts less there is a plan; where counting found it,
        that counting finds no cause any more.
    """

    cohorts: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    families: tuple[Untold, ...] = ()
    smallest: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """Each fact, then each family whose facts were not told apart, in words."""
        return tuple(fact.said for fact in self.facts) + tuple(_(family.title) for family in self.families)


def stuck(instance: Instance, ask: Oracle) -> tuple[tuple[str, ...], ...]:
    """Return the units of cohorts that seem to have no plan though all others were left aside."""
    counted = replace(ask, counting=COUNTS if ruled_out(instance) else ())
    return tuple(unit for unit in _moving(instance, ask) if _alone(instance, unit, counted) is Answer.NO)


def _moving(instance: Instance, ask: Oracle) -> list[tuple[str, ...]]:
    """Return the units of which not every cohort has to stay as it is."""
    return [unit for unit in units(instance) if not ask.staying.issuperset(unit)]


def _alone(instance: Instance, cohorts: Sequence[str], ask: Oracle) -> Answer:
    """Return whether some cohorts have a plan beside those that have to stay, all others left aside."""
    return ask.plan_exists(only(instance, {*cohorts, *ask.staying}))


def cause(instance: Instance, ask: Oracle) -> Cause | None:
    """Return why `instance` has no plan; None if that was not found in time.

    By counting alone, where counting finds an obstacle.
    """
    ask = replace(ask, counting=first_at_odds(instance))
    parts = _moving(instance, ask)
    alone = next((part for part in parts if _alone(instance, part, ask) is Answer.NO), None)
    if alone is not None:
        cohorts = alone
    else:
        some, _sure = minimal(parts, lambda some: _IMPOSSIBLE[_alone(instance, _flat(some), ask)])
        cohorts = _flat(some)
    part = only(instance, {*cohorts, *ask.staying})
    of = {family: facts for family in FAMILIES if (facts := family.of(part))}

    def leave_none(kept: Sequence[Fact]) -> Answer:
        held = set(map(id, kept))
        others = [x for facts in of.values() for x in facts if id(x) not in held]
        return _IMPOSSIBLE[ask.plan_exists(left_out(part, others))]

    def leave_none_beside(others: Sequence[Fact], kept: Sequence[Fact]) -> Answer:
        return leave_none([*others, *kept])

    if leave_none([x for facts in of.values() for x in facts]) is not Answer.YES:
        return None
    kinds, sure = minimal(tuple(of), lambda some: leave_none([x for family in some for x in of[family]]))
    known: dict[FactFamily, tuple[Fact, ...]] = {family: of[family] for family in kinds}
    untold: list[FactFamily] = []
    for family in kinds:
        others = [x for other, facts in known.items() if other is not family for x in facts]
        told, all_told = minimal(known[family], partial(leave_none_beside, others))
        sure = sure and all_told
        known[family] = told
        if not ask.left and len(told) == len(of[family]) > 1:
            untold.append(family)
    facts = tuple(x for family in kinds if family not in untold for x in known[family])
    codes = {family: {code for fact in of[family] for code in fact.codes} for family in untold}
    rest = tuple(Untold(family.title, tuple(sorted(codes[family]))) for family in untold)
    # By counting, a question that finds no obstacle is as good an answer as counting gives.
    return Cause(cohorts, facts, rest, bool(ask.left) and (sure or bool(ask.counting)))


def _flat(some: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for unit in some for name in unit)
