"""Minimal correction sets: the fewest changes after which a plan exists, found by asking again and again."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from scheduler.domain.instance import Instance
from scheduler.explain.correction_set import CorrectionSet
from scheduler.explain.corrections.correction import Correction, CorrectionFamily, made
from scheduler.explain.oracle import Answer, Oracle
from scheduler.text import _

FEW = 6
"""Facts of one family that are tried one by one, so that every alternative is told."""

Thing = TypeVar("Thing")


def singles(
    instance: Instance, families: Sequence[CorrectionFamily], ask: Oracle, narrow: Oracle
) -> tuple[list[CorrectionSet], CorrectionSet | None]:
    """Return correction sets for the families that do alone, and one for those of which this is not known.

    Parameters
    ----------
    ask, narrow
        Asked about whole families, and about the facts of a family that does.
    """
    answers = {family: ask.plan_exists(made(instance, family.of(instance))) for family in families}
    found: list[CorrectionSet] = []
    for family, answer in answers.items():
        if answer is Answer.YES:
            found += _narrowed(instance, family, family.of(instance), narrow)
    unknown = [family for family, answer in answers.items() if answer is Answer.UNKNOWN]
    if not unknown:
        return found, None
    codes = sorted({code for family in unknown for change in family.of(instance) for code in change.codes})
    titles = tuple(_(family.title) for family in unknown)
    return found, CorrectionSet(tuple(codes), "", titles, Answer.UNKNOWN, together=False)


def _narrowed(
    instance: Instance, family: CorrectionFamily, changes: Sequence[Correction], ask: Oracle
) -> list[CorrectionSet]:
    """Return what is left of a family that does: single facts if they do, else as few as are needed."""
    if len(changes) == 1:
        return [CorrectionSet.of(changes, Answer.YES)]
    if len(changes) <= FEW:
        alone = [x for x in changes if ask.plan_exists(x.make(instance)) is Answer.YES]
        if alone:
            return [CorrectionSet.of([change], Answer.YES) for change in alone]
    few, fewest = shrink(changes, lambda some: ask.plan_exists(made(instance, some)))
    if len(few) == len(changes) and not fewest:
        return [CorrectionSet.of(changes, Answer.YES, title=_(family.title), fewest=False)]
    return [CorrectionSet.of(few, Answer.YES, fewest=fewest)]


def joint(instance: Instance, families: Sequence[CorrectionFamily], ask: Oracle) -> CorrectionSet:
    """Return changes that do together: all at first, put back one by one while a plan remains.

    The hardest to make in practice are put back first, so the easiest remain.
    """
    changes_of = {family: family.of(instance) for family in families}

    def possible(some: Sequence[CorrectionFamily]) -> Answer:
        return ask.plan_exists(made(instance, [x for family in some for x in changes_of[family]]))

    answer = possible(families)
    if answer is not Answer.YES:
        every = [change for changes in changes_of.values() for change in changes]
        titles = tuple(_(family.title) for family in families)
        codes = CorrectionSet.of(every, answer).codes
        return CorrectionSet(codes, "", titles, answer)
    left, sure = shrink(families[::-1], possible)
    kept = {family: changes_of[family] for family in left[::-1]}
    for family in tuple(kept):
        kept[family], narrowed = _narrowed_beside(instance, family, kept, ask)
        sure = sure and narrowed
    return CorrectionSet.of([x for changes in kept.values() for x in changes], Answer.YES, fewest=sure)


def _narrowed_beside(
    instance: Instance,
    family: CorrectionFamily,
    kept: dict[CorrectionFamily, tuple[Correction, ...]],
    ask: Oracle,
) -> tuple[tuple[Correction, ...], bool]:
    others = [x for other, changes in kept.items() if other is not family for x in changes]
    return shrink(kept[family], lambda some: ask.plan_exists(made(instance, [*others, *some])))


def shrink(
    things: Sequence[Thing], suffice: Callable[[Sequence[Thing]], Answer]
) -> tuple[tuple[Thing, ...], bool]:
    """Return as few of `things` as suffice, and whether it is proved that none can be spared.

    `things` are known to suffice together. Halves are tried first, then one thing after
    the other is left out, the first ones most readily.
    """
    kept, sure = list(things), True
    while len(kept) > 2:
        middle = len(kept) // 2
        half = next((x for x in (kept[middle:], kept[:middle]) if suffice(x) is Answer.YES), None)
        if half is None:
            break
        kept = half
    for thing in tuple(kept):
        if len(kept) == 1:
            break
        rest = [x for x in kept if x is not thing]
        answer = suffice(rest)
        if answer is Answer.YES:
            kept = rest
        elif answer is Answer.UNKNOWN:
            sure = False
    return tuple(kept), sure
