"""The centre's own hours of modules, from the sheet of hours."""

from scheduler.curricula import override_hours
from scheduler.domain.curriculum import Curriculum
from scheduler.errors import InputError
from scheduler.exchange.input.references import Library, Tables
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.rows import Row
from scheduler.text import _


def used_curricula(tables: Tables, library: Library, complaints: Complaints) -> tuple[Curriculum, ...]:
    """Return the curricula that cohorts follow, with the centre's own hours, and note what is wrong."""
    names = dict.fromkeys(row.get("curriculum") for row in tables["cohorts"].rows)
    used = [library[name] for name in names if name in library]
    hours = [row for row in tables["hours"].rows if not row.refused]
    seen: dict[tuple[str, str], int] = {}
    for row in hours:
        key = (row.values["curriculum"], row.values["module"])
        if key in seen:
            complaints.error(
                row.places["module"],
                _("The hours of {module} are already given in line {line}.").format(
                    module=key[1], line=seen[key]
                ),
                _("Keep one of them."),
            )
        seen.setdefault(key, row.number)
        if key[0] in library and library[key[0]] not in used:
            complaints.warning(
                row.places["curriculum"],
                _("No group follows {curriculum}: these hours change nothing.").format(curriculum=key[0]),
            )
    return tuple(_with_hours(curriculum, hours, complaints) for curriculum in used)


def _with_hours(curriculum: Curriculum, rows: list[Row], complaints: Complaints) -> Curriculum:
    mine = {row.values["module"]: row for row in rows if row.values["curriculum"] == curriculum.id}
    if not mine:
        return curriculum

    first = next(iter(mine.values()))
    try:
        return override_hours(
            curriculum,
            {module: row.values["hours"] for module, row in mine.items()},
            lambda module: mine.get(module, first).places["hours"].text,
        )
    except InputError as error:
        complaints.extend(error.problems, first.places["hours"].order)
        return curriculum
