"""Workbooks as people have them, and files that only bear the name."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from scheduler.exchange.input import read_instance


def changed(path, sheet, cell, value, number_format=None):
    """Write a value into a cell of a workbook, as somebody would by hand."""
    book = load_workbook(path)
    book[sheet][cell].value = value
    if number_format:
        book[sheet][cell].number_format = number_format
    book.save(path)
    return path


def test_english_names_and_a_mark_on_required_columns(workbook):
    path = workbook(
        Groupes=None,
        COHORTS=[
            ["ID *", "curriculum *", "Site", "START FROM", "start_to"],
            ["G1", "cqp-266", "MANS", "2027-01-04", "29/01/2027"],
        ],
    )
    assert read_instance(path)[0].cohorts[0].start_to == date(2027, 1, 29)


def test_titles_blank_lines_and_example_lines_are_passed_over(workbook):
    path = workbook(
        Sites=[
            ["Nos sites en 2027"],
            [],
            ["Identifiant", "Nom", None],
            ["EXEMPLE LILLE", "Lille"],
            ["Région ouest"],
            [None, "  ", None],
            ["MANS", "Le Mans", None],
        ]
    )
    book = load_workbook(path)
    book["Sites"].merge_cells("A1:B1")
    book["Sites"].merge_cells("A5:B5")
    book.save(path)
    assert [site.id for site in read_instance(path)[0].sites] == ["MANS"]


def test_a_row_of_data_is_read_also_when_some_of_its_cells_are_merged(workbook):
    path = workbook(Sites=[["Identifiant", "Nom", "Adresse"], ["MANS", "Le Mans", None]])
    book = load_workbook(path)
    book["Sites"].merge_cells("B2:C2")
    book.save(path)
    assert [site.name for site in read_instance(path)[0].sites] == ["Le Mans"]


def test_numbers_are_the_identifiers_people_see(workbook):
    path = workbook(
        Salles=[
            ["Identifiant", "Site", "Type", "Places"],
            [1000, "MANS", "cours", 12],
            [7, "MANS", "cours", 12],
        ]
    )
    changed(path, "Salles", "A3", 7, number_format="00000")
    assert [room.id for room in read_instance(path)[0].rooms] == ["1000", "00007"]


def test_a_date_left_as_a_serial_number(workbook):
    # 46,391 days after 30 December 1899 is 4 January 2027.
    path = changed(workbook(), "Groupes", "D2", 46391, number_format="General")
    assert read_instance(path)[0].cohorts[0].start_from == date(2027, 1, 4)


def test_a_formula_that_failed(workbook, refused):
    path = changed(workbook(), "Salles", "D2", "#REF!")
    assert refused(path) == [
        "Salles!D2: La formule donne l'erreur #REF!. Corrigez la formule, ou écrivez la valeur."
    ]


def test_a_formula_that_was_never_calculated(workbook, refused):
    path = changed(workbook(), "Salles", "D2", "=6+6")
    assert refused(path) == [
        "Salles!D2: Le fichier ne contient pas le résultat de la formule. "
        "Ouvrez le classeur dans un tableur, enregistrez-le, puis recommencez."
    ]


def test_a_workbook_without_any_known_sheet(tmp_path, refused):
    path = tmp_path / "vide.xlsx"
    Workbook().save(path)
    assert refused(path) == [
        f"{name}: La feuille manque. Partez d'un modèle vide : scheduler init fichier.xlsx."
        for name in ("Centre", "Sites", "Salles", "Formateurs", "Groupes")
    ]


def archive(*names: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as target:
        for name in names:
            target.writestr(name, "<x/>")
    return data.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what every .xls begins with, and every encrypted .xlsx
SAVE = "Ouvrez-le dans un tableur et enregistrez-le au format .xlsx."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("c.xls", OLD + bytes(512), f"C'est un classeur à l'ancien format .xls. {SAVE}"),
        (
            "c.xlsx",
            OLD + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
            "Le classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe.",
        ),
        (
            "c.xlsx",
            b"%PDF-1.7 ...",
            "C'est un PDF, pas un classeur. Donnez le classeur dont il est l'impression.",
        ),
        ("c.xlsx", b"\n<html><table>", f"C'est une page web ou du XML, pas un classeur. {SAVE}"),
        ("c.xlsx", b"", "Le fichier est vide. Copiez-le ou téléchargez-le de nouveau."),
        (
            "c.docx",
            archive("word/document.xml"),
            "C'est une archive ou un document, pas un classeur. Donnez un classeur .xlsx.",
        ),
        ("c.ods", archive("content.xml"), f"C'est un classeur d'un autre format (.ods ou .xlsb). {SAVE}"),
        (
            "c.txt",
            b"Identifiant;Nom",
            "Ce n'est pas un classeur. Donnez un classeur .xlsx, ou un dossier de tables CSV.",
        ),
        (
            "~$c.xlsx",
            b"Camille",
            "C'est le fichier verrou d'un classeur ouvert dans Excel, pas le classeur. "
            "Donnez {folder}/c.xlsx.",
        ),
    ],
)
def test_what_is_no_workbook(tmp_path, refused, name, data, message):
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(path) == [f"{name}: {message.format(folder=tmp_path)}"]


def test_a_workbook_cut_short(workbook, refused):
    path = workbook()
    path.write_bytes(path.read_bytes()[:-200])
    assert refused(path) == [
        "centre.xlsx: Le classeur est incomplet ou abîmé. Copiez-le ou téléchargez-le de nouveau."
    ]


def test_a_workbook_damaged_inside(workbook, refused):
    path = workbook()
    sound = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(sound) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data[: len(data) // 2] if name == "xl/worksheets/sheet3.xml" else data)
    (problem,) = refused(path)
    assert problem.startswith("Salles!")
    assert problem.endswith(
        ": La feuille est abîmée à partir d'ici. "
        "Ouvrez-le dans un tableur et enregistrez-le de nouveau au format .xlsx."
    )


def test_a_workbook_that_may_not_be_read(workbook, refused, without_privilege):
    path = workbook()
    path.chmod(0)
    assert refused(path) == [
        f"{path}: Ouverture impossible (accès refusé). "
        "Fermez-le dans les autres programmes et vérifiez vos droits d'accès."
    ]
