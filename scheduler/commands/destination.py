"""Look at where a plan is to be written, before the time for finding it is spent."""

import errno
import os
from pathlib import Path

from scheduler.errors import InputError, reason
from scheduler.exchange.output.write import CALENDAR, HALF_DAYS, PLAN
from scheduler.text import _


def check_destination(folder: Path, source: Path) -> None:
    """Refuse a `folder` that cannot hold the plan made from the tables at `source`.

    Nothing is made or changed.

    Raises
    ------
    InputError
        If `folder` is a file, cannot be written to, holds a file of a plan that cannot be
        replaced, or if the plan would lie over or among the tables it is made from.
    """
    _check_kind(folder)
    if source.is_dir() and _same(folder, source):
        raise InputError.at(
            str(folder),
            _("the tables are read from this folder: a plan among them would be read as one more."),
            _("Give another folder, for example {folder}.").format(folder=folder / "plan"),
        )
    _check_permission(folder)
    for name in (CALENDAR, PLAN, HALF_DAYS):
        _check_file(folder / name, source)


def check_folder(folder: Path) -> None:
    """Refuse a `folder` that cannot hold results; nothing is made or changed.

    Raises
    ------
    InputError
        If `folder` is a file, or cannot be made or written to.
    """
    _check_kind(folder)
    _check_permission(folder)


def check_workbook(path: Path, what: str) -> None:
    """Refuse a `path` that is no workbook's.

    Parameters
    ----------
    what
        The sentence that says what is written as one.

    Raises
    ------
    InputError
        If its name does not end in .xlsx.
    """
    if path.suffix.lower() != ".xlsx":
        raise InputError.at(str(path), what, _("Give a name that ends in .xlsx."))


def _check_kind(folder: Path) -> None:
    try:
        folder.stat()
    except OSError as fault:
        if fault.errno in (errno.ENAMETOOLONG, errno.ELOOP):
            message = _("cannot be written ({reason}).").format(reason=reason(fault))
            raise InputError.at(str(folder), message, _("Give another folder.")) from fault
    if folder.exists() and not folder.is_dir():
        raise InputError.at(
            str(folder), _("this is a file, not a folder."), _("Give a folder: it may exist or not.")
        )


def _check_permission(folder: Path) -> None:
    """Refuse a folder that cannot be written to, or that cannot be made where it should be."""
    nearest = folder.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if not nearest.is_dir():
        raise InputError.at(
            str(folder),
            _("this folder cannot be made: “{file}” is a file.").format(file=nearest),
            _("Give another folder."),
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise InputError.at(
            str(folder),
            _("nothing may be written in “{folder}”.").format(folder=nearest),
            _("Give another folder, or ask for the right to write there."),
        )


def _check_file(path: Path, source: Path) -> None:
    """Refuse to write over the source; a file that another program holds (Windows) is refused too."""
    if not path.exists():
        return
    if _same(path, source):
        raise InputError.at(
            str(path),
            _("this file is read for the plan, and would be overwritten."),
            _("Give another folder."),
        )
    try:
        with path.open("r+b"):
            pass
    except OSError as fault:
        raise InputError.at(
            str(path),
            _("this file cannot be replaced ({reason}).").format(reason=reason(fault)),
            _("Close it in other programs, or give another folder."),
        ) from fault


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)
