"""How a search goes, on the standard error: live on a terminal, a few lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import clock, percent
from scheduler.text import _

if TYPE_CHECKING:
    from rich.console import RenderableType

    from scheduler.commands.solving import Solving
    from scheduler.solve import Progress

EVERY = 5.0
"""Seconds between two plain lines of one stage."""

TICK = 0.1
"""Seconds between two looks at the search."""


def watch(solving: "Solving", seconds: float | None, quiet: bool) -> None:
    """Show how `solving` goes until it is over.

    Parameters
    ----------
    seconds
        When the search will end at the latest; None if no clock says so.
    """
    with _display(solving, seconds, quiet) as tick:
        while not solving.wait(TICK):
            tick()


def standing(progress: "Progress") -> str:
    """Return the best cost, the bound and the gap, in a line."""
    if progress.best is None or progress.gap is None:
        bound = _("proved bound {bound}").format(bound=progress.bound) if progress.bound else ""
        return ", ".join(filter(None, (_("no plan yet"), bound)))
    return _("best cost {best}, proved bound {bound}, gap {gap}").format(
        best=progress.best, bound=progress.bound, gap=percent(progress.gap)
    )


def _display(
    solving: "Solving", seconds: float | None, quiet: bool
) -> AbstractContextManager[Callable[[], None]]:
    if quiet:
        return _nothing()
    return _live(solving, seconds) if sys.stderr.isatty() else _lines(solving)


@contextmanager
def _nothing() -> Iterator[Callable[[], None]]:
    yield lambda: None


@contextmanager
def _lines(solving: "Solving") -> Iterator[Callable[[], None]]:
    """Print a line for each stage, and each few seconds for what improved meanwhile."""
    said: tuple[str, int | None, int] | None = None
    at = 0.0

    def tick() -> None:
        nonlocal said, at
        progress = solving.progress()
        if progress is None:
            return
        now = (progress.stage, progress.best, progress.bound)
        new_stage = said is None or said[0] != now[0]
        if new_stage or (now != said and progress.elapsed - at >= EVERY):
            line = f"{clock(progress.elapsed)}  {_(progress.stage)}: {standing(progress)}"
            click.echo(line, err=True)
            said, at = now, progress.elapsed

    yield tick
    if solving.stopped:
        click.echo(_("Stopped: the best plan found is kept."), err=True)


@contextmanager
def _live(solving: "Solving", seconds: float | None) -> Iterator[Callable[[], None]]:
    """Draw three lines that follow the search, and wipe them at its end."""
    from rich.console import Console, Group
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    console = Console(stderr=True)
    spinner = Spinner("dots" if console.encoding.lower().startswith("utf") else "line", style="cyan")

    def picture() -> "RenderableType":
        progress = solving.progress()
        if progress is None:
            spinner.update(text=Text(_("Loading the solver")))
            return spinner
        limit = f" / {clock(seconds)}" if seconds is not None else ""
        title = Text.assemble(
            (_(progress.stage), "bold"), "  ", (f"{clock(progress.elapsed)}{limit}", "cyan")
        )
        spinner.update(text=title)
        if solving.stopped:
            help_line = _("Stopping: the best plan found is kept. Ctrl-C again to give up.")
        else:
            help_line = _("Ctrl-C to stop here and keep the best plan found.")
        return Group(spinner, Text(f"  {standing(progress)}"), Text(f"  {help_line}", "dim"))

    live = Live(
        get_renderable=picture,
        console=console,
        refresh_per_second=8,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    with live:
        yield lambda: None
