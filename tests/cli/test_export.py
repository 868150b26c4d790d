"""``scheduler export``: what it writes, what it refuses, and what it leaves alone."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader


@pytest.fixture
def folder(solved: Path, tmp_path: Path) -> Path:
    """A folder with a plan.json and its calendar.xlsx."""
    found = tmp_path / "plan"
    found.mkdir()
    for name in ("calendar.xlsx", "plan.json"):
        shutil.copy(solved / name, found)
    return found


def edit(path: Path, cell: str, value: object) -> None:
    book = load_workbook(path)
    book["Séances"][cell] = value
    book.save(path)


def files(folder: Path) -> set[str]:
    return {x.relative_to(folder).as_posix() for x in folder.rglob("*") if x.is_file()}


DUE = {
    "export.json",
    "ics/groupes/G1.ics",
    "ics/formateurs/Anne Rivet (F1).ics",
    "ics/salles/S1.ics",
    "ics/apprenants/A1.ics",
}


@pytest.mark.parametrize("name", ["plan.json", "calendar.xlsx"])
def test_calendar_files_of_everybody(run, folder, tmp_path, name):
    result = run("export", folder / name, "--to", "ics", "-o", "out")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"ics : 4 fichiers dans {tmp_path / 'out'}\n"
    assert files(tmp_path / "out") == DUE
    number = json.loads((folder / "plan.json").read_text())["number"]
    head = Calendar.from_ical((tmp_path / "out/ics/groupes/G1.ics").read_bytes())
    assert str(head["DESCRIPTION"]).startswith(f"Planning n° {number}, état du ")
    listed = json.loads((tmp_path / "out/export.json").read_text())
    assert set(listed["kinds"]["ics"]["files"]) == DUE - {"export.json"}
    assert listed["kinds"]["ics"]["plan"] == number


def test_a_plan_of_other_groups_beside_a_calendar_names_nobody_in_it(run, folder, tmp_path):
    """Though it bears the same number: it was copied, or edited."""
    data = json.loads((folder / "plan.json").read_text())
    data["plan"]["instance"]["learners"] += [
        {**x, "id": f"{x['id']}-2"} for x in data["plan"]["instance"]["learners"]
    ]
    (folder / "plan.json").write_text(json.dumps(data))
    result = run("export", folder / "calendar.xlsx", "--to", "ics", "-o", "out")

    assert result.exit_code == 0
    assert "le plan.json à côté est celui d'un autre planning" in result.stderr.replace("\n", " ")
    assert "ics/apprenants/apprenant 1 (1).ics" in files(tmp_path / "out")


def test_a_calendar_alone_has_numbers_for_learners_and_says_so(run, folder, tmp_path):
    (folder / "plan.json").unlink()
    result = run("export", folder / "calendar.xlsx", "--to", "ics", "-o", "out")

    assert result.exit_code == 0
    assert "les apprenants ont des numéros, pas de noms" in result.stderr
    assert "ics/apprenants/apprenant 1 (1).ics" in files(tmp_path / "out")


def test_a_broken_plan_is_refused_or_says_on_every_file_that_it_is(run, folder, tmp_path):
    edit(folder / "calendar.xlsx", "N5", None)
    order = ("export", folder / "calendar.xlsx", "--to", "ics", "-o", "out")
    result = run(*order)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "CU-06 Séances!A5: " in result.stderr
    assert "Le planning enfreint des règles : rien n'a été écrit." in result.stderr
    assert not (tmp_path / "out").exists()

    result = run(*order, "--even-if-broken")
    assert result.exit_code == 0
    for path in (tmp_path / "out").rglob("*.ics"):
        calendar = Calendar.from_ical(path.read_bytes())
        assert "Attention : ce planning enfreint les règles à 2 endroits." in str(calendar["DESCRIPTION"])
        assert "modifié depuis le calcul : 1 demi-journée" in str(calendar["DESCRIPTION"])


def test_since_the_plan_before(run, folder, solved, tmp_path):
    data = json.loads((folder / "plan.json").read_text())
    lesson = data["plan"]["lessons"].pop()
    (folder / "plan.json").write_text(json.dumps(data))
    result = run(
        "export", folder / "plan.json", "--to", "ics", "-o", "out", "--since", solved / "plan.json",
        "--even-if-broken",
    )  # fmt: skip

    assert result.exit_code == 0, result.stderr
    calendar = Calendar.from_ical((tmp_path / "out/ics/groupes/G1.ics").read_bytes())
    (gone,) = [x for x in calendar.walk("VEVENT") if x["STATUS"] == "CANCELLED"]
    assert gone.start.date().isoformat() == lesson["day"]
    assert str(gone["SUMMARY"]).startswith("Annulé : ")


def test_since_a_plan_of_another_centre(run, folder, solved, tmp_path):
    data = json.loads((folder / "plan.json").read_text())
    data["plan"]["instance"]["centre"]["name"] = "Ailleurs"
    (tmp_path / "other.json").write_text(json.dumps(data))
    result = run("export", folder / "plan.json", "--to", "ics", "-o", "out", "--since", "other.json")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "other.json: c'est un planning d'un autre centre : « Ailleurs », et non « Centre de la Sarthe ». "
        "Indiquez le planning exporté auparavant.\n"
    )


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("--to", "isc"), "« isc » n'est pas l'une de ces valeurs : ics"),
        (("--to", "isc"), "Vouliez-vous dire « ics » ?"),
        (("--to", "ics", "isc"), "Vouliez-vous dire « ics » ?"),
        (("--to", "ics,nothing"), "« nothing » n'est pas l'une de ces valeurs"),
        ((), "Il manque l'option « --to »."),
    ],
)
def test_kinds_that_there_are_not(run, folder, kinds, said):
    result = run("export", folder / "plan.json", *kinds, "-o", "out")

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_kinds_may_be_told_in_several_ways(run, folder, tmp_path):
    for kinds in (("--to", "ics", "ics"), ("--to", "ics,ics"), ("--to", "ics", "--to", "ics")):
        result = run("export", *kinds, "-o", "out", folder / "plan.json")
        assert result.exit_code == 0, result.stderr
    assert files(tmp_path / "out") == DUE


def test_nothing_is_written_over_what_somebody_else_wrote(run, folder, tmp_path):
    order = ("export", folder / "plan.json", "--to", "ics", "-o", "out")
    own = tmp_path / "out/ics/groupes/G1.ics"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    result = run(*order)

    assert result.exit_code == 2
    assert f"{own.relative_to(tmp_path)}: ce fichier n'a pas été écrit par un export" in result.stderr
    assert files(tmp_path / "out") == {"ics/groupes/G1.ics"}
    assert own.read_text() == "mine"

    own.unlink()
    assert run(*order).exit_code == 0
    # Its own files are replaced; those that somebody changed are not.
    assert run(*order).exit_code == 0
    own.write_bytes(own.read_bytes() + b"\r\n")
    assert run(*order).exit_code == 2


def test_a_file_in_the_place_of_a_folder(run, folder, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/ics").write_text("mine")
    result = run("export", folder / "plan.json", "--to", "ics", "-o", "out")

    assert result.exit_code == 2
    assert "ics: c'est un fichier, pas un dossier." in result.stderr
    assert (tmp_path / "out/ics").read_text() == "mine"


def test_the_page_is_one_file_and_kinds_go_together(run, folder, tmp_path):
    result = run("export", folder / "plan.json", "--to", "ics", "html", "-o", "out")

    assert (result.exit_code, result.stderr) == (0, "")
    page = tmp_path / "out" / "planning.html"
    assert result.stdout == f"ics : 4 fichiers dans {tmp_path / 'out'}\nhtml : {page}\n"
    assert files(tmp_path / "out") == DUE | {"planning.html"}
    # One kind alone leaves the other as it is, and still its own.
    assert run("export", folder / "plan.json", "--to", "html", "-o", "out").stdout == f"html : {page}\n"
    assert files(tmp_path / "out") == DUE | {"planning.html"}


def test_a_list_that_is_not_an_exports_is_left_alone(run, folder, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/export.json").write_text("{}")
    result = run("export", folder / "plan.json", "--to", "ics", "-o", "out")

    assert result.exit_code == 2
    assert "export.json: ce fichier n'est pas la liste d'un export" in result.stderr


def test_papers_for_everybody_and_certificates_of_what_was_given(run, folder, tmp_path):
    order = ("export", folder / "plan.json", "--to", "pdf", "-o", "out")
    result = run(*order, "--today", "2020-01-01")
    assert (result.exit_code, result.stderr) == (0, "")
    due = {
        "pdf/annexes/G1.pdf",
        "pdf/emargement/G1.pdf",
        "pdf/convocations/A1.pdf",
        "pdf/missions/Anne Rivet (F1).pdf",
    }
    assert files(tmp_path / "out") == due | {"export.json"}
    assert run(*order, "--today", "2040-01-01").exit_code == 0
    assert files(tmp_path / "out") == due | {"export.json", "pdf/certificats/A1.pdf"}


def test_files_of_earlier_exports_are_named(run, folder, tmp_path):
    assert run("export", folder / "plan.json", "--to", "ics", "-o", "out", "--lang", "en").exit_code == 0
    result = run("export", folder / "plan.json", "--to", "ics", "-o", "out")

    assert result.exit_code == 0
    assert "D'exports précédents, et non réécrits :" in result.stdout
    assert str(tmp_path / "out/ics/groups/G1.ics") in result.stdout


def test_a_folder_that_is_a_file_or_closed(run, folder, tmp_path, without_privilege):
    (tmp_path / "file").write_text("")
    result = run("export", folder / "plan.json", "--to", "ics", "-o", "file")
    assert (result.exit_code, result.stderr.splitlines()[0][:5]) == (2, "file:")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    result = run("export", folder / "plan.json", "--to", "ics", "-o", "closed/out")
    assert result.exit_code == 2
    assert "closed" in result.stderr


def test_the_ledger_as_of_a_day(run, folder, tmp_path):
    result = run(
        "export", folder / "plan.json", "--to", "ledger", "-o", "out", "--today", "15/03/2027"
    )  # fmt: skip

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"ledger : 3 fichiers dans {tmp_path / 'out'}\n"
    assert files(tmp_path / "out") == {"export.json", "ledger.xlsx", "ledger.csv", "ledger_months.csv"}
    lines = (tmp_path / "out/ledger.csv").read_text("utf-8-sig").splitlines()
    assert all(";15/03/2027;" in x for x in lines[1:])


def test_documents_to_edit(run, folder, tmp_path):
    result = run("export", folder / "plan.json", "--to", "docs", "-o", "out")

    assert (result.exit_code, result.stderr) == (0, "")
    due = {"docs/annexes/G1.docx", "docs/emargement/G1.docx", "docs/convocations/G1.docx"}
    assert files(tmp_path / "out") == due | {"export.json"}


def test_documents_without_what_writes_them(run, folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    result = run("export", folder / "plan.json", "--to", "docs", "-o", "out")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--to docs: le paquet « python-docx » n'est pas installé." in result.stderr
    assert not (tmp_path / "out").exists()


def test_for_other_programs(run, folder, tmp_path):
    order = ("export", folder / "plan.json", "--to", "ics,html", "-o", "out")
    told = json.loads(run(*order, "--json").stdout)
    assert (told["written"], told["faults"], told["left"], told["warnings"]) == (True, [], [], [])
    assert told["number"] == json.loads((folder / "plan.json").read_text())["number"]
    paths = [Path(path) for paths in told["files"].values() for path in paths]
    assert {x.relative_to(tmp_path / "out").as_posix() for x in paths} == files(tmp_path / "out") - {
        "export.json"
    }
    quiet = run(*order, "--quiet")
    assert (quiet.exit_code, quiet.output) == (0, "")


def test_for_other_programs_a_broken_plan_says_what_it_breaks(run, folder, tmp_path):
    edit(folder / "calendar.xlsx", "N5", None)
    result = run("export", folder / "calendar.xlsx", "--to", "ics", "-o", "out", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["written"], told["files"]) == (1, False, {})
    assert ("CU-06", "Séances!A5") in {(x["code"], x["where"]) for x in told["faults"]}


def table(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "absences.csv"
    path.write_text("\n".join(("Apprenant;Date;Demi-journée", *rows)), encoding="utf-8")
    return path


def test_hours_missed_are_not_followed(run, folder, tmp_path):
    plan = json.loads((folder / "plan.json").read_text())["plan"]
    day = min(x["day"] for x in plan["lessons"])
    learner = plan["instance"]["learners"][0]["id"]
    order = ("export", folder / "plan.json", "--to", "pdf,ledger", "-o", "out", "--today", "2030-01-01")
    assert run(*order, "--missed", table(tmp_path, f"{learner};{day};matin")).exit_code == 0
    (path,) = (tmp_path / "out").rglob("certificat*/*.pdf")
    said = " ".join(PdfReader(path).pages[0].extract_text().split())
    lines = next((tmp_path / "out").rglob("ledger.csv")).read_text(encoding="utf-8-sig").splitlines()
    total = next(x.split(";") for x in lines if x.split(";")[2] == learner and x.split(";")[5] == "Total")
    planned, done, left = (float(x.replace(",", ".")) for x in total[10:13])
    assert (planned - done, left) == (3.5, 3.5)
    for hours in (planned, 3.5, done):
        assert f"{hours:g} h".replace(".", ",") in said


def test_a_table_without_a_row_says_that_nobody_was_absent(run, folder, tmp_path):
    order = ("export", folder / "plan.json", "--to", "pdf", "-o", "out", "--today", "2030-01-01")
    assert run(*order, "--missed", table(tmp_path)).exit_code == 0
    (path,) = (tmp_path / "out").rglob("certificat*/*.pdf")
    said = " ".join(PdfReader(path).pages[0].extract_text().split())
    planned, missed, followed = re.findall(r"([\d,]+) h", said)
    assert (missed, followed) == ("0", planned)


def test_a_table_without_a_head_is_no_table_of_absences(run, folder, tmp_path):
    path = tmp_path / "absences.csv"
    path.write_text("")
    result = run("export", folder / "plan.json", "--to", "ledger", "-o", "out", "--missed", path)
    assert result.exit_code == 2
    assert "La feuille est vide." in result.stderr


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Personne;{day};", "« Personne » n'est pas dans le planning."),
        ("{learner};01/01/2020;", "n'a aucun cours ce jour-là"),
        ("{learner};{day};midi", "« midi »"),
    ],
)
def test_a_table_of_absences_is_judged_at_the_cell(run, folder, tmp_path, row, said):
    plan = json.loads((folder / "plan.json").read_text())["plan"]
    day, learner = plan["lessons"][0]["day"], plan["instance"]["learners"][0]["id"]
    path = table(tmp_path, row.format(day=day, learner=learner))
    result = run("export", folder / "plan.json", "--to", "ledger", "-o", "out", "--missed", path)
    assert result.exit_code == 2
    assert "absences.csv:2" in result.stderr
    assert said.replace("'", "’") in result.stderr.replace("'", "’")
    assert not (tmp_path / "out").exists()
