"""``scheduler repair`` and ``scheduler diff``: files, exit codes, and that one says what the other wrote."""

import csv
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from scheduler.check import check
from scheduler.cli.main import root
from scheduler.exchange.output import read_plan
from scheduler.exchange.output.changes import COLUMNS
from scheduler.text import speaking
from tests.exchange_output.lean import lean
from tests.thorough import thorough


@pytest.fixture(scope="session")
def first_day(solved) -> date:
    return min(x.day for x in read_plan(solved / "plan.json").lessons)


@pytest.fixture(scope="module")
def repaired(solved, first_day, tmp_path_factory):
    """The folder of a repair, which tests must not change: the only trainer is away on the first day."""
    folder = tmp_path_factory.mktemp("mended") / "repaired"
    away = ("--absent", "F1", str(first_day), str(first_day))
    with speaking("fr"):
        arguments = ["repair", str(solved / "plan.json"), "-o", str(folder), *away, "--quiet"]
        result = CliRunner().invoke(root, arguments, prog_name="scheduler")
    assert (result.exit_code, result.stderr) == (0, "")
    return folder


def rows_of(folder):
    with (folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_repair_is_a_plan_with_its_changes(run, solved, repaired, first_day):
    assert {x.name for x in repaired.iterdir()} >= {
        "calendar.xlsx",
        "plan.json",
        "half_days.csv",
        "changes.csv",
        "changes.json",
    }
    assert run("check", repaired / "calendar.xlsx").exit_code == 0
    rows = rows_of(repaired)
    assert tuple(rows[0]) == COLUMNS
    # The trainer is alone: both half-days of the day move.
    assert {(x["kind"], x["old_date"]) for x in rows} == {("moved", first_day.isoformat())}
    assert len(rows) == 2
    assert "F1" in rows[0]["reason"]
    told = json.loads((repaired / "changes.json").read_text(encoding="utf-8"))
    assert told["count"] == 2
    assert told["changes"] == [{**x, "group": 1, "session": int(x["session"])} for x in rows]
    assert {x["paper"] for x in told["outdated"]} == {"summons", "attendance", "annex"}
    plan = read_plan(repaired / "plan.json")
    assert plan.mended is not None
    assert (plan.mended.changed, plan.mended.fewest) == (2, 2)


def test_the_difference_is_what_the_repair_said(run, solved, repaired):
    result = run("diff", solved / "plan.json", repaired / "calendar.xlsx", "--json")

    assert result.exit_code == 1
    told = json.loads(result.stdout)
    rows = rows_of(repaired)
    assert told["count"] == len(rows)
    assert [x | {"reason": ""} for x in rows] == [{k: str(v) for k, v in x.items()} for x in told["changes"]]


def test_a_plan_does_not_differ_from_itself(run, solved):
    result = run("diff", solved / "plan.json", solved / "calendar.xlsx")

    assert (result.exit_code, result.stdout) == (0, "Rien ne change.\n")


def test_changes_in_colour(run, solved, repaired, tmp_path):
    result = run("diff", solved / "plan.json", repaired / "plan.json", "-o", tmp_path / "c.xlsx")

    assert result.exit_code == 1
    sheet = load_workbook(tmp_path / "c.xlsx")["Changements"]
    assert [cell.value for cell in sheet[4]][:2] == ["Changement", "Groupe"]
    assert sheet["A5"].value == "déplacée"
    assert load_workbook(repaired / "calendar.xlsx")["Changements"]["A5"].value == "déplacée"


def test_nothing_happened(run, solved, tmp_path):
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", "--quiet")

    assert result.exit_code == 0
    assert result.stdout.startswith(
        "Rien à changer : le planning respecte toutes les règles tel qu'il est.\n"
    )
    assert read_plan(tmp_path / "out" / "plan.json").lessons == read_plan(solved / "plan.json").lessons


def test_an_edited_workbook_is_repaired(run, solved, tmp_path):
    """Its first half-day without a room breaks a rule: the room comes back, or the day changes."""
    path = lean(solved / "calendar.xlsx", tmp_path)
    book = load_workbook(path)
    book["Séances"]["N5"].value = None
    book.save(path)

    result = run("repair", path, "-o", tmp_path / "out", "--quiet")

    assert result.exit_code == 0
    assert [x["kind"] for x in rows_of(tmp_path / "out")] == ["room"]


def test_what_is_over_and_what_is_frozen_stay(run, solved, first_day, tmp_path):
    """The second session can do without its first day, but not before what is frozen."""
    today = first_day + timedelta(days=1)
    second = min(x.day for x in read_plan(solved / "plan.json").lessons if x.session == 2)
    away = ("--absent", "F1", first_day, second, "--today")
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *away, second, "--quiet")
    frozen = ("--freeze-days", 400)
    refused = run("repair", solved / "plan.json", "-o", tmp_path / "x", *away, today, *frozen)

    assert result.exit_code == 0
    rows = rows_of(tmp_path / "out")
    assert rows
    assert all(min(x["date"], x["old_date"]) >= second.isoformat() for x in rows)
    assert refused.exit_code == 2
    assert "est passé" in refused.stderr


