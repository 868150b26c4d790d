"""The judge counts as the checker does, and a trajectory is read from files alone."""

import json
import sys

import pytest

from scheduler.settings import load_settings
from tests.bench.rivals.judge import (
    Judged,
    Trajectory,
    judge,
    own_trajectory,
    read_lessons,
    trajectory,
    whole_bound,
)
from tests.bench.rivals.problem import problem
from tests.bench.rivals.process import run
from tests.bench.rivals.result import Output, Taught, lessons
from tests.bench.rivals.run import Comparison
from tests.cases.world import build

PLAN = [
    Taught("A", "2027-02-01", "M1", ["T1"], ["R1"]),
    Taught("A", "2027-02-02", "M2", ["T1"], ["R1"]),
    Taught("A", "2027-02-08", "M3", ["T1"], ["R1"]),
    Taught("A", "2027-02-09", "M3", ["T1"], ["R1"]),
]
COST = 12
"""Of PLAN: its second session lies 3 weeks before its even position, 9; T1 teaches 8 half-days and has
an even share of 5, 3."""


def rows(taught):
    return lessons(problem(build({}), load_settings(None)), taught)


def judged(taught, left_out=()):
    return judge(build({}), load_settings(None), read_lessons(rows(taught)), left_out=left_out)


def test_lessons_of_days():
    made = rows(PLAN)
    assert len(made) == 8
    assert [row["session"] for row in made] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert made[1] == {
        "cohort": "A", "group": 1, "session": 1, "date": "2027-02-01", "half_day": "PM", "module": "M1",
        "hours": 3.5, "mode": "in_person", "trainer": "T1", "room": "R1",
    }  # fmt: skip


def test_a_good_plan_costs_what_its_terms_say():
    assert judged(PLAN) == Judged(0.0, COST)


def test_violations_are_counted_by_code_and_left_out_by_rule():
    # T2 lacks the skill of M2.
    bad = [PLAN[0], PLAN[1]._replace(trainers=["T2"]), *PLAN[2:]]
    assert judged(bad).violations == {"TR-02": 1}
    assert judged(bad, ["TR-02"]).violations == {}
    assert judged(bad, ["TR-02"]).forgiven == {"TR-02": 1}
    assert judged(PLAN).quality < judged(bad).quality


def test_trajectory_of_a_folder(tmp_path):
    output = Output(tmp_path)
    broken = [PLAN[0], PLAN[1]._replace(trainers=["T2"]), *PLAN[2:]]
    output.started -= 2
    output.plan(rows(broken), bound=3.2)
    output.started -= 5
    output.plan(rows(PLAN), bound=7.00001)
    output.end("time is over")
    found = trajectory("rival", tmp_path, build({}), load_settings(None))
    assert found.first == pytest.approx(found.plans[0].seconds)
    assert found.plans[1].seconds - found.plans[0].seconds == pytest.approx(5, abs=0.5)
    assert found.at(found.first - 1) is None
    assert found.at(found.first).violations == {"TR-02": 1}
    assert found.final.cost == COST
    assert found.bound == 7
    assert found.status == "time is over"
    # What is written after its time does not count.
    in_time = trajectory("rival", tmp_path, build({}), load_settings(None), {"until": found.first + 1})
    assert in_time.plans == found.plans[:1]


def test_our_own_log_gives_the_times_and_the_checker_the_last_plan(tmp_path):
    output = Output(tmp_path)
    log = [(1.0, None, 0), (2.0, 30, 4), (3.0, 30, 9), (4.0, COST, COST)]
    lines = [json.dumps({"seconds": x, "best": best, "bound": bound}) for x, best, bound in log]
    (tmp_path / "log.jsonl").write_text("\n".join(lines))
    output.plan(rows(PLAN))
    output.end("optimal", COST)
    found = own_trajectory(tmp_path, build({}), load_settings(None))
    assert [(plan.seconds, plan.cost) for plan in found.plans] == [(2.0, 30), (4.0, COST)]
    assert found.bound == COST
    (tmp_path / "log.jsonl").write_text(lines[1])
    with pytest.raises(ValueError, match="the log says"):
        own_trajectory(tmp_path, build({}), load_settings(None))


def test_a_rival_that_found_nothing(tmp_path):
    found = trajectory("rival", tmp_path, build({}), load_settings(None))
    assert found.first is None
    assert found.final is None
    assert found.bound is None


@pytest.mark.parametrize(
    ("bounds", "whole"), [([None], None), ([6.2, None], 7), ([-19.0], 0), ([12.00001], 12)]
)
def test_whole_bound(bounds, whole):
    assert whole_bound(bounds) == whole


def test_comparison_tells_how_much_sooner_ours_has_the_quality():
    ours = Trajectory("ours", (Judged(2.0, 30), Judged(4.0, 20)), 18, 10.0, "optimal")
    slow = Trajectory("slow", (Judged(5.0, 40), Judged(60.0, 25)), None, 300.0, "time is over")
    bad = Trajectory("bad", (Judged(100.0, 10, {"RO-01": 2}),), None, 300.0, "time is over")
    made = Comparison("centre", 1, 300.0, ours, (slow, bad), {"mip": "no environment"})
    # 25 is reached with 20, after 4 s; a plan that breaks rules is bettered by any that keeps them.
    assert made.reached(slow) == 4.0
    assert made.ratio(slow) == 15.0
    assert made.reached(bad) == 2.0
    assert made.ratio(bad) == 50.0
    slow_row, bad_row, skipped = made.rows()[1:]
    assert slow_row == "| slow | 5.0 | 40 | 25 | 25 | — | 0 | none | 4.0 | 15.0 |"
    assert "2 broken (RO-01) / 10" in bad_row
    assert "no environment" in skipped


@pytest.mark.parametrize(
    ("program", "limit", "memory", "said"),
    [
        ("import time; time.sleep(300)", 0.3, 1000.0, "did not stop by itself"),
        # The others need no time limit, and even starting them may take long on a busy machine.
        ("x = bytearray(200_000_000); import time; time.sleep(300)", 100, 100.0, "more than 100 MB"),
        ("raise SystemExit('no licence')", 100, 1000.0, "no licence"),
        ("", 100, 1000.0, ""),
    ],
)
def test_a_program_is_ended_when_its_time_or_memory_is_over(
    tmp_path, monkeypatch, program, limit, memory, said
):
    monkeypatch.setattr("tests.bench.rivals.process.GRACE", 0.3)
    ran = run([sys.executable, "-c", program], tmp_path / "said.txt", limit, tmp_path, memory)
    assert said in ran.note
    assert bool(said) == bool(ran.note)
    assert ran.seconds < 100


def test_files_are_whole_and_named_by_milliseconds(tmp_path):
    output = Output(tmp_path)
    output.plan(rows(PLAN))
    (path,) = tmp_path.iterdir()
    assert int(path.stem.removeprefix("plan-")) == pytest.approx(1000 * output.elapsed, abs=1000)
    assert len(json.loads(path.read_text())["lessons"]) == 8
