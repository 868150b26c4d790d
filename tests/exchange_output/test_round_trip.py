"""The workbook alone gives back the plan, untouched or edited by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half
from scheduler.errors import InputError
from scheduler.exchange.input import write_demo
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.workbook.columns import FIRST_ROW
from scheduler.text import speaking
from tests.exchange_output.samples import plan, small_plan

Edit = Callable[[Worksheet], None]


def edited(path: Path, edit: Edit) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book["Séances"])
    book.save(path)
    return path


def complaints(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_plan(path)
    return [str(problem) for problem in caught.value.problems]


def test_untouched_workbook_is_the_plan(written: Path) -> None:
    found = read_plan(written / "calendar.xlsx")
    assert found == discreet(plan())
    assert found.lessons[9].place == "Séances!A14"


def test_english_workbook_is_the_plan_in_either_language(tmp_path: Path) -> None:
    with speaking("en"):
        path = write_plan(small_plan(), tmp_path)[0]
    found = read_plan(path)
    assert discreet(found) == discreet(small_plan())
    assert found.lessons[0].place == "Half-days!A5"


def test_saved_again_by_another_program_it_is_the_plan(tmp_path: Path) -> None:
    path = write_plan(small_plan(), tmp_path)[0]
    assert read_plan(edited(path, lambda sheet: None)) == discreet(small_plan())


def test_changed_cells_change_their_lesson_only(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D6"], sheet["E6"] = datetime(2027, 1, 20), "AM"
        sheet["J7"], sheet["L7"], sheet["N7"] = "VOCAB", "DUPONT", "L-TP"
        sheet["H8"], sheet["P8"], sheet["Q8"] = 2, "à distance", None

    lessons = read_plan(edited(calendar, edit)).lessons
    before = plan(1).lessons
    assert lessons[1] == replace(before[1], day=date(2027, 1, 20), half=Half.AM)
    assert lessons[2] == replace(before[2], module="VOCAB", trainer="DUPONT", room="L-TP")
    assert lessons[3] == replace(before[3], hours=2.0, mode="remote", pinned=False)
    assert lessons[4:] == before[4:]


def test_blank_trainer_is_a_lesson_without_trainer(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["L5"] = None

    assert read_plan(edited(calendar, edit)).lessons[0].trainer is None


def test_deleted_row_is_a_lesson_less(calendar: Path) -> None:
    lessons = read_plan(edited(calendar, lambda sheet: sheet.delete_rows(6))).lessons
    assert lessons == plan(1).lessons[:1] + plan(1).lessons[2:]
    assert lessons[1].place == "Séances!A6"


def test_added_row_is_a_lesson_more(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        row = FIRST_ROW + len(plan(1).lessons) + 2
        added = {
            "A": "CQP-LYON-A",
            "B": 1,
            "C": 29,
            "D": date(2028, 1, 10),
            "E": "matin",
            "H": 3.5,
            "J": "COMM",
        }
        for column, value in added.items():
            sheet[f"{column}{row}"] = value
        sheet[f"P{row}"] = "Présentiel"

    lessons = read_plan(edited(calendar, edit)).lessons
    assert lessons[:-1] == plan(1).lessons
    assert lessons[-1] == Lesson("CQP-LYON-A", 1, 29, date(2028, 1, 10), Half.AM, "COMM", 3.5)
    assert lessons[-1].place == f"Séances!A{FIRST_ROW + len(plan(1).lessons) + 2}"


def test_moved_columns_and_inserted_title_rows_do_not_matter(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet.insert_rows(1, 2)
        sheet.delete_cols(18)
        sheet.insert_cols(1)

    assert read_plan(edited(calendar, edit)) == discreet(plan(1))


def test_numbers_in_place_of_identifiers_are_read_as_text(tmp_path: Path) -> None:
    # A spreadsheet turns a typed 101 into a number; the room is called "101" all the same.
    whole = small_plan()
    called = whole.lessons[0].room
    rooms = tuple(replace(room, id="101") if room.id == called else room for room in whole.instance.rooms)
    lessons = tuple(replace(x, room="101") if x.room == called else x for x in whole.lessons)
    renamed = replace(whole, instance=replace(whole.instance, rooms=rooms), lessons=lessons)
    path = write_plan(renamed, tmp_path)[0]

    def edit(sheet: Worksheet) -> None:
        sheet["N5"] = 101

    assert read_plan(edited(path, edit)) == discreet(renamed)


def test_an_identifier_that_is_the_name_of_another_is_an_identifier(tmp_path: Path) -> None:
    """Rooms numbered anew, each called by the number that another has now: the plan keeps its rooms."""
    whole = small_plan()
    ids = [x.id for x in whole.instance.rooms]
    rooms = tuple(
        replace(x, name=name) for x, name in zip(whole.instance.rooms, [*ids[1:], ids[0]], strict=True)
    )
    renamed = replace(whole, instance=replace(whole.instance, rooms=rooms))
    assert len(rooms) > 1
    assert {x.room for x in read_plan(write_plan(renamed, tmp_path)[0]).lessons} <= {*ids, None}
    assert read_plan(tmp_path / "calendar.xlsx") == discreet(renamed)


def test_every_unusable_cell_is_named_at_once(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D5"] = None
        sheet["D6"] = "le 19"
        sheet["A7"] = "CQP-LION-A"
        sheet["J8"] = "PARCOUR"
        sheet["H9"] = "trois"
        sheet["E10"] = "soir"
        sheet["B11"] = 1.5
        sheet["D12"] = date(2207, 1, 1)

    assert complaints(edited(calendar, edit)) == [
        "Séances!D5: « Date » est vide. Remplissez la case, ou effacez toute la ligne.",
        "Séances!D6: « le 19 » n'est pas une date. Écrivez la date comme 31/01/2027.",
        "Séances!A7: « CQP-LION-A » n'est pas un groupe de ce planning. Vouliez-vous dire « CQP-LYON-A » ?",
        "Séances!J8: « PARCOUR » n'est pas un module de ce planning. Vouliez-vous dire « PARCOURS » ?",
        "Séances!H9: « trois » n'est pas un nombre d'heures. "
        "Écrivez des chiffres seulement, par exemple 10,5.",
        "Séances!E10: « soir » n'est pas un des mots attendus. Écrivez l'un de ces mots : matin, après-midi.",
        "Séances!B11: « 1.5 » n'est pas un nombre entier. Écrivez des chiffres seulement, par exemple 12.",
        "Séances!D12: L'année 2207 est hors de portée. Les années vont de 2000 à 2100.",
    ]


def test_one_fault_down_a_column_is_one_line(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        for row in (5, 6, 7, 9):
            sheet[f"L{row}"] = "NOBODY"
        sheet["H12"] = 0
        sheet["A13"] = "#REF!"

    said = complaints(edited(calendar, edit))
    assert said[0].startswith("Séances!L5:L7, L9: « NOBODY » n'est pas un formateur de ce planning.")
    assert said[1:] == [
        "Séances!H12: « 0 » n'est pas un nombre d'heures.",
        "Séances!A13: La formule donne l'erreur #REF!. Corrigez la formule, ou écrivez la valeur.",
    ]


def test_unknown_missing_and_double_headers_are_named(calendar: Path) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D4"] = "Dates"
        sheet["L4"] = "Module"

    assert complaints(edited(calendar, edit)) == [
        "Séances!D4: La colonne « Dates » est inconnue. Vouliez-vous dire « Date » ?",
        "Séances!L4: La colonne « Module » apparaît deux fois. N'en gardez qu'une.",
        "Séances: La colonne « Date » manque. Ajoutez-la à la ligne des titres (ligne 4).",
        "Séances: La colonne « Formateur » manque. Ajoutez-la à la ligne des titres (ligne 4).",
    ]


def test_sheet_without_header_is_refused(calendar: Path) -> None:
    assert complaints(edited(calendar, lambda sheet: sheet.delete_rows(4))) == [
        "Séances: La ligne des titres manque. Les colonnes sont : Groupe, Sous-groupe, Regroupement, Date, "
        "Demi-journée, Heures, Module, Formateur, Salle, Modalité, Épinglé, Cours commun."
    ]


def test_what_the_input_accepts_is_accepted_here(calendar: Path) -> None:
    """Dates as text, identifiers and words in other case, a remark beside and below the table."""

    def edit(sheet: Worksheet) -> None:
        for row in (5, 6):
            sheet[f"D{row}"] = f"{sheet[f'D{row}'].value:%d/%m/%Y}"
            for letter in ("A", "E", "J", "L", "N"):
                value = sheet[f"{letter}{row}"].value
                if isinstance(value, str):
                    sheet[f"{letter}{row}"] = value.swapcase()
        sheet["E6"] = {"matin": "AM"}.get(sheet["E6"].value.lower(), "PM")
        # Numbers as text, a date as its bare serial number, a word of the table of pins.
        sheet["B5"], sheet["C5"], sheet["H5"] = (str(sheet[f"{x}5"].value) for x in "BCH")
        sheet["D7"] = (sheet["D7"].value.date() - date(1899, 12, 30)).days
        sheet["D7"].number_format = "General"
        sheet["Q7"] = "faux"
        sheet["S4"] = "Commentaires"
        sheet["S5"] = "vu avec Anne"
        sheet[f"A{sheet.max_row + 1}"] = "NB : à confirmer"

    assert lessons_of(edited(calendar, edit)) == lessons_of(calendar)


def lessons_of(path: Path) -> tuple[Lesson, ...]:
    return read_plan(path).lessons


def test_a_workbook_to_fill_in_is_no_result(tmp_path: Path) -> None:
    write_demo(tmp_path / "centre.xlsx")
    (line,) = complaints(tmp_path / "centre.xlsx")
    assert line.startswith("centre.xlsx: c'est un classeur à calculer, pas un résultat.")
