"""The command ``scheduler``."""

import contextlib
import io
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Any

import click

import scheduler
from scheduler.cli.audit import audit
from scheduler.cli.batch import batch
from scheduler.cli.catch_up import catch_up
from scheduler.cli.check import check
from scheduler.cli.compare import compare
from scheduler.cli.curricula import curricula
from scheduler.cli.diff import diff
from scheduler.cli.explain import explain
from scheduler.cli.export import export
from scheduler.cli.failures import failures_told, told_in_full
from scheduler.cli.init import init
from scheduler.cli.language import language_asked
from scheduler.cli.migrate import migrate
from scheduler.cli.quiet import quiet
from scheduler.cli.repair import repair
from scheduler.cli.solve import solve
from scheduler.cli.spoken import OPTIONS, SUBCOMMAND, Group, SpokenOption
from scheduler.cli.terminal import POOR, Harmless
from scheduler.cli.update import update
from scheduler.cli.why import why
from scheduler.commands.background import THREAD
from scheduler.text import N_, use


class Root(Group):
    """The top command: it knows the language first, and tells every failure."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Read the command line; Ctrl-C is told here too."""
        with failures_told():
            return super().make_context(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Speak the language asked for, wherever in `args`, then parse them."""
        use(language_asked(args, os.environ))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, and turn what goes wrong into a message and an exit code."""
        with ctrl_c_raised(), failures_told():
            return super().invoke(ctx)


@contextlib.contextmanager
def ctrl_c_raised() -> Iterator[None]:
    """Have Ctrl-C raise an exception inside the ``with`` block; before and after, it ends the process."""
    before = signal.getsignal(signal.SIGINT)
    if before is quiet:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def show_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    """Print the version and leave, if `asked`."""
    if asked and not ctx.resilient_parsing:
        click.echo(f"scheduler {scheduler.__version__}")
        ctx.exit()


root = Root(
    "scheduler",
    # The modules of the commands are light: each loads what it needs when it runs.
    commands={
        "init": init,
        "solve": solve,
        "explain": explain,
        "batch": batch,
        "check": check,
        "diff": diff,
        "compare": compare,
        "export": export,
        "repair": repair,
        "update": update,
        "migrate": migrate,
        "why": why,
        "catch-up": catch_up,
        "audit": audit,
        "curricula": curricula,
    },
    params=[
        SpokenOption(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=show_version,
            help=N_("Show the version and exit."),
        ),
    ],
    show_language=True,
    options_metavar=OPTIONS,
    subcommand_metavar=SUBCOMMAND,
    help=N_(
        "Training calendars in alternance for medical assistants.\n\n"
        "You write down your centre in a workbook; the program finds the calendar of every cohort, "
        "proves how good it is, checks it, and writes it as an Excel workbook."
    ),
    examples=(
        "scheduler init --demo centre.xlsx",
        "scheduler solve centre.xlsx -o planning",
        "scheduler check planning/calendar.xlsx",
    ),
)


def main() -> None:
    """Run the command with the arguments of the process, and exit."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show an accent shows a question mark: no message is lost to it.
        with contextlib.suppress(AttributeError, io.UnsupportedOperation):
            stream.reconfigure(errors=POOR)  # type: ignore[union-attr]
    sys.stdout, sys.stderr = Harmless(sys.stdout), Harmless(sys.stderr)  # type: ignore[assignment]
    try:
        with told_in_full():
            root(prog_name="scheduler")
    except SystemExit as end:
        _end_at_once(end.code)
        raise


def _end_at_once(code: object) -> None:
    """End the process without waiting, if work was left behind: its thread and processes would hold it up."""
    if not any(thread.name == THREAD for thread in threading.enumerate()):
        return
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    # Those still being loaded would keep the output open, and whoever reads it waiting.
    for child in multiprocessing.active_children():
        child.kill()
    os._exit(code if isinstance(code, int) else 0 if code is None else 1)
