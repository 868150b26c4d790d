"""``scheduler update``: each edit of a calendar is answered, and what somebody added to it survives."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.exchange.output import read_plan
from scheduler.exchange.output.workbook.columns import SESSIONS
from tests.exchange_output.lean import lean
from tests.thorough import thorough

COLUMNS = {"cohort": 1, "session": 3, "day": 4, "module": 10, "trainer": 12, "room": 14, "pinned": 17}
OWN = len(SESSIONS.columns) + 1
"""The first column that is free."""


@pytest.fixture(scope="module")
def sessions_alone(solved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calendar without the sheets that nobody edits."""
    return lean(solved / "calendar.xlsx", tmp_path_factory.mktemp("lean"))


@pytest.fixture
def edited(solved: Path, sessions_alone: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return what edits a copy of the calendar, its plan.json beside it, and returns its path."""

    def edit(change: Callable[[Worksheet, Workbook], None], whole: bool = False) -> Path:
        folder = tmp_path / "edited"
        folder.mkdir(exist_ok=True)
        for source in (solved / "calendar.xlsx" if whole else sessions_alone, solved / "plan.json"):
            shutil.copy(source, folder)
        book = load_workbook(folder / "calendar.xlsx")
        change(book["Séances"], book)
        book.save(folder / "calendar.xlsx")
        return folder / "calendar.xlsx"

    return edit


def rows_of(sheet: Worksheet, session: int) -> list[int]:
    return [
        row for row in range(5, sheet.max_row + 1) if sheet.cell(row, COLUMNS["session"]).value == session
    ]


def move(session: int, days: int) -> Callable[[Worksheet, Workbook], None]:
    def change(sheet: Worksheet, _book: Workbook) -> None:
        for row in rows_of(sheet, session):
            cell = sheet.cell(row, COLUMNS["day"])
            cell.value += timedelta(days=days)

    return change


def answers(run, path: Path, *options: object):
    result = run("update", path, "--dry-run", "--json", "--quiet", *options)
    return result.exit_code, json.loads(result.stdout)


def test_a_calendar_that_nobody_edited_gives_the_same_plan(run, solved, edited, tmp_path):
    path = edited(lambda sheet, book: None, whole=True)
    result = run("update", path, "-o", tmp_path / "out", "--quiet")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Rien n'a été modifié dans ce calendrier.")
    assert read_plan(tmp_path / "out" / "plan.json").lessons == read_plan(solved / "plan.json").lessons


def test_a_session_that_may_move_has_moved_and_nothing_else(run, edited, tmp_path):
    path = edited(move(4, 7))
    result = run("update", path, "-o", tmp_path / "out", "--quiet")

    assert result.exit_code == 0
    assert result.stdout.startswith("gardée · G1 : les séances du")
    told = json.loads(
        run("diff", path.with_name("plan.json"), tmp_path / "out" / "plan.json", "--json").stdout
    )
    assert {x["kind"] for x in told["changes"]} == {"moved"}
    assert told["count"] == 4
    assert run("check", tmp_path / "out" / "calendar.xlsx").exit_code == 0


def test_a_session_moved_onto_another_makes_way_for_itself(run, edited, solved):
    """Both cannot be in one week: the other goes elsewhere, and the answer says where."""
    days = sorted({x.day for x in read_plan(solved / "plan.json").lessons if x.session in (4, 5)})
    code, told = answers(run, edited(move(4, (days[2] - days[0]).days)))

    assert code == 0
    assert [x["verdict"] for x in told["edits"]] == ["kept_with_moves"]
    assert "SE-02" in told["edits"][0]["rules"]
    assert told["edits"][0]["also"]


def test_what_no_rearrangement_can_mend_is_refused_with_the_rule_and_what_is_near(run, edited, solved):
    lessons = read_plan(solved / "plan.json").lessons
    monday = min(x.day for x in lessons if x.session == 4)
    code, told = answers(run, edited(move(4, 5 - monday.weekday())))

    assert code == 1
    assert [x["verdict"] for x in told["edits"]] == ["refused"]
    assert told["edits"][0]["rules"][0] == "CA-01"
    assert "Jours possibles les plus proches" in told["edits"][0]["why"]
    assert told["edits"][0]["nearest"]["dates"]
    assert told["count"] == 0


def test_a_good_edit_is_kept_beside_a_bad_one(run, edited):
    def change(sheet: Worksheet, book: Workbook) -> None:
        move(4, 7)(sheet, book)
        for row in rows_of(sheet, 2):
            sheet.cell(row, COLUMNS["day"]).value = datetime(2027, 5, 1) + timedelta(days=row % 2)

    code, told = answers(run, edited(change))

    assert code == 1
    assert sorted(x["verdict"] for x in told["edits"]) == ["kept", "refused"]
    assert told["count"] == 4


def test_what_is_pinned_by_hand_is_a_pin_of_the_plan(run, edited, tmp_path):
    def change(sheet: Worksheet, _book: Workbook) -> None:
        sheet.cell(rows_of(sheet, 3)[0], COLUMNS["pinned"]).value = "fixe"

    result = run("update", edited(change), "-o", tmp_path / "out", "--quiet")

    assert result.exit_code == 0
    plan = read_plan(tmp_path / "out" / "plan.json")
    assert [x.session for x in plan.lessons if x.pinned] == [3]
    assert len(plan.instance.pins) == 1


def test_a_mark_is_answered_and_holds_while_others_make_way(run, edited, solved):
    """Moved onto the session after it, a session has that one make way: not if it is marked."""
    days = sorted({x.day for x in read_plan(solved / "plan.json").lessons if x.session in (4, 5)})

    def change(sheet: Worksheet, _book: Workbook) -> None:
        move(4, (days[2] - days[0]).days)(sheet, _book)
        for row in rows_of(sheet, 5):
            if sheet.cell(row, COLUMNS["day"]).value.date() == days[2]:
                sheet.cell(row, COLUMNS["pinned"]).value = "fixe"

    code, told = answers(run, edited(change))

    assert code == 1
    assert [(x["kind"], x["verdict"]) for x in told["edits"]] == [("moved", "refused"), ("fixed", "kept")]
    assert told["count"] == 0


def test_a_mark_goes_with_its_lesson_until_it_is_taken_away(run, edited, tmp_path):
    def fix(sheet: Worksheet, _book: Workbook) -> None:
        sheet.cell(rows_of(sheet, 4)[0], COLUMNS["pinned"]).value = "fixe"

    path = tmp_path / "out" / "calendar.xlsx"
    run("update", edited(fix), "-o", tmp_path / "out", "--quiet")
    book = load_workbook(path)
    move(4, 7)(book["Séances"], book)
    book.save(path)
    code, moved = answers(run, path)
    run("update", path, "-o", tmp_path / "moved", "--quiet")
    fixed, moved_too = (read_plan(tmp_path / x / "plan.json").instance.pins for x in ("out", "moved"))
    book["Séances"].cell(rows_of(book["Séances"], 4)[0], COLUMNS["pinned"]).value = None
    book.save(path)
    _code, freed = answers(run, path)

    assert (code, [(x["kind"], x["verdict"]) for x in moved["edits"]]) == (0, [("moved", "kept")])
    assert [x.day + timedelta(days=7) for x in fixed] == [x.day for x in moved_too]
    assert [(x["kind"], x["verdict"]) for x in freed["edits"]] == [("moved", "kept"), ("freed", "kept")]


def test_a_deleted_lesson_is_taught_elsewhere(run, edited, solved):
    """Its hours are due: with the row gone, they come back on another half-day."""
    code, told = answers(run, edited(lambda sheet, book: sheet.delete_rows(rows_of(sheet, 5)[-1])))

    assert {x["verdict"] for x in told["edits"]} <= {"kept_with_moves", "refused"}
    assert (code == 0) == (told["edits"][0]["verdict"] == "kept_with_moves")


def test_own_columns_comments_and_sheets_survive_and_follow_their_lessons(run, edited, tmp_path):
    def change(sheet: Worksheet, book: Workbook) -> None:
        move(4, 7)(sheet, book)
        row = rows_of(sheet, 4)[0]
        sheet.cell(4, OWN).value = "Remarque"
        sheet.cell(row, OWN).value = "prévoir le café"
        sheet.cell(row, COLUMNS["room"]).comment = Comment("clé chez le gardien", "moi")
        notes = book.create_sheet("Mes notes")
        notes["A1"], notes["A2"], notes["B2"] = "À faire", datetime(2027, 3, 1), "=1+1"

    path = edited(change)
    assert run("update", path, "-o", tmp_path / "out", "--quiet").exit_code == 0
    book = load_workbook(tmp_path / "out" / "calendar.xlsx")
    sheet = book["Séances"]
    row = next(row for row in range(5, sheet.max_row) if sheet.cell(row, OWN).value)
    assert (sheet.cell(4, OWN).value, sheet.cell(row, OWN).value) == ("Remarque", "prévoir le café")
    assert sheet.cell(row, COLUMNS["session"]).value == 4
    assert sheet.cell(row, COLUMNS["room"]).comment.text == "clé chez le gardien"
    assert [book["Mes notes"][x].value for x in ("A1", "A2", "B2")] == [
        "À faire",
        datetime(2027, 3, 1),
        "=1+1",
    ]
    assert book["Vos modifications"]["B5"].value == "gardée"


def test_rows_sorted_another_way_are_no_edit(run, edited):
    def change(sheet: Worksheet, _book: Workbook) -> None:
        first, second = ([cell.value for cell in sheet[row]] for row in (5, 9))
        for row, values in ((5, second), (9, first)):
            for number in (1, 2, 3, 4, 5, 8, 10, 12, 14, 16, 17, 18):
                sheet.cell(row, number).value = values[number - 1]

    assert answers(run, edited(change)) == (0, {"edits": [], "count": 0, "changes": []})


def test_days_that_are_over_are_not_edited(run, edited):
    code, told = answers(run, edited(move(1, 1)), "--today", "2027-06-01")

    assert code == 1
    assert "Ces jours sont passés" in told["edits"][0]["why"]


def test_who_teaches_may_be_written_by_name_and_fixe_is_a_word_that_is_told(run, edited):
    def named(sheet: Worksheet, _book: Workbook) -> None:
        sheet.cell(rows_of(sheet, 4)[0], COLUMNS["trainer"]).value = "anne RIVET"

    def doubted(sheet: Worksheet, _book: Workbook) -> None:
        sheet.cell(rows_of(sheet, 4)[0], COLUMNS["pinned"]).value = "peut-être"

    assert answers(run, edited(named)) == (0, {"edits": [], "count": 0, "changes": []})
    result = run("update", edited(doubted), "--dry-run")
    assert result.exit_code == 2
    assert "Écrivez l'un de ces mots : fixe, non." in " ".join(result.stderr.split())


def test_a_calendar_in_which_a_group_has_no_lesson_any_more_is_refused(run, edited):
    result = run("update", edited(lambda sheet, book: sheet.delete_rows(5, sheet.max_row)), "--dry-run")

    assert result.exit_code == 2
    assert "toutes les séances de G1 sont supprimées" in " ".join(result.stderr.split())


def test_without_plan_json_it_works_and_says_what_is_missing(run, edited, centre, tmp_path):
    path = edited(move(4, 7))
    path.with_name("plan.json").unlink()
    result = run("update", path, "-o", tmp_path / "out", "--quiet")
    assert result.exit_code == 0
    assert "n'ont pas de nom" in result.stderr
    again = run("update", path, "-o", tmp_path / "more", "--tables", centre, "--quiet")
    assert "n'ont pas de nom" not in again.stderr
    assert read_plan(tmp_path / "more" / "plan.json").instance.learners[0].id == "A1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["plan.json", "-o", "out"], "ce n'est pas un classeur"),
        (["calendar.xlsx"], "Dites où écrire"),
        (["nowhere.xlsx", "-o", "out"], "nowhere.xlsx"),
        (["calendar.xlsx", "-o", "."], "."),
    ],
)
def test_wrong_inputs(run, edited, monkeypatch, arguments, said):
    monkeypatch.chdir(edited(lambda sheet, book: None).parent)
    result = run("update", *arguments)

    assert result.exit_code == 2
    assert said in result.stderr


@thorough
def test_edited_with_libreoffice(run, edited, tmp_path):
    """Opened, changed and saved by a spreadsheet program: the same edit is found."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    path = edited(move(4, 7), whole=True)
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    how = ("--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "saved")
    subprocess.run([office, "--headless", home, *how, path], check=True, capture_output=True, timeout=180)
    code, told = answers(run, tmp_path / "saved" / "calendar.xlsx")
    assert (code, [x["verdict"] for x in told["edits"]]) == (0, ["kept"])
    assert all(date.fromisoformat(x["date"]) for x in told["changes"])
