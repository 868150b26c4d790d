"""What somebody added to a calendar is carried over; what cannot be read stops nothing and is told."""

import io
import zipfile
from pathlib import Path

import openpyxl

from scheduler.commands.update import take
from scheduler.exchange.output.workbook.own import own_in
from scheduler.exchange.output.workbook.read_back import read_edited
from scheduler.text import speaking


def test_a_sheet_whose_first_row_is_merged(calendar: Path) -> None:
    """A title over several columns: the cells behind it are none of openpyxl's usual ones."""
    book = openpyxl.load_workbook(calendar)
    notes = book.create_sheet("Mes notes")
    notes["A1"], notes["B2"] = "À prévoir", "clés"
    notes.merge_cells("A1:D1")
    notes.column_dimensions["B"].width = 33
    book.save(calendar)

    content = calendar.read_bytes()
    (sheet,) = own_in(content, *read_edited(content, "calendar.xlsx")).sheets
    assert [(row, column, value) for row, column, value, _look in sheet.cells] == [
        (1, 1, "À prévoir"),
        (2, 2, "clés"),
    ]
    assert sheet.widths[2] == 33


def test_what_cannot_be_read_stays_where_it_is_and_is_told(calendar: Path) -> None:
    """The parts that hold the plan are whole; a part that only what was added needs is not."""
    book = openpyxl.load_workbook(calendar)
    book.create_sheet("Mes notes")["A1"] = "clés"
    book.save(calendar)
    calendar.write_bytes(_with(calendar.read_bytes(), "xl/worksheets/sheet3.xml", b"<worksheet"))

    with speaking("fr"):
        order = take(calendar, None)
        said = [str(note) for note in order.notes]
    assert (order.edits, order.own.sheets) == ((), ())
    assert said[-1] == (
        "calendar.xlsx: ce que vous y avez ajouté (colonnes, commentaires, feuilles) ne peut pas être lu et "
        "ne sera pas dans le nouveau calendrier. Votre classeur reste tel quel : copiez-l'y à la main."
    )


def _with(workbook: bytes, name: str, data: bytes) -> bytes:
    """Return a workbook with one part in another's place."""
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive, zipfile.ZipFile(new, "w") as result:
        assert name in archive.namelist()
        for entry in archive.infolist():
            result.writestr(entry.filename, data if entry.filename == name else archive.read(entry))
    return new.getvalue()
