"""What stands in the place of a file and is none: pipes, devices, folders, links that lead nowhere."""

from collections.abc import Callable
from pathlib import Path

from tests.damage.hostile_inputs.small import LONG, SOLVE, Hostile, in_tables, loop, pipe, solve, tables


def _directory(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _own_folder(folder: Path, make: Callable[[Path, str], object]) -> tuple[str, ...]:
    target = tables(folder)
    (target / "curricula").mkdir()
    make(target / "curricula", "own.yaml")
    return solve(folder, target)


def _batch(folder: Path, make: Callable[[Path], object]) -> tuple[str, ...]:
    centres = folder / "centres"
    centres.mkdir()
    tables(centres)
    make(centres)
    return ("batch", str(centres), "-o", str(folder / "out"), *SOLVE)


def _earlier(folder: Path, make: Callable[[Path, str], object]) -> tuple[str, ...]:
    (folder / "out" / "centre").mkdir(parents=True)
    make(folder / "out" / "centre", "result.json")
    return _batch(folder, lambda centres: None)


def _nested(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"[" * 1_000_000)


INPUTS: tuple[Hostile, ...] = (
    Hostile("no file: a pipe as workbook", lambda x: solve(x, pipe(x, "centre.xlsx")), 2, "centre.xlsx"),
    Hostile("no file: a pipe as plan", lambda x: ("check", str(pipe(x, "plan.json"))), 2, "plan.json"),
    Hostile("no file: a pipe among the tables", lambda x: in_tables(x, "salles.csv", pipe), 2, "salles.csv"),
    Hostile(
        "no file: a pipe as settings",
        lambda x: solve(x, tables(x), "--settings", str(pipe(x, "s.yaml"))),
        2,
        "s.yaml",
    ),
    Hostile("no file: a pipe among the curricula", lambda x: _own_folder(x, pipe), 2, "own.yaml"),
    Hostile("no file: the device of zeros as input", lambda x: solve(x, "/dev/zero"), 2, "/dev/zero"),
    Hostile("no file: the device of zeros as plan", lambda x: ("check", "/dev/zero"), 2, "/dev/zero"),
    Hostile(
        "no file: a folder as workbook", lambda x: solve(x, _directory(x, "centre.xlsx")), 2, "centre.xlsx"
    ),
    Hostile(
        "no file: a folder as plan", lambda x: ("check", str(_directory(x, "plan.json"))), 2, "plan.json"
    ),
    Hostile(
        "no file: a link to itself as input", lambda x: solve(x, loop(x, "centre.xlsx")), 2, "centre.xlsx"
    ),
    Hostile(
        "no file: a link to itself among the tables",
        lambda x: in_tables(x, "salles.csv", loop),
        2,
        "salles.csv",
    ),
    Hostile(
        "no file: a link to itself as plan", lambda x: ("check", str(loop(x, "plan.json"))), 2, "plan.json"
    ),
    Hostile(
        "no file: a link to itself as output",
        lambda x: ("solve", str(tables(x)), "-o", str(loop(x, "out")), *SOLVE),
        2,
        "out",
    ),
    Hostile(
        "output: a folder's name of 300 characters",
        lambda x: ("solve", str(tables(x)), "-o", str(x / LONG), *SOLVE),
        2,
        "xxx",
    ),
    Hostile("batch: a pipe beside a centre", lambda x: _batch(x, lambda y: pipe(y, "b.xlsx")), 1, "b"),
    Hostile(
        "batch: a pipe among the tables",
        lambda x: _batch(x, lambda y: pipe(y / "centre", "notes.csv")),
        2,
        "notes.csv",
    ),
    Hostile("batch: a pipe as an earlier result", lambda x: _earlier(x, pipe), 0, "1 au total"),
    Hostile(
        "batch: a million nested lists as an earlier result", lambda x: _earlier(x, _nested), 0, "1 au total"
    ),
    Hostile(
        "batch: a link to itself beside a centre", lambda x: _batch(x, lambda y: loop(y, "b.xlsx")), 1, "b"
    ),
)
