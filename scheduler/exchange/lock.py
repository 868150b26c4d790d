"""One writer at a time in a folder, on one machine or on a share.

The system holds the lock and lets go of it when the process ends, however it ends: a lock
file that a killed process left stops nobody.
"""

import contextlib
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from scheduler.errors import InputError
from scheduler.text import _

NAME = ".scheduler.lock"
PATIENCE = 20.0
"""Seconds to wait for another writer, which takes one or two."""

FAR = 1 << 20
"""Byte that is locked on Windows: beyond the text, which others may then read."""


@contextlib.contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other writers out of `folder` inside the ``with`` block; waits for one that is there.

    Raises
    ------
    InputError
        After `patience` seconds, with who is writing.
    OSError
        If the lock file cannot be made.
    """
    path = folder / NAME
    until = time.monotonic() + patience
    while (descriptor := _taken(path)) is None:
        if time.monotonic() > until:
            raise InputError.at(
                str(folder),
                _("another process is writing there ({who}).").format(who=_told(path)),
                _("Wait for its end and try again, or give another folder."),
            )
        time.sleep(0.05)
    try:
        yield
    finally:
        # On Windows an open file cannot be removed, elsewhere only its holder may remove it.
        if os.name == "nt":
            os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
        if os.name != "nt":
            os.close(descriptor)


def _taken(path: Path) -> int | None:
    """Return the descriptor of the lock file, which is now ours; None if somebody holds it."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        # Windows says so of a file that its holder is removing just now.
        if os.name == "nt" and path.exists():
            return None
        raise
    try:
        held = not _system_lock(descriptor) or not os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        # Its holder removed it between our two looks: the next one makes a new file.
        held = True
    if held:
        os.close(descriptor)
        return None
    os.ftruncate(descriptor, 0)
    os.write(descriptor, f"{socket.gethostname()} {os.getpid()}".encode())
    return descriptor


def _system_lock(descriptor: int) -> bool:
    """Ask the system for the lock, and tell whether we have it; a share that knows none has no rivals."""
    try:
        import fcntl
    except ImportError:
        import msvcrt

        os.lseek(descriptor, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _told(path: Path) -> str:
    """Return the machine and the number of the process that writes."""
    try:
        host, process = path.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return "?"
    return _("process {number} on {machine}").format(number=process, machine=host)
