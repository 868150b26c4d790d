"""Joint modules: who shares what is read, and what cannot be one lesson is refused at its cell."""

from dataclasses import replace
from datetime import date

import pytest

from scheduler.domain.joint import JointModule, Sharer, Together
from scheduler.exchange.input import read_instance
from scheduler.exchange.input.anonymous import anonymous
from scheduler.exchange.input.template import write_case
from scheduler.text import speaking

HEADERS = [
    "Identifiant",
    "Modules",
    "Groupes",
    "Ensemble",
    "Effectif min",
    "Effectif max",
    "Minimum impératif",
]
COHORT_HEADERS = ["Identifiant", "Parcours", "Site", "Début au plus tôt", "Début au plus tard"]
DATES = [date(2027, 1, 4), date(2027, 1, 29)]

OWN = """
id: {id}
title: Stage court
leads_to: Attestation
sources: ["Programme du centre"]
min_months: 0
max_months: 1
max_gap_weeks: 1
blocks:
  - id: B1
    title: Accueil
    hours: {hours}
    modules:
      - {{id: {module}, title: Accueil, hours: {hours}, skill: accueil, rooms: [{room}]{more}}}
assessment: {{id: EVAL, title: Épreuve, hours: 3.5, teaching: false, last: true, rooms: [classroom]}}
"""


def groups(*curricula, site="MANS"):
    """Return a table of groups G1, G2, … of these curricula."""
    rows = [[f"G{n}", name, site, *DATES] for n, name in enumerate(curricula, start=1)]
    return [COHORT_HEADERS, *rows]


def joint(*rows):
    return [HEADERS, *([*row, *[None] * (len(HEADERS) - len(row))] for row in rows)]


