"""Put several files into a folder: all of them, or none."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

from scheduler.errors import InputError, Miswritten, reason
from scheduler.exchange.lock import locked
from scheduler.text import _

UNFINISHED = ".{name}.new.tmp"
"""What a file is called until it takes its place; only who holds the folder's lock makes or removes one."""

FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
"""What is said of a disk, or of one's share of it, on which there is no room."""

Contents = Mapping[str, bytes]


def write_whole(
    folder: Path,
    contents: Contents,
    verify: Callable[[Mapping[str, Path]], None] | None = None,
    keep_as: str = "",
) -> tuple[Path, ...]:
    """Write `contents` (bytes by file name) into `folder`, which is made if it is not there.

    A name may lead through folders of its own (``ics/groupes/G1.ics``); they are made too.

    Every file is first written beside its place. Only then are they moved in, one right after
    the other; what was there is put back if one of them cannot be moved.

    Parameters
    ----------
    verify
        Given where each file now lies, before any is moved in; whatever it raises, the
        folder's files are as before.
    keep_as
        What is appended to the name of the folder that receives the files where they cannot
        go to `folder`; empty keeps them nowhere.

    Raises
    ------
    InputError
        If the folder or a file cannot be written; the folder's files are as before.
    Miswritten
        If `verify` raises it, and where the files were kept.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):
            return _written(folder, contents, verify)
    except OSError as fault:
        raise _kept(folder, contents, keep_as, _unwritable(folder, fault)) from fault
    except InputError as error:
        raise _kept(folder, contents, keep_as, error) from error
    except Miswritten as error:
        kept = _elsewhere(folder, contents, keep_as)
        raise Miswritten(str(error), kept) from error


def _written(
    folder: Path, contents: Contents, verify: Callable[[Mapping[str, Path]], None] | None
) -> tuple[Path, ...]:
    places = {name: folder / name for name in contents}
    new = {name: place.with_name(UNFINISHED.format(name=place.name)) for name, place in places.items()}
    name = ""
    try:
        # Left by any exception, an interruption included, the stack undoes what was done.
        with ExitStack() as undo:
            for inner in dict.fromkeys((folder, *(place.parent for place in places.values()))):
                name = "" if inner == folder else inner.relative_to(folder).as_posix()
                _make(inner, folder, undo)
                _clear(inner)
            for name, content in contents.items():
                undo.callback(new[name].unlink, missing_ok=True)
                _put(new[name], content)
            if verify is not None:
                verify(new)
            before = {}
            for name, place in places.items():
                if place.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                before[name] = place.read_bytes() if place.exists() else None
            for name, place in places.items():
                os.replace(new[name], place)
                undo.callback(_put_back, place, new[name], before[name])
            undo.pop_all()
    except OSError as fault:
        raise _unwritable(folder / name, fault) from fault
    return tuple(places.values())


def _make(inner: Path, folder: Path, undo: ExitStack) -> None:
    """Make a folder inside `folder`; `undo` removes what was made, if nothing is in it."""
    for each in (*reversed(inner.parents), inner):
        if folder in each.parents and not each.exists():
            undo.callback(_remove_empty, each)
            each.mkdir()


def _put(path: Path, content: bytes) -> None:
    """Write a file, and have it on the disk before its name can stand for it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        # Some shares cannot promise it; they are written to all the same.
        with contextlib.suppress(OSError):
            os.fsync(file.fileno())


def _put_back(place: Path, unfinished: Path, content: bytes | None) -> None:
    if content is None:
        place.unlink(missing_ok=True)
        return
    _put(unfinished, content)
    os.replace(unfinished, place)


def _clear(folder: Path) -> None:
    """Remove what killed runs left unfinished."""
    for left in (*folder.glob(".*.new*.tmp"), *folder.glob(".*.old*.tmp")):
        with contextlib.suppress(OSError):
            left.unlink()


def _kept(folder: Path, contents: Contents, keep_as: str, error: InputError) -> InputError:
    """Return `error` with where `contents` are now: hours of search are not to be lost to an open file."""
    kept = _elsewhere(folder, contents, keep_as)
    if kept is None:
        return error
    told = InputError.at(
        str(kept),
        _("the new files were written to this folder; those that were there before are unchanged."),
        _("Copy them to their place once it can be written to."),
    )
    return InputError([*error.problems, *told.problems])


def _elsewhere(folder: Path, contents: Contents, keep_as: str) -> Path | None:
    if not keep_as:
        return None
    for place in _other_places(folder, keep_as):
        try:
            with ExitStack() as undo:
                # Half a set is worse than none: removed wherever the rest finds no room.
                if not place.exists():
                    undo.callback(_remove_empty, place)
                place.mkdir(parents=True, exist_ok=True)
                for name, content in contents.items():
                    _make((place / name).parent, place, undo)
                    undo.callback((place / name).unlink, missing_ok=True)
                    _put(place / name, content)
                undo.pop_all()
        except OSError:
            continue
        return place.resolve()
    return None


def _remove_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _other_places(folder: Path, keep_as: str) -> Iterator[Path]:
    whole = folder.resolve()
    name = f"{whole.name}-{keep_as}"
    yield whole.with_name(name) if whole.name else whole / keep_as
    yield whole / keep_as
    yield Path(tempfile.gettempdir()) / name


def _unwritable(path: Path, fault: OSError) -> InputError:
    return InputError.at(
        str(path),
        _("cannot be written ({reason}).").format(reason=reason(fault)),
        _("Free some space, or choose another folder.")
        if fault.errno in FULL
        else _("Close it in other programs, or choose another folder."),
    )
