"""Tell whether anything changed that a result depends on."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from scheduler.caps import WORKBOOK_BYTES, read_bytes
from scheduler.commands.batch.job import Options
from scheduler.errors import InputError
from scheduler.exchange.input.reader import CURRICULA_FOLDER


def fingerprint(source: Path, options: Options) -> str:
    """Return a text that changes with the contents of `source` and of what `options` name.

    Dates and places of files do not count. What cannot be read counts as such: the same
    input, once readable, is another one.
    """
    digest = hashlib.sha256()
    options_text = {
        "effort": asdict(options.limits),
        "language": options.language,
        "versions": options.versions,
    }
    _add(digest, "options", json.dumps(options_text, sort_keys=True).encode())
    for kind, path in _files(source, options):
        # A workbook may be renamed; a table's name says what it is.
        _add(digest, f"{kind} {'' if path in (source, options.settings) else path.name}", _content(path))
    return digest.hexdigest()


def _files(source: Path, options: Options) -> Iterator[tuple[str, Path]]:
    if source.is_dir():
        yield from (("table", path) for path in sorted(source.iterdir()) if path.suffix.lower() == ".csv")
    else:
        yield "workbook", source
    beside = (source if source.is_dir() else source.parent) / CURRICULA_FOLDER
    folder = options.curricula or beside
    yield from (("curriculum", path) for path in sorted(folder.glob("*.y*ml")))
    if options.settings is not None:
        yield "settings", options.settings


def _content(path: Path) -> bytes:
    try:
        # No other file that is read may be longer; what is refused for its length or kind stays so.
        return b"content " + read_bytes(path, WORKBOOK_BYTES)
    except InputError:
        return b"refused"
    except OSError as fault:
        return f"unreadable {fault.errno}".encode()


def _add(digest: "hashlib._Hash", name: str, content: bytes) -> None:
    """Add a named part; its length keeps it apart from the next."""
    digest.update(f"{name}\0{len(content)}\0".encode())
    digest.update(content)
