"""What the tabs of the workbook say; those of the year planners are the cohorts' identifiers."""

from collections.abc import Collection

from scheduler.text import N_, _
from scheduler.text.signs import dropped

SUMMARY = N_("Summary")
SESSIONS = N_("Half-days")
TRAINERS = N_("Trainers")
ROOMS = N_("Rooms")
HOURS = N_("Hours control")
LEGEND = N_("Legend")
LISTS = N_("Lists")
PLAN = "scheduler-plan"
"""The hidden sheet that carries the plan: programs look for it, so it is never translated."""

FIXED = (SUMMARY, SESSIONS, TRAINERS, ROOMS, HOURS, LEGEND, LISTS, PLAN)


def planner_title(wanted: str, taken: Collection[str]) -> str:
    r"""Return a tab as near to `wanted` as spreadsheets allow, and unlike those `taken`.

    At most 31 signs, none of ``[]:*?/\``, no apostrophe at the ends, capitals alike to small letters.
    """
    used = {title.casefold() for title in (*taken, *FIXED, *(_(title) for title in FIXED), "history")}
    clean = "".join("-" if sign in "[]:*?/\\" else sign for sign in dropped(wanted)).strip("' ") or "-"
    title, number = clean[:31].rstrip("'"), 2
    while title.casefold() in used:
        title, number = f"{clean[:26]} ({number})", number + 1
    return title
