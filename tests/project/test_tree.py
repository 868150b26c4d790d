"""What holds of every file: short, documented, and good on any machine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LONGEST = 350
KEPT = ("scheduler", "curricula", "data", "docs", "tests", ".ci", ".github", "Makefile", "README.md")
KEPT += ("CHANGELOG.md", "CONTRIBUTING.md", "constraints.txt", "pyproject.toml")
TEXT = {"", ".cfg", ".csv", ".ini", ".md", ".po", ".py", ".toml", ".txt", ".yaml", ".yml"}
# Written in pieces, so that this file does not name what it looks for.
ELSEWHERE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + r"(?:root|home|Users|work|mnt)/",
            r"\b[A-Z]:" + r"\\\\?Users",
            r"\bindex" + r"[-_]url\b",
            r"\b(?:arti" + r"factory|dev" + r"pi)\b",
        ]
    )
)
AS_A_MODULE = ("--stdin-filename", "scheduler/thing.py", "-")
UNDOCUMENTED = """
class Thing:
    def method(self):
        pass


def function():
    pass
"""


def files() -> list[Path]:
    found = []
    for name in KEPT:
        path = ROOT / name
        found += [path] if path.is_file() else sorted(x for x in path.rglob("*") if x.is_file())
    return [x for x in found if x.suffix in TEXT and "__pycache__" not in x.parts]


@pytest.mark.parametrize("path", sorted((ROOT / "scheduler").rglob("*.py")), ids=lambda path: path.name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if ELSEWHERE.search(line)
    ]
    assert found == []


def test_a_machine_would_be_noticed() -> None:
    assert ELSEWHERE.search("see /" + "home/anne/plan.json")
    assert ELSEWHERE.search("pip --index" + "-url https://example.org")


def test_ruff_asks_every_public_thing_of_the_package_for_a_docstring() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=concise", *AS_A_MODULE],
        input=UNDOCUMENTED,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert {"D100", "D101", "D102", "D103"} <= set(re.findall(r"\bD\d{3}\b", done.stdout)), done.stdout


def test_no_file_of_the_package_is_excused_from_docstrings() -> None:
    excused = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "scheduler").rglob("*.py"))
        if re.search(r"#\s*(?:noqa|ruff: noqa).*\bD\d{3}", path.read_text(encoding="utf-8"))
    ]
    assert excused == []
