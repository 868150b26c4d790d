"""``docs/files.md`` says what the code reads and writes."""

import json
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from scheduler.domain.curriculum import Block, Curriculum, DeadlineRegime, Module
from scheduler.domain.plan import Plan, Status
from scheduler.domain.settings import Settings
from scheduler.exchange.output import COLUMNS
from scheduler.exchange.output.batch import RESULT, WORDS, Result, State, write_result, write_summary
from scheduler.exchange.output.batch.summary import COLUMNS as SUMMARY
from scheduler.exchange.output.plan_json import dump
from scheduler.exchange.output.workbook.words import fixed_titles
from scheduler.text import _, speaking
from tests.cases.reader import load_cases
from tests.docs.pages import names, rows, section
from tests.tools.files_doc import TARGET, document

PAGE = "docs/files.md"


def test_the_tables_are_the_ones_generated() -> None:
    page = TARGET.read_text(encoding="utf-8")
    assert page == document(page), "run: make docs"


@pytest.mark.parametrize(
    ("title", "record"),
    [("Curriculum", Curriculum), ("Block", Block), ("Module", Module), ("Deadline regime", DeadlineRegime)],
)
def test_keys_of_curricula_are_the_fields_of_the_record(title: str, record: type) -> None:
    told = {name: need == "yes" for keys, need, _holds in rows(section(PAGE, title)) for name in names(keys)}
    assert told == {x.name: x.default is MISSING for x in fields(record)}


def test_settings_have_no_key_left_out() -> None:
    text = section(PAGE, "Settings")
    assert all(f"`{x.name}:`" in text or f"`{x.name}`" in text for x in fields(Settings))


def test_columns_of_half_days_in_their_order() -> None:
    told = [name for cells in rows(section(PAGE, "half_days.csv")) for name in names(cells[0])]
    assert told == list(COLUMNS)


def test_keys_of_the_plan() -> None:
    case = load_cases()[0]
    plan = Plan(case.instance, case.lessons, Status.OPTIMAL, 0, 0, (), Settings({}, 0))
    told = [name for cells in rows(section(PAGE, "plan.json")) for name in names(cells[0])]
    assert told == list(json.loads(dump(plan)))


def test_keys_and_statuses_of_a_result(tmp_path: Path) -> None:
    write_result(Result("nantes", "nantes.xlsx", "", State.PENDING), tmp_path)
    text = section(PAGE, "result.json")
    told = [name for cells in rows(text) for name in names(cells[0])]
    assert told == list(json.loads((tmp_path / RESULT).read_bytes()))
    statuses = rows(text[text.index("| Status |") :])
    assert [name for cells in statuses for name in names(cells[0])] == list(State)


def test_columns_and_keys_of_the_summary(tmp_path: Path) -> None:
    *_others, summary = write_summary((), tmp_path)
    text = section(PAGE, "summary.xlsx, summary.csv, summary.json")
    columns = text.split("its columns are")[1].split("The keys of")[0]
    assert [name for name in names(columns) if name != RESULT] == list(SUMMARY)
    keys = [name for cells in rows(text) for name in names(cells[0])]
    assert keys == list(json.loads(summary.read_bytes()))


def test_words_of_a_summary_in_french() -> None:
    told = rows(section("docs/guide.fr.md", "Plusieurs centres ou plusieurs scénarios"))
    with speaking("fr"):
        assert [name for cells in told for name in names(cells[0])] == [_(WORDS[state]) for state in State]


def test_sheets_of_the_calendar() -> None:
    told = [cells[:2] for cells in rows(section(PAGE, "calendar.xlsx")) if not cells[0].startswith("*")]
    with speaking("fr"):
        french = fixed_titles()
    with speaking("en"):
        assert told == [list(pair) for pair in zip(french, fixed_titles(), strict=True)]
