"""Read the CSV tables of a folder, whatever program wrote them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from scheduler.caps import CELLS, COLUMNS, FOLDER_BYTES, TABLE_BYTES, TABLE_FILES, read_bytes
from scheduler.caps.files import too_long
from scheduler.errors import InputError, Place, Problem
from scheduler.exchange.tables.raw import RawRow, RawTable
from scheduler.text import _

DELIMITERS = ";,\t"

LONGEST_LINE = 100_000
"""Characters of a line; a row of the longest cells stays below."""


def read_folder(folder: Path) -> list[RawTable]:
    """Return the tables of every CSV file of `folder`, by name.

    Raises
    ------
    InputError
        If the folder cannot be read, holds no CSV file, or holds one that is not text.
    """
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".csv" and not path.is_dir())
    if not files:
        raise InputError.at(str(folder), _("The folder holds no CSV table."), _no_table_hint(folder))
    if len(files) > TABLE_FILES.most:
        raise InputError.at(
            str(folder),
            _("The folder holds {count} CSV files; at most {most} are read.").format(
                count=len(files), most=TABLE_FILES.most
            ),
            _one_centre(),
        )
    tables: list[RawTable] = []
    problems: list[Problem] = []
    taken, room = 0, CELLS.most
    for path in files:
        try:
            data = read_bytes(path, TABLE_BYTES, path.name)
            taken += len(data)
            if taken > FOLDER_BYTES.most:
                raise InputError.at(str(folder), too_long(FOLDER_BYTES), _one_centre())
            table, room = _understood(data, path, room, _first_line)
            tables.append(table)
        except InputError as error:
            problems += error.problems
        if taken > FOLDER_BYTES.most:
            break
    if problems:
        raise InputError(problems)
    return tables


def _one_centre() -> str:
    return _("Give a folder with the tables of one centre alone.")


def _no_table_hint(folder: Path) -> str:
    workbooks = sorted(path.name for path in folder.glob("*.xlsx") if not path.name.startswith("~$"))
    if workbooks:
        return _("Give the workbook itself: {name}.").format(name=folder / workbooks[0])
    return _("Give a workbook, or a folder with files such as sites.csv and groupes.csv.")


def read_text(data: bytes, path: Path, delimiter: Callable[[list[str]], str]) -> RawTable:
    """Return the table that `data`, the bytes of the file at `path`, holds.

    Parameters
    ----------
    delimiter
        Tells the sign that separates values from the lines that are not blank.

    Raises
    ------
    InputError
        If it is no text, or no table of values.
    """
    return _understood(data, path, CELLS.most, delimiter)[0]


def _understood(
    data: bytes, path: Path, room: int, delimiter: Callable[[list[str]], str]
) -> tuple[RawTable, int]:
    """Return the table that `data` holds, and how many cells of other tables may follow."""
    try:
        text = _decoded(data)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InputError.at(
            path.name, _("This is not a CSV table."), _("Save it again as CSV with encoding UTF-8.")
        )
    rows, room = _rows(text, path.name, room, delimiter)
    table = RawTable(
        path.stem,
        tuple(rows),
        lambda row, _column, header: Place.of_line(path.name, row, header),
        shown=path.name,
    )
    return table, room


def _decoded(data: bytes) -> str:
    """Decode UTF-8 with or without mark, UTF-16 with its mark (Excel's "Unicode text"), or cp1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _first_line(lines: list[str]) -> str:
    """Return the sign that the first line, that of the headers, holds most often."""
    return max(DELIMITERS, key=lines[0].count) if lines else DELIMITERS[0]


def _rows(
    text: str, name: str, room: int, delimiter_of: Callable[[list[str]], str]
) -> tuple[list[RawRow], int]:
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise InputError.at(
                f"{name}:{number}",
                _("This line has {count} characters; at most {most} are read.").format(
                    count=len(line), most=LONGEST_LINE
                ),
                _("Make sure that this is a CSV table with one row a line."),
            )
    skipped = 0
    delimiter = ""
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:].strip('"'):
        # Excel's own first line, which names the separator.
        delimiter, skipped = lines[0][4:].strip('"')[0], 1
        text = "\n".join(lines[1:])
    written = [line for line in lines[skipped:] if line.strip()]
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter or delimiter_of(written),
        skipinitialspace=True,
        strict=True,
    )
    rows: list[RawRow] = []
    before = skipped
    try:
        for cells in reader:
            # A line without a cell takes memory too.
            room -= max(1, len(cells))
            if len(cells) > COLUMNS.most or room < 0:
                raise InputError.at(f"{name}:{before + 1}", *_too_many(len(cells)))
            rows.append(RawRow(before + 1, tuple(cells)))
            before = skipped + reader.line_num
    except csv.Error:
        raise InputError.at(
            f"{name}:{before + 1}",
            _("A quotation mark is not closed, or stands inside a value."),
            _("Remove it, or double it and put the whole value between quotation marks."),
        ) from None
    return rows, room


def _too_many(columns: int) -> tuple[str, str]:
    """Return what is said of a row too long for any table, or of the first row too many."""
    if columns > COLUMNS.most:
        message = _("This line has {count} columns; at most {most} are read.")
        return message.format(count=columns, most=COLUMNS.most), _(
            "Check the separator and the quotation marks."
        )
    return _("There are too many cells up to here: at most {most} are read.").format(most=CELLS.most), _(
        "Remove what is no table."
    )
