"""The same input, asked for in the same way on several pages, is solved once in a run of the tests.

Pages are tested by several processes at once. What one of them has solved lies in a folder that all of
them share: what the command said, its exit code and the files that it wrote.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from scheduler.exchange.lock import locked

PATIENCE = 1800.0
"""Seconds to wait for another process that solves the same; a lock is let go of however it ends."""

ANSWER, FILES, THERE = "answer.json", "files", "…/<output>/"

Answer = tuple[int, str]
"""The exit code of a command, and all it says."""


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of this run of the tests share."""
    own = factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = base / "solved"
    folder.mkdir(exist_ok=True)
    return folder


def solved_once(
    words: Sequence[str], folder: Path, shared: Path, run: Callable[[Sequence[str]], Answer]
) -> Answer:
    """Return what ``scheduler solve INPUT -o OUTPUT …`` says in `folder`, and leave there what it writes.

    Whatever the output is called: it is left out of what tells two commands apart.
    """
    _scheduler, _solve, source, option, output, *options = words
    assert option == "-o", words
    asked = json.dumps([source, *options]).encode() + b"".join(_content(folder / source))
    kept = shared / hashlib.sha256(asked).hexdigest()
    kept.mkdir(exist_ok=True)
    with locked(kept, PATIENCE):
        if not (kept / ANSWER).exists():
            code, said = run(words)
            if (folder / output).exists():
                shutil.copytree(folder / output, kept / FILES, dirs_exist_ok=True)
            answer = json.dumps([code, said.replace(f"…/{output}/", THERE)])
            (kept / ANSWER).write_text(answer, encoding="utf-8")
            return code, said
        code, said = json.loads((kept / ANSWER).read_text(encoding="utf-8"))
        if (kept / FILES).exists():
            shutil.copytree(kept / FILES, folder / output, dirs_exist_ok=True)
    return code, said.replace(THERE, f"…/{output}/")


def _content(source: Path) -> Iterator[bytes]:
    """Yield what an input consists of: the tables of a folder, or the cells of a workbook."""
    if source.is_dir():
        for path in sorted(source.iterdir()):
            yield path.name.encode()
            yield path.read_bytes()
        return
    from openpyxl import load_workbook

    workbook = load_workbook(source, read_only=True)
    for sheet in workbook.worksheets:
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if any(value is not None for value in row):
                yield repr((sheet.title, number, row)).encode()
    workbook.close()
