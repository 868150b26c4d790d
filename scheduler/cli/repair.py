"""``scheduler repair``: something happened; change as little of the plan as can be."""

from dataclasses import replace as replaced
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli.options import (
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
from scheduler.cli.values import PATH, Day, Whole
from scheduler.text import N_, _, plural
from scheduler.text.phrases import number

if TYPE_CHECKING:
    from scheduler.commands.repair import RepairDelivery
    from scheduler.domain.events import Event
    from scheduler.repair import Repaired

LEAST_FOR_WAYS = 5.0
"""Seconds for ways out, however long it took to prove that there is no repair."""

ANOTHER = {
    2: N_("Another repair, which moves no date:"),
    3: N_("Another repair, of the best rhythm found:"),
}

NO_OTHER = {
    2: N_("No repair that moves no date was found, or it is the same."),
    3: N_("No repair of a better rhythm was found."),
}

PERIOD = (str, Day(), Day())


@click.command(
    cls=Command,
    options_metavar=N_("-o FOLDER [OPTIONS]"),
    help=N_(
        "Repair a plan after something happened, changing as few half-days as can be.\n\n"
        "PLAN is a plan.json or a calendar.xlsx, edited or not. Say what happened with the options below; "
        "each may be given several times. The fewest changes are proved; among repairs that change as "
        "little, fewest people are told, then the cost is lowest. What is over does not change. Exit code "
        "0: a repaired plan was written, with its changes; 1: it is impossible, or nothing was found in "
        "time; 2: the plan or an option is wrong."
    ),
    short_help=N_("Repair a plan after something happened."),
    examples=(
        "scheduler repair planning/plan.json -o planning-2 --absent F09 2027-01-04 2027-01-10",
        "scheduler repair planning/calendar.xlsx -o planning-2 --move CQP371-NANTES 28/01/2027 04/02/2027",
    ),
)
@PLAN
@OUTPUT
@option(
    "--absent",
    metavar=N_("TRAINER FROM TO"),
    type=PERIOD,
    multiple=True,
    help=N_("A trainer is away, both days included."),
)
@option(
    "--room-closed",
    metavar=N_("ROOM FROM TO"),
    type=PERIOD,
    multiple=True,
    help=N_("A room cannot be used."),
)
@option(
    "--closed",
    metavar=N_("SITE FROM TO"),
    type=PERIOD,
    multiple=True,
    help=N_("A site is closed, for snow for example."),
)
@option(
    "--move",
    metavar=N_("COHORT DAY TO"),
    type=PERIOD,
    multiple=True,
    help=N_("The session that a cohort has on DAY begins on TO instead."),
)
@option(
    "--replace",
    metavar=N_("TRAINER BY"),
    type=(str, str),
    multiple=True,
    help=N_("Another trainer takes over whatever is still to be taught."),
)
@option(
    "--tables",
    metavar=N_("INPUT"),
    type=PATH,
    help=N_("The tables of the centre as they are now: all that changed in them counts."),
)
@TODAY
@FREEZE_DAYS
@option(
    "--alternatives",
    metavar="N",
    type=Whole(1, 3),
    default=1,
    show_default=True,
    help=N_(
        "Up to so many repairs, in the folders 1, 2 and 3: fewest changes, no date moved, the best rhythm."
    ),
)
@SETTINGS
@CURRICULA
@time_limit(60)
@SEED
@DETERMINISTIC
@option("--json", "as_json", is_flag=True, help=N_("Print the changes as JSON, for other programs."))
@QUIET
@click.pass_context
def repair(
    ctx: click.Context,
    plan: Path,
    folder: Path,
    absent: tuple[tuple[str, date, date], ...],
    room_closed: tuple[tuple[str, date, date], ...],
    closed: tuple[tuple[str, date, date], ...],
    move: tuple[tuple[str, date, date], ...],
    replace: tuple[tuple[str, str], ...],
    tables: Path | None,
    today: date | None,
    freeze_days: int,
    alternatives: int,
    settings: Path | None,
    curricula: Path | None,
    time_limit: float,
    seed: int,
    deterministic: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Read, repair, write, and say what changed."""
    from scheduler.cli import answers
    from scheduler.cli.attend import attend
    from scheduler.cli.interrupts import stopped_by_signals
    from scheduler.commands.explain import LONGEST, way_out
    from scheduler.commands.repair import Alternative, Repairing, RepairWaysOut, deliver, take
    from scheduler.domain.events import Absent, Replaced, RoomClosed, SessionMoved, SiteClosed
    from scheduler.domain.plan import Status
    from scheduler.domain.search import Limits
    from scheduler.explain import Explanation

    events: list[Event] = [
        *(Absent(*given) for given in absent),
        *(RoomClosed(*given) for given in room_closed),
        *(SiteClosed(*given) for given in closed),
        *(SessionMoved(*given) for given in move),
        *(Replaced(*given) for given in replace),
    ]
    order = take(plan, folder, events, today, freeze_days, tables, curricula, settings)
    for warning in order.warnings:
        click.echo(_("Warning: {warning}").format(warning=warning), err=True)
    repairing = Repairing(order, Limits(time_limit, seed, 1, deterministic))
    repaired = attend(repairing, None if deterministic else time_limit, quiet)
    if repaired.lessons:
        found, heads = [repaired], [""]
        without: list[str] = []
        for number in range(2, alternatives + 1):
            limits = Limits(time_limit / 2, seed, 2, deterministic)
            another = Alternative(order, limits, found[-1], number)
            other = attend(another, time_limit / 2, quiet)
            if other.lessons and all(set(other.lessons) != set(known.lessons) for known in found):
                # Fewest in its way is not fewest of all.
                found.append(replaced(other, status=Status.FEASIBLE, fewest=repaired.fewest))
                heads.append(_(ANOTHER[number]))
            else:
                without.append(_(NO_OTHER[number]))
        with stopped_by_signals(lambda: None):
            orders = (
                [order]
                if alternatives == 1
                else [
                    replaced(order, folder=order.folder / str(number)) for number in range(1, len(found) + 1)
                ]
            )
            deliveries = [deliver(x, each, seed) for x, each in zip(orders, found, strict=True)]
        if as_json:
            told = [_as_data(delivery, each) for delivery, each in zip(deliveries, found, strict=True)]
            print_json(told[0] if alternatives == 1 else {"alternatives": told})
        else:
            told_each = zip(deliveries, found, heads, strict=True)
            click.echo("\n\n".join((*("\n".join(_found(*each)) for each in told_each), *without)))
        return
    impossible = repaired.status is Status.IMPOSSIBLE
    left = max(LEAST_FOR_WAYS, min(time_limit, LONGEST) - repaired.seconds)
    if impossible and not as_json:
        click.echo(answers.impossible(repaired.obstacles))
    ways = attend(RepairWaysOut(order, left), left, quiet) if impossible else Explanation()
    if as_json:
        said = [x.message for x in repaired.obstacles]
        told = [way_out(order.instance, way) for way in ways.ways]
        print_json({"status": repaired.status.value, "obstacles": said, "ways": told})
    elif impossible:
        click.echo(answers.explained(repaired.obstacles, ways, repaired=True))
    else:
        click.echo(_not_found(repaired, repairing.stopped))
    ctx.exit(1)


def _found(delivery: "RepairDelivery", repaired: "Repaired", head: str) -> list[str]:
    """Return what became of a repair; `head` is what is said of one that is not the one of fewest changes."""
    from scheduler.cli.answers import files
    from scheduler.cli.changes import change_lines, notice_lines

    mended, colour = delivery.plan.mended, "green"
    assert mended is not None
    count, fewest = mended.changed, mended.fewest
    if not head and not count:
        head = _("Nothing has to change: the plan keeps all the rules as it is.")
    elif not head and count <= fewest:
        head = _("Repaired, changing as little as can be: proved.")
    elif not head:
        head = _("Repaired; at least {fewest} half-days must change, as far as is proved.")
        head, colour = head.format(fewest=fewest), "yellow"
    cost = _("Cost {cost}, before {before}; found in {seconds} s.").format(
        cost=delivery.plan.objective, before=delivery.before, seconds=number(repaired.seconds)
    )
    return [
        click.style(head, fg=colour, bold=True),
        cost,
        "",
        *change_lines(delivery.report.changes),
        *notice_lines(delivery.report),
        "",
        *files(delivery.files),
    ]


def _not_found(repaired: "Repaired", stopped: bool) -> str:
    head = (
        _("Stopped after {seconds} s, before a repair was found.")
        if stopped
        else _("No repair was found in {seconds} s.")
    ).format(seconds=number(repaired.seconds))
    fewest = plural(
        "It is proved that at least {count} half-day must change.",
        "It is proved that at least {count} half-days must change.",
        repaired.fewest,
    ).format(count=repaired.fewest)
    return "\n".join(
        (
            click.style(head, fg="yellow", bold=True),
            _("This does not mean that there is none: the search ended before it could tell."),
            *([fewest] if repaired.fewest else []),
        )
    )


def _as_data(delivery: "RepairDelivery", repaired: "Repaired") -> dict[str, Any]:
    from scheduler.exchange.output.changes import rows, said

    plan = delivery.plan
    assert plan.mended is not None
    table = rows(delivery.report.changes, delivery.report.reasons)
    return {
        "status": repaired.status.value,
        "count": len(table),
        "fewest": plan.mended.fewest,
        "proved": plan.mended.changed <= plan.mended.fewest,
        "cost": {x.term: x.total for x in plan.costs} | {"total": plan.objective, "before": delivery.before},
        "changes": table,
    } | said(delivery.report)
