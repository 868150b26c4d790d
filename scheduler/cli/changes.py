"""What is said of changes between plans: half-day by half-day, whom to tell, which papers are old."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from scheduler.cli.figures import item, table
from scheduler.text import _, plural
from scheduler.text.phrases import HALVES, short_day

if TYPE_CHECKING:
    from scheduler.domain.changes import Change
    from scheduler.domain.plan import Lesson
    from scheduler.exchange.output.notices import ChangeReport

MOST = 40
"""Changes shown in the terminal: all are in the files."""


def change_lines(changes: Sequence["Change"]) -> list[str]:
    """Return how many half-days change, then a line for each."""
    from scheduler.exchange.output.notices import KINDS, counted

    lines = [click.style(counted(changes), bold=True)]
    rows: list[tuple[str, ...]] = [
        (_(KINDS[change.kind]), _group(change.lesson), _told(change.old, change), _arrow(change))
        for change in changes[:MOST]
    ]
    if rows:
        lines.append(table(rows))
    if len(changes) > MOST:
        lines.append(_("  … and {count} more, in the files.").format(count=len(changes) - MOST))
    return lines


def notice_lines(report: "ChangeReport") -> list[str]:
    """Return who must be told of what, and which papers are out of date."""
    from scheduler.exchange.output.notices import what

    lines = []
    if told := report.told:
        lines += ["", _("To be told:")]
        said = [(report.who(one), what(one)) for one in told if one.kind != "employer"]
        lines += [item(_("{who}: {what}").format(who=who, what=changed)) for who, changed in said]
        if employers := len({one.id for one in told if one.kind == "employer"}):
            named = plural(
                "{count} employer, named in changes.json",
                "{count} employers, named in changes.json",
                employers,
            )
            lines.append(item(named.format(count=employers)))
    if papers := report.papers():
        lines += ["", _("Papers that are out of date:")]
        lines += [item(_("{who}: {what}").format(who=paper, what=cohorts)) for paper, cohorts in papers]
    return lines


def _group(lesson: "Lesson") -> str:
    return lesson.cohort if lesson.group == 1 else f"{lesson.cohort}/{lesson.group}"


def _arrow(change: "Change") -> str:
    return f"→ {_told(change.new, change)}" if change.new is not None else ""


def _told(lesson: "Lesson | None", change: "Change") -> str:
    """Return a half-day and what is in it; where only that differs, it is all that is told of the new one."""
    if lesson is None:
        return ""
    what = " ".join(filter(None, (lesson.module, lesson.trainer, lesson.room)))
    other = change.old if lesson is change.new else None
    if other is not None and (other.day, other.half) == (lesson.day, lesson.half):
        return what
    return f"{short_day(lesson.day)} {_(HALVES[lesson.half])} {what}"
