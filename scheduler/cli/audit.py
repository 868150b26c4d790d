"""``scheduler audit``: what a planning made by hand says, and what is wrong with it."""

from datetime import date
from pathlib import Path

import click

from scheduler.cli.spoken import Command, argument, option
from scheduler.cli.terminal import print_json
from scheduler.cli.usage import Misuse
from scheduler.cli.values import PATH, Day, Whole
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=N_("--curriculum ID [OPTIONS]"),
    help=N_(
        "Read a planning made by hand, and say what is wrong with it.\n\n"
        "FILE is an Excel workbook (.xlsx) or a CSV file in whatever shape: one row a day or a half-day, "
        "months across, weeks down. Nothing has to be set up. The answer says what was understood and what "
        "was not, the hours of each module and block, and every rule that is broken and can be judged. "
        "Exit code 0: no such rule is broken and all hours are right; 1: something is broken or missing; "
        "2: the file or an option is wrong."
    ),
    short_help=N_("Judge a planning made by hand."),
    examples=(
        "scheduler audit planning.xlsx --curriculum cqp-266",
        'scheduler audit planning.csv --curriculum cqp-266 --word "Bur.=LOGICIEL"',
        "scheduler audit planning.xlsx --tables centre.xlsx --group CQP266-NANTES",
        "scheduler audit planning.xlsx --curriculum cqp-266 --adopt -o plan",
    ),
)
@argument("file", metavar=N_("FILE"), type=PATH)
@option(
    "--curriculum", metavar="ID", help=N_("Curriculum of the group, as “scheduler curricula list” names it.")
)
@option(
    "--curricula",
    metavar=N_("FOLDER"),
    type=PATH,
    help=N_("Folder of your own curricula (.yaml files), besides the shipped ones."),
)
@option(
    "--territory",
    metavar=N_("TERRITORY"),
    help=N_(
        "Whose public holidays apply: metropole, alsace-moselle, guadeloupe…; mainland France by default."
    ),
)
@option(
    "--start-learners",
    "hired",
    metavar="DATE",
    type=Day(),
    help=N_("When the learners were hired: their deadlines are then judged."),
)
@option(
    "--year",
    metavar=N_("YEAR"),
    type=Whole(2000, 2100),
    help=N_("Year of the first date, where the planning does not tell it."),
)
@option(
    "--word",
    "words",
    metavar=N_("TEXT=MODULE"),
    multiple=True,
    help=N_("What a text of the planning means; nothing after the sign if it is no lesson. May be repeated."),
)
@option(
    "--tables",
    metavar=N_("INPUT"),
    type=PATH,
    help=N_("Workbook or folder of your centre: trainers, rooms and all rules are then judged."),
)
@option("--group", metavar=N_("GROUP"), help=N_("The group, where the planning or the tables hold several."))
@option("--adopt", is_flag=True, help=N_("Make it a plan that all other commands take; with -o."))
@option(
    "-o",
    "--output",
    "folder",
    metavar=N_("FOLDER"),
    type=PATH,
    help=N_("Where to write the adopted plan; made if it does not exist."),
)
@option("--json", "as_json", is_flag=True, help=N_("Print the answer as JSON, for other programs."))
@click.pass_context
def audit(
    ctx: click.Context,
    file: Path,
    curriculum: str | None,
    curricula: Path | None,
    territory: str | None,
    hired: date | None,
    year: int | None,
    words: tuple[str, ...],
    tables: Path | None,
    group: str | None,
    adopt: bool,
    folder: Path | None,
    as_json: bool,
) -> None:
    """Print the answer, write the plan if asked, and exit with 1 if something is wrong."""
    from scheduler.cli.audit_answers import adopted, answer
    from scheduler.commands.audit import audit as judge
    from scheduler.commands.audited import ForeignPlanning, as_data
    from scheduler.commands.solve import today

    if curriculum is None and tables is None:
        raise Misuse(_("--curriculum is needed, or --tables."))
    if adopt != (folder is not None):
        raise Misuse(_("--adopt and -o go together."))
    if tables is not None and (territory is not None or hired is not None):
        raise Misuse(_("With --tables, the territory and the dates of hire are those of the tables."))
    question = ForeignPlanning(
        file,
        curriculum,
        curricula,
        tables,
        territory or "metropole",
        hired,
        year,
        group,
        tuple(_explained(word) for word in words),
    )
    found = judge(question, today())
    if adopt and folder is not None:
        from scheduler.commands.adopt import adopt as write

        adoption = write(found, file, folder)
    else:
        adoption = None
    if as_json:
        print_json(as_data(found))
    else:
        click.echo(answer(found, file))
        if adoption is not None:
            click.echo(adopted(adoption))
    ctx.exit(0 if found.ok else 1)


def _explained(word: str) -> tuple[str, str]:
    text, sign, module = word.rpartition("=")
    if not sign or not text.strip():
        raise Misuse(_("“{word}”: write --word TEXT=MODULE.").format(word=word))
    return text.strip(), module.strip()
