"""What each soft term counts, on plans small enough to count by hand."""

from datetime import date
from typing import Any

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.check.costs import QUANTITIES
from scheduler.domain.settings import TERM, Settings
from tests.cases.reader import lessons_of
from tests.cases.world import build

WEEK_AFTER_WEEK = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
"""
FOUR_WEEKS_APART = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-03-01  M3 T1 R1
    A2 Tue 2027-03-02  M3 T1 R1
"""
IN_WINTER_HOLIDAYS = """
    A1 Thu 2027-02-11  M1 T1 R1
    A1 Fri 2027-02-12  M2 T1 R1
    A2 Mon 2027-02-15  M3 T1 R1
    A2 Tue 2027-02-16  M3 T1 R1
"""
ON_A_BRIDGE = """
    A1 Mon 2027-04-26  M1 T1 R1
    A1 Tue 2027-04-27  M2 T1 R1
    A2 Fri 2027-05-07  M3 T1 R1
"""
M3_CUT = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M3 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M2 T1 R1
"""
FIVE_HALF_DAYS = """
    A1 Mon 2027-02-01  M1 T1 R1 | M3 T1 R1
    A1 Tue 2027-02-02  M3 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M2 T1 R1
"""
M3_INTERRUPTED = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M3 T1 R1
    A2 Mon 2027-02-08  M4 T1 R1
    A2 Tue 2027-02-09  M4 T1 R1
    A3 Mon 2027-02-15  M3 T1 R1
    A3 Tue 2027-02-16  M2 T1 R1
"""
T2_TAKES_M3 = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T2 R1
    A2 Tue 2027-02-09  M3 T2 R1
"""
A_AND_B_APART = """
    A1 Mon 2027-02-01  M1 T1 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    B1 Mon 2027-02-01  M1 T2 R2
    B1 Tue 2027-02-02  M3 T2 R2
    B2 Mon 2027-02-15  M2 T1 R2
    B2 Tue 2027-02-16  M3 T2 R2
