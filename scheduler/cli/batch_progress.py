"""How a batch goes, on the standard error: a live bar on a terminal, a line per centre elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import click

from scheduler.cli.batch_answers import kept_told, line
from scheduler.cli.figures import clock
from scheduler.cli.interrupts import stopped_by_signals
from scheduler.cli.terminal import drawn_on
from scheduler.text import N_, _

if TYPE_CHECKING:
    from rich.console import RenderableType

    from scheduler.commands.batch.engine import Engine
    from scheduler.commands.batch.run import Batch, Standing
    from scheduler.exchange.output.batch import Result

TICK = 0.1
"""Seconds between two looks at the engine."""

NAMED = 6
"""Running centres that are named."""

FAREWELL = N_("Interrupted: what was finished is written; the summary may lack it. Start again to go on.")

Tell = Callable[["Result | None"], None]
"""Told at each look: of the centre that ended, or None if none did."""


def follow(batch: "Batch", start: "Callable[[], Engine]", quiet: bool) -> None:
    """Have `batch` done by the engine that `start` gives, show how it goes, and let Ctrl-C end it."""
    with stopped_by_signals(batch.stop, FAREWELL), start() as engine:
        batch.begin(engine)
        with _display(batch, engine, quiet) as tell:
            while not batch.over:
                tell(batch.step(engine, TICK))


def time_left(seconds: float | None) -> str:
    """Return how long it will still take, roughly; empty if nothing tells yet."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return _("about {minutes} min left").format(minutes=minutes)
    return _("about {hours} h {minutes} left").format(hours=minutes // 60, minutes=f"{minutes % 60:02}")


def _display(batch: "Batch", engine: "Engine", quiet: bool) -> AbstractContextManager[Tell]:
    if quiet:
        return _nothing()
    return _live(batch, engine) if sys.stderr.isatty() else _lines(batch, engine)


@contextmanager
def _nothing() -> Iterator[Tell]:
    yield lambda result: None


@contextmanager
def _lines(batch: "Batch", engine: "Engine") -> Iterator[Tell]:
    """Print a line for each centre that ends, and one when the batch is to stop."""
    standing = batch.standing(engine)
    if standing.kept:
        click.echo(kept_told(standing.kept), err=True)
    if not engine.slots:
        click.echo(_("The cluster has no worker yet: waiting for one."), err=True)

    stop_told = False

    def tell(result: "Result | None") -> None:
        nonlocal stop_told
        if batch.stopped and not stop_told:
            stop_told = True
            click.echo(_("Stopping, keeping what was found. Ctrl-C again: give up."), err=True)
        if result is None:
            return
        now = batch.standing(engine)
        rest = (
            ""
            if batch.stopped or batch.over
            else ", ".join(filter(None, (time_left(now.remaining), _running(now))))
        )
        head = f"{clock(now.elapsed)}  {_count(now)}  {click.unstyle(line(result))}"
        click.echo(f"{head}  ({rest})" if rest else head, err=True)

    yield tell


@contextmanager
def _live(batch: "Batch", engine: "Engine") -> Iterator[Tell]:
    """Draw a bar that follows the batch, with what has no plan above it; wiped at the end."""
    from rich.console import Console, Group
    from rich.live import Live
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    console = Console(file=drawn_on(sys.stderr))

    def picture() -> "RenderableType":
        now = batch.standing(engine)
        head = Table.grid(padding=(0, 2))
        bar = ProgressBar(total=now.total, completed=now.done, width=30)
        head.add_row(
            bar, Text(_count(now), "bold"), Text(clock(now.elapsed), "cyan"), time_left(now.remaining)
        )
        if batch.stopped:
            help_line = _("Stopping, keeping what was found. Ctrl-C again: give up.")
        else:
            help_line = _("Ctrl-C: stop here, keeping what was found.")
        return Group(head, Text(f"  {_running(now)}"), Text(f"  {help_line}", "dim"))

    # The engine belongs to this thread: the picture is drawn here too, between two looks.
    with Live(picture(), console=console, auto_refresh=False, transient=True) as live:

        def tell(result: "Result | None") -> None:
            if result is not None and not result.has_plan:
                live.console.print(Text.from_ansi(line(result)))
            live.update(picture(), refresh=True)

        yield tell


def _count(standing: "Standing") -> str:
    return f"{standing.done}/{standing.total}"


def _running(standing: "Standing") -> str:
    """Return the names of what runs; empty if nothing does."""
    if not standing.running:
        return ""
    names = ", ".join(standing.running[:NAMED]) + (", …" if len(standing.running) > NAMED else "")
    return _("running: {names}").format(names=names)
