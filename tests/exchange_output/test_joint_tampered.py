"""Plans in which a joint lesson was changed by hand: what they say is judged, and the rule is named."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from scheduler.check import check
from scheduler.domain.plan import Plan
from scheduler.exchange.output.plan_json import dump, load
from scheduler.text import speaking
from tests.exchange_output.samples import joint_plan

TRAINERS, ROOMS = ({getattr(x, what) for x in joint_plan().lessons} for what in ("trainer", "room"))

CHANGES = [
    # A field of one row of a joint lesson, what it says then, and rules that are broken by it.
    ("trainer", lambda old: min(TRAINERS - {old, None}), {"JO-01"}),
    ("room", lambda old: min(ROOMS - {old, None}), {"JO-01"}),
    ("day", lambda _old: "2027-10-06", {"JO-01"}),
    ("half", lambda old: "PM" if old == "AM" else "AM", {"JO-01"}),
    ("joint", lambda _old: "AFGSU-LYON-9", {"JO-01", "TR-01", "RO-01"}),
    ("joint", lambda _old: None, {"JO-01", "TR-01", "RO-01"}),
    ("module", lambda _old: "STOCKS", {"JO-01"}),
]


def broken(plan: Plan) -> Counter[str]:
    return Counter(fault.code for fault in check(plan.instance, plan.lessons))


AS_WRITTEN = broken(joint_plan())


def one_row() -> int:
    """Return the number of the first row of the cohort all of whom share one lesson with others."""
    return next(n for n, x in enumerate(joint_plan().lessons) if x.joint and x.cohort == "CQP-LYON-B")


@pytest.mark.parametrize(("field", "other", "due"), CHANGES)
def test_a_row_changed_in_the_file_for_programs(
    field: str, other: Callable[[Any], Any], due: set[str]
) -> None:
    envelope = json.loads(dump(joint_plan()))
    row = envelope["plan"]["lessons"][one_row()]
    row[field] = other(row[field])
    assert due <= set(broken(load(json.dumps(envelope), "plan.json")) - AS_WRITTEN)


SAID = [
    # The lesson, what either group says, and what to do.
    (
        "trainer",
        "DUPONT",
        ["AFGSU-LYON", "DUPONT (CQP-LYON-B)", "LEROY (CQP-LYON-A)", "Write the same for all"],
    ),
    ("room", "L-101", ["AFGSU-LYON", "L-101 (CQP-LYON-B)", "L-TP (CQP-LYON-A)", "Write the same for all"]),
    ("day", "2027-10-06", ["AFGSU-LYON", "2027-10-04", "CQP-LYON-B (2027-10-06)", "on the same half-days"]),
    ("half", "PM", ["AFGSU-LYON", "2027-10-04 morning", "is without CQP-LYON-B.", "on the same half-days"]),
    ("joint", "AFGSU-LYON-9", ["AFGSU-LYON-2 (CQP-LYON-A)", "AFGSU-LYON-9 (CQP-LYON-B)", "Write the same"]),
    (
        "joint",
        None,
        ["CQP-LYON-B", "AFGSU", "not on Monday 2027-10-04 morning", "on all of them, or on none"],
    ),
]


@pytest.mark.parametrize(("field", "value", "words"), SAID)
def test_the_lesson_both_values_and_what_to_do_are_said(field: str, value: str, words: list[str]) -> None:
    envelope = json.loads(dump(joint_plan()))
    envelope["plan"]["lessons"][one_row()][field] = value
    plan = load(json.dumps(envelope), "plan.json")
    with speaking("en"):
        said = [x.message for x in check(plan.instance, plan.lessons) if x.code == "JO-01"]
    assert any(all(word in message for word in words) for message in said), said


def test_a_row_left_out_of_the_file_for_programs() -> None:
    envelope = json.loads(dump(joint_plan()))
    del envelope["plan"]["lessons"][one_row()]
    assert {"JO-01", "CU-01"} <= set(broken(load(json.dumps(envelope), "plan.json")) - AS_WRITTEN)


def test_too_many_learners_for_the_room_of_a_joint_lesson() -> None:
    whole = joint_plan()
    rooms = tuple(replace(x, capacity=12) for x in whole.instance.rooms)
    small = replace(whole.instance, rooms=rooms)
    with speaking("en"):
        said = [x.message for x in check(small, whole.lessons) if x.code == "RO-03" and "AFGSU" in x.message]
    assert said
    assert all("holds 12, but 13 learners follow AFGSU" in x for x in said)
    together = (
        "Joint module AFGSU-LYON has 25 learners of CQP-LYON-A, CQP-LYON-B, by group: 13, 12. Find a larger"
    )
    assert all(together in x for x in said)
    with speaking("en"):
        alone = [
            x.message for x in check(small, whole.lessons) if x.code == "RO-03" and "AFGSU" not in x.message
        ]
    assert alone
    assert not any("Joint module" in x for x in alone)


def test_more_learners_than_a_joint_lesson_may_have() -> None:
    whole = joint_plan()
    (joint,) = whole.instance.joint_modules
    limited = replace(whole.instance, joint_modules=(replace(joint, group_max=12),))
    with speaking("en"):
        found = [x.message for x in check(limited, whole.lessons) if x.code == "CU-05"]
    assert found
    assert all("AFGSU-LYON has 25 learners" in x and "by group: 9, 8, 8. Have all" in x for x in found)


def test_fewer_learners_than_a_joint_lesson_must_have() -> None:
    whole = joint_plan()
    (joint,) = whole.instance.joint_modules
    limited = replace(whole.instance, joint_modules=(replace(joint, group_min=13, strict=True),))
    with speaking("en"):
        (said,) = [x.message for x in check(limited, whole.lessons) if x.code == "CU-07"]
    assert "group 2 of module AFGSU has 12 learners; at least 13 are due" in said
    assert "AFGSU-LYON has 25 learners" in said
    assert "by group: 13, 12. Add a cohort to it" in said


def test_all_learners_in_one_of_two_joint_lessons() -> None:
    # The second group comes into the room and to the trainer of the first: 25 where 13 may be.
    whole = joint_plan()
    first = next(x for x in whole.lessons if x.joint == "AFGSU-LYON-1")
    here = {"joint": first.joint, "trainer": first.trainer, "room": first.room, "group": 1}
    one = tuple(
        replace(x, **here) if x.joint else x  # type: ignore[arg-type]
        for x in whole.lessons
        if x.joint in (None, first.joint) or x.cohort != first.cohort
    )
    assert {"CU-05"} <= {x.code for x in check(whole.instance, one)} - set(AS_WRITTEN)
