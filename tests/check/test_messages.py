"""What a coordinator reads: the place, and one sentence that names the things."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.domain.plan import Violation
from scheduler.text import speaking
from tests.cases.reader import Case, lessons_of, load_cases
from tests.cases.world import build

CASES = {case.id: case for case in load_cases()}

SENTENCES = {
    "CA-01-broken-easter-monday": [
        (
            "A · regroupement 1 · 29/03/2027",
            "A est en formation le lundi 29/03/2027, jour férié (Lundi de Pâques).",
        )
    ],
    "CA-02-edge-out-the-last-day-of-a-closure": [
        (
            "A · regroupement 2 · 08/02/2027",
            "A est en formation le lundi 08/02/2027, jour de fermeture du centre ou du site (fermeture).",
        )
    ],
    "CA-05-edge-out-one-day-over-a-month": [
        (
            "A · regroupement 2 · 02/03/2027",
            "A se termine le mardi 02/03/2027, après le 01/03/2027 : plus de 1 mois après le 01/02/2027.",
        )
    ],
    "SE-01-edge-out-three-single-days-where-the-days-are-odd": [
        (
            "A",
            "A compte 3 regroupements d'un seul jour (1, 2, 3) au lieu de 1 : le parcours compte 3 jours.",
        )
    ],
    "SE-01-broken-numbers-out-of-order": [
        (
            "A · regroupement 2 · 01/02/2027",
            "A : le regroupement du lundi 01/02/2027 porte le numéro 2 au lieu de 1.",
        )
    ],
    "SE-03-edge-out-two-weeks-where-the-cohort-allows-one": [
        (
            "A · regroupement 2 · 15/02/2027",
            "A : 2 semaines entre le regroupement 1 (01/02/2027) et le regroupement 2 (15/02/2027) ; "
            "le maximum est de 1.",
        )
    ],
    "SE-05-edge-out-a-long-morning-and-a-short-afternoon-of-teaching": [
        (
            "A · regroupement 1 · 01/02/2027 matin",
            "A : le module M1 dure 4 h le lundi 01/02/2027 matin au lieu de 3,5 h.",
        ),
        (
            "A · regroupement 1 · 01/02/2027 après-midi",
            "A : le module M1 dure 3 h le lundi 01/02/2027 après-midi au lieu de 3,5 h.",
        ),
    ],
    "CU-01-edge-out-a-half-day-of-one-module-given-to-another": [
        ("A", "A : le module M1 reçoit 10,5 h au lieu de 7 h."),
        ("A", "A : le module M2 reçoit 3,5 h au lieu de 7 h."),
    ],
    "CU-05-broken-three-learners-in-one-group": [
        ("A", "A : le module M1 reçoit 0 h au lieu de 7 h dans le sous-groupe 2."),
        ("A", "A : 21 h au lieu de 28 h pour L3."),
        (
            "A · regroupement 1 · 01/02/2027 matin",
            "A : sous-groupes du module M1 le lundi 01/02/2027 matin : 1 ; il faut, en même temps : 1, 2.",
        ),
    ],
    "TR-01-edge-out-one-half-day-in-common": [
        (
            "A · regroupement 1 · 02/02/2027 matin",
            "Anne Petit (T1) est à plusieurs endroits à la fois le mardi 02/02/2027 matin : A (M1), B (M2).",
        )
    ],
    "TR-01-broken-two-parallel-groups-with-one-trainer": [
        (
            "A · regroupement 1 · 01/02/2027",
            "Anne Petit (T1) est à plusieurs endroits à la fois le lundi 01/02/2027 : "
            "A sous-groupe 1 (M1), A sous-groupe 2 (M1).",
        )
    ],
    "TR-02-broken-a-trainer-nobody-knows": [
        (
            "A · regroupement 1 · 02/02/2027",
            "A : le formateur « T9 » n'existe pas (module M2, mardi 02/02/2027).",
        )
    ],
    "TR-03-broken-in-the-middle-of-an-absence": [
        ("A · regroupement 2 · 08/02/2027", "Anne Petit (T1) a une absence le lundi 08/02/2027 (groupe A)."),
        ("A · regroupement 2 · 09/02/2027", "Anne Petit (T1) a une absence le mardi 09/02/2027 (groupe A)."),
    ],
    "TR-04-edge-out-one-day-a-week-too-many": [
        (
            "A · regroupement 2 · 09/02/2027",
            "Anne Petit (T1) : nombre de jours dans la semaine du 08/02/2027 : 2 ; maximum : 1.",
        )
    ],
    "RO-02-broken-practice-in-a-classroom": [
        (
            "A · regroupement 1 · 01/02/2027",
            "A : la salle R1, de type « salle de cours », ne convient pas au module M1 le lundi 01/02/2027 ; "
            "il faut : skills_lab.",
        )
    ],
    "RO-03-edge-out-one-learner-too-many": [
        (
            "A · regroupement 1 · 01/02/2027",
            "A : capacité de la salle R2 : 2 ; apprenants du module M1 le lundi 01/02/2027 : 3.",
        )
    ],
    "RO-04-broken-a-room-under-repair": [
        (
            "A · regroupement 1 · 01/02/2027",
            "A : la salle R1 est fermée le lundi 01/02/2027 (travaux).",
        ),
        (
            "A · regroupement 1 · 02/02/2027",
            "A : la salle R1 est fermée le mardi 02/02/2027 (travaux).",
        ),
    ],
    "RO-05-edge-out-a-module-in-person-given-at-a-distance": [
        (
            "A · regroupement 1 · 01/02/2027",
            "A : le module M1 est à distance le lundi 01/02/2027, alors qu'il se donne en présentiel.",
        )
    ],
    "RO-05-edge-out-a-remote-module-given-in-person": [
        (
            "A · regroupement 1 · 01/02/2027",
            "A : le module M1 est en présentiel le lundi 01/02/2027, alors qu'il se donne à distance.",
        )
    ],
    "LE-01-edge-out-certified-one-day-late": [
        (
            "A · regroupement 2 · 09/02/2027",
            "A se termine le mardi 09/02/2027, après l'échéance du 08/02/2027 de : Léa Blanc.",
        )
    ],
    "PI-01-broken-a-day-fixed-and-not-planned": [
        ("A · 03/02/2027", "Fixé à la main, mais absent du planning : mercredi 03/02/2027, groupe A.")
    ],
    "PI-01-edge-out-a-day-fixed-and-half-of-it-planned": [
        (
            "A · 01/02/2027",
            "Fixé à la main, mais absent du planning : lundi 01/02/2027 après-midi, groupe A, module M1.",
        )
    ],
    "PI-02-edge-out-trainer-and-room-forbidden-together-and-planned-together": [
        (
            "A · regroupement 1 · 02/02/2027",
            "Interdit à la main, mais présent dans le planning : mardi 02/02/2027, formateur T1, salle R2.",
        )
    ],
}

PLACES = {
    "CA-01-broken-easter-monday": (1,),
    "CA-01-broken-a-saturday-though-the-cohort-allows-it": (3,),
    "CA-02-broken-a-session-while-the-centre-is-closed": (5, 7),
    "CA-03-broken-in-the-winter-holidays-of-zone-a": (5, 7),
    "CA-04-broken-a-start-weeks-too-late": (1,),
    "CA-05-broken-a-week-where-a-month-is-asked-for": (8,),
    "CA-05-broken-two-months-where-one-is-the-most": (8,),
    "CA-06-broken-the-friday-after-ascension": (5,),
    "CU-01-broken-a-module-of-no-curriculum": (3,),
    "CU-02-broken-m1-after-m3-planned-before-it": (1,),
    "CU-02-broken-after-two-modules-one-of-them-late": (3,),
    "CU-03-broken-m3-a-day-in-each-session": (3,),
    "CU-04-broken-the-last-module-first": (1,),
    "CU-04-broken-the-assessment-before-the-last-module": (5,),
    "CU-05-broken-three-learners-in-one-group": (1,),
    "CU-06-broken-mornings-of-one-module-afternoons-of-another": (1, 2, 3, 4),
    "LE-01-broken-hired-more-than-two-years-ago": (8,),
    "PI-02-broken-a-day-forbidden-to-a-cohort": (3,),
    "PI-02-broken-a-day-forbidden-to-everybody": (3,),
    "RO-01-broken-two-cohorts-in-one-room": (1, 3),
    "RO-01-broken-two-parallel-groups-in-one-room": (1,),
    "RO-02-broken-practice-in-a-classroom": (1,),
    "RO-02-broken-a-room-nobody-knows": (1,),
    "RO-03-broken-four-learners-in-a-room-for-one": (1, 3),
    "RO-04-broken-a-room-of-another-site": (5, 7),
    "RO-04-broken-a-room-under-repair": (1, 3),
    "RO-05-broken-a-morning-at-home-an-afternoon-at-the-centre": (1, 3),
    "SE-01-broken-monday-and-wednesday": (1,),
    "SE-01-broken-a-session-of-three-days-and-one-of-a-single-day": (1,),
    "SE-01-broken-a-number-left-out": (5,),
    "SE-01-broken-numbers-out-of-order": (1,),
    "SE-02-broken-four-days-in-a-row": (5,),
    "SE-03-broken-two-months-without-a-session": (5,),
    "SE-04-broken-thursday-and-friday-where-monday-and-tuesday-are-allowed": (5, 7),
    "SE-05-broken-two-modules-at-once-and-an-empty-afternoon": (1, 4),
    "TR-01-broken-two-cohorts-on-the-same-days": (1, 3),
    "TR-01-broken-two-parallel-groups-with-one-trainer": (1,),
    "TR-02-broken-a-trainer-without-the-skill": (3,),
    "TR-02-broken-a-trainer-nobody-knows": (3,),
    "TR-03-broken-in-the-middle-of-an-absence": (5, 7),
    "TR-03-broken-a-weekday-on-which-the-trainer-does-not-work": (3,),
    "TR-04-broken-far-more-days-than-agreed": (3,),
    "TR-05-broken-mornings-in-lyon-afternoons-in-paris": (6, 8),
    "TR-06-broken-another-trainer-on-the-second-day": (7,),
}
"""Of one broken case and another: the lessons, counted from 1, at which the fault of its rule is placed."""


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    with speaking("fr"):
        yield


@pytest.mark.parametrize("case", [CASES[name] for name in SENTENCES], ids=list(SENTENCES))
def test_sentences(case: Case) -> None:
    found = check(case.instance, case.lessons)
    assert [(x.where, x.message) for x in found] == SENTENCES[case.id]


def test_every_case_is_said_without_gaps_in_both_languages() -> None:
    for language in ("fr", "en"):
        with speaking(language):
            for case in CASES.values():
                for violation in check(case.instance, case.lessons):
                    assert not {"{", "}", "None"} & set(violation.message.split()), violation
                    assert violation.message.endswith("."), violation


def test_english() -> None:
    case = CASES["SE-04-edge-out-one-day-too-far"]
    with speaking("en"):
        assert check(case.instance, case.lessons) == (
            Violation(
                "SE-04",
                "A · session 2 · 2027-02-10",
                "A trains on Wednesday 2027-02-10; it allows only Monday, Tuesday.",
            ),
        )


def test_the_place_a_lesson_was_read_from_comes_first() -> None:
    case = CASES["TR-02-broken-a-trainer-without-the-skill"]
    rows = [replace(lesson, place=f"Séances!A{row}") for row, lesson in enumerate(case.lessons, start=2)]
    assert [violation.where for violation in check(case.instance, rows)] == ["Séances!A4"]


@pytest.mark.parametrize("case", [CASES[name] for name in PLACES], ids=list(PLACES))
def test_a_fault_is_placed_at_the_first_lesson_of_those_at_fault(case: Case) -> None:
    rows = [replace(lesson, place=str(number)) for number, lesson in enumerate(case.lessons, start=1)]
    found = [int(x.where) for x in check(case.instance, rows) if x.code == case.rule and x.where.isdigit()]
    assert found == list(PLACES[case.id])


def judged(plan: str, **world: Any) -> list[tuple[str, str]]:
    """Return codes and sentences of a plan in a changed world."""
    instance = build(world)
    return [(x.code, x.message) for x in check(instance, lessons_of(plan, instance))]


def test_faults_are_in_order_of_cohort_date_and_code() -> None:
    plan = """
        B1 Mon 2027-02-01  M1 T1 R1
        B1 Tue 2027-02-02  M2 T1 R1
        A1 Sat 2027-02-06  M1 - R1
        A1 Sun 2027-02-07  M2 T9 R1
        Z1 Mon 2027-02-01  M1 T1 R2
    """
    world = {
        "modules": {"M3": None},
        "cohorts": {"A": {"weekdays": ["SAT", "SUN"]}, "B": {"weekdays": ["MON", "TUE"]}},
    }
    assert judged(plan, **world) == [
        ("CA-01", "A est en formation le samedi 06/02/2027, un jour de week-end."),
        ("TR-02", "A : le module M1 n'a pas de formateur le samedi 06/02/2027."),
        ("CA-01", "A est en formation le dimanche 07/02/2027, un jour de week-end."),
        ("TR-02", "A : le formateur « T9 » n'existe pas (module M2, dimanche 07/02/2027)."),
        ("TR-01", "Anne Petit (T1) est à plusieurs endroits à la fois le lundi 01/02/2027 : B (M1), Z (M1)."),
        ("CU-01", "Le groupe « Z » n'existe pas dans les données du centre."),
    ]


def test_an_absence_of_somebody_else_is_no_reason() -> None:
    plan = """
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M2 T1 R1
    """
    world = {
        "modules": {"M3": None},
        "trainers": {"T1": {"availability": ["MON AM", "MON PM", "TUE AM"]}},
        "absences": [{"trainer": "T2", "first": "2027-02-01", "last": "2027-02-28"}],
    }
    assert judged(plan, **world) == [
        ("TR-03", "Anne Petit (T1) ne travaille pas le mardi 02/02/2027 après-midi (groupe A)."),
    ]


def test_a_row_twice_is_said_once_for_the_day_and_once_for_the_hours() -> None:
    plan = """
        A1 Mon 2027-02-01  M1 T1 R1 + M1.1 T1 R1 | M1 T1 R1
        A1 Tue 2027-02-02  M2 T1 R1
        A2 Mon 2027-02-08  M3 T1 R1
        A2 Tue 2027-02-09  M3 T1 R1
    """
    assert judged(plan) == [
        ("CU-01", "A : le module M1 reçoit 10,5 h au lieu de 7 h."),
        ("LE-02", "A : 31,5 h au lieu de 28 h pour Léa Blanc, Noé Morel."),
        ("SE-05", "A a plus d'une fois le module M1 le lundi 01/02/2027 matin."),
    ]


def test_a_cohort_without_lessons_is_one_fault_and_its_learners_another() -> None:
    assert judged("A0 Mon 2027-02-01  - | -") == [
        ("CU-01", "A : aucune séance dans le planning, alors que le parcours dure 28 h."),
        ("LE-02", "A : 0 h au lieu de 28 h pour Léa Blanc, Noé Morel."),
    ]