"""
A_AND_B_TOGETHER = A_AND_B_APART.replace("M1 T1 R1", "M1 T1 R1 =J-A").replace("M1 T2 R2", "M1 T1 R1 =J-A")
THREE_LEARNERS = {"cohorts": {"B": {}}, "learners": {"L3": {"cohort": "B"}}}
MAY_SHARE = THREE_LEARNERS | {"joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}, "together": "may"}}}
AVOIDS = {"LYON": {"school_holidays": "avoid", "bridges": "avoid"}}
AROUND_ASCENSION = {
    "modules": {"M3": {"hours": 7}},
    "cohorts": {"A": {"start_from": date(2027, 4, 26), "start_to": date(2027, 4, 30)}},
}


def hired(day: date) -> dict[str, Any]:
    """Return a world in which L1 is to be certified twelve months after a date of hire."""
    return {
        "curriculum": {"regimes": [{"source": "the test", "finish_within_months": 12}]},
        "learners": {"L1": {"hire_date": day}},
    }


# term, what the quantity is and why, quantity, world, plan, weeks of margin
COUNTS: list[tuple[str, str, int, dict[str, Any], str, int]] = [
    # Durations of 0 to 3 months: an even plan ends a month after 1 February, in open week 4.
    ("rhythm", "session 2 is in open week 1, three before the even one", 9, {}, WEEK_AFTER_WEEK, 0),
    ("rhythm", "session 2 is where an even plan ends", 0, {}, FOUR_WEEKS_APART, 0),
    ("rhythm", "session 1 is a week late, session 2 two weeks early", 1 + 4, {}, IN_WINTER_HOLIDAYS, 0),
    ("rhythm", "a closed week is no distance: week 1 is now two before the even one", 4,
     {"closures": [{"first": date(2027, 2, 15), "last": date(2027, 2, 19)}]}, WEEK_AFTER_WEEK, 0),
    ("rhythm", "due on 9 March less two weeks, an even plan ends in open week 3", 1,
     hired(date(2026, 3, 9)), FOUR_WEEKS_APART, 2),
    ("school_holidays", "both days of session 2", 2, {"sites": AVOIDS}, IN_WINTER_HOLIDAYS, 0),
    ("school_holidays", "the site ignores them", 0, {}, IN_WINTER_HOLIDAYS, 0),
    ("bridges", "the Friday after Ascension", 1, AROUND_ASCENSION | {"sites": AVOIDS}, ON_A_BRIDGE, 0),
    ("bridges", "the site ignores them", 0, AROUND_ASCENSION, ON_A_BRIDGE, 0),
    ("preferred_weekdays", "of Thursday, Friday, Monday and Tuesday, only Thursday is not preferred", 1,
     {"cohorts": {"A": {"preferred_weekdays": ["MON", "TUE", "FRI"]}}}, IN_WINTER_HOLIDAYS, 0),
    ("preferred_weekdays", "no weekday is preferred", 0, {}, WEEK_AFTER_WEEK, 0),
    ("weekday_stability", "Monday and Tuesday both times", 0, {}, WEEK_AFTER_WEEK, 0),
    ("weekday_stability", "Thursday-Friday once, Monday-Tuesday once", 1, {}, IN_WINTER_HOLIDAYS, 0),
    ("weekday_stability", "a single Friday is outside Monday-Tuesday", 1, AROUND_ASCENSION, ON_A_BRIDGE, 0),
    ("weekday_stability", "Monday-Tuesday is not the cohort's to have: both sessions are outside", 2,
     {"cohorts": {"A": {"weekdays": ["WED", "THU"]}}}, WEEK_AFTER_WEEK, 0),
    ("continuity", "each module in as few sessions as it needs", 0, {}, WEEK_AFTER_WEEK, 0),
    ("continuity", "five half-days need two sessions, whatever their shares", 0,
     {"modules": {"M1": {"hours": 3.5, "whole_days": False}, "M3": {"hours": 17.5, "whole_days": False}}},
     FIVE_HALF_DAYS, 0),
    ("continuity", "M3 needs one session and takes two in a row", 1, {}, M3_CUT, 0),
    ("continuity", "M3 takes a session too many and is interrupted once", 2,
     {"modules": {"M4": {"hours": 14}}}, M3_INTERRUPTED, 0),
    ("trainers_per_module", "M3 has T1, then T2", 1, {},
     WEEK_AFTER_WEEK.replace("09  M3 T1", "09  M3 T2"), 0),
    ("trainers_per_module", "each module has one trainer", 0, {}, T2_TAKES_M3, 0),
    ("trainers_per_module", "each of two groups has one trainer", 0, {"modules": {"M1": {"group_max": 1}}},
     WEEK_AFTER_WEEK.replace("M1 T1 R1", "M1 T1 R1 + M1 T2 R2"), 0),
    # Both can teach M1 and M3, only T1 can teach M2: even shares are 1 + 2 + 2 = 5 and 1 + 2 = 3 half-days.
    ("trainer_balance", "T1 teaches all 8 half-days, 3 above the share", 3, {}, WEEK_AFTER_WEEK, 0),
    ("trainer_balance", "T1 teaches 4, below the share; T2 teaches 4, 1 above", 1, {}, T2_TAKES_M3, 0),
    ("room_stability", "one room", 0, {}, WEEK_AFTER_WEEK, 0),
    ("room_stability", "R1 and R2", 1, {}, WEEK_AFTER_WEEK.replace("M2 T1 R1", "M2 T1 R2"), 0),
    ("room_stability", "a remote day has no room", 0, {"modules": {"M2": {"mode": "remote"}}},
     WEEK_AFTER_WEEK.replace("M2 T1 R1", "M2 T1 -"), 0),
    ("group_size", "two of four learners are there", 2,
     {"modules": {"M1": {"group_min": 4}}}, WEEK_AFTER_WEEK, 0),
    ("group_size", "two of two learners are there", 0,
     {"modules": {"M1": {"group_min": 2}}}, WEEK_AFTER_WEEK, 0),
    ("group_size", "of a group without learners nothing is known", 0,
     {"modules": {"M1": {"group_min": 4}}, "learners": {"L1": None, "L2": None}}, WEEK_AFTER_WEEK, 0),
    ("group_size", "two and three are missing in two groups", 5,
     THREE_LEARNERS | {"modules": {"M1": {"group_min": 4}}}, A_AND_B_APART, 0),
    ("group_size", "one is missing in the group of all", 1,
     MAY_SHARE | {"modules": {"M1": {"group_min": 4}}}, A_AND_B_TOGETHER, 0),
    ("shared_teaching", "nothing may be shared", 0, THREE_LEARNERS, A_AND_B_APART, 0),
    ("shared_teaching", "a day is taught twice", 4, MAY_SHARE, A_AND_B_APART, 0),
    ("shared_teaching", "a day is taught once", 2, MAY_SHARE, A_AND_B_TOGETHER, 0),
    ("trainer_balance", "a shared day is taught once: of fourteen half-days T1 has ten, three above seven", 3,
     THREE_LEARNERS | {"modules": {"M2": {"skill": "care"}},
                       "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}}},
     A_AND_B_TOGETHER, 0),
    ("trainers_per_module", "two trainers of a shared module are one too many, once", 1,
     MAY_SHARE | {"modules": {"M1": {"whole_days": False, "one_trainer": False}}},
     A_AND_B_TOGETHER.replace("M1 T1 R1 =J-A", "M1 T1 R1 =J-A | M1 T2 R1 =J-A"), 0),
    # The plan ends on 9 February.
    ("deadline_margin", "three weeks are kept, three are wished", 0,
     hired(date(2026, 3, 2)), WEEK_AFTER_WEEK, 3),
    ("deadline_margin", "three weeks less a day are kept: the day begins a week", 1,
     hired(date(2026, 3, 1)), WEEK_AFTER_WEEK, 3),
    ("deadline_margin", "three weeks are kept, five are wished", 2,
     hired(date(2026, 3, 2)), WEEK_AFTER_WEEK, 5),
    ("deadline_margin", "three weeks less a day are kept, five are wished", 3,
     hired(date(2026, 3, 1)), WEEK_AFTER_WEEK, 5),
    ("deadline_margin", "nobody has a deadline", 0, {}, WEEK_AFTER_WEEK, 5),
]  # fmt: skip


@pytest.mark.parametrize(
    ("term", "why", "quantity", "world", "plan", "margin"), COUNTS, ids=[f"{x[0]}: {x[1]}" for x in COUNTS]
)
def test_quantity(term: str, why: str, quantity: int, world: dict[str, Any], plan: str, margin: int) -> None:
    instance = build(world)
    settings = Settings(weights={name: 1 for name in TERM}, deadline_margin_weeks=margin)
    counted = {x.term: x.quantity for x in costs(instance, lessons_of(plan, instance), settings)}
    assert counted[term] == quantity, why


def test_every_term_is_counted_and_tested() -> None:
    assert list(QUANTITIES) == list(TERM)
    assert {term for term, *_rest in COUNTS} == set(TERM)


def test_two_cohorts_add_up() -> None:
    instance = build({"sites": AVOIDS, "cohorts": {"B": {}}})
    settings = Settings(weights={name: 1 for name in TERM}, deadline_margin_weeks=0)
    both = IN_WINTER_HOLIDAYS.rstrip() + IN_WINTER_HOLIDAYS.replace(" A", " B")
    counted = {x.term: x.quantity for x in costs(instance, lessons_of(both, instance), settings)}
    assert counted["school_holidays"] == 4
    assert counted["rhythm"] == 10


def test_the_cost_is_the_weighted_sum() -> None:
    instance = build({})
    lessons = lessons_of(WEEK_AFTER_WEEK, instance)
    assert check(instance, lessons) == ()
    weights = {name: 0 for name in TERM} | {"rhythm": 2, "trainer_balance": 10}
    terms = costs(instance, lessons, Settings(weights, deadline_margin_weeks=0))
    assert [x.term for x in terms] == list(TERM)
    assert cost_of(terms) == 2 * 9 + 10 * 3


def test_a_plan_without_lessons_costs_nothing() -> None:
    settings = Settings(weights={name: 1 for name in TERM}, deadline_margin_weeks=4)
    assert cost_of(costs(build({}), (), settings)) == 0
