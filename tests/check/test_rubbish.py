"""Whatever a plan says, the checker answers: it never raises."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.check import check, costs
from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.rules import RULE
from scheduler.domain.settings import TERMS, Settings
from scheduler.domain.time import Half
from tests.cases.world import build

WEIGHTS = Settings(weights={term.name: 1 for term in TERMS}, deadline_margin_weeks=4)
FAR_DAYS = (date.min, date(1899, 12, 31), date(2028, 12, 31), date(2199, 5, 1), date.max)
STRICT = build(
    {
        "sites": {"LYON": {"school_holidays": "closed", "bridges": "closed"}, "PARIS": {"school_zone": "C"}},
        "cohorts": {"B": {"site": "PARIS", "weekdays": ["MON", "TUE"]}},
        "trainers": {"T1": {"max_days": 1, "max_days_per_week": 1, "sites": ["LYON"]}},
        "learners": {"L1": {"hire_date": date(2026, 1, 1)}},
        "curriculum": {"regimes": [{"source": "the test", "finish_within_months": 12}]},
        "modules": {
            "M1": {"group_max": 1, "one_session": True},
            "M2": {"after": ["M1"], "last": True},
            "M3": {"mode": "remote"},
        },
        "assessment": {"hours": 13},
        "closures": [{"first": date(2027, 2, 1), "last": date(2027, 2, 1), "room": "R1"}],
        "absences": [{"trainer": "T2", "first": date(2027, 2, 1), "last": date(2027, 2, 3)}],
        "pins": [
            {"kind": "fix", "cohort": "A", "day": date(2027, 2, 1)},
            {"kind": "forbid", "room": "R2", "day": date(2027, 2, 2)},
        ],
    }
)  # fmt: skip


def some(*known: str) -> st.SearchStrategy[str]:
    """Return an identifier that may be known, or any text: empty, with braces, in any script."""
    return st.sampled_from(known) | st.text(max_size=4)


LESSONS = st.builds(
    Lesson,
    cohort=some("A", "B"),
    group=st.integers(-1, 3) | st.integers(),
    session=st.integers(-1, 4) | st.integers(),
    day=st.dates(date(2027, 1, 30), date(2027, 2, 12)) | st.sampled_from(FAR_DAYS),
    half=st.sampled_from(Half),
    module=some("M1", "M2", "M3", "EX"),
    hours=st.sampled_from([3.5, 2.5]) | st.floats(),
    mode=st.sampled_from(Mode),
    trainer=st.none() | some("T1", "T2"),
    room=st.none() | some("R1", "R2"),
)


@pytest.mark.parametrize("instance", [build({}), STRICT], ids=["small world", "strict world"])
def test_rubbish_is_judged(instance: Instance) -> None:
    @settings(max_examples=100, derandomize=True, deadline=None)
    @given(st.lists(LESSONS, max_size=12))
    def judge(lessons: list[Lesson]) -> None:
        violations = check(instance, lessons + lessons[:2])
        assert violations, "no plan of a dozen odd rows keeps every rule"
        assert {violation.code for violation in violations} <= set(RULE)
        assert all(cost.quantity >= 0 for cost in costs(instance, lessons, WEIGHTS))

    judge()
