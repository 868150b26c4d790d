"""Thirty ways of making the small world impossible (tests/cases/world.yaml), each with what is at odds.

The small world needs two sessions of two days, starts between 1 and 12 February 2027, and has the
trainers T1 (care, office) and T2 (care), two rooms, one cohort A with two learners.
"""

from dataclasses import dataclass
from typing import Any

REGIME = {"source": "test", "finish_within_months": 24}
START_REGIME = {"source": "test", "start_within_months": 24}
ALL_CARE = {"T1": {"skills": ["care", "office"]}, "T2": {"skills": ["care", "office"]}}
WORKS = {"first": "2027-02-08", "last": "2027-03-14", "label": "Travaux"}
LATE_WEEK = ["WED AM", "WED PM", "THU AM", "THU PM"]


@dataclass(frozen=True)
class Case:
    """One impossible world.

    Attributes
    ----------
    codes
        Rules that the obstacles or the cause must name.
    where
        A place that one of them names.
    conceded
        Words of a way out that must be among those found; empty if there is none.
    """

    world: dict[str, Any]
    codes: tuple[str, ...]
    where: str
    conceded: str = ""


CASES = {
    # Open in the weeks of 1 February and of 15 March, six weeks apart.
    "a closure makes too long a gap": Case(
        {"cohorts": {"A": {"start_to": "2027-02-05"}}, "closures": [WORKS]},
        ("SE-03", "CA-02"), "A", "A with at most 6 weeks between two sessions",
    ),
    "a closure over the whole start window": Case(
        {"closures": [{"first": "2027-02-01", "last": "2027-02-14", "label": "Travaux"}]},
        ("CA-04", "CA-02"), "A", "A may start as late as 2027-02-19",
    ),
    "a closure of the site over the whole time": Case(
        {"closures": [{"first": "2027-02-01", "last": "2027-06-30", "label": "Travaux", "site": "LYON"}]},
        ("CA-02",), "A", "site LYON open from",
    ),
    "a start on a public holiday": Case(
        {"cohorts": {"A": {"start_from": "2027-03-29", "start_to": "2027-03-29"}}},
        ("CA-04", "CA-01"), "A", "A may start as late as 2027-04-05",
    ),
    "a site closed in school holidays": Case(
        {
            "sites": {"LYON": {"school_holidays": "closed"}},
            "cohorts": {"A": {"start_from": "2027-02-15", "start_to": "2027-02-26"}},
        },
        ("CA-03", "CA-04"), "A", "site LYON open in school holidays",
    ),
    # Ascension is on Thursday 6 May 2027.
    "a site closed on bridges": Case(
        {
            "sites": {"LYON": {"bridges": "closed"}},
            "cohorts": {
                "A": {"start_from": "2027-05-07", "start_to": "2027-05-12", "weekdays": ["THU", "FRI"]},
            },
            "curriculum": {"max_months": 1},
            "closures": [{"first": "2027-05-13", "last": "2027-05-16", "label": "Travaux"}],
        },
        ("CA-04",), "A", "A may start as late as",
    ),
    # The second session ends on 9 February at the earliest; only L1 had to be certified before.
    "a deadline to be certified": Case(
        {
            "curriculum": {"regimes": [REGIME]},
            "learners": {"L1": {"hire_date": "2025-02-08"}, "L2": {"hire_date": "2026-03-01"}},
        },
        ("LE-01",), "A", "A may start from 2027-01-25 on",
    ),
    # The same, but L2 was hired so late that nobody can start before.
    "a deadline, and a learner hired just before the start": Case(
        {
            "curriculum": {"regimes": [REGIME]},
            "learners": {"L1": {"hire_date": "2025-02-08"}, "L2": {"hire_date": "2027-01-30"}},
        },
        ("LE-01",), "A",
    ),
    "a deadline to start": Case(
        {
            "curriculum": {"regimes": [START_REGIME]},
            "learners": {"L1": {"hire_date": "2025-01-28"}, "L2": {"hire_date": "2026-03-01"}},
        },
        ("LE-01", "CA-04"), "A", "A may start from 2027-01-25 on",
    ),
    "a learner too late, and another cohort earlier": Case(
        {
            "curriculum": {"regimes": [REGIME]},
            "learners": {"L1": {"hire_date": "2025-02-20"}, "L2": {"hire_date": "2027-02-01"}},
            "cohorts": {
                "A": {"start_from": "2027-03-01", "start_to": "2027-03-05"},
                "B": {"start_from": "2027-02-01", "start_to": "2027-02-05"},
            },
            "trainers": ALL_CARE,
        },
        ("LE-01",), "A", "Léa Blanc (L1) in cohort B",
    ),
    "a longest duration of its own": Case(
        {
            "cohorts": {"A": {"max_months": 1, "start_to": "2027-02-05"}},
            "closures": [{"first": "2027-02-08", "last": "2027-03-07", "label": "Travaux"}],
            "curriculum": {"max_gap_weeks": 6},
        },
        ("CA-05",), "A", "A lasts at most 2 months",
    ),
    "a shortest duration of its own": Case(
        {"cohorts": {"A": {"min_months": 2}}},
        ("CA-05", "SE-03"), "A", "A lasts at least 1 months",
    ),
    "a shortest duration of the curriculum": Case(
        {"curriculum": {"min_months": 2}},
        ("CA-05", "SE-03"), "A", "A with at most",
    ),
    "weekdays of the cohort and of a trainer": Case(
        {
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}},
            "trainers": {"T1": {"skills": ["care"]}, "T2": {"skills": ["office"], "availability": LATE_WEEK}},
        },
        ("TR-03",), "T2", "Marc Roux (T2) on Monday too",
    ),
    "an absence": Case(
        {"absences": [{"trainer": "T1", "first": "2027-01-01", "last": "2027-05-31"}]},
        ("TR-03",), "T1", "Anne Petit (T1) present from",
    ),
    "nobody has the skill": Case(
        {"trainers": {"T1": {"skills": ["care"]}}},
        ("TR-02",), "A", "1 trainer more for the skill “office”",
    ),
    "the only one with the skill goes elsewhere": Case(
        {"sites": {"PARIS": {}}, "trainers": {"T1": {"sites": ["PARIS"]}}},
        ("TR-05", "TR-02"), "A", "Anne Petit (T1) at site LYON too",
    ),
    "too few days of a trainer in all": Case(
        {"trainers": {"T1": {"max_days": 3}, "T2": None}},
        ("TR-04",), "T1", "Anne Petit (T1) teaches at most 4 days in all",
    ),
    # M3, of two days, is alone in its session, and T1 alone teaches it.
    "too few days of a trainer in a week": Case(
        {
            "trainers": {"T1": {"max_days_per_week": 1}, "T2": None},
            "cohorts": {"A": {"max_months": 1}},
        },
        ("TR-04",), "T1", "Anne Petit (T1) teaches at most 2 days a week",
    ),
    "as many trainers as parallel groups": Case(
        {"modules": {"M2": {"group_max": 1}}},
        ("CU-05", "TR-02"), "A", "1 trainer more for the skill “office”",
    ),
    # M3 keeps one trainer for two days, and each of the two is there on one of them.
    "nobody has time for the whole module": Case(
        {
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}},
            "modules": {"M3": {"one_session": True}},
            "trainers": {
                "T1": {"availability": ["MON AM", "MON PM"]},
                "T2": {"availability": ["TUE AM", "TUE PM"]},
            },
        },
        ("TR-06", "TR-03"), "", "Anne Petit (T1) on Tuesday too",
    ),
    "no room is large enough": Case(
        {"rooms": {"R1": {"capacity": 1}, "R2": {"capacity": 1}}},
        ("RO-02", "RO-03"), "A", "1 room more of kind classroom at site LYON (2 places)",
    ),
    "no room of the kind": Case(
        {"modules": {"M2": {"rooms": ["computer"]}}},
        ("RO-02",), "A", "1 room more of kind computer room at site LYON (2 places)",
    ),
    "the room is shut": Case(
        {
            "rooms": {"R2": None},
            "closures": [{"first": "2027-02-01", "last": "2027-06-30", "label": "Travaux", "room": "R1"}],
        },
        ("RO-04",), "R1", "room R1 open from",
    ),
    # A and B must both begin on Monday 1 February, in the one room.
    "one room for two cohorts": Case(
        {
            "rooms": {"R2": None},
            "trainers": ALL_CARE,
            "curriculum": {"max_months": 1},
            "cohorts": {name: {"start_to": "2027-02-01"} for name in "AB"},
        },
        ("RO-01",), "", "1 room more of kind classroom at site LYON",
    ),
    "one trainer fixed for two cohorts at once": Case(
        {
            "trainers": ALL_CARE,
            "cohorts": {"B": {}},
            "pins": [
                {"kind": "fix", "cohort": name, "day": "2027-02-08", "trainer": "T1"} for name in "AB"
            ],
        },
        ("PI-01", "TR-01"), "A, B", "nothing fixed on 2027-02-08 (B, T1)",
    ),
    # The first session (1 and 2 February) can hold neither M2, as T1 is away, nor what comes after it.
    "the order of modules, and an absence": Case(
        {
            "cohorts": {"A": {"start_to": "2027-02-01"}},
            "absences": [{"trainer": "T1", "first": "2027-02-01", "last": "2027-02-03"}],
            "curriculum": {"max_months": 1},
            "modules": {"M1": {"after": ["M2"]}, "M3": {"after": ["M1"]}},
        },
        ("CU-02", "TR-03"), "T1", "A may start",
    ),
    "fixed on a day that is closed": Case(
        {
            "pins": [{"kind": "fix", "cohort": "A", "day": "2027-02-08"}],
            "closures": [{"first": "2027-02-08", "last": "2027-02-08", "label": "Travaux"}],
        },
        ("PI-01", "CA-02"), "A", "nothing fixed on 2027-02-08 (A)",
    ),
    # M1 is fixed on two days, and takes one.
    "a module fixed on too many days": Case(
        {
            "curriculum": {"max_months": 1},
            "pins": [
                {"kind": "fix", "cohort": "A", "day": "2027-02-01", "module": "M1"},
                {"kind": "fix", "cohort": "A", "day": "2027-02-02", "module": "M2"},
                {"kind": "fix", "cohort": "A", "day": "2027-02-09", "module": "M1"},
            ]
        },
        ("PI-01",), "A", "nothing fixed on 2027-02-09 (A, M1)",
    ),
    "fixed and forbidden": Case(
        {
            "pins": [
                {"kind": "fix", "cohort": "A", "day": "2027-02-08"},
                {"kind": "forbid", "day": "2027-02-08"},
            ]
        },
        ("PI-01", "PI-02"), "A", "nothing forbidden on 2027-02-08 (everything)",
    ),
    # A and B have to share M1, and have no weekday in common.
    "a joint module without a day in common": Case(
        {
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["WED", "THU"]}},
            "learners": {"L3": {"cohort": "B"}},
            "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}},
        },
        ("JO-01",), "A", "J followed together by A, B only where it fits",
    ),
    "groups below the strict minimum, and another cohort to share with": Case(
        {
            "modules": {"M1": {"group_min": 3, "group_min_strict": True}},
            "cohorts": {"B": {}},
            "trainers": ALL_CARE,
            "learners": {"L3": {"cohort": "B"}},
        },
        ("CU-07",), "A", "M1 followed together by A, B",
    ),
    # Closed far beyond the start window, and a learner who had to be certified long before.
    "two causes at once": Case(
        {
            "curriculum": {"regimes": [REGIME]},
            "learners": {"L1": {"hire_date": "2025-01-15"}, "L2": {"hire_date": "2026-03-01"}},
            "pins": [{"kind": "fix", "cohort": "A", "day": "2027-02-14"}],
        },
        ("LE-01", "PI-01"), "A",
    ),
}  # fmt: skip
