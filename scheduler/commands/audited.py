"""A planning that was judged: its hours, the rules that it breaks, and all of it for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from scheduler.domain.curriculum import Curriculum
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson, Violation
from scheduler.exchange.foreign import Reading

SAME = 1e-6


@dataclass(frozen=True)
class ForeignPlanning:
    """A planning to be judged, and what is known beside it.

    Attributes
    ----------
    curriculum
        Its identifier; None where `tables` tell it.
    hired
        When the learners were hired.
    year
        That of the first date, where the planning tells none.
    words
        What words of the planning mean: the identifier of a module, or nothing.
    """

    path: Path
    curriculum: str | None = None
    curricula: Path | None = None
    tables: Path | None = None
    territory: str = "metropole"
    hired: date | None = None
    year: int | None = None
    group: str | None = None
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hours:
    """Hours of a module or a block: those due, and those found."""

    due: float
    found: float

    @property
    def right(self) -> bool:
        """True if they are the same."""
        return abs(self.due - self.found) < SAME


@dataclass(frozen=True)
class Audit:
    """What is to be said of a planning.

    Attributes
    ----------
    judged
        Codes of the rules that could be judged.
    known_centre
        True if tables of a centre were given.
    """

    curriculum: Curriculum
    reading: Reading
    instance: Instance
    lessons: tuple[Lesson, ...]
    violations: tuple[Violation, ...]
    judged: tuple[str, ...]
    known_centre: bool

    @property
    def ok(self) -> bool:
        """True if the hours are right and no rule that could be judged is broken."""
        return not self.violations and all(x.right for own in self.hours.values() for x in own.values())

    @property
    def hours(self) -> dict[str, dict[str, Hours]]:
        """The hours of each module, by group."""
        return {
            cohort.id: {
                module.id: Hours(module.hours, self._found(cohort.id, module.id))
                for module in self.curriculum.items
            }
            for cohort in self.instance.cohorts
        }

    def blocks(self, cohort: str) -> dict[str, Hours]:
        """Return the hours of each block of a group."""
        own = self.hours[cohort]
        return {
            block.id: Hours(block.hours, sum(own[module.id].found for module in block.modules))
            for block in self.curriculum.blocks
        }

    def _found(self, cohort: str, module: str) -> float:
        return sum(x.hours for x in self.lessons if (x.cohort, x.module, x.group) == (cohort, module, 1))


def as_data(found: Audit) -> dict[str, Any]:
    """Return the audit as other programs read it: a public contract that may grow.

    Hours are those of all groups together.
    """
    reading = found.reading
    groups = {
        cohort: {"modules": _told(own), "blocks": _told(found.blocks(cohort))}
        for cohort, own in found.hours.items()
    }
    return {
        "ok": found.ok,
        "curriculum": found.curriculum.id,
        "modules": _sum([x["modules"] for x in groups.values()]),
        "blocks": _sum([x["blocks"] for x in groups.values()]),
        "violations": [
            {"code": x.code, "where": x.where, "message": x.message, "severity": x.severity}
            for x in found.violations
        ],
        "unread": [
            {"where": x.where, "text": x.text, "reason": x.reason, "modules": list(x.modules)}
            for x in reading.unread
        ],
        "doubts": [{"where": x.where, "text": x.text} for x in reading.doubts],
        "words": [
            {"text": x.text, "module": x.module, "count": x.count, "where": x.where, "sure": x.sure}
            for x in reading.taken.values()
        ],
        "judged": list(found.judged),
        "groups": groups,
    }


def _told(hours: Mapping[str, Hours]) -> dict[str, dict[str, float]]:
    return {name: {"due": x.due, "found": round(x.found, 4)} for name, x in hours.items()}


def _sum(several: Sequence[dict[str, dict[str, float]]]) -> dict[str, dict[str, float]]:
    return {
        name: {key: sum(one[name][key] for one in several) for key in ("due", "found")} for name in several[0]
    }
