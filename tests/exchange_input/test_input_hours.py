"""Hours of modules that the centre changes: the blocks keep their totals."""

from datetime import date

from scheduler.exchange.input import read_instance

HEADERS = ["Parcours", "Module", "Heures"]


def test_hours_moved_inside_a_block_are_taken(workbook):
    # Block 1 of cqp-266 keeps its 77 h: 14 - 7 + 28 + 14 + 7 + 21.
    path = workbook(Heures=[HEADERS, ["cqp-266", "SOINS", "7,0"], ["CQP-266", "parcours", 35]])
    (curriculum,) = read_instance(path)[0].curricula
    assert (curriculum.by_id["SOINS"].hours, curriculum.by_id["PARCOURS"].hours) == (7, 35)


def test_hours_that_change_the_total_of_a_block_are_refused_at_their_cell(workbook, refused):
    (problem,) = refused(workbook(Heures=[HEADERS, ["cqp-266", "SOINS", 21]]))
    assert problem.startswith("Heures!C2: ")
    assert "84" in problem
    assert "77" in problem


def test_hours_of_what_is_not_there(workbook, refused):
    path = workbook(
        Heures=[HEADERS, ["cqp-267", "SOINS", 21], ["cqp-266", "SOIN", 21], ["cqp-266", "SOINS", "7h"]]
    )
    assert refused(path) == [
        "Heures!A2: « cqp-267 » n'est pas un parcours. Vouliez-vous dire « cqp-266 » ?",
        "Heures!B3: « SOIN » n'est pas un module de cqp-266. Vouliez-vous dire « SOINS » ?",
        "Heures!C4: « 7h » n'est pas un nombre d'heures. Écrivez 7, sans unité.",
    ]


def test_hours_given_twice(workbook, refused):
    path = workbook(Heures=[HEADERS, ["cqp-266", "SOINS", 14], ["cqp-266", "SOINS", 14]])
    assert refused(path) == [
        "Heures!B3: Les heures de SOINS sont déjà données à la ligne 2. N'en gardez qu'une."
    ]


def test_hours_of_a_curriculum_that_no_group_follows(workbook, warned):
    path = workbook(Heures=[HEADERS, ["fae-112", "DOSSIER", 35]])
    assert warned(path)[0] == "Heures!A2: Aucun groupe ne suit fae-112 : ces heures ne changent rien."


OWN = """
id: stage-7
title: Stage court
leads_to: Attestation
sources: ["Programme du centre"]
min_months: 0
max_months: 1
max_gap_weeks: 1
blocks:
  - id: B1
    title: Accueil
    hours: 7
    modules:
      - {id: ACCUEIL, title: Accueil, hours: 7, skill: accueil, rooms: [simulation]}
"""


def test_a_curriculum_beside_the_workbook_is_known(workbook, tmp_path):
    (tmp_path / "curricula").mkdir()
    (tmp_path / "curricula" / "stage.yaml").write_text(OWN, encoding="utf-8")
    path = workbook(
        Groupes=[
            ["Identifiant", "Parcours", "Site", "Début au plus tôt", "Début au plus tard"],
            ["G1", "stage-7", "MANS", date(2027, 1, 4), date(2027, 1, 29)],
        ],
        Formateurs=[["Identifiant", "Nom", "Compétences"], ["F1", "Anne Rivet", "Accueil"]],
        Salles=[["Identifiant", "Site", "Type", "Places"], ["S1", "MANS", "Simulation", 12]],
    )
    instance, _problems = read_instance(path)
    # Words of the centre's own curriculum are written as the curriculum writes them.
    assert instance.trainers[0].skills == ("accueil",)
    assert instance.rooms[0].kind == "simulation"


def test_a_wrong_curriculum_does_not_hide_what_is_wrong_in_the_tables(workbook, refused, tmp_path):
    (tmp_path / "curricula").mkdir()
    (tmp_path / "curricula" / "stage.yaml").write_text(
        OWN.replace("hours: 7\n", "hours: 14\n"), encoding="utf-8"
    )
    said = refused(
        workbook(Salles=[["Identifiant", "Site", "Type", "Places"], ["S1", "MANS", "cours", "dix"]])
    )
    assert "stage.yaml" in said[0]
    assert said[-1] == (
        "Salles!D2: « dix » n'est pas un nombre entier. Écrivez des chiffres seulement, par exemple 18."
    )
