"""What differs between two plans, whatever files they are in."""

from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.commands.destination import check_workbook
from scheduler.domain.changes import changes
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Plan
from scheduler.exchange.output import read_plan
from scheduler.exchange.output.notices import ChangeReport
from scheduler.exchange.whole import write_whole
from scheduler.text import _


@dataclass(frozen=True)
class Difference:
    """Two plans, and the changes that lead from one to the other."""

    old: Plan
    new: Plan
    report: ChangeReport


def compare(old: Path, new: Path) -> Difference:
    """Return what differs between the plans stored at two paths.

    Raises
    ------
    InputError
        With every problem found, if one of them cannot be read as a plan.
    """
    before, after = read_plan(old), read_plan(new)
    found = changes(before.lessons, after.lessons)
    return Difference(before, after, ChangeReport(_both(before, after), found))


def write(difference: Difference, path: Path) -> Path:
    """Write the changes as a workbook at `path`, in colour.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    from scheduler.exchange.output.half_days import frame
    from scheduler.exchange.output.workbook import render_changes

    check_workbook(path, _("changes are written as a workbook."))
    content = render_changes(difference.new, frame(difference.new), difference.report)
    return write_whole(path.parent, {path.name: content})[0].resolve()


def _both(old: Plan, new: Plan) -> Instance:
    """Return the later instance, with the trainers, rooms and cohorts that only the earlier knows."""
    before, after = old.instance, new.instance
    return replace(
        after,
        cohorts=(*after.cohorts, *(x for x in before.cohorts if x.id not in after.cohort)),
        trainers=(*after.trainers, *(x for x in before.trainers if x.id not in after.trainer)),
        rooms=(*after.rooms, *(x for x in before.rooms if x.id not in after.room)),
    )
