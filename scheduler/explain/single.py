"""Which single kind of change makes a plan possible, and which fact of that kind."""

from collections.abc import Sequence

from scheduler.domain.instance import Instance
from scheduler.explain.ask import Answer, Asker
from scheduler.explain.change import Change, Kind, made
from scheduler.explain.relief import Relief
from scheduler.explain.shrink import shrink
from scheduler.text import _

FEW = 6
"""Facts of one kind that are tried one by one, so that every alternative is told."""


def singles(
    instance: Instance, kinds: Sequence[Kind], ask: Asker, narrow: Asker
) -> tuple[list[Relief], Relief | None]:
    """Return reliefs for the kinds that do alone, and one for those of which this is not known.

    Parameters
    ----------
    ask, narrow
        Asked about whole kinds, and about the facts of a kind that does.
    """
    answers = {kind: ask.plan_exists(made(instance, kind.of(instance))) for kind in kinds}
    found: list[Relief] = []
    for kind, answer in answers.items():
        if answer is Answer.YES:
            found += _narrowed(instance, kind, kind.of(instance), narrow)
    unknown = [kind for kind, answer in answers.items() if answer is Answer.UNKNOWN]
    if not unknown:
        return found, None
    codes = sorted({code for kind in unknown for change in kind.of(instance) for code in change.codes})
    titles = tuple(_(kind.title) for kind in unknown)
    return found, Relief(tuple(codes), "", titles, Answer.UNKNOWN, together=False)


def _narrowed(instance: Instance, kind: Kind, changes: Sequence[Change], ask: Asker) -> list[Relief]:
    """Return what is left of a kind that does: single facts if they do, else as few as are needed."""
    if len(changes) == 1:
        return [Relief.of(changes, Answer.YES)]
    if len(changes) <= FEW:
        alone = [x for x in changes if ask.plan_exists(x.make(instance)) is Answer.YES]
        if alone:
            return [Relief.of([change], Answer.YES) for change in alone]
    few, fewest = shrink(changes, lambda some: ask.plan_exists(made(instance, some)))
    if len(few) == len(changes) and not fewest:
        return [Relief.of(changes, Answer.YES, title=_(kind.title), fewest=False)]
    return [Relief.of(few, Answer.YES, fewest=fewest)]
