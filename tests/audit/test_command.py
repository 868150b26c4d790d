"""The command: what it says, in French and in English, as text and as JSON; what it refuses."""

import json

import pytest
from openpyxl import Workbook

from scheduler.domain.rules import RULES
from tests.audit.conftest import sheet_of
from tests.audit.test_faults import year

CQP = ("--curriculum", "cqp-266")


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_answer_says_how_it_was_understood(run, tmp_path):
    rows = [["PLANNING 2027"], [], *year()]
    rows[3] += ["Mme Roy"]
    rows[2] += ["Formateur", "Remarques"]
    rows[4][1], rows[7][1] = "Bur.", "Voc med"
    result = run("audit", sheet_of(tmp_path / "p.xlsx", rows), *CQP)

    assert (result.exit_code, result.stderr) == (1, "")
    said = lines(result.stdout)
    assert said[0] == "p.xlsx, lu comme CQP assistant médical, format actuel (cqp-266)"
    assert "- Feuille « Planning » : dates en A, cours en B, formateurs en C." in said
    assert "- 39 jours, 78 demi-journées, du 11/01/2027 au 23/11/2027." in said
    assert "VOCAB « VOCAB » × 1, « Voc med » × 1" in said
    assert "- Planning!B5 : « Bur. », n'est le nom d'aucun module" in said
    assert 'Dites ce que veut dire un texte, par exemple : --word "Bur.=MODULE"' in said
    assert "DOSSIER Création et suivi d'un dossier patient 28 h 21 h −7" in said
    assert "CU-01 · Heures (1)" in said
    assert said[-1].startswith(f"11 règles jugées sur {len(RULES)}. Les autres demandent les tables")


def test_the_answer_in_english(run, tmp_path):
    result = run("audit", sheet_of(tmp_path / "p.xlsx", year()), *CQP, "--lang", "en")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "Every rule that can be judged is kept." in result.stdout
    assert "Feuille" not in result.stdout


def test_json_is_a_contract(run, tmp_path):
    rows = year()
    rows[1][1] = "Anat"
    result = run("audit", sheet_of(tmp_path / "p.xlsx", rows), *CQP, "--json")

    told = json.loads(result.stdout_bytes.decode("utf-8"))
    assert list(told) == [
        "ok", "curriculum", "modules", "blocks", "violations", "unread", "doubts", "words", "judged",
        "groups",
    ]  # fmt: skip
    assert told["modules"]["AFGSU"] == {"due": 14, "found": 14}
    assert told["blocks"]["B2"] == {"due": 98, "found": 91}
    assert {"code", "where", "message", "severity"} == set(told["violations"][0])
    assert {"where": "Planning!B2", "text": "Anat"}.items() <= told["unread"][0].items()
    assert told["groups"] == {"GROUPE": {"modules": told["modules"], "blocks": told["blocks"]}}


def test_two_sheets_that_say_the_same_are_counted_once(run, judged, tmp_path):
    book = Workbook()
    for sheet in (book.active, book.create_sheet("Copie")):
        for row in year():
            sheet.append(row)
    book.save(tmp_path / "p.xlsx")

    assert judged(tmp_path / "p.xlsx", code=0)["modules"]["VOCAB"] == {"due": 14, "found": 14}
    said = run("audit", tmp_path / "p.xlsx", *CQP).stdout
    assert "La feuille « Copie » répète ce que montre « Sheet »" in said


@pytest.mark.parametrize(("options", "message"), [
    ((), "Erreur : Il faut --curriculum, ou --tables."),
    ((*CQP, "--adopt"), "Erreur : --adopt et -o vont ensemble."),
    ((*CQP, "-o", "x"), "Erreur : --adopt et -o vont ensemble."),
    ((*CQP, "--word", "Bur"), "Erreur : « Bur » : écrivez --word TEXTE=MODULE."),
    ((*CQP, "--start-learners", "hier"), "« hier » n'est pas une date. Écrivez-la"),
    ((*CQP, "--year", "27"), "« 27 » n'est pas un nombre entier de 2000 à 2100."),
    (("--curriculum", "cqp266"), "Il n'y a pas de parcours « cqp266 ». Vouliez-vous dire « cqp-266 » ?"),
    ((*CQP, "--territory", "Reunionn"),
     "« Reunionn » n'est pas un territoire. Vouliez-vous dire « reunion » ?"),
    ((*CQP, "--word", "Bur=LOGICEL"),
     "« LOGICEL » n'est pas un module de cqp-266. Vouliez-vous dire « LOGICIEL » ?"),
])  # fmt: skip
def test_a_wrong_option_is_refused_with_2(run, tmp_path, options, message):
    result = run("audit", sheet_of(tmp_path / "p.xlsx", year()), *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_file_that_is_no_planning_is_refused_with_2(run, tmp_path, solved):
    def refused(path, *options) -> str:
        result = run("audit", path, *CQP, *options)
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        return result.stderr

    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "text.xlsx").write_text("Bonjour")
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "letter.csv").write_text("Chère Madame,\nvoici le planning.\n")
    (tmp_path / "binary.csv").write_bytes(b"\0\1\2\3")
    assert "Ce fichier ou ce dossier n'existe pas." in refused(tmp_path / "gone.xlsx")
    assert "Le fichier est vide." in refused(tmp_path / "empty.xlsx")
    assert "Ce n'est pas un classeur." in refused(tmp_path / "text.xlsx")
    assert "ancien format .xls" in refused(tmp_path / "old.xls")
    assert "aucune date n'a été trouvée" in refused(tmp_path / "letter.csv")
    assert "Ce n'est pas une table CSV." in refused(tmp_path / "binary.csv")
    assert "C'est un dossier" in refused(tmp_path)
    for name in ("calendar.xlsx", "plan.json"):
        assert f"scheduler check {solved / name}" in refused(solved / name)
    run("init", "centre.xlsx")
    assert "--tables centre.xlsx" in refused("centre.xlsx")


def test_dates_with_words_that_nobody_knows_are_refused_with_2(run, tmp_path):
    rows = [[day, "Formation"] for day, *_rest in year()[1:]]
    result = run("audit", sheet_of(tmp_path / "p.xlsx", rows), *CQP)

    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        "des dates ont été trouvées, mais aucun module à côté : « Formation » (Planning!B1)" in result.stderr
    )


def test_formulas_without_results_are_named(run, tmp_path):
    rows = [["Date", "Module"], *([f"=DATE(2027,1,{n})", "Vocab"] for n in range(11, 20))]
    result = run("audit", sheet_of(tmp_path / "p.xlsx", rows), *CQP)

    assert result.exit_code == 2
    assert "Planning!A2" in result.stderr
    assert "formule" in result.stderr


def test_a_year_that_nothing_tells_is_asked_for(run, judged, tmp_path):
    rows = [[f"{row[0]:%d/%m}", row[1]] for row in year()[1:]]
    planning = sheet_of(tmp_path / "p.xlsx", rows)
    result = run("audit", planning, *CQP)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "p.xlsx: les dates n'ont pas d'année, et rien d'autre ne la dit. Dites-la : --year 2026.\n"
    )
    assert judged(planning, "--year", 2027, code=0)["violations"] == []
