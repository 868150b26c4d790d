import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.exchange.output import write_plan
from tests.exchange_output.lean import lean
from tests.exchange_output.samples import plan


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the three files of the plan of four cohorts; tests must not change it."""
    folder = tmp_path_factory.mktemp("written")
    write_plan(plan(), folder)
    return folder


@pytest.fixture(scope="session")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of the plan of one cohort; tests must not change it."""
    return write_plan(plan(1), tmp_path_factory.mktemp("single"))[0]


@pytest.fixture(scope="session")
def sessions_alone(single: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of one cohort without the sheets from which no plan is read; tests must not change it."""
    return lean(single, tmp_path_factory.mktemp("lean"))


@pytest.fixture
def calendar(sessions_alone: Path, tmp_path: Path) -> Path:
    """A copy of that workbook that a test may edit."""
    return Path(shutil.copy(sessions_alone, tmp_path / "calendar.xlsx"))


@pytest.fixture(scope="session")
def soffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path, Path], None]:
    """Convert files with LibreOffice: kind, folder of the sources, folder of the results."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def convert(kind: str, sources: Path, results: Path) -> None:
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", kind]
        files = [str(path) for path in sorted(sources.glob("*.xlsx"))]
        subprocess.run(
            [*command, "--outdir", str(results), *files], check=True, capture_output=True, timeout=120
        )

    return convert
