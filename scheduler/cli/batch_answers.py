"""What is said at the end of a batch: how many have a plan, and why the others have none."""

from collections.abc import Sequence
from pathlib import Path

import click

from scheduler.cli.figures import WIDTH, percent
from scheduler.exchange.output.batch import WORDS, Result, State, told
from scheduler.text import _, plural

LISTED = 20
"""Centres without a plan that are named; the summary has them all."""

COLOURS = {State.OPTIMAL: "green", State.FEASIBLE: "yellow", State.STOPPED: "yellow"}


def outcome(result: Result) -> str:
    """Return what became of a centre, in a line without its name."""
    words = _(WORDS[result.status])
    if result.has_plan and result.gap is not None:
        cost = _("cost {cost}").format(cost=result.objective)
        gap = _("gap {gap}").format(gap=percent(result.gap)) if result.gap else ""
        return ", ".join(filter(None, (words, cost, gap)))
    reason = next(iter(result.reason.splitlines()), "")
    return _("{status}: {reason}").format(status=words, reason=reason) if reason else words


def line(result: Result) -> str:
    """Return the name of a centre and what became of it, cut to a line."""
    text = outcome(result)
    room = WIDTH - len(result.name) - 2
    text = text if len(text) <= room else text[: room - 1] + "…"
    return f"{result.name}  {click.style(text, fg=COLOURS.get(result.status, 'red'))}"


def kept_told(count: int) -> str:
    """Return how many centres an earlier run had answered."""
    text = plural("{count} kept from an earlier run.", "{count} kept from an earlier run.", count)
    return text.format(count=count)


def summed_up(results: Sequence[Result], kept: int, files: Sequence[Path]) -> str:
    """Return how many there are of each kind, those without a plan, and where the summary is."""
    lines = [click.style(told(results), bold=True)]
    if kept:
        lines.append(kept_told(kept))
    without = [result for result in results if not result.has_plan]
    if without:
        lines += ["", *(f"  {line(result)}" for result in without[:LISTED])]
        if len(without) > LISTED:
            lines.append("  " + _("… and {count} more").format(count=len(without) - LISTED))
    summary, *others = (path.resolve() for path in files)
    return "\n".join(
        (
            *lines,
            "",
            _("Summary: {file}").format(file=click.style(str(summary), bold=True)),
            _("Beside it: {names}").format(names=", ".join(file.name for file in others)),
        )
    )


def exit_code(results: Sequence[Result]) -> int:
    """Return 0 if every centre has a plan, 2 if no input could be read, else 1."""
    if all(result.has_plan for result in results):
        return 0
    return 2 if all(result.status is State.BAD_INPUT for result in results) else 1
