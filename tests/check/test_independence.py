"""The checker judges without the solver, the model, or anything that reads files."""

import subprocess
import sys

PROGRAM = """
import sys
from scheduler.check import check
from tests.cases.reader import load_cases

for case in load_cases():
    check(case.instance, case.lessons)
strangers = ("ortools", "pandas", "openpyxl", "scheduler.model", "scheduler.solve", "scheduler.exchange")
print([name for name in sys.modules if name.startswith(strangers)])
"""


def test_the_checker_loads_neither_solver_nor_model() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
