"""``scheduler migrate``: files, answers, round trips, and what it says of wrong questions."""

import csv
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from scheduler.cli.main import root
from scheduler.curricula import load_curriculum
from scheduler.domain.time import Half
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.changes import COLUMNS
from scheduler.text import speaking
from tests.cli.conftest import write_tables
from tests.exchange_output.lean import lean

OWN = """
id: fae-court
title: Formation courte
leads_to: Attestation
sources: [le centre]
min_months: 0
max_months: 12
max_gap_weeks: 20
blocks:
  - id: C1
    title: Dossiers
    hours: 35
    modules:
      - {id: DOSSIER, title: Dossier, hours: 21, skill: dossier-patient, rooms: [computer]}
      - {id: LOGICIEL, title: Logiciel, hours: 14, skill: logiciel, rooms: [computer], after: [DOSSIER]}
  - id: C2
    title: Accueil
    hours: 42
    modules:
      - {id: COMM, title: Communication, hours: 21, skill: communication, rooms: [computer]}
      - {id: TELEMED, title: Télémédecine, hours: 21, skill: telemedecine, rooms: [computer]}
"""
"""Of VOCAB, nothing: 14 h of it are lost where they were taught."""


def written_own(folder: Path) -> Path:
    folder.mkdir()
    (folder / "fae-court.yaml").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture
def own(tmp_path) -> Path:
    return written_own(tmp_path / "own")


@pytest.fixture(scope="session")
def halfway(solved):
    """The first day of the fifth of eight sessions."""
    return min(x.day for x in read_plan(solved / "plan.json").lessons if x.session == 5)


def question(plan: Path, own: Path, halfway: date, out: Path) -> tuple[object, ...]:
    common = ("migrate", plan, "--group", "G1", "--to", "fae-court", "--curricula", own)
    return (*common, "--today", halfway, "-o", out, "--quiet")


@pytest.fixture
def asked(solved, own, halfway, tmp_path):
    """The arguments of a change in the middle, but for what differs."""
    return question(solved / "plan.json", own, halfway, tmp_path / "out")


@pytest.fixture(scope="module")
def changed(solved, halfway, tmp_path_factory) -> tuple[Path, Result]:
    """The folder of a change in the middle, which tests must not change, and the answer."""
    folder = tmp_path_factory.mktemp("changed")
    arguments = question(solved / "plan.json", written_own(folder / "own"), halfway, folder / "out")
    with speaking("fr"):
        result = CliRunner().invoke(root, [*map(str, arguments)], prog_name="scheduler")
    assert result.exit_code == 0, result.output
    return folder / "out", result


def rows_of(folder):
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_in_the_days_that_are_frozen_nothing_changes_and_what_is_taught_counts(
    run, solved, asked, halfway, tmp_path
):
    old = read_plan(solved / "plan.json").lessons
    sixth = min(x.day for x in old if x.session == 6)
    result = run(*asked, "--freeze-days", (sixth - halfway).days, "--json")
    assert result.exit_code == 0
    new = read_plan(tmp_path / "out" / "plan.json").lessons
    assert [x for x in new if x.day < sixth] == [x for x in old if x.day < sixth]
    assert all(x["date"] >= sixth.isoformat() for x in json.loads(result.stdout)["changes"] if x["date"])


def test_a_change_is_a_plan_with_its_changes_and_a_table_of_hours(run, solved, changed, halfway):
    out, result = changed
    assert result.stdout.startswith("G1 suit fae-court-G1, avec le moins de dates nouvelles")
    assert {x.name for x in out.iterdir()} >= {
        "calendar.xlsx", "plan.json", "half_days.csv", "changes.csv", "changes.json", "fae-court-G1.yaml",
    }  # fmt: skip
    assert run("check", out / "calendar.xlsx").exit_code == 0
    old, new = read_plan(solved / "plan.json"), read_plan(out / "plan.json")
    assert [x for x in new.lessons if x.day < halfway] == [x for x in old.lessons if x.day < halfway]
    assert new.instance.cohort["G1"].curriculum == "fae-court-G1"
    assert new.instance.curriculum["fae-court-G1"] == load_curriculum(out / "fae-court-G1.yaml")
    rows = rows_of(out)
    assert tuple(rows[0]) == COLUMNS
    assert all(min(x for x in (row["date"], row["old_date"]) if x) >= halfway.isoformat() for row in rows)

    told = json.loads((out / "changes.json").read_text(encoding="utf-8"))["migration"]
    taught = [x for x in old.lessons if x.day < halfway]
    for row in told["modules"]:
        assert row["done"] == 3.5 * sum(x.module == row["module"] for x in taught)
        assert row["done"] == row["counted"] + row["beyond"]
        assert row["left"] == row["due"] - row["counted"] + row["added"]
        assert row["done"] + row["left"] == 3.5 * sum(x.module == row["module"] for x in new.lessons)
    assert told["whole"]["done"] == 3.5 * len(taught)


