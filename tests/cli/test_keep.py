"""``scheduler solve`` beside a plan that runs, near to one, and into a folder with an edited calendar."""

import csv
import json
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from scheduler.exchange.output import read_plan


def with_another_cohort(centre):
    """Add a second group, and a trainer and a room for it, to the tables."""
    for name, line in (
        ("groupes", "G2;fae-112;MANS;2027-01-04;2027-01-08;6;8"),
        ("formateurs", "F2;Luc Sorin;dossier-patient, vocabulaire, logiciel, communication, telemedecine"),
        ("salles", "S2;MANS;informatique;12"),
        ("apprenants", "A2;G2;infirmière;2026-09-01"),
    ):
        path = centre / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    return centre


def test_a_new_cohort_is_planned_beside_one_that_keeps_every_lesson(run, solved, centre, tmp_path):
    with_another_cohort(centre)
    result = run("solve", centre, "-o", tmp_path / "out", "--keep", solved / "plan.json", "--quiet")

    assert result.exit_code == 0
    assert result.stdout.startswith("Planning optimal à côté de G1, qui reste tel quel : prouvé.")
    old, new = read_plan(solved / "plan.json"), read_plan(tmp_path / "out" / "plan.json")
    assert tuple(x for x in new.lessons if x.cohort == "G1") == old.lessons
    assert {x.cohort for x in new.lessons} == {"G1", "G2"}
    assert new.kept == ("G1",)
    assert run("check", tmp_path / "out" / "calendar.xlsx").exit_code == 0


def test_lessons_that_no_longer_fit_are_named_and_not_moved(run, solved, centre, tmp_path):
    with_another_cohort(centre)
    first = min(x.day for x in read_plan(solved / "plan.json").lessons).isoformat()
    (centre / "absences.csv").write_text(f"Formateur;Du;Au\nF1;{first};{first}\n", encoding="utf-8")
    result = run("solve", centre, "-o", tmp_path / "out", "--keep", solved / "plan.json", "--quiet")

    assert result.exit_code == 1
    assert "TR-03" in result.stdout
    assert "scheduler repair" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_cohort_that_is_gone_and_a_plan_that_has_all(run, solved, centre, tmp_path):
    whole = run("solve", centre, "-o", tmp_path / "out", "--keep", solved / "plan.json")
    groups, learners = centre / "groupes.csv", centre / "apprenants.csv"
    groups.write_text(groups.read_text(encoding="utf-8").replace("G1;", "G2;"), encoding="utf-8")
    learners.write_text(learners.read_text(encoding="utf-8").replace(";G1;", ";G2;"), encoding="utf-8")
    gone = run("solve", centre, "-o", tmp_path / "out", "--keep", solved / "plan.json")

    assert (whole.exit_code, gone.exit_code) == (2, 2)
    assert "il n'y en a pas à planifier à côté" in whole.stderr
    assert "le groupe G1 du planning n'est plus dans les tableaux" in gone.stderr.replace("\n", " ")


def test_near_a_plan_that_is_the_best_nothing_changes(run, solved, centre, tmp_path):
    result = run(
        "solve", centre, "-o", tmp_path / "out", "--near", solved / "calendar.xlsx", "--seed", 7, "--quiet"
    )

    assert result.exit_code == 0
    assert run("diff", solved / "plan.json", tmp_path / "out" / "plan.json").exit_code == 0


def late(solved, path):
    """Write the calendar with a session in the middle a week late, and return the plan it then is."""
    book = load_workbook(solved / "calendar.xlsx")
    sheet = book["Séances"]
    lessons = read_plan(solved / "plan.json").lessons
    moved = max(x.session for x in lessons) // 2
    for row in range(5, 5 + len(lessons)):
        if sheet.cell(row, 3).value == moved:
            sheet.cell(row, 4).value = sheet.cell(row, 4).value + timedelta(days=7)
    book.save(path)
    return read_plan(path), moved


def test_near_a_worse_plan_what_need_not_change_stays(run, solved, centre, tmp_path):
    """A session a week late costs rhythm: it comes back, and the others keep days, modules and rooms."""
    path = tmp_path / "late.xlsx"
    late(solved, path)
    result = run("solve", centre, "-o", tmp_path / "out", "--near", path, "--quiet")

    assert result.exit_code == 0
    told = json.loads(run("diff", path, tmp_path / "out" / "plan.json", "--json").stdout)
    assert 0 < told["count"] <= 4


