"""Timefold as a rival: what it counts itself is what our checker counts."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from scheduler.exchange.input import read_instance
from scheduler.settings import load_settings
from tests.bench.centres import one_cohort
from tests.bench.rivals.environment import HERE, RIVALS, python
from tests.bench.rivals.judge import trajectory
from tests.bench.rivals.problem import write_problem


def test_timefold_and_the_checker_agree_on_every_plan(tmp_path: Path):
    missing = RIVALS["timefold"].missing()
    if missing:
        pytest.skip(missing)
    instance = read_instance(one_cohort(tmp_path / "centre", "fae-112"))[0]
    asked = write_problem(instance, load_settings(None), tmp_path / "problem.json")
    # Simpler compilation: Java starts in half the time, and four seconds are enough for eight sessions.
    quick = os.environ | {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
    command = [str(python()), str(HERE / "timefold_rival.py"), str(asked), str(tmp_path / "out")]
    subprocess.run([*command, "--seconds", "9"], check=True, env=quick)
    found = trajectory("Timefold", tmp_path / "out", instance, load_settings(None))
    plans = [json.loads(path.read_text()) for path in sorted((tmp_path / "out").glob("plan-*.json"))]
    if not plans:
        pytest.skip(f"too slow a machine: {found.note}")
    for written, judged in zip(plans, found.plans, strict=True):
        # Without a broken rule it gives its own count of the cost; with one it gives none.
        assert (written["cost"] is None) == bool(judged.violations)
        assert written["cost"] in (None, judged.cost)


def test_timefold_leaves_no_rule_out():
    assert RIVALS["timefold"].left_out() == {}
