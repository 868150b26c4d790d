"""A terminal that knows few letters shows question marks, never a traceback."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.cli.terminal import POOR, Harmless


@pytest.mark.parametrize("encoding", ["cp850", "cp1252"])
def test_a_terminal_of_few_letters(tmp_path: Path, encoding: str) -> None:
    narrow = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
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
