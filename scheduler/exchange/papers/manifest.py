"""What an export wrote into a folder, so that the next one tells its own files from everybody else's."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scheduler.errors import InputError, Problem
from scheduler.text import _

NAME = "export.json"
FORMAT = "scheduler-export"
VERSION = 1


@dataclass(frozen=True)
class Manifest:
    """The files of the exports into one folder.

    Attributes
    ----------
    kinds
        By kind, the number and the moment of the plan, and the SHA-256 of each file by its name.
    """

    kinds: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def with_kind(
        self, kind: str, number: int | None, made: str, contents: Mapping[str, bytes]
    ) -> "Manifest":
        """Return it with what is now written of a kind, in the place of what was."""
        files = {name: _digest(content) for name, content in contents.items()}
        told = {"plan": number, "made": made, "files": files}
        return Manifest(dict(self.kinds) | {kind: told})

    def to_bytes(self) -> bytes:
        """Return the file."""
        told = {"format": FORMAT, "version": VERSION, "kinds": self.kinds}
        return json.dumps(told, ensure_ascii=True, indent=1).encode("ascii") + b"\n"

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of each file, by its name."""
        return {name: digest for told in self.kinds.values() for name, digest in told["files"].items()}

    def left(self, folder: Path, before: "Manifest") -> tuple[str, ...]:
        """Return what exports before wrote into `folder`, which is still there, and is not of this one."""
        return tuple(x for x in before.files if x not in self.files and (folder / x).exists())


def manifest_of(folder: Path) -> Manifest:
    """Return what exports wrote into a folder; an empty manifest where there was none.

    Raises
    ------
    InputError
        If there is a file of its name that is no manifest.
    """
    path = folder / NAME
    try:
        told = json.loads(path.read_bytes())
        if told["format"] == FORMAT and told["version"] <= VERSION:
            found = Manifest(told["kinds"])
            if all(isinstance(x, str) for pair in found.files.items() for x in pair):
                return found
    except (FileNotFoundError, NotADirectoryError):
        return Manifest()
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        pass
    raise InputError.at(
        str(path),
        _("this file is not the list of an export, and would be overwritten."),
        _("Give another folder."),
    )


def refuse_foreign(folder: Path, names: Mapping[str, bytes], before: Manifest) -> None:
    """Refuse to write over files that no export wrote, or that somebody changed since, or through them.

    Raises
    ------
    InputError
        With every such file.
    """
    foreign = [
        Problem(
            str(folder / name),
            _("this file was not written by an export, or was changed since: it would be overwritten."),
            _("Move it elsewhere, or give another folder."),
        )
        for name in names
        if (folder / name).is_file() and _digest((folder / name).read_bytes()) != before.files.get(name)
    ]
    inner = dict.fromkeys(parent for name in names for parent in (folder / name).parents)
    foreign += [
        Problem(
            str(path), _("this is a file, not a folder."), _("Move it elsewhere, or give another folder.")
        )
        for path in inner
        if path.is_file()
    ]
    if foreign:
        raise InputError(foreign)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
