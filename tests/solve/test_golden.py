"""Optima of tiny worlds, each worked out in words.

The small world: three modules over four days, so two sessions. The open weeks are those of
1, 8, 15, 22 February, 1 March and so on. The cohort may take 0 to 3 months, so an even plan
ends one month after 1 February: the even positions are weeks 0 and 4.

T1 can teach all three modules, T2 the two of care. The even shares are therefore, in
half-days, 2/2 + 2 + 4/2 = 5 for T1 and 2/2 + 4/2 = 3 for T2.
"""

from typing import Any

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.plan import Status
from scheduler.settings import load_settings
from scheduler.solve import Limits, Outcome, Search
from tests.cases.world import build

SETTINGS = load_settings()


def solved(changes: dict[str, Any]) -> tuple[Outcome, dict[str, int]]:
    instance = build(changes)
    outcome = Search(instance, SETTINGS, Limits(seconds=30, workers=2)).run()
    assert check(instance, outcome.lessons) == ()
    counted = costs(instance, outcome.lessons, SETTINGS)
    assert cost_of(counted) == outcome.objective
    return outcome, {x.term: x.quantity for x in counted if x.quantity}


def test_the_small_world_costs_one_half_day_of_balance() -> None:
    # Weeks 0 and 4 are allowed (gap of 4), so rhythm costs nothing. Someone teaches the four
    # half-days of M3: T2 would have 4 for a share of 3; T1 would have 4 and the 2 of M2, which
    # nobody else can teach, for a share of 5. One half-day above, either way.
    outcome, terms = solved({})
    assert (outcome.status, outcome.objective, outcome.bound) == (Status.OPTIMAL, 1, 1)
    assert terms == {"trainer_balance": 1}


def test_a_shorter_gap_pulls_both_sessions_from_their_even_weeks() -> None:
    # Two weeks apart at most: weeks 1 and 3 leave by one week each, 1 + 1; weeks 0 and 2, or
    # 2 and 4, would leave by two at one end, 4. The half-day of balance remains.
    outcome, terms = solved({"curriculum": {"max_gap_weeks": 2}})
    assert outcome.objective == 3
    assert terms == {"rhythm": 2, "trainer_balance": 1}


def test_an_odd_programme_has_one_single_day_and_needs_no_imbalance() -> None:
    # M3 in one day: three days, so a pair and a single day. The shares are 4 and 2; T1 teaches
    # M2 and one module of care, T2 the other: exactly the shares.
    outcome, terms = solved({"modules": {"M3": {"hours": 7}}})
    assert (outcome.objective, terms) == (0, {})
    days = {session: set() for session in (1, 2)}
    for lesson in outcome.lessons:
        days[lesson.session].add(lesson.day)
    assert sorted(len(x) for x in days.values()) == [1, 2]


def test_a_preference_yields_to_the_only_trainer() -> None:
    # The cohort prefers Thursday and Friday; only T1 can teach M2, and only on Monday and Tuesday.
    # The session of M2 has two days off preference (2 x 2) and off the usual pair (2), so that the
    # other session may have Thursday and Friday. Both on Monday would cost four days (8).
    monday_tuesday = ["MON AM", "MON PM", "TUE AM", "TUE PM"]
    outcome, terms = solved(
        {
            "cohorts": {"A": {"preferred_weekdays": ["THU", "FRI"]}},
            "trainers": {"T1": {"availability": monday_tuesday}},
        }
    )
    assert terms == {"preferred_weekdays": 2, "weekday_stability": 1, "trainer_balance": 1}
    assert outcome.objective == 2 * 2 + 2 + 1


def test_two_cohorts_that_need_one_trainer_on_one_day_part() -> None:
    # Each cohort has one day of M2, and only T1 can teach it, on Wednesdays of two weeks alone;
    # the sessions' days follow. Both cohorts fit, in different weeks: T1 is never in two places.
    wednesday = ["WED AM", "WED PM"]
    outcome, _terms = solved(
        {
            "cohorts": {"B": {"curriculum": "tiny", "site": "LYON", "start_from": "2027-02-01",
                              "start_to": "2027-02-12"}},
            "trainers": {"T1": {"availability": wednesday}, "T3": {"name": "Luc Noir", "skills": ["care"]}},
        }
    )  # fmt: skip
    office = {(x.cohort, x.day) for x in outcome.lessons if x.module == "M2"}
    assert len({day for _cohort, day in office}) == 2


def test_a_module_fixed_in_the_first_and_third_session_is_interrupted_once() -> None:
    # M4 makes six days, so three sessions. M3, two days, is fixed on 1 February and on 1 March.
    # With a gap of two weeks at most, a session lies between the two: M3 takes one session beyond
    # the single one it needs, and is interrupted once. The sessions are in weeks 0, 2 and 4, which
    # is even. Shares are 7 and 5, and T1 or T2 has one half-day above.
    fixed = {"kind": "fix", "cohort": "A", "module": "M3"}
    outcome, terms = solved(
        {
            "curriculum": {"max_gap_weeks": 2},
            "modules": {"M4": {"block": "B2", "hours": 14}},
            "pins": [fixed | {"day": "2027-02-01"}, fixed | {"day": "2027-03-01"}],
        }
    )
    assert {x.session for x in outcome.lessons if x.module == "M3"} == {1, 3}
    assert terms == {"continuity": 2, "trainer_balance": 1}
    assert outcome.objective == 2 * SETTINGS.weights["continuity"] + 1


def test_a_module_changes_trainer_when_each_has_one_of_its_days() -> None:
    # M3 is fixed on Monday and Tuesday; T1 is away on Tuesday, T2 on Monday. So M3 has both, one
    # beyond the first. M1 then puts one of them a half-day above the share, as in the small world.
    fixed = {"kind": "fix", "cohort": "A", "module": "M3"}
    outcome, terms = solved(
        {
            "modules": {"M3": {"one_trainer": False}},
            "pins": [fixed | {"day": "2027-02-01"}, fixed | {"day": "2027-02-02"}],
            "absences": [
                {"trainer": "T1", "first": "2027-02-02", "last": "2027-02-02"},
                {"trainer": "T2", "first": "2027-02-01", "last": "2027-02-01"},
            ],
        }
    )
    assert terms == {"trainers_per_module": 1, "trainer_balance": 1}
    assert outcome.objective == SETTINGS.weights["trainers_per_module"] + 1


def test_a_module_that_may_change_trainer_keeps_one_when_nothing_forces_it() -> None:
    # T1 with M2 and three half-days of M3, T2 with the fourth and M1, would have exactly their
    # shares. But a second trainer costs 3, and the half-day of balance that it spares only 1.
    outcome, terms = solved({"modules": {"M3": {"one_trainer": False, "whole_days": False}}})
    assert (outcome.objective, terms) == (1, {"trainer_balance": 1})


@pytest.mark.parametrize("workers", [1, 4])
def test_the_optimum_does_not_depend_on_the_workers(workers: int) -> None:
    instance = build({"curriculum": {"max_gap_weeks": 2}})
    assert Search(instance, SETTINGS, Limits(seconds=30, workers=workers)).run().objective == 3
