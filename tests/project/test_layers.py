"""The layers point one way, as the docstring of the package says."""

import configparser
import re
import subprocess
import sys
from pathlib import Path

import scheduler

ROOT = Path(__file__).parents[2]
CONFIG = Path(__file__).with_name("layers.ini")
LINT = "import sys; from importlinter.cli import lint_imports_command; lint_imports_command(sys.argv[1:])"


def test_imports_follow_the_contracts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--config", str(CONFIG), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_contract_is_what_the_docstring_says() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(CONFIG, encoding="utf-8")
    layers = contracts["importlinter:contract:layers"]["layers"].split("\n")
    drawn = re.search(r"::\n\n(.*?)\n\n", scheduler.__doc__ or "", re.DOTALL)
    assert drawn
    # The drawing sets "exchange | explain" beside each other, and so does the contract.
    assert [" ".join(x.split()) for x in drawn[1].split("->")] == [x for x in layers if x]
