"""What comes back from a worker process."""

import signal
import traceback
from dataclasses import dataclass
from typing import Any, NewType

Ticket = NewType("Ticket", int)
"""Number of a submitted task, from 0, in the order of submission."""


@dataclass(frozen=True)
class Raised:
    """An exception of a task: the name of its type, its text, and the traceback as text."""

    kind: str
    text: str
    traceback: str

    @classmethod
    def of(cls, fault: BaseException) -> "Raised":
        """Return what can be told of `fault` in another process."""
        return cls(type(fault).__name__, str(fault), "".join(traceback.format_exception(fault)))


@dataclass(frozen=True)
class Done:
    """How a task ended: with a value unless one of the other fields is set.

    Attributes
    ----------
    died
        Exit code of the process that ended without an answer (minus the number of the signal
        that killed it); None if it answered. It may be 0.
    withdrawn
        True if the task had not begun when it was told to stop, and never will.
    """

    ticket: Ticket
    value: Any = None
    raised: Raised | None = None
    died: int | None = None
    withdrawn: bool = False

    @property
    def ok(self) -> bool:
        """True if there is a value."""
        return self.raised is None and self.died is None and not self.withdrawn


def how_it_ended(exit_code: int) -> str:
    """Return the name of the signal that killed a process, or its exit code as text."""
    if exit_code >= 0:
        return str(exit_code)
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
