"""With the tables of the centre every rule is judged; trainers, rooms and groups are recognised."""

from openpyxl import Workbook

from scheduler.domain.rules import RULES
from tests.audit.centre import TABLES, rows, tables
from tests.audit.conftest import sheet_of


def test_a_right_year_keeps_every_rule(judged, tmp_path):
    centre = tables(tmp_path / "centre")
    told = judged(sheet_of(tmp_path / "p.xlsx", rows()), "--tables", centre, code=0)

    assert told["judged"] == [rule.code for rule in RULES]
    assert (told["violations"], told["unread"]) == ([], [])
    assert list(told["groups"]) == ["MANS-1"]


def test_an_absent_trainer_and_a_full_room_are_said(judged, tmp_path):
    absences = ["Formateur;Du;Au", "T1;2027-01-11;2027-01-11"]
    rooms = [TABLES["salles"][0], "S1;Salle Sarthe;MANS;informatique;9", TABLES["salles"][2]]
    centre = tables(tmp_path / "centre", absences=absences, salles=rooms)
    told = judged(sheet_of(tmp_path / "p.xlsx", rows()), "--tables", centre, code=1)

    assert {x["code"] for x in told["violations"]} == {"TR-03", "RO-03"}
    assert [x["where"] for x in told["violations"] if x["code"] == "TR-03"] == ["Planning!B2"]


def test_a_stranger_among_the_trainers_is_not_understood_and_no_trainer(judged, tmp_path):
    told_rows = rows()
    told_rows[1][2] = "M. Inconnu"
    told = judged(sheet_of(tmp_path / "p.xlsx", told_rows), "--tables", tables(tmp_path / "centre"), code=1)

    assert [(x["where"], x["text"]) for x in told["unread"]] == [("Planning!C2", "M. Inconnu")]
    assert {x["code"] for x in told["violations"]} == {"TR-02"}


def test_without_trainers_in_the_planning_those_rules_are_not_judged(judged, tmp_path):
    bare = [row[:2] for row in rows()]
    told = judged(sheet_of(tmp_path / "p.xlsx", bare), "--tables", tables(tmp_path / "centre"), code=0)

    assert {code[:2] for code in told["judged"]} == {"CA", "SE", "CU", "JO", "LE", "PI"}


def test_a_group_is_told_by_a_column_a_sheet_or_an_option(judged, tmp_path):
    groups = [*TABLES["groupes"], "MANS-2;Promo de mars;cqp-266;MANS;2027-01-04;2027-01-22"]
    centre = tables(tmp_path / "centre", groupes=groups)
    by_column = [[*row, "groupe" if number == 0 else "Promo de mars"] for number, row in enumerate(rows())]
    planning = sheet_of(tmp_path / "column.xlsx", by_column)
    assert list(judged(planning, "--tables", centre)["groups"]) == ["MANS-2"]
    planning = sheet_of(tmp_path / "sheet.xlsx", rows(), title="mans-2")
    assert list(judged(planning, "--tables", centre)["groups"]) == ["MANS-2"]
    planning = sheet_of(tmp_path / "option.xlsx", rows())
    assert list(judged(planning, "--tables", centre, "--group", "MANS-1")["groups"]) == ["MANS-1"]


def test_two_groups_that_train_alike_are_two_groups(judged, tmp_path):
    groups = [*TABLES["groupes"], "MANS-2;Promo de mars;cqp-266;MANS;2027-01-04;2027-01-22"]
    centre = tables(tmp_path / "centre", groupes=groups)
    book = Workbook()
    book.active.title = "MANS-1"
    for sheet in (book.active, book.create_sheet("Promo de mars")):
        for row in rows():
            sheet.append(row[:2])
    book.save(tmp_path / "p.xlsx")
    told = judged(tmp_path / "p.xlsx", "--tables", centre)

    assert list(told["groups"]) == ["MANS-1", "MANS-2"]
    assert told["modules"]["VOCAB"] == {"due": 28, "found": 28}


def test_it_is_asked_which_group_a_planning_is_of(run, tmp_path):
    groups = [*TABLES["groupes"], "MANS-2;Promo de mars;cqp-266;MANS;2027-01-04;2027-01-22"]
    centre = tables(tmp_path / "centre", groupes=groups)
    planning = sheet_of(tmp_path / "p.xlsx", rows())

    result = run("audit", planning, "--tables", centre)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "p.xlsx: on ne sait pas de quel groupe des tables est ce planning. "
        "Dites lequel : --group MANS-1 | MANS-2.\n"
    )
    result = run("audit", planning, "--tables", centre, "--group", "MANS-3")
    assert result.exit_code == 2
    assert "les tables ne contiennent pas de groupe « MANS-3 »." in result.stderr
