"""Where not all cohorts can be planned: which are left out, why, and the plan of the others."""

from typing import Any

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.plan import Status
from scheduler.domain.search import Outcome
from scheduler.settings import load_settings
from scheduler.solve import Limits, Search
from scheduler.solve.neighbourhoods import NeighbourhoodSearch
from scheduler.solve.portfolio import possible_part
from scheduler.text import speaking
from tests.cases.reader import lessons_of
from tests.cases.world import build

SETTINGS = load_settings()
SKILLED: dict[str, Any] = {"trainers": {"T2": {"skills": ["care", "office"]}}}
NEVER = {"weekdays": ["MON", "WED", "FRI"]}
"""No two of these days follow each other: no session of two days has a place."""

MONDAYS = {"start_to": "2027-02-05", "weekdays": ["MON", "TUE"]}
CROWDED: dict[str, Any] = SKILLED | {
    "curriculum": {"max_months": 1},
    "rooms": {"R2": None},
    "cohorts": {"A": MONDAYS, "B": MONDAYS},
}
"""Both begin on Monday 1 February, in the only room."""


@pytest.fixture(autouse=True)
def english():
    with speaking("en"):
        yield


def run(changes: dict[str, Any], *, partial: bool = True, seconds: float = 20) -> Outcome:
    return Search(build(changes), SETTINGS, Limits(seconds=seconds, workers=1), partial=partial).run()


def assert_plan_of(outcome: Outcome, changes: dict[str, Any], *cohorts: str) -> None:
    """Have the checker judge the plan of `outcome` as if there were no cohorts but these."""
    instance = build(changes)
    instance = instance.without({cohort.id for cohort in instance.cohorts} - {*cohorts})
    assert {lesson.cohort for lesson in outcome.lessons} == {*cohorts}
    assert check(instance, outcome.lessons) == ()
    assert cost_of(costs(instance, outcome.lessons, SETTINGS)) == outcome.objective


@pytest.mark.parametrize("cohorts", [{"B": NEVER}, {"A": NEVER, "B": {}}], ids=["the last", "the first"])
def test_a_cohort_that_counting_rules_out_is_left_out_wherever_it_stands(cohorts: dict[str, Any]) -> None:
    changes = SKILLED | {"cohorts": cohorts}
    (out,) = (name for name, cohort in cohorts.items() if cohort)
    (kept,) = {"A", "B"} - {out}
    outcome = run(changes)
    assert outcome.status is Status.OPTIMAL
    assert_plan_of(outcome, changes, kept)
    assert list(outcome.left_out) == [out]
    assert "SE-04" in outcome.left_out[out].codes


def test_without_being_asked_for_nothing_is_left_out() -> None:
    outcome = run(SKILLED | {"cohorts": {"B": NEVER}}, partial=False)
    assert (outcome.status, outcome.lessons, outcome.left_out) == (Status.IMPOSSIBLE, (), {})
    assert {obstacle.where for obstacle in outcome.obstacles} == {"B"}


def test_where_all_have_a_place_the_answer_is_the_same() -> None:
    changes = SKILLED | {"curriculum": {"max_gap_weeks": 2}, "cohorts": {"B": {}}}
    partial, whole = run(changes), run(changes, partial=False)
    assert partial.left_out == {}
    assert (partial.status, partial.objective) == (whole.status, whole.objective) == (Status.OPTIMAL, 4)
    assert_plan_of(partial, changes, "A", "B")


def test_one_of_two_that_do_not_go_together_has_its_plan() -> None:
    # Each is possible by itself, and counting the days of the room tells nothing of the two.
    assert possible_part(build(CROWDED))[1] == {}
    assert run(CROWDED, partial=False, seconds=1).lessons == ()
    outcome = run(CROWDED)
    (out,) = outcome.left_out
    assert outcome.status is Status.OPTIMAL
    assert_plan_of(outcome, CROWDED, *({"A", "B"} - {out}))
    assert outcome.left_out[out].message


def test_nobody_has_a_place_is_impossible_and_says_why_of_each() -> None:
    outcome = run(SKILLED | {"cohorts": {"A": NEVER, "B": NEVER}})
    assert (outcome.status, outcome.lessons) == (Status.IMPOSSIBLE, ())
    assert [obstacle.where for obstacle in outcome.obstacles] == ["A", "B"]


def test_a_cohort_that_the_solver_rules_out_is_left_out_with_its_reason() -> None:
    # B's M1 comes after the two days of M3, and is fixed on the first day: counting does not see it.
    changes = SKILLED | {
        "cohorts": {"B": {}},
        "modules": {"M1": {"after": ["M3"]}},
        "pins": [{"kind": "fix", "cohort": "B", "day": "2027-02-01", "module": "M1"}],
    }
    assert possible_part(build(changes))[1] == {}
    outcome = run(changes)
    assert_plan_of(outcome, changes, "A")
    assert list(outcome.left_out) == ["B"]


def test_of_cohorts_that_counting_rules_out_together_the_last_of_the_table_is_left_out() -> None:
    # T1 alone teaches M2 and agreed to one day: it is enough for one cohort, not for three.
    changes = {"cohorts": {"B": {}, "C": {}}, "trainers": {"T1": {"max_days": 1}}}
    instance, left_out = possible_part(build(changes))
    assert [cohort.id for cohort in instance.cohorts] == ["A"]
    assert list(left_out) == ["C", "B"]
    assert all(reason.codes for reason in left_out.values())


def test_where_nothing_is_in_the_way_nobody_is_left_out() -> None:
    instance = build(SKILLED | {"cohorts": {"B": {}}})
    assert possible_part(instance) == (instance, {})


def test_a_plan_whose_groups_were_formed_with_a_cohort_left_out_is_begun_anew() -> None:
    # M1 of A was shared with B. Without C the plan of A and B stands; without B, A has nobody to share with.
    changes = SKILLED | {
        "modules": {"M3": None},
        "cohorts": {"B": {}, "C": {}},
        "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}, "together": "may"}},
    }
    instance = build(changes)
    plan = lessons_of(
        """
        A1 Mon 2027-02-01  M1 T1 R1 =J-A
        A1 Tue 2027-02-02  M2 T1 R1
        B1 Mon 2027-02-01  M1 T1 R1 =J-A
        B1 Tue 2027-02-02  M2 T2 R2
        C1 Mon 2027-02-08  M1 T1 R1
        C1 Tue 2027-02-09  M2 T1 R1
        """,
        instance,
    )
    assert check(instance, plan) == ()
    search = Search(instance, SETTINGS, Limits(seconds=20, workers=1), partial=True)
    search._running = NeighbourhoodSearch(instance, SETTINGS, search.limits)
    search._running._incumbent.lessons = {x: tuple(y for y in plan if y.cohort == x) for x in "ABC"}
    kept = search._placed(instance.without(["C"]))
    assert kept is not None
    assert_plan_of(kept, changes, "A", "B")
    assert search._placed(instance.without(["B"])) is None
