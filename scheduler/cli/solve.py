"""``scheduler solve``: from a centre's tables to its calendars."""

from datetime import date
from pathlib import Path

import click

from scheduler.cli.options import (
    CURRICULA,
    DETERMINISTIC,
    OUTPUT,
    QUIET,
    SEED,
    SETTINGS,
    TODAY,
    time_limit,
)
from scheduler.cli.spoken import Command, argument, option
from scheduler.cli.values import PATH, Whole
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=N_("-o FOLDER [OPTIONS]"),
    help=N_(
        "Find the calendar of every cohort, check it and write it.\n\n"
        "INPUT is a workbook (.xlsx) or a folder of CSV tables. The folder given with -o receives "
        "calendar.xlsx for people, plan.json and half_days.csv for programs. Ctrl-C ends the search and "
        "keeps the best plan found. Exit code 0: a plan was written; 1: it is impossible, nothing was "
        "found in time, or the plan is partial; 2: the input or an option is wrong."
    ),
    short_help=N_("Find the calendars of a centre."),
    examples=(
        "scheduler solve centre.xlsx -o planning",
        "scheduler solve data/demo -o outputs/demo --time-limit 60",
    ),
)
@argument("source", metavar=N_("INPUT"), type=PATH)
@OUTPUT
@SETTINGS
@CURRICULA
@time_limit(120)
@SEED
@option(
    "--workers",
    metavar="N",
    type=Whole(1, 64),
    default=2,
    show_default=True,
    help=N_("Searches that run at the same time."),
)
@option(
    "--partial",
    is_flag=True,
    help=N_("If not all cohorts can be planned, say which and why, and write the plan of the others."),
)
@option(
    "--keep",
    metavar=N_("PLAN"),
    type=PATH,
    help=N_("A plan whose cohorts keep every lesson: those that are not in it are planned beside them."),
)
@option(
    "--near",
    metavar=N_("PLAN"),
    type=PATH,
    help=N_("A plan to start from: never a worse one, and few changes for nothing."),
)
@TODAY
@option(
    "--csv-excel",
    "excel",
    is_flag=True,
    help=N_("Also write half_days_excel.csv: the table for a French Excel, with names beside identifiers."),
)
@DETERMINISTIC
@QUIET
@click.pass_context
def solve(
    ctx: click.Context,
    source: Path,
    folder: Path,
    settings: Path | None,
    curricula: Path | None,
    time_limit: float,
    seed: int,
    workers: int,
    partial: bool,
    keep: Path | None,
    near: Path | None,
    today: date | None,
    deterministic: bool,
    excel: bool,
    quiet: bool,
) -> None:
    """Read, search, write, and say what was found."""
    from scheduler.cli import answers
    from scheduler.cli.attend import attend
    from scheduler.cli.interrupts import stopped_by_signals
    from scheduler.commands.explain import Explaining
    from scheduler.commands.solve import deliver, found_a_plan, keeping, starting_from, take, to_come, unfit
    from scheduler.commands.solving import Solving
    from scheduler.domain.plan import Status
    from scheduler.domain.search import Limits
    from scheduler.exchange.output import read_plan

    if sum(map(bool, (partial, keep, near))) > 1:
        raise click.UsageError(_("--partial, --keep and --near do not go together: give one of them."))
    path = keep or near
    plan = None if path is None else read_plan(path)
    running = {x.cohort for x in plan.lessons} if plan is not None else set()
    order = take(source, folder, settings, curricula, today, running)
    if plan is not None and keep is not None:
        order = keeping(order, plan, keep.name)
    elif plan is not None and near is not None:
        order = starting_from(order, plan, near.name)
    elif today is not None:
        order = to_come(order)
    for warning in order.warnings:
        click.echo(_("Warning: {warning}").format(warning=warning), err=True)
    if keep is not None and (broken := unfit(order)):
        click.echo(answers.unfit(broken, keep, source))
        ctx.exit(1)
    solving = Solving(order, Limits(time_limit, seed, workers, deterministic), partial)
    outcome = attend(solving, None if deterministic else time_limit, quiet)
    if found_a_plan(outcome):
        # From now on only a second Ctrl-C is in earnest: the first came too late to stop anything.
        with stopped_by_signals(lambda: None):
            delivery = deliver(order, outcome, seed, excel)
        if outcome.left_out:
            click.echo(answers.left_out(outcome))
        click.echo(answers.plan_found(delivery, partial=bool(outcome.left_out)))
        if outcome.left_out:
            ctx.exit(1)
        return
    if outcome.status is Status.IMPOSSIBLE:
        click.echo(answers.impossible(outcome.obstacles))
        # What counting took is part of the time the user gave.
        left = max(0.0, time_limit - outcome.seconds)
        if not solving.stopped:
            click.echo(answers.explained(outcome.obstacles, attend(Explaining(order, left), left, quiet)))
    else:
        click.echo(answers.not_found(outcome, solving.stopped, time_limit))
    ctx.exit(1)
