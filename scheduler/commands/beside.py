"""Who is in a calendar: it names nobody, the ``plan.json`` of the same plan beside it does."""

from collections import Counter
from pathlib import Path

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Plan
from scheduler.exchange.output import read_plan
from scheduler.exchange.output.sets import PLAN, number_in
from scheduler.text import _


def people_beside(source: Path, plan: Plan) -> Instance | None:
    """Return the facts of the plan.json beside a calendar, with people; None if there is none of its plan.

    It is of its plan if it bears the same number, or neither bears one, and has the same groups with as
    many learners: a number alone may have been copied.

    Raises
    ------
    InputError
        If there is one that bears the number of the calendar and cannot be read.
    """
    beside = source.with_name(PLAN)
    if not beside.exists() or number_in(beside) != number_in(source):
        return None
    instance = read_plan(beside).instance
    return instance if _groups(instance) == _groups(plan.instance) else None


def nobody_beside(source: Path) -> str:
    """Return why a calendar has no people, in words."""
    if source.with_name(PLAN).exists():
        return _("the plan.json beside it is of another plan")
    return _("no plan.json of this calendar lies beside it")


def _groups(instance: Instance) -> dict[str, int]:
    return {x.id: 0 for x in instance.cohorts} | Counter(x.cohort for x in instance.learners)
