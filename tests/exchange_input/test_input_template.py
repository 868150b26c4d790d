"""The template and the filled demo: what is written is read back."""

import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from scheduler.errors import InputError
from scheduler.exchange.input import read_instance, write_demo, write_template
from scheduler.exchange.input.tables import SHEETS
from scheduler.shipped import shipped
from scheduler.text import speaking

ONLY_THE_EXAMPLE = (
    "La feuille n'a aucune ligne remplie. "
    "Seule la ligne d'exemple s'y trouve, et elle n'est pas lue : remplissez une ligne en dessous."
)
NOTHING_FILLED = [
    f"{name}: {ONLY_THE_EXAMPLE}" for name in ("Centre", "Sites", "Salles", "Formateurs", "Groupes")
]


def saved_by_libreoffice(path, folder):
    """Open a workbook in LibreOffice and save it again, as a coordinator does."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder.mkdir()
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / path.name


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_line_of_the_empty_template_is_an_example(tmp_path, refused, language):
    with speaking(language):
        write_template(tmp_path / "modele.xlsx")
    said = refused(tmp_path / "modele.xlsx")
    assert len(said) == 5  # the sheets that need a row: centre, sites, rooms, trainers, cohorts
    assert all(ONLY_THE_EXAMPLE in sentence for sentence in said)


def test_the_template_saved_by_libreoffice_says_the_same(tmp_path, refused):
    write_template(tmp_path / "modele.xlsx")
    assert refused(tmp_path / "modele.xlsx") == NOTHING_FILLED
    assert refused(saved_by_libreoffice(tmp_path / "modele.xlsx", tmp_path / "saved")) == NOTHING_FILLED


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_workbook_is_the_demo_folder(tmp_path, language):
    with speaking(language):
        write_demo(tmp_path / "demo.xlsx")
    assert read_instance(tmp_path / "demo.xlsx") == read_instance(shipped("data/demo"))


def test_the_demo_workbook_saved_by_libreoffice_is_still_the_demo(tmp_path):
    write_demo(tmp_path / "demo.xlsx")
    again = saved_by_libreoffice(tmp_path / "demo.xlsx", tmp_path / "saved")
    assert read_instance(again) == read_instance(shipped("data/demo"))


def test_sheets_have_the_names_of_the_language(tmp_path):
    write_template(tmp_path / "fr.xlsx")
    with speaking("en"):
        write_template(tmp_path / "en.xlsx")
    french, english = (load_workbook(tmp_path / name).sheetnames for name in ("fr.xlsx", "en.xlsx"))
    assert french == ["Mode d'emploi", *(sheet.french for sheet in SHEETS)]
    assert english == ["Read me", *(sheet.english for sheet in SHEETS)]


def test_a_sheet_helps_whoever_fills_it_in(tmp_path):
    write_template(tmp_path / "modele.xlsx")
    page = load_workbook(tmp_path / "modele.xlsx")["Groupes"]
    headers = {cell.value: cell for cell in page[1]}
    assert headers["Parcours *"].comment.text.startswith("Obligatoire.\ncqp-266, cqp-371, fae-112")
    assert headers["Jours"].comment.text.startswith("Facultatif.\n")
    assert page.freeze_panes == "B2"
    assert page["E3"].number_format == "dd/mm/yyyy"
    lists = {rule.formula1 for rule in page.data_validations.dataValidation if rule.type == "list"}
    assert lists == {'"cqp-266,cqp-371,fae-112"', "='Sites'!$A$3:$A$300"}


def test_a_row_filled_in_below_the_example_is_read(tmp_path, refused):
    write_template(tmp_path / "modele.xlsx")
    book = load_workbook(tmp_path / "modele.xlsx")
    for column, value in enumerate(["G1", None, "cqp-266", "LENS", date(2027, 1, 4), "bientôt"], start=1):
        book["Groupes"].cell(3, column, value)
    book.save(tmp_path / "rempli.xlsx")
    assert refused(tmp_path / "rempli.xlsx")[-2:] == [
        "Groupes!D3: « LENS » n'est pas dans la feuille « Sites ». Il n'y en a encore aucun.",
        "Groupes!F3: « bientôt » n'est pas une date. Écrivez la date comme 31/01/2027.",
    ]


def test_nothing_is_overwritten(tmp_path):
    path = tmp_path / "mes données.xlsx"
    path.write_bytes(b"precious")
    with pytest.raises(InputError) as caught:
        write_template(path)
    assert str(caught.value) == (
        f"{path}: Le fichier existe déjà. Donnez un autre nom, ou supprimez-le d'abord."
    )
    assert path.read_bytes() == b"precious"


def test_a_name_that_is_no_workbook(tmp_path):
    with pytest.raises(InputError) as caught:
        write_demo(tmp_path / "demo.xls")
    assert str(caught.value) == (
        f"{tmp_path / 'demo.xls'}: Le nom d'un classeur se termine par .xlsx. Donnez par exemple demo.xlsx."
    )


def test_a_folder_that_is_not_there(tmp_path):
    path = tmp_path / "absent" / "modele.xlsx"
    with pytest.raises(InputError) as caught:
        write_template(path)
    assert str(caught.value) == (
        f"{path}: Le fichier ne peut pas être écrit (le dossier n'existe pas). "
        "Vérifiez que le dossier existe et que vous pouvez y écrire."
    )
