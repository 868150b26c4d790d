"""``scheduler migrate``: a group changes curriculum; what it was taught counts."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli.figures import item, table
from scheduler.cli.options import CURRICULA, DETERMINISTIC, OUTPUT, QUIET, SEED, SETTINGS
from scheduler.cli.spoken import Command, argument, option
from scheduler.cli.terminal import print_json
from scheduler.cli.values import PATH, Day, Seconds
from scheduler.text import N_, _, plural
from scheduler.text.phrases import number, short_day

if TYPE_CHECKING:
    from scheduler.commands.migrate import MigrationDelivery, MigrationOrder
    from scheduler.curricula.migration import Balance, Migration
    from scheduler.repair import Moved


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
@argument("plan", metavar=N_("PLAN"), type=PATH)
@option("--group", metavar=N_("GROUP"), required=True, help=N_("The cohort that changes."))
@option(
    "--to", metavar=N_("CURRICULUM"), required=True, help=N_("What it follows from then on, such as cqp-266.")
)
@option(
    "--today",
    metavar=N_("DATE"),
    type=Day(),
    help=N_("The first day that is still to come; by default, today."),
)
@OUTPUT
@SETTINGS
@CURRICULA
@option(
    "--time-limit",
    metavar=N_("SECONDS"),
    type=Seconds(),
    default=60,
    show_default=True,
    help=N_("Longest time to search."),
)
@SEED
@DETERMINISTIC
@option("--json", "as_json", is_flag=True, help=N_("Print the answer as JSON, for other programs."))
@QUIET
@click.pass_context
def migrate(
    ctx: click.Context,
    plan: Path,
    group: str,
    to: str,
    today: date | None,
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
    from scheduler.cli import answers
    from scheduler.cli.attend import attend
    from scheduler.cli.interrupts import stopped_by_signals
    from scheduler.commands.migrate import Migrating, deliver, take
    from scheduler.domain.plan import Status
    from scheduler.domain.search import Limits

    order = take(plan, folder, group, to, today, curricula, settings)
    for warning in order.warnings:
        click.echo(_("Warning: {warning}").format(warning=warning), err=True)
    migrating = Migrating(order, Limits(time_limit, seed, 1, deterministic))
    moved = attend(migrating, None if deterministic else time_limit, quiet)
    if moved.lessons:
        with stopped_by_signals(lambda: None):
            delivery = deliver(order, moved, seed)
        if as_json:
            print_json(_as_data(order, delivery, moved))
        else:
            click.echo("\n".join(_found(order, delivery, moved)))
        return
    if as_json:
        print_json(
            {
                "status": moved.status.value,
                "obstacles": [x.message for x in moved.obstacles],
                **_balances(order.change),
            }
        )
    else:
        click.echo("\n".join(balance_lines(order.change)))
        click.echo()
        if moved.status is Status.IMPOSSIBLE:
            click.echo(answers.impossible(moved.obstacles))
        else:
            click.echo(_not_found(moved, migrating.stopped))
    ctx.exit(1)


def _found(order: "MigrationOrder", delivery: "MigrationDelivery", moved: "Moved") -> list[str]:
    from scheduler.cli.answers import files
    from scheduler.cli.changes import change_lines, notice_lines

    cost = _("Cost {cost}, before {before}; found in {seconds} s.").format(
        cost=delivery.plan.objective, before=delivery.before, seconds=number(moved.seconds)
    )
    return [
        _head(order, delivery, moved),
        cost,
        "",
        *balance_lines(order.change),
        *([""] if len(order.why) > 1 else []),
        *(item(text) for text in order.why[1:]),
        "",
        *_dates(order, moved),
        *change_lines(delivery.report.changes),
        *notice_lines(delivery.report),
        "",
        *_tables(order, delivery),
        "",
        *files(tuple(x for x in delivery.files if x != delivery.curriculum)),
        *([_("Curriculum: {file}").format(file=delivery.curriculum)] if delivery.curriculum else []),
    ]


def _head(order: "MigrationOrder", delivery: "MigrationDelivery", moved: "Moved") -> str:
    colour = "green"
    if not delivery.report.changes:
        head = _("{group} follows {curriculum}: nothing has to change.")
    elif moved.given_up <= moved.least_given_up and moved.changed <= moved.fewest:
        head = _("{group} follows {curriculum}, with the fewest new dates, then the fewest changes: proved.")
    elif moved.given_up <= moved.least_given_up:
        head = _("{group} follows {curriculum}, with the fewest new dates: proved.")
    else:
        head, colour = _("{group} follows {curriculum}; that dates change least is not proved."), "yellow"
    return click.style(
        head.format(group=order.group, curriculum=order.change.curriculum.id), fg=colour, bold=True
    )


def balance_lines(migration: "Migration") -> list[str]:
    """Return for each block and module what was done, what is left and what is lost."""
    heads = ("", "", _("due before"), _("due now"), _("done"), _("counted"), _("lost"), _("left"))
    rows: list[tuple[str, ...]] = [heads]
    for block in migration.blocks:
        rows.append(_line(block, block.block or block.module, block.title))
        if block.block:
            modules = [x for x in migration.balances if x.block == block.block]
            rows += [_line(x, f"  {x.module}", "") for x in modules]
    rows.append(_line(migration.whole, "", migration.whole.title))
    title = _("Hours, from {old} to {new}:").format(old=migration.old.id, new=migration.target.id)
    return [click.style(title, bold=True), table(rows, right=range(2, len(heads)))]


def _line(balance: "Balance", name: str, title: str) -> tuple[str, ...]:
    title = title if len(title) <= 40 else f"{title[:39]}…"
    values = (balance.before, balance.due, balance.done, balance.counted, balance.beyond, balance.left)
    return (name, title, *(number(x) for x in values))


def _dates(order: "MigrationOrder", moved: "Moved") -> list[str]:
    from scheduler.repair.migration import new_days

    new = new_days(order.old.lessons, moved.lessons, order.group)
    gone = new_days(moved.lessons, order.old.lessons, order.group)
    said = []
    if new:
        text = plural("{group}: {count} new day, {days}.", "{group}: {count} new days, {days}.", len(new))
        days = ", ".join(short_day(x) for x in new)
        said.append(text.format(group=order.group, count=len(new), days=days))
    else:
        said.append(_("{group}: no new day.").format(group=order.group))
    if gone:
        text = plural(
            "{group}: {count} day given up, {days}.", "{group}: {count} days given up, {days}.", len(gone)
        )
        days = ", ".join(short_day(x) for x in gone)
        said.append(text.format(group=order.group, count=len(gone), days=days))
    others = sorted({x.lesson.cohort for x in _changes(order, moved)} - {order.group})
    if others:
        said.append(_("Other groups had to change: {groups}.").format(groups=", ".join(others)))
    return said


def _changes(order: "MigrationOrder", moved: "Moved") -> Any:
    from scheduler.domain.changes import changes

    return changes(order.old.lessons, moved.lessons)


def _tables(order: "MigrationOrder", delivery: "MigrationDelivery") -> list[str]:
    """Return what to write into the tables, so that they say the same."""
    from scheduler.exchange.input.tables import COHORTS, JOINT

    column = next(x for x in COHORTS.columns if x.key == "curriculum")
    lines = [
        _("In your tables:"),
        item(
            _("sheet “{sheet}”, group {group}, column “{column}”: {curriculum}").format(
                sheet=COHORTS.title,
                group=order.group,
                column=column.header,
                curriculum=order.change.curriculum.id,
            )
        ),
    ]
    if delivery.curriculum is not None:
        text = _("put {file} into the folder “curricula” beside them, or give --curricula {folder}")
        text = text.format(file=delivery.curriculum.name, folder=delivery.curriculum.parent)
        lines.append(item(text))
    kept = {x.id: x for x in order.after.instance.joint_modules}
    for joint in order.old.instance.joint_modules:
        rest = kept[joint.id].cohorts if joint.id in kept else ()
        if order.group in set(joint.cohorts) - set(rest):
            text = _("sheet “{sheet}”: take {group} out of {joint}")
            lines.append(item(text.format(sheet=JOINT.title, group=order.group, joint=joint.id)))
    return lines


def _not_found(moved: "Moved", stopped: bool) -> str:
    head = (
        _("Stopped after {seconds} s, before a plan was found.")
        if stopped
        else _("No plan was found in {seconds} s.")
    )
    return "\n".join(
        (
            click.style(head.format(seconds=number(moved.seconds)), fg="yellow", bold=True),
            _("This does not mean that there is none: the search ended before it could tell."),
        )
    )


def _balances(migration: "Migration") -> dict[str, Any]:
    from scheduler.exchange.output.changes import balances

    return {"migration": balances(migration)}


def _as_data(order: "MigrationOrder", delivery: "MigrationDelivery", moved: "Moved") -> dict[str, Any]:
    from scheduler.exchange.output.changes import rows, said
    from scheduler.repair.migration import new_days

    plan, group = delivery.plan, order.group
    found = rows(delivery.report.changes, delivery.report.reasons)
    gone = new_days(moved.lessons, order.old.lessons, group)
    return {
        "status": moved.status.value,
        "count": len(found),
        "fewest": moved.fewest,
        "proved": moved.given_up <= moved.least_given_up,
        "new_days": [x.isoformat() for x in new_days(order.old.lessons, moved.lessons, group)],
        "days_given_up": [x.isoformat() for x in gone],
        "cost": {x.term: x.total for x in plan.costs} | {"total": plan.objective, "before": delivery.before},
        "changes": found,
    } | said(delivery.report)
