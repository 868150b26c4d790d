"""What the sheets show, cell by cell, without a spreadsheet program."""

import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.domain.curriculum import Mode
from scheduler.domain.gap import Pace, Unavoidable
from scheduler.domain.plan import LocalProof, Plan, Status
from scheduler.domain.time import Half
from scheduler.exchange import look
from scheduler.exchange.output import read_plan, write_plan
from scheduler.exchange.output.discreet import discreet
from scheduler.exchange.output.half_days import frame
from scheduler.exchange.output.sets import number_in
from scheduler.exchange.output.workbook import render
from scheduler.exchange.output.workbook.columns import LETTER
from scheduler.exchange.output.workbook.live import moment
from scheduler.exchange.output.workbook.words import clock, long_date, planner_title, status
from scheduler.text import speaking
from scheduler.text.phrases import number
from tests.exchange_output.samples import plan, small_plan


@pytest.fixture(scope="module")
def shown(written: Path) -> Workbook:
    """The workbook as a program sees it that does not compute: the results stored with the formulas."""
    return openpyxl.load_workbook(written / "calendar.xlsx", data_only=True)


@pytest.fixture(scope="module")
def formulas(written: Path) -> Workbook:
    return openpyxl.load_workbook(written / "calendar.xlsx")


def texts(sheet: Worksheet) -> list[str]:
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def written_to(folder: Path, whole: Plan) -> Workbook:
    """Write a plan and return its workbook, of which only the sheets that are looked at are read."""
    return openpyxl.load_workbook(write_plan(whole, folder)[0], data_only=True, read_only=True)


def test_sheets_in_order(shown: Workbook) -> None:
    assert shown.sheetnames == [
        "Synthèse",
        "CQP-LYON-A",
        "CQP-LYON-B",
        "CQP-LILLE",
        "FAE-LILLE",
        "Séances",
        "Formateurs",
        "Calendriers formateurs",
        "Salles",
        "Calendriers salles",
        "Contrôle des heures",
        "Avancement",
        "Légende",
        "Listes",
        "scheduler-plan",
    ]
    states = {sheet.title: sheet.sheet_state for sheet in shown.worksheets if sheet.sheet_state != "visible"}
    assert states == {"Listes": "hidden", "scheduler-plan": "veryHidden"}


def test_summary_says_what_is_proved_and_what_is_assumed(shown: Workbook) -> None:
    told = texts(shown["Synthèse"])
    assert "Optimal : prouvé, aucun planning ne coûte moins" in told
    assert "Du lundi 18 janvier 2027 au vendredi 14 janvier 2028" in told
    assert "108 (borne inférieure prouvée : 108)" in told
    assert "3,2 s" in told
    assert "Hypothèses : publiées par aucune source, à confirmer par le centre" in told
    for curriculum in plan().instance.curricula:
        assert set(curriculum.assumptions) <= set(told)
    assert plan().notes[0] in told


def test_a_note_that_is_an_assumption_is_said_once(tmp_path: Path) -> None:
    assumption = small_plan().instance.curricula[0].assumptions[0]
    told = texts(written_to(tmp_path, replace(small_plan(), notes=(assumption,)))["Synthèse"])
    assert told.count(assumption) == 1
    assert "Avertissements" not in told


@pytest.mark.parametrize(
    ("state", "objective", "bound", "sentence"),
    [
        (Status.OPTIMAL, 69, 69, "Optimal : prouvé, aucun planning ne coûte moins"),
        # (125 - 121) / 125 = 3.2 %
        (
            Status.FEASIBLE,
            125,
            121,
            "Réalisable : ce planning coûte 125, et il est prouvé qu'aucun ne coûte moins de 121",
        ),
        (Status.NOT_FOUND, 0, 0, "Aucun planning trouvé"),
    ],
)
def test_status_in_words(state: Status, objective: int, bound: int, sentence: str) -> None:
    assert status(replace(plan(1), status=state, objective=objective, bound=bound)) == sentence


