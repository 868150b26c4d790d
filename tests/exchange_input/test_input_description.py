"""The description of sheets and columns holds together, and with the domain."""

from dataclasses import MISSING, fields

import pytest

from scheduler.calendars import SCHOOL_ZONES, TERRITORIES
from scheduler.curricula import PREREQUISITES, PROFILES
from scheduler.exchange.input.tables import BY_KEY, SHEETS
from scheduler.exchange.tables import words
from scheduler.exchange.tables.cells import Context, is_empty, read_cell
from scheduler.exchange.tables.names import normal
from scheduler.exchange.tables.written import written
from scheduler.text import speaking

COLUMNS = [(sheet, column) for sheet in SHEETS for column in sheet.columns]


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.record], ids=lambda sheet: sheet.key)
def test_columns_are_the_fields_of_the_record(sheet):
    # Deadlines follow from the date of hire; only a calendar that is handed out states them instead.
    stated = {field.name for field in fields(sheet.record)} - {"deadlines"}
    assert {column.key for column in sheet.columns} == stated


@pytest.mark.parametrize("sheet", [sheet for sheet in SHEETS if sheet.record], ids=lambda sheet: sheet.key)
def test_what_the_record_cannot_do_without_is_required(sheet):
    without_default = {
        field.name
        for field in fields(sheet.record)
        if field.default is MISSING and field.default_factory is MISSING
    }
    assert without_default == {column.key for column in sheet.columns if column.required}


def test_names_of_sheets_are_told_apart():
    names = [{normal(name) for name in sheet.names} for sheet in SHEETS]
    assert sum(map(len, names)) == len(set.union(*names))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_names_of_columns_are_told_apart(sheet):
    names = [{normal(name) for name in column.names} for column in sheet.columns]
    assert sum(map(len, names)) == len(set.union(*names))


def test_references_lead_to_sheets_with_identifiers_or_to_curricula():
    for _sheet, column in COLUMNS:
        if column.to is not None:
            in_a_sheet = column.to in BY_KEY and "id" in BY_KEY[column.to].by_key
            assert in_a_sheet or column.to in ("curricula", "modules", "blocks")


def test_choices_are_those_of_calendars_and_curricula():
    assert tuple(choice.value for choice in words.TERRITORIES) == TERRITORIES
    assert tuple(choice.value for choice in words.ZONES) == SCHOOL_ZONES
    assert {choice.value for choice in words.PROFILES} == set(PROFILES)
    assert {choice.value for choice in words.PREREQUISITES} == set(PREREQUISITES)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=lambda x: x.key)
def test_an_example_is_read_as_it_is_written(sheet, column, language):
    with speaking(language):
        cell = written(column, column.example)
        if not is_empty(cell):
            assert read_cell(column, cell, Context()) == column.example


@pytest.mark.parametrize(("sheet", "column"), COLUMNS, ids=lambda x: x.key)
def test_every_word_of_a_choice_is_understood(sheet, column):
    for choice in column.choices:
        for word in choice.words:
            assert read_cell(column, word.upper(), Context()) == choice.value
