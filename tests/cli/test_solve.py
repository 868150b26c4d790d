"""``scheduler solve`` writes three files that agree, and says in a few lines what they hold."""

import csv
import os
import re
import subprocess
import sys

from openpyxl import load_workbook

from scheduler.cli.answers import plan_found
from scheduler.commands.solve import Order, deliver
from scheduler.domain.gap import Pace, Unavoidable
from scheduler.domain.plan import LocalProof, Status
from scheduler.domain.search import Outcome
from scheduler.exchange.output import COLUMNS, read_plan
from tests.cli.conftest import write_tables

FILES = ["calendar.xlsx", "half_days.csv", "plan.json"]


def test_a_plan_is_written_summed_up_and_passes_the_check(run, centre, tmp_path):
    result = run("solve", centre, "-o", "plans/first", "--quiet")

    assert (result.exit_code, result.stderr) == (0, "")
    # The optimum is 0: eight sessions fit evenly, nothing else is disturbed.
    assert re.sub(r"\d+(,\d)? s\.", "N s.", result.stdout) == (
        "Planning optimal : prouvé, aucun autre ne coûte moins.\n"
        "Coût 0, borne prouvée 0, trouvé en N s.\n"
        "\n"
        "  Groupe  Premier jour  Dernier jour  Regroupements\n"
        f"  G1      {_first_and_last(tmp_path / 'plans/first/half_days.csv')}                8\n"
        "\n"
        "Coût : 0, rien à regretter.\n"
        "\n"
        f"Calendrier : {tmp_path / 'plans/first/calendar.xlsx'}\n"
        "À côté : plan.json, half_days.csv\n"
    )
    assert sorted(path.name for path in (tmp_path / "plans/first").iterdir()) == FILES
    for name in ("plan.json", "calendar.xlsx"):
        assert run("check", tmp_path / "plans/first" / name).exit_code == 0


def _first_and_last(path):
    with path.open(encoding="utf-8") as file:
        days = sorted(row["date"] for row in csv.DictReader(file))
    first, last = ("/".join(reversed(day.split("-"))) for day in (days[0], days[-1]))
    return f"{first}    {last}"


def test_half_days_have_the_columns_of_the_contract(solved):
    with (solved / "half_days.csv").open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
    assert tuple(reader.fieldnames or ()) == COLUMNS
    # 112 h are 32 half-days of 3.5 h.
    assert len(rows) == 32
    assert {row["hours"] for row in rows} == {"3.5"}


def test_progress_and_warnings_go_to_the_standard_error(run, tmp_path):
    centre = write_tables(tmp_path / "c", apprenants=["Identifiant;Groupe;Profil", "A1;G1;infirmière"])

    result = run("solve", centre, "-o", "plan")

    lines = result.stderr.splitlines()
    assert lines[0] == (
        "Attention : Apprenants A1 : aucune date d'embauche n'est indiquée : "
        "aucune échéance n'est contrôlée. Indiquez la date d'embauche."
    )
    assert all(re.match(r"0:\d\d  \w", line) for line in lines[1:])
    assert len(lines) > 1
    assert result.stdout.startswith("Planning optimal")


def test_the_language_reaches_the_workbook(run, centre, tmp_path):
    result = run("--lang", "en", "solve", centre, "-o", "plan", "--quiet")

    assert result.stdout.startswith("Optimal plan: proved, no other costs less.\n")
    assert "Half-days" in load_workbook(tmp_path / "plan" / "calendar.xlsx").sheetnames
    assert run("check", tmp_path / "plan" / "calendar.xlsx").exit_code == 0, "read in French"


def test_deterministic_gives_the_same_plan_twice(run, tmp_path):
    # With four even spacings as good as one another, only determinism chooses the same.
    centre = write_tables(tmp_path / "centre")
    for name in ("one", "two"):
        assert run("solve", centre, "-o", name, "--deterministic", "--seed", 7, "--quiet").exit_code == 0
    one, two = ((tmp_path / name / "half_days.csv").read_bytes() for name in ("one", "two"))
    assert one == two


def test_settings_and_curricula_of_one_s_own_are_obeyed(run, centre, tmp_path):
    (tmp_path / "mine.yaml").write_text("weights: {rythm: 3}\n")

    refused = run("solve", centre, "-o", "plan", "--settings", "mine.yaml")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        "mine.yaml:1: « rythm » n'est pas un critère du coût. Vouliez-vous dire « rhythm » ?\n"
    )
    gone = run("solve", centre, "-o", "plan", "--curricula", "gone")
    assert gone.stderr == "gone: ce n'est pas un dossier. Indiquez un dossier de fichiers .yaml.\n"
    assert not (tmp_path / "plan").exists()


def test_the_command_works_as_a_module_and_from_another_folder(centre, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "scheduler", "solve", "centre", "-o", "plan", "--quiet"],
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"SCHEDULER_LANG": "fr"},
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Calendrier : {tmp_path / 'plan' / 'calendar.xlsx'}\n" in done.stdout
    assert sorted(path.name for path in (tmp_path / "plan").iterdir()) == FILES


def test_what_is_said_of_a_plan_that_is_not_optimal_reaches_the_plan_and_the_answer(solved, tmp_path):
    plan = read_plan(solved / "plan.json")
    proved = LocalProof(8, 12)
    least, last = Unavoidable(rooms=1), Pace(0.25, 0, 0.4)
    outcome = Outcome(
        Status.FEASIBLE, plan.lessons, plan.objective, 1, 1.0, local=proved, unavoidable=least, pace=last
    )
    delivery = deliver(Order(plan.instance, plan.settings, tmp_path / "out"), outcome, seed=0)
    kept = read_plan(tmp_path / "out" / "plan.json")
    assert (kept.local, kept.unavoidable, kept.pace) == (proved, least, last)
    cost, *said = plan_found(delivery).splitlines()[:4]
    assert f"il coûte {plan.objective}" in cost
    rooms = sum(x.total for x in plan.costs if x.term == "room_stability")
    assert said == [
        "Aucun changement limité à 8 semaines de suite ne coûterait moins : prouvé.",
        f"De ce coût, aucun planning n'évite 1 sur {rooms} pour les salles : prouvé.",
        "Rien de mieux n'a été trouvé après 0 s, en 1 s de recherche.",
    ]
