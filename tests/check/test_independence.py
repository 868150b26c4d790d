"""The checker judges without the solver, the model, or anything the model might have wrong too."""

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import scheduler.check
import scheduler.domain
from scheduler.check import check, costs
from scheduler.domain.instance import Instance
from scheduler.domain.record import Record
from scheduler.settings import load_settings
from tests.cases.reader import load_cases

PROGRAM = """
import sys
from scheduler.check import check
from tests.cases.reader import load_cases

for case in load_cases():
    check(case.instance, case.lessons)
strangers = ("ortools", "pandas", "openpyxl", "scheduler.model", "scheduler.solve", "scheduler.exchange")
print([name for name in sys.modules if name.startswith(strangers)])
"""
CASES = load_cases()
TOLD_ONCE = {"bridge_days", "public_holidays", "school_periods"}
"""What the checker takes from the calendars: two tables of facts, and the names of bridges."""

WORDING = {("Trainer", "label"), ("TermCost", "total")}
"""What is worked out of a record, and yet no rule depends on."""


def modules_of(package: Any) -> Iterator[Any]:
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def derived() -> Iterator[tuple[type, str]]:
    """Yield all that the records of the domain work out: properties and methods."""
    for module in modules_of(scheduler.domain):
        for record in vars(module).values():
            if (
                inspect.isclass(record)
                and issubclass(record, Record)
                and record.__module__ == module.__name__
            ):
                own = {field.name for field in dataclasses.fields(record)} if record is not Record else set()
                for name in vars(record):
                    if (
                        not name.startswith("__")
                        and name not in own
                        and (record.__name__, name) not in WORDING
                    ):
                        yield record, name


def forbidden(name: str) -> property:
    def refuse(_record: object) -> None:
        raise AssertionError(f"the checker asked the domain for {name}")

    return property(refuse)


@pytest.fixture
def plain_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that hold their fields, and work out nothing."""
    for record, name in list(derived()):
        monkeypatch.setattr(record, name, forbidden(f"{record.__name__}.{name}"))


def test_the_checker_loads_neither_solver_nor_model() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_what_the_domain_works_out_is_found() -> None:
    names = {f"{record.__name__}.{name}" for record, name in derived()}
    assert {
        "Instance.available",
        "Instance._away",
        "Instance.groups",
        "Absence.covers",
        "Module.days",
    } <= names


@pytest.mark.usefixtures("plain_records")
def test_the_checker_asks_the_domain_for_plain_fields_alone() -> None:
    settings = load_settings()
    for case in CASES:
        assert {x.code for x in check(case.instance, case.lessons)} == set(case.expect), case.id
        costs(case.instance, case.lessons, settings)


@pytest.mark.parametrize(
    "path", sorted(Path(scheduler.check.__file__).parent.glob("*.py")), ids=lambda x: x.name
)
def test_the_checker_takes_no_function_that_the_model_may_use(path: Path) -> None:
    taken = [
        (node.module, alias.name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module
        and node.module.startswith(("scheduler.domain", "scheduler.calendars"))
        for alias in node.names
    ]
    functions = {
        name
        for module, name in taken
        if callable(value := getattr(importlib.import_module(module), name)) and not inspect.isclass(value)
    }
    assert functions <= TOLD_ONCE
    calendars = {name for module, name in taken if module.startswith("scheduler.calendars")}
    assert calendars <= TOLD_ONCE


def test_a_domain_that_forgets_afternoons_hides_no_absent_trainer(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = [case for case in CASES if "TR-03" in case.expect and case.instance.absences]
    assert absent
    monkeypatch.setattr(Instance, "_away", property(lambda _instance: {}))
    for case in absent:
        assert "TR-03" in {x.code for x in check(case.instance, case.lessons)}, case.id