def test_what_limited_changes_prove_is_said_until_the_plan_is_edited(tmp_path: Path) -> None:
    many = tuple(f"GROUPE-AU-NOM-BIEN-LONG-{number:02}" for number in range(12))
    proved = LocalProof(8, 14, ((date(2027, 1, 4), date(2027, 3, 21)),), many)
    more, last = Unavoidable(40, 14, 4), Pace(15.0, 7, 55.0)
    unproved = replace(small_plan(), status=Status.FEASIBLE, bound=0, seconds=60.0)
    whole = replace(unproved, local=proved, unavoidable=more, pace=last)
    path = write_plan(whole, tmp_path)[0]
    said = f"{proved.told(1)} {more.told({x.term: x.total for x in whole.costs})}"
    assert said in texts(openpyxl.load_workbook(path, data_only=True, read_only=True)["Synthèse"])
    formulas = texts(openpyxl.load_workbook(path, read_only=True)["Synthèse"])
    assert f"60 s. {last.told(60.0)}" in formulas
    (formula,) = (x for x in formulas if x.startswith(f'=IF(plan_changed=0,"{said[:40]}'))
    # No program opens a workbook with a longer text between the quotes of a formula.
    assert len(said) > 255
    assert max(map(len, re.findall('"([^"]*)"', formula))) <= 255


def test_planner_shows_training_days_holidays_and_closures(shown: Workbook) -> None:
    sheet = shown["CQP-LYON-A"]
    # Months start in January 2027 and take three columns each; days start in row 6.
    assert sheet["A5"].value == "janvier 2027"
    assert [sheet.cell(6 + 17, column).value for column in (1, 2, 3)] == [
        "L",
        datetime(2027, 1, 18),
        "A PARCOURS",
    ]
    assert sheet.cell(6 + 0, 3).value == "Jour de l'an"
    august = 3 * 7
    assert sheet.cell(6 + 1, august + 3).value == "Fermeture d'été"
    assert sheet.cell(6 + 2, august + 3).value is None
    # Thirteen months leave too little room for this name: cut, and told whole in the legend.
    assert re.fullmatch("Lundi.*…", sheet.cell(6 + 16, 3 * 4 + 3).value)
    assert any("17/05/2027 Lundi de Pentecôte" in text for text in texts(sheet))
    assert (sheet.cell(37, 1).value, sheet.cell(37, 1).number_format) == (4, '[=0]"";[=1]0" jour";0" jours"')


def test_planner_colours_follow_the_block_and_tell_days_apart(shown: Workbook) -> None:
    sheet = shown["CQP-LYON-A"]
    fills = {
        rule.formula[0]: str(rule.dxf.fill.bgColor.rgb)[2:]
        for cells in sheet.conditional_formatting
        for rule in cells.rules
    }
    assert set(fills.values()) == {*look.BLOCKS[:5], look.ASSESSMENT}
    assert {str(cells.sqref).split()[0] for cells in sheet.conditional_formatting} == {"C6:C36"}
    # A hidden column as far behind each day says in which row of the sessions it is.
    [shift] = {column_index_from_string(re.search(r"IF\(([A-Z]+)6=0", rule)[1]) - 3 for rule in fills}
    number = {rule.rsplit("=", 1)[1]: fill for rule, fill in fills.items()}

    def colour(row: int, column: int) -> str:
        found = sheet.cell(row, column + shift).value % 100_000
        return number[str(shown["Séances"][f"{LETTER['hue']}{4 + found}"].value)]

    assert number["1"] == look.BLOCKS[0]
    soins, parcours, dossier = colour(6 + 17, 15), colour(6 + 17, 3), colour(6 + 29, 9)
    assert soins == parcours != dossier

    def ground(row: int, column: int) -> str:
        return str(sheet.cell(row, column).fill.fgColor.rgb)[2:]

    saturday, sunday, friday = ground(6 + 1, 1), ground(6 + 2, 1), ground(6 + 7, 1)
    assert saturday == sunday != friday
    assert sheet.cell(6 + 1, 22).fill.patternType == "lightUp"  # closed: hatched, not only coloured


def test_letters_tell_blocks_apart_and_legends_explain_them(shown: Workbook) -> None:
    told = texts(shown["CQP-LYON-A"])
    assert {"A PARCOURS", "B DOSSIER", "C RISQUE", "D AFGSU", "X EVAL"} <= set(told)
    assert "A · B1 – Suivi du parcours de santé du patient" in told
    assert {"A · B1", "B · B2", "C · B3", "D · B4"} <= set(texts(shown["Légende"]))


