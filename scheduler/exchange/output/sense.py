"""Values that have the right type and still make no plan: said before anything computes with them."""

from collections.abc import Iterator
from datetime import date

from scheduler.calendars import SCHOOL_ZONES, TERRITORIES
from scheduler.domain.plan import Plan
from scheduler.domain.settings import TERM
from scheduler.errors import Problem
from scheduler.text import _

LONGEST = 12.0
"""Hours that one half-day can at most be asked to last."""

YEARS = range(2000, 2101)
"""Years in which a lesson can lie; beyond, nobody knows the holidays."""


def hours_make_sense(hours: float) -> bool:
    """Tell whether a half-day can last `hours`; how long it must last is the checker's question."""
    return 0 < hours <= LONGEST


def day_makes_sense(day: date) -> bool:
    """Tell whether a lesson can lie on `day`."""
    return day.year in YEARS


def senseless(plan: Plan, where: str) -> Iterator[Problem]:
    """Yield one problem per value that no plan can hold."""
    for site in plan.instance.sites:
        if site.territory not in TERRITORIES:
            yield _unknown(where, "territory", site.territory, ", ".join(TERRITORIES))
        if site.school_zone not in (None, *SCHOOL_ZONES):
            yield _unknown(where, "school_zone", site.school_zone, ", ".join(SCHOOL_ZONES))
    for term in (*(cost.term for cost in plan.costs), *plan.settings.weights):
        if term not in TERM:
            yield _unknown(where, "term", term, ", ".join(TERM))
    for number, lesson in enumerate(plan.lessons):
        if not hours_make_sense(lesson.hours):
            message = _("“{cell}” is not a number of hours.").format(cell=lesson.hours)
            yield Problem(f"{where} plan.lessons[{number}].hours", message)
        if not day_makes_sense(lesson.day):
            message = _("“{cell}” is not a date of a plan.").format(cell=lesson.day)
            yield Problem(f"{where} plan.lessons[{number}].day", message)


def _unknown(where: str, path: str, value: object, choices: str) -> Problem:
    message = _("“{path}” is “{value}”; it can be {choices}.")
    return Problem(where, message.format(path=path, value=value, choices=choices))
