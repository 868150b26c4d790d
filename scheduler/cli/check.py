"""``scheduler check``: is this plan right, and what does it cost."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.costs import cost_lines
from scheduler.cli.options import PLAN
from scheduler.cli.spoken import OPTIONS, Command, option
from scheduler.cli.terminal import print_json
from scheduler.errors import placed
from scheduler.text import N_, _, plural

if TYPE_CHECKING:
    from scheduler.commands.check import Verdict


@click.command(
    cls=Command,
    options_metavar=OPTIONS,
    help=N_(
        "Check a plan against every rule, and count its cost again.\n\n"
        "PLAN is a plan.json or a calendar.xlsx that “scheduler solve” wrote, also after you edited the "
        "workbook. The files of a plan that lie beside it must be of the same run. Exit code 0: no rule is "
        "broken; 1: some are, or files of two runs are mixed; 2: the file cannot be read."
    ),
    short_help=N_("Check a plan, also an edited one."),
    examples=("scheduler check planning/calendar.xlsx", "scheduler check planning/plan.json --json"),
)
@PLAN
@option("--json", "as_json", is_flag=True, help=N_("Print the verdict as JSON, for other programs."))
@click.pass_context
def check(ctx: click.Context, plan: Path, as_json: bool) -> None:
    """Print the verdict, and exit with 1 if a rule is broken."""
    from scheduler.commands.check import as_data, judge

    verdict = judge(plan)
    if as_json:
        print_json(as_data(verdict))
    else:
        click.echo("\n".join((*_violation_lines(verdict), "", *_cost_lines(verdict))))
    ctx.exit(0 if verdict.ok else 1)


def _violation_lines(verdict: "Verdict") -> list[str]:
    from scheduler.domain.rules import RULE

    partial = plural(
        "Partial plan: cohort {cohorts} has no calendar.",
        "Partial plan: cohorts {cohorts} have no calendar.",
        len(verdict.plan.left_out),
    ).format(cohorts=", ".join(x.cohort for x in verdict.plan.left_out))
    first = [partial] if verdict.plan.left_out else []
    first += [_("Files of two plans: {problem}").format(problem=x) for x in verdict.strangers]
    if not verdict.violations:
        return [*first, _("Every rule is kept ({count} rules checked).").format(count=len(RULE))]
    lines = [*first]
    for code, violations in verdict.by_code.items():
        lines.append(f"{code} · {_(RULE[code].title)} ({len(violations)})")
        lines += [f"  {placed(x.where, x.message)}" for x in violations]
    count = len(verdict.violations)
    lines += ["", plural("1 fault found.", "{count} faults found.", count).format(count=count)]
    return lines


def _cost_lines(verdict: "Verdict") -> list[str]:
    lines = cost_lines(verdict.costs)
    if verdict.cost != verdict.plan.objective:
        lines.append(_("It was {cost} when the plan was solved.").format(cost=verdict.plan.objective))
    return lines
