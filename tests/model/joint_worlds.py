"""Worlds drawn at random in which cohorts share modules, and what may be changed in their plans.

Two or three cohorts, in one city but for a remote module, with few trainers; modules that must be shared,
may be, in one group or in parallel groups of all, by whole days and by half-days.
"""

from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from tests.cases import world
from tests.model.test_neighbours import HALVES, Plan, corner, pins_from


def drawn(chance: Random) -> dict[str, Any]:
    """Return the changes that make a small world with joint modules, without pins."""
    names = ["A", "B", "C"][: chance.choice([2, 2, 3])]
    cohort = {"weekdays": ["MON", "TUE", "WED"], "start_to": "2027-02-05"}
    remote = chance.random() < 0.3
    learners = {
        f"{name}{number}": {"cohort": name, "exempted": chance.choice([[], [], ["M1"], ["M2"]])}
        for name in names
        for number in range(chance.randint(0, 3))
    }
    most = chance.choice([None, 2, 3])
    shared = chance.choice(["M1", "M2", "M3"])
    joint = {"J": {"sharers": dict.fromkeys(names, shared)}}
    joint["J"] |= {"together": chance.choice(["must", "may", "may"]), "strict": chance.random() < 0.1}
    if chance.random() < 0.3:
        other = chance.choice([x for x in ("M1", "M2", "M3") if x != shared])
        joint["K"] = {"sharers": dict.fromkeys(names[:2], other), "together": chance.choice(["must", "may"])}
    whole = chance.random() < 0.5
    elsewhere = (
        {"PARIS": {"name": "Paris"}} if remote and whole and shared == "M2" and len(joint) == 1 else {}
    )
    return {
        "curriculum": {"max_months": 1, "max_gap_weeks": chance.choice([1, 2])},
        "sites": elsewhere,
        "rooms": {
            "R2": {"capacity": chance.choice([2, 6])},
            "R3": {},
            **({"P1": {"site": "PARIS"}} if elsewhere else {}),
        },
        "cohorts": {
            name: cohort | ({"site": "PARIS"} if elsewhere and name == "B" else {}) for name in names
        },
        "learners": {"L1": None, "L2": None, **(learners or {"A0": {"cohort": "A"}})},
        "modules": {
            "M1": {"whole_days": False, "group_max": most, "group_min": chance.choice([None, 1, 2])},
            "M2": {"whole_days": whole, "mode": "remote" if remote else "in_person", "after": ["M1"]},
            "M3": {
                "whole_days": chance.random() < 0.5,
                "one_trainer": chance.random() < 0.3,
                "one_session": chance.random() < 0.3,
                "group_max": chance.choice([None, most]),
            },
        },
        "trainers": {
            "T1": {"max_days": chance.choice([None, 6])},
            "T2": {"availability": chance.sample(HALVES, 5), "skills": ["care", "office"]},
            "T3": {"name": "Luc Faure", "skills": ["care"], "max_days_per_week": chance.choice([None, 2])},
            "T4": {"name": "Zoé Brun", "skills": ["care", "office"], "sites": chance.choice([[], ["LYON"]])},
        },
        "joint_modules": joint,
    }


@cache
def joint_world(seed: int) -> Instance:
    """Return the world of a seed.

    Raises
    ------
    AssertionError
        It has no plan.
    """
    chance = Random(f"joint {seed}")
    changes = drawn(chance)
    first = corner(world.build(changes), chance)
    return world.build(changes | ({"pins": pins_from(first, chance)} if chance.random() < 0.6 else {}))


def _shared(plan: Plan) -> list[Lesson]:
    return [x for x in plan if x.joint is not None]


def no_name(plan: Plan, chance: Random) -> Plan:
    """Leave the name of a shared lesson out, of one row or of all of a cohort's module."""
    rows = _shared(plan) or list(plan)
    row, wide = chance.choice(rows), chance.random() < 0.5
    return tuple(
        replace(x, joint=None)
        if x == row or (wide and (x.cohort, x.module) == (row.cohort, row.module))
        else x
        for x in plan
    )


def another_name(plan: Plan, chance: Random) -> Plan:
    """Give a lesson the name of another, or of none."""
    row = chance.choice(plan)
    name = chance.choice([x.joint for x in _shared(plan)] + ["Z"])
    return tuple(replace(x, joint=name) if x == row else x for x in plan)


def one_row_otherwise(plan: Plan, chance: Random) -> Plan:
    """Change trainer or room of one row of a shared lesson alone, or of all its rows."""
    rows = _shared(plan) or list(plan)
    row, wide = chance.choice(rows), chance.random() < 0.5
    change = chance.choice(
        [{"trainer": chance.choice(["T1", "T2", "T3", "T4"])}, {"room": chance.choice(["R1", "R2", "R3"])}]
    )
    return tuple(
        replace(x, **change)
        if x == row or (wide and row.joint and (x.joint, x.day) == (row.joint, row.day))
        else x
        for x in plan
    )


def a_row_less(plan: Plan, chance: Random) -> Plan:
    """Leave out one row of a shared lesson."""
    row = chance.choice(_shared(plan) or list(plan))
    return tuple(x for x in plan if x != row)


CHANGES = (no_name, another_name, one_row_otherwise, a_row_less)
