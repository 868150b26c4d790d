"""Why a session is on its dates: what forbids other dates, or what they cost, in little worlds."""

from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest

from scheduler.check import check
from scheduler.domain.search import Limits
from scheduler.model import PlanModel
from scheduler.settings import load_settings
from scheduler.solve.solver import Response, SolverStatus
from scheduler.why import ChoiceAnswer, ChoiceVerdict, Ground, SessionQuestion, Weighing, weighing
from tests.cases import world
from tests.cases.reader import lessons_of

SETTINGS = load_settings()
START = date(2027, 1, 1)
LIMITS = Limits(seconds=60, workers=2)

# T2 has M1, so that nobody has more than his or her share: no content costs less.
PLAN = """
    A1 Mon 2027-02-01  M1 T2 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1
    A2 Tue 2027-02-09  M3 T1 R1
    """


def asked(
    session: int, plan: str = PLAN, since: date = START, **facts: object
) -> tuple[ChoiceAnswer, dict[str, ChoiceAnswer]]:
    """Return what is said of the dates that a session has, and of others by their first day."""
    instance = world.build(facts)
    lessons = lessons_of(plan, instance)
    assert check(instance, lessons) == ()
    question = SessionQuestion(Ground(instance, SETTINGS, lessons, since), "A", session)
    ((now, *others),) = Weighing([question], LIMITS).run()
    assert all(answer.proved for answer in (now, *others))
    days = [answer.choice.days for answer in others]
    assert days == sorted(set(days))
    return now, {f"{answer.choice.days[0]:%d/%m}": answer for answer in others}


def costs(answer: ChoiceAnswer) -> dict[str, int]:
    assert answer.verdict is ChoiceVerdict.POSSIBLE
    return {x.term: x.total for x in answer.difference if x.total}


def codes(answer: ChoiceAnswer) -> set[str]:
    assert answer.verdict is ChoiceVerdict.FORBIDDEN
    return {x.code for x in answer.choice.broken}


def test_other_dates_lie_between_the_neighbours_and_a_week_beyond_the_limits() -> None:
    """The second session comes after the first, and within four weeks of it: the fifth week shows the limit.

    Four pairs of days a week: two are left of the first one, and three besides its own of the second.
    """
    now, others = asked(2)
    assert (costs(now), now.changed) == ({}, 0)
    assert len(others) == 2 + 3 + 4 * 4
    assert {codes(others[day]).pop() for day in ("03/02", "04/02")} == {"SE-02"}
    assert {codes(others[day]).pop() for day in ("08/03", "09/03", "10/03", "11/03")} == {"SE-03"}
    assert [x.verdict for x in others.values()].count(ChoiceVerdict.FORBIDDEN) == 6


def test_a_first_session_reaches_beyond_its_window() -> None:
    """It may start from 1 February: the week before shows that, and the second session ends the reach."""
    _now, others = asked(1)
    assert list(others) == ["25/01", "26/01", "27/01", "28/01", "02/02", "03/02", "04/02"]
    assert {codes(others[day]).pop() for day in list(others)[:4]} == {"CA-04"}


def test_another_pair_of_weekdays_costs_what_it_says() -> None:
    """On Wednesday and Thursday, two sessions have two pairs of weekdays: one is outside the usual, for 2."""
    _now, others = asked(2)
    assert (costs(others["10/02"]), others["10/02"].more) == ({"weekday_stability": 2}, 2)
    assert others["10/02"].changed == 4
    # Tuesday is in both pairs, with the same module: only Monday's half-days move, to Wednesday.
    assert (costs(others["09/02"]), others["09/02"].changed) == ({"weekday_stability": 2}, 2)


def test_nearer_to_an_even_rhythm_is_a_negative_difference() -> None:
    """The session is three weeks before its even place, 9; two weeks before it costs 4: 5 less."""
    _now, others = asked(2)
    assert costs(others["15/02"]) == {"rhythm": 4 - 9}