def test_near_a_plan_what_was_taught_never_moves(run, solved, centre, tmp_path):
    path = tmp_path / "late.xlsx"
    plan, moved = late(solved, path)
    then = max(x.day for x in plan.lessons if x.session == moved) + timedelta(days=1)
    result = run("solve", centre, "-o", tmp_path / "out", "--near", path, "--today", then, "--quiet")

    assert result.exit_code == 0
    assert "reste tel quel" in result.stderr
    after = read_plan(tmp_path / "out" / "plan.json")
    taught, still = (tuple(x for x in some.lessons if x.day < then) for some in (plan, after))
    assert still == taught
    assert after.instance.pins == ()
    assert run("check", tmp_path / "out" / "plan.json").exit_code == 0


def test_a_plan_that_has_begun_and_no_longer_fits_is_not_solved_anew(run, solved, centre, tmp_path):
    first = min(x.day for x in read_plan(solved / "plan.json").lessons)
    (centre / "absences.csv").write_text(f"Formateur;Du;Au\nF1;{first};{first}\n", encoding="utf-8")
    begun = ("--today", first + timedelta(days=30))
    result = run("solve", centre, "-o", tmp_path / "out", "--near", solved / "plan.json", *begun)

    assert result.exit_code == 2
    assert "scheduler repair plan.json" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("how", ["--keep", "--near"])
def test_of_a_group_that_runs_it_is_not_said_that_its_start_is_past(run, solved, centre, tmp_path, how):
    if how == "--keep":
        with_another_cohort(centre)
        groups = centre / "groupes.csv"
        later = groups.read_text(encoding="utf-8").replace(
            "2027-01-04;2027-01-08;6", "2027-03-01;2027-03-19;6"
        )
        groups.write_text(later, encoding="utf-8")
    begun = ("--today", "2027-02-15", "--quiet")
    result = run("solve", centre, "-o", tmp_path / "out", how, solved / "plan.json", *begun)

    assert result.exit_code == 0
    assert "est passée" not in result.stderr


def test_a_new_cohort_does_not_start_before_today(run, solved, centre, tmp_path):
    with_another_cohort(centre)
    plan = solved / "plan.json"
    result = run("solve", centre, "-o", tmp_path / "out", "--keep", plan, "--today", "2027-01-07", "--quiet")

    assert result.exit_code == 0
    new = read_plan(tmp_path / "out" / "plan.json")
    assert min(x.day for x in new.lessons if x.cohort == "G2") == date(2027, 1, 7)
    assert tuple(x for x in new.lessons if x.cohort == "G1") == read_plan(plan).lessons


@pytest.mark.parametrize("command", ["solve", "explain"])
def test_what_should_have_started_before_today_is_refused(run, centre, tmp_path, command):
    where = ("-o", tmp_path / "out") if command == "solve" else ()
    result = run(command, centre, *where, "--today", "2027-06-01")

    assert result.exit_code == 2
    assert "G1: devait commencer au plus tard le" in result.stderr.replace("\n", " ")
    assert "--near" in result.stderr


def test_options_that_do_not_go_together(run, solved, centre, tmp_path):
    plan = solved / "plan.json"
    result = run("solve", centre, "-o", tmp_path / "out", "--near", plan, "--keep", plan)

    assert result.exit_code == 2
    assert "ne vont pas ensemble" in result.stderr


@pytest.mark.parametrize("edited", [True, False])
def test_an_edited_calendar_is_kept_beside_the_new_one(run, centre, tmp_path, edited):
    folder = tmp_path / "out"
    assert run("solve", centre, "-o", folder, "--quiet").exit_code == 0
    if edited:
        book = load_workbook(folder / "calendar.xlsx")
        book["Séances"]["N5"].value = None
        book.save(folder / "calendar.xlsx")
    result = run("solve", centre, "-o", folder, "--quiet")

    assert result.exit_code == 0
    kept = [x for x in folder.glob("calendar (modifié *).xlsx")]
    assert len(kept) == edited
    assert ("Le calendrier que vous aviez modifié est gardé" in result.stdout) == edited
    if edited:
        assert read_plan(kept[0]).lessons != read_plan(folder / "plan.json").lessons
        # Once kept, it is not kept again.
        run("solve", centre, "-o", folder, "--quiet")
        assert [*folder.glob("calendar (modifié *).xlsx")] == kept
    with (folder / "half_days.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == len(read_plan(folder / "plan.json").lessons)
