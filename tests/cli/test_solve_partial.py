"""``scheduler solve --partial``: the plan of the cohorts that have a place, and why the others have none."""

import json
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import TABLES, write_tables

HEAD, POSSIBLE = TABLES["groupes"]
TOO_SHORT = "G2;fae-112;MANS;2027-01-04;2027-01-08;0;1"
"""One month holds five weeks at most; the eight sessions need eight."""

LEARNERS = [*TABLES["apprenants"], "A2;G2;infirmière;2026-09-01"]


@pytest.fixture
def crowded(tmp_path):
    """A centre of two cohorts, the second of which has no plan."""
    return write_tables(tmp_path / "centre", groupes=[HEAD, POSSIBLE, TOO_SHORT], apprenants=LEARNERS)


def test_without_the_option_the_centre_is_impossible(run, crowded, tmp_path):
    result = run("solve", crowded, "-o", "plan", "--quiet", "--workers", 1)

    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Impossible : c'est prouvé, aucun planning ne respecte toutes les règles."
    assert lines[1].startswith("  - G2")
    assert not (tmp_path / "plan").exists()


def test_with_it_the_plan_of_the_other_is_written_and_the_cohort_named(run, crowded, tmp_path):
    result = run("solve", crowded, "-o", "plan", "--quiet", "--workers", 1, "--partial")

    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "1 groupe n'a pas de planning :"
    after = lines.index("")
    assert lines[after + 1].startswith("Planning partiel : pour les autres groupes, il est prouvé")
    # One item, which names the cohort and the sessions that a month does not hold.
    reason = " ".join(line.strip() for line in lines[1:after])
    assert reason.startswith("- G2")
    assert "il faut 8 regroupements, un par semaine, mais 5 semaines seulement sont possibles" in reason

    plan = json.loads((tmp_path / "plan" / "plan.json").read_text(encoding="utf-8"))["plan"]
    assert {lesson["cohort"] for lesson in plan["lessons"]} == {"G1"}
    (note,) = [x for x in plan["notes"] if "G2" in x]
    assert note.startswith("Le groupe G2 n'est pas dans ce planning : ")
    assert "il faut 8 regroupements" in note
    for name in ("plan.json", "calendar.xlsx"):
        checked = run("check", tmp_path / "plan" / name)
        assert checked.exit_code == 0
        assert checked.stdout.startswith("Planning partiel : le groupe G2 n'a pas de calendrier.\n")
        told = json.loads(run("check", tmp_path / "plan" / name, "--json").stdout)
        assert [one["cohort"] for one in told["left_out"]] == ["G2"]
    # What the others' calendar is worth is a formula: an edit takes it away.
    page = load_workbook(tmp_path / "plan" / "calendar.xlsx", data_only=True).worksheets[0]
    assert page["A5"].value == "Planning partiel : aucun calendrier pour G2"
    assert (page["A6"].value, page["B6"].value) == (
        "Les autres",
        "Optimal : prouvé, aucun planning ne coûte moins",
    )


def test_a_calendar_names_no_learner_of_a_cohort_that_is_left_out(run, tmp_path):
    late = "G2;fae-112;MANS;2027-01-04;2027-01-08;6;8"
    learners = ["Identifiant;Nom;Groupe;Profil;Date d'embauche", "A1;Zoé Quesnel;G1;infirmière;2026-09-01"]
    learners.append("A2;Bastien Merlot;G2;infirmière;2023-01-02")
    centre = write_tables(tmp_path / "centre", groupes=[HEAD, POSSIBLE, late], apprenants=learners)

    result = run("solve", centre, "-o", "plan", "--quiet", "--workers", 1, "--partial")

    assert "Bastien Merlot" in result.stdout
    assert "Bastien Merlot" in (tmp_path / "plan" / "plan.json").read_text(encoding="utf-8")
    with ZipFile(tmp_path / "plan" / "calendar.xlsx") as archive:
        text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert "Merlot" not in text
    assert "un apprenant" in text


def test_where_all_have_a_place_the_option_changes_nothing(run, centre):
    result = run("solve", centre, "-o", "plan", "--quiet", "--partial")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "pas de planning" not in result.stdout


def test_where_nobody_has_a_place_nothing_is_written(run, tmp_path):
    centre = write_tables(tmp_path / "c", groupes=[HEAD, TOO_SHORT.replace("G2", "G1")])

    result = run("solve", centre, "-o", "plan", "--quiet", "--partial")

    assert result.exit_code == 1
    assert result.stdout.startswith("Impossible : ")
    assert not (tmp_path / "plan").exists()
