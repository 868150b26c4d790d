"""``scheduler init``: the workbook to fill in."""

from pathlib import Path

import click

from scheduler.cli.spoken import OPTIONS, Command, argument, option
from scheduler.cli.values import PATH
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Write the workbook to fill in.\n\n"
        "FILE.xlsx is made: one sheet per table, with drop-down lists, notes, and one example line "
        "per sheet that is not read. An existing file is never overwritten."
    ),
    short_help=N_("Write the workbook to fill in."),
    examples=("scheduler init centre.xlsx", "scheduler init --demo demo.xlsx"),
)
@argument("file", metavar=N_("FILE.xlsx"), type=PATH)
@option("--demo", is_flag=True, help=N_("Fill it with the demo centre, to see what a full one looks like."))
def init(file: Path, demo: bool) -> None:
    """Write an empty or a filled workbook."""
    from scheduler.commands.init import write_workbook

    written = write_workbook(file, demo=demo)
    click.echo(_("Written: {file}").format(file=written))
    if not demo:
        click.echo(_("Next: fill in its sheets (the first one explains how), save it, then run"))
    else:
        click.echo(_("Next: look at its sheets, change what you like, then run"))
    click.echo(f"  scheduler solve {shell_word(file)} -o planning")


def shell_word(path: Path) -> str:
    """Return `path` as it is to be typed: between quotation marks if it has blanks."""
    return f'"{path}"' if " " in str(path) else str(path)
