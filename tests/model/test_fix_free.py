"""A plan fixed but for some sessions: these may change, all others keep dates, content and rooms."""

from collections.abc import Collection, Mapping

import pytest
from ortools.sat.python import cp_model

from scheduler.domain.settings import TERM, Settings
from scheduler.model import build
from tests.cases import world
from tests.cases.reader import lessons_of

NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
CHANGES = {
    "cohorts": {"B": {}},
    "modules": {"M3": {"one_trainer": False}},
    "trainers": {"T2": {"skills": ["care", "office"]}},
}
A = """\
A1 Mon 2027-02-01  M1 T1 R1
A1 Tue 2027-02-02  M2 T1 R1
A2 Mon 2027-02-08  M3 T1 R1
A2 Tue 2027-02-09  M3 T1 R1
"""
B = """\
B1 Wed 2027-02-03  M1 T1 R1
B1 Thu 2027-02-04  M2 T1 R1
B2 Wed 2027-02-10  M3 T1 R1
B2 Thu 2027-02-11  M3 T1 R1
"""


def admitted(text: str, free: Mapping[str, Collection[int]] | None) -> bool:
    """Tell whether the plan may become `text` where `free` are the sessions that may change."""
    instance = world.build(CHANGES)
    plan = build(instance, NO_COST)
    plan.fix(lessons_of(A + B, instance), free)
    plan.fix(lessons_of(text, instance))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return solver.solve(plan.model) == cp_model.OPTIMAL


SECOND = {
    "dates": (A + B).replace("2027-02-08", "2027-02-15").replace("Tue 2027-02-09", "Tue 2027-02-16"),
    "room": (A + B).replace("2027-02-09  M3 T1 R1", "2027-02-09  M3 T1 R2"),
    "trainer of a day": (A + B).replace("2027-02-09  M3 T1", "2027-02-09  M3 T2"),
}
"""What may become of the second session of A."""


@pytest.mark.parametrize("text", SECOND.values(), ids=SECOND)
def test_a_session_that_is_free_may_change(text: str) -> None:
    assert text != A + B
    assert admitted(text, {"A": {1}})


@pytest.mark.parametrize("text", SECOND.values(), ids=SECOND)
@pytest.mark.parametrize("free", [None, {}, {"A": {0}}, {"B": {1}}], ids=str)
def test_a_session_that_is_not_free_stays(text: str, free: Mapping[str, Collection[int]] | None) -> None:
    assert not admitted(text, free)


def test_content_moves_inside_a_session_only_if_it_is_free() -> None:
    # M1 and M2 change places; trainer and room are the same on both days.
    text = (A + B).replace("2027-02-01  M1", "2027-02-01  M2").replace("2027-02-02  M2", "2027-02-02  M1")
    assert admitted(text, {"A": {0}})
    assert not admitted(text, {"A": {1}})


def test_content_moves_between_sessions_only_if_both_are_free() -> None:
    # M2 and the first day of M3 change places.
    text = (A + B).replace("2027-02-02  M2", "2027-02-02  M3").replace("2027-02-08  M3", "2027-02-08  M2")
    assert admitted(text, {"A": {0, 1}})
    assert not admitted(text, {"A": {0}})
    assert not admitted(text, {"A": {1}})


def test_a_whole_module_may_change_trainer_even_where_its_session_stays() -> None:
    # M1 has one trainer; who it is concerns more than one session, so it is left open.
    text = A.replace("M1 T1", "M1 T2") + B
    assert admitted(text, {"A": {1}})
    assert not admitted(text, None)


def test_sessions_of_several_cohorts_may_be_free_at_once() -> None:
    # The second sessions of A and B change places.
    days = ("Mon 2027-02-08", "Wed 2027-02-10"), ("Tue 2027-02-09", "Thu 2027-02-11")
    text = A + B
    for one, other in days:
        text = text.replace(one, "?").replace(other, one).replace("?", other)
    assert admitted(text, {"A": {1}, "B": {1}})
    assert not admitted(text, {"A": {1}})
