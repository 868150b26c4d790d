"""Seats that were promised to learners who catch up: tables kept beside the plan, one or many."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from scheduler.domain.catching_up import Promise
from scheduler.errors import InputError
from scheduler.exchange.missed import raw_of
from scheduler.exchange.tables.cells import Context
from scheduler.exchange.tables.columns import Column, Kind, TableSheet
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.rows import read_table
from scheduler.exchange.tables.words import HALVES
from scheduler.text import N_, _

ENDINGS = (".xlsx", ".csv")

PROMISED = TableSheet(
    "promised", "Places promises", "Promised seats", N_("Lessons that learners have in other groups."),
    (
        Column("learner", "Apprenant", "Learner", Kind.TEXT,
               N_("Identifier or name of a learner of the plan."), required=True, example="A01"),
        Column("day", "Date", "Date", Kind.DATE, N_("Day/month/year, for example 31/01/2027."), required=True,
               example=date(2027, 1, 31)),
        Column("half", "Demi-journée", "Half-day", Kind.CHOICE,
               N_("Morning or afternoon; the whole day if empty."), choices=HALVES),
        Column("group", "Groupe", "Group", Kind.TEXT,
               N_("The group that has the lesson; a parallel one with its number: G1/2."), required=True,
               example="CQP-A"),
    ),
    required=True,
)  # fmt: skip


def read_promised(paths: Iterable[Path]) -> tuple[Promise, ...]:
    """Return the seats that tables promise: workbooks, CSV files, or folders of such.

    Raises
    ------
    InputError
        With every cell that cannot be read.
    """
    complaints = Complaints()
    found: list[Promise] = []
    for path in dict.fromkeys(file for given in paths for file in _files(given)):
        for row in read_table(PROMISED, 0, raw_of(path, PROMISED), Context(), complaints).rows:
            learner, day, group = row.get("learner"), row.get("day"), row.get("group")
            if learner is not None and day is not None and group is not None and "half" not in row.refused:
                place = row.places["group"].text
                # A workbook's cell does not say in which workbook.
                place = place if place.startswith(path.name) else f"{path.name} {place}"
                found.append(Promise(learner, day, row.get("half"), group, place))
    complaints.warnings()
    return tuple(found)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    inside = sorted(x for x in path.iterdir() if x.suffix.lower() in ENDINGS and x.name[:1] not in "~.")
    if not inside:
        raise InputError.at(
            str(path), _("this folder holds no workbook and no CSV file."), _("Give the file itself.")
        )
    yield from inside
