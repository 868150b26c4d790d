"""Why there is no plan: which facts are at odds, found by solving again with facts left out."""

import time
from collections.abc import Callable
from dataclasses import replace

from scheduler.domain.instance import Instance
from scheduler.domain.settings import Settings
from scheduler.explain.correction_set import CorrectionSet
from scheduler.explain.corrections import FAMILIES
from scheduler.explain.minimal import joint, singles
from scheduler.explain.oracle import Answer, Oracle

SHARE_OF_ONE = 0.25
"""Most of the time that one question may take."""

SHARE_OF_SINGLES = 0.6
"""Time for families by themselves; the rest is for facts of one family, or families that do together."""


def explain(
    instance: Instance,
    settings: Settings,
    stop: Callable[[], bool] | None = None,
    seconds: float = 20.0,
) -> tuple[CorrectionSet, ...]:
    """Return changes after which a plan exists, for an instance that has none.

    Every family of facts is left out or loosened by itself; where a plan then exists, the
    facts of that family are told apart. If no family is found that does by itself, changes
    are sought that do together; a last one names what was not known in time.

    Parameters
    ----------
    instance
        An instance proved impossible; of any other, every change would seem to help.
    stop
        Asked now and then; True ends the search with what is found.
    seconds
        Wall time for all questions; building a large model may take a little longer.
    """
    start, each = time.monotonic(), seconds * SHARE_OF_ONE
    stopped = stop or (lambda: False)
    families = [family for family in FAMILIES if family.of(instance)]
    if not families:
        return ()
    ask = Oracle(settings, stopped, start + SHARE_OF_SINGLES * seconds, each)
    if len(instance.cohorts) > 1:
        ask.focus_on(instance)
    last = replace(ask, until=start + seconds)
    found, unknown = singles(instance, families, ask, last)
    if found:
        return tuple(found)
    together = joint(instance, families, last)
    return (together, unknown) if unknown else (together,)


__all__ = ["Answer", "CorrectionSet", "explain"]
