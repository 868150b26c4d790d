"""What the columns of a sheet hold: lessons, trainers, rooms, groups, hours, or what is left aside."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from scheduler.domain.time import Half
from scheduler.exchange.foreign.axes import Axes
from scheduler.exchange.foreign.dates import When
from scheduler.exchange.foreign.grid import Spot
from scheduler.exchange.foreign.lexicon import Sense
from scheduler.exchange.foreign.parts import Content
from scheduler.exchange.foreign.vocabulary import ASIDE, GROUPS, LESSONS, ROOMS, TRAINERS
from scheduler.exchange.tables.names import folded, normal

_AM = re.compile(r"\b(?:matin|matinee|morning)\b")
_PM = re.compile(r"\b(?:apres[- ]?midi|aprem|afternoon)\b")

HEADER_ROWS = 4
"""Rows above the first dated one in which the header of a column is looked for."""

ENOUGH = 0.3
"""Share of the cells of a column that mean modules or no lesson, for it to hold lessons."""


class Role(Enum):
    """What a column holds."""

    LESSONS = auto()
    TRAINER = auto()
    ROOM = auto()
    GROUP = auto()
    ASIDE = auto()


_HEADERS = {Role.TRAINER: TRAINERS, Role.ROOM: ROOMS, Role.GROUP: GROUPS, Role.ASIDE: ASIDE}
_ROLE = {word: role for role, words in _HEADERS.items() for word in words}


@dataclass(frozen=True)
class Entry:
    """A cell with a date: what it holds, and when."""

    spot: Spot
    text: str
    when: When
    content: Content

    @property
    def modules(self) -> tuple[str, ...]:
        """The modules that it names."""
        return tuple(part.module for part in self.content.parts if part.module)

    @property
    def understood(self) -> bool:
        """True if it names a module, or says that there is no lesson."""
        return any(part.meaning.sense in (Sense.MODULE, Sense.NO_LESSON) for part in self.content.parts)


@dataclass(frozen=True)
class ColumnRead:
    """A column as it was understood: the column of days that leads it, its header, its role."""

    leader: int | None
    column: int
    header: str
    role: Role
    entries: tuple[Entry, ...]

    @property
    def half(self) -> Half | None:
        """The half-day that its header names beside other words: “Contenu du matin”."""
        header = folded(self.header)
        morning, afternoon = bool(_AM.search(header)), bool(_PM.search(header))
        return (Half.AM if morning else Half.PM) if morning != afternoon else None

    @property
    def nth(self) -> int | None:
        """The day of several that its header names, from 0: “J2 matin”."""
        found = re.search(r"\b(?:jour|j|day)\s?([1-9])\b", folded(self.header))
        return int(found[1]) - 1 if found else None

    @property
    def modules(self) -> list[str]:
        """The modules that its cells name, one after the other."""
        return [module for entry in self.entries for module in entry.modules]


def read_columns(axes: Axes, entries: Sequence[Entry]) -> list[ColumnRead]:
    """Return the columns that hold something dated, each with its role."""
    by_column: dict[tuple[int | None, int], list[Entry]] = {}
    for entry in entries:
        by_column.setdefault((entry.when.column, entry.spot[1]), []).append(entry)
    tops: dict[int | None, int] = {}
    for entry in entries:
        tops[entry.when.column] = min(entry.spot[0], tops.get(entry.when.column, entry.spot[0]))
    columns = []
    for (leader, column), own in sorted(by_column.items(), key=lambda x: (x[0][1], x[0][0] or 0)):
        # A column with few words has its header above the first row of the others.
        header = _header(axes, own[0].spot) or _header(axes, (tops[leader], column))
        columns.append(ColumnRead(leader, column, header, _role(header, own), tuple(own)))
    return [_among(column, columns, axes) for column in columns]


def _header(axes: Axes, first: Spot) -> str:
    row, column = first
    for above in range(row - 1, max(0, row - HEADER_ROWS - 1), -1):
        if text := axes.grid.text((above, column)):
            return " ".join(text.split())
    return ""


def _role(header: str, entries: Sequence[Entry]) -> Role:
    words = folded(header).replace("-", " ").replace("'", " ").split()
    if len(words) <= 4:
        for word in words:
            plain = normal(word)
            if plain in LESSONS:
                return Role.LESSONS
            if plain in _ROLE:
                return _ROLE[plain]
    share = sum(entry.understood for entry in entries) / len(entries)
    return Role.LESSONS if share >= ENOUGH else Role.ASIDE


def _among(column: ColumnRead, columns: Sequence[ColumnRead], axes: Axes) -> ColumnRead:
    """Return a column with the role that it has beside the others."""
    if column.role not in (Role.LESSONS, Role.ASIDE) or _headed(column, axes):
        return column if not _headed(column, axes) else _as(column, Role.LESSONS)
    others = [x for x in columns if x is not column and x.leader == column.leader]
    if column.modules and not any(x.modules for x in others):
        return _as(column, Role.LESSONS)
    if column.modules and _is_legend(column, others):
        return _as(column, Role.ASIDE)
    if not column.modules:
        # Where nothing names a module, the fullest column is the one that was meant.
        fuller = [x for x in others if x.modules or len(x.entries) > len(column.entries)]
        elsewhere = any(x.modules for x in columns) and not column.entries[0].when.across
        return _as(column, Role.ASIDE if fuller or elsewhere else Role.LESSONS)
    return column


def _headed(column: ColumnRead, axes: Axes) -> bool:
    """Tell whether what stands above the column tells when: a month, a weekday, a half-day."""
    if column.role not in (Role.LESSONS, Role.ASIDE):
        return False
    first = column.entries[0].spot
    for kind in ("date", "day", "month", "weekday", "half", "times"):
        found = axes.above(kind, first)
        if found is not None and found[1] == first[1]:
            return True
    return False


def _is_legend(column: ColumnRead, others: Sequence[ColumnRead]) -> bool:
    """Tell whether a column names each module once, as legends and tables of hours do."""
    counted = Counter(column.modules)
    repeated = any(max(Counter(x.modules).values(), default=0) > 1 for x in others)
    plain = normal(column.header) not in LESSONS
    return plain and len(counted) > 2 and max(counted.values()) == 1 and repeated


def _as(column: ColumnRead, role: Role) -> ColumnRead:
    return ColumnRead(column.leader, column.column, column.header, role, column.entries)


def by_halves(columns: Sequence[ColumnRead]) -> dict[tuple[int | None, int], int]:
    """Return the place in its day, 0 or 1, of each of two columns that nothing else tells apart.

    A column that says the same as the one before it says it in other words, and gets no place: -1.
    """
    found: dict[tuple[int | None, int], int] = {}
    by_leader: dict[tuple[int | None, int], list[ColumnRead]] = {}
    for column in columns:
        told = column.half or column.entries[0].when.half
        if column.role is Role.LESSONS and column.modules and told is None and column.nth is None:
            first = column.entries[0].when
            head = first.in_week if first.in_week is not None else first.order[1]
            key = (column.leader, head if first.across else 0)
            by_leader.setdefault(key, []).append(column)
    for group in by_leader.values():
        kept: list[ColumnRead] = []
        for column in group:
            if kept and _same(kept[-1], column):
                found[column.leader, column.column] = -1
            else:
                kept.append(column)
        if len(kept) == 2:
            found |= {(column.leader, column.column): place for place, column in enumerate(kept)}
    return found


def _same(one: ColumnRead, other: ColumnRead) -> bool:
    told = {entry.spot[0]: entry.modules for entry in one.entries if entry.modules}
    both = [entry for entry in other.entries if entry.modules and entry.spot[0] in told]
    same = sum(entry.modules == told[entry.spot[0]] for entry in both)
    # The same module all day long is one module in two columns; a code beside a title differs in its words.
    texts = sum(
        normal(entry.text) == normal(x.text)
        for entry in both
        for x in one.entries
        if x.spot[0] == entry.spot[0]
    )
    return len(both) > 2 and same >= 0.9 * len(both) and texts < 0.5 * len(both)
