"""Half-days that learners missed: a table that the front desk keeps beside the plan."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from scheduler.caps import TABLE_BYTES, WORKBOOK_BYTES
from scheduler.caps.files import read_bytes
from scheduler.domain.agendas import Agendas, Reader, ReaderKind
from scheduler.domain.cohort import Learner
from scheduler.domain.time import Half
from scheduler.errors import InputError
from scheduler.exchange.input.csv_folder import DELIMITERS, read_text
from scheduler.exchange.tables.cells import Context
from scheduler.exchange.tables.columns import Column, Kind, TableSheet
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import folded, nearest, normal
from scheduler.exchange.tables.raw import RawTable
from scheduler.exchange.tables.rows import Row, read_table
from scheduler.exchange.tables.words import HALVES
from scheduler.exchange.tables.workbook import open_book, raw_table
from scheduler.text import N_, _
from scheduler.text.phrases import short_day

Missed = Mapping[str, frozenset[tuple[date, Half]]]
"""The half-days that each learner missed, by identifier."""

SHEET = TableSheet(
    "missed", "Absences des apprenants", "Learners' absences", N_("Half-days that learners missed."),
    (
        Column("learner", "Apprenant", "Learner", Kind.TEXT,
               N_("Identifier or name of a learner of the plan."), required=True, example="A01",
               to="learners"),
        Column("day", "Date", "Date", Kind.DATE, N_("Day/month/year, for example 31/01/2027."), required=True,
               example=date(2027, 1, 31)),
        Column("half", "Demi-journée", "Half-day", Kind.CHOICE,
               N_("Morning or afternoon; the whole day if empty."), choices=HALVES),
    ),
)  # fmt: skip


def read_missed(path: Path, agendas: Agendas) -> Missed:
    """Return the half-days that the table at `path`, a workbook or a CSV file, says were missed.

    A table without a row says that nobody was absent.

    Raises
    ------
    InputError
        With every cell that cannot be read, names nobody of the plan, or a day without a lesson.
    """
    complaints, raw = Complaints(), raw_of(path, SHEET)
    table = read_table(SHEET, 0, raw, Context(), complaints)
    if all(row.blank for row in raw.rows):
        complaints.error(table.place, _("The sheet is empty."), _("Give it a line of titles at least."))
    missed: dict[str, set[tuple[date, Half]]] = {}
    for row in table.rows:
        for learner, slot in _slots(row, agendas, complaints):
            missed.setdefault(learner, set()).add(slot)
    complaints.warnings()
    return {name: frozenset(slots) for name, slots in missed.items()}


def raw_of(path: Path, sheet: TableSheet) -> RawTable:
    """Return the cells of a CSV file, or of a workbook's sheet of this name, else of its first.

    Raises
    ------
    InputError
        If there is none.
    """
    if path.suffix.lower() != ".xlsx":
        data = read_bytes(path, TABLE_BYTES, path.name)
        return read_text(data, path, lambda lines: max(DELIMITERS, key=lines[0].count) if lines else ";")
    book = open_book(read_bytes(path, WORKBOOK_BYTES), path.name)
    if not book.sheets:
        raise InputError.at(
            path.name,
            _("none of its sheets can be read."),
            _("Open it in a spreadsheet program, and save it as .xlsx again."),
        )
    names = {normal(name) for name in sheet.names}
    return raw_table(book, next((x for x in book.sheets if normal(x.title) in names), book.sheets[0]))


def _slots(row: Row, agendas: Agendas, complaints: Complaints) -> Iterator[tuple[str, tuple[date, Half]]]:
    """Yield what a row says was missed, as far as the learner has lessons there."""
    wanted, day, half = row.get("learner"), row.get("day"), row.get("half")
    if wanted is None or day is None:
        return
    learners = agendas.instance.learners
    meant = learners_called(learners, wanted)
    if len(meant) != 1:
        among = {name: x for x in learners for name in (x.name, x.id) if name}
        close = nearest(wanted, among)
        message = (
            _("“{name}” may mean several learners: {learners}.").format(
                name=wanted, learners=", ".join(x.id for x in meant)
            )
            if meant
            else _("“{name}” is not in the plan.").format(name=wanted)
        )
        hint = _("Did you mean {learners}?").format(learners=close) if close and not meant else ""
        complaints.error(row.places["learner"], message, hint)
        return
    meetings = agendas[Reader(ReaderKind.LEARNER, meant[0].id)].meetings
    slots = [(x.lesson.day, x.lesson.half) for x in meetings]
    found = [slot for slot in slots if slot[0] == day and half in (None, slot[1])]
    if not found and "half" not in row.refused:
        near = min((x for x, _half in slots), key=lambda x: abs(x - day), default=None)
        complaints.error(
            row.places["day"],
            _("{learner} has no lesson then, so nothing was missed.").format(learner=wanted),
            _("The nearest is on {day}.").format(day=short_day(near)) if near else "",
        )
    yield from ((meant[0].id, slot) for slot in found)


def learners_called(learners: Iterable[Learner], wanted: str) -> list[Learner]:
    """Return whom an identifier means, else an identifier or a name without case and accents."""
    known = tuple(learners)
    own = [x for x in known if x.id == wanted]
    return own or [x for x in known if folded(wanted) in (folded(x.id), folded(x.name))]
