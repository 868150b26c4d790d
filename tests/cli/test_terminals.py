"""Terminals that know few letters, that nobody may steer, and outputs that are full."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli.terminal import POOR, Harmless
from tests.cli.conftest import write_tables


@pytest.mark.parametrize("encoding", ["cp850", "cp1252"])
def test_a_terminal_of_few_letters(tmp_path: Path, encoding: str) -> None:
    narrow = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8"}
    environment = os.environ | narrow | {"SCHEDULER_LANG": "fr"}
    for arguments, code in {
        ("--help",): 0,
        ("solve", "é→.xlsx", "-o", "ailleurs"): 2,
    }.items():
        done = subprocess.run(
            [sys.executable, "-m", "scheduler", *arguments],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=environment,
        )
        said = (done.stdout + done.stderr).decode(encoding)
        assert done.returncode == code, said
        assert said.strip()
        assert "Traceback" not in said
        assert "Error" not in said


@pytest.mark.parametrize("encoding", ["ascii", "cp437", "utf-8"])
def test_a_no_break_space_is_never_a_question_mark(encoding: str) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors=POOR)
    stream.write("Total\u00a0: \u4e2d")  # as a live display writes
    Harmless(stream).write(" 3,5\u00a0h")
    stream.flush()
    said = raw.getvalue().decode(encoding)
    assert said.replace("\u00a0", " ").replace("\u4e2d", "?") == "Total : ? 3,5 h"
    assert said.endswith(" 3,5 h")


def told(
    folder: Path, *arguments: str, stdout: object = subprocess.PIPE
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "scheduler", *arguments],
        stdout=stdout,  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | {"SCHEDULER_LANG": "fr"},
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["curricula", "list"], ["check", "plan.json", "--json"]])
def test_an_answer_that_cannot_be_written_is_told(solved: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = told(solved, *arguments, stdout=full)
    assert done.returncode == 2
    assert done.stderr.startswith("La réponse ne peut pas être écrite (")
    assert "Traceback" not in done.stderr


def test_neither_a_cell_nor_a_file_s_name_steers_the_terminal(tmp_path: Path) -> None:
    centre = write_tables(tmp_path / "centre", centre=["Nom", "Red \x1b[31m and clear \x1b[2J"])
    cell = told(tmp_path, "solve", centre.name, "-o", "out")
    assert cell.returncode == 2
    assert "centre.csv:2 [Nom]: " in cell.stderr
    assert "\\x1b[2J" in cell.stderr
    name = told(tmp_path, "solve", "no\x1b]0;title\x07.xlsx", "-o", "out")
    assert name.returncode == 2
    assert "no\\x1b]0;title\\x07.xlsx" in name.stderr
    assert "\x1b" not in cell.stderr + name.stderr + cell.stdout + name.stdout
