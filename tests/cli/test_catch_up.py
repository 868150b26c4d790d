"""``scheduler catch-up``: where a learner can have what was missed, as text, as JSON, as a workbook."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date

import pytest
from openpyxl import load_workbook

from scheduler.commands.export import take
from scheduler.domain.time import Half
from scheduler.exchange.output import read_plan
from scheduler.text.phrases import long_day, short_day
from tests.cli.conftest import write_tables

GROUPS = [
    "Identifiant;Parcours;Site;Début au plus tôt;Début au plus tard;Durée min (mois);Durée max (mois)",
    "G1;fae-112;MANS;2027-01-04;2027-01-08;6;8",
    "G2;fae-112;MANS;2027-01-25;2027-01-29;6;8",
]
LEARNERS = [
    "Identifiant;Groupe;Nom;Profil;Date d'embauche;Modules dispensés",
    "A1;G1;Léa Blanc;infirmière;2026-09-01;",
    "A2;G1;Noé Morel;infirmière;2026-09-01;VOCAB",
    "A3;G1;Zoé Brun;infirmière;2026-09-01;",
    "B1;G2;Zoé Brun;infirmière;2026-09-01;",
]


@pytest.fixture(scope="session")
def pair(tmp_path_factory):
    """The folder of a plan of two groups of one curriculum."""
    folder = tmp_path_factory.mktemp("pair")
    source = write_tables(folder / "centre", groupes=GROUPS, apprenants=LEARNERS)
    subprocess.run(
        [sys.executable, "-m", "scheduler", "solve", source, "-o", folder / "plan", "--quiet"],
        check=True,
        capture_output=True,
        env=os.environ | {"SCHEDULER_LANG": "fr"},
    )
    return folder / "plan"


def halves(pair, cohort):
    """Return the half-days of a group, in order."""
    found = [x for x in read_plan(pair / "plan.json").lessons if x.cohort == cohort]
    return sorted(found, key=lambda x: (x.day, x.half))


@pytest.fixture(scope="session")
def end(pair):
    """The last day of G1: nothing of G1 comes after it, and G2, later, has the same."""
    return halves(pair, "G1")[-1].day


@pytest.fixture(scope="session")
def there(pair, end):
    """The half-days of G2 that stand for those of that day."""
    own = [x for x in halves(pair, "G1") if x.module == halves(pair, "G1")[-1].module]
    other = [x for x in halves(pair, "G2") if x.module == own[-1].module]
    return [then for mine, then in zip(own, other, strict=True) if mine.day == end]


def asked(run, *arguments):
    result = run("catch-up", *arguments, "--json", "--quiet")
    assert result.stderr == ""
    told = json.loads(result.stdout)
    assert result.exit_code == (0 if told["complete"] else 1)
    return told


def test_where_to_go_instead(run, pair, end, there):
    told = asked(run, pair / "plan.json", "--learner", "A1", "--missed", end)

    assert told["learner"] == {"id": "A1", "name": "Léa Blanc", "cohort": "G1"}
    assert (told["lacking"], told["complete"], told["proved"]) == (2, True, True)
    assert [x["status"] for x in told["lessons"]] == ["had", "had"]
    assert [
        (x["attend"]["date"], x["attend"]["half_day"], x["attend"]["group"]) for x in told["lessons"]
    ] == [(x.day.isoformat(), x.half.value, "G2") for x in there]
    # G2 has one learner, and the room 12 seats.
    assert {(x["attend"]["learners"], x["attend"]["seats_left"]) for x in told["lessons"]} == {(1, 11)}
    assert told["trips"] == {"count": 1, "elsewhere": 0, "days": 1}
    assert (told["finished"], told["after_last_day"]) == (there[-1].day.isoformat(), 2)


def test_the_same_in_words(run, pair, end, there):
    result = run("catch-up", pair / "plan.json", "--learner", "Blanc Léa", "--missed", end, "--quiet")

    assert (result.exit_code, result.stderr) == (0, "")
    head, *_rest, last = result.stdout.splitlines()
    assert head == "Léa Blanc (A1), G1 : 2 demi-journées manquent, et toutes peuvent être rattrapées."
    assert last.startswith("Prouvé")
    (row,) = [x.split() for x in result.stdout.splitlines() if there[0].module in x]
    assert row[0] == short_day(end)
    assert row[3:5] == [short_day(there[0].day), "G2"]
    assert "1 déplacement de plus, 1 jour de plus à venir." in result.stdout
    assert f"après le dernier jour du groupe, le {short_day(end)}" in result.stdout


def test_in_english(run, pair, end):
    result = run("--lang", "en", "catch-up", pair / "plan.json", "--learner", "A1", "--missed", end)

    assert "2 half-days are lacking, and all can be had." in result.stdout


def test_what_is_over_cannot_be_had(run, pair, end, there):
    options = ("--learner", "A1", "--missed", end, "--today", "2028-01-01")
    result = run("catch-up", pair / "plan.json", *options)

    assert (result.exit_code, result.stderr) == (1, "")
    assert "Impossible à rattraper" in result.stdout
    assert "aucun autre groupe ne l'a à partir du 01/01/2028" in " ".join(result.stdout.split())
    assert f"G2 ({short_day(there[0].day)})" in result.stdout
    told = asked(run, pair / "plan.json", *options)
    assert {y["kind"] for x in told["lessons"] for c in x["candidates"] for y in c["fails"]} == {"over"}
    assert all(x["attend"] is None and x["why"] and x["try"] for x in told["lessons"])


def test_out_of_order_is_the_second_best(run, pair):
    """The day of the module before the last is missed, and the last day attended: G2 has both later."""
    own = halves(pair, "G1")
    day = sorted({x.day for x in own if x.module == own[-1].module})[-2]
    result = run("catch-up", pair / "plan.json", "--learner", "A1", "--missed", day)

    assert result.exit_code == 1
    assert "0 peuvent être rattrapées, 2 de plus hors de l'ordre" in result.stdout
    assert f"mais possible après {own[-1].module} 3/4" in " ".join(result.stdout.split())


def test_who_joins_late_lacks_all_before(run, pair):
    own = halves(pair, "G1")
    joined = sorted({x.day for x in own})[4]
    told = asked(run, pair / "plan.json", "--learner", "A1", "--joined", joined)

    assert [(x["date"], x["half_day"]) for x in told["lessons"]] == [
        (x.day.isoformat(), x.half.value) for x in own if x.day < joined
    ]
    assert all(x["attend"]["date"] >= joined.isoformat() for x in told["lessons"] if x["attend"])


def test_several_days_and_halves_after_one_option(run, pair):
    days = sorted({x.day for x in halves(pair, "G1")})
    together = asked(run, pair / "plan.json", "--learner", "A1", "--missed", days[0], "matin", days[2])
    apart = asked(
        run,
        pair / "plan.json",
        "--learner",
        "A1",
        "--missed",
        f"{days[0]:%d/%m/%Y} AM",
        f"--missed={days[2]}",
    )

    assert together == apart
    moments = [(x["date"], x["half_day"]) for x in together["lessons"]]
    assert moments == [(days[0].isoformat(), "AM"), *((days[2].isoformat(), x.value) for x in Half)]


def test_whoever_is_exempted_lacks_nothing(run, pair):
    day = next(x.day for x in halves(pair, "G1") if x.module == "VOCAB")
    result = run("catch-up", pair / "plan.json", "--learner", "Noé Morel", "--missed", day)

    assert result.exit_code == 0
    assert result.stdout == (
        "Noé Morel (A2), G1 : rien ne manque.\nDispense, donc rien à rattraper : VOCAB.\n"
    )


# ---------------------------------------------------------------------- who is meant


def test_a_calendar_knows_numbers_and_names_of_the_plan_beside_it(run, pair, end):
    by_number = asked(run, pair / "calendar.xlsx", "--learner", "1", "--missed", end)
    by_name = asked(run, pair / "calendar.xlsx", "--learner", "lea blanc", "--missed", end)

    assert by_number["learner"]["name"] == "apprenant 1"
    assert by_name["learner"]["name"] == "Léa Blanc"
    assert by_number["lessons"] == by_name["lessons"]
    in_plan = asked(run, pair / "plan.json", "--learner", "1", "--missed", end)
    assert in_plan["lessons"] == by_name["lessons"]


def test_a_calendar_alone_names_nobody(run, pair, end, tmp_path):
    shutil.copy(pair / "calendar.xlsx", tmp_path / "calendar.xlsx")
    result = run("catch-up", "calendar.xlsx", "--learner", "Léa Blanc", "--missed", end)

    assert result.exit_code == 2
    assert "numéro" in result.stderr
    assert "de 1 à 4" in result.stderr


def test_who_may_be_meant_is_said(run, pair, end):
    """Two are called alike, one in each group."""
    result = run("catch-up", pair / "plan.json", "--learner", "Zoé Brun", "--missed", end)

    assert result.exit_code == 2
    assert "Zoé Brun (A3), G1" in result.stderr
    assert "Zoé Brun (B1), G2" in result.stderr


# ---------------------------------------------------------------------- what makes no sense


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--missed", "2027-03-02"), "--learner"),
        (("--learner", "A1"), "--missed, --missed-file ou --joined"),
        (("--learner", "Léa Blan", "--missed", "{end}"), "Vouliez-vous dire Léa Blanc (A1), G1 ?"),
        (("--learner", "Morel", "--missed", "{end}"), "Vouliez-vous dire Noé Morel (A2), G1 ?"),
        (("--learner", "Quentin Xavier", "--missed", "{end}"), "scheduler repair … --tables"),
        (("--learner", "A1", "--missed", "demain"), "« demain » n'est pas une date"),
        (("--learner", "A1", "--missed", "{end} soir"), "« soir » n'est pas une demi-journée"),
        (("--learner", "A1", "--missed", "2027-01-03"), "G1 n'est pas en formation le dimanche 03/01/2027"),
        (("--learner", "A1", "--joined", "2029-01-01"), "avant le 01/01/2029"),
        (("--learner", "A1", "--missed", "{end}", "--today", "32/01/2027"), "n'est pas une date"),
        (("--learner", "A1", "--missed", "{end}", "-o", "adam.pdf"), "finit par .xlsx"),
        (("--learner", "A1", "--missed", "{end}", "--time-limit", "0"), "secondes"),
    ],
)
def test_wrong_questions(run, pair, end, options, said):
    result = run("catch-up", pair / "plan.json", *(x.format(end=end) for x in options))

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_the_nearest_days_are_named(run, pair, end):
    result = run("catch-up", pair / "plan.json", "--learner", "A1", "--missed", "2027-12-24")

    assert result.exit_code == 2
    assert long_day(end) in " ".join(result.stderr.split())


def test_a_plan_that_is_not_there_or_breaks_rules(run, pair, end, tmp_path):
    gone = run("catch-up", "nothing.json", "--learner", "A1", "--missed", end)
    assert gone.exit_code == 2
    assert "nothing.json" in gone.stderr
    path = tmp_path / "calendar.xlsx"
    shutil.copy(pair / "calendar.xlsx", path)
    book = load_workbook(path)
    book["Séances"]["N5"].value = None
    book.save(path)
    broken = run("catch-up", path, "--learner", "1", "--missed", end)
    assert broken.exit_code == 2
    assert "scheduler repair" in broken.stderr


# ---------------------------------------------------------------------- to hand out


def test_the_sheet_says_where_to_go(run, pair, end, there, tmp_path):
    options = ("--learner", "A1", "--missed", end, "-o", "lea.xlsx")
    result = run("catch-up", pair / "plan.json", *options)

    assert result.exit_code == 0
    assert "À remettre : " in result.stdout
    sheet = load_workbook(tmp_path / "lea.xlsx")["Rattrapage"]
    assert sheet["A1"].value == "Rattrapage : Léa Blanc"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=6)]
    assert [(x[0].date(), x[4].date(), x[5], x[8]) for x in rows] == [
        (end, then.day, word, "G2") for then, word in zip(there, ("matin", "après-midi"), strict=True)
    ]
    assert [(x[6], x[7]) for x in rows] == [("09:00", "12:30"), ("13:30", "17:00")]
    # Nobody else is named.
    assert "Noé" not in str([[c.value for c in row] for row in sheet.iter_rows()])


def test_the_calendar_itself_is_not_written_over(run, pair, end):
    before = (pair / "calendar.xlsx").read_bytes()
    path = pair / "calendar.xlsx"
    result = run("catch-up", path, "--learner", "1", "--missed", end, "-o", path)

    assert result.exit_code == 2
    assert path.read_bytes() == before


def test_the_sheet_says_what_cannot_be_had(run, pair, end, tmp_path):
    options = ("--learner", "A1", "--missed", end, "--today", "2028-01-01", "-o", "lea.xlsx")
    assert run("catch-up", pair / "plan.json", *options).exit_code == 1
    cells = [c.value for row in load_workbook(tmp_path / "lea.xlsx")["Rattrapage"].iter_rows() for c in row]
    assert cells.count("impossible à rattraper") == 2
    assert any("aucun autre groupe ne l'a à partir du 01/01/2028" in str(x).lower() for x in cells)


def test_what_was_missed_is_read_from_a_table(run, pair, end, tmp_path):
    path = tmp_path / "absences.csv"
    path.write_text(f"Apprenant;Date;Demi-journée\nA1;{end};\nA3;{end};matin\n", encoding="utf-8")
    noted = asked(run, pair / "plan.json", "--learner", "A1", "--missed-file", path)
    assert noted == asked(run, pair / "plan.json", "--learner", "A1", "--missed", end)
    half = asked(run, pair / "plan.json", "--learner", "A3", "--missed-file", path)
    assert half["lacking"] == 1

    nobody = run("catch-up", pair / "plan.json", "--learner", "A2", "--missed-file", path)
    assert nobody.exit_code == 2
    assert "rien de ce que Noé Morel a manqué" in " ".join(nobody.stderr.split())


def test_promised_seats_are_read_without_widening_a_column(run, pair, end, tmp_path):
    path = tmp_path / "lea.xlsx"
    asked(run, pair / "plan.json", "--learner", "A1", "--missed", end, "-o", path)
    sheet = load_workbook(path)["Places promises"]
    # A date is shown as “mer. 27 sept. 2027”.
    assert sheet.column_dimensions["B"].width >= len("mer. 27 sept. 2027")
    groups = [row[3].value for row in sheet.iter_rows(min_row=2)]
    assert sheet.column_dimensions["D"].width > max(map(len, groups))


def test_a_seat_that_is_promised_is_not_promised_again(run, pair, end, tmp_path):
    """The workbook to hand out is read again, by itself or in its folder; a table by hand says the same."""
    plan, lacking = pair / "plan.json", ("--missed", end)
    folder = tmp_path / "promised"
    folder.mkdir()
    assert run("catch-up", plan, "--learner", "A1", *lacking, "-o", folder / "lea.xlsx").exit_code == 0
    for promised in (folder, folder / "lea.xlsx"):
        told = asked(run, plan, "--learner", "A3", *lacking, "--promised", promised)
        assert {(x["attend"]["learners"], x["attend"]["seats_left"]) for x in told["lessons"]} == {(2, 10)}
    # Who asks again has the seats that were his or hers.
    again = asked(run, plan, "--learner", "A1", *lacking, "--promised", folder)
    assert {x["attend"]["seats_left"] for x in again["lessons"]} == {11}

    day = told["lessons"][0]["attend"]["date"]
    rows = [f"X{number};{day};;g2" for number in range(11)]
    path = tmp_path / "seats.csv"
    path.write_text("\n".join(["Apprenant;Date;Demi-journée;Groupe", *rows]) + "\n", encoding="utf-8")
    full = asked(run, plan, "--learner", "A3", *lacking, "--promised", path)
    assert [x["status"] for x in full["lessons"]] == ["not_had", "not_had"]
    assert {y["kind"] for x in full["lessons"] for c in x["candidates"] for y in c["fails"]} == {"full"}


def test_a_promise_that_the_plan_no_longer_keeps_is_named(run, pair, end, tmp_path):
    path = tmp_path / "seats.csv"
    path.write_text("Apprenant;Date;Demi-journée;Groupe\nA3;06/02/2027;;G2\n", encoding="utf-8")
    result = run("catch-up", pair / "plan.json", "--learner", "A1", "--missed", end, "--promised", path)

    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "seats.csv:2 [Groupe]: G2 n'a pas de cours le samedi 06/02/2027" in said


def test_who_is_in_no_group_is_told_where_there_are_seats(run, pair, end, tmp_path):
    """So too if nothing but a table of promised seats names her."""
    path = tmp_path / "seats.csv"
    path.write_text("Apprenant;Date;Demi-journée;Groupe\nNina Neuve;06/02/2027;;G2\n", encoding="utf-8")
    for more, said in (((), "n'est pas dans le planning"), (("--promised", path), "a une place promise")):
        asked = ("--learner", "Nina Neuve", "--joined", end, *more)
        result = run("catch-up", pair / "plan.json", *asked)

        assert result.exit_code == 2
        told = " ".join(result.stderr.split())
        assert said in told
        assert "places libres à toutes leurs séances : G1 (" in told


def test_who_has_a_promised_seat_is_a_guest_on_the_papers(run, pair, end, tmp_path):
    plan = pair / "plan.json"
    told = asked(run, plan, "--learner", "A1", "--missed", end, "-o", tmp_path / "lea.xlsx")
    there = {
        (x["attend"]["cohort"], 1, date.fromisoformat(x["attend"]["date"]), Half(x["attend"]["half_day"]))
        for x in told["lessons"]
    }
    taken = take(plan, tmp_path / "out", promised=[tmp_path / "lea.xlsx"])
    guests = taken.dossier.guests
    assert set(guests) == there
    assert {x.id for some in guests.values() for x in some} == {"A1"}
    path = tmp_path / "seats.csv"
    path.write_text("Apprenant;Date;Demi-journée;Groupe\nPersonne;06/02/2027;;G2\n", encoding="utf-8")
    result = run("export", plan, "--to", "pdf", "-o", tmp_path / "out", "--promised", path)

    assert result.exit_code == 2
    assert "« Personne » n'est pas dans le planning" in result.stderr.replace("\n", " ")
