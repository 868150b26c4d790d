"""Thirty impossible worlds: the cause named is the right one, and each way out makes a plan possible."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from scheduler.check import check
from scheduler.commands.explain import as_data
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Status
from scheduler.domain.search import Limits, Outcome
from scheduler.domain.settings import TERM, Settings
from scheduler.explain import Explanation, explain
from scheduler.solve import Search
from scheduler.text import speaking
from tests.cases.world import build
from tests.explain.cases import CASES, Case
from tests.explain.tables import edited, read_back, tables_of

SETTINGS = Settings(dict.fromkeys(TERM, 1), 8)
TODAY = date(2026, 12, 1)


def explained(world: dict[str, Any]) -> tuple[Instance, Outcome, Explanation]:
    """Return the world, the proof that it is impossible, and what is said of it."""
    instance = build(world)
    outcome = Search(instance, SETTINGS, Limits(seconds=20)).run()
    assert outcome.status is Status.IMPOSSIBLE
    return instance, outcome, explain(instance, SETTINGS, seconds=60, today=TODAY)


@pytest.mark.parametrize("name", CASES)
def test_the_cause_is_named_and_every_way_out_leads_out(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    with speaking("en"):
        instance, outcome, found = explained(case.world)
        data = json.loads(json.dumps(as_data(instance, outcome, found)))
        _cause_is(case, data)
        _ways_are(case, data)
        tables = tables_of(instance)
        for number, (way, written) in enumerate(zip(found.ways, data["ways"], strict=True)):
            read = read_back(edited(tables, written["concessions"]), instance, tmp_path / str(number))
            assert check(read, way.lessons) == ()


def _cause_is(case: Case, data: dict[str, Any]) -> None:
    assert data["status"] == "impossible"
    told = [*data["obstacles"], *data["cause"]]
    codes = {code for x in told for code in x["codes"]}
    assert set(case.codes) <= codes, told
    assert case.where in {x["where"] for x in told} or not case.where, told
    assert data["cause"], "the facts at odds were not found"


def _ways_are(case: Case, data: dict[str, Any]) -> None:
    sets = [{x["sentence"] for x in way["concessions"]} for way in data["ways"]]
    assert len(sets) <= 4
    assert not any(one < other for one in sets for other in sets)
    said = [sentence for some in sets for sentence in some]
    assert any(case.conceded in sentence for sentence in said) if case.conceded else True, said
