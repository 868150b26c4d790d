"""What must hold inside a row, and between a row and what it refers to."""

from datetime import date, datetime, time, timedelta

from scheduler.caps import START_WINDOW_DAYS, YEARS_APART
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.time import HALF_DAY_HOURS, WORKING_WEEK, Weekday
from scheduler.exchange.input.references import Library, Tables
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import normal
from scheduler.exchange.tables.rows import Row, Table
from scheduler.exchange.tables.words import WEEKDAYS
from scheduler.text import _
from scheduler.text.phrases import short_day


def check_rows(tables: Tables, library: Library | None, complaints: Complaints) -> None:
    """Note everything that cannot be meant; cells already refused are left alone."""
    _one_centre(tables["centre"], complaints)
    for key in ("absences", "closures"):
        for row in tables[key].rows:
            _in_order(row, "first", "last", _("The last day comes before the first."), complaints)
    for row in tables["cohorts"].rows:
        _in_order(row, "start_from", "start_to", _("The start window ends before it begins."), complaints)
        _window(row, complaints)
        _weekdays(row, complaints)
        _months(row, library, complaints)
    _far_apart(tables["cohorts"], complaints)
    for row in tables["absences"].rows:
        _another(row, tables["trainers"], complaints)
    for row in tables["closures"].rows:
        _room_of_site(row, tables, complaints)


def _one_centre(table: Table, complaints: Complaints) -> None:
    titles = {normal(name) for column in table.sheet.columns for name in column.names}
    for row in table.rows:
        if normal(row.get("name") or "") in titles:
            # One thing alone is often written down, with its titles in the first column.
            complaints.error(
                row.places["name"],
                _("“{value}” is the title of a column.").format(value=row.values["name"]),
                _("Write the titles side by side in one line, and the values below."),
            )
            return
    for row in table.rows[1:]:
        complaints.error(
            row.places["name"],
            _("The centre takes one single row."),
            _("Put your places in the sheet of sites."),
        )
    for row in table.rows:
        morning = row.get("morning_start") or time(9, 0)
        afternoon = row.get("afternoon_start") or time(13, 30)
        lasts = timedelta(hours=HALF_DAY_HOURS)
        if row.refused & {"morning_start", "afternoon_start"}:
            continue
        if datetime.combine(date.min, morning) + lasts > datetime.combine(date.min, afternoon):
            complaints.error(
                row.places["afternoon_start"],
                _("The afternoon ({afternoon}) begins before the morning ({morning}) has ended.").format(
                    afternoon=f"{afternoon:%H:%M}", morning=f"{morning:%H:%M}"
                ),
                _("A half-day lasts 3.5 h."),
            )
        elif (datetime.combine(date.min, afternoon) + lasts).date() != date.min:
            complaints.error(
                row.places["afternoon_start"],
                _("The afternoon ({afternoon}) would end after midnight.").format(
                    afternoon=f"{afternoon:%H:%M}"
                ),
                _("A half-day lasts 3.5 h."),
            )


def _in_order(row: Row, first: str, last: str, message: str, complaints: Complaints) -> None:
    begins, ends = row.get(first), row.get(last)
    if begins and ends and ends < begins:
        complaints.error(
            row.places[last],
            message,
            _("{last} is before {first}: swap them or correct the year.").format(
                last=short_day(ends), first=short_day(begins)
            ),
        )


def _another(row: Row, trainers: Table, complaints: Complaints) -> None:
    """Note a substitute who is the one away, and warn of one who has none of the skills."""
    names = row.get("trainer"), row.get("substitute")
    if None in names:
        return
    if names[0] == names[1]:
        complaints.error(
            row.places["substitute"],
            _("“{trainer}” cannot stand in for themselves.").format(trainer=names[0]),
            _("Name somebody else, or clear the cell: the modules then wait."),
        )
        return
    skills = [set(x.get("skills") or ()) for name in names for x in trainers.rows if x.get("id") == name]
    if len(skills) == len(names) and all(skills) and not skills[0] & skills[1]:
        complaints.warning(
            row.places["substitute"],
            _("“{substitute}” has none of the skills of “{trainer}”, and never stands in.").format(
                substitute=names[1], trainer=names[0]
            ),
            _(
                "Name somebody with the skill of the modules, or add it to the skills of “{substitute}”."
            ).format(substitute=names[1]),
        )


