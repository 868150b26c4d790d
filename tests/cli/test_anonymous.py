"""A case to send to somebody for help: no word of the centre, and the same answer."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from scheduler.domain.plan import Status
from scheduler.domain.search import Limits
from scheduler.exchange.input import read_instance
from scheduler.settings import load_settings
from scheduler.solve import Search
from tests.cli.conftest import TABLES, write_tables

SECRETS = {
    "centre": [
        "Nom;Adresse;Numéro de déclaration;Début du matin",
        "Zyklop Formation;3 impasse Xylophone;52449911144;08:30",
    ],
    "sites": [
        "Identifiant;Nom;Adresse;Zone scolaire;Vacances scolaires",
        "QUIMPER;Quimper Locmaria;9 quai Odet;B;éviter",
    ],
    "salles": [
        "Identifiant;Nom;Site;Type;Places",
        "ERDRE;Salle Armorique;QUIMPER;informatique;12",
        "VILAINE;;QUIMPER;fauconnerie;12",
    ],
    "formateurs": [
        "Identifiant;Nom;Compétences;Sites",
        "RIVET;Anne Rivet;dossier-patient, vocabulaire, logiciel, communication;QUIMPER",
        "MOREL;Luc Morel;telemedecine, fauconnerie-douce;QUIMPER",
    ],
    "absences": ["Formateur;Du;Au;Motif", "MOREL;04/01/2027;15/01/2027;appendicite"],
    "fermetures": ["Libellé;Du;Au;Salle", "Braderie;2027-02-01;2027-02-05;ERDRE"],
    "groupes": [
        "Identifiant;Nom;Parcours;Site;Début au plus tôt;Début au plus tard;Jours préférés;"
        "Durée min (mois);Durée max (mois)",
        "PINSONS;Les pinsons;fae-112;QUIMPER;2027-01-04;2027-01-08;lun, mar;6;8",
    ],
    "apprenants": [
        "Identifiant;Nom;Groupe;Cabinet;Profil;Date d'embauche;Modules dispensés",
        "QUESNEL;Zoé Quesnel;PINSONS;Cabinet Wagner;infirmière;2026-09-01;VOCAB",
        "QUESNEL-2;Zoé Quesnel;PINSONS;Cabinet Wagner;infirmière;2026-09-01;",
    ],
    "épinglages": ["Action;Jour;Groupe;Formateur", "interdire;2027-01-18;PINSONS;RIVET"],
    "heures": ["Parcours;Module;Heures", "fae-112;DOSSIER;28", "fae-112;VOCAB;21"],
}
HIDDEN = [
    "Zyklop", "Xylophone", "52449911144", "QUIMPER", "Locmaria", "Odet", "ERDRE", "Armorique", "VILAINE",
    "fauconnerie", "RIVET", "Anne", "MOREL", "Luc", "appendicite", "Braderie", "PINSONS", "pinsons",
    "QUESNEL", "Zoé", "Wagner",
]  # fmt: skip


def text_of(path: Path) -> str:
    if path.is_dir():
        return "".join(x.name + x.read_text(encoding="utf-8") for x in path.iterdir())
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def answer(source: Path, curricula: Path | None = None) -> tuple[Status, int]:
    instance, _warnings = read_instance(source, curricula)
    settings = load_settings(None)
    outcome = Search(instance, settings, Limits(60.0, 0, 1, True)).run()
    return outcome.status, outcome.objective


def test_no_word_of_the_centre_and_the_same_answer(run, tmp_path):
    source = write_tables(tmp_path / "centre", **SECRETS)
    assert {word for word in HIDDEN if word in "".join(x.read_text() for x in source.iterdir())} == set(
        HIDDEN
    )

    result = run("init", "case.xlsx", "--anonymous", "centre")
    assert result.exit_code == 0, result.output
    assert f"Écrit : {tmp_path / 'case.xlsx'}\n" in result.stdout
    assert result.stdout.endswith("  scheduler solve case.xlsx -o planning\n")

    whole = text_of(tmp_path / "case.xlsx").casefold()
    assert [word for word in HIDDEN if re.search(rf"\b{word.casefold()}\b", whole)] == []
    case, _warnings = read_instance(tmp_path / "case.xlsx")
    assert [x.name for x in case.trainers] == ["T1", "T2"]
    # One person in two rows is still one person in two rows.
    assert [(x.id, x.name, x.employer) for x in case.learners] == [("L1", "L1", "E1"), ("L2", "L1", "E1")]
    assert case.curricula[0].by_id["VOCAB"].hours == 21
    assert str(case.learners[0].hire_date) == "2026-09-01"

    original = answer(source)
    assert original[0] is Status.OPTIMAL
    assert original[1] > 0
    assert answer(tmp_path / "case.xlsx") == original


def test_curricula_of_one_s_own_go_beside_it_without_their_words(run, tmp_path):
    shipped = Path(__file__).parents[2] / "curricula" / "fae-112.yaml"
    own = shipped.read_text(encoding="utf-8").replace("id: fae-112", "id: zyklop-fae")
    own = own.replace("skill: dossier-patient", "skill: armorique").replace("id: DOSSIER", "id: LOCMARIA")
    own = own.replace("after: [DOSSIER", "after: [LOCMARIA").replace("title: Vocabulaire", "title: Wagner")
    people = [x.replace("dossier-patient", "armorique") for x in TABLES["formateurs"]]
    cohorts = [x.replace("fae-112", "zyklop-fae") for x in TABLES["groupes"]]
    source = write_tables(tmp_path / "centre", formateurs=people, groupes=cohorts)
    (source / "curricula").mkdir()
    (source / "curricula" / "zyklop.yaml").write_text(own, encoding="utf-8")

    result = run("init", "case.xlsx", "--anonymous", "centre")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("  scheduler solve case.xlsx --curricula case-curricula -o planning\n")
    written = (text_of(tmp_path / "case.xlsx") + text_of(tmp_path / "case-curricula")).casefold()
    for word in ("zyklop", "armorique", "locmaria", "wagner", "arrêté", "rivet"):
        assert word not in written, word
    assert answer(tmp_path / "case.xlsx", tmp_path / "case-curricula") == answer(source)
    assert run("init", "case.xlsx", "--anonymous", "centre").exit_code == 2


def test_a_plan_will_do_but_not_what_was_handed_out(run, tmp_path, solved):
    result = run("init", "case.xlsx", "--anonymous", solved / "plan.json")
    assert result.exit_code == 0, result.output
    assert answer(tmp_path / "case.xlsx") == (Status.OPTIMAL, 0)
    refused = run("init", "other.xlsx", "--anonymous", solved / "calendar.xlsx")
    assert refused.exit_code == 2
    assert not (tmp_path / "other.xlsx").exists()


@pytest.mark.parametrize("options", [["--demo", "--anonymous", "a"], ["--curricula", "a"]])
def test_options_that_do_not_go_together(run, tmp_path, options):
    assert run("init", "case.xlsx", *options).exit_code == 2
    assert list(tmp_path.iterdir()) == []
