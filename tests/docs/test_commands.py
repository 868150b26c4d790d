"""Every command that the pages show is run, on real files, and says what the pages show.

In a ``console`` block a line ``$ …`` is a command and the lines below it are what it says;
``…`` stands for lines left out or, at the start of a path, for the folder. A command with
nothing below it must succeed. Comments just above a block say more of it:

* ``<!-- exit 1 -->``: the exit code of its last command, if not 0; ``<!-- exit 0 or 1 -->`` where that
  depends on the plan;
* ``<!-- figures vary -->``: figures may differ, and the width of columns with them;
* ``<!-- run scheduler init demo.xlsx -->``: a command to run first;
* ``<!-- edit centre.xlsx: Groupes!B2 = CQP; Groupes!E2 = 2027-02-01 -->``: what a person
  does to a workbook before;
* ``<!-- tables centres/nantes -->``: a folder to write the tables of a small centre into before;
* ``<!-- search 3 -->``: seconds after which its searches end, if all that the block shows is that there is
  a plan, however good.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from scheduler.cli.main import root
from tests.cli.conftest import write_tables
from tests.docs.once import Answer, shared_folder, solved_once
from tests.docs.pages import PAGES, ROOT, Block, blocks
from tests.thorough import thorough

SHOWN = [page for page in PAGES if any(block.language == "console" for block in blocks(page))]
OURS = ".venv/bin/python -m scheduler "
"""How a recipe of ``make`` runs the program."""

ELSEWHERE = {"pip install .": "tests/project/test_wheel.py"}
"""Commands that another test runs: this one would have to fetch every package again."""

IN_FRENCH = {"SCHEDULER_LANG": "fr", "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"} | {
    "SCHEDULER_TODAY": "2026-12-01"
}


@thorough
@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.name)
def test_commands_say_what_the_page_shows(page: Path, tmp_path: Path, shared: Path) -> None:
    for name in ("data", "curricula"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for block in blocks(page):
        if block.language == "console":
            for command in re.findall(r"<!-- run (.*?) -->", block.notes):
                assert _said(command, tmp_path, shared)[0] == 0, block.where
            for name in re.findall(r"<!-- tables (\S+) -->", block.notes):
                write_tables(tmp_path / name)
            _edit(block, tmp_path)
            _run(block, tmp_path, shared)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared_folder(tmp_path_factory)


def test_no_command_hides_in_another_kind_of_block() -> None:
    hidden = [
        f"{block.where}: {line}"
        for page in PAGES
        for block in blocks(page)
        if block.language != "console"
        for line in block.text.splitlines()
        if re.match(rf"\$ |scheduler (?:{'|'.join(root.commands)})\b|make \w|pip ", line)
    ]
    assert hidden == []


@pytest.mark.parametrize("command", root.commands)
def test_the_readme_names_every_command_and_pages_show_it(command: str) -> None:
    assert f"scheduler {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
    shown = [block.text for page in PAGES for block in blocks(page) if block.language == "console"]
    assert any(f"$ scheduler {command} " in text for text in shown)
    assert f"scheduler {command} " in (ROOT / "docs" / "guide.fr.md").read_text(encoding="utf-8")


def _run(block: Block, folder: Path, shared: Path) -> None:
    commands = re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]
    limit = re.search(r"<!-- search (\d+) -->", block.notes)
    for number, text in enumerate(commands, start=1):
        command, *shown = text.rstrip().splitlines()
        if command in ELSEWHERE:
            assert (ROOT / ELSEWHERE[command]).exists()
            continue
        code, said = _said(command, folder, shared, limit[1] if limit else None)
        asked = re.search(r"<!-- exit (\d)(?: or (\d))? -->", block.notes)
        due = {int(x) for x in asked.groups() if x} if asked and number == len(commands) else {0}
        assert code in due, f"{block.where}: {command}\n{said}"
        _compare(f"{block.where}: {command}", shown, said, "<!-- figures vary -->" in block.notes)


def _said(command: str, folder: Path, shared: Path, limit: str | None = None) -> Answer:
    """Return the exit code of a command and all it says, the folder cut off its paths.

    What another page has had solved already is not solved again. Searches are deterministic: how far
    one gets is then the same on a machine that is busy.
    """
    words = shlex.split(command)
    if words[0] == "make":
        recipe = subprocess.run([*words, "--dry-run"], capture_output=True, text=True, check=True, cwd=ROOT)
        ours = [line for line in recipe.stdout.splitlines() if line.startswith(OURS)]
        if not ours:
            return 0, ""
        words = ["scheduler", *shlex.split(ours[-1].removeprefix(OURS))]
    if words[:2] == ["scheduler", "solve"]:
        words += ["--time-limit", limit] if limit else []
        return solved_once(words, folder, shared, lambda asked: _answer(asked, folder))
    return _answer(words, folder)


def _answer(words: Sequence[str], folder: Path) -> Answer:
    """Run a command, and return its exit code and what it says."""
    if words[0] == "scheduler":
        steady = ["--deterministic"] if words[1] in ("solve", "batch") else []
        words = [sys.executable, "-m", *words, *steady]
    done = subprocess.run(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env=os.environ | IN_FRENCH,
    )
    return done.returncode, done.stdout.replace(f"{folder.resolve()}{os.sep}", "…/")


def _compare(place: str, shown: list[str], said: str, figures_vary: bool) -> None:
    lines, at, gap = [_plain(line, figures_vary) for line in said.splitlines()], 0, False
    for line in shown:
        if line.strip() == "…":
            gap = True
            continue
        wanted = _plain(line, figures_vary)
        found = lines.index(wanted, at) if gap and wanted in lines[at:] else at
        assert found < len(lines), f"{place}\nnot said: {line}\nsaid:\n{said}"
        assert lines[found] == wanted, f"{place}\nnot said: {line}\nsaid:\n{said}"
        at, gap = found + 1, False
    assert gap or not shown or at == len(lines), f"{place}\nleft out:\n" + "\n".join(lines[at:])


def _plain(line: str, figures_vary: bool) -> str:
    if figures_vary:
        return re.sub(r"\s+", " ", re.sub(r"\d+(?:,\d+)?", "0", line)).strip()
    return line.rstrip()


def _edit(block: Block, folder: Path) -> None:
    """Do to workbooks what the notes above the block say."""
    for name, edits in re.findall(r"<!-- edit (\S+): (.*?) -->", block.notes, re.DOTALL):
        from openpyxl import load_workbook

        workbook = load_workbook(folder / name)
        for edit in edits.split(";"):
            cell, value = (part.strip() for part in edit.split("=", 1))
            sheet, place = cell.split("!")
            workbook[sheet][place] = _value(value)
        workbook.save(folder / name)


def _value(text: str) -> str | int | date:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    return int(text) if text.isdigit() else text
