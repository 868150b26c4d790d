"""``plan.json`` holds everything, in bytes that depend on the plan alone."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from scheduler.domain.centre import Policy
from scheduler.domain.cohort import Pin, PinKind
from scheduler.domain.gap import Pace, Unavoidable
from scheduler.domain.plan import LocalProof
from scheduler.domain.time import Half
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.plan_json import VERSION, dump, load
from tests.exchange_output.samples import plan, small_plan


def test_round_trip(written: Path) -> None:
    assert read_plan(written / "plan.json") == plan()


def test_round_trip_of_what_the_sample_lacks() -> None:
    # Half availability, pins, other opening hours and a policy: each a type of its own in JSON.
    whole = plan(1)
    trainer = replace(
        whole.instance.trainers[0], availability=frozenset({(0, Half.AM), (4, Half.PM)}), max_days=12
    )
    changed = replace(
        whole,
        local=LocalProof(8, 12, ((date(2027, 1, 4), date(2027, 3, 21)),), ("CQP-LYON-A",)),
        unavoidable=Unavoidable(40, 14, 4),
        pace=Pace(15.0, 7, 55.2),
        instance=replace(
            whole.instance,
            centre=replace(whole.instance.centre, name='=SUM(1;2) "é" 😀', morning_start=time(8, 45)),
            sites=(replace(whole.instance.sites[0], bridges=Policy.CLOSED), *whole.instance.sites[1:]),
            trainers=(trainer, *whole.instance.trainers[1:]),
            pins=(Pin(PinKind.FORBID, date(2027, 5, 7), half=Half.PM, trainer="DUPONT"),),
        ),
    )
    assert load(dump(changed), "plan.json") == changed


def test_envelope_says_first_what_programs_look_for(written: Path) -> None:
    envelope = json.loads((written / "plan.json").read_text(encoding="ascii"))
    assert list(envelope) == [
        "format", "version", "number", "files", "status", "objective", "bound", "gap", "local",
        "unavoidable", "pace", "costs", "plan",
    ]  # fmt: skip
    assert envelope["format"] == "scheduler-plan"
    assert envelope["version"] == VERSION
    assert (envelope["status"], envelope["objective"], envelope["gap"]) == ("optimal", 108, 0.0)
    assert sum(envelope["costs"].values()) == 108


def test_bytes_do_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    # Each process hashes text with a seed of its own, which orders sets differently.
    code = (
        "import sys; from tests.exchange_output.samples import small_plan;"
        "from scheduler.exchange.output.plan_json import dump; sys.stdout.write(dump(small_plan()))"
    )
    texts = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
        ).stdout
        for seed in ("1", "2")
    }
    assert len(texts) == 1


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_plan(small_plan(), tmp_path / name)
    for file in ("plan.json", "half_days.csv"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
