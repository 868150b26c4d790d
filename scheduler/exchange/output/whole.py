"""Put several files into a folder: all of them, or none."""

import os
from collections.abc import Mapping
from pathlib import Path

from scheduler.errors import InputError
from scheduler.text import _


def write_whole(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write `contents` (bytes by file name) into `folder`, which is made if it is not there.

    Every file is first written beside its place. Only then are they moved in, one after
    the other; what an earlier run left is put back if one of them cannot be moved.

    Raises
    ------
    InputError
        If the folder or a file cannot be written; the folder's files are as before.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise _unwritable(folder, fault) from fault
    suffix = f"{os.getpid()}.tmp"
    new = {name: folder / f".{name}.new.{suffix}" for name in contents}
    old = {name: folder / f".{name}.old.{suffix}" for name in contents}
    moved: list[str] = []
    name = ""
    try:
        for name, content in contents.items():
            new[name].write_bytes(content)
        for name in contents:
            if (folder / name).exists():
                os.replace(folder / name, old[name])
            os.replace(new[name], folder / name)
            moved.append(name)
    # An interruption (Ctrl-C) must leave nothing behind either.
    except BaseException as fault:
        for each in contents:
            new[each].unlink(missing_ok=True)
            if old[each].exists():
                os.replace(old[each], folder / each)
            elif each in moved:
                (folder / each).unlink(missing_ok=True)
        if isinstance(fault, OSError):
            raise _unwritable(folder / name, fault) from fault
        raise
    for backup in old.values():
        backup.unlink(missing_ok=True)
    return tuple(folder / name for name in contents)


def _unwritable(path: Path, fault: OSError) -> InputError:
    return InputError.at(
        str(path),
        _("cannot be written ({reason}).").format(reason=fault.strerror or fault),
        _("Close it in other programs, or choose another folder."),
    )
