"""Read a centre's tables into an instance, or say everything that is wrong with them."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from scheduler.calendars import calendar_problems
from scheduler.caps import WORKBOOK_BYTES, read_bytes
from scheduler.curricula import audience_problems, load_curricula
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.joint import JointModule
from scheduler.errors import InputError, Problem, reason
from scheduler.exchange.input.checks import check_rows
from scheduler.exchange.input.csv_folder import read_folder
from scheduler.exchange.input.find import names_of_tables
from scheduler.exchange.input.joint_rows import joint_modules
from scheduler.exchange.input.logo import take_logo
from scheduler.exchange.input.oddities import note_oddities
from scheduler.exchange.input.own_hours import used_curricula
from scheduler.exchange.input.pin_checks import check_pins
from scheduler.exchange.input.references import Library, note_duplicates, resolve
from scheduler.exchange.input.sheets import understand
from scheduler.exchange.input.tables import RESULT, SHEETS
from scheduler.exchange.input.vocabulary import match_words, own_words
from scheduler.exchange.tables.cells import Context
from scheduler.exchange.tables.complaints import Complaints
from scheduler.exchange.tables.names import normal
from scheduler.exchange.tables.raw import RawTable
from scheduler.exchange.tables.rows import Table
from scheduler.exchange.tables.workbook import open_book, raw_table
from scheduler.text import _

CURRICULA_FOLDER = "curricula"
_FIRST = (-1, 0, 0)
_LAST = (len(SHEETS), 0, 0)


def read_instance(
    path: Path,
    curricula: Path | None = None,
    today: date | None = None,
    running: Collection[str] = (),
) -> tuple[Instance, tuple[Problem, ...]]:
    """Read a workbook or a folder of CSV tables, and return the instance and the warnings.

    Parameters
    ----------
    path
        A ``.xlsx`` workbook, or a folder of CSV tables named after its sheets. French and
        English names of sheets and columns are both understood.
    curricula
        Folder of the centre's own curricula; by default ``curricula`` beside the workbook
        or inside the folder, if there is one.
    today
        The day from which start windows are told to be past; None tells of none.
    running
        Cohorts of which no start window is told to be past: they have a plan.

    Raises
    ------
    InputError
        With every problem found, in the order of sheets, rows and columns. If the file
        itself or one of the curricula cannot be read, with what is known by then.
    """
    path = Path(path)
    raws = _read_raw(path)
    complaints = Complaints()
    library = _library(path, curricula, complaints)
    words = own_words((library or {}).values())
    tables = understand(raws, Context(own_words=words), complaints, folder=path.is_dir())
    note_duplicates(tables, complaints)
    resolve(tables, library, complaints)
    if library is not None:
        match_words(tables, library, complaints)
    check_rows(tables, library, complaints)
    take_logo(tables, path if path.is_dir() else path.parent, complaints)
    check_pins(tables, library, complaints)
    note_oddities(tables, library, today, running, complaints)
    used = used_curricula(tables, library or {}, complaints)
    joint = joint_modules(tables, used, complaints)
    complaints.warnings()
    instance = _build(tables, used, joint)
    complaints.extend((*audience_problems(instance), *calendar_problems(instance)), _LAST)
    return instance, complaints.warnings()


def read_tables(path: Path) -> dict[str, Table]:
    """Return the tables of a file cell by cell, without looking at what they refer to.

    Raises
    ------
    InputError
        With every cell that cannot be read.
    """
    complaints = Complaints()
    tables = understand(_read_raw(path), Context(), complaints, folder=path.is_dir())
    complaints.warnings()
    return tables


def own_curricula(path: Path) -> Path | None:
    """Return the folder of own curricula beside a workbook or inside a folder; None if there is none."""
    beside = (path if path.is_dir() else path.parent) / CURRICULA_FOLDER
    return beside if any(beside.glob("*.y*ml")) else None


def _read_raw(path: Path) -> list[RawTable]:
    try:
        return _read_any(path)
    except OSError as error:
        raise InputError.at(
            str(error.filename or path),
            _("It cannot be opened ({reason}).").format(reason=reason(error)),
            _("Close it in other programs and check its permissions."),
        ) from None


def _read_any(path: Path) -> list[RawTable]:
    if path.is_dir():
        tables = read_folder(path)
        if (path / "plan.json").is_file() and not {normal(x.name) for x in tables} & names_of_tables():
            raise InputError.at(str(path), *_this_is_a_result(path / "plan.json"))
        return tables
    if not path.exists():
        raise InputError.at(
            str(path),
            _("There is no such file or folder."),
            _("Give a .xlsx workbook, or a folder of CSV tables."),
        )
    if path.suffix.lower() == ".csv":
        raise InputError.at(
            str(path),
            _("This is one table; all of them are needed."),
            _("Give the folder: {folder}.").format(folder=path.parent),
        )
    if path.suffix.lower() == ".json":
        raise InputError.at(path.name, *_this_is_a_result(path))
    if path.name.startswith("~$"):
        raise InputError.at(
            path.name,
            _("This is the lock file of a workbook open in Excel, not the workbook."),
            _("Give {name}.").format(name=path.with_name(path.name[2:])),
        )
    book = open_book(read_bytes(path, WORKBOOK_BYTES), path.name)
    if any(sheet.title == RESULT for sheet in book.sheets):
        raise InputError.at(path.name, *_this_is_a_result(path))
    return [raw_table(book, sheet) for sheet in book.sheets]


def _this_is_a_result(path: Path) -> tuple[str, str]:
    return (
        _("This is a result, not the workbook you filled in."),
        _("Give that workbook; to check a result, run: scheduler check {file}.").format(file=path),
    )


def _library(path: Path, curricula: Path | None, complaints: Complaints) -> Library | None:
    """Return the curricula by identifier; None, and the problems noted, if some cannot be read."""
    try:
        return load_curricula(curricula or own_curricula(path))
    except InputError as error:
        complaints.extend(error.problems, _FIRST)
        return None


def _build(
    tables: dict[str, Table], curricula: tuple[Curriculum, ...], joint: tuple[JointModule, ...]
) -> Instance:
    """Return the instance of tables in which nothing is wrong: each row becomes its record."""
    records = {
        sheet.key: tuple(sheet.record(**row.values) for row in tables[sheet.key].rows)
        for sheet in SHEETS
        if sheet.record is not None
    }
    (centre,) = records.pop("centre")
    return Instance(centre=centre, curricula=curricula, joint_modules=joint, **records)