def _window(row: Row, complaints: Complaints) -> None:
    first, last = row.get("start_from"), row.get("start_to")
    if first and last and (last - first).days > START_WINDOW_DAYS.most:
        complaints.error(
            row.places["start_to"],
            _("The start window lasts {count} days; at most {most} are searched.").format(
                count=(last - first).days, most=START_WINDOW_DAYS.most
            ),
            _("Correct the year, or choose an earlier last day."),
        )


def _far_apart(table: Table, complaints: Complaints) -> None:
    """Note the group that starts too long after the first one: both are on one calendar."""
    rows = [row for row in table.rows if row.get("start_from")]
    if not rows:
        return
    early = min(rows, key=lambda row: row.values["start_from"])
    late = max(rows, key=lambda row: row.values["start_from"])
    first, last = early.values["start_from"], late.values["start_from"]
    if last.year - first.year > YEARS_APART.most:
        complaints.error(
            late.places["start_from"],
            _("{late} is more than {most} years after {early} (line {line}).").format(
                late=f"{last:%d/%m/%Y}", most=YEARS_APART.most, early=f"{first:%d/%m/%Y}", line=early.number
            ),
            _("Correct the year of one of the two."),
        )


def _weekdays(row: Row, complaints: Complaints) -> None:
    for key in ("weekdays", "preferred_weekdays"):
        weekend = [day for day in row.get(key) or () if day not in WORKING_WEEK]
        if weekend:
            row.refused.add(key)
            complaints.error(
                row.places[key],
                _("No training takes place on a weekend ({days}).").format(days=_said(weekend)),
                _("Keep days from Monday to Friday."),
            )
    allowed = row.get("weekdays") or WORKING_WEEK
    if "weekdays" in row.refused:
        return
    if not any(day + 1 in allowed for day in allowed):
        complaints.error(
            row.places["weekdays"],
            _("No two days follow each other in “{days}”.").format(days=_said(allowed)),
            _("A session is two days in a row: allow for example {example}.").format(
                example=_said((Weekday.MON, Weekday.TUE))
            ),
        )
    outside = [day for day in row.get("preferred_weekdays") or () if day not in allowed]
    if outside and "preferred_weekdays" not in row.refused:
        complaints.warning(
            row.places["preferred_weekdays"],
            _("Preferred, but not among the days allowed: {days}.").format(days=_said(outside)),
            _("Add it to the allowed days, or prefer another."),
        )


def _said(days: tuple[Weekday, ...] | list[Weekday]) -> str:
    return ", ".join(choice.word for choice in WEEKDAYS if choice.value in days)


def _months(row: Row, library: Library | None, complaints: Complaints) -> None:
    curriculum: Curriculum | None = (library or {}).get(row.get("curriculum") or "")
    least, most = row.get("min_months"), row.get("max_months")
    if (least is None and most is None) or row.refused & {"min_months", "max_months"}:
        return
    if curriculum:
        least = curriculum.min_months if least is None else least
        most = curriculum.max_months if most is None else most
    if least is not None and most is not None and least > most:
        complaints.error(
            row.places["min_months" if row.get("min_months") is not None else "max_months"],
            _("At least {least} months, but at most {most}.").format(least=least, most=most),
            _("An empty cell keeps the curriculum's own duration."),
        )


def _room_of_site(row: Row, tables: Tables, complaints: Complaints) -> None:
    room = find(tables["rooms"], row.get("room"))
    if room and row.get("site") and room.get("site") not in (None, row.get("site")):
        complaints.error(
            row.places["room"],
            _("Room “{room}” is not at site “{site}”.").format(room=row.get("room"), site=row.get("site")),
            _("Leave the site empty to close this room."),
        )


def find(table: Table, identifier: str | None) -> Row | None:
    """Return the row of a table with an identifier, None without one."""
    return next((row for row in table.rows if identifier and row.get("id") == identifier), None)