def test_weeks_are_numbered_on_days_of_which_nothing_else_is_told(shown: Workbook) -> None:
    sheet = shown["FAE-LILLE"]
    weeks = {
        sheet.cell(row, column - 1).value.date(): int(cell.removeprefix("sem. "))
        for row in range(6, 37)
        for column in range(3, 30, 3)
        if str(cell := sheet.cell(row, column).value).startswith("sem. ")
    }
    assert all(day.isocalendar().week == week and day.weekday() >= 5 for day, week in weeks.items())
    assert date(2027, 3, 7) in weeks
    # The Sunday of this week is in the next month.
    assert weeks[date(2027, 7, 31)] == weeks[date(2027, 8, 1)] == 30


def test_names_lead_to_pages_and_pages_lead_back(formulas: Workbook) -> None:
    def target(sheet: str, cell: str) -> str:
        return str(formulas[sheet][cell].hyperlink.location)

    row = next(x.row for x in formulas["Synthèse"]["A"] if x.value == "CQP-LYON-A")
    assert target("Synthèse", f"A{row}") == "'CQP-LYON-A'!A1"
    for loads, pages, title in (
        ("Formateurs", "Calendriers formateurs", "Calendrier : Jean-Baptiste Martin-Lavallée (MARTIN)"),
        ("Salles", "Calendriers salles", "Calendrier : L-INFO"),
    ):
        sheet, _mark, place = target(loads, "A6").rpartition("!")
        assert (sheet, formulas[pages][place].value) == (f"'{pages}'", title)
        cells = (cell for row in formulas[pages].iter_rows() for cell in row)
        back = {str(cell.hyperlink.location) for cell in cells if cell.hyperlink}
        assert back == {f"'{loads}'!A1"}


def test_pages_of_trainers_show_groups_absences_and_one_page_each(shown: Workbook) -> None:
    sheet = shown["Calendriers formateurs"]
    pages = [row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("Cal")]
    breaks = [mark.id + 1 for mark in sheet.row_breaks.brk]
    assert [1, *breaks] == pages
    told = texts(sheet)
    assert {"1 A SOINS", "Absent"} <= set(told)
    assert "Groupes : 1 CQP-LYON-A · 2 CQP-LYON-B · 3 CQP-LILLE · 4 FAE-LILLE" in told
    for trainer in plan().instance.trainers:
        taught = {x.day for x in plan().lessons if x.trainer == trainer.id}
        found = sum(
            sheet.cell(row + 36, column).value or 0
            for row in pages
            if f"({trainer.id})" in sheet.cell(row, 1).value
            for column in range(1, 43, 3)
        )
        assert found == len(taught)


def test_the_page_of_a_cohort_names_trainers_and_rooms(shown: Workbook) -> None:
    lessons = [x for x in plan().lessons if (x.cohort, x.module) == ("FAE-LILLE", "TELEMED")]
    [[trainer, room]] = {(x.trainer, x.room) for x in lessons}
    assert f"TELEMED : Télémédecine (14 h) – {trainer} · {room}" in texts(shown["FAE-LILLE"])


def test_a_module_that_nobody_teaches_has_no_dash_behind_it(shown: Workbook) -> None:
    whole = plan(1)
    idle = replace(whole, lessons=tuple(x for x in whole.lessons if x.module == "AFGSU"))
    book = openpyxl.load_workbook(BytesIO(render(idle, frame(idle))), data_only=True)
    told = texts(book["CQP-LYON-A"])
    assert "TELEMED : Télémédecine (14 h)" in told
    assert [x for x in told if x.endswith("–")] == []


def test_the_last_afternoon_of_the_months_shown_is_within_and_the_next_morning_is_not(
    formulas: Workbook,
) -> None:
    for cohort in plan().instance.cohorts:
        sheet = formulas[cohort.id]
        (said,) = {x.value for row in sheet["A37:A40"] for x in row if "cohort_sorted" in str(x.value)}
        # The rows at or before a moment, twice: by the last one shown, and before the first one.
        until, before = [int(x) for x in re.findall(r"\+(\d+),cohort_sorted\)", said)][:2]
        shown = [x.value.date() for row in sheet["A6:BZ36"] for x in row if isinstance(x.value, datetime)]
        first, last = min(shown), max(shown)
        after, yesterday = last + timedelta(days=1), first - timedelta(days=1)
        assert moment(0, last, Half.PM) <= until < moment(0, after, Half.AM)
        assert moment(0, yesterday, Half.PM) <= before < moment(0, first, Half.AM)


