"""Which kinds of change make a plan possible only together."""

from collections.abc import Sequence

from scheduler.domain.instance import Instance
from scheduler.explain.ask import Answer, Asker
from scheduler.explain.change import Change, Kind, made
from scheduler.explain.relief import Relief
from scheduler.explain.shrink import shrink
from scheduler.text import _


def joint(instance: Instance, kinds: Sequence[Kind], ask: Asker) -> Relief:
    """Return changes that do together: all at first, put back one by one while a plan remains.

    The hardest to make in practice are put back first, so the easiest remain.
    """
    changes_of = {kind: kind.of(instance) for kind in kinds}

    def possible(some: Sequence[Kind]) -> Answer:
        return ask.plan_exists(made(instance, [x for kind in some for x in changes_of[kind]]))

    answer = possible(kinds)
    if answer is not Answer.YES:
        every = [change for changes in changes_of.values() for change in changes]
        titles = tuple(_(kind.title) for kind in kinds)
        relief = Relief.of(every, answer)
        return Relief(relief.codes, "", titles, answer)
    left, sure = shrink(kinds[::-1], possible)
    kept = {kind: changes_of[kind] for kind in left[::-1]}
    for kind in tuple(kept):
        kept[kind], narrowed = _narrowed(instance, kind, kept, ask)
        sure = sure and narrowed
    return Relief.of([x for changes in kept.values() for x in changes], Answer.YES, fewest=sure)


def _narrowed(
    instance: Instance, kind: Kind, kept: dict[Kind, tuple[Change, ...]], ask: Asker
) -> tuple[tuple[Change, ...], bool]:
    others = [x for other, changes in kept.items() if other is not kind for x in changes]
    return shrink(kept[kind], lambda some: ask.plan_exists(made(instance, [*others, *some])))