@thorough
def test_a_session_of_which_a_day_is_over_cannot_move(run, solved, first_day, tmp_path):
    """Its only trainer is away on the second day of the session: it has to be the day after the first."""
    today = first_day + timedelta(days=1)
    away = ("--absent", "F1", today, today, "--today", today)
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *away, "--quiet")

    assert result.exit_code == 1
    assert result.stdout.startswith("Impossible")
    assert "Anne Rivet (F1) a une absence" in result.stdout


def test_no_repair(run, solved, tmp_path):
    result = run(
        "repair", solved / "plan.json", "-o", tmp_path / "out", "--absent", "F1", "2027-01-01", "2029-01-01"
    )

    assert result.exit_code == 1
    assert result.stdout.startswith("Impossible")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--absent", "F2", "2027-01-04", "2027-01-05"),
            "« F2 » n'est pas dans le planning",
        ),
        (("--absent", "F1", "2027-02-05", "2027-02-04"), "finit le 04/02/2027, avant de commencer"),
        (("--absent", "F1", "hier", "2027-02-04"), "« hier » n'est pas une date"),
        (("--absent", "F1", "2020-02-03", "2020-02-04"), "le 04/02/2020 est passé"),
        (("--room-closed", "S9", "2027-02-03", "2027-02-04"), "« S9 » n'est pas dans le planning"),
        (("--closed", "LAVAL", "2027-02-03", "2027-02-04"), "« LAVAL » n'est pas dans le planning"),
        (("--move", "G1", "2027-01-03", "2027-02-04"), "G1 n'est pas en formation le dimanche 03/01/2027"),
        (("--absent", "Claire", "2027-02-03", "2027-02-04"), "Possibles : Anne Rivet (F1)."),
        (("--absent", "Anne Rivett", "2027-02-03", "2027-02-04"), "Vouliez-vous dire « F1 »"),
        (("--replace", "F1", "F1"), "F1 ne peut se remplacer"),
        (("--tables", "nowhere"), "nowhere"),
        (("--freeze-days", "-1"), "« -1 »"),
    ],
)
def test_wrong_inputs(run, solved, tmp_path, options, said):
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *options)

    assert result.exit_code == 2
    assert said in result.stderr.replace("\n", " ").replace("  ", " ")
    assert not (tmp_path / "out").exists()


def test_a_session_does_not_move_onto_another(run, solved, first_day, tmp_path):
    lessons = read_plan(solved / "plan.json").lessons
    second = min(x.day for x in lessons if x.session == 2)
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", "--move", "G1", first_day, second)

    assert result.exit_code == 2
    assert "G1 est déjà en formation" in result.stderr
    assert "(regroupement 2)" in result.stderr.replace("\n", " ")


def test_who_is_absent_may_be_called_by_name(run, solved, tmp_path):
    options = ("--today", "2026-12-01", "--time-limit", "5", "--quiet")
    days = ("2026-12-02", "2026-12-03")
    result = run(
        "repair", solved / "plan.json", "-o", tmp_path / "out", "--absent", "rivet Anne", *days, *options
    )

    assert result.exit_code == 0
    assert result.stdout.startswith("Rien à changer")
    (away,) = read_plan(tmp_path / "out" / "plan.json").instance.absences
    assert away.trainer == "F1"


def test_a_plan_is_not_written_over_itself(run, solved):
    result = run("repair", solved / "plan.json", "-o", solved)

    assert result.exit_code == 2


def test_tables_in_which_something_changed(run, solved, centre, first_day, tmp_path):
    """The only trainer no longer works on the first day's weekday: lessons on it move."""
    (centre / "absences.csv").write_text(
        f"Formateur;Du;Au\nF1;{first_day.isoformat()};{first_day.isoformat()}\n", encoding="utf-8"
    )
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", "--tables", centre, "--quiet")

    assert result.exit_code == 0
    assert len(rows_of(tmp_path / "out")) == 2


