"""A plan found with more trainers than it takes is brought back to fewer."""

from typing import Any

import pytest

from scheduler.domain.settings import TERM, Settings
from scheduler.explain.placing import Placed, Placer
from tests.cases.reader import lessons_of
from tests.cases.world import build

SETTINGS = Settings(dict.fromkeys(TERM, 1), 8)
MORE = {"name": "X", "skills": ["care", "office"]}
WORLD: dict[str, Any] = {"cohorts": {"B": {}}, "trainers": {"T1": None, "T2": None, "P1": MORE, "P2": MORE}}
APART = """
    A1 Mon 2027-02-01  M1 P1 R1
    A1 Tue 2027-02-02  M2 P1 R1
    A2 Mon 2027-02-08  M3 P1 R1
    A2 Tue 2027-02-09  M3 P1 R1
    B1 Wed 2027-02-03  M1 P2 R2
    B1 Thu 2027-02-04  M2 P2 R2
    B2 Wed 2027-02-10  M3 P2 R2
    B2 Thu 2027-02-11  M3 P2 R2
    """
AT_ONCE = APART.replace("Wed 2027-02-03", "Mon 2027-02-01").replace("Thu 2027-02-04", "Tue 2027-02-02")


@pytest.mark.parametrize(("plan", "kept"), [(APART, True), (AT_ONCE, False)], ids=["apart", "at once"])
def test_one_further_trainer_takes_what_two_taught_at_other_times(plan: str, kept: bool) -> None:
    two = build(WORLD)
    placed = Placed(lessons_of(plan, two), 0, ())
    one = build(WORLD | {"trainers": {key: x for key, x in WORLD["trainers"].items() if key != "P2"}})
    found = Placer(SETTINGS, lambda: False).adapted(one, placed)
    assert (found is not None) == kept
    if found is not None:
        assert {x.trainer for x in found.lessons} == {"P1"}
