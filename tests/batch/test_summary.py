"""The summary says the same three times: to people, to tables, to programs."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from scheduler.exchange.output.batch import Result, State, read_result, told, write_result, write_summary
from scheduler.text import speaking

GOOD = Result("nantes & co", "/in/nantes", "f1", State.OPTIMAL, 76, 76, 0.0, 0, 12.34, 4, 3)
FAIR = Result("nice", "/in/nice", "f2", State.FEASIBLE, 100, 90, 0.1, 0, 60.0, 12, 0, stopped=True)
NONE = Result(
    "=paris", "/in/paris", "f3", State.IMPOSSIBLE, seconds=1.0, cohorts=2, warnings=0,
    reason="\n".join(f"Raison {number}" for number in range(9)),
)  # fmt: skip
LATER = Result("zuydcoote", "/in/zuydcoote", "f4", State.PENDING)
ALL = (GOOD, FAIR, NONE, LATER)


@pytest.fixture
def sheet(tmp_path: Path):
    return openpyxl.load_workbook(write_summary(ALL, tmp_path)[0]).worksheets[0]


def test_people_read_a_line_for_each(sheet) -> None:
    assert sheet.title == "Lot"
    assert sheet["A2"].value == "4 au total : optimal 1, réalisable 1, impossible 1, en attente 1"
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert rows[0] == (
        "Centre", "Résultat", "Coût", "Borne prouvée", "Écart", "Règles rompues", "Secondes", "Groupes",
        "Avertissements", "Raison", "Données",
    )  # fmt: skip
    assert rows[1] == ("nantes & co", "optimal", 76, 76, 0, 0, 12.3, 4, 3, None, "/in/nantes")
    assert rows[2][:5] == ("nice", "réalisable", 100, 90, 0.1)
    assert rows[4][:5] == ("zuydcoote", "en attente", None, None, None)


def test_a_long_reason_is_cut_where_people_read_it(sheet) -> None:
    lines = sheet["J7"].value.splitlines()
    assert lines == ["Raison 0", "Raison 1", "Raison 2", "Raison 3", "Raison 4", "… et 4 de plus"]


def test_the_name_leads_to_the_calendar_of_those_that_have_one(sheet) -> None:
    # Excel writes relative paths with a backslash, and programs read both.
    assert sheet["A5"].hyperlink.target.replace("\\", "/") == "nantes%20%26%20co/calendar.xlsx"
    assert sheet["A7"].hyperlink is None
    # A name is a name, whatever it starts with.
    assert (sheet["A7"].value, sheet["A7"].data_type) == ("=paris", "s")


def test_headings_stay_in_sight_and_filter(sheet) -> None:
    assert sheet.freeze_panes == "B5"
    assert sheet.auto_filter.ref == "A4:K8"


def test_the_status_has_a_colour(sheet) -> None:
    fills = [sheet.cell(row, 2).fill.fgColor.rgb[-6:] for row in (5, 6, 7)]
    assert len(set(fills)) == 3


def test_it_speaks_english_too(tmp_path: Path) -> None:
    with speaking("en"):
        sheet = openpyxl.load_workbook(write_summary(ALL, tmp_path)[0]).worksheets[0]
        assert told((GOOD,)) == "1 in all: optimal 1"
    assert (sheet["A4"].value, sheet["B6"].value) == ("Centre", "feasible")


def test_tables_and_programs_read_all_of_it(tmp_path: Path) -> None:
    _people, table, whole = write_summary(ALL, tmp_path)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["status"] for row in rows] == ["optimal", "feasible", "impossible", "pending"]
    assert (rows[0]["gap"], rows[0]["seconds"], rows[0]["violations"]) == ("0,0", "12,34", "0")
    assert (rows[2]["gap"], rows[2]["stopped"], rows[1]["stopped"]) == ("", "false", "true")
    assert rows[2]["reason"] == " | ".join(f"Raison {number}" for number in range(9))
    summary = json.loads(whole.read_text())
    assert summary["counts"]["optimal"] == 1
    assert summary["counts"]["crashed"] == 0
    assert [result["name"] for result in summary["results"]] == [result.name for result in ALL]
    assert summary["results"][2]["reason"] == NONE.reason
    assert set(summary["results"][0]) == set(rows[0])
    assert rows[2]["name"] == "'=paris"


def test_the_table_is_for_the_spreadsheet_program_of_the_language(tmp_path: Path) -> None:
    french = write_summary(ALL, tmp_path)[1].read_bytes()
    assert french.startswith(b"\xef\xbb\xbfname;status;")
    with speaking("en"):
        english = write_summary(ALL, tmp_path)[1].read_bytes()
    assert english.startswith(b"\xef\xbb\xbfname,status,")
    assert b",12.34," in english


def test_a_result_comes_back_as_it_was_written(tmp_path: Path) -> None:
    for result in ALL:
        write_result(result, tmp_path)
        assert read_result(tmp_path) == result


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"format": "scheduler-result", "version": 1, "status": "optimal"}',
             '{"format": "scheduler-result", "version": 2}', '{"format": "scheduler-plan", "version": 1}']
)  # fmt: skip
def test_what_is_no_result_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "result.json").write_text(text)
    assert read_result(tmp_path) is None


def test_answers_are_kept_and_accidents_tried_again() -> None:
    kept = {state for state in State if Result("a", "a", "f", state).is_answer}
    assert kept == {State.OPTIMAL, State.FEASIBLE, State.IMPOSSIBLE, State.NOT_FOUND, State.BAD_INPUT}
    assert not FAIR.is_answer


@pytest.mark.parametrize(
    "odd",
    [{"seconds": "long"}, {"gap": []}, {"objective": 1e400}, {"bound": True}, {"reason": 3}, {"stopped": 0}],
)
def test_a_file_with_an_odd_value_is_no_result(tmp_path: Path, odd: dict[str, object]) -> None:
    write_result(GOOD, tmp_path)
    path = tmp_path / "result.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | odd))
    assert read_result(tmp_path) is None
