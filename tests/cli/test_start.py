"""What a light command may not load, so that help is there at once; and any terminal will do."""

import os
import shutil
import subprocess
import sys

import pytest

HEAVY = {"ortools", "pandas", "numpy", "openpyxl", "pydantic", "holidays", "rich", "yaml"}


def loaded(*arguments: str) -> set[str]:
    """Return the top-level modules that a run of the command loads."""
    code = (
        "import sys\n"
        "from scheduler.cli.main import main\n"
        "try:\n"
        "    main()\n"
        "except SystemExit:\n"
        "    print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments", [["--help"], ["solve", "--help"], ["curricula", "--help"], ["--version"]]
)
def test_help_loads_nothing_heavy(arguments):
    assert loaded(*arguments) & HEAVY == set()


def test_check_loads_neither_the_solver_nor_tables(solved, tmp_path):
    # A calendar beside it would be looked into.
    alone = shutil.copy(solved / "plan.json", tmp_path / "plan.json")
    assert loaded("check", str(alone)) & {"ortools", "pandas", "openpyxl", "rich"} == set()
    assert loaded("check", str(solved / "calendar.xlsx")) & {"ortools", "pandas", "rich"} == set()


def test_signs_that_the_terminal_cannot_show_cost_no_message():
    # Latin-1 has no typographic quotation marks.
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", "--lang", "en", "curricula", "show", "--help"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "latin-1"},
    )
    assert done.returncode == 0
    assert b"ID is its identifier, as ?scheduler curricula list? gives it." in done.stdout
