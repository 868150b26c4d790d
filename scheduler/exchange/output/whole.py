"""Put several files into a folder: all of them, or none."""

import errno
import os
from collections.abc import Mapping
from contextlib import ExitStack
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
    places = {name: folder / name for name in contents}
    new = {name: folder / f".{name}.new.{os.getpid()}.tmp" for name in contents}
    old = {name: folder / f".{name}.old.{os.getpid()}.tmp" for name in contents}
    name = ""
    try:
        # Left by any exception, an interruption included, the stack undoes what was done.
        with ExitStack() as undo:
            for name, content in contents.items():
                new[name].touch()
                undo.callback(new[name].unlink, missing_ok=True)
                new[name].write_bytes(content)
            for name, place in places.items():
                if place.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                if place.exists():
                    os.replace(place, old[name])
                    undo.callback(os.replace, old[name], place)
                    os.replace(new[name], place)
                else:
                    os.replace(new[name], place)
                    undo.callback(place.unlink)
            undo.pop_all()
    except OSError as fault:
        raise _unwritable(folder / name, fault) from fault
    for backup in old.values():
        backup.unlink(missing_ok=True)
    return tuple(places.values())


def _unwritable(path: Path, fault: OSError) -> InputError:
    return InputError.at(
        str(path),
        _("cannot be written ({reason}).").format(reason=fault.strerror or fault),
        _("Close it in other programs, or choose another folder."),
    )
