"""One line for one complaint, however many cells it is made about."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scheduler.errors import Place, Problem
from scheduler.text import _

_LISTED = 8
"""Places named in one line; of more, the rest is counted."""


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return `problems` with those that say the same in one, at the place of the first.

    Cells of a column read ``Apprenants!F3:F14``, lines of a file ``apprenants.csv:3-14 [Profil]``,
    identifiers ``Apprenants A01 – A12``.
    """
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        series = _series(problem.place) if problem.place else (problem.where,)
        key = (problem.message, problem.hint, problem.severity, series)
        alike.setdefault(key, []).append(problem)
    return tuple(replace(group[0], where=_where(group)) for group in alike.values())


def _series(place: Place) -> tuple[str, ...]:
    """Return what places must share to be told in one: a column, or a table."""
    return (place.before, place.after, place.mark, *((place.name,) if place.is_cell else ()))


def _where(group: Sequence[Problem]) -> str:
    """Return the places of problems of one series in one."""
    places = list(dict.fromkeys(problem.place for problem in group if problem.place))
    if len(places) < 2:
        return group[0].where
    runs: list[list[Place]] = []
    for place in places:
        if runs and _follows(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    told = [name for run in runs for name in _run(run)]
    if len(told) > _LISTED:
        told = [*told[: _LISTED - 1], "…"]
    first = places[0]
    few = len(places) < 3 or first.is_cell
    count = "" if few else " " + _("({count} in all)").format(count=len(places))
    return f"{first.before}{', '.join(told)}{first.after}{count}"


def _run(run: Sequence[Place]) -> list[str]:
    names = [place.name + place.number for place in run]
    least = 2 if run[0].is_cell else 3
    return names if len(names) < least else [f"{names[0]}{run[0].mark}{names[-1]}"]


def _follows(one: Place, other: Place) -> bool:
    numbers = one.number, other.number
    return (
        one.name == other.name
        and all(numbers)
        and int(numbers[1]) == int(numbers[0]) + 1
        and len(numbers[0]) <= len(numbers[1])
    )
