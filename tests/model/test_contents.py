"""The tables of contents of the model: every family and every soft term has its entry."""

import ast
from pathlib import Path

import scheduler.check
import scheduler.model
from scheduler.domain.rules import FAMILIES
from scheduler.domain.settings import TERM
from scheduler.model.cost import CONTENT_TERMS, DATE_TERMS, STAFF_TERMS
from scheduler.model.families import OF_ALL, OF_CONTENT, OF_DATES

MODEL, CHECK = (Path(package.__file__ or "").parent for package in (scheduler.model, scheduler.check))
LISTED = [add.__module__.rsplit(".", 1)[1] for add in (*OF_DATES, *OF_CONTENT, *OF_ALL)]


def _adds_rules(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == "add" for node in tree.body)


def test_every_family_of_the_model_is_listed_once() -> None:
    assert sorted(LISTED) == sorted(path.stem for path in MODEL.glob("*.py") if _adds_rules(path))


def test_the_catalogue_has_as_many_families() -> None:
    assert len(LISTED) == len(FAMILIES)


def test_the_checker_has_a_file_of_the_same_name_for_every_family() -> None:
    assert [name for name in LISTED if not (CHECK / f"{name}.py").exists()] == []


def test_every_soft_term_has_one_entry_in_the_cost_of_the_model() -> None:
    assert sorted((*DATE_TERMS, *CONTENT_TERMS, *STAFF_TERMS)) == sorted(TERM)
