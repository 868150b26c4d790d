"""An adopted planning is a plan like any other: checked, costed, read back; it claims no proof."""

import csv
import json
import shutil

import pytest

from scheduler.exchange.output import read_plan
from tests.audit.centre import rows, tables
from tests.audit.conftest import sheet_of
from tests.audit.test_faults import year

CQP = ("--curriculum", "cqp-266")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("adopted") / "plan"


@pytest.fixture
def adopted(run, tmp_path, kept):
    """The plan of a right year, adopted once for all tests, in the folder of this one."""
    if not kept.exists():
        planning = sheet_of(tmp_path / "p.xlsx", year())
        assert run("audit", planning, *CQP, "--adopt", "-o", kept).exit_code == 0
    return shutil.copytree(kept, tmp_path / "plan")


def test_a_right_year_becomes_a_plan_that_keeps_every_rule(run, tmp_path):
    planning = sheet_of(tmp_path / "p.xlsx", year())
    result = run("audit", planning, *CQP, "--adopt", "-o", "plan")

    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        "Les formateurs (15) et les salles (3) sont inventés, un par besoin : « à préciser »."
        in result.stdout
    )
    assert sorted(x.name for x in (tmp_path / "plan").iterdir()) == [
        "calendar.xlsx",
        "half_days.csv",
        "plan.json",
    ]
    for name in ("calendar.xlsx", "plan.json"):
        checked = run("check", f"plan/{name}", "--json")
        assert json.loads(checked.stdout)["violations"] == []
        assert checked.exit_code == 0


def test_it_claims_no_proof(adopted):
    told = json.loads((adopted / "plan.json").read_text(encoding="utf-8"))
    assert (told["status"], told["bound"]) == ("feasible", 0)
    assert told["objective"] > 0
    plan = read_plan(adopted / "plan.json")
    assert (
        plan.notes[0] == "Repris de p.xlsx : ce planning n'a pas été calculé, rien n'est prouvé à son sujet."
    )
    assert {x.name.split(" (")[0] for x in (*plan.instance.trainers, *plan.instance.rooms)} == {"à préciser"}


def test_half_days_are_those_of_the_planning(adopted):
    with (adopted / "half_days.csv").open(encoding="utf-8", newline="") as file:
        told = [(x["date"], x["half_day"], x["module"]) for x in csv.DictReader(file)]
    assert told == [(f"{day}", half, module) for day, module in year()[1:] for half in ("AM", "PM")]


def test_faults_stay_faults(run, tmp_path):
    broken = year()
    broken[1][1] = "DOSSIER"
    result = run("audit", sheet_of(tmp_path / "p.xlsx", broken), *CQP, "--adopt", "-o", "plan")
    checked = run("check", "plan/calendar.xlsx", "--json")

    assert (result.exit_code, checked.exit_code) == (1, 1)
    assert {x["code"] for x in json.loads(checked.stdout)["violations"]} == {"CU-01"}


def test_with_tables_the_trainers_and_rooms_are_those_of_the_centre(run, tmp_path):
    planning = sheet_of(tmp_path / "p.xlsx", rows())
    result = run("audit", planning, "--tables", tables(tmp_path / "c"), "--adopt", "-o", "plan")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "inventés" not in result.stdout
    plan = read_plan(tmp_path / "plan" / "plan.json")
    assert {x.trainer for x in plan.lessons} == {"T1", "T2", "T3", None}
    assert run("check", "plan/plan.json").exit_code == 0


def test_a_planning_is_not_overwritten_by_its_own_plan(run, tmp_path):
    planning = sheet_of(tmp_path / "calendar.xlsx", year())
    before = planning.read_bytes()
    result = run("audit", planning, *CQP, "--adopt", "-o", tmp_path)

    assert (result.exit_code, planning.read_bytes()) == (2, before)


def test_it_can_be_repaired(adopted, run, tmp_path):
    result = run(
        "repair", adopted / "plan.json", "-o", "after", "--closed", "SITE", "2027-03-01", "2027-03-02"
    )

    assert result.exit_code == 0, result.output
    with (tmp_path / "after" / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert {x["old_date"] for x in csv.DictReader(file)} == {"2027-03-01", "2027-03-02"}


def test_it_can_be_solved_again_without_names(adopted, run):
    assert run("init", "case.xlsx", "--anonymous", adopted / "plan.json").exit_code == 0


def test_the_table_of_half_days_is_a_planning_too(adopted, judged):
    told = judged(adopted / "half_days.csv", code=0)

    assert told["modules"]["EVAL"] == {"due": 13, "found": 13}
    assert (told["violations"], told["unread"]) == ([], [])