def test_a_closure_forbids_its_days() -> None:
    _now, others = asked(2, closures=[{"first": "2027-02-16", "last": "2027-02-16"}])
    assert codes(others["15/02"]) == codes(others["16/02"]) == {"CA-02"}
    assert others["17/02"].verdict is ChoiceVerdict.POSSIBLE


def test_a_trainer_who_is_away_is_mended_by_another_and_told() -> None:
    """T1 is away that week, but T2 can teach M3: six half-days of T2 are two more than an even share."""
    _now, others = asked(2, absences=[{"trainer": "T1", "first": "2027-02-15", "last": "2027-02-19"}])
    answer = others["15/02"]
    assert {x.code for x in answer.choice.broken} == {"TR-03"}
    assert answer.changed >= 4
    assert costs(answer)["rhythm"] == -5


def test_if_nobody_is_there_it_is_forbidden() -> None:
    away = [{"trainer": name, "first": "2027-02-15", "last": "2027-02-19"} for name in ("T1", "T2")]
    _now, others = asked(2, absences=away)
    assert codes(others["15/02"]) == {"TR-03"}
    assert others["22/02"].verdict is ChoiceVerdict.POSSIBLE


def test_a_day_that_is_fixed_forbids_all_dates_without_it() -> None:
    """The pin names a module too: it asks for the day all the same."""
    pin = {"kind": "fix", "day": "2027-02-09", "cohort": "A", "module": "M3"}
    _now, others = asked(2, pins=[pin])
    possible = [day for day, answer in others.items() if answer.verdict is ChoiceVerdict.POSSIBLE]
    assert possible == ["09/02"]
    assert codes(others["15/02"]) == {"PI-01"}


def test_what_is_forbidden_of_a_day_may_be_on_another() -> None:
    """M3 may not be on the 16th: a session there has M3 before it, and what was there instead."""
    pin = {"kind": "forbid", "day": "2027-02-16", "cohort": "A", "module": "M3"}
    _now, others = asked(2, pins=[pin])
    assert others["15/02"].verdict is ChoiceVerdict.POSSIBLE
    assert {x.code for x in others["15/02"].choice.broken} == {"PI-02"}
    assert others["15/02"].changed > 4


def test_another_cohort_in_the_only_room_is_the_reason() -> None:
    """B is in the only room on the 15th and 16th, with trainers of its own."""
    plan = (
        PLAN.rstrip()
        + """
    B1 Mon 2027-02-15  M1 T3 R1
    B1 Tue 2027-02-16  M2 T3 R1
    B2 Mon 2027-02-22  M3 T3 R1
    B2 Tue 2027-02-23  M3 T3 R1
    """
    )
    facts = {
        "rooms": {"R2": None},
        "cohorts": {"B": {"start_to": "2027-02-28"}},
        "trainers": {"T3": {"skills": ["care", "office"]}},
    }
    _now, others = asked(2, plan, **facts)
    assert "RO-01" in codes(others["15/02"])
    assert "RO-01" in codes(others["16/02"])
    assert others["17/02"].verdict is ChoiceVerdict.POSSIBLE


def test_what_is_over_stays() -> None:
    """T1 has all eight half-days, two above the share: M1 goes to T2, or M3 once M1 is over."""
    plan = PLAN.replace("M1 T2", "M1 T1")
    now, _others = asked(2, plan)
    assert (costs(now), now.changed) == ({"trainer_balance": -2}, 2)
    now, _others = asked(2, plan, since=date(2027, 2, 3))
    assert (costs(now), now.changed) == ({"trainer_balance": -2}, 4)


@pytest.mark.parametrize("stopped", [True, False])
def test_without_time_nothing_is_told_but_what_the_checker_knows(stopped: bool) -> None:
    instance = world.build({})
    question = SessionQuestion(Ground(instance, SETTINGS, lessons_of(PLAN, instance), START), "A", 2)
    weighing = Weighing([question], Limits(seconds=60 if stopped else 1e-9))
    if stopped:
        weighing.stop()
    ((now, *others),) = weighing.run()
    assert (now.verdict, now.proved) == (ChoiceVerdict.POSSIBLE, False)
    assert {x.verdict for x in others} == {ChoiceVerdict.POSSIBLE, ChoiceVerdict.FORBIDDEN}
    assert {x.proved for x in others if x.verdict is ChoiceVerdict.POSSIBLE} == {False}


