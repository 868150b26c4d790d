"""FET as a rival: what the translation says, what is chosen beforehand, and one real run."""

import importlib
import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from scheduler.exchange.input import read_instance
from scheduler.settings import load_settings
from tests.bench.centres import one_cohort
from tests.bench.rivals.environment import HERE, RIVALS
from tests.bench.rivals.judge import trajectory
from tests.bench.rivals.problem import problem, write_problem
from tests.thorough import thorough

DEMO = HERE.parents[2] / "data" / "demo"


@pytest.fixture(scope="module")
def demo() -> dict[str, Any]:
    """The neutral problem of the demo, nothing shared: four cohorts, one with an odd number of days."""
    return problem(replace(read_instance(DEMO)[0], joint_modules=()), load_settings(None))


@pytest.fixture
def rival(monkeypatch: pytest.MonkeyPatch):
    """Import a module of the rivals as they do: by its name, from their folder."""
    monkeypatch.syspath_prepend(str(HERE))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    return load


def translated(rival, demo: dict[str, Any], **wishes: float) -> ElementTree.Element:
    given = rival("fet_given").trainers(demo)
    text = rival("fet_xml").translate(demo, given, **wishes).document.text()
    return ElementTree.fromstring(text)


def activities(root: ElementTree.Element, cohort: str) -> dict[str, list[int]]:
    """Return the lengths of the activities of a cohort by subject."""
    found = defaultdict(list)
    for row in root.iter("Activity"):
        if row.findtext("Students") == cohort:
            found[row.findtext("Subject", "")].append(int(row.findtext("Duration", "")))
    return found


def test_activities_take_the_days_of_the_modules(rival, demo):
    root = translated(rival, demo)
    for cohort in demo["cohorts"]:
        found = activities(root, cohort["id"])
        assert {module["id"]: sum(found[module["id"]]) for module in cohort["modules"]} == {
            module["id"]: module["days"] for module in cohort["modules"]
        }


def test_a_module_in_one_session_is_one_activity(rival, demo):
    found = activities(translated(rival, demo), "CQP266-NANTES")
    assert found["AFGSU"] == [2]
    assert found["EVAL"] == [2]


def test_parallel_groups_start_together_with_trainers_of_their_own(rival, demo):
    # Sixteen learners follow the AFGSU in two groups of eight, at most twelve each.
    root = translated(rival, demo)
    taught = {row.findtext("Id"): row for row in root.iter("Activity")}
    (together,) = [
        [taught[x.text] for x in row.iter("Activity_Id")]
        for row in root.iter("ConstraintActivitiesSameStartingTime")
    ]
    assert [row.findtext("Students") for row in together] == ["CQP266-NANTES", None]
    assert len({row.findtext("Teacher") for row in together}) == 2


def test_the_single_day_is_a_pair_with_an_empty_one(rival, demo):
    # Only the programme of 55 days is odd.
    root = translated(rival, demo)
    fillers = {x["id"]: activities(root, x["id"])["FREE"] for x in demo["cohorts"]}
    assert {name: lengths for name, lengths in fillers.items() if lengths} == {"CQP371-NANTES": [1]}


def test_the_days_around_a_holiday_are_no_session(rival, demo):
    # To FET an hour without students is no gap: it would pair the eve of Ascension with the day after it.
    root = translated(rival, demo)
    apart = [
        {(at.findtext("Selected_Day"), at.findtext("Selected_Hour")) for at in row.iter("Selected_Time_Slot")}
        for row in root.iter("ConstraintActivitiesOccupyMaxTimeSlotsFromSelection")
    ]
    assert {("2027-05-03", "WED"), ("2027-05-03", "FRI")} in apart
    assert all(len(slots) == 2 for slots in apart)


