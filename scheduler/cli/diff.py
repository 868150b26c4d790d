"""``scheduler diff``: what differs between two plans."""

from pathlib import Path

import click

from scheduler.cli.spoken import OPTIONS, Command, argument, option
from scheduler.cli.terminal import print_json
from scheduler.cli.values import PATH
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Show what differs between two plans, half-day by half-day.\n\n"
        "OLD and NEW are each a plan.json or a calendar.xlsx, edited or not. Exit code 0: they are equal; "
        "1: they differ; 2: one of them cannot be read."
    ),
    short_help=N_("Show what differs between two plans."),
    examples=(
        "scheduler diff planning/plan.json planning-2/plan.json",
        "scheduler diff planning/plan.json planning/calendar.xlsx -o changes.xlsx",
    ),
)
@argument("old", metavar=N_("OLD"), type=PATH)
@argument("new", metavar=N_("NEW"), type=PATH)
@option(
    "-o",
    "--output",
    "target",
    metavar=N_("FILE"),
    type=PATH,
    help=N_("Also write them as a workbook (.xlsx), in colour."),
)
@option("--json", "as_json", is_flag=True, help=N_("Print the changes as JSON, for other programs."))
@click.pass_context
def diff(ctx: click.Context, old: Path, new: Path, target: Path | None, as_json: bool) -> None:
    """Print the changes, and exit with 1 if there are some."""
    from scheduler.cli.changes import change_lines, notice_lines
    from scheduler.commands.diff import compare, write
    from scheduler.exchange.output.changes import rows

    difference = compare(old, new)
    found = difference.report.changes
    written = write(difference, target) if target is not None else None
    if as_json:
        print_json({"count": len(found), "changes": rows(found)})
    else:
        click.echo("\n".join((*change_lines(found), *notice_lines(difference.report))))
        if written is not None:
            click.echo(_("Changes: {file}").format(file=click.style(str(written), bold=True)))
    ctx.exit(1 if found else 0)
