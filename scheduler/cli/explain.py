"""``scheduler explain``: whether there is a plan, and if not, why, and the ways out."""

from datetime import date
from pathlib import Path

import click

from scheduler.cli.options import ANSWER_AS_JSON, CURRICULA, QUIET, SETTINGS, TODAY, time_limit
from scheduler.cli.spoken import OPTIONS, Command, argument
from scheduler.cli.terminal import print_json
from scheduler.cli.values import PATH
from scheduler.text import N_, _
from scheduler.text.phrases import number


@click.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Say whether a centre has a plan at all, and if not, why, and the ways out.\n\n"
        "INPUT is a workbook (.xlsx) or a folder of CSV tables. A way out is a smallest set of concessions "
        "with which a plan was found, the cohorts that are not concerned staying as they are. Nothing is "
        "written. Exit code 0: there is a plan; 1: it is impossible, or nothing was found in time; 2: the "
        "input or an option is wrong."
    ),
    short_help=N_("Say why a centre has no plan, and the ways out."),
    examples=("scheduler explain centre.xlsx", "scheduler explain data/demo --json"),
)
@argument("source", metavar=N_("INPUT"), type=PATH)
@ANSWER_AS_JSON
@SETTINGS
@CURRICULA
@TODAY
@time_limit(60)
@QUIET
@click.pass_context
def explain(
    ctx: click.Context,
    source: Path,
    as_json: bool,
    settings: Path | None,
    curricula: Path | None,
    today: date | None,
    time_limit: float,
    quiet: bool,
) -> None:
    """Print whether there is a plan; without one, the cause and the ways out."""
    from scheduler.cli import answers
    from scheduler.cli.attend import attend
    from scheduler.commands.explain import Deciding, as_data, take
    from scheduler.domain.plan import Status

    order = take(source, settings, curricula, today)
    for warning in order.warnings:
        click.echo(_("Warning: {warning}").format(warning=warning), err=True)
    deciding = Deciding(order, time_limit)
    explanation = attend(deciding, time_limit, quiet)
    outcome = deciding.outcome
    if as_json:
        print_json(as_data(order.instance, outcome, explanation))
    elif outcome.lessons:
        found = _("There is a plan: one was found in {seconds} s, of cost {cost}.")
        click.echo(
            click.style(
                found.format(seconds=number(outcome.seconds), cost=outcome.objective), fg="green", bold=True
            )
        )
        click.echo(_("“scheduler solve” looks for the best one and writes it."))
    elif outcome.status is Status.IMPOSSIBLE:
        click.echo(answers.impossible(outcome.obstacles))
        click.echo(answers.explained(outcome.obstacles, explanation))
    else:
        click.echo(answers.not_found(outcome, deciding.stopped, time_limit))
    ctx.exit(0 if outcome.lessons else 1)
