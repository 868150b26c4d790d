"""A small centre, and what writes it with something hostile in it."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.centres.small import TABLES

ROOT = Path(__file__).parents[3]
MB = 1 << 20
SOLVE = ("--time-limit", "2", "--quiet")


class Hostile(NamedTuple):
    """One hostile input.

    Attributes
    ----------
    title
        What is hostile in it.
    make
        Writes it into an empty folder and returns the arguments of the command.
    code
        The exit code that is right; 1 is too where 0 is, as a busy machine finds nothing in 2 s.
    place
        What the answer must name, or say.
    """

    title: str
    make: Callable[[Path], tuple[str, ...]]
    code: int
    place: str


LONG = "x" * 300
GROUP = "{};fae-112;MANS;{};{};6;8"


def tables(folder: Path, **changes: Iterable[str]) -> Path:
    """Write the small centre as CSV tables, with other lines for some."""
    target = folder / "centre"
    target.mkdir()
    for name, lines in (TABLES | changes).items():
        with (target / f"{name}.csv").open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)
    return target


def solve(folder: Path, source: Path | str, *options: str) -> tuple[str, ...]:
    return ("solve", str(source), "-o", str(folder / "out"), *SOLVE, *options)


def centre(folder: Path, **changes: Iterable[str]) -> tuple[str, ...]:
    return solve(folder, tables(folder, **changes))


def more(table: str, lines: Iterable[str]) -> Iterator[str]:
    yield from TABLES[table]
    yield from lines


def often(chunk: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Iterator[bytes]:
    """Yield a chunk many times, in pieces of about a megabyte."""
    yield before
    at_once = max(1, MB // len(chunk))
    for _ in range(times // at_once):
        yield chunk * at_once
    yield chunk * (times % at_once) + after


def write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("wb") as file:
        file.writelines(chunks)


def pipe(folder: Path, name: str) -> Path:
    os.mkfifo(folder / name)
    return folder / name


def loop(folder: Path, name: str) -> Path:
    (folder / name).symlink_to(folder / name)
    return folder / name


def in_tables(folder: Path, name: str, make: Callable[[Path, str], object]) -> tuple[str, ...]:
    target = tables(folder)
    (target / name).unlink(missing_ok=True)
    make(target, name)
    return solve(folder, target)
