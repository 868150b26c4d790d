"""``scheduler batch``: many centres, one folder of results each, and one summary."""

import os
from pathlib import Path

import click

from scheduler.cli.options import CURRICULA, DETERMINISTIC, OUTPUT, QUIET, SEED, SETTINGS, time_limit
from scheduler.cli.spoken import Command, argument, option
from scheduler.cli.usage import Misuse
from scheduler.cli.values import PATH, OneOf, Whole
from scheduler.commands.batch.engines import DASK, LOCAL
from scheduler.text import N_, _


@click.command(
    cls=Command,
    options_metavar=N_("-o FOLDER [OPTIONS]"),
    help=N_(
        "Solve many centres or scenarios, and sum up what became of each.\n\n"
        "INPUT is a workbook (.xlsx), a folder of CSV tables, or a folder that holds several of "
        "these. The folder given with -o receives a folder of results for each, as “scheduler solve” "
        "writes them, and summary.xlsx, summary.csv and summary.json. A centre that fails leaves the "
        "others whole. Started again, it keeps what is done and whose input has not changed. Ctrl-C "
        "keeps the best plans found. Exit code 0: every centre has a plan; 1: some have none; 2: no "
        "input can be read, or an option is wrong."
    ),
    short_help=N_("Find the calendars of many centres."),
    examples=(
        "scheduler batch centres -o outputs/centres",
        "scheduler batch nantes.xlsx poitiers.xlsx -o plannings --jobs 2 --time-limit 60",
        "scheduler batch centres -o outputs/centres --engine dask --address tcp://10.0.0.1:8786",
    ),
)
@argument("inputs", metavar=N_("INPUT..."), nargs=-1, required=True, type=PATH)
@OUTPUT
@option(
    "--jobs",
    metavar="N",
    type=Whole(1, 1024),
    help=N_("Centres solved at the same time; by default as many as there are cores."),
)
@SETTINGS
@CURRICULA
@time_limit(120, N_("Longest time to search, for each centre."))
@SEED
@option(
    "--workers",
    metavar="N",
    type=Whole(1, 64),
    default=1,
    show_default=True,
    help=N_("Searches that run at the same time, for each centre."),
)
@DETERMINISTIC
@option(
    "--engine",
    type=OneOf((LOCAL, DASK)),
    default=LOCAL,
    show_default=True,
    help=N_("Processes of this machine, or a dask cluster that sees the same folders."),
)
@option(
    "--address",
    metavar=N_("ADDRESS"),
    help=N_("Scheduler of the dask cluster; by default one is started on this machine."),
)
@QUIET
@click.pass_context
def batch(
    ctx: click.Context,
    inputs: tuple[Path, ...],
    folder: Path,
    jobs: int | None,
    settings: Path | None,
    curricula: Path | None,
    time_limit: float,
    seed: int,
    workers: int,
    deterministic: bool,
    engine: str,
    address: str | None,
    quiet: bool,
) -> None:
    """Look at what there is, have it done, and say what became of it."""
    from scheduler.cli.batch_answers import exit_code, summed_up
    from scheduler.cli.batch_progress import follow
    from scheduler.commands.batch.engines import start
    from scheduler.commands.batch.order import order
    from scheduler.commands.batch.run import Batch
    from scheduler.domain.search import Limits

    if address is not None and engine != DASK:
        raise Misuse(_("--address goes with --engine dask."))
    if address is not None and jobs is not None:
        raise Misuse(_("--jobs is for this machine; the cluster at --address has its own workers."))
    run = Batch(order(inputs, folder, Limits(time_limit, seed, workers, deterministic), settings, curricula))
    if run.to_do:
        follow(run, lambda: start(engine, min(jobs or _cores(), len(run.to_do)), address), quiet)
    click.echo(summed_up(run.results, len(run.kept), run.summarise()))
    ctx.exit(exit_code(run.results))


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
