"""Small centres for the rivals, built from the small world of the cases.

Between them, every rule and term of the neutral problem has something to say; each is small enough
for a rival to prove its optimum in a second or two.
"""

from typing import Any

WORLDS: dict[str, dict[str, Any]] = {
    # Five days: one session is a single day. Deadlines, and days the site and the cohort avoid.
    "odd": {
        "sites": {"LYON": {"school_holidays": "avoid", "bridges": "avoid"}},
        "curriculum": {"regimes": [{"source": "a text", "finish_within_months": 4}]},
        "cohorts": {"A": {"preferred_weekdays": ["MON"]}},
        "learners": {"L1": {"hire_date": "2026-12-15"}},
        "modules": {"M4": {"block": "B2", "title": "Stocks", "hours": 7, "skill": "office"}},
    },
    # First aid in two groups, each with its room and trainer, an exam of 13 h at the end, an order
    # between modules, a trainer away for an afternoon, a closed week and a closed room.
    "programme": {
        "rooms": {"R1": {"capacity": 2}, "R2": {"kind": "practice", "capacity": 2}, "R3": {"capacity": 3}},
        "trainers": {
            "T3": {"name": "Lou Marin", "skills": ["first_aid", "care"], "max_days": 3},
            "T4": {"name": "Eva Klein", "skills": ["first_aid"]},
        },
        "cohorts": {"A": {"weekdays": ["MON", "TUE", "WED"], "min_months": 1, "max_months": 2}},
        "learners": {"L3": {"cohort": "A", "name": "Ali Nay"}},
        "modules": {
            "M2": {"after": ["M3"]},
            "M3": {"hours": 21},
            "AID": {
                "block": "B2",
                "title": "AFGSU",
                "hours": 14,
                "skill": "first_aid",
                "rooms": ["practice", "classroom"],
                "one_session": True,
                "group_max": 2,
            },
        },
        "assessment": {"hours": 13, "one_session": True},
        "closures": [
            {"first": "2027-02-22", "last": "2027-02-26", "label": "Travaux"},
            {"first": "2027-03-01", "last": "2027-03-02", "room": "R3"},
        ],
        "absences": [{"trainer": "T1", "first": "2027-02-08", "last": "2027-02-08", "half": "PM"}],
    },
    # Two cohorts want one room and one trainer of "office", who may come once a week; pins.
    "shared": {
        "rooms": {"R2": None},
        "trainers": {"T1": {"max_days_per_week": 1}},
        "cohorts": {
            "A": {"weekdays": ["MON", "TUE", "WED"], "max_months": 1},
            "B": {"weekdays": ["TUE", "WED"], "max_months": 1},
        },
        "learners": {"L3": {"cohort": "B", "name": "Ida Roy"}},
        "pins": [
            {"kind": "fix", "cohort": "B", "day": "2027-02-09", "module": "M2"},
            {"kind": "forbid", "cohort": "A", "day": "2027-02-08"},
        ],
    },
}
"""What each changes in the small world."""
