"""What reads well and can hardly be meant: dates of another year, one person twice, an island's zone."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from scheduler.caps import FIRST_YEAR
from scheduler.domain.cohort import PinKind
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.time import add_months, days
from scheduler.exchange.input.references import Library, Tables
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import folded
from scheduler.exchange.tables.rows import Row, Table
from scheduler.text import _
from scheduler.text.phrases import short_day

MAINLAND = ("metropole", "alsace-moselle")
"""Territories with school zones A, B and C."""

LONG = 366
"""Days after which a start window, an absence or a closure is more likely a slip of the pen."""


@dataclass(frozen=True)
class Period:
    """The days that a plan can use, the first and the last included."""

    first: date
    last: date

    def __str__(self) -> str:
        return _("{first} to {last}").format(first=short_day(self.first), last=short_day(self.last))


def note_oddities(
    tables: Tables,
    library: Library | None,
    today: date | None,
    running: Collection[str],
    complaints: Complaints,
) -> None:
    """Warn of what is understood and has no effect, or an effect that nobody can want.

    Parameters
    ----------
    library
        The curricula, which say how long a cohort trains at most; None says nothing about dates.
    today
        The day from which dates are past; None calls nothing past.
    running
        Cohorts that have a plan: their start is past for a good reason.
    """
    for row in tables["centre"].rows:
        _midnight(row, complaints)
    for row in tables["learners"].rows:
        _hired(row, complaints)
    for row in tables["sites"].rows:
        _island(row, complaints)
    _twice(tables["trainers"], complaints)
    _twice(tables["learners"], complaints)
    for row in tables["cohorts"].rows:
        _window(row, None if row.get("id") in running else today, complaints)
    periods = {row.get("id"): _period(row, library or {}) for row in tables["cohorts"].rows}
    known = [period for period in periods.values() if period]
    if not known or len(known) < len(periods):
        return
    whole = Period(min(x.first for x in known), max(x.last for x in known))
    for key in ("absences", "closures"):
        for row in tables[key].rows:
            _days_away(row, whole, complaints)
    for row in tables["pins"].rows:
        _pinned(row, periods.get(row.get("cohort")) or whole, complaints)


def _period(row: Row, library: Library) -> Period | None:
    """Return the days on which a cohort can train; None if its row does not say."""
    curriculum: Curriculum | None = library.get(row.get("curriculum") or "")
    first, last = row.get("start_from"), row.get("start_to")
    if not (curriculum and first and last) or last < first or "max_months" in row.refused:
        return None
    months = row.get("max_months")
    return Period(first, add_months(last, curriculum.max_months if months is None else months))


def _midnight(row: Row, complaints: Complaints) -> None:
    """Warn of a morning that begins at midnight; an afternoon at midnight is an error, before the morning."""
    if row.get("morning_start") == time():
        complaints.warning(
            row.places["morning_start"],
            _("The morning begins at midnight (00:00)."),
            _("Write for example 09:00; 09:00 is also what an empty cell means."),
        )


def _hired(row: Row, complaints: Complaints) -> None:
    hired = row.get("hire_date")
    if hired and hired.year < FIRST_YEAR.most:
        complaints.warning(
            row.places["hire_date"],
            _("Hired on {day}: the deadline to be certified counts from then, and has long passed.").format(
                day=short_day(hired)
            ),
            _("Check the year; leave the cell empty if the learner has no deadline."),
        )


def _island(row: Row, complaints: Complaints) -> None:
    territory = row.get("territory") or "metropole"
    if row.refused & {"territory"}:
        return
    if territory not in MAINLAND and row.get("school_zone"):
        complaints.warning(
            row.places["school_zone"],
            _("Zone {zone} is of mainland France: overseas has school holidays of its own.").format(
                zone=row.get("school_zone")
            ),
            _("Clear the cell, write “ignore” for school holidays, and enter them as closures."),
        )
    if territory != "alsace-moselle" and row.get("good_friday"):
        complaints.warning(
            row.places["good_friday"],
            _("Good Friday is a public holiday in Alsace-Moselle only: this changes nothing here."),
            _("Write “no”; if the site closes on that day, enter it as a closure."),
        )


def _twice(table: Table, complaints: Complaints) -> None:
    seen: dict[str, Row] = {}
    for row in table.rows:
        name, own = row.get("name"), row.get("id")
        if not name or not own:
            continue
        first = seen.setdefault(" ".join(sorted(folded(name).split())), row)
        if first is not row and first.get("id") != own:
            complaints.warning(
                row.places["name"],
                _("“{name}” is also line {line}, under another identifier ({id}).").format(
                    name=name, line=first.number, id=first.get("id")
                ),
                _("If this is one person, keep one line: they could be planned in two places at once."),
            )


def _window(row: Row, today: date | None, complaints: Complaints) -> None:
    first, last = row.get("start_from"), row.get("start_to")
    if not first or not last or last < first:
        return
    if today and last < today:
        complaints.warning(
            row.places["start_to"],
            _("The start window is past: it ended on {day}.").format(day=short_day(last)),
            _("Check the year."),
        )
    elif (last - first).days > LONG:
        complaints.warning(
            row.places["start_to"],
            _("The start window lasts {days} days.").format(days=(last - first).days),
            _("Check the year."),
        )


def _days_away(row: Row, period: Period, complaints: Complaints) -> None:
    first, last = row.get("first"), row.get("last")
    if not first or not last or last < first:
        return
    written = Period(first, last)
    if last < period.first or first > period.last:
        complaints.warning(
            row.places["first"],
            _("{days}: outside the period of the plan ({period}), so it changes nothing.").format(
                days=written, period=period
            ),
            _("Check the year, or delete the row."),
        )
    elif (last - first).days > LONG:
        complaints.warning(
            row.places["last"],
            _("{days}: this is more than a year.").format(days=written),
            _("Check the year."),
        )
    elif all(day.weekday() > 4 for day in days(first, last)):
        complaints.warning(
            row.places["first"],
            _("{days}: only days of a weekend, so it changes nothing.").format(days=written),
            _("Check the dates, or delete the row."),
        )


def _pinned(row: Row, period: Period, complaints: Complaints) -> None:
    day = row.get("day")
    if not day or period.first <= day <= period.last:
        return
    fixed = row.get("kind") is PinKind.FIX
    if fixed and day < period.first:
        # Told as an error: nothing can take place before the group starts.
        return
    complaints.warning(
        row.places["day"],
        _("{day} is outside the period in which lessons can be ({period}).").format(
            day=short_day(day), period=period
        ),
        _("Check the year.") if fixed else _("Check the year, or delete the row."),
    )
