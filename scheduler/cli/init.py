"""``scheduler init``: the workbook to fill in."""

from pathlib import Path

import click

from scheduler.cli.options import CURRICULA
from scheduler.cli.spoken import OPTIONS, Command, argument, option
from scheduler.cli.usage import Misuse
from scheduler.cli.values import PATH
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Write the workbook to fill in.\n\n"
        "FILE.xlsx is made: one sheet per table, with drop-down lists, notes, and one example line "
        "per sheet that is not read. An existing file is never overwritten. With --anonymous it holds "
        "your own case without names, which you can send to somebody for help. With --absences it is the "
        "table in which the absences of a plan's learners are written down, for “scheduler export”."
    ),
    short_help=N_("Write the workbook to fill in."),
    examples=(
        "scheduler init centre.xlsx",
        "scheduler init --demo demo.xlsx",
        "scheduler init case.xlsx --anonymous centre.xlsx",
        "scheduler init absences.xlsx --absences planning/plan.json",
    ),
)
@argument("file", metavar=N_("FILE.xlsx"), type=PATH)
@option("--demo", is_flag=True, help=N_("Fill it with the demo centre, to see what a full one looks like."))
@option(
    "--anonymous",
    "source",
    metavar=N_("INPUT"),
    type=PATH,
    help=N_(
        "Fill it with the case of INPUT (a workbook, a folder of tables or a plan.json) without names: "
        "people, places, employers, identifiers and free texts are replaced, the answer stays the same."
    ),
)
@option(
    "--absences",
    "plan",
    metavar=N_("PLAN"),
    type=PATH,
    help=N_(
        "Write the table of learners' absences instead, empty, with the learners of PLAN (a plan.json) in a "
        "list to choose from. Filled in, it goes to “scheduler export --missed”."
    ),
)
@CURRICULA
def init(file: Path, demo: bool, source: Path | None, plan: Path | None, curricula: Path | None) -> None:
    """Write an empty or a filled workbook."""
    from scheduler.commands.init import write_absences, write_anonymous, write_workbook

    if sum((demo, source is not None, plan is not None)) > 1:
        raise Misuse(_("--demo, --anonymous and --absences do not go together."))
    if curricula is not None and source is None:
        raise Misuse(_("--curricula goes with --anonymous."))
    if plan is not None:
        click.echo(_("Written: {file}").format(file=write_absences(file, plan)))
        click.echo(_("Next: write down each half-day that a learner missed, save it, then run"))
        click.echo(
            f"  scheduler export {shell_word(plan)} --to pdf ledger --missed {shell_word(file)} -o papers"
        )
        return
    if source is not None:
        case, own = write_anonymous(file, source, curricula)
        for path in filter(None, (case, own)):
            click.echo(_("Written: {file}").format(file=path))
        click.echo(
            _("Dates, days and hours are kept. Look through it before you send it; whoever helps runs")
        )
        given = f" --curricula {shell_word(file.with_name(own.name))}" if own else ""
        click.echo(f"  scheduler solve {shell_word(file)}{given} -o planning")
        return
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
