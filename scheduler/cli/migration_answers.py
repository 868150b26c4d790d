"""What is said of a group that changed curriculum: its hours, its dates, and what its tables should say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from scheduler.cli.figures import item, table
from scheduler.text import _, plural
from scheduler.text.phrases import number, short_day

if TYPE_CHECKING:
    from scheduler.commands.migrate import MigrationDelivery, MigrationOrder
    from scheduler.curricula.balance import Balance, Migration
    from scheduler.domain.changes import Change
    from scheduler.repair import Moved


def found(order: "MigrationOrder", delivery: "MigrationDelivery", moved: "Moved") -> list[str]:
    """Return what is proved, what became of the hours, what changed, and what to write into the tables."""
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
        *([""] if len(delivery.report.why) > 1 else []),
        *(item(text) for text in delivery.report.why[1:]),
        "",
        *_dates(order, moved, delivery.report.changes),
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
    rows.append(_line(migration.whole, "", _("Total")))
    title = _("Hours, from {old} to {new}:").format(old=migration.old.id, new=migration.target.id)
    return [click.style(title, bold=True), table(rows, right=range(2, len(heads)))]


def _line(balance: "Balance", name: str, title: str) -> tuple[str, ...]:
    title = title if len(title) <= 40 else f"{title[:39]}…"
    values = (balance.before, balance.due, balance.done, balance.counted, balance.beyond, balance.left)
    return (name, title, *(number(x) for x in values))


def _dates(order: "MigrationOrder", moved: "Moved", found: Sequence["Change"]) -> list[str]:
    from scheduler.repair.aim import new_days

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
    others = sorted({x.lesson.cohort for x in found} - {order.group})
    if others:
        said.append(_("Other groups had to change: {groups}.").format(groups=", ".join(others)))
    return said


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


def not_found(moved: "Moved", stopped: bool) -> str:
    """Return that no plan was found, which proves nothing."""
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


def as_data(order: "MigrationOrder", delivery: "MigrationDelivery", moved: "Moved") -> dict[str, Any]:
    """Return the answer as ``--json`` prints it."""
    from scheduler.exchange.output.changes import rows, said
    from scheduler.repair.aim import new_days

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
