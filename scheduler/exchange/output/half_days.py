"""The plan as one table: a row per cohort, group and half-day."""

import csv
import io
from typing import TYPE_CHECKING, Any

from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Plan
from scheduler.domain.time import Half
from scheduler.text.signs import like_a_formula

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "cohort",
    "group",
    "curriculum",
    "session",
    "date",
    "half_day",
    "start",
    "end",
    "hours",
    "block",
    "module",
    "trainer",
    "room",
    "site",
    "mode",
    "pinned",
    "joint",
)
"""The columns of ``half_days.csv``: a public contract that may grow but does not change."""

FRENCH = (
    ("cohort", "Groupe"),
    ("cohort_name", "Nom du groupe"),
    ("group", "Sous-groupe"),
    ("curriculum", "Parcours"),
    ("session", "Regroupement"),
    ("date", "Date"),
    ("half_day", "Demi-journée"),
    ("start", "Début"),
    ("end", "Fin"),
    ("hours", "Heures"),
    ("block", "Bloc"),
    ("module", "Module"),
    ("module_title", "Intitulé du module"),
    ("trainer", "Formateur"),
    ("trainer_name", "Nom du formateur"),
    ("room", "Salle"),
    ("room_name", "Nom de la salle"),
    ("site", "Site"),
    ("site_name", "Nom du site"),
    ("mode", "Modalité"),
    ("pinned", "Figé"),
    ("joint", "Cours commun"),
)
"""The columns of ``half_days_excel.csv``, which is French whatever language is spoken."""

HALVES = {Half.AM: "matin", Half.PM: "après-midi"}
MODES = {Mode.IN_PERSON: "présentiel", Mode.REMOTE: "distanciel"}


def in_order(plan: Plan) -> list[Lesson]:
    """Return the lessons by cohort (in the order of the input), date, half-day and group."""
    rank = {cohort.id: number for number, cohort in enumerate(plan.instance.cohorts)}
    return sorted(plan.lessons, key=lambda x: (rank[x.cohort], x.day, x.half, x.group))


def block_id(instance: Instance, lesson: Lesson) -> str:
    """Return the block of the lesson's module: empty for an assessment or a foreign module."""
    curriculum = instance.curriculum_of(instance.cohort[lesson.cohort])
    block = curriculum.block_of.get(lesson.module)
    return "" if block is None else block.id


def frame(plan: Plan) -> "DataFrame":
    """Return the half-days as a table with the columns of :data:`COLUMNS`, in order.

    Dates are :class:`datetime.date`, hours floats, `pinned` booleans, all else text or whole
    numbers; an empty text stands for no trainer, no room, no block.
    """
    from pandas import DataFrame

    return DataFrame([_row(plan.instance, lesson) for lesson in in_order(plan)], columns=list(COLUMNS))


def csv_bytes(table: "DataFrame") -> bytes:
    """Return `table` as the bytes of ``half_days.csv``: UTF-8, commas, ISO dates."""
    text: str = table.assign(
        hours=table["hours"].map(lambda hours: f"{hours:g}"),
        pinned=table["pinned"].map({True: "true", False: "false"}),
    ).to_csv(index=False, lineterminator="\n")
    return text.encode("utf-8")


def excel_bytes(plan: Plan, table: "DataFrame") -> bytes:
    """Return `table` as a French Excel opens it: byte order mark, ``;``, decimal comma, names beside ids.

    A text that would be taken for a formula stands behind an apostrophe.
    """
    instance = plan.instance
    rooms = {room.id: room.name for room in instance.rooms}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(title for _column, title in FRENCH)
    for (_index, row), lesson in zip(table.iterrows(), in_order(plan), strict=True):
        module = instance.curriculum_of(instance.cohort[lesson.cohort]).by_id[lesson.module]
        values = row.to_dict() | {
            "date": f"{lesson.day:%d/%m/%Y}",
            "half_day": HALVES[lesson.half],
            "hours": f"{lesson.hours:g}".replace(".", ","),
            "mode": MODES[lesson.mode],
            "pinned": "oui" if lesson.pinned else "non",
            "cohort_name": instance.cohort[lesson.cohort].name,
            "module_title": module.title,
            "trainer_name": instance.trainer[lesson.trainer].name if lesson.trainer else "",
            "room_name": rooms.get(lesson.room or "", ""),
            "site_name": instance.site[row["site"]].name,
        }
        writer.writerow(defused(str(values[column])) for column, _title in FRENCH)
    return text.getvalue().encode("utf-8-sig")


def defused(text: str) -> str:
    """Return `text` so that a spreadsheet program that opens a CSV table takes it for text."""
    return f"'{text}" if like_a_formula(text) else text


def _row(instance: Instance, lesson: Lesson) -> tuple[Any, ...]:
    cohort = instance.cohort[lesson.cohort]
    start, end = lesson.span(instance)
    return (
        lesson.cohort,
        lesson.group,
        cohort.curriculum,
        lesson.session,
        lesson.day,
        lesson.half.value,
        f"{start:%H:%M}",
        f"{end:%H:%M}",
        lesson.hours,
        block_id(instance, lesson),
        lesson.module,
        lesson.trainer or "",
        lesson.room or "",
        cohort.site,
        lesson.mode.value,
        lesson.pinned,
        lesson.joint or "",
    )
