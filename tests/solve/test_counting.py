"""What cannot fit is said by counting: one tiny world per reason, with the numbers it must name.

The small world (tests/cases/world.yaml) needs two sessions of two days, starts between
1 and 12 February 2027, and has the trainers T1 (care, office) and T2 (care).
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from scheduler.solve import obstacles
from scheduler.text import speaking
from tests.cases.world import build


@dataclass(frozen=True)
class Reason:
    """Changes to the small world that leave no plan, the codes and the words that must be said."""

    name: str
    world: dict[str, Any]
    codes: set[str]
    words: tuple[str, ...] = ()
    where: str = field(default="A")


REGIME = {"source": "test", "finish_within_months": 24}
START_REGIME = {"source": "test", "start_within_months": 24}

DATES = [
    Reason(
        "no two weekdays in a row",
        {"cohorts": {"A": {"weekdays": ["MON", "WED", "FRI"]}}},
        {"SE-01", "SE-04"},
        ("Monday, Wednesday, Friday",),
    ),
    Reason(
        "shortest duration above the longest",
        {"cohorts": {"A": {"min_months": 6}}},
        {"CA-05"},
        ("at least 6 months and at most 3",),
    ),
    Reason(
        "a closure over the start window",
        {"closures": [{"first": "2027-02-01", "last": "2027-02-12", "label": "Travaux"}]},
        {"CA-01", "CA-02", "CA-04"},  # CA-01: the weekend inside the window
        ("between 2027-02-01 and 2027-02-12", "Travaux (10 days)", "a start as late as 2027-02-19"),
    ),
    Reason(
        "a start window of days without a neighbour",
        # Thursday 6 May 2027 is Ascension, so Friday 7 is alone.
        {"cohorts": {"A": {"start_from": "2027-05-06", "start_to": "2027-05-07"}}},
        {"CA-01", "CA-04"},
        ("Ascension (1 day)",),
    ),
    Reason(
        "the tightest learner certified too early",
        # Two sessions from 1 February: the second ends on Tuesday 9 at the earliest.
        {
            "curriculum": {"regimes": [REGIME]},
            "learners": {"L1": {"hire_date": "2025-02-08"}, "L2": {"hire_date": "2025-03-01"}},
        },
        {"LE-01", "CA-05"},
        ("2027-02-09 at the earliest", "Léa Blanc (L1), hired on 2025-02-08", "by 2027-02-08"),
    ),
    Reason(
        "a learner who had to start before",
        {
            "curriculum": {"regimes": [START_REGIME]},
            "learners": {"L2": {"hire_date": "2025-01-31"}},
        },
        {"LE-01", "CA-04"},
        ("Noé Morel (L2)", "2025-01-31", "2027-01-31"),
    ),
    Reason(
        "fewer open weeks than sessions",
        # One month at most from a start in the first days of February, all of it closed but the first week.
        {
            "cohorts": {"A": {"max_months": 1, "start_to": "2027-02-05"}},
            "closures": [{"first": "2027-02-08", "last": "2027-03-31", "label": "Travaux"}],
        },
        {"SE-02", "CA-02", "CA-05"},
        ("2 sessions", "only 1 week is open", "Travaux"),
    ),
    Reason(
        "a closure longer than the longest gap",
        # Open in the weeks of 1 February and of 15 March: six weeks apart, four allowed.
        {
            "cohorts": {"A": {"start_to": "2027-02-05"}},
            "closures": [{"first": "2027-02-08", "last": "2027-03-14", "label": "Travaux"}],
        },
        {"SE-03", "CA-02"},
        ("2027-02-01 and 2027-03-15", "6 weeks apart", "at most 4 weeks", "a longest gap of 6 weeks"),
    ),
    Reason(
        "gaps too short for the shortest duration",
        {"cohorts": {"A": {"min_months": 2}}},
        {"SE-03", "CA-05"},
        ("at least 2 months", "2 sessions", "over 4 weeks at most"),
    ),
    Reason(
        "single days only",
        # Three days are a pair and a single day; with every Tuesday closed no pair is left.
        {
            "cohorts": {"A": {"max_months": 1, "start_to": "2027-02-01", "weekdays": ["MON", "TUE"]}},
            "modules": {"M3": {"hours": 7}},
            "closures": [
                {"first": day, "last": day}
                for day in ("2027-02-02", "2027-02-09", "2027-02-16", "2027-02-23")
            ],
        },
        {"SE-02", "SE-03", "CA-05"},
        ("Monday 2027-02-01", "2 sessions", "At best 1 session can be placed", "all weekdays"),
    ),
]

PEOPLE = [
    Reason(
        "nobody with the skill",
        {"trainers": {"T1": {"skills": ["care"]}}},
        {"TR-02"},
        ("M2", "no trainer has the skill “office”"),
    ),
    Reason(
        "the only one with the skill goes elsewhere",
        {"sites": {"BRON": {}}, "trainers": {"T1": {"sites": ["BRON"]}}},
        {"TR-02", "TR-05"},
        ("at site LYON", "T1", "do not go there"),
    ),
    Reason(
        "two parallel groups, one trainer",
        {"modules": {"M2": {"group_max": 1}}},
        {"CU-05", "TR-01", "TR-02"},
        ("2 parallel groups", "“office”", "Anne Petit (T1)"),
    ),
    Reason(
        "a module longer than its only trainer's days",
        {"trainers": {"T1": {"max_days": 1}, "T2": {"max_days": 1}}},
        {"TR-03", "TR-04", "TR-06"},
        ("M3 (2 days)", "Anne Petit (T1) 1 day", "Marc Roux (T2) 1 day"),
    ),
    Reason(
        "modules that together exceed the trainers' days",
        # Care takes 3 days; T1 gives 2 and T2 none.
        {"trainers": {"T1": {"max_days": 2}, "T2": {"skills": ["other"]}}},
        {"TR-03", "TR-04"},
        ("M1 (A), M2 (A), M3 (A)", "4 days in all", "Anne Petit (T1) 2 days"),
        "T1",
    ),
    Reason(
        "three skills of one day each between two trainers of one day",
        # No single skill is short: one day each, and T1 or T2 or both could give it.
        {
            "trainers": {
                "T1": {"skills": ["a", "b"], "max_days": 1},
                "T2": {"skills": ["b", "c"], "max_days": 1},
                "T3": {"skills": ["d"]},
            },
            "modules": {
                "M1": {"skill": "a"},
                "M2": {"skill": "c"},
                "M3": {"skill": "d"},
                "M4": {"block": "B1", "hours": 7, "skill": "b"},
                "M5": {"block": "B1", "hours": 7, "skill": "d"},
            },
        },
        {"TR-03", "TR-04"},
        ("M1 (A), M2 (A), M4 (A)", "3 days in all"),
        "T1, T2",
    ),
    Reason(
        "trainers available on afternoons only, and whole days",
        {
            "trainers": {
                "T1": {"skills": ["care"], "availability": ["MON PM", "TUE PM", "WED PM"]},
                "T2": {"skills": ["office"]},
            }
        },
        {"CU-06", "TR-03"},
        ("M1", "never available a whole day", "whole_days: false"),
    ),
    Reason(
        "absent throughout",
        {
            "trainers": {"T1": {"skills": ["care"]}, "T2": {"skills": ["office"]}},
            "absences": [{"trainer": "T2", "first": "2027-01-01", "last": "2027-12-31"}],
        },
        {"TR-03", "TR-04", "TR-06"},
        ("M2 (1 day)", "Marc Roux (T2) 0 day"),
    ),
    Reason(
        "remote half-days that make no whole days",
        {"modules": {"M1": {"mode": "remote", "hours": 3.5, "whole_days": False}}},
        {"RO-05", "SE-05"},
        ("M1", "1 half-days"),
        "tiny",
    ),
]

ROOMS = [
    Reason(
        "no room of the kind",
        {"modules": {"M2": {"rooms": ["computer"]}}},
        {"RO-02", "RO-04"},
        ("computer", "M2", "LYON"),
    ),
    Reason(
        "no room large enough",
        {"rooms": {"R1": {"capacity": 1}, "R2": None}},
        {"RO-02", "RO-03"},
        ("2 learners", "M1, M2, M3", "R1 (1)"),
    ),
    Reason(
        "two parallel groups, one room",
        {"rooms": {"R2": None}, "modules": {"M1": {"group_max": 1}}},
        {"CU-05", "RO-01", "RO-03"},
        ("2 parallel groups", "M1", "R1 (12)"),
    ),
    Reason(
        "a room closed throughout",
        {
            "rooms": {"R2": None},
            "closures": [{"first": "2027-01-01", "last": "2027-12-31", "room": "R1", "label": "Travaux"}],
        },
        {"RO-01", "RO-04"},
        ("A (4 days)", "R1", "0 day"),
        "R1",
    ),
    Reason(
        "three cohorts in one room for a month",
        # From 1 February to 1 March, Mondays and Tuesdays: four weeks, 8 days of R1; A, B and C need 4 each.
        {
            "rooms": {"R2": None},
            "trainers": {f"T{n}": {"skills": ["care", "office"]} for n in range(1, 7)},
            "cohorts": {
                name: {
                    "weekdays": ["MON", "TUE"],
                    "start_from": "2027-02-01",
                    "start_to": "2027-02-01",
                    "max_months": 1,
                }
                for name in "ABC"
            },
        },
        {"RO-01", "RO-04"},
        ("A (4 days), B (4 days), C (4 days)", "12 days", "R1", "8 days at most"),
        "R1",
    ),
]


def pin(kind: str = "fix", day: str = "2027-02-01", **named: str) -> dict[str, str]:
    """Return a pin of cohort A unless another is named."""
    return {"kind": kind, "day": day, "cohort": "A"} | named


PINS = [
    Reason("a Saturday", {"pins": [pin(day="2027-02-06")]}, {"PI-01", "CA-01"}, ("Saturday 2027-02-06",)),
    Reason("Easter Monday", {"pins": [pin(day="2027-03-29")]}, {"PI-01", "CA-01"}, ("Lundi de Pâques",)),
    Reason(
        "a closure",
        {
            "pins": [pin(day="2027-03-02")],
            "closures": [{"first": "2027-03-01", "last": "2027-03-05", "label": "Travaux"}],
        },
        {"PI-01", "CA-02"},
        ("Travaux",),
    ),
    Reason(
        "a weekday not allowed",
        {"pins": [pin(day="2027-02-03")], "cohorts": {"A": {"weekdays": ["MON", "TUE"]}}},
        {"PI-01", "SE-04"},
        ("Wednesday 2027-02-03",),
    ),
    Reason(
        "before the start", {"pins": [pin(day="2027-01-25")]}, {"PI-01", "CA-04"}, ("starts on 2027-02-01",)
    ),
    Reason(
        "after the end",
        {"pins": [pin(day="2027-05-13")]},
        {"PI-01", "CA-04", "CA-05"},
        ("ends on 2027-05-12",),
    ),
    Reason("an unknown module", {"pins": [pin(module="M9")]}, {"PI-01", "CU-01"}, ("no module M9",)),
    Reason(
        "a trainer without the skill",
        {"pins": [pin(module="M2", trainer="T2")]},
        {"PI-01", "TR-02"},
        ("Marc Roux (T2) has no skill for M2",),
    ),
    Reason(
        "a trainer absent",
        {
            "pins": [pin(trainer="T2")],
            "absences": [{"trainer": "T2", "first": "2027-02-01", "last": "2027-02-01", "half": "PM"}],
        },
        {"PI-01", "TR-03"},
        ("Monday 2027-02-01 afternoon",),
    ),
    Reason(
        "a room too small",
        {"pins": [pin(room="R2")], "rooms": {"R2": {"capacity": 1}}},
        {"PI-01", "RO-03"},
        ("R2 holds 1",),
    ),
    Reason(
        "fixed and forbidden",
        {"pins": [pin(module="M1"), pin("forbid", module="M1")]},
        {"PI-01", "PI-02"},
        ("forbidden by another pin",),
    ),
    Reason(
        "two modules in one morning",
        {"pins": [pin(module="M1", half="AM"), pin(module="M2", half="AM")]},
        {"PI-01", "SE-05", "CU-06"},
        ("both M1 and M2",),
    ),
    Reason(
        "one trainer for two cohorts at once",
        {"cohorts": {"B": {}}, "pins": [pin(trainer="T1"), pin(trainer="T1", cohort="B")]},
        {"PI-01", "TR-01"},
        ("Anne Petit (T1)", "for A and for B"),
        "A, B",
    ),
    Reason(
        "one room for two cohorts at once",
        {"cohorts": {"B": {}}, "pins": [pin(room="R1"), pin(room="R1", cohort="B")]},
        {"PI-01", "RO-01"},
        ("room R1", "for A and for B"),
        "A, B",
    ),
    Reason(
        "what comes after, before",
        {
            "modules": {"M1": {"after": ["M2"]}},
            "pins": [pin(module="M1"), pin(module="M2", day="2027-02-08")],
        },
        {"PI-01", "CU-02"},
        ("M1 is fixed on Monday 2027-02-01", "comes after M2"),
    ),
    Reason(
        "three days of one week",
        # Monday, Tuesday and Wednesday make no session of two days.
        {"pins": [pin(day="2027-02-01"), pin(day="2027-02-02"), pin(day="2027-02-03")]},
        {"PI-01", "PI-02", "SE-01", "SE-02", "SE-03"},
        ("Monday 2027-02-01, Tuesday 2027-02-02, Wednesday 2027-02-03",),
    ),
    Reason(
        "every possible first day forbidden",
        {
            "cohorts": {"A": {"start_to": "2027-02-02", "weekdays": ["MON", "TUE"]}},
            "pins": [pin("forbid", day="2027-02-02")],
        },
        {"PI-01", "PI-02", "SE-01", "SE-02", "SE-03"},
        ("days forbidden: Tuesday 2027-02-02",),
    ),
]


SHARED = {
    "cohorts": {"B": {}},
    "learners": {"L3": {"cohort": "B"}},
    "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}}},
}
APART = {"JO-01", "JO-02", "CA-04", "CA-05", "SE-04"}
JOINT = [
    Reason(
        "a group below a strict minimum",
        {"modules": {"M1": {"group_min": 3, "group_min_strict": True}}},
        {"CU-07"},
        ("groups of 2", "at least 3 learners"),
    ),
    Reason(
        "a group that another cohort would fill",
        {
            "modules": {"M1": {"group_min": 3, "group_max": 4, "group_min_strict": True}},
            "cohorts": {"B": {}},
            "learners": {"L3": {"cohort": "B"}, "L4": {"cohort": "B"}, "L5": {"cohort": "B"}},
        },
        {"CU-07"},
        ("Add learners",),  # five learners and a maximum of four are two groups, of two and three
    ),
    Reason(
        "a group that another cohort has room for",
        {
            "modules": {"M1": {"group_min": 3, "group_max": 6, "group_min_strict": True}},
            "cohorts": {"B": {}},
            "learners": {"L3": {"cohort": "B"}, "L4": {"cohort": "B"}, "L5": {"cohort": "B"}},
        },
        {"CU-07"},
        ("Teach it to A and B together, between 2027-02-01 and 2027-05-12: one group of 5",),
    ),
    Reason(
        "a group that another cohort would fill if they ever met",
        {
            "modules": {"M1": {"group_min": 3, "group_max": 6, "group_min_strict": True}},
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["THU", "FRI"]}},
            "learners": {"L3": {"cohort": "B"}, "L4": {"cohort": "B"}, "L5": {"cohort": "B"}},
        },
        {"CU-07"},
        ("Add learners",),
    ),
    Reason(
        "cohorts that are too small together",
        SHARED | {"modules": {"M1": {"group_min": 4, "group_min_strict": True}}},
        {"CU-07", "JO-02"},
        ("3 learners of A, B", "groups of 3", "at least 4"),
    ),
    Reason(
        "no day in common",
        SHARED | {"cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["WED", "THU"]}}},
        APART,
        (
            "J takes 1 day",
            "A, B can never train on the same day",
            "A comes only on Monday or on Tuesday; B comes only on Wednesday or on Thursday.",
            "They would meet with A on Wednesday and on Thursday too or B on Monday and on Tuesday too.",
        ),
    ),
    Reason(
        "no month in common",
        SHARED | {"cohorts": {"B": {"start_from": "2027-09-01", "start_to": "2027-09-10"}}},
        APART,
        (
            "A can train from 2027-02-01 to 2027-05-12; B can train from 2027-09-01 to 2027-12-10.",
            "They would meet with a start as early as 2027-03-03 for B.",
        ),
    ),
    Reason(
        "a day in common, and no session of two",
        SHARED
        | {
            "modules": {"M3": {"one_session": True}},
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["TUE", "WED"]}},
            "joint_modules": {"J": {"sharers": {"A": "M3", "B": "M3"}}},
        },
        APART,
        ("J takes both days of one session", "A comes only on Monday or on Tuesday", "A on Wednesday too"),
    ),
    Reason(
        "days for each of two joint modules, and not for both",
        # A is there on Mondays and Tuesdays until 2 May, and B from Tuesday 27 April on.
        SHARED
        | {
            "cohorts": {
                "A": {"start_to": "2027-02-02", "weekdays": ["MON", "TUE"]},
                "B": {"start_from": "2027-04-27", "start_to": "2027-05-07", "weekdays": ["TUE", "WED"]},
            },
            "joint_modules": {x: {"sharers": {"A": x, "B": x}} for x in ("M1", "M2")},
        },
        APART,
        ("M1, M2 takes 2 days", "A, B can train together on 1 day in all"),
    ),
    Reason(
        "who may share meets nobody with whom its groups are large enough",
        SHARED
        | {
            "modules": {"M1": {"group_min": 3, "group_min_strict": True}},
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["THU", "FRI"]}},
            "learners": {name: {"cohort": "B"} for name in ("L3", "L4", "L5")},
            "joint_modules": {"J": {"sharers": {"A": "M1", "B": "M1"}, "together": "may"}},
        },
        {"CU-07", "JO-01", "CA-04", "CA-05", "SE-04"},
        (
            "at least 3 learners",
            "A, B would make one group of 5",
            "0 days",
            "A on Thursday and on Friday too",
        ),
    ),
    Reason(
        "trainers who are never there at once when all of them meet",
        SHARED
        | {
            "modules": {"M1": {"group_max": 2}},
            "cohorts": {"A": {"weekdays": ["MON", "TUE"]}, "B": {}},
            "trainers": {
                "T1": {"availability": ["MON AM", "MON PM", "THU AM", "THU PM"]},
                "T2": {"availability": ["TUE AM", "TUE PM", "THU AM", "THU PM"]},
                "T3": {"name": "Luc Faure", "skills": ["office"]},
                "T4": {"name": "Zoé Brun", "skills": ["care"], "sites": ["PARIS"]},
            },
            "sites": {"PARIS": {"name": "Paris"}},
        },
        {"JO-02", "TR-01", "TR-02", "TR-03"},
        ("Anne Petit (T1)", "2 at a time"),
    ),
    Reason(
        "no room for all of them",
        SHARED | {"rooms": {"R1": {"capacity": 2}, "R2": {"capacity": 2}}},
        {"JO-02", "RO-01", "RO-03"},
        ("groups of 3", "R1 (2)"),
    ),
    Reason(
        "fewer trainers than groups of all of them",
        SHARED
        | {
            "modules": {"M1": {"group_max": 2}},
            "trainers": {"T2": None},
        },
        {"JO-02", "TR-01", "TR-02"},
        ("3 learners of A, B", "2 parallel groups", "Anne Petit (T1)"),
    ),
]


@pytest.mark.parametrize("reason", [*DATES, *JOINT, *PEOPLE, *ROOMS, *PINS], ids=lambda reason: reason.name)
def test_reason(reason: Reason) -> None:
    with speaking("en"):
        found = obstacles(build(reason.world))
    assert [set(obstacle.codes) for obstacle in found] == [reason.codes] * max(1, len(found)), found
    assert any(all(word in x.message for word in reason.words) for x in found), found
    assert all(obstacle.where == reason.where for obstacle in found)


def test_who_never_meets_for_single_modules_is_not_told_so_again_of_all_of_them() -> None:
    apart = {"A": {"weekdays": ["MON", "TUE"]}, "B": {"weekdays": ["WED", "THU"]}}
    joint = {x: {"sharers": {"A": x, "B": x}} for x in ("M1", "M2")}
    found = obstacles(build(SHARED | {"cohorts": apart, "joint_modules": joint}))
    assert len(found) == 2


@pytest.mark.parametrize(("modules", "enough"), [(("M1", "M2"), True), (("M1", "M3"), False)])
def test_joint_modules_fit_on_as_many_common_days_as_they_take(
    modules: tuple[str, ...], enough: bool
) -> None:
    # A is there on Mondays and Tuesdays until 9 May, and B from Tuesday 27 April on: two Tuesdays in common.
    # M1 and M2 take a day each, M3 two.
    world = SHARED | {
        "cohorts": {
            "A": {"start_to": "2027-02-09", "weekdays": ["MON", "TUE"]},
            "B": {"start_from": "2027-04-27", "start_to": "2027-05-07", "weekdays": ["TUE", "WED"]},
        },
        "joint_modules": {x: {"sharers": {"A": x, "B": x}} for x in modules},
    }
    assert (obstacles(build(world)) == ()) is enough


def test_the_small_world_has_no_obstacle() -> None:
    assert obstacles(build({})) == ()


def test_of_many_cohorts_only_the_first_are_named() -> None:
    crowd = build({"cohorts": {f"C{number:02}": {} for number in range(40)}})
    with speaking("en"):
        found = obstacles(crowd)
    assert {frozenset(x.codes) for x in found} == {
        frozenset({"TR-03", "TR-04"}),
        frozenset({"RO-01", "RO-04"}),
    }
    for x in found:
        assert "(41 in all)" in x.message
        assert "C30" not in x.message
        assert len(x.message) < 800


def test_no_advice_contradicts_a_hire_or_the_curriculum() -> None:
    """A start in January would do; but L2 is hired at the end of it, and the tables say so."""
    late = {"L1": {"hire_date": "2025-02-08"}, "L2": {"hire_date": "2027-01-30"}}
    assert "as early as" not in _said({"curriculum": {"regimes": [REGIME]}, "learners": late})
    early = late | {"L2": {"hire_date": "2026-03-01"}}
    assert "as early as" in _said({"curriculum": {"regimes": [REGIME]}, "learners": early})
    # Fewer months would do; but they are the curriculum's, not the cohort's own.
    assert "a shortest duration" not in _said({"curriculum": {"min_months": 2}})
    assert "a shortest duration" in _said({"cohorts": {"A": {"min_months": 2}}})


def _said(world: dict[str, Any]) -> str:
    with speaking("en"):
        return " ".join(obstacle.message for obstacle in obstacles(build(world)))
