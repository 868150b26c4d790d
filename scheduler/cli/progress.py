"""How a search goes, on the standard error: live on a terminal, a few lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli.figures import clock, percent
from scheduler.cli.terminal import drawn_on
from scheduler.errors import placed
from scheduler.text import _

if TYPE_CHECKING:
    from rich.console import RenderableType

    from scheduler.commands.background import Background
    from scheduler.solve import Progress

EVERY = 5.0
"""Seconds between two plain lines of one stage."""

TICK = 0.1
"""Seconds between two looks at the search."""


def watch(work: "Background[Any]", seconds: float | None, quiet: bool) -> None:
    """Show how `work` goes until it is over, or overdue.

    Parameters
    ----------
    seconds
        When it will end at the latest; None if no clock says so.
    """
    with _display(work, seconds, quiet) as tick:
        while not work.wait(TICK) and not work.overdue(seconds):
            tick()


def standing(progress: "Progress") -> str:
    """Return the best cost, the bound and the gap, in a line; empty if nothing is known yet."""
    if progress.best is None or progress.gap is None:
        return _("no plan yet, proved bound {bound}").format(bound=progress.bound) if progress.bound else ""
    return _("best cost {best}, proved bound {bound}, gap {gap}").format(
        best=progress.best, bound=progress.bound, gap=percent(progress.gap)
    )


def _display(
    work: "Background[Any]", seconds: float | None, quiet: bool
) -> AbstractContextManager[Callable[[], None]]:
    if quiet:
        return _nothing()
    return _live(work, seconds) if sys.stderr.isatty() else _lines(work)


@contextmanager
def _nothing() -> Iterator[Callable[[], None]]:
    yield lambda: None


@contextmanager
def _lines(work: "Background[Any]") -> Iterator[Callable[[], None]]:
    """Print a line for each stage, each few seconds for what improved meanwhile, and at the end."""
    said: tuple[str, int | None, int] | None = None
    at = 0.0

    def tick(last: bool = False) -> None:
        nonlocal said, at
        progress = work.progress()
        if progress is None:
            return
        now = (progress.stage, progress.best, progress.bound)
        new_stage = said is None or said[0] != now[0]
        first_plan = said is not None and said[1] is None and now[1] is not None
        if new_stage or first_plan or (now != said and (last or progress.elapsed - at >= EVERY)):
            line = (
                placed(_(progress.stage), state, named=True)
                if (state := standing(progress))
                else _(progress.stage)
            )
            click.echo(f"{clock(progress.elapsed)}  {line}", err=True)
            said, at = now, progress.elapsed

    yield tick
    tick(last=True)
    if work.stopped:
        click.echo(_("Stopped, keeping what was found."), err=True)


@contextmanager
def _live(work: "Background[Any]", seconds: float | None) -> Iterator[Callable[[], None]]:
    """Draw three lines that follow the search, and wipe them at its end."""
    from rich.console import Console, Group
    from rich.live import Live
    from rich.spinner import Spinner
    from rich.text import Text

    console = Console(file=drawn_on(sys.stderr))
    spinner = Spinner("dots" if console.encoding.lower().startswith("utf") else "line", style="cyan")

    def picture() -> "RenderableType":
        progress = work.progress()
        if progress is None:
            spinner.update(text=Text(_("Loading the solver")))
            return spinner
        limit = f" / {clock(seconds)}" if seconds is not None else ""
        title = Text.assemble(
            (_(progress.stage), "bold"), "  ", (f"{clock(progress.elapsed)}{limit}", "cyan")
        )
        spinner.update(text=title)
        if work.stopped:
            help_line = _("Stopping, keeping what was found. Ctrl-C again: give up.")
        else:
            help_line = _("Ctrl-C: stop here, keeping what was found.")
        lines = (standing(progress), "not dim"), (help_line, "dim")
        return Group(spinner, *(Text(f"  {line}", style) for line, style in lines if line))

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
