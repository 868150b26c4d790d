"""Folders of results: each centre its own, whatever the names of the inputs."""

from collections.abc import Sequence
from pathlib import Path

from scheduler.exchange.output.batch import SUMMARIES
from scheduler.text.signs import dropped

DEEPEST = 4
"""Folders that a name may be put together from: the names of longer ones would be hard to read."""


def unique_names(sources: Sequence[Path]) -> list[str]:
    """Return a name for each of `sources`, no two alike even where case does not count.

    It is that of the folder, or of the workbook without its ending. Where several are alike,
    the folders that tell them apart are put before (``nord-nantes``), or a number after.
    """
    own = [_parts(source) for source in sources]
    alike: dict[str, list[int]] = {}
    for number, parts in enumerate(own):
        alike.setdefault(_key(parts[-1]), []).append(number)
    names = [parts[-1] for parts in own]
    for group in alike.values():
        for depth in range(1, DEEPEST + 1):
            longer = ["-".join(own[number][-depth:]) for number in group]
            if len(set(map(_key, longer))) == len(group):
                for number, name in zip(group, longer, strict=True):
                    names[number] = name
                break
    return _numbered(names)


def _parts(source: Path) -> tuple[str, ...]:
    name = source.stem if source.suffix.lower() == ".xlsx" and source.is_file() else source.name
    # A name in another encoding than the system's holds signs that no file can.
    return tuple(dropped(part, "_") for part in (*source.parts[1:-1], name))


def _numbered(names: Sequence[str]) -> list[str]:
    taken = {_key(name) for name in SUMMARIES}
    found = []
    for name in names:
        number, free = 1, name
        while _key(free) in taken:
            number += 1
            free = f"{name}-{number}"
        taken.add(_key(free))
        found.append(free)
    return found


def _key(name: str) -> str:
    return name.casefold()