JOINT_PLAN = """
    A1 Mon 2027-02-01  M1 T2 R1
    A1 Tue 2027-02-02  M2 T1 R1
    A2 Mon 2027-02-08  M3 T1 R1 =J
    A2 Tue 2027-02-09  M3 T1 R1 =J
    B1 Wed 2027-02-03  M1 T2 R1
    B1 Thu 2027-02-04  M2 T1 R1
    B2 Mon 2027-02-08  M3 T1 R1 =J
    B2 Tue 2027-02-09  M3 T1 R1 =J
    """
JOINT = {"cohorts": {"B": {}}, "joint_modules": {"J": {"sharers": {"A": "M3", "B": "M3"}}}}


def test_who_shares_a_lesson_of_the_session_moves_with_it() -> None:
    """A week later costs each what it costs one alone, nearer to an even rhythm: twice 5 less."""
    _now, others = asked(2, JOINT_PLAN, **JOINT)
    assert costs(others["15/02"]) == {"rhythm": 2 * (4 - 9)}
    assert others["15/02"].changed == 8
    moved = {(x.cohort, x.day) for x in others["15/02"].choice.lessons if x.joint}
    assert moved == {(name, date(2027, 2, day)) for name in "AB" for day in (15, 16)}


def test_what_forbids_a_date_of_who_shares_it_forbids_it_for_all() -> None:
    """B never trains on a Friday: then neither of them has that session."""
    facts = {"cohorts": {"B": {"weekdays": ["MON", "TUE", "WED", "THU"]}}}
    _now, others = asked(2, JOINT_PLAN, **(JOINT | facts))
    assert codes(others["18/02"]) == {"SE-04"}
    assert others["17/02"].verdict is ChoiceVerdict.POSSIBLE


def test_dates_lie_between_the_sessions_of_all_who_share_them() -> None:
    """B's first session is on the 3rd and the 4th: from the 5th on, both may have their second."""
    _now, others = asked(2, JOINT_PLAN, **JOINT)
    assert min(answer.choice.days[0] for answer in others.values()) > date(2027, 2, 4)


def test_parts_tell_what_content_costs_at_least_where_the_whole_would_take_long() -> None:
    """Groups of M2 lack learners, whatever is chosen: nothing but the dates can cost less."""
    instance = world.build(JOINT | {"modules": {"M2": {"group_min": 4}}})
    lessons = lessons_of(JOINT_PLAN, instance)
    question = SessionQuestion(Ground(instance, SETTINGS, lessons, START), "A", 2)
    with (
        patch.object(weighing, "FLOOR_SECONDS", 0.0),
        patch.object(Weighing, "_best", lambda *_args: None),
    ):
        (answers,) = Weighing([question], LIMITS).run()
    assert all(answer.proved for answer in answers)
    assert next(x for x in question.ground.costs if x.term == "group_size").total > 0


def test_what_the_time_did_not_prove_is_not_called_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """T1 alone teaches, beyond an even share: that content costs something whatever the dates."""
    instance = world.build({})
    lessons = lessons_of(PLAN.replace("M1 T2", "M1 T1"), instance)
    run = Weighing._run

    def cut_short(self: Weighing, plan: PlanModel, seconds: float, plain: bool = False) -> Response:
        response = run(self, plan, seconds, plain)
        proved = response.status is SolverStatus.OPTIMAL and not plain
        return replace(response, status=SolverStatus.FEASIBLE, bound=0) if proved else response

    question = SessionQuestion(Ground(instance, SETTINGS, lessons, START), "A", 2)
    (whole,) = Weighing([question], LIMITS).run()
    monkeypatch.setattr(Weighing, "_run", cut_short)
    (found,) = Weighing([question], LIMITS).run()

    assert all(x.proved for x in whole)
    assert any(x.verdict is ChoiceVerdict.POSSIBLE and not x.proved for x in found)
