"""What ``scheduler solve`` says when it writes nothing: no plan (1), or nothing done (2)."""

import os
from dataclasses import replace

import pytest

from scheduler.commands.destination import check_destination, check_folder
from scheduler.errors import InputError
from tests.cli.conftest import TABLES, write_tables
from tests.thorough import thorough


@pytest.fixture
def nothing_written(tmp_path):
    yield
    assert not (tmp_path / "plan").exists()


@pytest.mark.usefixtures("nothing_written")
def test_every_problem_of_the_input_is_listed_at_once(run, tmp_path):
    centre = write_tables(
        tmp_path / "centre",
        salles=["Identifiant;Site;Type;Places", "S1;TOURS;informatique;douze"],
        groupes=[TABLES["groupes"][0], "G1;fae-113;MANS;2027-01-04;hier;6;8"],
    )

    result = run("solve", centre, "-o", "plan")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "salles.csv:2 [Site]: « TOURS » n'est pas dans la feuille « Sites ». Possibles : MANS.\n"
        "salles.csv:2 [Places]: « douze » n'est pas un nombre entier. "
        "Écrivez des chiffres seulement, par exemple 18.\n"
        "groupes.csv:2 [Parcours]: « fae-113 » n'est pas un parcours. Vouliez-vous dire « fae-112 » ?\n"
        "groupes.csv:2 [Début au plus tard]: « hier » n'est pas une date. Écrivez la date comme 31/01/2027.\n"
        "4 problèmes à corriger.\n"
    )


@pytest.mark.usefixtures("nothing_written")
def test_an_input_that_does_not_exist(run):
    result = run("solve", "gone.xlsx", "-o", "plan")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "gone.xlsx: Ce fichier ou ce dossier n'existe pas. "
        "Donnez un classeur .xlsx, ou un dossier de tables CSV.\n"
    )


def test_a_destination_that_cannot_hold_the_plan_is_refused_before_solving(run, centre, tmp_path):
    (tmp_path / "note.txt").write_text("à garder")
    before = sorted(centre.iterdir())

    for folder, message in {
        "note.txt": "note.txt: c'est un fichier, pas un dossier. "
        "Indiquez un dossier, qu'il existe déjà ou non.\n",
        "note.txt/plan": f"note.txt/plan: ce dossier ne peut pas être créé : « {tmp_path / 'note.txt'} » "
        "est un fichier. Indiquez un autre dossier.\n",
        "centre": "centre: les tables sont lues dans ce dossier : un planning parmi elles serait lu comme "
        "une table de plus. Indiquez un autre dossier, par exemple centre/plan.\n",
    }.items():
        result = run("solve", centre, "-o", folder)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
    assert (tmp_path / "note.txt").read_text() == "à garder"
    assert sorted(centre.iterdir()) == before


def test_a_folder_that_may_not_be_written_to_is_refused_before_solving(tmp_path, request):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    request.getfixturevalue("without_privilege")

    for folder in (locked, locked / "plan"):
        with pytest.raises(InputError) as refused:
            check_destination(folder, tmp_path / "centre.xlsx")
        assert str(refused.value) == (
            f"{folder}: il n'est pas permis d'écrire dans « {locked} ». "
            "Indiquez un autre dossier, ou demandez le droit d'y écrire."
        )


def test_the_user_s_own_workbook_is_never_overwritten(run, tmp_path):
    run("init", "--demo", "calendar.xlsx")
    before = (tmp_path / "calendar.xlsx").read_bytes()

    result = run("solve", "calendar.xlsx", "-o", ".")

    assert result.exit_code == 2
    assert result.stderr == (
        "calendar.xlsx: ce fichier est lu pour le planning, et serait écrasé. Indiquez un autre dossier.\n"
    )
    assert (tmp_path / "calendar.xlsx").read_bytes() == before


