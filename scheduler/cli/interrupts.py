"""Ctrl-C during a search: once to stop and keep the best plan, twice to give up."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click

from scheduler.cli.failures import Interrupted
from scheduler.text import N_, _


@contextmanager
def stopped_by_ctrl_c(
    stop: Callable[[], None], farewell: str = N_("Interrupted: nothing was written.")
) -> Iterator[None]:
    """Call `stop` at the first Ctrl-C inside the ``with`` block; end the process at the second.

    Parameters
    ----------
    farewell
        What is said at the end of the process, to be translated.
    """
    asked = False

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        stop()

    before = signal.signal(signal.SIGINT, handle)
    try:
        yield
    except KeyboardInterrupt:
        click.echo(_(farewell), err=True)
        sys.stdout.flush()
        sys.stderr.flush()
        # Leaving in the usual way would tear Python down under the threads of the solver.
        os._exit(Interrupted.exit_code)
    finally:
        signal.signal(signal.SIGINT, before)
