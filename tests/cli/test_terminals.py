"""A terminal that knows few letters shows question marks, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


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
