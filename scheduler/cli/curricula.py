"""``scheduler curricula``: which curricula there are, and what is in them."""

from pathlib import Path

import click

from scheduler.cli.spoken import OPTIONS, SUBCOMMAND, Command, Group, argument, option
from scheduler.cli.values import PATH
from scheduler.text import N_

own_folder = option(
    "--curricula",
    "folder",
    metavar=N_("FOLDER"),
    type=PATH,
    help=N_("Folder of your own curricula (.yaml files), besides the shipped ones."),
)


@click.group(
    cls=Group,
    options_metavar=OPTIONS,
    subcommand_metavar=SUBCOMMAND,
    help=N_("Show the curricula: the shipped ones, and your own."),
    short_help=N_("Show the curricula."),
    examples=("scheduler curricula list", "scheduler curricula show cqp-266"),
)
def curricula() -> None:
    """Hold the commands on curricula."""


@curricula.command(
    "list",
    cls=Command,
    options_metavar=OPTIONS,
    help=N_("List the curricula with their hours, days, sessions and months."),
    short_help=N_("List the curricula."),
    examples=("scheduler curricula list", "scheduler curricula list --curricula parcours"),
)
@own_folder
def list_(folder: Path | None) -> None:
    """Print a table of all curricula."""
    from scheduler.cli.curriculum import overview
    from scheduler.commands.curricula import all_curricula

    click.echo(overview(all_curricula(folder)))


@curricula.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Show one curriculum: blocks, modules, hours, public, deadlines, sources and assumptions.\n\n"
        "ID is its identifier, as “scheduler curricula list” gives it."
    ),
    short_help=N_("Show one curriculum."),
    examples=("scheduler curricula show cqp-266",),
)
@argument("name", metavar=N_("ID"))
@own_folder
def show(name: str, folder: Path | None) -> None:
    """Print all that is known of a curriculum."""
    from scheduler.cli.curriculum import description
    from scheduler.commands.curricula import one_curriculum

    click.echo(description(one_curriculum(name, folder)))
