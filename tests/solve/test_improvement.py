"""Neighbourhoods of a complete plan: what they may change, and that they never make it worse."""

import threading
from dataclasses import replace
from typing import Any

from scheduler.check import check, cost_of, costs
from scheduler.settings import load_settings
from scheduler.solve import Limits
from scheduler.solve.known import Known
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, improve
from tests.cases import world
from tests.cases.reader import lessons_of

SHIPPED = load_settings()
SETTINGS = replace(SHIPPED, weights=SHIPPED.weights | {"continuity": 0, "trainer_balance": 0})

AWAY = {
    "T1": [("2027-02-02", "2027-02-12"), ("2027-02-16", "2027-02-16")],
    "T3": [("2027-02-01", "2027-02-01"), ("2027-02-03", "2027-02-28")],
}
INTERRUPTED_WORLD: dict[str, Any] = {
    "modules": {
        "M1": {"hours": 14, "one_trainer": False},
        "M2": {"hours": 14, "skill": "office"},
        "M3": {"skill": "office"},
    },
    "trainers": {"T1": {"skills": ["care"]}, "T2": {"skills": ["office"]}, "T3": {"skills": ["care"]}},
    "absences": [
        {"trainer": name, "first": first, "last": last}
        for name, stretches in AWAY.items()
        for first, last in stretches
    ],
}
"""Three sessions. M1 is taught by T1, free on the Mondays of the first and the last, and by T3, free on
the first Tuesday."""

INTERRUPTED = """
A1 Mon 2027-02-01  M1 T1 R1
A1 Tue 2027-02-02  M2 T2 R1
A2 Mon 2027-02-08  M3 T2 R1
A2 Tue 2027-02-09  M3 T2 R1
A3 Mon 2027-02-15  M1 T1 R1
A3 Tue 2027-02-16  M2 T2 R1
"""


def improved(**neighbourhood: Any) -> tuple[Improved, int]:
    """Return what a neighbourhood of INTERRUPTED gives, and by how much the checker finds it cheaper."""
    instance = world.build(INTERRUPTED_WORLD)
    plan = lessons_of(INTERRUPTED, instance)
    known = Known(instance, SETTINGS, Limits(seconds=20, workers=1, deterministic=True))
    found = improve(known, threading.Event(), Neighbourhood(("A",), shape="test", **neighbourhood), plan)
    now = found.lessons or plan
    assert check(instance, plan) == check(instance, now) == ()
    return found, sum(
        sign * cost_of(costs(instance, lessons, SETTINGS)) for sign, lessons in ((1, plan), (-1, now))
    )


def test_what_costs_more_is_not_taken() -> None:
    # The plan is not in single runs: in these M1 fills the first session, with T3 as second trainer.
    found, _gain = improved(leeway={"A": 0})
    assert (found.gain, found.lessons) == (0, ())


def test_dates_alone_change_though_modules_are_interrupted() -> None:
    found, gain = improved(leeway={"A": 2}, content=False)
    # Even are the weeks of 1 and 15 February and of 1 March: one session is a week early, one two.
    assert found.gain == gain == 1**2 + 2**2
    assert [lesson.module for lesson in found.lessons] == [
        "M1",
        "M1",
        "M2",
        "M2",
        "M3",
        "M3",
        "M3",
        "M3",
        "M1",
        "M1",
        "M2",
        "M2",
    ]


APART = """
A1 Mon 2027-02-01  M1 T1 R1
A1 Tue 2027-02-02  M2 T1 R1
A2 Mon 2027-02-08  M3 T1 R1
A2 Tue 2027-02-09  M3 T1 R1
B1 Wed 2027-02-03  M1 T1 R1
B1 Thu 2027-02-04  M2 T1 R1
B2 Mon 2027-02-08  M3 T2 R2
B2 Tue 2027-02-09  M3 T2 R2
C1 Wed 2027-02-10  M1 T1 R1
C1 Thu 2027-02-11  M2 T1 R1
C2 Wed 2027-02-17  M3 T1 R1
C2 Thu 2027-02-18  M3 T1 R1
"""


def test_cohorts_choose_anew_with_whom_they_follow_a_module() -> None:
    # A and B have M3 on the same days, each by itself: together one trainer does for both, which saves
    # two days of teaching. C stays as it is, by itself.
    instance = world.build(
        {
            "cohorts": {"B": {}, "C": {"start_to": "2027-02-12"}},
            "joint_modules": {"J": {"sharers": {name: "M3" for name in "ABC"}, "together": "may"}},
        }
    )
    plan = lessons_of(APART, instance)
    assert check(instance, plan) == ()
    known = Known(instance, SETTINGS, Limits(seconds=20, workers=1, deterministic=True))
    names = ("A", "B")
    settled, free = (
        improve(
            known,
            threading.Event(),
            Neighbourhood(names, dict.fromkeys(names, 0), "test", seconds=10, choosing=choosing),
            plan,
        )
        for choosing in ((), ("J",))
    )
    assert free.gain > settled.gain
    now = (*free.lessons, *(x for x in plan if x.cohort == "C"))
    assert check(instance, now) == ()
    assert free.gain == cost_of(costs(instance, plan, SETTINGS)) - cost_of(costs(instance, now, SETTINGS))
    assert len({(x.trainer, x.joint) for x in free.lessons if x.module == "M3"}) == 1
