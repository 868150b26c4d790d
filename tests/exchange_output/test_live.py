"""The workbook is live: a spreadsheet program that computes it anew shows what somebody edited."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain.plan import Lesson, Plan
from scheduler.exchange.output import write_plan
from scheduler.exchange.output.workbook.columns import FIRST_ROW, LETTER
from tests.exchange_output.samples import plan
from tests.thorough import thorough

pytestmark = thorough

Convert = Callable[[str, Path, Path], None]
Edit = Callable[[Worksheet], None]


def move(sheet: Worksheet) -> None:
    """Move the first session of the first cohort, of two days, and give it another trainer."""
    for row in range(FIRST_ROW, FIRST_ROW + 4):
        sheet[f"D{row}"].value = datetime(2027, 1, 20 + (row - FIRST_ROW) // 2)
        sheet[f"L{row}"].value = "DUPONT"


def sort(sheet: Worksheet) -> None:
    """Turn the rows around: identifiers, dates and hidden texts go with them, formulas look beside them."""
    last = FIRST_ROW + len(plan(1).lessons) - 1
    kept = [key for key in LETTER if not str(sheet[f"{LETTER[key]}{FIRST_ROW}"].value).startswith("=")]
    rows = [{key: sheet[f"{LETTER[key]}{row}"].value for key in kept} for row in range(FIRST_ROW, last + 1)]
    numbers = [sheet[f"{LETTER['unchanged']}{row}"].value for row in range(FIRST_ROW, last + 1)]
    for row, values, number in zip(range(last, FIRST_ROW - 1, -1), rows, numbers, strict=True):
        for key, value in values.items():
            sheet[f"{LETTER[key]}{row}"].value = value
        before = FIRST_ROW + last - row
        moved = number.replace(f"{before}&", f"{row}&").replace(f"{before},", f"{row},")
        moved = moved.replace(f"{before})", f"{row})").replace(f"{before}=", f"{row}=")
        sheet[f"{LETTER['unchanged']}{row}"].value = moved


def add(sheet: Worksheet) -> None:
    """Type a half-day into an empty row, of which no formula knew before."""
    row = FIRST_ROW + len(plan(1).lessons)
    typed = ("CQP-LYON-A", 1, 29, datetime(2028, 5, 8), "matin", 3.5, "COMM", "présentiel")
    for letter, value in zip("ABCDEHJP", typed, strict=True):
        sheet[f"{letter}{row}"].value = value


EDITS: dict[str, Edit] = {"bare": lambda sheet: None, "moved": move, "sorted": sort, "added": add}


@pytest.fixture(scope="module")
def computed(single: Path, soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """The workbook of one cohort, edited in several ways and computed by LibreOffice."""
    sources, results = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("results")
    for name, edit in EDITS.items():
        book = openpyxl.load_workbook(single)
        edit(book["Séances"])
        book.save(sources / f"{name}.xlsx")  # without results: LibreOffice must compute them
    soffice("xlsx", sources, results)
    return {name: openpyxl.load_workbook(results / f"{name}.xlsx", data_only=True) for name in EDITS}


def days(sheet: Worksheet, top: int = 1) -> dict[date, str]:
    """Return what the planner that begins at row `top` tells of its days."""
    return {
        moment.date(): str(sheet.cell(row, column + 1).value or "")
        for row in range(top + 5, top + 36)
        for column in range(2, 60, 3)
        if isinstance(moment := sheet.cell(row, column).value, datetime)
    }


def shown(value: object) -> object:
    return round(value, 9) if isinstance(value, int | float) else value or ""


def differing(ours: Workbook, theirs: Workbook) -> list[tuple[str, str, object, object]]:
    """Return the cells that do not hold what was written: sheet, place, what was written, what is there."""
    return [
        (sheet.title, cell.coordinate, cell.value, found)
        for sheet in ours.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if shown(found := theirs[sheet.title][cell.coordinate].value) != shown(cell.value)
    ]


def test_computed_anew_every_cell_is_as_written(single: Path, computed: dict[str, Workbook]) -> None:
    ours = openpyxl.load_workbook(single, data_only=True)
    assert differing(ours, computed["bare"]) == []


def test_a_session_that_was_moved_moves_on_the_planner(computed: dict[str, Workbook]) -> None:
    before, after = (days(computed[name]["CQP-LYON-A"]) for name in ("bare", "moved"))
    changed = {day: (text, after[day]) for day, text in before.items() if text != after[day]}
    assert changed == {
        date(2027, 1, 18): ("A PARCOURS", ""),
        date(2027, 1, 19): ("A PARCOURS", ""),
        date(2027, 1, 20): ("", "A PARCOURS"),
        date(2027, 1, 21): ("", "A PARCOURS"),
    }
    assert "Du mercredi 20 janvier 2027 au" in str(computed["moved"]["CQP-LYON-A"]["A3"].value)


@pytest.mark.parametrize(
    ("title", "name", "before", "after"),
    [
        ("Calendriers formateurs", "(MARTIN)", {18: "1 A PARCOURS", 20: ""}, {18: "", 20: ""}),
        ("Calendriers formateurs", "(DUPONT)", {18: "", 20: ""}, {18: "", 20: "1 A PARCOURS"}),
        ("Calendriers salles", "(L-101)", {18: "1 A PARCOURS", 20: ""}, {18: "", 20: "1 A PARCOURS"}),
    ],
)
def test_it_moves_on_the_pages_of_trainers_and_rooms(
    computed: dict[str, Workbook], title: str, name: str, before: dict[int, str], after: dict[int, str]
) -> None:
    for book, expected in ((computed["bare"], before), (computed["moved"], after)):
        sheet = book[title]
        top = next(row for row in range(1, sheet.max_row) if name in str(sheet.cell(row, 1).value))
        found = days(sheet, top)
        assert {day: found[date(2027, 1, day)] for day in expected} == expected


def test_the_summary_no_longer_claims_a_proof_of_what_was_edited(computed: dict[str, Workbook]) -> None:
    said = {name: str(book["Synthèse"]["A5"].value) for name, book in computed.items()}
    assert said == {
        "bare": "Optimal : prouvé, aucun planning ne coûte moins",
        "sorted": "Optimal : prouvé, aucun planning ne coûte moins",
        "moved": "Modifié depuis le calcul : 4 demi-journées. Plus rien n'est prouvé : faites-le revérifier.",
        "added": "Modifié depuis le calcul : 1 demi-journée. Plus rien n'est prouvé : faites-le revérifier.",
    }


def test_the_order_of_the_rows_does_not_matter(computed: dict[str, Workbook]) -> None:
    assert days(computed["sorted"]["CQP-LYON-A"]) == days(computed["bare"]["CQP-LYON-A"])


def test_a_half_day_outside_the_months_shown_is_said(computed: dict[str, Workbook]) -> None:
    notes = {name: book["CQP-LYON-A"].cell(38, 1).value or "" for name, book in computed.items()}
    assert notes["bare"] == notes["moved"] == ""
    assert notes["added"] == "1 demi-journée est hors des mois affichés ici"


def hostile() -> Plan:
    """Return a plan whose identifiers mean something to spreadsheets, and whose names are long."""
    whole = plan(1)
    called = {
        "CQP-LYON-A": '>*~a|"?',
        "DUPONT": "DU*",
        "MARTIN": "MART?N",
        "L-101": '<L"101~',
        "L-TP": "L-T*",
    }

    def renamed(name: str | None) -> str | None:
        return called.get(name or "", name)

    def of(lesson: Lesson) -> Lesson:
        return replace(
            lesson,
            cohort=called[lesson.cohort],
            trainer=renamed(lesson.trainer),
            room=renamed(lesson.room),
        )

    centre = whole.instance
    instance = replace(
        centre,
        centre=replace(centre.centre, name="=cmd|' /C calc'!A0 " + "é" * 180),
        cohorts=tuple(replace(x, id=called[x.id], name='"🙂" & =1+1') for x in centre.cohorts),
        learners=tuple(replace(x, cohort=called[x.cohort]) for x in centre.learners),
        trainers=tuple(replace(x, id=called.get(x.id, x.id)) for x in centre.trainers),
        rooms=tuple(replace(x, id=called.get(x.id, x.id)) for x in centre.rooms),
        absences=(),
        closures=tuple(replace(x, label='"=' + "x" * 190) for x in centre.closures),
    )
    return replace(whole, instance=instance, lessons=tuple(map(of, whole.lessons)))


def test_no_sign_of_a_name_breaks_a_formula(soffice: Convert, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    path = write_plan(hostile(), tmp_path / "out")[0]
    openpyxl.load_workbook(path).save(tmp_path / "sources" / "bare.xlsx")
    soffice("xlsx", tmp_path / "sources", tmp_path / "results")
    ours = openpyxl.load_workbook(path, data_only=True)
    theirs = openpyxl.load_workbook(tmp_path / "results" / "bare.xlsx", data_only=True)
    assert differing(ours, theirs) == []
    assert sum(text.startswith("A PARCOURS") for text in days(ours.worksheets[1]).values()) == 5


def test_gnumeric_computes_what_is_stored(written: Path, tmp_path: Path) -> None:
    ssconvert = shutil.which("ssconvert")
    if ssconvert is None:
        pytest.skip("Gnumeric (ssconvert) is not installed")
    openpyxl.load_workbook(written / "calendar.xlsx").save(tmp_path / "bare.xlsx")
    command = [ssconvert, "--recalc", str(tmp_path / "bare.xlsx"), str(tmp_path / "computed.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours = openpyxl.load_workbook(written / "calendar.xlsx", data_only=True)
    theirs = openpyxl.load_workbook(tmp_path / "computed.xlsx", data_only=True)
    assert differing(ours, theirs) == []
