"""Days on which cohorts meet, where their weekdays alone do not tell: what a part on dates knows."""

from datetime import date
from typing import Any

from scheduler.domain.cluster import all_together
from scheduler.domain.search import Limits
from scheduler.domain.settings import TERM, Settings
from scheduler.model.parts import dates_of_teams
from scheduler.solve.solver import Solver
from tests.cases import world

ONE = Limits(seconds=20, workers=1)
NO_COST = Settings(dict.fromkeys(TERM, 0), 0)
CLOSED = {"closures": [{"first": "2027-02-04", "last": "2027-06-30", "label": "Travaux"}]}
MONDAY, TUESDAY = ({"start_from": day, "start_to": day} for day in ("2027-02-01", "2027-02-02"))
APART: dict[str, Any] = CLOSED | {"modules": {"M3": None}, "cohorts": {"A": MONDAY, "B": TUESDAY}}
"""Programmes of two days; Tuesday is all that both have."""


def meet(changes: dict[str, Any], *shared: str, dates: dict[str, list[str]] | None = None) -> bool:
    """Tell whether A and B can meet as often as they have to, on `dates` if their sessions begin there."""
    instance = world.build(changes | {"joint_modules": {x: {"sharers": {"A": x, "B": x}} for x in shared}})
    sharing = {joint.id: (all_together(instance, joint),) for joint in instance.joint_modules}
    part = dates_of_teams(instance, NO_COST, instance.cohorts, sharing=sharing)
    for cohort in part.cohorts:
        begins = [date.fromisoformat(x) for x in (dates or {}).get(cohort.cohort.id, ())]
        for options, begin in zip(cohort.place, begins, strict=False):
            part.model.add_exactly_one(x for option, x in options.items() if option.days[0] == begin)
    return Solver(ONE).run(part.model, 10.0).found


def test_two_modules_are_on_two_days_that_both_have() -> None:
    # Either has two Tuesdays, so that weekdays say nothing; but they have one of them in common.
    weeks = {"modules": {"M3": {}}, "cohorts": {"A": {}, "B": {}}}
    mine, theirs = ["2027-02-01", "2027-02-08"], ["2027-02-09", "2027-02-16"]
    assert meet(weeks, "M1", dates={"A": mine, "B": theirs})
    assert not meet(weeks, "M1", "M2", dates={"A": mine, "B": theirs})
    assert meet(weeks, "M1", "M2", dates={"A": mine, "B": ["2027-02-02", "2027-02-09"]})


def test_half_days_lie_on_days_that_both_have_and_may_share_one() -> None:
    halves = {"M1": {"whole_days": False, "hours": 3.5}, "M2": {"whole_days": False, "hours": 3.5}}
    # A day and a half of their own, by half-days or not.
    changes = APART | {"modules": {"M3": None, **halves, "M4": {"hours": 7, "skill": "care"}}}
    assert meet(changes, "M1")
    assert meet(changes, "M1", "M2")
    both = {"M1": {"whole_days": False, "hours": 7}, "M3": None}
    assert meet(APART | {"modules": both}, "M1")
    alone = {"A": MONDAY | {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["WED", "THU"]}}
    assert not meet({"modules": changes["modules"], "cohorts": alone}, "M1")


def test_a_module_that_fills_a_session_is_in_one_that_both_have() -> None:
    # Tuesday of the first week and Wednesday of the second are days of both, and both have a session on a
    # Tuesday and a Wednesday; but not the same one.
    weeks = {
        "modules": {
            "M3": {"one_session": True, "skill": "health"},
            "M4": {"block": "B2", "hours": 14, "skill": "care"},
        },
        "trainers": {"T3": {"name": "Luc Faure", "skills": ["health"]}},
        "cohorts": {"A": {}, "B": {}},
    }
    mine, theirs = ["2027-02-01", "2027-02-10", "2027-02-16"], ["2027-02-02", "2027-02-09", "2027-02-22"]
    assert not meet(weeks, "M3", dates={"A": mine, "B": theirs})
    theirs[-1] = "2027-02-16"
    assert meet(weeks, "M3", dates={"A": mine, "B": theirs})
    # They have one in common; but whoever teaches the module is away on one of its days.
    away = [{"trainer": "T3", "first": "2027-02-17", "last": "2027-02-17"}]
    assert not meet(weeks | {"absences": away}, "M3", dates={"A": mine, "B": theirs})


def test_somebody_able_is_there_on_a_day_on_which_both_meet() -> None:
    # All are away on the only Tuesday that both have; weekdays know of no absence.
    away = [{"trainer": name, "first": "2027-02-02", "last": "2027-02-02"} for name in ("T1", "T2")]
    for kept in (True, False):
        changes = APART | {"modules": {"M3": None, "M1": {"one_trainer": kept}}}
        assert meet(changes | {"absences": away[:1]}, "M1")
        assert not meet(changes | {"absences": away}, "M1")


def test_as_many_are_there_as_there_are_groups() -> None:
    # Three learners in groups of two at most: two groups, and one of the two trainers is away.
    away = [{"trainer": "T1", "first": "2027-02-02", "last": "2027-02-02"}]
    for kept in (True, False):
        modules = {"M3": None, "M1": {"one_trainer": kept, "group_max": 2}, "M2": {"skill": "care"}}
        changes = APART | {"modules": modules, "learners": {"L3": {"cohort": "B"}}}
        assert meet(changes, "M1")
        assert not meet(changes | {"absences": away}, "M1")
