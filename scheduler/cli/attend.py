"""Wait for long work: show how it goes, and let Ctrl-C end it."""

from typing import TypeVar

from scheduler.cli.interrupts import stopped_by_signals
from scheduler.cli.progress import watch
from scheduler.commands.background import Background

T = TypeVar("T")


def attend(work: Background[T], seconds: float | None, quiet: bool) -> T:
    """Start `work`, watch it, and return its result.

    Parameters
    ----------
    seconds
        When it will end at the latest, if a clock says so.
    quiet
        True to show nothing.
    """
    with stopped_by_signals(work.stop):
        work.start()
        watch(work, seconds, quiet)
        if work.overdue(seconds):
            work.leave()
    return work.result()
