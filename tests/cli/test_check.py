"""``scheduler check`` says of a plan, edited or not, what is wrong, where, and what it costs."""

import csv
import json
import os
import shutil
import subprocess
import sys
from datetime import date

import pytest
from openpyxl import load_workbook

from scheduler.domain.rules import RULES
from scheduler.domain.settings import TERMS


@pytest.fixture
def edited(solved, tmp_path):
    """The workbook of the plan, the room of the first half-day deleted by hand."""
    path = tmp_path / "calendar.xlsx"
    shutil.copy(solved / "calendar.xlsx", path)
    book = load_workbook(path)
    cell = book["Séances"]["N5"]
    assert cell.value == "S1"
    cell.value = None
    book.save(path)
    return path


@pytest.mark.parametrize("name", ["plan.json", "calendar.xlsx"])
def test_a_plan_just_solved_keeps_every_rule(run, solved, name):
    result = run("check", solved / name)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        f"Toutes les règles sont respectées ({len(RULES)} règles contrôlées).\n\n"
        "Coût : 0, rien à regretter.\n"
    )


def test_an_edited_workbook_is_told_row_by_row(run, solved, edited):
    # Several plans are equally good: which module comes first on which day is the plan's to say.
    with (solved / "half_days.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    day = date.fromisoformat(first["date"])
    weekday = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")[day.weekday()]

    result = run("check", edited)

    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout == (
        "CU-06 · Par journées entières (1)\n"
        f"  Séances!A5: G1 : le module {first['module']} change de formateur ou de salle au cours de la "
        f"journée du {weekday} {day:%d/%m/%Y}.\n"
        "RO-02 · Salle adaptée (1)\n"
        f"  Séances!A5: G1 : le module {first['module']} n'a pas de salle le {weekday} {day:%d/%m/%Y} "
        "matin.\n"
        "\n"
        "2 anomalies trouvées.\n"
        "\n"
        "Coût : 0, rien à regretter.\n"
    )


def test_json_is_a_contract(run, solved, edited):
    good, bad = run("check", solved / "plan.json", "--json"), run("check", edited, "--json")

    assert (good.exit_code, bad.exit_code) == (0, 1)
    nothing = {term.name: 0 for term in TERMS} | {"total": 0}
    assert json.loads(good.stdout) == {
        "ok": True,
        "violations": [],
        "left_out": [],
        "mixed": [],
        "cost": nothing,
    }
    verdict = json.loads(bad.stdout_bytes.decode("utf-8"))
    assert verdict["ok"] is False
    assert [sorted(x) for x in verdict["violations"]] == [["code", "message", "severity", "where"]] * 2
    assert {x["code"] for x in verdict["violations"]} == {"CU-06", "RO-02"}
    assert "é" in bad.stdout_bytes.decode("utf-8"), "accents are not escaped"


def test_json_is_utf_8_even_where_the_terminal_is_not(edited):
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", "check", edited, "--json"],
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii", "SCHEDULER_LANG": "fr"},
    )
    assert done.returncode == 1
    assert len(json.loads(done.stdout.decode("utf-8"))["violations"]) == 2


def test_what_is_no_plan_is_refused_with_2(run, centre):
    result = run("check", "gone.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "gone.json: ce fichier n'existe pas. "
        "Donnez le plan.json ou le calendar.xlsx écrit par « scheduler solve ».\n"
    )
    assert run("check", centre / "sites.csv").exit_code == 2
