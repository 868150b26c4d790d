"""Worlds that are impossible for a known reason: the correction set names it, and a plan then exists.

The small world (tests/cases/world.yaml) needs two sessions of two days, starts between
1 and 12 February 2027, and has the trainers T1 (care, office) and T2 (care).
"""

from typing import Any

import pytest

from scheduler.domain.settings import TERM, Settings
from scheduler.explain import Answer, CorrectionSet, explain
from scheduler.text import speaking
from tests.cases.world import build

SETTINGS = Settings(dict.fromkeys(TERM, 1), 8)
REGIME = {"source": "test", "finish_within_months": 24}
ALL_CARE = {"T1": {"skills": ["care", "office"]}, "T2": {"skills": ["care", "office"]}}


def explained(world: dict[str, Any]) -> list[CorrectionSet]:
    with speaking("en"):
        return list(explain(build(world), SETTINGS, seconds=60))


CASES: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    # Open in the weeks of 1 February and of 15 March, and a second closure that hinders nothing.
    "a closure, a gap": (
        {
            "cohorts": {"A": {"start_to": "2027-02-05"}},
            "closures": [
                {"first": "2027-02-08", "last": "2027-03-14", "label": "Travaux"},
                {"first": "2027-04-08", "last": "2027-04-14", "label": "Pâques"},
            ],
        },
        (
            "closure “Travaux” (2027-02-08 to 2027-03-14) lifted",
            "A with up to 8 weeks between two sessions",
            "A starting between 2027-01-04 and 2027-03-05",
        ),
    ),
    # The second session ends on 9 February at the earliest; only L1 had to be certified before.
    "a deadline": (
        {
            "curriculum": {"regimes": [REGIME]},
            "learners": {"L1": {"hire_date": "2025-02-08"}, "L2": {"hire_date": "2026-03-01"}},
        },
        ("Léa Blanc (L1) of A without a deadline", "A starting between 2027-01-04 and 2027-03-12"),
    ),
    # A and B have to share M1, and have no weekday in common.
    "a joint module": (
        {
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["WED", "THU"]}},
            "learners": {"L3": {"cohort": "B"}},
            "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}},
        },
        (
            "A on all weekdays from Monday to Friday",
            "B on all weekdays from Monday to Friday",
            "J followed apart by A, B",
        ),
    ),
    # T2 alone has office, and does not work on Mondays and Tuesdays, the only days of A.
    "weekdays": (
        {
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}},
            "trainers": {
                "T1": {"skills": ["care"]},
                "T2": {"skills": ["office"], "availability": ["WED AM", "WED PM", "THU AM", "THU PM"]},
            },
        },
        (
            "A on all weekdays from Monday to Friday",
            "Marc Roux (T2) available on all weekdays",
            "further trainers for the skill “office”",
        ),
    ),
    # T1 alone has office; the absence in June hinders nothing.
    "an absence": (
        {
            "absences": [
                {"trainer": "T1", "first": "2027-01-01", "last": "2027-05-31"},
                {"trainer": "T1", "first": "2027-06-07", "last": "2027-06-11"},
            ]
        },
        (
            "Anne Petit (T1) present from 2027-01-01 to 2027-05-31",
            "further trainers for the skill “office”",
        ),
    ),
    # A and B must both begin on Monday 1 February, in the one room.
    "a room": (
        {
            "rooms": {"R2": None},
            "trainers": ALL_CARE,
            "cohorts": {name: {"start_to": "2027-02-01"} for name in "AB"},
        },
        ("a second room like R1 (classroom, 12 places)",),
    ),
    # The first session (1 and 2 February) can hold neither M2, as T1 is away, nor what comes after it.
    "the order of modules": (
        {
            "cohorts": {"A": {"start_to": "2027-02-01"}},
            "absences": [{"trainer": "T1", "first": "2027-02-01", "last": "2027-02-03"}],
            "modules": {"M1": {"after": ["M2"]}, "M3": {"after": ["M1"]}},
        },
        ("M1 (tiny) in any order", "Anne Petit (T1) present from 2027-02-01 to 2027-02-03"),
    ),
    # M1 is fixed on two days, and takes one.
    "a pin": (
        {
            "pins": [
                {"kind": "fix", "cohort": "A", "day": "2027-02-01", "module": "M1"},
                {"kind": "fix", "cohort": "A", "day": "2027-02-02", "module": "M2"},
                {"kind": "fix", "cohort": "A", "day": "2027-02-09", "module": "M1"},
            ]
        },
        ("nothing fixed on 2027-02-01 (A, M1)", "nothing fixed on 2027-02-09 (A, M1)"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_reason_is_named(name: str) -> None:
    world, expected = CASES[name]
    found = explained(world)
    assert all(correction_set.answer is Answer.YES and correction_set.fewest for correction_set in found), (
        found
    )
    said = [change for correction_set in found for change in correction_set.changes]
    assert set(expected) <= set(said), said


def test_what_hinders_nothing_is_not_named() -> None:
    said = " ".join(correction_set.message for name in CASES for correction_set in explained(CASES[name][0]))
    assert "Pâques" not in said
    assert "2027-06-07" not in said
    assert "Noé Morel" not in said
    assert "A, M2" not in said


def test_two_reasons_together() -> None:
    """Closed far beyond the start window, and a learner who had to be certified long before."""
    world = {
        "curriculum": {"regimes": [REGIME]},
        "learners": {"L1": {"hire_date": "2024-06-01"}, "L2": {"hire_date": "2026-03-01"}},
        "closures": [
            {"first": "2026-12-01", "last": "2027-06-30", "label": "Travaux"},
            {"first": "2027-07-08", "last": "2027-07-14", "label": "Juillet"},
        ],
    }
    (correction_set,) = explained(world)
    assert correction_set.answer is Answer.YES
    assert correction_set.fewest
    assert set(correction_set.changes) == {
        "closure “Travaux” (2026-12-01 to 2027-06-30) lifted",
        "Léa Blanc (L1) of A without a deadline",
    }
    assert correction_set.codes == ("CA-02", "LE-01")
    with speaking("en"):
        assert correction_set.message == (
            "A plan exists with these changes together: closure “Travaux” (2026-12-01 to 2027-06-30) lifted; "
            "Léa Blanc (L1) of A without a deadline."
        )


def test_nothing_helps() -> None:
    """No change lets anybody be in a room of a kind that the site has not."""
    (correction_set,) = explained({"modules": {"M2": {"rooms": ["computer"]}}})
    assert correction_set.answer is Answer.NO
    with speaking("en"):
        assert correction_set.message.startswith("No plan exists even with these changes together: ")


def test_stopped_at_once_nothing_is_claimed() -> None:
    world, _expected = CASES["a pin"]
    found = explain(build(world), SETTINGS, stop=lambda: True)
    assert found
    assert {correction_set.answer for correction_set in found} == {Answer.UNKNOWN}


def test_one_cohort_that_cannot_is_found_among_two() -> None:
    """B's only days are closed; A has nothing to do with it."""
    world = {
        "cohorts": {"B": {"start_from": "2027-04-05", "start_to": "2027-04-09"}},
        "trainers": ALL_CARE,
        "closures": [{"first": "2027-04-05", "last": "2027-04-09", "label": "Travaux"}],
    }
    found = explained(world)
    assert {correction_set.where for correction_set in found} == {"", "B"}
    assert "closure “Travaux” (2027-04-05 to 2027-04-09) lifted" in [x for r in found for x in r.changes]