@pytest.mark.usefixtures("nothing_written")
def test_an_impossible_centre_is_told_with_rules_and_numbers(run, tmp_path):
    # One month holds five weeks at most; eight sessions need eight.
    centre = write_tables(
        tmp_path / "centre",
        groupes=[TABLES["groupes"][0], "G1;fae-112;MANS;2027-01-04;2027-01-08;0;1"],
    )

    result = run("solve", centre, "-o", "plan", "--quiet")

    assert (result.exit_code, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert lines[0] == "Impossible : c'est prouvé, aucun planning ne respecte toutes les règles."
    assert lines[1].startswith("  - G1")
    assert "Règles citées :" in lines
    assert "  SE-02  Un regroupement par semaine" in lines


@thorough
@pytest.mark.usefixtures("nothing_written")
def test_what_would_make_it_possible_is_searched_where_counting_sees_nothing(run, tmp_path):
    # TELEMED comes after LOGICIEL, which comes after DOSSIER: it cannot be on the first day.
    centre = write_tables(
        tmp_path / "centre",
        groupes=[TABLES["groupes"][0], "G1;fae-112;MANS;2027-01-05;2027-01-08;6;8"],
        epinglages=["Action;Jour;Groupe;Module", "fixer;2027-01-05;G1;TELEMED"],
    )

    result = run("solve", centre, "-o", "plan", "--quiet")

    assert (result.exit_code, result.stderr) == (1, "")
    assert "[PI-01]" in result.stdout
    assert "[CU-02]" in result.stdout


@pytest.mark.usefixtures("nothing_written")
def test_nothing_found_in_time_is_not_called_impossible(run, centre):
    result = run("solve", centre, "-o", "plan", "--quiet", "--time-limit", "0.0001")

    assert (result.exit_code, result.stderr) == (1, "")
    first, second, *advice = result.stdout.splitlines()
    assert first.startswith("Aucun planning n'a été trouvé en ")
    assert second == (
        "Cela ne veut pas dire qu'il n'y en a pas : la recherche s'est terminée avant de pouvoir le dire."
    )
    assert advice[:2] == ["À essayer :", "  - plus de temps : --time-limit 60"]


@pytest.mark.usefixtures("nothing_written")
def test_a_plan_that_the_checker_refuses_is_never_written(run, centre, monkeypatch):
    """Let the search end with a plan whose first half-day has lost its room."""
    from scheduler.solve import Search

    honest = Search.run

    def careless(search):
        outcome = honest(search)
        first, *others = outcome.lessons
        return replace(outcome, lessons=(replace(first, room=None), *others), objective=1)

    monkeypatch.setattr(Search, "run", careless)

    result = run("solve", centre, "-o", "plan", "--quiet")

    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert lines[0] == "Le contrôle refuse le planning trouvé par le solveur. Rien n'a été écrit."
    assert any(line.startswith("  RO-02 G1") for line in lines)
    assert "  Le solveur compte un coût de 1, le contrôle de 0." in lines
    assert lines[-1] == (
        "C'est une erreur du programme : merci de la signaler, avec les données d'entrée et ces lignes."
    )


@pytest.mark.usefixtures("nothing_written")
def test_a_fault_of_the_program_is_told_without_a_traceback(run, centre, monkeypatch):
    """Let the search fail in a way that nobody foresaw."""
    from scheduler.solve import Search

    def broken(search):
        raise ZeroDivisionError("nobody foresaw it")

    monkeypatch.setattr(Search, "run", broken)

    result = run("solve", centre, "-o", "plan", "--quiet")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "Erreur interne (ZeroDivisionError) : nobody foresaw it\n"
        "C'est une erreur du programme : merci de la signaler, avec les données d'entrée et ces lignes.\n"
        "Avec SCHEDULER_DEBUG=1, la même commande montre où elle s'est produite.\n"
    )
    monkeypatch.setenv("SCHEDULER_DEBUG", "1")
    assert "Traceback (most recent call last)" in run("solve", centre, "-o", "plan", "--quiet").stderr


@pytest.mark.skipif(os.name == "nt", reason="links of another kind on Windows")
@pytest.mark.parametrize("name", ["itself", "a" * 300])
def test_a_name_that_the_system_refuses_is_no_folder(tmp_path, name):
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    with pytest.raises(InputError) as error:
        check_folder(tmp_path / name)
    assert str(error.value).startswith(str(tmp_path / name))