@pytest.fixture
def own(tmp_path):
    """Write a curriculum of the centre beside its workbook: one module, and an assessment."""

    def write(name, module="ACCUEIL", hours=7, room="classroom", more=""):
        (tmp_path / "curricula").mkdir(exist_ok=True)
        text = OWN.format(id=name, module=module, hours=hours, room=room, more=more)
        (tmp_path / "curricula" / f"{name}.yaml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def said(workbook, refused):
    """Return what is said of the sheet of joint modules in a workbook with these groups."""

    def read(cohorts, *rows, **more):
        path = workbook(Groupes=cohorts, **{"Modules communs": joint(*rows)}, **more)
        return [problem for problem in refused(path) if problem.startswith("Modules communs")]

    return read


def test_a_joint_module_is_read_alike_from_both(workbook, folder):
    tables = {
        "Groupes": groups("cqp-266", "cqp-371", "fae-112"),
        "Modules communs": joint(
            ["AFGSU", "afgsu", "g1, G2", "Obligatoire", 10, 12, "oui"],
            ["DOSSIERS", "cqp-371:DOSSIER = FAE-112 : dossier", None, "possible"],
        ),
    }
    instance, problems = read_instance(workbook(**tables))
    assert read_instance(folder(**tables)) == (instance, problems)
    assert instance.joint_modules == (
        JointModule("AFGSU", (Sharer("G1", "AFGSU"), Sharer("G2", "AFGSU")), Together.MUST, 10, 12, True),
        JointModule("DOSSIERS", (Sharer("G2", "DOSSIER"), Sharer("G3", "DOSSIER")), Together.MAY),
    )


def test_the_table_is_optional_and_its_csv_file_bears_its_name(folder):
    path = folder(Groupes=groups("cqp-266", "cqp-371"))
    assert read_instance(path)[0].joint_modules == ()
    (path / "modules_communs.csv").write_text(
        "Identifiant;Modules;Groupes;Ensemble\nA;AFGSU;G1, G2;must\n", encoding="utf-8"
    )
    assert read_instance(path)[0].joint_modules[0].cohorts == ("G1", "G2")


def test_without_groups_all_share_that_have_the_module(workbook):
    path = workbook(
        Groupes=groups("cqp-266", "fae-112", "cqp-371"),
        **{"Modules communs": joint(["A", "AFGSU", None, "possible"])},
    )
    assert read_instance(path)[0].joint_modules[0].cohorts == ("G1", "G3")


def test_names_that_lead_nowhere(said):
    assert said(
        groups("cqp-266", "cqp-371"),
        ["A", "AFGSUX", "G1, G2", "obligatoire"],
        ["B", "cqp-999:AFGSU", "G1, G2", "obligatoire"],
        ["C", "cqp-266:AFGSUX", "G1, G2", "obligatoire"],
        ["D", "AFGSU", "G1, H2", "ensemble"],
    ) == [
        "Modules communs!B2: « AFGSUX » n'est pas un module des parcours suivis. "
        "Vouliez-vous dire « AFGSU » ?",
        "Modules communs!B3: « cqp-999 » n'est pas un parcours suivi par un groupe. "
        "Possibles : cqp-266, cqp-371.",
        "Modules communs!B4: « AFGSUX » n'est pas un module de cqp-266. Vouliez-vous dire « AFGSU » ?",
        "Modules communs!C5: « H2 » n'est pas dans la feuille « Groupes ». Possibles : G1, G2.",
        "Modules communs!D5: « ensemble » n'est pas un des mots attendus. "
        "Écrivez l'un de ces mots : obligatoire, possible.",
    ]


def test_a_group_without_the_module_and_a_group_alone(said):
    assert said(
        groups("cqp-266", "fae-112"),
        ["A", "AFGSU", "G1, G2", "obligatoire"],
        ["B", "AFGSU", None, "obligatoire"],
        ["C", "AFGSU", "G1, g1", "obligatoire"],
    ) == [
        "Modules communs!C2: G2 suit fae-112, qui n'a pas de module AFGSU. Retirez ce groupe, ou écrivez "
        "comment son parcours nomme le module, par exemple cqp-266:DOSSIER = fae-112:DOSSIER.",
        "Modules communs!C3:C4: Un module commun est partagé par au moins deux groupes ; ici : G1. "
        "Nommez ceux qui le partagent, ou supprimez la ligne.",
    ]


def test_more_groups_than_can_share(said):
    nine = groups(*["cqp-266"] * 9)
    assert said(nine, ["A", "AFGSU", None, "possible"]) == [
        "Modules communs!C2: 9 groupes le partageraient ; 8 au plus le peuvent. "
        "Faites-en plusieurs lignes, chacune avec une partie des groupes."
    ]


def test_eight_groups_can_share(workbook):
    path = workbook(
        Groupes=groups(*["cqp-266"] * 8), **{"Modules communs": joint(["A", "AFGSU", None, "possible"])}
    )
    assert len(read_instance(path)[0].joint_modules[0].sharers) == 8


def test_cells_that_must_be_filled_in(said):
    assert said(groups("cqp-266", "cqp-266"), [None, None, "G1, G2", None]) == [
        f"Modules communs!{cell}2: « {name} » est vide. Remplissez la case, ou effacez toute la ligne."
        for cell, name in (("A", "Identifiant"), ("B", "Modules"), ("D", "Ensemble"))
    ]


def test_hours_that_differ_are_both_said(said):
    assert said(groups("cqp-266", "fae-112"), ["D", "DOSSIER", "G1, G2", "possible"]) == [
        "Modules communs!B2: cqp-266:DOSSIER dure 28 h, et fae-112:DOSSIER dure 35 h : ceux qui partagent un "
        "module en suivent les mêmes heures. Changez des heures dans la feuille « Heures », ou partagez un "
        "module de même durée."
    ]


def test_hours_made_equal_in_the_sheet_of_hours_can_be_shared(workbook):
    path = workbook(
        Groupes=groups("cqp-266", "fae-112"),
        Heures=[["Parcours", "Module", "Heures"], ["fae-112", "DOSSIER", 28], ["fae-112", "COMM", 28]],
        **{"Modules communs": joint(["D", "DOSSIER", "G1, G2", "possible"])},
    )
    assert read_instance(path)[0].joint_modules[0].module("G2") == "DOSSIER"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (", mode: remote", "stage-7:ACCUEIL est enseigné en présentiel, et stage-8:ACCUEIL à distance"),
        (
            ", whole_days: false",
            "stage-7:ACCUEIL est enseigné par journées entières, et stage-8:ACCUEIL par demi-journées",
        ),
        (
            ", one_trainer: false",
            "stage-7:ACCUEIL est enseigné avec un même formateur de bout en bout, "
            "et stage-8:ACCUEIL avec des formateurs quelconques",
        ),
    ],
)
def test_ways_of_teaching_that_one_lesson_cannot_have(said, own, more, words):
    own("stage-7")
    own("stage-8", more=more)
    assert said(groups("stage-7", "stage-8"), ["A", "ACCUEIL", None, "possible"]) == [
        f"Modules communs!B2: {words} : un même cours ne peut être les deux. "
        "Écrivez la même chose dans les deux parcours, ou partagez un autre module."
    ]


