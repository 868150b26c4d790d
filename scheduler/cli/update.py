"""``scheduler update``: take over what somebody edited in a calendar."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.options import CURRICULA, DETERMINISTIC, QUIET, SEED, TODAY, time_limit
from scheduler.cli.spoken import Command, argument, option
from scheduler.cli.terminal import print_json
from scheduler.cli.values import PATH
from scheduler.text import N_, _

if TYPE_CHECKING:
    from scheduler.commands.update import UpdateDelivery, UpdateOrder
    from scheduler.repair.edits import Answered


@click.command(
    cls=Command,
    options_metavar=N_("-o FOLDER [OPTIONS]"),
    help=N_(
        "Take over what you edited in a calendar: each edit is kept, kept with what had to move because of "
        "it, or refused.\n\n"
        "Edit the sheet of sessions of a calendar.xlsx: other dates, another trainer, room or module, rows "
        "added or deleted, “fixed” in the column of pins. The new calendar answers each edit, and keeps your "
        "own columns, comments and sheets. Exit code 0: all edits are kept; 1: some are refused; 2: the "
        "calendar or an option is wrong."
    ),
    short_help=N_("Take over what you edited in a calendar."),
    examples=(
        "scheduler update planning/calendar.xlsx -o planning-2",
        "scheduler update planning/calendar.xlsx --dry-run",
    ),
)
@argument("calendar", metavar=N_("CALENDAR"), type=PATH)
@option(
    "-o",
    "--output",
    "folder",
    metavar=N_("FOLDER"),
    type=PATH,
    help=N_("Where to write; made if it does not exist."),
)
@option("--dry-run", is_flag=True, help=N_("Say what would become of each edit, and write nothing."))
@option(
    "--ways-out",
    is_flag=True,
    help=N_("Take the time to say what could be conceded for the edits that are refused."),
)
@option(
    "--tables",
    metavar=N_("INPUT"),
    type=PATH,
    help=N_("The centre's tables, for what the calendar does not carry: names of learners, employers."),
)
@TODAY
@CURRICULA
@time_limit(60)
@SEED
@DETERMINISTIC
@option("--json", "as_json", is_flag=True, help=N_("Print the answers as JSON, for other programs."))
@QUIET
@click.pass_context
def update(
    ctx: click.Context,
    calendar: Path,
    folder: Path | None,
    dry_run: bool,
    ways_out: bool,
    tables: Path | None,
    today: date | None,
    curricula: Path | None,
    time_limit: float,
    seed: int,
    deterministic: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read, answer, write, and say what became of each edit."""
    from scheduler.cli.attend import attend
    from scheduler.cli.interrupts import stopped_by_signals
    from scheduler.commands.edits_told import as_data, lines
    from scheduler.commands.update import Updating, deliver, take
    from scheduler.domain.search import Limits
    from scheduler.exchange.output.changes import rows

    if folder is None and not dry_run:
        raise click.UsageError(_("Say where to write (-o FOLDER), or --dry-run to write nothing."))
    order = take(calendar, None if dry_run else folder, today, tables, curricula)
    for note in order.notes:
        click.echo(_("Warning: {warning}").format(warning=note), err=True)
    updating = Updating(order, Limits(time_limit, seed, 1, deterministic), ways_out)
    answered = attend(updating, None if deterministic else time_limit, quiet)
    with stopped_by_signals(lambda: None):
        delivery = deliver(order, answered, seed)
    if as_json:
        data = {
            "edits": as_data(order, answered),
            "count": len(delivery.report.changes),
            "changes": rows(delivery.report.changes),
        }
        print_json(data)
    else:
        click.echo("\n".join(_told(order, answered, delivery)))
    ctx.exit(1 if any(x.verdict == "refused" for x in lines(order, answered)) else 0)


def _told(order: "UpdateOrder", answered: "Answered", delivery: "UpdateDelivery") -> list[str]:
    from scheduler.cli.answers import files
    from scheduler.cli.changes import change_lines, notice_lines
    from scheduler.cli.figures import item
    from scheduler.commands.edits_told import lines

    colours = {"kept": "green", "kept_with_moves": "yellow", "refused": "red"}
    told = []
    for line in lines(order, answered):
        told.append(f"{click.style(line.said, fg=colours[line.verdict], bold=True)} · {line.what}")
        told += [item(line.why)] if line.why else []
    if not told:
        told.append(_("Nothing was edited in this calendar."))
    told += ["", *change_lines(delivery.report.changes), *notice_lines(delivery.report)]
    if delivery.files:
        told += ["", *files(delivery.files)]
    return told
