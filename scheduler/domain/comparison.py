"""Plans side by side: what was measured of each, and which is the best in what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = date | float | None


class Better(StrEnum):
    """Which of two values a centre would rather have; an earlier day is a lesser one."""

    LESS = "less"
    MORE = "more"
    NEITHER = "neither"


class Form(StrEnum):
    """How a value is read."""

    DAY = "day"
    NUMBER = "number"
    SHARE = "share"


@dataclass(frozen=True)
class ComparedRow:
    """One thing measured of all plans.

    Attributes
    ----------
    key, subject
        What it is called in files, and whose it is: a group, a trainer, a term of the cost; empty for all.
    section, title
        What people read, in the language that was spoken.
    values
        One for each plan; None where there is none.
    detail
        True for what only a large sheet has room for.
    """

    key: str
    subject: str
    section: str
    title: str
    form: Form
    better: Better
    values: tuple[Value, ...]
    detail: bool = False

    @property
    def best(self) -> tuple[bool, ...]:
        """Of each plan, whether none is better and some are worse."""
        found = [_figure(x) for x in self.values]
        told = [x for x in found if x is not None]
        if self.better is Better.NEITHER or len(set(told)) < 2:
            return (False,) * len(found)
        top = min(told) if self.better is Better.LESS else max(told)
        return tuple(x == top for x in found)

    @property
    def spread(self) -> float:
        """By how much the values differ at most; where a plan has none, it counts as 0."""
        found = [_figure(x) or 0.0 for x in self.values]
        return max(found) - min(found)

    def ahead(self, plan: int, other: int = 0) -> float:
        """Return by how much a plan is better than another: below 0 if it is worse, in days for days."""
        mine, theirs = (_figure(self.values[x]) for x in (plan, other))
        if mine is None or theirs is None or self.better is Better.NEITHER:
            return 0.0
        return theirs - mine if self.better is Better.LESS else mine - theirs


def _figure(value: Value) -> float | None:
    """Return a value as a number that can be compared, without what sums of fractions leave behind."""
    return float(value.toordinal()) if isinstance(value, date) else None if value is None else round(value, 6)


@dataclass(frozen=True)
class Compared:
    """One of the plans.

    Attributes
    ----------
    letter
        What rows and sentences call it.
    file
        Where it was read from.
    identity
        Its number and its moment, in a sentence.
    faults
        How many rules it breaks.
    """

    letter: str
    file: str
    number: int | None
    identity: str
    faults: int


@dataclass(frozen=True)
class Comparison:
    """Plans side by side.

    Attributes
    ----------
    cohorts
        Those that all plans have, of which the rows speak.
    notes
        What is not compared, or not alike, in sentences.
    sentences
        What each plan but the first has in exchange for what, beside the first.
    """

    plans: tuple[Compared, ...]
    cohorts: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    notes: tuple[str, ...]
    sentences: tuple[str, ...]

    def sections(self, detail: bool) -> Sequence[tuple[str, list[ComparedRow]]]:
        """Return the rows section by section, with or without those that need room."""
        found: dict[str, list[ComparedRow]] = {}
        for row in self.rows:
            if detail or not row.detail:
                found.setdefault(row.section, []).append(row)
        return list(found.items())
