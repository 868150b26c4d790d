"""Find the centres in a folder that holds several."""

import os
from pathlib import Path

from scheduler.errors import InputError, reason
from scheduler.exchange.input.tables import SHEETS
from scheduler.exchange.tables.names import normal
from scheduler.text import _


def centres_at(path: Path, apart: Path) -> tuple[Path, ...]:
    """Return the centres that `path` stands for, by name.

    A workbook or a folder of CSV tables is one centre. A folder of neither holds centres:
    its workbooks, and its sub-folders with CSV files. Whether they can be read is not looked at.

    Parameters
    ----------
    apart
        A folder that holds no centre, wherever it lies: that of the results.

    Raises
    ------
    InputError
        If there is nothing at `path`, or no centre in it.
    """
    try:
        if not path.exists():
            raise InputError.at(
                str(path),
                _("There is no such file or folder."),
                _("Give a .xlsx workbook, a folder of CSV tables, or a folder of such."),
            )
        if not path.is_dir() or _tables(path) & names_of_tables():
            return (path,)
        own = os.path.realpath(apart)
        inside = [
            child
            for child in sorted(path.iterdir())
            if not child.name.startswith((".", "~$")) and os.path.realpath(child) != own
        ]
        found = tuple(x for x in inside if (_is_centre(x) if x.is_dir() else x.suffix.lower() == ".xlsx"))
        if found or _tables(path):
            return found or (path,)
    except OSError as error:
        raise InputError.at(
            str(error.filename or path),
            _("It cannot be opened ({reason}).").format(reason=reason(error)),
            _("Close it in other programs and check its permissions."),
        ) from None
    raise InputError.at(
        str(path),
        _("The folder holds no centre: no workbook, no CSV table, no sub-folder with CSV tables."),
        _("Give a .xlsx workbook, a folder of CSV tables, or a folder of such."),
    )


def _is_centre(folder: Path) -> bool:
    """Tell whether a sub-folder holds tables, and not the result of an earlier run."""
    return bool(_tables(folder)) and not (folder / "plan.json").exists()


def _tables(folder: Path) -> set[str]:
    """Return the names of the CSV files of a folder, as names of tables are compared."""
    return {normal(x.stem) for x in folder.iterdir() if x.suffix.lower() == ".csv" and x.is_file()}


def names_of_tables() -> set[str]:
    """Return all that the tables of an input may be called, as names of tables are compared."""
    return {normal(name) for sheet in SHEETS for name in sheet.names}
