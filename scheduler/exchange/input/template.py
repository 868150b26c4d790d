"""Write the workbook a coordinator fills in: empty, or with the demo centre."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from scheduler.curricula import load_curricula
from scheduler.domain.curriculum import Curriculum
from scheduler.errors import InputError, reason
from scheduler.exchange.input.reader import own_curricula, read_tables
from scheduler.exchange.input.tables import SHEETS
from scheduler.shipped import shipped
from scheduler.text import _

Rows = Mapping[str, list[dict[str, Any]]]


def write_template(path: Path) -> None:
    """Write an empty workbook, with one example line per sheet, in the language now spoken.

    Raises
    ------
    InputError
        If `path` exists, is not a ``.xlsx`` name, or cannot be written, or if the centre's own
        curricula beside it cannot be read.
    """
    _write(Path(path), None)


def write_demo(path: Path) -> None:
    """Write the workbook filled with the demo centre, in the language now spoken.

    Raises
    ------
    InputError
        If `path` exists, is not a ``.xlsx`` name, or cannot be written, or if the centre's own
        curricula beside it cannot be read.
    """
    tables = read_tables(shipped("data/demo"))
    _write(Path(path), {key: [row.values for row in table.rows] for key, table in tables.items()})


def _write(path: Path, rows: Rows | None) -> None:
    _refuse_bad_name(path)
    curricula = load_curricula(own_curricula(path)).values()
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as folder:
            unfinished = Path(folder) / path.name
            _save(unfinished, rows, curricula)
            os.replace(unfinished, path)
    except OSError as error:
        raise InputError.at(
            str(path),
            _("The file cannot be written ({reason}).").format(reason=reason(error)),
            _("Check that the folder exists and may be written to."),
        ) from None


def _refuse_bad_name(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise InputError.at(
            str(path),
            _("The name of a workbook ends in .xlsx."),
            _("Give for example {name}.").format(name=path.with_suffix(".xlsx").name),
        )
    if path.exists():
        raise InputError.at(
            str(path), _("The file exists already."), _("Give another name, or remove it first.")
        )


def _save(path: Path, rows: Rows | None, curricula: Iterable[Curriculum]) -> None:
    from openpyxl import Workbook

    from scheduler.exchange.input.instructions import add_instructions
    from scheduler.exchange.input.template_catalogue import Catalogue
    from scheduler.exchange.input.template_sheet import add_sheet

    workbook = Workbook()
    del workbook[workbook.sheetnames[0]]
    add_instructions(workbook)
    catalogue = Catalogue(curricula)
    for sheet in SHEETS:
        add_sheet(workbook, sheet, None if rows is None else rows.get(sheet.key, []), catalogue)
    catalogue.add_to(workbook)
    workbook.save(path)
