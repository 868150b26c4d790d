"""Signals during work: the first stops it and keeps the best plan, the second gives up."""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from scheduler.cli.failures import Interrupted
from scheduler.text import N_, _

NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Ctrl-C, a polite end, a terminal that is closed, and Ctrl-Break; no system has all of them."""


@contextmanager
def stopped_by_signals(
    stop: Callable[[], None], farewell: str = N_("Interrupted: nothing was written.")
) -> Iterator[None]:
    """Call `stop` at the first signal inside the ``with`` block; end the process at the second.

    A signal that whoever started the process had it ignore (``nohup``) stays ignored.

    Parameters
    ----------
    farewell
        What is said at the end of the process, to be translated.
    """
    asked = False

    def handle(number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if number == getattr(signal, "SIGHUP", None):
            _leave_the_terminal()
        if asked:
            raise KeyboardInterrupt
        asked = True
        stop()

    known = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in known}
    heeded = [number for number in known if before[number] != signal.SIG_IGN]
    for number in heeded:
        signal.signal(number, handle)
    try:
        yield
    except KeyboardInterrupt:
        click.echo(_(farewell), err=True)
        sys.stdout.flush()
        sys.stderr.flush()
        # Leaving in the usual way would tear Python down under the threads of the solver.
        os._exit(Interrupted.exit_code)
    finally:
        for number in heeded:
            signal.signal(number, before[number])


def _leave_the_terminal() -> None:
    """Say nothing more to a terminal that is gone: an error there would cost the plan."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            if os.isatty(stream.fileno()):
                os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