def test_weekdays_of_a_trainer_that_changed_hold_from_now_on(run, solved, centre, first_day, tmp_path):
    """The only trainer taught the first session on its weekdays, and comes on the first of them no longer."""
    old = read_plan(solved / "plan.json").lessons
    since = min(x.day for x in old if x.session == 2)
    names = ("lundi", "mardi", "mercredi", "jeudi", "vendredi")
    comes = ", ".join(name for number, name in enumerate(names) if number != first_day.weekday())
    trainers = centre / "formateurs.csv"
    head, *rows = trainers.read_text(encoding="utf-8").splitlines()
    lines = [f"{head};Disponibilités", *(f"{row};{comes}" for row in rows)]
    trainers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    given = ("--tables", centre, "--today", since, "--quiet")
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *given)

    assert result.exit_code == 0, result.output
    new = read_plan(tmp_path / "out" / "plan.json").lessons
    assert [x for x in new if x.day < since] == [x for x in old if x.day < since]
    assert all(x.day.weekday() != first_day.weekday() for x in new if x.day >= since and x.trainer == "F1")
    # The same tables again: nothing more changes.
    again = run("repair", tmp_path / "out" / "plan.json", "-o", tmp_path / "again", *given)
    assert again.exit_code == 0
    assert rows_of(tmp_path / "again") == []


def test_tables_without_a_cohort_of_the_plan(run, solved, centre, tmp_path):
    groups = centre / "groupes.csv"
    groups.write_text(groups.read_text(encoding="utf-8").replace("G1;", "G2;"), encoding="utf-8")
    learners = centre / "apprenants.csv"
    learners.write_text(learners.read_text(encoding="utf-8").replace(";G1;", ";G2;"), encoding="utf-8")
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", "--tables", centre)

    assert result.exit_code == 2
    assert "G1: ce groupe du planning n'est plus dans les tableaux" in result.stderr


def test_an_alternative_does_not_claim_to_change_least_of_all(run, solved, centre, first_day, tmp_path):
    """The only trainer moves with the day; another who can teach it leaves the date where it is."""
    trainers = centre / "formateurs.csv"
    skills = "dossier-patient, vocabulaire, logiciel, communication, telemedecine"
    trainers.write_text(trainers.read_text(encoding="utf-8") + f"F2;Luc Sorin;{skills}\n", encoding="utf-8")
    away = ("--absent", "F1", first_day, first_day, "--tables", centre, "--alternatives", 3)
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *away, "--json", "--quiet")

    assert result.exit_code == 0
    least, *others = json.loads(result.stdout)["alternatives"]
    assert least["proved"]
    for number, other in enumerate(others, start=2):
        assert other["fewest"] == least["fewest"] <= other["count"]
        plan = read_plan(tmp_path / "out" / str(number) / "plan.json")
        assert plan.mended is not None
        assert (plan.mended.changed <= plan.mended.fewest) == other["proved"]
    assert len([*(tmp_path / "out").iterdir()]) == 1 + len(others)


def test_an_impossible_repair_names_ways_out(run, solved, first_day, tmp_path):
    """The only trainer is away for good; a further one, say, is a way out."""
    away = ("--absent", "F1", first_day, date(2028, 12, 31))
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *away, "--json", "--quiet")
    assert result.exit_code == 1, result.output
    data = json.loads(result.stdout)
    assert data["status"] == "impossible"
    assert data["ways"]
    for way in data["ways"]:
        assert way["concessions"][0]["sentence"]
        assert way["changed"] >= 0
    assert not (tmp_path / "out").exists()


def _changed(centre, table, old, new):
    path = centre / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


OTHER = "F2;Luc Sorin;dossier-patient, vocabulaire, logiciel, communication, telemedecine"


@pytest.mark.parametrize(
    ("table", "old", "new", "codes"),
    [
        ("formateurs", "communication, telemedecine", f"telemedecine\n{OTHER}", {"TR-02"}),
        ("salles", "informatique;12", "cuisine;12\nS2;MANS;informatique;12", {"RO-02"}),
    ],
)
def test_what_is_over_is_judged_by_the_tables_of_then(run, solved, centre, tmp_path, table, old, new, codes):
    """Who taught or what served before today was right to, whatever changed since."""
    lessons = read_plan(solved / "plan.json").lessons
    since = min(x.day for x in lessons if x.session == 3)
    _changed(centre, table, old, new)
    given = ("--tables", centre, "--today", since, "--quiet")
    result = run("repair", solved / "plan.json", "-o", tmp_path / "out", *given)

    assert result.exit_code == 0, result.output
    plan = read_plan(tmp_path / "out" / "plan.json")
    assert [x for x in plan.lessons if x.day < since] == [x for x in lessons if x.day < since]
    assert all(x.room == "S2" for x in plan.lessons if x.day >= since) == (table == "salles")
    assert run("check", tmp_path / "out" / "calendar.xlsx").exit_code == 0
    # By the tables of now alone these lessons break the rule: it is the past that excuses them.
    now = check(replace(plan.instance, past=()), plan.lessons)
    assert {x.code for x in now} == codes
    assert all(x.day is not None and x.day < since for x in now)
    again = run("repair", tmp_path / "out" / "plan.json", "-o", tmp_path / "again", *given)
    assert again.exit_code == 0
    assert rows_of(tmp_path / "again") == []
