"""YAML read as plain text, with the line of every value.

The usual loaders turn ``12:30`` into 750, ``01000`` into 512 and ``NO`` into False, keep
the last of two equal keys without a word, and forget where a value stood. Here scalars
stay text, equal keys are refused, and each path of the tree knows its line; what the
text means is decided by the type it is validated against.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.caps import YAML_BYTES, read_bytes
from scheduler.errors import InputError, Problem, reason
from scheduler.text import _
from scheduler.text.signs import hidden

NOTHING = {"", "~", "null", "Null", "NULL"}
"""Unquoted scalars that say "no value"."""

MOST_LEVELS = 20
"""Deepest nesting taken; a curriculum has six."""

TreePath = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlText:
    """A YAML file as it was written.

    Attributes
    ----------
    file
        The file, as the user named it.
    tree
        Dicts, lists and text. A key written without a value is left out, as if it
        had not been written; an item of a list without a value is None.
    lines
        The line of each path of the tree, from 1. A key counts, not its value.
    """

    file: str
    tree: Any
    lines: dict[TreePath, int]

    def where(self, *path: str | int) -> str:
        """Return ``file.yaml:31``, the place of `path` or of the nearest thing that holds it."""
        while path not in self.lines:
            path = path[:-1]
        return f"{self.file}:{self.lines[path]}"


def read_yaml(path: Path) -> YamlText:
    """Read the YAML file at `path`.

    Raises
    ------
    InputError
        If the file cannot be opened, is not UTF-8, is not YAML, holds two documents,
        writes a key twice, or uses anchors; all repeated keys are listed.
    """
    import yaml

    file = str(path)
    try:
        # utf-8-sig: Windows editors put a byte order mark in front.
        text = read_bytes(path, YAML_BYTES, file).decode("utf-8-sig")
    except OSError as error:
        raise InputError.at(
            file,
            _("this file cannot be opened ({reason}).").format(reason=reason(error)),
            _("Check its name and your rights on it."),
        ) from error
    except UnicodeDecodeError as error:
        raise InputError.at(
            file, _("this file is not text in UTF-8."), _("Save it again with the encoding UTF-8.")
        ) from error
    try:
        root = _compose(file, text)
    except yaml.YAMLError as error:
        raise InputError([_unreadable(file, text, error)]) from error
    lines: dict[TreePath, int] = {(): 1}
    problems: list[Problem] = []
    tree = None if root is None else _plain(root, (), file, lines, problems, set())
    if problems:
        raise InputError(problems)
    return YamlText(file, tree, lines)


def _compose(file: str, text: str) -> Any:
    """Return the node at the root of `text`, or None if it is empty."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    depth = 0
    try:
        # Events come without recursion; compose recurses, and its C form dies of deep nesting.
        for event in yaml.parse(text, Loader=loader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MOST_LEVELS:
                raise _too_deep(file)
    except yaml.MarkedYAMLError as error:
        # Some releases refuse what is nested deeper than they like while they read ahead, before
        # the events of the first levels.
        mark = error.problem_mark
        if mark and _left_open(text[: mark.index]) > MOST_LEVELS:
            raise _too_deep(file) from error
        raise
    return yaml.compose(text, Loader=loader)


def _left_open(text: str) -> int:
    """Return how many more brackets `text` opens than it closes."""
    return sum(text.count(x) for x in "[{") - sum(text.count(x) for x in "]}")


def _too_deep(file: str) -> InputError:
    message = _("this file is nested more than {most} levels deep.").format(most=MOST_LEVELS)
    return InputError.at(file, message, _("Compare with a shipped file."))


def _unreadable(file: str, text: str, error: Exception) -> Problem:
    for number, line in enumerate(text.split("\n"), start=1):
        if code := hidden(line):
            message = _("“{value}” holds a sign that cannot be seen ({code}): no workbook could hold it.")
            message = message.format(value=line.strip()[:80], code=code)
            return Problem(f"{file}:{number}", message, _("Type the text again."))
    mark = getattr(error, "problem_mark", None)
    where = f"{file}:{mark.line + 1}" if mark else file
    lines = text.splitlines()
    shown = lines[mark.line].strip() if mark and mark.line < len(lines) else ""
    return Problem(
        where,
        _("this cannot be read as YAML: “{line}”.").format(line=shown[:80])
        if shown
        else _("this cannot be read as YAML."),
        _(
            "Check the indentation (spaces, never tabs), the space after each colon, and the quotes "
            "around texts that hold a colon."
        ),
    )


def _plain(
    node: Any,
    path: TreePath,
    file: str,
    lines: dict[TreePath, int],
    problems: list[Problem],
    seen: set[int],
) -> Any:
    """Return the plain tree under a node of PyYAML, noting lines and problems on the way."""
    line = node.start_mark.line + 1
    lines.setdefault(path, line)
    if id(node) in seen:
        # An alias is the very node it repeats: it could hold itself, or grow without end.
        problems.append(
            Problem(
                f"{file}:{lines[path]}",
                _("anchors and aliases (& and *) are not understood here."),
                _("Write the value again."),
            )
        )
        return None
    seen.add(id(node))
    if node.id == "scalar":
        return None if not node.style and node.value in NOTHING else node.value
    if node.id == "sequence":
        return [_plain(x, (*path, i), file, lines, problems, seen) for i, x in enumerate(node.value)]
    tree: dict[str, Any] = {}
    for key, value in _pairs(node, file, problems):
        lines[(*path, key.value)] = key.start_mark.line + 1
        item = _plain(value, (*path, key.value), file, lines, problems, seen)
        if item is not None:
            tree[key.value] = item
    return tree


def _pairs(node: Any, file: str, problems: list[Problem]) -> Iterator[tuple[Any, Any]]:
    """Yield the keys and values of a mapping, refusing keys that are no text or written twice."""
    first: dict[str, int] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if key.id != "scalar":
            message = _("a key must be a single word.")
            problems.append(Problem(f"{file}:{line}", message, _("Write “name: value”.")))
        elif key.value in first:
            message = _("“{key}” is written twice; it stands already on line {line}.")
            message = message.format(key=key.value, line=first[key.value])
            problems.append(Problem(f"{file}:{line}", message, _("Delete one of the two.")))
        else:
            first[key.value] = line
            yield key, value
