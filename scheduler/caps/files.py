"""Take the bytes of a file that is one, and not too long."""

import os
import stat
from pathlib import Path

from scheduler.caps.amounts import Cap
from scheduler.errors import InputError
from scheduler.text import _


def read_bytes(path: Path, cap: Cap, where: str | None = None) -> bytes:
    """Return what the file at `path` holds.

    A pipe or a device is refused before it is opened: reading one may never end.

    Parameters
    ----------
    where
        What messages call the file; its path by default.

    Raises
    ------
    InputError
        If it is no regular file, or holds more than `cap`.
    OSError
        If it cannot be opened; what to say of it depends on what was looked for.
    """
    where = where or str(path)
    # Opening a pipe without a writer waits for one, unless told not to.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    mode = os.fstat(handle).st_mode
    if stat.S_ISDIR(mode):
        # Python opens no folder, not even to say what it is.
        os.close(handle)
        raise InputError.at(where, _("This is a folder, not a file."), _("Give the file itself."))
    with open(handle, "rb") as file:
        if not stat.S_ISREG(mode):
            raise InputError.at(
                where,
                _("This is a pipe or a device, not a file."),
                _("Save what it gives as a file, and give that."),
            )
        data = file.read(cap.most + 1)
    if len(data) > cap.most:
        raise InputError.at(where, too_long(cap), _("Make sure that this is the right file."))
    return data


def too_long(cap: Cap) -> str:
    """Return the sentence for a file, or a part of one, of more bytes than `cap`."""
    return _("It is too large: at most {most} MB are read.").format(most=f"{cap.most / 2**20:g}")
