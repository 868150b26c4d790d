"""The small world of the cases, and what one case changes in it."""

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from scheduler.domain.instance import Instance
from scheduler.domain.time import Half, Weekday

WORLD = Path(__file__).with_name("world.yaml")
KEYED = ("sites", "rooms", "trainers", "cohorts", "learners", "modules")
LISTED = ("absences", "closures", "pins")
JOINT = "joint_modules"
PATCHED = ("centre", "curriculum")
ASSESSMENT = {"id": "EX", "title": "Examen", "last": True, "teaching": False}

Tables = dict[str, Any]


def read(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def build(changes: Tables) -> Instance:
    """Return the small world with `changes` made to it.

    Raises
    ------
    ValueError
        A table or a field is unknown, or a value cannot be what it should.
    """
    tables = deepcopy(default())
    for name, change in changes.items():
        if name in KEYED:
            _merge_rows(tables[name], change)
        elif name in PATCHED:
            tables[name].update(change)
        elif name in (*LISTED, JOINT):
            tables[name] = change
        elif name == "assessment":
            tables[name] = ASSESSMENT | change
        else:
            raise ValueError(f"the world has no table {name!r}")
    return _adapter().validate_python(_instance(tables))


@cache
def default() -> Tables:
    """Return the tables of the small world as its file gives them."""
    tables: Tables = read(WORLD)
    return tables


@cache
def _adapter() -> TypeAdapter[Instance]:
    return TypeAdapter(Instance)


def _merge_rows(rows: dict[str, Tables], change: dict[str, Tables | None]) -> None:
    like_first = {key: value for key, value in next(iter(rows.values())).items() if key != "name"}
    for key, fields in change.items():
        if fields is None:
            del rows[key]
        else:
            rows[key] = rows.get(key, like_first) | fields


def _instance(tables: Tables) -> Tables:
    blocks: dict[str, list[Tables]] = {}
    for module in _rows(tables["modules"]):
        blocks.setdefault(module.pop("block", "B1"), []).append({"title": module["id"]} | module)
    curriculum = tables["curriculum"] | {
        "blocks": [
            {"id": id_, "title": id_, "hours": sum(m["hours"] for m in modules), "modules": modules}
            for id_, modules in blocks.items()
        ],
        "assessment": tables["assessment"],
    }
    return {
        "centre": tables["centre"],
        "curricula": [curriculum],
        "sites": [{"name": row["id"]} | row for row in _rows(tables["sites"])],
        "rooms": _rows(tables["rooms"]),
        "trainers": [_trainer(row) for row in _rows(tables["trainers"])],
        "cohorts": [_cohort(row) for row in _rows(tables["cohorts"])],
        "learners": _rows(tables["learners"]),
        **{name: tables[name] for name in LISTED},
        JOINT: [_joint(row) for row in _rows(tables[JOINT])],
    }


def _rows(table: dict[str, Tables]) -> list[Tables]:
    return [{"id": key} | fields for key, fields in table.items()]


def _trainer(row: Tables) -> Tables:
    row = {"name": row["id"]} | row
    if "availability" in row:  # written "MON AM"
        pairs = (text.split() for text in row["availability"])
        row["availability"] = {(Weekday[weekday], Half(half)) for weekday, half in pairs}
    return row


def _cohort(row: Tables) -> Tables:
    named = {key: [Weekday[x] for x in row[key]] for key in ("weekdays", "preferred_weekdays") if key in row}
    return {"curriculum": "tiny"} | row | named


def _joint(row: Tables) -> Tables:
    sharers = [{"cohort": cohort, "module": module} for cohort, module in row["sharers"].items()]
    return {"together": "must"} | row | {"sharers": sharers}
