"""One line for one complaint, however many cells it is made about."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler.errors import Problem
from scheduler.text import _

_CELL = re.compile(r"(?P<before>.+!)(?P<name>[A-Z]+)(?P<number>\d+)(?P<after>)")
_LINE = re.compile(r"(?P<before>.+\.csv:)(?P<name>)(?P<number>\d+)(?P<after> \[.*\])", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<before>\S+ )(?P<name>\S*?)(?P<number>\d+)(?P<after>)")
_NAMED = re.compile(r"(?P<before>\S+ )(?P<name>\S.*)(?P<number>)(?P<after>)")

_LISTED = 8
"""Places named in one line; of more, the rest is counted."""


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return `problems` with those that say the same in one, at the place of the first.

    Cells of a column read ``Apprenants!F3:F14``, lines of a file ``apprenants.csv:3-14 [Profil]``,
    identifiers ``Apprenants A01 – A12``.
    """
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        key = (problem.message, problem.hint, problem.severity, _kind(problem.where))
        alike.setdefault(key, []).append(problem)
    return tuple(replace(group[0], where=_places([x.where for x in group])) for group in alike.values())


def _match(where: str) -> re.Match[str] | None:
    return next(
        filter(None, (form.fullmatch(where) for form in (_CELL, _LINE, _NUMBERED, _NAMED))),
        None,
    )


def _kind(where: str) -> tuple[str, ...]:
    """Return what places must share to be told in one: a column, or a table."""
    match = _match(where)
    if match is None:
        return (where,)
    column = (match["name"],) if _CELL.fullmatch(where) else ()
    return (match["before"], match["after"], *column)


def _places(wheres: Sequence[str]) -> str:
    """Return several places of one column or table in one."""
    different = list(dict.fromkeys(wheres))
    if len(different) == 1:
        return different[0]
    matches = [match for match in map(_match, different) if match]
    cells, lines = (bool(form.fullmatch(different[0])) for form in (_CELL, _LINE))
    mark = ":" if cells else "-" if lines else " – "
    runs: list[list[re.Match[str]]] = []
    for match in matches:
        if runs and _follows(runs[-1][-1], match):
            runs[-1].append(match)
        else:
            runs.append([match])
    told = [name for run in runs for name in _run(run, mark)]
    if len(told) > _LISTED:
        told = [*told[: _LISTED - 1], "…"]
    count = "" if len(matches) < 3 or cells else " " + _("({count} in all)").format(count=len(matches))
    return f"{matches[0]['before']}{', '.join(told)}{matches[0]['after']}{count}"


def _run(run: Sequence[re.Match[str]], mark: str) -> list[str]:
    names = [match["name"] + match["number"] for match in run]
    return names if (len(names) < 3 and mark != ":") or len(names) == 1 else [f"{names[0]}{mark}{names[-1]}"]


def _follows(one: re.Match[str], other: re.Match[str]) -> bool:
    numbers = one["number"], other["number"]
    return (
        one["name"] == other["name"]
        and all(numbers)
        and int(numbers[1]) == int(numbers[0]) + 1
        and len(numbers[0]) <= len(numbers[1])
    )
