"""A centre small enough to be solved in a moment, and ways to run the command on it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from scheduler.cli.main import root
from scheduler.text import speaking
from tests.centres.small import TABLES

Tables = dict[str, list[str]]
Run = Callable[..., Result]


def write_tables(folder: Path, **changes: list[str]) -> Path:
    folder.mkdir()
    for name, lines in (TABLES | changes).items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    return write_tables(tmp_path / "centre")


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SCHEDULER_LANG", raising=False)
    monkeypatch.delenv("SCHEDULER_DEBUG", raising=False)
    with speaking("fr"):
        yield


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process, from an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(root, [str(x) for x in arguments], prog_name="scheduler")

    return invoke


@pytest.fixture(scope="session")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a plan of the small centre, made by a process of its own."""
    folder = tmp_path_factory.mktemp("solved")
    source = write_tables(folder / "centre")
    subprocess.run(
        [sys.executable, "-m", "scheduler", "solve", source, "-o", folder / "plan", "--quiet"],
        check=True,
        capture_output=True,
        env=os.environ | {"SCHEDULER_LANG": "fr"},
    )
    return folder / "plan"
