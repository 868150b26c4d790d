"""Importing the package leaves the process as it was: only the command line speaks for all of it."""

import subprocess
import sys

PROGRAM = """
import gettext, locale, os, pkgutil, sys, importlib

def state():
    domain = gettext.textdomain(), gettext.bindtextdomain("scheduler")
    return dict(os.environ), *domain, locale.setlocale(locale.LC_ALL)

before = state()
import scheduler.check
for found in pkgutil.walk_packages(scheduler.__path__, "scheduler."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
from scheduler.text import _, speaking, use
said = _("weekend")
with speaking("en"):
    said += " " + _("weekend")
assert state() == before, (before, state())
print(said)
"""


def test_importing_and_speaking_change_nothing_else_in_the_process() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("week-end weekend", 0), done.stderr