def test_no_room_for_both(said, own):
    own("stage-7")
    own("stage-8", room="simulation")
    assert said(groups("stage-7", "stage-8"), ["A", "ACCUEIL", None, "possible"]) == [
        "Modules communs!B2: Aucune salle ne convient aux deux : stage-7:ACCUEIL se tient en cours, et "
        "stage-8:ACCUEIL en simulation. Admettez un même type de salle dans les deux parcours, ou partagez "
        "un autre module."
    ]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("", "est en présentiel"),
        (", mode: remote, whole_days: false", "est enseigné par demi-journées"),
        (", mode: remote", None),
    ],
)
def test_several_sites(workbook, refused, own, more, fault):
    own("stage-7", more=more)
    path = workbook(
        Sites=[["Identifiant", "Nom"], ["MANS", "Le Mans"], ["LAVAL", "Laval"]],
        Groupes=[*groups("stage-7"), ["G2", "stage-7", "LAVAL", *DATES]],
        **{"Modules communs": joint(["A", "ACCUEIL", None, "possible"])},
    )
    if fault is None:
        assert read_instance(path)[0].joint_modules[0].cohorts == ("G1", "G2")
    else:
        assert refused(path) == [
            f"Modules communs!C2: Ces groupes sont sur plusieurs sites (LAVAL, MANS), et ACCUEIL {fault}. "
            "Nommez les groupes d'un seul site, et faites une ligne par site."
        ]


def test_an_assessment_is_not_shared(said, own):
    own("stage-7")
    assert said(groups("stage-7", "stage-7"), ["A", "EVAL", "G1, G2", "obligatoire"]) == [
        "Modules communs!B2: stage-7:EVAL est une évaluation, propre à chaque groupe. "
        "Choisissez un module d'un bloc."
    ]


def test_a_module_is_in_one_row_and_a_row_is_one_module(said):
    assert said(
        groups("cqp-266", "cqp-266", "cqp-266"),
        ["A", "AFGSU", "G1, G2", "obligatoire"],
        ["B", "AFGSU", "G2, G3", "possible"],
        ["C", "SOINS, DOSSIER", "G1, G2", "possible"],
    ) == [
        "Modules communs!C3: G2 partage déjà AFGSU à la ligne 2. "
        "Gardez le groupe dans une seule des deux lignes.",
        "Modules communs!B4: cqp-266 a plusieurs de ces modules : SOINS, DOSSIER. "
        "Donnez à chaque module commun sa propre ligne.",
    ]


def test_limits_of_size(said):
    two = groups("cqp-266", "cqp-266")
    swap, both = (
        "Échangez les deux valeurs, ou changez-en une.",
        "Une case vide garde la limite du parcours : ",
    )
    assert said(two, ["A", "AFGSU", "G1, G2", "possible", 12, 10]) == [
        f"Modules communs!F2: Au moins 12 apprenants par groupe, mais au plus 10. {swap}"
    ]
    # The curriculum asks for 10 to 12.
    assert said(two, ["A", "AFGSU", "G1, G2", "possible", None, 8]) == [
        f"Modules communs!F2: Au moins 10 apprenants par groupe, mais au plus 8. {both}remplissez les deux."
    ]
    assert said(two, ["A", "AFGSU", "G1, G2", "possible", 13]) == [
        f"Modules communs!E2: Au moins 13 apprenants par groupe, mais au plus 12. {both}remplissez les deux."
    ]
    assert said(two, ["A", "AFGSU", "G1, G2", "possible", 0]) == [
        "Modules communs!E2: 0 n'est pas compris entre 1 et 1000."
    ]


