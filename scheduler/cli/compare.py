"""``scheduler compare``: plans side by side."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import percent, table, wrapped
from scheduler.cli.spoken import OPTIONS, Command, argument, option
from scheduler.cli.terminal import print_json
from scheduler.cli.values import PATH
from scheduler.text import N_, _, plural
from scheduler.text.phrases import number, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scheduler.domain.comparison import ComparedRow, Comparison, Form, Value


@click.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Put plans side by side: what each is better in, and what it has in exchange for what.\n\n"
        "Each PLAN is a plan.json or a calendar.xlsx, edited or not. The first is what the others are "
        "compared with; groups that all plans have are compared, costs are counted with the weights of the "
        "first. Exit code 0: compared; 2: a plan cannot be read, or they have no group in common."
    ),
    short_help=N_("Put plans side by side."),
    examples=(
        "scheduler compare planning/plan.json planning-2/plan.json",
        "scheduler compare a/plan.json b/plan.json c/calendar.xlsx -o comparison.xlsx",
    ),
)
@argument("plans", metavar=N_("PLAN..."), nargs=-1, required=True, type=PATH)
@option(
    "-o",
    "--output",
    "target",
    metavar=N_("FILE"),
    type=PATH,
    help=N_("Also write it as a workbook (.xlsx), with the days of every trainer and room."),
)
@option("--json", "as_json", is_flag=True, help=N_("Print the comparison as JSON, for other programs."))
def compare(plans: tuple[Path, ...], target: Path | None, as_json: bool) -> None:
    """Print what was measured, and what the plans have in exchange for what."""
    from scheduler.commands.compare import as_data, write
    from scheduler.commands.compare import compare as side_by_side

    found = side_by_side(plans)
    written = write(found, target) if target is not None else None
    if as_json:
        print_json(as_data(found))
        return
    click.echo("\n".join(_lines(found)))
    if written is not None:
        click.echo(_("Comparison: {file}").format(file=click.style(str(written), bold=True)))


MOST_NAMED = 10
"""Trainers, or rooms, whose own rows are shown in a section; a workbook has them all."""


def _lines(found: "Comparison") -> list[str]:
    plans = [(x.letter, x.file, f"({x.identity})") for x in found.plans]
    rows = [["", *(x.letter for x in found.plans)]]
    for section, some in found.sections(detail=True):
        rows.append([section, *[""] * len(found.plans)])
        rows += [_row(one) for one in some if not one.detail]
        rows += _gathered([one for one in some if one.detail], len(found.plans))
    # The letters stand above the values, not above the marks.
    rows[0][1:] = [f"{x}  " for x in rows[0][1:]]
    return [
        table(plans, indent=0),
        "",
        table(rows, right=range(1, 1 + len(found.plans)), indent=0),
        "",
        _("* the best of the row"),
        *(wrapped(x) for x in found.notes),
        "",
        *(wrapped(x) for x in found.sentences),
    ]


def _row(one: "ComparedRow") -> list[str]:
    told = (
        f"{_shown(value, one.form)} {'*' if best else ' '}"
        for value, best in zip(one.values, one.best, strict=True)
    )
    return [f"  {one.title}", *told]


def _gathered(details: "Sequence[ComparedRow]", plans: int) -> list[list[str]]:
    """Return the rows of single trainers or rooms that differ most, and how many others there are."""
    differing = sorted((x for x in details if x.spread), key=lambda x: -x.spread)
    named = [x for x in details if x in differing[:MOST_NAMED]]
    blank = [""] * plans
    rows = [_row(x) for x in named]
    if more := len(differing) - len(named):
        told = plural("{count} other that differs less", "{count} others that differ less", more)
        rows.append(["  " + told.format(count=more), *blank])
    if alike := len(details) - len(differing):
        told = plural("{count} has the same days", "{count} have the same days", alike)
        rows.append(["  " + told.format(count=alike), *blank])
    return rows


def _shown(value: "Value", form: "Form") -> str:
    from datetime import date

    from scheduler.domain.comparison import Form

    if value is None:
        return "–"
    if isinstance(value, date):
        return short_day(value)
    return percent(value) if form is Form.SHARE else number(value)