def test_the_workbook_has_the_table_in_french_and_in_english(run, changed, asked, tmp_path):
    sheet = load_workbook(changed[0] / "calendar.xlsx", read_only=True)["Changement de parcours"]
    assert [x.value for x in next(sheet.iter_rows(min_row=4, max_row=4))] == [
        "Bloc", "Module", "Intitulé", "Dû avant", "Dû désormais", "Fait", "Compté", "Au-delà, perdu",
        "Ajouté", "À faire",
    ]  # fmt: skip
    rows = {row[1]: row[3:] for row in sheet.iter_rows(min_row=5, values_only=True) if row[1]}
    assert set(rows) == {"DOSSIER", "LOGICIEL", "COMM", "TELEMED", "VOCAB"} & set(rows)
    for before, due, done, counted, beyond, added, left in rows.values():
        assert (counted, beyond) == (min(done, due), max(done - due, 0))
        assert left == due - counted + added
        assert before in (14, 21, 28, 35)
    english = CliRunner().invoke(root, ["--lang", "en", *map(str, asked)])
    assert english.exit_code == 0
    assert (
        "Change of curriculum" in load_workbook(tmp_path / "out" / "calendar.xlsx", read_only=True).sheetnames
    )


def test_json_says_the_same(run, asked, halfway, tmp_path):
    result = run(*asked, "--json")

    assert result.exit_code == 0
    told = json.loads(result.stdout)
    stored = json.loads((tmp_path / "out" / "changes.json").read_text(encoding="utf-8"))
    assert told["changes"] == stored["changes"]
    assert told["migration"] == stored["migration"]
    assert told["proved"] is True
    assert told["migration"]["group"] == "G1"
    assert (told["migration"]["from"], told["migration"]["to"]) == ("fae-112", "fae-court")
    assert told["new_days"] == []
    assert all(x >= halfway.isoformat() for x in told["days_given_up"])
    assert {x["paper"] for x in told["outdated"]} >= {"attendance"}


def test_the_tables_can_say_the_same(run, solved, changed, halfway, tmp_path):
    """What the answer says to write into the tables is written there: a repair then changes nothing."""
    out, answer = changed[0], changed[1].stdout
    assert "feuille « Groupes », groupe G1, colonne « Parcours » : fae-court-G1" in re.sub(
        r"\s+", " ", answer.replace("\u00a0", " ")
    )
    tables = write_tables(tmp_path / "tables", groupes=[
        "Identifiant;Parcours;Site;Début au plus tôt;Début au plus tard;Durée min (mois);Durée max (mois)",
        "G1;fae-court-G1;MANS;2027-01-04;2027-01-08;6;8",
    ])  # fmt: skip

    repaired = run(
        "repair", out / "plan.json", "-o", tmp_path / "again", "--tables", tables, "--curricula", out,
        "--today", halfway, "--quiet",
    )  # fmt: skip
    assert repaired.exit_code == 0, repaired.output
    assert repaired.stdout.startswith("Rien à changer")
    assert run("diff", out / "plan.json", tmp_path / "again" / "plan.json").exit_code == 0
    # A new group is planned beside it, and a plan of the same tables from nothing is possible too.
    with (tables / "groupes.csv").open("a", encoding="utf-8") as file:
        file.write("G2;fae-112;MANS;2027-03-01;2027-03-31;6;10\n")
    with (tables / "apprenants.csv").open("a", encoding="utf-8") as file:
        file.write("A2;G2;infirmière;2026-09-01\n")
    common = ("solve", tables, "--curricula", out, "--quiet", "-o")
    kept = run(*common, tmp_path / "kept", "--keep", out / "plan.json")
    assert kept.exit_code == 0, kept.output
    lessons = read_plan(tmp_path / "kept" / "plan.json").lessons
    assert tuple(x for x in lessons if x.cohort == "G1") == read_plan(out / "plan.json").lessons
    assert run(*common, tmp_path / "anew").exit_code == 0


