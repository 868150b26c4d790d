"""Tables that are kept beside a plan: who was absent, who has a seat elsewhere."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from scheduler.errors import InputError
from scheduler.exchange.missed import SHEET, raw_of
from scheduler.text import speaking


def test_a_workbook_without_a_sheet(tmp_path: Path) -> None:
    """As a program leaves it that was ended while it saved."""
    path = tmp_path / "absences.xlsx"
    Workbook().save(path)
    path.write_bytes(_without_sheets(path.read_bytes()))
    with speaking("fr"), pytest.raises(InputError) as refused:
        raw_of(path, SHEET)
    assert str(refused.value.problems[0]) == (
        "absences.xlsx: aucune de ses feuilles ne peut être lue. Ouvrez-le dans un tableur, et "
        "enregistrez-le de nouveau en .xlsx."
    )


def _without_sheets(workbook: bytes) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive, zipfile.ZipFile(new, "w") as result:
        for entry in archive.infolist():
            data = archive.read(entry)
            if entry.filename == "xl/workbook.xml":
                data = re.sub(rb"<sheet [^>]*/>", b"", data)
            result.writestr(entry.filename, data)
    return new.getvalue()
