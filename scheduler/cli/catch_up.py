"""``scheduler catch-up``: what a learner lacks, and where it can be had."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.options import ANSWER_AS_JSON, PLAN, QUIET, TODAY, time_limit
from scheduler.cli.spoken import Command, option
from scheduler.cli.terminal import print_json
from scheduler.cli.usage import Misuse
from scheduler.cli.values import PATH, Day, HalfDay, half_named
from scheduler.text import N_, _

if TYPE_CHECKING:
    from scheduler.domain.time import Half

MISSED = "--missed"
DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(\s.*)?")


class Dated(Command):
    """A command that takes several dates after one ``--missed``: ``--missed 2027-03-02 matin 2027-03-03``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse `args`, each date as if the option stood before it."""
        return super().parse_args(ctx, list(_each_named(args)))


def _each_named(args: Sequence[str]) -> Iterator[str]:
    """Yield arguments with :data:`MISSED` before each date that follows one, halves beside their dates."""
    waiting: list[str] = []
    for arg in args:
        if waiting and len(waiting) == 2 and " " not in waiting[1] and half_named(arg):
            waiting[1] += f" {arg}"
            continue
        if len(waiting) == 1:
            waiting.append(arg)
            continue
        again = len(waiting) == 2 and DATE.fullmatch(arg)
        yield from waiting
        waiting = []
        if again:
            waiting = [MISSED, arg]
        elif arg == MISSED:
            waiting = [arg]
        elif arg.startswith(f"{MISSED}="):
            waiting = [MISSED, arg.partition("=")[2]]
        else:
            yield arg
    yield from waiting


@click.command(
    "catch-up",
    cls=Dated,
    options_metavar=N_("--learner LEARNER [OPTIONS]"),
    help=N_(
        "Say how a learner can have what he or she missed, in free seats of other groups.\n\n"
        "PLAN is a plan.json or a calendar.xlsx, edited or not. A half-day is replaced by the same half-day "
        "of the same module, with as many hours, in another group: a seat is free, the curriculum's order "
        "and the deadline are kept, nothing of the own group is missed for it. Of all ways: the most "
        "lessons, then the fewest trips, then the earliest end, proved. Exit code 0: all of it can be had; "
        "1: some of it cannot, or not in order; 2: the plan or an option is wrong."
    ),
    short_help=N_("Find what a learner missed in other groups."),
    examples=(
        'scheduler catch-up planning/plan.json --learner "Adam Roy" --missed 2027-04-15 2027-04-16',
        'scheduler catch-up planning/plan.json --learner A16 --missed "15/04/2027 matin"',
        "scheduler catch-up planning/calendar.xlsx --learner 16 --joined 2027-06-01 -o adam.xlsx",
        "scheduler catch-up planning/plan.json --learner A7 --missed-file absences.csv --promised adam.xlsx",
    ),
)
@PLAN
@option(
    "--learner",
    metavar=N_("LEARNER"),
    required=True,
    help=N_("Name, identifier, or number in the table: a calendar names nobody."),
)
@option(
    MISSED,
    metavar=N_("DATE…"),
    type=HalfDay(),
    multiple=True,
    help=N_("Days that were or will be missed; a half-day with its half: 2027-03-02 morning."),
)
@option(
    "--joined",
    metavar=N_("DATE"),
    type=Day(),
    help=N_("The first day on which the learner is there: all before it is lacking."),
)
@option(
    "--missed-file",
    metavar=N_("FILE"),
    type=PATH,
    help=N_(
        "Table (.csv or .xlsx) of half-days that learners missed, as for “export”: learner, date, half-day."
    ),
)
@option(
    "--promised",
    metavar=N_("FILE"),
    type=PATH,
    multiple=True,
    help=N_(
        "Seats already promised to others: a table (learner, date, half-day, group), a workbook that this "
        "command wrote, or a folder of such. May be given several times."
    ),
)
@option(
    "-o",
    "--output",
    "target",
    metavar=N_("FILE"),
    type=PATH,
    help=N_("Also write it as a workbook (.xlsx), to be handed out."),
)
@TODAY
@time_limit(20)
@ANSWER_AS_JSON
@QUIET
@click.pass_context
def catch_up(
    ctx: click.Context,
    plan: Path,
    learner: str,
    missed: "tuple[tuple[date, Half | None], ...]",
    joined: date | None,
    missed_file: Path | None,
    promised: tuple[Path, ...],
    target: Path | None,
    today: date | None,
    time_limit: float,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read the plan and what is lacking, find where it can be had, print it, and write it if asked."""
    from scheduler.cli.attend import attend
    from scheduler.cli.catch_up_answers import answer
    from scheduler.commands.catch_up import CatchingUp, check_target, take, write
    from scheduler.commands.caught_up import as_data
    from scheduler.domain.search import Limits

    if not missed and joined is None and missed_file is None:
        raise Misuse(_("Say what is lacking: --missed, --missed-file or --joined."))
    if target is not None:
        check_target(target, plan)
    query = take(plan, learner, missed, joined, today, missed_file, promised)
    found = attend(CatchingUp(query, Limits(time_limit, workers=1)), time_limit, quiet)
    written = write(query, found, target) if target is not None else None
    if as_json:
        print_json(as_data(found, query.since, query.first_day))
    else:
        click.echo("\n".join(answer(query.plan.instance, found, query.first_day)))
        if written is not None:
            click.echo(_("To hand out: {file}").format(file=click.style(str(written), bold=True)))
    ctx.exit(0 if found.complete else 1)
