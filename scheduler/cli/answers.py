"""What is said at the end of a search: the plan in a few lines, or why there is none."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.cli.costs import cost_lines
from scheduler.cli.figures import item, percent, table
from scheduler.domain.plan import Plan, Status
from scheduler.domain.rules import FAMILIES, RULE
from scheduler.errors import placed
from scheduler.text import _, plural
from scheduler.text.phrases import number, short_day

if TYPE_CHECKING:
    from scheduler.commands.solve import Delivery
    from scheduler.domain.plan import Violation
    from scheduler.explain import CorrectionSet
    from scheduler.solve import Obstacle, Outcome


def plan_found(delivery: "Delivery", partial: bool = False) -> str:
    """Return what the plan is worth, when each cohort trains, what it costs, where it is."""
    plan = delivery.plan
    return "\n".join(
        (
            _proof(plan, partial),
            _("Cost {cost}, proved bound {bound}, found in {seconds} s.").format(
                cost=plan.objective, bound=plan.bound, seconds=number(plan.seconds)
            ),
            "",
            _cohorts(plan),
            "",
            *cost_lines(plan.costs),
            "",
            *files(delivery.files),
        )
    )


def files(written: Sequence[Path]) -> list[str]:
    """Return where the calendar is, what lies beside it, and what was kept of an edited one."""
    calendar, *others = written
    kept = [file for file in others if file.suffix == calendar.suffix]
    names = ", ".join(file.name for file in others if file not in kept)
    return [
        _("Calendar: {file}").format(file=click.style(str(calendar), bold=True)),
        _("Beside it: {names}").format(names=names),
        *(_("The calendar that you had edited is kept as “{file}”.").format(file=x.name) for x in kept),
    ]


def left_out(outcome: "Outcome") -> str:
    """Return which cohorts have no place in a partial plan, and why."""
    head = plural("{count} cohort has no plan:", "{count} cohorts have no plan:", len(outcome.left_out))
    return "\n".join(
        (
            click.style(head.format(count=len(outcome.left_out)), fg="yellow", bold=True),
            *(
                item(reason.message if name in reason.message else f"{name}: {reason.message}")
                for name, reason in outcome.left_out.items()
            ),
            "",
        )
    )


def _proof(plan: Plan, partial: bool) -> str:
    if partial and plan.status is Status.OPTIMAL:
        text = _("Partial plan: for the other cohorts, it is proved that no plan costs less.")
        return click.style(text, fg="yellow", bold=True)
    if plan.status is Status.OPTIMAL and plan.kept:
        text = _("Optimal plan beside {cohorts}, which stay as they are: proved.")
        return click.style(text.format(cohorts=", ".join(plan.kept)), fg="green", bold=True)
    if plan.status is Status.OPTIMAL:
        return click.style(_("Optimal plan: proved, no other costs less."), fg="green", bold=True)
    text = _("Plan found; another may cost up to {gap} less.").format(gap=percent(plan.gap))
    return click.style(text, fg="yellow", bold=True)


def _cohorts(plan: Plan) -> str:
    rows: list[tuple[str, ...]] = [(_("Cohort"), _("First day"), _("Last day"), _("Sessions"))]
    for cohort in plan.instance.cohorts:
        lessons = [lesson for lesson in plan.lessons if lesson.cohort == cohort.id]
        days = [lesson.day for lesson in lessons]
        sessions = len({lesson.session for lesson in lessons})
        rows.append((cohort.id, short_day(min(days)), short_day(max(days)), str(sessions)))
    return table(rows, right=(3,))


def unfit(broken: Sequence["Violation"], plan: Path, tables: Path) -> str:
    """Return which lessons of a plan that is to be kept no longer fit the tables, and what would mend it."""
    return "\n".join(
        (
            click.style(_("Lessons that are to be kept no longer fit the tables:"), fg="red", bold=True),
            *(item(f"{x.code} {placed(x.where, x.message)}") for x in broken),
            _("Nothing was moved. To mend the plan, changing as little as can be:"),
            f"  scheduler repair {plan} --tables {tables} -o {_('FOLDER')}",
        )
    )


def impossible(obstacles: Sequence["Obstacle"]) -> str:
    """Return that no plan exists, and what is in the way."""
    lines = [
        click.style(_("Impossible: it is proved that no plan keeps all the rules."), fg="red", bold=True)
    ]
    for obstacle in obstacles:
        place = f"{obstacle.where}: " if obstacle.where not in obstacle.message else ""
        lines.append(item(f"{place}{obstacle.message}{_bracketed(obstacle.codes)}"))
    return "\n".join(lines)


def what_helps(obstacles: Sequence["Obstacle"], correction_sets: Sequence["CorrectionSet"]) -> str:
    """Return which changes would allow a plan, and the names of the rules mentioned so far."""
    lines = []
    if correction_sets:
        lines += ["", _("What was tried:")]
        lines += [
            item(f"{correction_set.message}{_bracketed(correction_set.codes)}")
            for correction_set in correction_sets
        ]
    named = {code for x in obstacles for code in x.codes} | {
        code for x in correction_sets for code in x.codes
    }
    if named:
        lines += ["", _("Rules named:"), table([(code, _title(code)) for code in sorted(named)])]
    return "\n".join(lines)


def _bracketed(codes: Sequence[str]) -> str:
    return f" [{', '.join(codes)}]" if codes else ""


def _title(code: str) -> str:
    return _(RULE[code].title) if code in RULE else _(FAMILIES.get(code, code))


def not_found(outcome: "Outcome", stopped: bool, seconds: float) -> str:
    """Return that nothing was found, which proves nothing, and what to try."""
    if stopped:
        head = _("Stopped after {seconds} s, before a plan was found.")
    else:
        head = _("No plan was found in {seconds} s.")
    return "\n".join(
        (
            click.style(head.format(seconds=number(outcome.seconds)), fg="yellow", bold=True),
            _("This does not mean that there is none: the search ended before it could tell."),
            _("Try:"),
            item(_("more time: --time-limit {seconds}").format(seconds=_more(seconds))),
            item(_("another start of the search: --seed 1")),
            item(_("more room: longer start windows, more weekdays, fewer pins, another trainer or room")),
        )
    )


def _more(seconds: float) -> int:
    """Return a time limit worth trying after `seconds` were not enough."""
    return max(60, round(4 * seconds))