def test_limits_looser_than_the_curriculum_are_worth_a_warning(workbook, warned):
    path = workbook(
        Groupes=groups("cqp-266", "cqp-266"),
        **{"Modules communs": joint(["A", "AFGSU", "G1, G2", "possible", 8, 14])},
    )
    keep = "Laissez la case vide pour garder la limite du parcours."
    assert [text for text in warned(path) if text.startswith("Modules communs")] == [
        f"Modules communs!E2: 8 apprenants par groupe, là où le parcours dit 10. {keep}",
        f"Modules communs!F2: 14 apprenants par groupe, là où le parcours dit 12. {keep}",
    ]


def test_a_curriculum_that_no_group_of_the_row_follows_is_worth_a_warning(workbook, warned):
    path = workbook(
        Groupes=groups("cqp-266", "cqp-266", "cqp-371"),
        **{"Modules communs": joint(["A", "cqp-266:AFGSU = cqp-371:AFGSU", "G1, G2", "possible"])},
    )
    assert "Modules communs!B2: Aucun de ces groupes ne suit cqp-371." in warned(path)


def test_names_of_lessons_stay_apart(said):
    assert said(
        groups(*["cqp-266"] * 4),
        ["AFGSU", "AFGSU", "G1, G2", "possible"],
        ["AFGSU-A2", "AFGSU", "G3, G4", "possible"],
        ["AFGSU-SUD", "SOINS", "G3, G4", "possible"],
    ) == [
        "Modules communs!A3: Des cours de AFGSU pourraient aussi s'appeler « AFGSU-A2 ». "
        "Donnez-lui un autre nom, par exemple AFGSU-A2bis."
    ]


def test_nothing_is_said_of_modules_while_a_curriculum_is_not_known(said):
    assert said(groups("cqp266", "cqp-371"), ["A", "AFGSU", "G1, G2", "obligatoire"]) == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_written_is_read_back(workbook, tmp_path, own, language):
    own("stage-7", module="ICI")
    own("stage-8", module="LA")
    path = workbook(
        Groupes=groups("cqp-266", "cqp-371", "stage-7", "stage-8"),
        **{
            "Modules communs": joint(
                ["A", "AFGSU", "G1, G2", "possible", 10, 12, "oui"],
                ["B", "stage-7:ICI = stage-8:LA", None, "obligatoire"],
            )
        },
    )
    instance, _problems = read_instance(path)
    with speaking(language):
        folder = write_case(tmp_path / "copie.xlsx", instance)
    assert read_instance(tmp_path / "copie.xlsx", folder)[0].joint_modules == instance.joint_modules


def test_an_anonymous_copy_shares_the_same_without_names(workbook, tmp_path, own):
    own("stage-7", module="ICI")
    own("stage-8", module="LA")
    path = workbook(
        Groupes=groups("stage-8", "stage-7"),
        **{
            "Modules communs": joint(
                ["SOLANGE", "stage-7:ICI = stage-8:LA", "G2, G1", "obligatoire", 2, 9, "oui"]
            )
        },
    )
    instance, _problems = read_instance(path)
    folder = write_case(tmp_path / "cas.xlsx", anonymous(instance))
    [found] = read_instance(tmp_path / "cas.xlsx", folder)[0].joint_modules
    [known] = instance.joint_modules
    # Groups and modules bear the names G1, M1… in the order of their tables.
    assert found == replace(known, id="J1", sharers=(Sharer("G2", "M2"), Sharer("G1", "M1")))
