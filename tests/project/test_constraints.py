"""The versions that a fresh machine installs are written down, for every direct dependency."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def plain(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_direct_dependency_has_a_version_of_its_own() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(x for some in project["optional-dependencies"].values() for x in some),
    ]
    direct = {plain(re.match(r"[\w.-]+", line)[0]) for line in asked}  # type: ignore[index]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    held = {plain(line.split("==")[0]) for line in lines if "==" in line}
    assert direct - held - {plain(project["name"])} == set()
