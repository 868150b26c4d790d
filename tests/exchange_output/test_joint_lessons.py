"""A lesson that cohorts share: one in loads and rooms, and in the hours of each of them."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from scheduler.check import check
from scheduler.errors import InputError
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.plan_json import dump, load
from scheduler.exchange.output.workbook.columns import LETTER
from scheduler.text import speaking
from tests.exchange_output.samples import joint_plan, plan
from tests.thorough import thorough

Convert = Callable[[str, Path, Path], None]
TOGETHER = (date(2027, 10, 4), date(2027, 10, 5))
"""The days of the AFGSU."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("joint")
    write_plan(joint_plan(), target)
    return target


@pytest.fixture(scope="module")
def shown(folder: Path) -> Workbook:
    return openpyxl.load_workbook(folder / "calendar.xlsx", data_only=True)


def lines(book: Workbook, title: str) -> list[tuple[Any, ...]]:
    return list(book[title].iter_rows(values_only=True))


def test_both_files_give_the_plan_back(folder: Path) -> None:
    assert read_plan(folder / "plan.json") == joint_plan()
    assert read_plan(folder / "calendar.xlsx") == discreet(joint_plan())


def test_half_days_tell_the_lesson_in_the_last_column(folder: Path) -> None:
    with (folder / "half_days.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[-1] == "joint"
    told = [(x["cohort"], x["group"], x["date"][-2:], x["half_day"], x["joint"]) for x in rows if x["joint"]]
    moments = [(day, half) for day in ("04", "05") for half in ("AM", "PM")]
    assert told == [
        *(("CQP-LYON-A", n, *at, f"AFGSU-LYON-{n}") for at in moments for n in ("1", "2")),
        *(("CQP-LYON-B", "2", *at, "AFGSU-LYON-2") for at in moments),
    ]
    assert {x["joint"] for x in rows if x["module"] != "AFGSU"} == {""}


def test_trainers_and_rooms_are_counted_once(shown: Workbook) -> None:
    afgsu = {x.trainer: x.room for x in joint_plan().lessons if x.joint}
    for title, names in (("Formateurs", afgsu.keys()), ("Salles", afgsu.values())):
        head, *rows = lines(shown, title)[3:]
        october = next(n for n, x in enumerate(head) if getattr(x, "month", 0) == 10)
        found = {row[0]: row[october] for row in rows}
        for name in names:
            taught = {
                (x.day, x.half)
                for x in joint_plan().lessons
                if name in (x.trainer, x.room) and x.day.month == 10
            }
            assert found[name] == len(taught) / 2


def test_hours_are_right_for_a_cohort_without_group_one(shown: Workbook) -> None:
    assert shown["Contrôle des heures"]["A3"].value == "Lignes en écart : 0 – demi-journées en alerte : 0"
    afgsu = [row[:2] for row in lines(shown, "Contrôle des heures") if row[3] == "AFGSU"]
    assert afgsu == [("CQP-LYON-A", 1), ("CQP-LYON-A", 2), ("CQP-LYON-B", 2)]
    summary = {row[0]: row[7] for row in lines(shown, "Synthèse") if row[5] in (20, 28)}
    assert summary == {"CQP-LYON-A": 384, "CQP-LYON-B": 279}


def test_people_see_what_is_shared_and_with_whom(shown: Workbook) -> None:
    assert ("AFGSU-LYON", "AFGSU", "CQP-LYON-A + CQP-LYON-B", "13 + 12") in [
        tuple(x for x in row if x is not None) for row in lines(shown, "Synthèse")
    ]
    told = [cell for row in lines(shown, "CQP-LYON-B") for cell in row if isinstance(cell, str)]
    assert told.count("+ D AFGSU") == 2
    assert "cours commun" in told
    assert "Cours communs : AFGSU avec CQP-LYON-A (AFGSU-LYON-2)" in told
    legend = [cell for row in lines(shown, "Légende") for cell in row]
    assert "Cours commun : d'autres groupes le suivent aussi" in legend


def test_without_joint_modules_no_column_is_in_the_way(single: Path) -> None:
    book = openpyxl.load_workbook(single)
    hidden = {name: book["Séances"].column_dimensions[LETTER[name]].hidden for name in ("joint", "counted")}
    assert hidden == {"joint": True, "counted": True}
    assert "COUNTIFS" in book["Formateurs"]["C5"].value


@thorough
def test_an_older_calendar_lacks_the_column_and_one_with_joint_modules_may_not(
    folder: Path, calendar: Path, tmp_path: Path
) -> None:
    def without_the_column(source: Path) -> Path:
        book = openpyxl.load_workbook(source)
        book["Séances"][f"{LETTER['joint']}4"] = None
        path = tmp_path / f"{source.parent.name}.xlsx"
        book.save(path)
        return path

    assert read_plan(without_the_column(calendar)) == discreet(plan(1))
    with pytest.raises(InputError, match="La colonne « Cours commun » manque"):
        read_plan(without_the_column(folder / "calendar.xlsx"))


@pytest.fixture(scope="module")
def computed(
    folder: Path, soffice: Convert, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Workbook, Workbook]:
    """Two workbooks that LibreOffice computed: as written, and with the trainer of one row changed."""
    sources, results = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("results")
    book = openpyxl.load_workbook(folder / "calendar.xlsx")
    book.save(sources / "bare.xlsx")
    row = next(
        n
        for n, x in enumerate(joint_plan().lessons, start=5)
        if (x.cohort, x.joint) == ("CQP-LYON-B", "AFGSU-LYON-2")
    )
    book["Séances"][f"L{row}"] = "ROUX"
    book.save(sources / "edited.xlsx")
    soffice("xlsx", sources, results)
    bare, edited = (openpyxl.load_workbook(results / x, data_only=True) for x in ("bare.xlsx", "edited.xlsx"))
    return bare, edited


@thorough
def test_a_spreadsheet_program_computes_what_is_stored(
    shown: Workbook, computed: tuple[Workbook, Workbook]
) -> None:
    for title in ("Synthèse", "Séances", "Formateurs", "Salles", "Contrôle des heures"):
        for theirs, ours in zip(lines(computed[0], title), lines(shown, title), strict=False):
            assert [_shown(x) for x in theirs] == [_shown(x) for x in ours]


def _shown(value: object) -> object:
    return round(value, 9) if isinstance(value, int | float) else value or ""


@thorough
def test_a_joint_lesson_with_two_trainers_is_alerted(computed: tuple[Workbook, Workbook]) -> None:
    sheet = computed[1]["Séances"]
    alerts = [sheet[f"{LETTER['alert']}{row}"].value for row in range(5, 5 + len(joint_plan().lessons))]
    assert [x for x in alerts if x] == ["Cours commun désuni."] * 2


def test_rows_changed_in_the_calendar_are_no_longer_one_lesson(folder: Path, tmp_path: Path) -> None:
    lessons = joint_plan().lessons
    own = [n for n, x in enumerate(lessons, 5) if x.joint and x.cohort == "CQP-LYON-B"]
    shared = lessons[own[0] - 5]
    cells = (
        ("trainer", next(x.trainer for x in lessons if x.trainer not in (None, shared.trainer))),
        ("room", next(x.room for x in lessons if x.room not in (None, shared.room))),
        ("joint", "AFGSU-LYON-1"),
        ("day", datetime(2027, 10, 6)),
    )
    book = openpyxl.load_workbook(folder / "calendar.xlsx")
    for row, (field, value) in zip(own, cells, strict=True):
        book["Séances"][f"{LETTER[field]}{row}"] = value
    book.save(tmp_path / "calendar.xlsx")
    edited = read_plan(tmp_path / "calendar.xlsx")
    with speaking("en"):
        said = [x.message for x in check(edited.instance, edited.lessons) if x.code == "JO-01"]
    for words in ("has several trainers", "has several rooms", "has several names", "is without CQP-LYON-B"):
        assert any(words in x for x in said), (words, said)


def changed(**joint: Any) -> list[str]:
    """Return what is said of a plan whose joint module is changed."""
    envelope = json.loads(dump(joint_plan()))
    envelope["plan"]["instance"]["joint_modules"][0] |= joint
    with pytest.raises(InputError) as caught:
        load(json.dumps(envelope), "plan.json")
    return [str(problem) for problem in caught.value.problems]


def test_a_joint_module_of_what_is_not_there_is_refused() -> None:
    a, b = ({"cohort": name, "module": "AFGSU"} for name in ("CQP-LYON-A", "CQP-LYON-B"))
    place = "plan.json plan.instance.joint_modules[0]"
    said = changed(sharers=[a, {"cohort": "X", "module": "AFGSU"}])
    assert said == ["plan.json plan.instance.joint_modules: « X » n'est pas un groupe de ce planning. "
                    "Possibles : CQP-LYON-A, CQP-LYON-B."]  # fmt: skip
    said = changed(sharers=[a, b | {"module": "AFGSUS"}])
    assert said == [
        f"{place}: « AFGSUS » n'est pas un module du groupe CQP-LYON-B. Vouliez-vous dire « AFGSU » ?"
    ]
    few = "de deux à 8 groupes partagent un module commun, chacun une fois."
    assert changed(sharers=[a]) == [f"{place}: « AFGSU-LYON » est partagé par CQP-LYON-A ; {few}"]
    assert changed(sharers=[a, a])[0].endswith(few)
    assert changed(group_max=0) == [f"{place}: « group_max » vaut 0. Écrivez 1 ou plus."]


def test_a_plan_without_the_field_has_no_joint_module() -> None:
    envelope = json.loads(dump(plan(1)))
    del envelope["plan"]["instance"]["joint_modules"]
    for lesson in envelope["plan"]["lessons"]:
        del lesson["joint"]
    assert load(json.dumps(envelope), "plan.json") == plan(1)


def test_a_cohort_that_is_apart_is_shown_apart(tmp_path: Path) -> None:
    whole = joint_plan()
    apart = tuple(
        x if not x.joint else replace(x, joint=None, group=min(x.group, 1 if x.cohort[-1] == "B" else 2))
        for x in whole.lessons
    )
    book = openpyxl.load_workbook(
        write_plan(replace(whole, lessons=apart), tmp_path)[0], data_only=True, read_only=True
    )
    told = [tuple(x for x in row if x is not None) for row in lines(book, "Synthèse")]
    assert ("AFGSU-LYON", "AFGSU", "CQP-LYON-B, à part", "11") in told
