"""The rivals with an objective tell our rules and our cost: their optimum is ours, by our checker."""

import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.domain.plan import Status
from scheduler.settings import load_settings
from scheduler.solve import Limits, Search
from tests.bench.rivals.environment import HERE, RIVALS, python
from tests.bench.rivals.judge import trajectory
from tests.bench.rivals.problem import write_problem
from tests.cases.world import build
from tests.rivals.worlds import WORLDS


@pytest.fixture(scope="module", params=list(WORLDS))
def case(request):
    """Return a small instance and its optimum by our own search."""
    instance = build(WORLDS[request.param])
    outcome = Search(instance, load_settings(None), Limits(seconds=20)).run()
    assert outcome.status is Status.OPTIMAL
    return instance, outcome.objective


def solved(interpreter: Path, script: str, instance, folder: Path):
    """Run a rival as the benchmark does; return its trajectory."""
    problem = write_problem(instance, load_settings(None), folder / "problem.json")
    command = [interpreter, HERE / script, problem, folder, "--seconds", "30"]
    done = subprocess.run([str(x) for x in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return trajectory(script, folder, instance, load_settings(None))


def test_plain_cpsat(case, tmp_path):
    instance, optimum = case
    found = solved(Path(sys.executable), "cpsat_plain.py", instance, tmp_path)
    assert found.final is not None
    assert found.final.violations == {}
    assert (found.final.cost, found.bound, found.status) == (optimum, optimum, "optimal")


def test_mip(case, tmp_path):
    reason = RIVALS["mip"].missing()
    if reason:
        pytest.skip(reason)
    instance, optimum = case
    found = solved(python(), "mip.py", instance, tmp_path)
    assert found.final is not None
    assert found.final.violations == {}
    assert (found.final.cost, found.bound, found.status) == (optimum, optimum, "optimal")
