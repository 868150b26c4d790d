"""Wait for long work: show how it goes, and let Ctrl-C end it."""

import time
from typing import TypeVar

from scheduler.cli.interrupts import stopped_by_signals
from scheduler.cli.progress import watch
from scheduler.commands.background import Background

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds after its time at which work that has not ended is left behind, with what it has."""


def attend(work: Background[T], seconds: float | None, quiet: bool) -> T:
    """Start `work`, watch it, and return its result.

    Parameters
    ----------
    seconds
        When it will end at the latest, if a clock says so.
    quiet
        True to show nothing.
    """
    until = None if seconds is None else time.monotonic() + seconds + PATIENCE
    with stopped_by_signals(work.stop):
        work.start()
        watch(work, seconds, quiet, until)
        if work.late(until):
            work.leave()
    return work.result()
