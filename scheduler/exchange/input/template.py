"""Write the workbook a coordinator fills in: empty, with the demo centre, or with a centre that is read."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from scheduler.curricula import curriculum_text, load_curricula
from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.errors import InputError
from scheduler.exchange.input.anonymous import changed_hours
from scheduler.exchange.input.joint_rows import joint_row
from scheduler.exchange.input.reader import own_curricula, read_tables
from scheduler.exchange.input.tables import SHEETS
from scheduler.exchange.whole import write_whole
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


def write_case(path: Path, instance: Instance) -> Path | None:
    """Write the tables of `instance` as a workbook, and its own curricula into a folder beside it.

    Returns
    -------
    The folder of the curricula, ``NAME-curricula``; None if all of them come with the program.

    Raises
    ------
    InputError
        If one of the two exists or cannot be written, or `path` is not a ``.xlsx`` name.
    """
    rows = {
        sheet.key: [{x.key: getattr(record, x.key) for x in sheet.columns} for record in records]
        for sheet in SHEETS
        if sheet.record is not None
        for records in [_records(instance, sheet.key)]
    }
    rows["joint_modules"] = [joint_row(instance, joint) for joint in instance.joint_modules]
    changed = {x.id: changed_hours(x) for x in instance.curricula}
    rows["hours"] = [
        {"curriculum": name, "module": module, "hours": value}
        for name, hours in changed.items()
        for module, value in (hours or {}).items()
    ]
    own = [x for x in instance.curricula if changed[x.id] is None]
    folder = path.with_name(f"{path.stem}-curricula")
    refuse_bad_name(path)
    if own and folder.exists():
        raise InputError.at(
            str(folder), _("The file exists already."), _("Give another name, or remove it first.")
        )
    _write(path, rows)
    if not own:
        return None
    texts = {f"{curriculum.id}.yaml": curriculum_text(curriculum).encode() for curriculum in own}
    write_whole(folder, texts)
    return folder


def _records(instance: Instance, key: str) -> tuple[Any, ...]:
    """Return the records of one sheet."""
    if key == "centre":
        # An instance holds the picture, a cell would hold its name.
        return (replace(instance.centre, logo=""),)
    found: tuple[Any, ...] = getattr(instance, key)
    return found


def _write(path: Path, rows: Rows | None) -> None:
    refuse_bad_name(path)
    curricula = load_curricula(own_curricula(path)).values()
    write_whole(path.parent, {path.name: _workbook(rows, curricula)})


def refuse_bad_name(path: Path) -> None:
    """Refuse a path at which no new workbook can be written.

    Raises
    ------
    InputError
        If it exists, is not a ``.xlsx`` name, or lies in no folder.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError.at(
            str(path),
            _("The name of a workbook ends in .xlsx."),
            _("Give for example {name}.").format(name=path.with_suffix(".xlsx").name),
        )
    if not path.parent.is_dir():
        raise InputError.at(
            str(path),
            _("There is no folder {folder}.").format(folder=path.parent),
            _("Make it first, or give another name."),
        )
    if path.exists():
        raise InputError.at(
            str(path), _("The file exists already."), _("Give another name, or remove it first.")
        )


def _workbook(rows: Rows | None, curricula: Iterable[Curriculum]) -> bytes:
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
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()
