"""The workbook in a real spreadsheet program: what it computes, keeps and prints."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from openpyxl import Workbook

from scheduler.exchange.output import read_plan
from scheduler.exchange.output.batch import Result, State, write_summary
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.workbook.columns import LETTER
from tests.exchange_output.samples import plan
from tests.thorough import thorough

pytestmark = thorough

Convert = Callable[[str, Path, Path], None]


@pytest.fixture(scope="module")
def saved(written: Path, soffice: Convert, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two workbooks saved by LibreOffice: one untouched, one edited before."""
    sources, results = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("results")
    shutil.copy(written / "calendar.xlsx", sources / "untouched.xlsx")
    book = openpyxl.load_workbook(written / "calendar.xlsx")
    sheet = book["Séances"]
    sheet["J5"] = "VACCIN"  # 3.5 h less of PARCOURS, 3.5 h more of VACCIN
    sheet["D6"] = datetime(2027, 1, 23)  # a Saturday
    sheet["D7"], sheet["E7"] = datetime(2027, 4, 6), "matin"  # where another lesson already is
    sheet["L9"], sheet["D9"] = "NGUYEN", datetime(2027, 4, 14)  # on leave from 5 to 16 April
    sheet["D10"] = datetime(2027, 8, 3)  # the summer closure
    book.save(sources / "edited.xlsx")
    # Saved by openpyxl, it has formulas without results: LibreOffice must compute them.
    openpyxl.load_workbook(written / "calendar.xlsx").save(sources / "bare.xlsx")
    soffice("xlsx", sources, results)
    return results


@pytest.fixture(scope="module")
def computed(saved: Path) -> Workbook:
    return openpyxl.load_workbook(saved / "edited.xlsx", data_only=True)


def test_saved_by_libreoffice_it_is_still_the_plan(saved: Path) -> None:
    assert read_plan(saved / "untouched.xlsx") == discreet(plan())


def test_edited_and_saved_by_libreoffice_it_is_the_edited_plan(saved: Path) -> None:
    lessons = read_plan(saved / "edited.xlsx").lessons
    assert lessons[0].module == "VACCIN"
    assert lessons[1].day == datetime(2027, 1, 23).date()
    assert lessons[6:] == plan().lessons[6:]


def test_libreoffice_computes_what_is_stored_for_an_untouched_plan(saved: Path, written: Path) -> None:
    ours = openpyxl.load_workbook(written / "calendar.xlsx", data_only=True)
    theirs = openpyxl.load_workbook(saved / "bare.xlsx", data_only=True)
    for name in ("Synthèse", "Séances", "Formateurs", "Salles", "Contrôle des heures"):
        for row, expected in zip(theirs[name].iter_rows(), ours[name].iter_rows(), strict=False):
            assert [_shown(x.value) for x in row] == [_shown(x.value) for x in expected]


def _shown(value: object) -> object:
    """Return a cell's value as a reader tells it from another: empty texts are nothing."""
    return round(value, 9) if isinstance(value, int | float) else value or ""


def test_titles_and_names_follow_the_edit(computed: Workbook) -> None:
    sheet = computed["Séances"]
    assert (sheet["I5"].value, sheet["K5"].value) == ("B1", "Vaccination et dépistages")
    assert (sheet["L9"].value, sheet["M9"].value) == ("NGUYEN", "Linh Nguyen")


def test_alerts_follow_the_edit(computed: Workbook) -> None:
    sheet = computed["Séances"]
    alerts = [sheet[f"{LETTER['alert']}{row}"].value or "" for row in range(5, 12)]
    assert alerts == ["", "Jour fermé.", "Salle en double.", "", "Formateur absent.", "Jour fermé.", ""]


def test_hours_control_turns_wrong(computed: Workbook) -> None:
    sheet = computed["Contrôle des heures"]
    wrong = [row[3:9] for row in sheet.iter_rows(min_row=6, values_only=True) if row[8] != "juste"]
    assert wrong == [
        ("PARCOURS", "Parcours de santé et coordination", 35, 31.5, -3.5, "ÉCART"),
        ("VACCIN", "Vaccination et dépistages", 14, 17.5, 3.5, "ÉCART"),
    ]
    assert sheet["A3"].value == "Lignes en écart : 2 – demi-journées en alerte : 5"


def test_loads_follow_the_edit(computed: Workbook, written: Path) -> None:
    before = openpyxl.load_workbook(written / "calendar.xlsx", data_only=True)["Formateurs"]
    after = computed["Formateurs"]
    totals = [
        {row[0]: row[-2] for row in sheet.iter_rows(min_row=5, values_only=True)} for sheet in (before, after)
    ]
    assert totals[1]["NGUYEN"] == totals[0]["NGUYEN"] + 0.5
    assert totals[1]["MARTIN"] == totals[0]["MARTIN"] - 0.5


def test_each_planner_fits_one_page_with_its_legend(written: Path, soffice: Convert, tmp_path: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("poppler (pdftotext) is not installed")
    soffice("pdf", written, tmp_path)
    text = subprocess.run(
        [pdftotext, "-layout", str(tmp_path / "calendar.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    pages = text.split("\f")
    for cohort in plan().instance.cohorts:
        [page] = [page for page in pages if f"Calendrier de formation : {cohort.id}" in page]
        last = plan().instance.curriculum_of(cohort).items[-1]
        assert f"{last.id} : {last.title}" in page
    heads = [page for page in pages if "Demi-journée" in page and "Intitulé du module" in page]
    assert len(heads) == sum("matin" in page and "09:00" in page for page in pages)  # repeated on each page


def test_links_of_a_batch_lead_to_its_calendars(soffice: Convert, tmp_path: Path) -> None:
    names = ("nantes & co", "été 2027", "50 % de plus")
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "calendar.xlsx").touch()
    write_summary(
        [Result(name, name, "f", State.OPTIMAL, 1, 1, 0.0, 0, 1.0, 1, 0) for name in names], tmp_path
    )
    soffice("fods", tmp_path, tmp_path / "read")
    told = (tmp_path / "read" / "summary.fods").read_text(encoding="utf-8")
    links = [unquote(unescape(link)) for link in re.findall('xlink:href="([^"]*calendar[.]xlsx)"', told)]
    found = [(tmp_path / "read" / link).resolve() for link in links]
    assert found == [(tmp_path / name / "calendar.xlsx").resolve() for name in names]
    assert all(path.is_file() for path in found)