def test_other_commands_take_the_plan(run, changed, halfway, tmp_path):
    out = changed[0]
    updated = run("update", out / "calendar.xlsx", "-o", tmp_path / "updated", "--today", halfway, "--quiet")
    assert updated.exit_code == 0
    assert updated.stdout.startswith("Rien n'a été modifié")
    last = max(x.day for x in read_plan(out / "plan.json").lessons)
    why = run("why", out / "plan.json", "--group", "G1", "--date", last, "--today", halfway, "--quiet")
    assert why.exit_code == 0
    away = ("--absent", "F1", last, last, "--today", halfway)
    repaired = run("repair", out / "plan.json", "-o", tmp_path / "repaired", *away, "--quiet")
    assert repaired.exit_code in (0, 1)
    assert run("curricula", "show", "fae-court-G1", "--curricula", out).exit_code == 0


def test_a_calendar_does_as_well_as_a_plan(run, solved, changed, asked, tmp_path):
    arguments = [solved / "calendar.xlsx" if x == solved / "plan.json" else x for x in asked]
    assert run(*arguments).exit_code == 0
    assert rows_of(tmp_path / "out") == rows_of(changed[0])


def test_the_same_curriculum_changes_nothing(run, solved, halfway, tmp_path):
    result = run(
        "migrate", solved / "plan.json", "--group", "G1", "--to", "fae-112", "--today", halfway,
        "-o", tmp_path / "out", "--quiet",
    )  # fmt: skip
    assert result.exit_code == 0
    assert result.stdout.replace("\u00a0", " ").startswith("G1 suit fae-112 : rien à changer.")
    assert read_plan(tmp_path / "out" / "plan.json").lessons == read_plan(solved / "plan.json").lessons
    assert not list((tmp_path / "out").glob("*.yaml"))


def test_before_the_first_lesson_it_is_the_new_curriculum(run, solved, own, tmp_path):
    first = min(x.day for x in read_plan(solved / "plan.json").lessons)
    result = run(
        "migrate", solved / "plan.json", "--group", "G1", "--to", "fae-court", "--curricula", own,
        "--today", first - timedelta(days=1), "-o", tmp_path / "out", "--quiet", "--json",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)["migration"]
    assert told["curriculum"] == "fae-court"
    assert all((x["done"], x["left"]) == (0, x["due"]) for x in told["modules"])


def test_no_plan_is_another_answer_than_no_plan_in_time(run, solved, own, halfway, tmp_path):
    text = OWN.replace("hours: 42", "hours: 441").replace("hours: 21, skill: tele", "hours: 420, skill: tele")
    (own / "fae-court.yaml").write_text(text, encoding="utf-8")
    common = ("migrate", solved / "plan.json", "--group", "G1", "--to", "fae-court", "--curricula", own)
    result = run(*common, "--today", halfway, "-o", tmp_path / "out", "--quiet")

    assert result.exit_code == 1
    assert "Impossible" in result.stdout
    assert re.search(r"G1 a encore \d+ regroupements, au plus un par semaine", result.stdout)
    assert not (tmp_path / "out").exists()
    as_json = json.loads(run(*common, "--today", halfway, "-o", tmp_path / "out", "--quiet", "--json").stdout)
    assert as_json["status"] == "impossible"
    assert as_json["migration"]["to"] == "fae-court"