def test_what_a_column_repeats_is_stored_once(written: Path) -> None:
    """A version of XlsxWriter without the step that is replaced for it would store all: this tells."""
    with zipfile.ZipFile(written / "calendar.xlsx") as archive:
        sheets = [archive.read(x) for x in archive.namelist() if x.startswith("xl/worksheets/sheet")]
    sessions = next(x for x in sheets if b"halves_start" in x)
    columns = re.findall(rb'<f t="shared" ref="([A-Z]+)\d+:', sessions)
    rows = len(plan().lessons)
    assert len(columns) >= 12
    assert sessions.count(b'<f t="shared" si=') >= len(columns) * (rows - 1)
    # None is written as files do not hold them: younger functions bear their prefix, none has a sign before.
    assert [x for x in re.findall(rb"<f[^>]*>([^<]+)</f>", sessions) if x.startswith(b"=")] == []


def test_every_planner_prints_on_one_landscape_page(shown: Workbook) -> None:
    for cohort in plan().instance.cohorts:
        sheet = shown[cohort.id]
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert {sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1} == {1}
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_sessions_have_drop_downs_filter_and_frozen_head(formulas: Workbook) -> None:
    sheet = formulas["Séances"]
    lists = {
        str(rule.sqref)[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert lists["L"] == "trainers_id"
    assert lists["N"] == "rooms_id"
    assert lists["J"].startswith("OFFSET(modules_id")
    assert sheet.auto_filter.ref == f"A4:{LETTER['alert']}{4 + len(plan().lessons)}"
    assert sheet.freeze_panes == "E5"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet["D5"].number_format == "[$-40C]ddd d mmm yyyy"


def test_names_beside_identifiers_follow_an_edit_and_show_without_computing(
    shown: Workbook, formulas: Workbook
) -> None:
    beside = {
        "F": "start",
        "I": "B1",
        "K": "Parcours de santé et coordination",
        "M": "Jean-Baptiste Martin-Lavallée",
    }
    for column, text in beside.items():
        assert str(formulas["Séances"][f"{column}5"].value).startswith(("=IFERROR(", "=IF("))
        if column != "F":
            assert shown["Séances"][f"{column}5"].value == text
    assert f"{shown['Séances']['F5'].value:%H:%M}" == "09:00"


def test_load_and_occupancy_count_two_half_days_a_day(shown: Workbook) -> None:
    trainers = {row[0]: row for row in shown["Formateurs"].iter_rows(min_row=5, values_only=True)}
    taught = [lesson for lesson in plan().lessons if lesson.trainer == "MARTIN"]
    assert trainers["MARTIN"][-2] == len(taught) / 2
    january = [lesson for lesson in taught if lesson.day < date(2027, 2, 1)]
    assert trainers["MARTIN"][2] == len(january) / 2
    rooms = {row[0]: row for row in shown["Salles"].iter_rows(min_row=5, values_only=True)}
    used = sum(lesson.room == "L-TP" for lesson in plan().lessons) / 2
    assert rooms["L-TP"][-3:-1] == (used, rooms["L-TP"][-2])
    assert rooms["L-TP"][-1] == pytest.approx(used / rooms["L-TP"][-2])


def test_hours_control_of_a_right_plan_is_right_everywhere(shown: Workbook) -> None:
    sheet = shown["Contrôle des heures"]
    assert sheet["A3"].value == "Lignes en écart : 0 – demi-journées en alerte : 0"
    states = [row[8] for row in sheet.iter_rows(min_row=6, values_only=True)]
    # Per cohort: modules (one line more for the second AFGSU group), blocks, assessment, whole.
    assert states == ["juste"] * (16 + 4 + 2 + 2 * (15 + 4 + 2) + 5 + 1 + 1)


def test_alerts_are_told_for_a_plan_that_has_them(tmp_path: Path) -> None:
    whole = small_plan()
    first, second, *rest = whole.lessons
    # The second lesson is moved onto the first: one trainer and one room, twice.
    doubled = replace(second, day=first.day, half=first.half)
    sheet = written_to(tmp_path, replace(whole, lessons=(first, doubled, *rest)))["Séances"]
    assert [sheet[f"{LETTER['alert']}{row}"].value or "" for row in (5, 6, 7)] == [
        "Formateur en double. Salle en double.",
        "Formateur en double. Salle en double.",
        "",
    ]


def test_remote_days_bear_a_sign_that_the_legend_explains(tmp_path: Path) -> None:
    whole = small_plan()
    remote = tuple(
        replace(x, mode=Mode.REMOTE, room=None) if x.module == "VOCAB" else x for x in whole.lessons
    )
    told = texts(written_to(tmp_path, replace(whole, lessons=remote))["FAE-LILLE"])
    assert any(re.fullmatch("@ [A-Z] VOCAB", x) for x in told)
    assert "à distance" in told


def test_user_text_is_never_a_formula_nor_a_footer_code(tmp_path: Path) -> None:
    whole = small_plan()
    centre = replace(whole.instance.centre, name="=1+1 & Co")
    hostile = replace(whole, instance=replace(whole.instance, centre=centre))
    path = write_plan(hostile, tmp_path)[0]
    book = openpyxl.load_workbook(path)
    assert [x.data_type for x in book["FAE-LILLE"][1] if x.value == "=1+1 & Co"] == ["s"]
    foot = f"=1+1 && Co · Planning n° {number_in(path)} du "
    feet = {sheet.oddFooter.left.text for sheet in book.worksheets if sheet.sheet_state == "visible"}
    assert {text[: len(foot)] for text in feet} == {foot}
    assert {bool(re.fullmatch(r"\d\d/\d\d/20\d\d", text[len(foot) :])) for text in feet} == {True}
    assert read_plan(path) == discreet(hostile)


@pytest.mark.parametrize(
    ("wanted", "title"),
    [
        ("CQP-A", "CQP-A"),
        ("a/b:[c]*?\\", "a-b--c----"),
        ("'quoted'", "quoted"),
        ("séances", "séances (2)"),
        ("Half-days", "Half-days (2)"),
        ("promotion du printemps de Lyon 2027", "promotion du printemps de Lyon"),
        ("", "-"),
    ],
)
def test_tabs_take_what_spreadsheets_allow(wanted: str, title: str) -> None:
    found = planner_title(wanted, ["Synthèse"])
    assert found.startswith(title)
    assert len(found) <= 31


def test_tabs_of_two_cohorts_never_collide() -> None:
    # Capitals do not count, and neither do signs after the 31st.
    assert planner_title("cqp", ["CQP"]) == "cqp (2)"
    long = "x" * 40
    first = planner_title(long, [])
    assert planner_title(long, [first]) != first


def test_a_plan_without_lessons_still_makes_a_workbook(tmp_path: Path) -> None:
    empty = replace(small_plan(), lessons=(), status=Status.NOT_FOUND)
    path = write_plan(empty, tmp_path)[0]
    assert read_plan(path) == discreet(empty)


def test_a_single_day_makes_a_planner_of_six_months(tmp_path: Path) -> None:
    short = replace(small_plan(), lessons=small_plan().lessons[:2])
    sheet = openpyxl.load_workbook(write_plan(short, tmp_path)[0])["FAE-LILLE"]
    assert [sheet.cell(5, 1 + 3 * month).value for month in (0, 5)] == ["mars 2027", "août 2027"]
    assert sheet.column_dimensions["S"].hidden


def test_words_in_both_languages() -> None:
    day = date(2027, 3, 1)
    assert (long_date(day), number(3.25), clock(plan(1).instance.centre.morning_start)) == (
        "lundi 1er mars 2027",
        "3,2",
        "9 h 00",
    )
    with speaking("en"):
        assert (long_date(day), number(7.0), clock(plan(1).instance.centre.morning_start)) == (
            "Monday 1 March 2027",
            "7",
            "9:00",
        )


def test_progress_ends_with_the_whole_plan_and_never_falls(shown: Workbook, formulas: Workbook) -> None:
    sheet = shown["Avancement"]
    rows = [[x.value for x in row] for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert [row[0] for row in rows] == list(plan().instance.cohort)
    for _name, due, *given, whole in rows:
        assert given == sorted(given)
        assert given[-1] == whole == due
    charts = formulas["Avancement"]._charts
    assert [len(chart.series) for chart in charts] == [4]


def test_hours_that_are_an_assumption_bear_a_note(formulas: Workbook) -> None:
    sheet = formulas["Contrôle des heures"]
    noted = {
        (sheet.cell(x.row, 1).value, sheet.cell(x.row, 4).value)
        for x in sheet["F"]
        if x.row > 5 and x.comment and x.comment.text.startswith("Hypothèse")
    }
    instance = plan().instance
    due = {
        (cohort.id, module.id)
        for cohort in instance.cohorts
        for module in instance.curriculum_of(cohort).items
        if module.assumption
    }
    assert noted == due
    assert str(sheet["F5"].comment.text).startswith("CU-01 · ")
