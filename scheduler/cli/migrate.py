"""``scheduler migrate``: a group changes curriculum; what it was taught counts."""

from datetime import date
from pathlib import Path

import click

from scheduler.cli.options import (
    ANSWER_AS_JSON,
    CURRICULA,
    DETERMINISTIC,
    FREEZE_DAYS,
    OUTPUT,
    PLAN,
    QUIET,
    SEED,
    SETTINGS,
    TODAY,
    time_limit,
)
from scheduler.cli.spoken import Command, option
from scheduler.cli.terminal import print_json
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=N_("--group GROUP --to CURRICULUM -o FOLDER [OPTIONS]"),
    help=N_(
        "Have a group follow another curriculum from a day on.\n\n"
        "PLAN is a plan.json or a calendar.xlsx, edited or not. What was taught by then counts, module by "
        "module of the same name; the rest of the new curriculum is planned with the fewest new dates, which "
        "is proved, then the fewest changes, then at the lowest cost. The other groups stay as they are "
        "if that is possible. A table shows for each block what was done, what is left and what is lost. "
        "Exit code 0: a plan was written, with its changes; 1: it is impossible, or nothing was found in "
        "time; 2: the plan or an option is wrong."
    ),
    short_help=N_("Have a group change its curriculum."),
    examples=(
        "scheduler migrate planning/plan.json --group CQP371-NANTES --to cqp-266 --today 01/06/2027 "
        "-o planning-2",
    ),
)
@PLAN
@option("--group", metavar=N_("GROUP"), required=True, help=N_("The cohort that changes."))
@option(
    "--to", metavar=N_("CURRICULUM"), required=True, help=N_("What it follows from then on, such as cqp-266.")
)
@TODAY
@FREEZE_DAYS
@OUTPUT
@SETTINGS
@CURRICULA
@time_limit(60)
@SEED
@DETERMINISTIC
@ANSWER_AS_JSON
@QUIET
@click.pass_context
def migrate(
    ctx: click.Context,
    plan: Path,
    group: str,
    to: str,
    today: date | None,
    freeze_days: int,
    folder: Path,
    settings: Path | None,
    curricula: Path | None,
    time_limit: float,
    seed: int,
    deterministic: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read, work out what counts, plan the rest, write, and say what changed."""
    from scheduler.cli import answers, migration_answers
    from scheduler.cli.attend import attend
    from scheduler.cli.interrupts import stopped_by_signals
    from scheduler.commands.migrate import Migrating, deliver, take
    from scheduler.domain.plan import Status
    from scheduler.domain.search import Limits

    order = take(plan, folder, group, to, today, freeze_days, curricula, settings)
    for warning in order.warnings:
        click.echo(_("Warning: {warning}").format(warning=warning), err=True)
    migrating = Migrating(order, Limits(time_limit, seed, 1, deterministic))
    moved = attend(migrating, None if deterministic else time_limit, quiet)
    if moved.lessons:
        with stopped_by_signals(lambda: None):
            delivery = deliver(order, moved, seed)
        if as_json:
            print_json(migration_answers.as_data(order, delivery, moved))
        else:
            click.echo("\n".join(migration_answers.found(order, delivery, moved)))
        return
    if as_json:
        from scheduler.exchange.output.changes import balances

        print_json(
            {
                "status": moved.status.value,
                "obstacles": [x.message for x in moved.obstacles],
                "migration": balances(order.change),
            }
        )
    else:
        click.echo("\n".join(migration_answers.balance_lines(order.change)))
        click.echo()
        if moved.status is Status.IMPOSSIBLE:
            click.echo(answers.impossible(moved.obstacles))
        else:
            click.echo(migration_answers.not_found(moved, migrating.stopped))
    ctx.exit(1)
