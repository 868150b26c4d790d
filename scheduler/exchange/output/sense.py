"""Values that have the right type and still make no plan: said before anything computes with them."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import Any

from scheduler.calendars import SCHOOL_ZONES, TERRITORIES
from scheduler.caps import (
    CURRICULUM_FILES,
    CURRICULUM_MONTHS,
    FIRST_HIRE_YEAR,
    FIRST_YEAR,
    GAP_WEEKS,
    LAST_YEAR,
    PLAN_LEVELS,
    PLAN_LIST,
    ROWS,
    START_WINDOW_DAYS,
)
from scheduler.curricula import sizes
from scheduler.domain.curriculum import Module
from scheduler.domain.joint import JointModule
from scheduler.domain.plan import Plan
from scheduler.domain.settings import TERM
from scheduler.errors import Problem
from scheduler.text import _

LONGEST = 12.0
"""Hours that one half-day can at most be asked to last."""

YEARS = range(FIRST_YEAR.most, LAST_YEAR.most + 1)
"""Years in which a lesson can lie; beyond, nobody knows the holidays."""

_HIRE_YEARS = range(FIRST_HIRE_YEAR.most, LAST_YEAR.most + 1)
_TABLES = ROWS | {"curricula": CURRICULUM_FILES}
"""How long the lists of the input can be, by their key."""


def hours_make_sense(hours: float) -> bool:
    """Tell whether a half-day can last `hours`; how long it must last is the checker's question."""
    return 0 < hours <= LONGEST


def day_makes_sense(day: date) -> bool:
    """Tell whether a lesson can lie on `day`."""
    return day.year in YEARS


def too_much(value: Any, where: str) -> Iterator[Problem]:
    """Yield one problem per list of a plan that is too long, or lies too deep, to be looked into.

    Parameters
    ----------
    value
        The plan as JSON has it, whatever it may be.
    """
    left: list[tuple[str, str, Any, int]] = [("plan", "plan", value, 1)]
    while left:
        path, key, item, level = left.pop()
        if level > PLAN_LEVELS.most:
            message = _("“{path}” lies too deep: at most {most} levels are read.")
            yield Problem(where, message.format(path=path, most=PLAN_LEVELS.most))
        elif isinstance(item, dict):
            left += [
                (f"{path}.{name}"[:80], name, inside, level + 1)
                for name, inside in item.items()
                if isinstance(inside, dict | list)
            ]
        elif isinstance(item, list):
            most = _TABLES.get(key, PLAN_LIST).most
            if len(item) > most:
                message = _("“{path}” has {count} entries; at most {most} are read.")
                yield Problem(where, message.format(path=path, count=len(item), most=most))
            else:
                left += [
                    (f"{path}[{i}]"[:80], "", x, level + 1)
                    for i, x in enumerate(item)
                    if isinstance(x, dict | list)
                ]


def senseless(plan: Plan, where: str) -> Iterator[Problem]:
    """Yield one problem per value that no plan can hold."""
    yield from _sizes(plan, where)
    yield from _far_days(plan, where)
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


def _sizes(plan: Plan, where: str) -> Iterator[Problem]:
    """Yield what is larger than any curriculum or cohort can be."""
    for number, curriculum in enumerate(plan.instance.curricula):
        for flaw in sizes(curriculum):
            inside = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in flaw.path)
            place = f"{where} plan.instance.curricula[{number}]{inside}"
            yield Problem(place, flaw.message, flaw.hint)
    yield from _group_sizes(plan, where)
    for number, cohort in enumerate(plan.instance.cohorts):
        place = f"{where} plan.instance.cohorts[{number}]"
        window = (cohort.start_to - cohort.start_from).days
        for key, value, cap in (
            ("min_months", cohort.min_months, CURRICULUM_MONTHS),
            ("max_months", cohort.max_months, CURRICULUM_MONTHS),
            ("max_gap_weeks", cohort.max_gap_weeks, GAP_WEEKS),
            ("start_to", window, START_WINDOW_DAYS),
        ):
            if value is not None and not 0 <= value <= cap.most:
                message = _("{value} is not between {least} and {most}.")
                yield Problem(f"{place}.{key}", message.format(value=value, least=0, most=cap.most))


def _group_sizes(plan: Plan, where: str) -> Iterator[Problem]:
    """Yield the limits of groups that hold nobody: into such groups nobody can be divided."""
    limited: list[tuple[str, JointModule | Module]] = [
        (f"curricula[{number}] {module.id}", module)
        for number, curriculum in enumerate(plan.instance.curricula)
        for module in curriculum.items
    ]
    limited += [(f"joint_modules[{number}]", x) for number, x in enumerate(plan.instance.joint_modules)]
    for place, thing in limited:
        for key, value in (("group_min", thing.group_min), ("group_max", thing.group_max)):
            if value is not None and value < 1:
                message = _("“{key}” is {value}.").format(key=key, value=value)
                hint = _("Write {least} or more.").format(least=1)
                yield Problem(f"{where} plan.instance.{place}", message, hint)


def _far_days(plan: Plan, where: str) -> Iterator[Problem]:
    """Yield the days of the input that lie outside :data:`YEARS`."""
    for table in ("absences", "closures", "cohorts", "learners", "pins"):
        for number, row in enumerate(getattr(plan.instance, table)):
            for field in dataclasses.fields(row):
                day = getattr(row, field.name)
                # Whoever trains may have been hired long ago.
                hired = isinstance(day, date) and field.name == "hire_date"
                if isinstance(day, date) and not (day.year in _HIRE_YEARS if hired else day_makes_sense(day)):
                    place = f"{where} plan.instance.{table}[{number}].{field.name}"
                    yield Problem(place, _("“{cell}” is not a date of a plan.").format(cell=day))


def _unknown(where: str, path: str, value: object, choices: str) -> Problem:
    message = _("“{path}” is “{value}”; it can be {choices}.")
    return Problem(where, message.format(path=path, value=value, choices=choices))
