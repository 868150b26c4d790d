"""``result.json``: what became of one centre, and of which input and options."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from scheduler.caps import RESULT_BYTES, read_bytes
from scheduler.errors import InputError
from scheduler.exchange.whole import write_whole
from scheduler.text import N_
from scheduler.text.signs import shown

RESULT = "result.json"
FORMAT = "scheduler-result"
VERSION = 1

MOST = 1e15
"""Beyond any figure of a result; a spreadsheet program holds smaller ones exactly."""


class State(StrEnum):
    """What became of a centre; the first four are those of :class:`scheduler.domain.plan.Status`."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    NOT_FOUND = "not_found"
    BAD_INPUT = "bad_input"
    CRASHED = "crashed"
    STOPPED = "stopped"
    PENDING = "pending"


WORDS: dict[State, str] = {
    State.OPTIMAL: N_("optimal"),
    State.FEASIBLE: N_("feasible"),
    State.IMPOSSIBLE: N_("impossible"),
    State.NOT_FOUND: N_("not found in time"),
    State.BAD_INPUT: N_("input to correct"),
    State.CRASHED: N_("crashed"),
    State.STOPPED: N_("stopped"),
    State.PENDING: N_("waiting"),
}
"""What people read, to be translated when shown."""

PLANNED = frozenset({State.OPTIMAL, State.FEASIBLE})
ANSWERS = PLANNED | {State.IMPOSSIBLE, State.NOT_FOUND, State.BAD_INPUT}


@dataclass(frozen=True)
class Result:
    """What became of one centre of a batch.

    Attributes
    ----------
    name
        Its folder among the results.
    source
        The workbook or folder it was read from.
    fingerprint
        Changes with the input, the options and the version of the program.
    objective, bound, gap, violations
        Of the plan; None without one. The violations are counted by the checker.
    seconds
        Wall time of all of it: reading, search, writing.
    cohorts, warnings
        How many there are in the input; None if it cannot be read.
    reason
        Why there is no plan, or what is to be known of it; one line per sentence.
    stopped
        True if somebody ended the search early.
    details
        Where in the program it crashed.
    """

    name: str
    source: str
    fingerprint: str
    status: State
    objective: int | None = None
    bound: int | None = None
    gap: float | None = None
    violations: int | None = None
    seconds: float = 0.0
    cohorts: int | None = None
    warnings: int | None = None
    reason: str = ""
    stopped: bool = False
    details: str = ""

    def __post_init__(self) -> None:
        # They name files and quote cells, and go into a workbook and a table.
        for field in ("source", "reason", "details"):
            object.__setattr__(self, field, shown(getattr(self, field)))

    @property
    def has_plan(self) -> bool:
        """True if there is a plan beside it."""
        return self.status in PLANNED

    @property
    def is_answer(self) -> bool:
        """True if trying again would find nothing new."""
        return self.status in ANSWERS and not self.stopped


def write_result(result: Result, folder: Path) -> None:
    """Write ``result.json`` into `folder`, whole.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    text = json.dumps({"format": FORMAT, "version": VERSION} | asdict(result), indent=1)
    write_whole(folder, {RESULT: text.encode("ascii") + b"\n"})


def read_result(folder: Path) -> Result | None:
    """Return what ``result.json`` in `folder` says; None if there is no file that can be understood."""
    try:
        stored = json.loads(read_bytes(folder / RESULT, RESULT_BYTES))
        if stored.pop("format") != FORMAT or stored.pop("version") not in range(1, VERSION + 1):
            return None
        result = Result(**stored | {"status": State(stored["status"])})
    except (InputError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return result if _is_sound(result) else None


def _is_sound(result: Result) -> bool:
    """Tell whether each field holds what it should, for a summary shows whatever it says."""
    counted = (result.objective, result.bound, result.violations, result.cohorts, result.warnings)
    texts = (result.name, result.source, result.fingerprint, result.reason, result.details)
    return (
        all(isinstance(text, str) for text in texts)
        and all(amount is None or (type(amount) is int and abs(amount) < MOST) for amount in counted)
        and (result.gap is None or _is_finite(result.gap))
        and _is_finite(result.seconds)
        and isinstance(result.stopped, bool)
    )


def _is_finite(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST
