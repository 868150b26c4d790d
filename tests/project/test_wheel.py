"""The wheel holds all that the program needs, and nothing else; it runs from any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "scheduler/exchange/papers/pdf"
SHOW = """
from scheduler.curricula import shipped_curricula
from scheduler.settings import load_settings
from scheduler.shipped import shipped
from scheduler.text import _
import scheduler
print(scheduler.__file__)
print(shipped("data/demo"))
print([curriculum.id for curriculum in shipped_curricula()])
print(sorted(load_settings().weights)[0])
print(_("Public holidays and weekends"))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # The build backend by itself: pip would fetch it, and needs a network for that.
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [
        *(f"scheduler/shipped/curricula/{path.name}" for path in (ROOT / "curricula").glob("*.yaml")),
        *(f"scheduler/shipped/data/demo/{path.name}" for path in (ROOT / "data/demo").iterdir()),
        "scheduler/calendars/school_holidays.yaml",
        *(f"scheduler/exchange/papers/pdf/{path.name}" for path in PAPERS.glob("*.typ")),
        "scheduler/settings/default.yaml",
        "scheduler/text/locales/fr/LC_MESSAGES/scheduler.mo",
    ]
    assert [name for name in shipped if name not in names] == []
    assert "scheduler/shipped/data/demo/groupes.csv" in names


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"scheduler"}
    assert [name for name in names if "test" in name or name.endswith(".pyc")] == []


def test_the_unpacked_wheel_finds_its_data_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    package = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(package)
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.splitlines() == [
        str(package / "scheduler" / "__init__.py"),
        str(package / "scheduler" / "shipped" / "data" / "demo"),
        "['cqp-266', 'cqp-371', 'fae-112']",
        "bridges",
        "Jours fériés et week-ends",
    ], done.stderr
