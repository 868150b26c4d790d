"""A centre is told who does not belong in a curriculum, and stopped only by what does not exist."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduler.curricula import audience_problems, shipped_curricula
from scheduler.domain.centre import Centre, Site
from scheduler.domain.cohort import Cohort, Learner
from scheduler.domain.instance import Instance
from scheduler.errors import Severity
from scheduler.text import speaking

CURRICULA = shipped_curricula()
COHORT = Cohort("G1", "cqp-266", "S", date(2027, 1, 4), date(2027, 2, 1))
FITTING = Learner("A1", "G1", prerequisite="level4_diploma", hire_date=date(2026, 9, 1))


def complaints(
    learners: tuple[Learner, ...], cohort: Cohort = COHORT, language: str = "en"
) -> list[tuple[Severity, str]]:
    instance = Instance(Centre("C"), (Site("S", "S"),), (), (), (cohort,), CURRICULA, learners)
    with speaking(language):
        return [(problem.severity, str(problem)) for problem in audience_problems(instance)]


def crowd(size: int, **changes: Any) -> tuple[Learner, ...]:
    """Return as many learners who fit; the last one with `changes`."""
    learners = [replace(FITTING, id=f"A{i + 1}") for i in range(size)]
    return (*learners[:-1], replace(learners[-1], **changes))


@pytest.mark.parametrize("size", [10, 12, 20, 24])
def test_nothing_is_said_of_a_cohort_that_fits(size: int) -> None:
    """10 to 12 make one AFGSU group, 20 to 24 two of at least 10."""
    assert complaints(crowd(size)) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (
            {"profile": "nurse"},
            "Learners A10: profile “nurse” does not follow curriculum “cqp-266”. "
            "This profile follows “fae-112”.",
        ),
        (
            {"prerequisite": None},
            "Learners A10: no prerequisite of curriculum “cqp-266” is given. One of these is needed: "
            "level 4 diploma, level 4 certification as medical secretary, three years as medical secretary.",
        ),
        (
            {"prerequisite": "driving licence"},
            "Learners A10: “driving licence” is no prerequisite of curriculum “cqp-266”. "
            "One of these is needed: level 4 diploma, level 4 certification as medical secretary, "
            "three years as medical secretary.",
        ),
        (
            {"hire_date": None},
            "Learners A10: no date of hire is given, so no deadline is checked. Fill in the date of hire.",
        ),
        (
            {"hire_date": date(2024, 6, 21), "suspended": True},
            "Learners A10: the deadline is marked as suspended, but that of a hire on 2024-06-21 cannot "
            "be. The deadline stays in force.",
        ),
        (
            {"hire_date": date(2027, 2, 2)},
            "Learners A10: hired after the last possible start of cohort “G1” (2027-02-01). "
            "Check the date of hire.",
        ),
    ],
)
def test_warnings_of_a_learner(changes: dict[str, Any], complaint: str) -> None:
    assert complaints(crowd(10, **changes)) == [(Severity.WARNING, complaint)]


@pytest.mark.parametrize(
    "changes",
    [
        # From 22 June 2024 on a deadline can be suspended.
        {"hire_date": date(2024, 6, 22), "suspended": True},
        {"hire_date": date(2027, 2, 1)},
        {"profile": "medical_secretary", "prerequisite": "three_years_medical_secretary"},
    ],
)
def test_the_edges_that_fit(changes: dict[str, Any]) -> None:
    assert complaints(crowd(10, **changes)) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        (
            {"exempted": ("COMM", "COM")},
            "Learners A12: exempted from module “COM”, which curriculum “cqp-266” does not have. "
            "Known: SOINS, PARCOURS, VACCIN, SANTE-PUB, DOSSIER, VOCAB, LOGICIEL, COMM, TELEMED, RISQUE, "
            "VIGILANCE, AFGSU, CONSTANTES, STOCKS, ASSISTANCE, EVAL.",
        ),
        (
            {"acquired_blocks": ("B3", "B5")},
            "Learners A12: has acquired block “B5”, which curriculum “cqp-266” does not have. "
            "Known: B1, B2, B3, B4.",
        ),
    ],
)
def test_what_the_curriculum_does_not_have_is_an_error(changes: dict[str, Any], complaint: str) -> None:
    assert complaints(crowd(12, **changes)) == [(Severity.ERROR, complaint)]


def test_a_learner_with_every_block_acquired() -> None:
    assert complaints(crowd(12, acquired_blocks=("B1", "B2", "B3", "B4"))) == [
        (
            Severity.WARNING,
            "Learners A12: has no module left to follow. Check the exempted modules and the acquired blocks.",
        )
    ]


def test_a_profile_that_the_fae_is_not_for() -> None:
    """The FAE asks for no prerequisite, but for one of three professions."""
    nurses = crowd(3, profile="other")
    nurses = (*(replace(learner, profile="nurse", prerequisite=None) for learner in nurses[:2]), nurses[2])
    assert complaints(nurses, replace(COHORT, curriculum="fae-112")) == [
        (
            Severity.WARNING,
            "Learners A3: profile “other profile” is not one that curriculum “fae-112” is for. "
            "It is for: nurse, nursing assistant, childcare assistant.",
        )
    ]


@pytest.mark.parametrize(
    ("size", "groups"),
    [
        # 13 do not fit in one group of 12, and two groups fall below 10.
        (13, "13 learners in 2 groups of 7 and 6"),
        (19, "19 learners in 2 groups of 10 and 9"),
        (25, "25 learners in 3 groups of 9, 8 and 8"),
        (9, "9 learners in one group"),
        (1, "1 learner in one group"),
    ],
)
def test_groups_below_the_minimum_of_the_afgsu(size: int, groups: str) -> None:
    assert complaints(crowd(size)) == [
        (
            Severity.WARNING,
            f"Cohorts G1: AFGSU: {groups}, below the minimum of 10 per group. "
            "Share it with another group in the table “Joint modules”, or check the range allowed.",
        )
    ]


def test_exempted_learners_do_not_count_in_a_group() -> None:
    """Ten learners of whom one already holds the AFGSU: nine attend."""
    [(_severity, said)] = complaints(crowd(10, exempted=("AFGSU",)))
    assert said.startswith("Cohorts G1: AFGSU: 9 learners in one group, below the minimum of 10")


def test_a_module_that_nobody_follows_is_planned_all_the_same() -> None:
    everybody = tuple(replace(learner, exempted=("COMM",)) for learner in crowd(10))
    assert complaints(everybody) == [
        (
            Severity.WARNING,
            "Cohorts G1: nobody follows module “COMM”, yet it is planned. Check the exemptions.",
        )
    ]


def test_a_cohort_without_learners() -> None:
    assert complaints(()) == [
        (
            Severity.WARNING,
            "Cohorts G1: has no learner: no deadline, exemption or group size is checked. "
            "Fill in the table of learners.",
        )
    ]


@pytest.mark.parametrize(
    ("start_to", "warned"),
    # France compétences registers RNCP40913 until 25 June 2030.
    [(date(2030, 6, 25), False), (date(2030, 6, 26), True)],
)
def test_a_start_after_the_curriculum_ends(start_to: date, warned: bool) -> None:
    said = complaints(crowd(10), replace(COHORT, start_to=start_to))
    expected = (
        Severity.WARNING,
        "Cohorts G1: may start on 2030-06-26, after curriculum “cqp-266” ends (2030-06-25). "
        "Check that this curriculum may still be followed.",
    )
    assert said == ([expected] if warned else [])


@pytest.mark.parametrize(("start_from", "warned"), [(date(2022, 4, 22), False), (date(2022, 4, 21), True)])
def test_a_start_before_the_curriculum_begins(start_from: date, warned: bool) -> None:
    """RNCP36358 was registered on 22 April 2022 (ccn-cabinets-medicaux.fr)."""
    cohort = replace(COHORT, curriculum="cqp-371", start_from=start_from, start_to=date(2022, 5, 2))
    said = complaints(crowd(10, hire_date=date(2022, 1, 3)), cohort)
    wanted = (
        Severity.WARNING,
        "Cohorts G1: may start on 2022-04-21, before curriculum “cqp-371” begins (2022-04-22). "
        "Check the start window.",
    )
    assert (wanted in said) is warned


def test_people_read_french_with_french_dates() -> None:
    cohort = replace(COHORT, curriculum="cqp-371")
    assert [said for _severity, said in complaints(crowd(13, profile="nurse"), cohort, "fr")] == [
        "Groupes G1 : début possible le 01/02/2027, après la fin de validité du parcours « cqp-371 » "
        "(24/04/2025). Vérifiez que ce parcours peut encore être suivi.",
        "Groupes G1 : AFGSU : 13 apprenants en 2 groupes de 7 et 6, sous le minimum de 10 par groupe. "
        "Réunissez-les avec un autre groupe dans la table « Modules communs », "
        "ou vérifiez les tailles permises.",
        "Apprenants A13 : le profil « infirmier, infirmière » ne suit pas le parcours « cqp-371 ». "
        "Ce profil suit « fae-112 ».",
    ]


def of_the_centre(**changes: Any) -> Instance:
    """Return a cohort of ten who follow a curriculum of the centre's own."""
    own = replace(next(x for x in CURRICULA if x.id == "cqp-266"), id="own", **changes)
    learners = crowd(10, profile="nurse")
    return Instance(
        Centre("C"), (Site("S", "S"),), (), (), (replace(COHORT, curriculum="own"),), (own,), learners
    )


def test_an_excluded_profile_for_whom_nothing_else_is_named() -> None:
    with speaking("en"):
        assert [str(problem) for problem in audience_problems(of_the_centre(instead=None))] == [
            "Learners A10: profile “nurse” does not follow curriculum “own”. Check the profile."
        ]


def test_a_hire_that_no_regime_governs() -> None:
    """Only the regime of hires until 21 June 2024 is kept; all were hired on 1 September 2026."""
    former = next(x for x in CURRICULA if x.id == "cqp-266").regimes[1:]
    with speaking("en"):
        found = audience_problems(of_the_centre(regimes=former, excluded_profiles=()))
        problems = [str(problem) for problem in found]
    assert problems == [
        f"Learners A{n}: no deadline of curriculum “own” applies to a hire on 2026-09-01. "
        "Check the date of hire."
        for n in range(1, 11)
    ]


def test_a_curriculum_without_deadlines_asks_for_no_date_of_hire() -> None:
    instance = of_the_centre(regimes=(), excluded_profiles=())
    undated = tuple(replace(learner, hire_date=None) for learner in instance.learners)
    assert audience_problems(replace(instance, learners=undated)) == ()
