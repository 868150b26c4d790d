"""What the docstrings of the code say of the rules, found without running it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"\b[A-Z]{2}-\d{2}\b")
RANGE = re.compile(r"\b([A-Z]{2})-(\d{2}) to \1-(\d{2})\b")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Mention(NamedTuple):
    """A place in the code that names a rule: file, name of the thing documented, what it says."""

    file: str
    name: str
    sentence: str


def mentions(folder: str) -> dict[str, list[Mention]]:
    """Return, by code of rule, the docstrings under `folder` that name it, in the order of the files."""
    found: dict[str, list[Mention]] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for name, docstring in _docstrings(path):
            for sentence in re.split(r"(?<=\.)\s+(?=[A-Z])|\n\n", docstring):
                text = " ".join(sentence.split())
                for code in _codes(text):
                    found.setdefault(code, []).append(Mention(path.relative_to(ROOT).as_posix(), name, text))
    return found


def _docstrings(path: Path) -> Iterator[tuple[str, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, Documented) and (docstring := ast.get_docstring(node)):
            yield "" if isinstance(node, ast.Module) else node.name, docstring


def _codes(text: str) -> list[str]:
    """Return the codes that `text` names, those inside a range included."""
    inside = [
        f"{family}-{number:02}"
        for family, first, last in RANGE.findall(text)
        for number in range(int(first), int(last) + 1)
    ]
    return list(dict.fromkeys([*inside, *CODE.findall(text)]))
