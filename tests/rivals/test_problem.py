"""``problem.json`` says what the instance says."""

from datetime import date

import pytest

from scheduler.settings import load_settings
from tests.bench.rivals.problem import Unsaid, problem
from tests.cases.world import build


def of(changes):
    """Return the neutral problem of the small world with changes, its cohort, and its tables by id."""
    return problem(build(changes), load_settings(None))


def cohort_of(changes):
    return of(changes)["cohorts"][0]


def dates(cohort):
    return [row["date"] for row in cohort["dates"]]


def test_dates_are_the_open_days_between_the_outermost_ones():
    closures = [{"first": "2027-02-02", "last": "2027-02-02"}]
    cohort = cohort_of({"closures": closures})
    # From the start of the window to its end and three months more, 12 May.
    assert dates(cohort)[0] == "2027-02-01"
    assert dates(cohort)[-1] == "2027-05-12"
    # A closure, a Saturday and Easter Monday are no dates.
    assert not {"2027-02-02", "2027-02-06", "2027-03-29"} & set(dates(cohort))


def test_a_day_forbidden_by_hand_is_no_date():
    pins = [{"kind": "forbid", "cohort": "A", "day": "2027-02-03"}]
    assert "2027-02-03" not in dates(cohort_of({"pins": pins}))


def test_positions_count_open_weeks():
    closures = [{"first": "2027-02-08", "last": "2027-02-12"}]
    weeks = {row["week"]: row["position"] for row in cohort_of({"closures": closures})["weeks"]}
    # The closed week has no position, so the third calendar week is the second open one.
    assert weeks["2027-02-01"] == 0
    assert "2027-02-08" not in weeks
    assert weeks["2027-02-15"] == 1


def test_even_rhythm_ends_in_the_middle_of_the_duration():
    # Two sessions; 0 to 3 months give 1 month after 1 February: the week of 1 March, the fifth.
    assert cohort_of({})["even"] == [0, 4]


def test_last_days_follow_from_the_first():
    ends = cohort_of({"cohorts": {"A": {"min_months": 1, "max_months": 2}}})["ends"]
    assert ends["2027-02-01"] == ["2027-03-01", "2027-04-01"]
    # The window of the first day ends on 12 February.
    assert max(ends) == "2027-02-12"


def test_days_that_a_site_avoids_and_the_cohort_would_rather_not():
    changes = {
        "sites": {"LYON": {"school_holidays": "avoid", "bridges": "avoid"}},
        "cohorts": {"A": {"preferred_weekdays": ["MON"]}},
    }
    rows = {row["date"]: row for row in cohort_of(changes)["dates"]}
    # Zone A has winter holidays from 13 to 28 February 2027; 7 May is the Friday after Ascension.
    assert [rows[day]["school_holidays"] for day in ("2027-02-12", "2027-02-15")] == [0, 1]
    assert rows["2027-05-07"]["bridges"] == 1
    assert [rows[day]["preferred_weekdays"] for day in ("2027-02-01", "2027-02-02")] == [0, 1]


def test_a_trainer_away_for_an_afternoon_has_not_that_day():
    absences = [{"trainer": "T1", "first": "2027-02-01", "last": "2027-02-01", "half": "PM"}]
    trainers = {row["id"]: row for row in of({"absences": absences})["trainers"]}
    assert "2027-02-01" not in trainers["T1"]["days"]
    assert "2027-02-01" in trainers["T2"]["days"]


def test_even_shares_are_those_of_the_cost():
    # M1 (2 half-days) and M3 (4) are shared by both, M2 (2) is T1's alone: 1 + 2 + 2 and 1 + 2.
    assert [row["even_share"] for row in of({})["trainers"]] == [5, 3]


def test_modules_name_who_can_teach_and_where():
    changes = {"rooms": {"R2": {"capacity": 1}}, "modules": {"M2": {"after": ["M1"]}}}
    modules = {row["id"]: row for row in cohort_of(changes)["modules"]}
    # T2 lacks the skill "office"; two learners do not fit into R2.
    assert modules["M2"]["trainers"] == ["T1"]
    assert modules["M2"]["rooms"] == [["R1"]]
    assert modules["M2"]["after"] == ["M1"]
    assert modules["M3"]["days"] == 2


def test_parallel_groups_have_rooms_of_their_own_size():
    changes = {"rooms": {"R2": {"capacity": 1}}, "modules": {"M2": {"group_max": 1}}}
    cohort = cohort_of(changes)
    modules = {row["id"]: row for row in cohort["modules"]}
    assert modules["M2"]["groups"] == [1, 1]
    assert modules["M2"]["rooms"] == [["R1", "R2"], ["R1", "R2"]]
    assert cohort["groups"] == 2


def test_an_exam_of_13_hours_ends_an_hour_early():
    exam = cohort_of({"assessment": {"hours": 13}})["modules"][-1]
    assert exam["hours"] == [3.5, 3.5, 3.5, 2.5]
    assert exam["trainers"] == []
    assert exam["last"]


def test_a_remote_module_has_no_room():
    modules = cohort_of({"modules": {"M1": {"mode": "remote"}}})["modules"]
    assert modules[0]["mode"] == "remote"
    assert modules[0]["rooms"] == [[]]


def test_margin_before_a_deadline():
    changes = {
        "curriculum": {"regimes": [{"source": "a text", "finish_within_months": 6}]},
        "learners": {"L1": {"hire_date": "2026-12-01"}},
    }
    # The deadline is 1 June and the margin 8 weeks: it begins on 6 April, a week is missing on 7 April.
    assert load_settings(None).deadline_margin_weeks == 8
    margin = cohort_of(changes)["margin"]
    assert "2027-04-06" not in margin
    assert margin["2027-04-07"] == 1
    # No plan may end after the deadline, however long the programme could last.
    ends = cohort_of({**changes, "cohorts": {"A": {"max_months": 9}}})["ends"]
    assert ends["2027-02-01"][1] == str(date(2027, 6, 1))


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"modules": {"M1": {"whole_days": False}}}, id="half-days"),
        pytest.param({"modules": {"M1": {"one_trainer": False}}}, id="several trainers"),
        pytest.param(
            {"pins": [{"kind": "fix", "cohort": "A", "day": "2027-02-01", "trainer": "T1"}]}, id="pin"
        ),
        pytest.param(
            {"cohorts": {"B": {}}, "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}}}, id="joint"
        ),
    ],
)
def test_what_the_neutral_problem_cannot_say_is_refused(changes):
    with pytest.raises(Unsaid):
        of(changes)
