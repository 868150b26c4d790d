"""The template and the filled demo: what is written is read back."""

import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import load_workbook

from scheduler.curricula import shipped_curricula
from scheduler.errors import InputError
from scheduler.exchange.input import read_instance, write_demo, write_template
from scheduler.exchange.input.tables import SHEETS
from scheduler.shipped import shipped
from scheduler.text import speaking
from tests.thorough import thorough

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


@thorough
def test_the_template_saved_by_libreoffice_says_the_same(tmp_path, refused):
    write_template(tmp_path / "modele.xlsx")
    assert refused(tmp_path / "modele.xlsx") == NOTHING_FILLED
    assert refused(saved_by_libreoffice(tmp_path / "modele.xlsx", tmp_path / "saved")) == NOTHING_FILLED


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_demo_workbook_is_the_demo_folder(tmp_path, language):
    with speaking(language):
        write_demo(tmp_path / "demo.xlsx")
    assert read_instance(tmp_path / "demo.xlsx") == read_instance(shipped("data/demo"))


@thorough
def test_the_demo_workbook_saved_by_libreoffice_is_still_the_demo(tmp_path):
    write_demo(tmp_path / "demo.xlsx")
    again = saved_by_libreoffice(tmp_path / "demo.xlsx", tmp_path / "saved")
    assert read_instance(again) == read_instance(shipped("data/demo"))


def test_sheets_have_the_names_of_the_language(tmp_path):
    write_template(tmp_path / "fr.xlsx")
    with speaking("en"):
        write_template(tmp_path / "en.xlsx")
    french, english = (load_workbook(tmp_path / name).sheetnames for name in ("fr.xlsx", "en.xlsx"))
    assert french == ["Mode d'emploi", *(sheet.french for sheet in SHEETS), "Compétences et modules"]
    assert english == ["Read me", *(sheet.english for sheet in SHEETS), "Skills and modules"]


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


def lists_of(page):
    """Return the drop-down lists of a sheet: source and whether other text is refused, by header."""
    return {
        page.cell(1, column).value: (rule.formula1, rule.showErrorMessage)
        for rule in page.data_validations.dataValidation
        if rule.type == "list"
        for (column, *_rest) in (block.bounds for block in rule.sqref.ranges)
    }


def test_skills_are_offered_and_told_by_the_curricula(tmp_path):
    write_template(tmp_path / "modele.xlsx")
    book = load_workbook(tmp_path / "modele.xlsx")
    asked = {module.skill for one in shipped_curricula() for module in one.items if module.skill}
    source, refuses = lists_of(book["Formateurs"])["Compétences *"]
    assert set(source.strip('"').split(",")) == asked
    assert not refuses  # a trainer has several skills in one cell
    assert "« Compétences et modules »" in book["Formateurs"]["C1"].comment.text
    rows = [row[:8] for row in book["Compétences et modules"].values if row[1]][1:]
    assert {row[0] for row in rows} == asked | {"sans formateur"}
    told = {(name, row[1], row[4]) for row in rows for name in row[3].split(", ")}
    assert told == {(one.id, module.id, module.hours) for one in shipped_curricula() for module in one.items}
    afgsu = [row for row in rows if row[1].startswith("AFGSU")]
    assert {row[5:] for row in afgsu} == {("pratique ou cours", 10, 12)}


def test_lists_of_what_may_be_another_word_refuse_none(tmp_path):
    write_template(tmp_path / "modele.xlsx")
    book = load_workbook(tmp_path / "modele.xlsx")
    assert lists_of(book["Salles"])["Type *"] == ('"cours,informatique,pratique"', False)
    assert lists_of(book["Sites"])["Zone scolaire"] == ('"A,B,C"', True)
    assert lists_of(book["Sites"])["Ponts"] == ('"ignorer,éviter,fermé"', True)
    assert lists_of(book["Sites"])["Territoire"][1]
    assert lists_of(book["Apprenants"])["Modules dispensés"][1] is False


def test_a_curriculum_beside_the_workbook_is_in_its_lists(tmp_path):
    own = tmp_path / "curricula"
    own.mkdir()
    text = shipped("curricula/fae-112.yaml").read_text(encoding="utf-8")
    text = text.replace("id: fae-112", "id: fae-nous", 1).replace("skill: ", "skill: notre maison pour ")
    (own / "fae-nous.yaml").write_text(text, encoding="utf-8")
    write_template(tmp_path / "modele.xlsx")
    book = load_workbook(tmp_path / "modele.xlsx")
    assert "fae-nous" in lists_of(book["Groupes"])["Parcours *"][0]
    # So many words are too long for a rule: the list stands on the sheet, in a hidden column.
    source, _refuses = lists_of(book["Formateurs"])["Compétences *"]
    name, cells = source.split("!")
    assert name == "='Compétences et modules'"
    page = book["Compétences et modules"]
    listed = [cell.value for (cell,) in page[cells.replace("$", "")]]
    assert "notre maison pour communication" in listed
    assert page.column_dimensions[cells[1]].hidden


def test_a_curriculum_that_cannot_be_read_is_told_before_a_template_is_made(tmp_path):
    (tmp_path / "curricula").mkdir()
    (tmp_path / "curricula" / "nous.yaml").write_text("id: 3\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        write_template(tmp_path / "modele.xlsx")
    assert caught.value.problems[0].where.endswith("nous.yaml:1")
    assert not (tmp_path / "modele.xlsx").exists()


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
        f"{path}: Il n'y a pas de dossier {path.parent}. Créez-le d'abord, ou donnez un autre nom."
    )
