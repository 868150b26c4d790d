"""Words of the workbook: what its tabs say, dates, numbers and states, in the language now spoken."""

from collections.abc import Collection
from datetime import date, time

from scheduler.domain.plan import Mended, Plan, Status
from scheduler.domain.rules import RULE
from scheduler.domain.time import add_months
from scheduler.exchange.input.tables import RESULT
from scheduler.exchange.output.workbook.columns import SESSIONS
from scheduler.text import LANGUAGES, N_, _, language, plural, speaking
from scheduler.text.phrases import WEEKDAYS, short_day
from scheduler.text.signs import dropped

SUMMARY = N_("Summary")
CHANGES = N_("Changes")
EDITS = N_("Your edits")
MIGRATION = N_("Change of curriculum")
OCCASIONAL = (CHANGES, EDITS, MIGRATION)
"""The tabs of plans that came from others."""

TRAINERS = N_("Trainers")
ROOMS = N_("Rooms")
TRAINER_PAGES = N_("Trainers' calendars")
ROOM_PAGES = N_("Rooms' calendars")
HOURS = N_("Hours control")
PROGRESS = N_("Progress")
LEGEND = N_("Legend")
LISTS = N_("Lists")

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def fixed_titles() -> tuple[str, ...]:
    """Return the tabs that every calendar has, in the language now spoken and in their order."""
    before = (SUMMARY,)
    after = (TRAINERS, TRAINER_PAGES, ROOMS, ROOM_PAGES, HOURS, PROGRESS, LEGEND, LISTS)
    return (*map(_, before), SESSIONS.title, *map(_, after), RESULT)


def planner_title(wanted: str, taken: Collection[str]) -> str:
    r"""Return a tab as near to `wanted` as spreadsheets allow, and unlike those `taken`.

    At most 31 signs, none of ``[]:*?/\``, no apostrophe at the ends, capitals alike to small letters.
    """
    used = {title.casefold() for title in (*taken, "history")}
    for each in LANGUAGES:
        with speaking(each):
            used |= {title.casefold() for title in (*fixed_titles(), *map(_, OCCASIONAL))}
    clean = "".join("-" if sign in "[]:*?/\\" else sign for sign in dropped(wanted)).strip("' ") or "-"
    title, number = clean[:31].rstrip("'"), 2
    while title.casefold() in used:
        title, number = f"{clean[:26]} ({number})", number + 1
    return title


def month(day: date) -> str:
    """Return month and year: ``janvier 2027``."""
    return f"{_(MONTHS[day.month - 1])} {day.year}"


def months(first: date, last: date) -> list[date]:
    """Return the first day of each month from `first` to `last`."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first.replace(day=1), number) for number in range(count)]


def weekday_letter(day: date) -> str:
    """Return the first letter of the weekday."""
    return _(WEEKDAYS[day.weekday()])[0].upper()


def day_number(day: date) -> str:
    """Return the day of the month: ``2``, in French ``1er`` for the first."""
    return "1er" if language() == "fr" and day.day == 1 else str(day.day)


def long_date(day: date) -> str:
    """Return a date in full: ``lundi 1er février 2027``."""
    return f"{_(WEEKDAYS[day.weekday()])} {day_number(day)} {month(day)}"


def short_date(day: date) -> str:
    """Return a date in digits: ``01/02/2027`` in French, ``2027-02-01`` in English."""
    return short_day(day)


def date_format() -> str:
    """Return the number format of dates, which shows the same language on every computer."""
    return "[$-40C]ddd d mmm yyyy" if language() == "fr" else "[$-409]ddd d mmm yyyy"


def rule_note(code: str) -> str:
    """Return what a rule says, for a note on what it is about."""
    return f"{code} · {_(RULE[code].sentence)}"


def month_format() -> str:
    """Return the number format of months, short, which shows the same language on every computer."""
    return "[$-40C]mmm yy" if language() == "fr" else "[$-409]mmm yy"


def clock(moment: time) -> str:
    """Return a time of day: ``9 h 00`` in French, ``9:00`` in English."""
    separator = " h " if language() == "fr" else ":"
    return f"{moment.hour}{separator}{moment.minute:02}"


def who_is_left_out(plan: Plan) -> str:
    """Return that the plan is partial and which cohorts have no calendar; empty if all have one."""
    names = ", ".join(one.cohort for one in plan.left_out)
    return _("Partial plan: no calendar for {cohorts}").format(cohorts=names) if names else ""


def status(plan: Plan) -> str:
    """Return what is proved about the plan, in a sentence."""
    if plan.mended is not None:
        return _mended(plan.mended)
    if plan.status is Status.OPTIMAL and plan.kept:
        return plural(
            "Optimal beside {cohorts}, which stays as it is: proved",
            "Optimal beside {cohorts}, which stay as they are: proved",
            len(plan.kept),
        ).format(cohorts=", ".join(plan.kept))
    if plan.status is Status.OPTIMAL:
        return _("Optimal: proved, no plan costs less")
    if plan.status is Status.FEASIBLE:
        text = _("Feasible: this plan costs {cost}, and it is proved that none costs less than {bound}")
        return text.format(cost=plan.objective, bound=plan.bound)
    return _("No plan found")


def _mended(mended: Mended) -> str:
    if not mended.changed:
        return _("As it was: nothing had to change")
    said = plural(
        "Changed as little as can be, proved: {count} half-day",
        "Changed as little as can be, proved: {count} half-days",
        mended.changed,
    )
    if mended.changed > mended.fewest:
        said = plural(
            "Changed in {count} half-day; at least {fewest} must, as far as is proved",
            "Changed in {count} half-days; at least {fewest} must, as far as is proved",
            mended.changed,
        )
    return said.format(count=mended.changed, fewest=mended.fewest)