def test_every_trainer_is_shut_out_of_all_other_days(rival, demo):
    root = translated(rival, demo)
    slots = 5 * len(root.findall("Days_List/Day"))
    for trainer in demo["trainers"]:
        (row,) = [
            row
            for row in root.iter("ConstraintTeacherNotAvailableTimes")
            if row.findtext("Teacher") == trainer["id"]
        ]
        weeks = {day.findtext("Name") for day in root.iterfind("Days_List/Day")}
        known = [day for day in trainer["days"] if rival("fet_document").slot(day)[0] in weeks]
        assert len(row.findall("Not_Available_Time")) == slots - len(known)


def test_order_is_told_as_sets_of_activities(rival, demo):
    # VOCAB before SOINS, DOSSIER before LOGICIEL, LOGICIEL before TELEMED, RISQUE before ASSISTANCE and
    # all before EVAL in each of three cohorts; DOSSIER, LOGICIEL, TELEMED in the fourth.
    root = translated(rival, demo)
    after = sum(len(module["after"]) for cohort in demo["cohorts"] for module in cohort["modules"])
    last = sum(any(module["last"] for module in cohort["modules"]) for cohort in demo["cohorts"])
    assert len(list(root.iter("ConstraintTwoSetsOfActivitiesOrdered"))) == after + last == 4 * 3 + 2 + 3


def test_wishes_weigh_less_than_rules(rival, demo):
    root = translated(rival, demo, wish=80)
    weights = Counter(row.text for row in root.iter("Weight_Percentage"))
    assert set(weights) == {"100", "80"}
    assert weights["80"] == len(demo["cohorts"])


def test_trainers_given_beforehand_keep_skills_and_loads(rival, demo):
    able = {(c["id"], m["id"]): m["trainers"] for c in demo["cohorts"] for m in c["modules"]}
    days = {(c["id"], m["id"]): m["days"] for c in demo["cohorts"] for m in c["modules"]}
    most = {trainer["id"]: trainer["max_days"] for trainer in demo["trainers"]}
    for seed in range(5):
        given = rival("fet_given").trainers(demo, seed)
        load = Counter()
        for (cohort, module, _group), name in given.items():
            assert name in able[cohort, module]
            load[name] += days[cohort, module]
        assert all(load[name] <= limit for name, limit in most.items() if limit is not None)


def test_nobody_left_is_said(rival, demo):
    idle = [trainer | {"max_days": 1} for trainer in demo["trainers"]]
    with pytest.raises(rival("fet_given").NotGiven, match="nobody has"):
        rival("fet_given").trainers(demo | {"trainers": idle})


def test_any_first_day_of_the_span_goes_with_any_last_day(rival, demo):
    for cohort in demo["cohorts"]:
        span = rival("fet_given").span(cohort)
        for first in span.firsts:
            earliest, latest = cohort["ends"][first]
            assert all(earliest <= last <= latest for last in span.lasts)


def test_unplaced_activities_make_no_plan(rival, demo):
    timetable = rival("fet_xml").translate(demo, rival("fet_given").trainers(demo))
    with pytest.raises(KeyError):
        timetable.taught({1: (("2027-01-04", "MON"), "N-COURS")})


@thorough
def test_fet_finds_plans_that_break_no_rule(tmp_path: Path):
    for command, source in RIVALS["fet"].programs:
        if shutil.which(command) is None:
            pytest.skip(f"no command {command} ({source})")
    instance = read_instance(one_cohort(tmp_path / "centre", "fae-112"))[0]
    asked = write_problem(instance, load_settings(None), tmp_path / "problem.json")
    command = [sys.executable, str(HERE / "fet.py"), str(asked), str(tmp_path / "out"), "--seconds", "4"]
    subprocess.run(command, check=True)
    found = trajectory("FET", tmp_path / "out", instance, load_settings(None))
    assert found.status == "feasible"
    assert found.final is not None
    assert all(plan.violations == {} for plan in found.plans)

    # What the rival counts itself, to tell which plan is better, is what our checker counts.
    counted = [
        json.loads(path.read_text())["cost"] for path in sorted((tmp_path / "out").glob("plan-*.json"))
    ]
    assert counted == [plan.cost for plan in found.plans] == sorted(counted, reverse=True)
