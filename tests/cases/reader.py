"""The cases of the rule catalogue: little plans, each judged by the checker and by the model.

A case is a few lines of YAML in the file of its family::

    - rule: SE-02
      kind: broken                      # kept | broken | edge-in | edge-out
      name: Monday and Thursday of one week
      why: Both sessions lie in the week of 1 February.
      world: {trainers: {T1: {max_days: 4}}}      # only what differs from world.yaml
      plan: |
        A1 Mon 2027-02-01  M1 T1 R1
        A1 Tue 2027-02-02  M2 T1 R1 | M2 T1 R1
        A2 Wed 2027-02-03  M3 T1 R1
        A2 Thu 2027-02-04  M3 T1 R1
      expect: [SE-02]

A line of the plan is a day: cohort and session number, weekday and date, then what is
taught in the morning ``|`` in the afternoon (one of them alone is the whole day, ``-``
is nothing). What is taught is ``MODULE TRAINER ROOM``, ``-`` for none, then if need be
the hours (``2.5h``) and the mode (``remote``, ``in_person``; by default the module's).
Groups are separated by ``+`` and numbered from 1, unless written (``M1.3 T1 R1``). ``=J``
at the end names a joint lesson.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from scheduler.domain.curriculum import Mode
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.time import HALF_DAY_HOURS, Half
from tests.cases.world import WORLD, build, read

FOLDER = Path(__file__).parent
KINDS = ("kept", "broken", "edge-in", "edge-out")
LINE = re.compile(
    r"(?P<cohort>[A-Z]+)(?P<session>\d+) (?P<weekday>[A-Z][a-z]{2}) (?P<day>\S{10})\s+(?P<halves>.+)"
)


@dataclass(frozen=True)
class Case:
    """One little plan and the codes of the rules it breaks (none for a plan that keeps all)."""

    id: str
    rule: str
    kind: str
    name: str
    why: str
    instance: Instance
    lessons: tuple[Lesson, ...]
    expect: tuple[str, ...]


@cache
def load_cases() -> tuple[Case, ...]:
    """Return every case of ``tests/cases``, in the order of the files.

    Raises
    ------
    ValueError
        A case cannot be read; the message names the file and the case.
    """
    files = [path for path in sorted(FOLDER.glob("*.yaml")) if path != WORLD]
    return tuple(_case(path, entry) for path in files for entry in read(path))


def lessons_of(plan: str, instance: Instance) -> tuple[Lesson, ...]:
    """Return the lessons that the lines of `plan` describe."""
    return tuple(lesson for line in plan.strip().splitlines() for lesson in _day(line.strip(), instance))


def _case(path: Path, entry: dict[str, Any]) -> Case:
    place = f"{path.name}: {entry.get('rule')} {entry.get('name')!r}"
    if entry["kind"] not in KINDS:
        raise ValueError(f"{place}: kind {entry['kind']!r} is not one of {KINDS}")
    try:
        instance = build(entry.pop("world", {}))
        lessons = lessons_of(entry.pop("plan"), instance)
        expect = tuple(entry.pop("expect"))
        slug = re.sub(r"\W+", "-", entry["name"].lower())
        return Case(
            id=f"{entry['rule']}-{entry['kind']}-{slug}",
            instance=instance,
            lessons=lessons,
            expect=expect,
            **entry,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{place}: {error}") from error


def _day(line: str, instance: Instance) -> Iterator[Lesson]:
    match = LINE.fullmatch(line)
    if not match:
        raise ValueError(f"not a line of a plan: {line!r}")
    day = date.fromisoformat(match["day"])
    if f"{day:%a}" != match["weekday"]:
        raise ValueError(f"{day} is a {day:%a}, not a {match['weekday']}")
    halves = match["halves"].split("|")
    if len(halves) > 2:
        raise ValueError(f"more than a morning and an afternoon: {line!r}")
    for half, taught in zip(Half, halves if len(halves) == 2 else halves * 2, strict=True):
        if taught.strip() != "-":
            for number, words in enumerate(taught.split("+"), start=1):
                yield _lesson(match["cohort"], int(match["session"]), day, half, number, words, instance)


def _lesson(
    cohort: str, session: int, day: date, half: Half, number: int, words: str, instance: Instance
) -> Lesson:
    name, trainer, room, *rest = words.split()
    module, _, group = name.partition(".")
    known = instance.curricula[0].by_id.get(module)
    hours, mode = HALF_DAY_HOURS, known.mode if known else Mode.IN_PERSON
    joint = None
    for word in rest:
        if word.startswith("="):
            joint = word[1:]
        elif word.endswith("h"):
            hours = float(word[:-1])
        else:
            mode = Mode(word)
    return Lesson(
        cohort=cohort,
        group=int(group or number),
        session=session,
        day=day,
        half=half,
        module=module,
        hours=hours,
        mode=mode,
        trainer=None if trainer == "-" else trainer,
        room=None if room == "-" else room,
        joint=joint,
    )