def wrong(run, solved, own, tmp_path, *more, tables=None):
    """Return what is said of a wrong question: it ends with 2 and writes nothing."""
    options = {"--group": "G1", "--to": "fae-court", "--today": "2027-03-01", "--curricula": own}
    options |= dict(zip(more[::2], more[1::2], strict=True))
    given = [x for pair in options.items() for x in pair]
    result = run("migrate", tables or solved / "plan.json", *given, "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 2, result.output
    assert not (tmp_path / "out").exists()
    return re.sub(r"\s+", " ", result.stderr.replace("\u00a0", " "))


def test_wrong_group(run, solved, own, tmp_path):
    said = wrong(run, solved, own, tmp_path, "--group", "G2")
    assert "--group: « G2 » n'est pas dans le planning." in said
    assert "Possibles : G1." in said


def test_wrong_curriculum(run, solved, own, tmp_path):
    said = wrong(run, solved, own, tmp_path, "--to", "fae-cour")
    assert "--to: il n'y a pas de parcours « fae-cour ». Vouliez-vous dire « fae-court »" in said


def test_own_curriculum_without_its_folder(run, solved, halfway, tmp_path):
    result = run("migrate", solved / "plan.json", "--group", "G1", "--to", "mien", "--today", halfway,
                 "-o", tmp_path / "out")  # fmt: skip
    assert result.exit_code == 2
    assert "--curricula" in result.stderr


def test_a_day_after_the_end(run, solved, own, tmp_path):
    said = wrong(run, solved, own, tmp_path, "--today", "2028-01-01")
    last = max(x.day for x in read_plan(solved / "plan.json").lessons)
    assert "--today: le 01/01/2028, G1 a terminé" in said
    assert f"Donnez un jour jusqu'au {last:%d/%m/%Y}." in said


def test_all_that_it_asks_for_is_done(run, solved, own, tmp_path):
    """By the last day, whichever module is left to it was taught for longer than is asked."""
    last = max(x.day for x in read_plan(solved / "plan.json").lessons)
    text = re.sub(r"hours: \d+, skill", "hours: 7, skill", OWN)
    text = text.replace("hours: 35", "hours: 14").replace("hours: 42", "hours: 14")
    (own / "fae-court.yaml").write_text(text, encoding="utf-8")
    said = wrong(run, solved, own, tmp_path, "--today", last)
    assert "tout ce que fae-court demande a été enseigné à G1" in said
    assert "il ne reste rien" in said


def test_a_profile_that_the_new_curriculum_excludes(run, solved, own, tmp_path):
    """A1 is a nurse: the FAE is for nurses, the CQP is not."""
    said = wrong(run, solved, own, tmp_path, "--to", "cqp-266")
    assert "apprenant A1 : le profil « infirmier" in said
    assert "ne suit pas le parcours" in said
    assert "Ce profil suit « fae-112 »." in said
    assert "Corrigez le profil dans les tables" in said


def test_a_curriculum_that_would_have_ended(run, solved, own, tmp_path):
    """The curriculum allows one month, and the group has no limit of its own any more."""
    plan = read_plan(solved / "plan.json")
    cohort = replace(plan.instance.cohorts[0], min_months=None, max_months=None)
    open_ = replace(plan, instance=replace(plan.instance, cohorts=(cohort,)))
    write_plan(open_, tmp_path / "open")
    (own / "fae-court.yaml").write_text(OWN.replace("max_months: 12", "max_months: 1"), encoding="utf-8")
    said = wrong(run, solved, own, tmp_path, "--today", "2027-04-01", tables=tmp_path / "open" / "plan.json")
    assert "fae-court finit au plus 1 mois après le" in said
    assert "Donnez plus de mois au groupe dans les tables" in said


def test_a_history_that_breaks_a_rule(run, solved, own, halfway, tmp_path):
    """A lesson that is over was deleted from the calendar: its half-day is empty."""
    book = load_workbook(lean(solved / "calendar.xlsx", tmp_path))
    book["Séances"].delete_rows(5)
    book.save(tmp_path / "calendar.xlsx")
    said = wrong(run, solved, own, tmp_path, "--today", halfway, tables=tmp_path / "calendar.xlsx")
    assert "SE-05" in said
    assert "« scheduler check » dit ce qui ne va pas" in said


def test_a_plan_that_is_none(run, solved, own, tmp_path):
    said = wrong(run, solved, own, tmp_path, tables=own / "fae-court.yaml")
    assert "fae-court.yaml" in said


def test_a_broken_curriculum_of_the_centre(run, solved, own, tmp_path):
    (own / "fae-court.yaml").write_text(OWN.replace("hours: 35", "hours: 36"), encoding="utf-8")
    said = wrong(run, solved, own, tmp_path)
    assert "fae-court.yaml:12" in said


def test_a_folder_that_is_a_file(run, solved, own, halfway, tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    result = run("migrate", solved / "plan.json", "--group", "G1", "--to", "fae-court", "--curricula", own,
                 "--today", halfway, "-o", tmp_path / "file")  # fmt: skip
    assert result.exit_code == 2
    assert "c'est un fichier" in result.stderr


def test_nothing_before_is_the_first_half_of_a_day(solved, halfway):
    """The day given is still to come, with both its halves."""
    lessons = [x for x in read_plan(solved / "plan.json").lessons if x.day == halfway]
    assert {x.half for x in lessons} == set(Half)
