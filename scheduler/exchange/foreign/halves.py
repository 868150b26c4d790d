"""From what the cells of a day say to its half-days, each with its module and its hours."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scheduler.domain.time import HALF_DAY_HOURS, Half
from scheduler.exchange.foreign.lexicon import Sense
from scheduler.exchange.foreign.parts import LONGEST_HALF, CellPart, Content, spread


@dataclass(frozen=True)
class Said:
    """What a cell says of one day.

    Attributes
    ----------
    place
        0 or 1 for the first and second of two columns of a day that nothing else tells apart.
    beside
        What stands there of trainer and room, known or not: parallel groups differ in it.
    """

    where: str
    text: str
    day: date
    content: Content
    half: Half | None = None
    hours: float | None = None
    place: int | None = None
    trainer: str | None = None
    room: str | None = None
    beside: str = ""


@dataclass(frozen=True)
class Found:
    """A half-day that was understood; `told` is True if the planning itself tells its hours."""

    day: date
    half: Half
    module: str
    hours: float
    where: str
    told: bool
    trainer: str | None = None
    room: str | None = None
    beside: str = ""


def by_half_rows(said: Iterable[Said]) -> bool:
    """Tell whether each row is a half-day though none says which: most days then have two rows."""
    counted = Counter(x.day for x in said if _bare(x))
    pairs = sum(count == 2 for count in counted.values())
    return pairs > sum(count == 1 for count in counted.values())


def _bare(said: Said) -> bool:
    parts = [x for x in said.content.parts if x.meaning.sense is not Sense.NO_LESSON]
    return said.half is None and said.place is None and len(parts) == 1 and parts[0].half is None


def half_days(said: Sequence[Said]) -> tuple[list[Found], list[Said]]:
    """Return the half-days, and the cells with more parts than anybody could place."""
    rows = by_half_rows(said)
    by_day: dict[date, list[Said]] = defaultdict(list)
    for one in said:
        by_day[one.day].append(one)
    found: list[Found] = []
    unplaced: list[Said] = []
    for own in by_day.values():
        taken: set[Half] = set()
        # Two rows of a day are its halves, unless both say the same where rows are days.
        modules = [x.content.parts[0].module for x in own if _bare(x) and x.content.parts]
        whole = not rows and (len(modules) < 2 or len(set(modules)) == 1)
        for one in own:
            lessons = _lessons(one, taken, whole)
            if lessons is None:
                unplaced.append(one)
                continue
            taken |= {x.half for x in lessons}
            found += lessons
    return found, unplaced


def _lessons(said: Said, taken: set[Half], whole: bool) -> list[Found] | None:
    """Return the lessons of a cell, on the half-days that are free; None if nobody can tell which."""
    parts = said.content.parts
    if said.half is None and said.place is not None:
        said = replace(said, half=list(Half)[said.place])
    if said.half is not None:
        return _in_half(said, said.half, [x for x in parts if x.half in (None, said.half)])
    if len(parts) == 1:
        return _alone(said, parts[0], taken, whole)
    if all(x.half is not None for x in parts) or len(parts) == 2:
        found: list[Found] = []
        for part, place in zip(parts, list(Half) * len(parts), strict=False):
            found += _in_half(said, part.half or place, [part], of_day=len(parts))
        return found
    if all(x.hours for x in parts):
        return _one_after_the_other(said)
    return None


def _alone(said: Said, part: CellPart, taken: set[Half], whole: bool) -> list[Found]:
    hours = part.hours or said.hours
    if part.half is None and not whole and (hours is None or hours <= LONGEST_HALF):
        free = [x for x in Half if x not in taken]
        return _in_half(said, free[0] if free else Half.PM, [part])
    told = hours is not None
    if part.half is None and hours is not None and hours <= LONGEST_HALF and Half.AM in taken:
        return _in_half(said, Half.PM, [part])
    return [_found(said, part, half, length, told) for half, length in spread(hours, part.half).items()][
        : 2 if part.module else 0
    ]


def _in_half(said: Said, half: Half, parts: Sequence[CellPart], of_day: int = 1) -> list[Found]:
    """Return the lessons of one half-day: several parts share its hours."""
    hours = said.hours
    if hours is not None and of_day > 1:
        hours /= of_day
    found = []
    for part in parts:
        own = part.hours or hours
        told = own is not None and own <= LONGEST_HALF
        length = own if told and own is not None else HALF_DAY_HOURS
        if part.hours is None and len(parts) > 1:
            length /= len(parts)
        if part.module:
            found.append(_found(said, part, half, length, told))
    return found


def _one_after_the_other(said: Said) -> list[Found]:
    """Return the lessons of a day with more than two parts, each with its hours: the morning first."""
    found: list[Found] = []
    before = 0.0
    for part in said.content.parts:
        left = part.hours or 0.0
        for half, end in ((Half.AM, HALF_DAY_HOURS), (Half.PM, 2 * LONGEST_HALF)):
            share = min(left, max(0.0, end - before))
            if share > 0 and part.module:
                found.append(_found(said, part, half, share, True))
            before, left = before + share, left - share
    return found


def _found(said: Said, part: CellPart, half: Half, hours: float, told: bool) -> Found:
    module = part.module or ""
    return Found(said.day, half, module, hours, said.where, told, said.trainer, said.room, said.beside)
