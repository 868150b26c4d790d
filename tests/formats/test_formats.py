"""Files of every version that was ever released are read, and mean what they meant."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.check import check, cost_of, costs
from scheduler.domain.settings import TERM
from scheduler.errors import InputError
from scheduler.exchange.input import read_instance
from scheduler.exchange.output import read_plan
from scheduler.exchange.output.batch import read_result
from scheduler.exchange.output.plan_json import VERSION, dump, load
from tests.exchange_output.samples import plan
from tests.formats.shape import TARGET, shape

FOLDER = Path(__file__).parent
KEPT = sorted(path.parent for path in FOLDER.glob("v*/plan.json"))
INPUTS = sorted(path.parent for path in FOLDER.glob("v*/centre.xlsx"))
CHANGED = (
    f"what a file may hold has changed. If version {VERSION} was released, raise VERSION in plan_json.py; "
    "then run python -m tests.formats.shape (docs/files.md, Versions of files)"
)


def test_the_present_version_is_the_last_one_kept() -> None:
    assert [int(path.name[1:]) for path in sorted(FOLDER.glob("v*"))][-1] == VERSION
    assert [path.name for path in KEPT] == [f"v{number + 1}" for number in range(VERSION)]


def test_no_file_changes_without_a_version() -> None:
    assert json.loads(TARGET.read_text(encoding="utf-8")) == shape(), CHANGED


@pytest.mark.parametrize("folder", KEPT, ids=lambda path: path.name)
@pytest.mark.parametrize("name", ["plan.json", "calendar.xlsx"])
def test_a_plan_is_read_and_judged_as_when_it_was_written(folder: Path, name: str) -> None:
    envelope = json.loads((folder / "plan.json").read_bytes())
    found = read_plan(folder / name)
    assert (len(found.lessons), found.objective) == (len(envelope["plan"]["lessons"]), envelope["objective"])
    assert check(found.instance, found.lessons) == ()
    assert cost_of(costs(found.instance, found.lessons, found.settings)) == envelope["objective"]


@pytest.mark.parametrize("folder", KEPT, ids=lambda path: path.name)
def test_a_plan_read_is_written_as_one_of_the_present_version(folder: Path) -> None:
    found = read_plan(folder / "plan.json")
    assert load(dump(found), "plan.json") == found
    assert json.loads(dump(found))["version"] == VERSION


@pytest.mark.parametrize("folder", KEPT, ids=lambda path: path.name)
def test_a_result_is_read(folder: Path) -> None:
    result = read_result(folder)
    assert result is not None
    envelope = json.loads((folder / "plan.json").read_bytes())
    assert (result.status, result.objective) == ("optimal", envelope["objective"])


@pytest.mark.parametrize("folder", INPUTS, ids=lambda path: path.name)
def test_a_centre_is_read_as_when_it_was_solved(folder: Path) -> None:
    found, _warnings = read_instance(folder / "centre.xlsx")
    known = read_plan(folder / "plan.json").instance
    # Hours and order of a curriculum may change with the law, the tables may not.
    assert replace(found, curricula=()) == replace(known, curricula=())
    assert found.joint_modules
    assert found.pins
    assert [x.substitute for x in found.absences] == ["F2", None]


@pytest.mark.parametrize("term", TERM)
def test_a_term_that_came_later_weighs_nothing(term: str) -> None:
    envelope = json.loads(dump(plan(1)))
    del envelope["plan"]["settings"]["weights"][term]
    envelope["plan"]["costs"] = [x for x in envelope["plan"]["costs"] if x["term"] != term]
    found = load(json.dumps(envelope), "plan.json")
    assert found.settings.weights == plan(1).settings.weights | {term: 0}
    [counted] = [x for x in costs(found.instance, found.lessons, found.settings) if x.term == term]
    assert counted.total == 0


def test_optional_fields_that_came_later_take_their_defaults() -> None:
    envelope = json.loads(dump(plan(1)))
    for learner in envelope["plan"]["instance"]["learners"]:
        del learner["deadlines"]
    assert load(json.dumps(envelope), "plan.json") == plan(1)


def test_a_later_version_is_refused_before_it_is_read() -> None:
    with pytest.raises(InputError, match="vient d'une version plus récente"):
        load(dump(plan(1)).replace(f'"version": {VERSION}', f'"version": {VERSION + 1}', 1), "plan.json")


def test_a_result_of_a_later_version_is_not_kept(tmp_path: Path) -> None:
    stored = json.loads((KEPT[0] / "result.json").read_bytes())
    (tmp_path / "result.json").write_text(json.dumps(stored | {"version": 99}), encoding="utf-8")
    assert read_result(tmp_path) is None
