"""Worlds drawn at random in which modules fill whole days and trainers are few, and random weights."""

from functools import cache
from random import Random
from typing import Any

from scheduler.domain.instance import Instance
from scheduler.domain.settings import TERM, Settings
from tests.cases import world

WEEK = ("MON", "TUE", "WED", "THU", "FRI")
PAIRS = (("MON", "TUE"), ("TUE", "WED"), ("THU", "FRI"), ("WED",), ())


def drawn(chance: Random) -> dict[str, Any]:
    """Return the changes that make a small world of one cohort or two."""
    names = ["A", "B"][: chance.choice([1, 1, 2])]
    groups = chance.choice([None, None, 1])
    changes: dict[str, Any] = {
        "curriculum": {
            "min_months": chance.choice([0, 0, 1]),
            "max_months": chance.choice([1, 2]),
            "max_gap_weeks": chance.choice([1, 2, 4]),
        },
        "sites": {"LYON": {"school_holidays": chance.choice(["avoid", "ignore"])}},
        "rooms": {"R2": {"kind": chance.choice(["classroom", "practice"])}, "R3": {}},
        "cohorts": {
            name: {
                "weekdays": chance.choice([WEEK, WEEK[:3], ["MON", "TUE", "THU", "FRI"]]),
                "preferred_weekdays": chance.choice(PAIRS),
                "start_from": chance.choice(["2027-02-01", "2027-02-09"]),
                "start_to": chance.choice(["2027-02-09", "2027-02-12", "2027-02-16"]),
            }
            for name in names
        },
        "learners": {"L3": {"cohort": names[-1]}},
        "modules": {
            "M1": {
                "hours": chance.choice([7, 14, 21]),
                "one_trainer": chance.random() < 0.7,
                "group_max": groups,
                "rooms": chance.choice([["classroom"], ["classroom", "practice"]]),
            },
            "M2": {
                "after": chance.choice([[], ["M1"]]),
                "hours": chance.choice([7, 14]),
                "one_trainer": chance.random() < 0.7,
            },
            "M3": {
                "hours": chance.choice([7, 14]),
                "one_session": chance.random() < 0.4,
                "one_trainer": chance.random() < 0.7,
                "skill": chance.choice(["care", "office", None]),
            },
        },
        "trainers": {
            name: {
                "skills": chance.choice([["care", "office"], ["care", "office"], ["care"]]),
                "availability": [
                    f"{day} {half}"
                    for day in chance.sample(WEEK, chance.choice([3, 4, 5, 5]))
                    for half in ("AM", "PM")
                ],
                "max_days_per_week": chance.choice([None, None, 1, 2]),
                "max_days": chance.choice([None, None, 4]),
            }
            for name in ("T1", "T2", "T3")
        },
        "absences": [
            {"trainer": name, "first": f"2027-02-{day:02}", "last": f"2027-02-{day + 3:02}"}
            for name in ("T1", "T2", "T3")
            for day in (chance.choice([1, 8, 15, 22]),)
            if chance.random() < 0.6
        ],
    }
    if chance.random() < 0.4:
        changes["assessment"] = {"hours": chance.choice([7, 13])}
    if len(names) == 2 and chance.random() < 0.5:
        together = chance.choice(["must", "must", "may"])
        shared = chance.choice(["M1", "M2", "M3"])
        changes["joint_modules"] = {"J": {"sharers": dict.fromkeys(names, shared), "together": together}}
    return changes


@cache
def day_world(seed: int, *, relieved: bool = False) -> Instance:
    """Return the world of a seed; it may have no plan.

    Parameters
    ----------
    relieved
        True if somebody stands in for whoever is away.
    """
    changes = drawn(Random(f"days {seed}"))
    if relieved:
        following = {"T1": "T2", "T2": "T3", "T3": "T1"}
        changes["absences"] = [x | {"substitute": following[x["trainer"]]} for x in changes["absences"]]
    return world.build(changes)


def weights(seed: int) -> Settings:
    """Return weights of a seed: many are 0, some are large."""
    chance = Random(f"weights {seed}")
    most = chance.choice([1, 3, 9])
    return Settings({name: chance.choice([0, chance.randint(0, most), 1]) for name in TERM}, 4)
