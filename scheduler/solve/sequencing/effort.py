"""How much work a proof may take: counted, so that it is the same everywhere, and ended when all is."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import inf

RATE = 60_000_000
"""Numbers looked at that count as one deterministic second: about what it takes."""


@dataclass
class Effort:
    """Deterministic seconds that a proof may take.

    Attributes
    ----------
    until
        When all time is over, by :func:`time.monotonic`; deterministic runs read no clock.
    spent
        Deterministic seconds so far.
    """

    seconds: float = inf
    stopping: threading.Event = field(default_factory=threading.Event)
    until: float = inf
    spent: float = 0.0

    @contextmanager
    def part(self, seconds: float) -> Iterator["Effort"]:
        """Yield an effort of so many seconds at most, and of what is left of this one; it counts here too."""
        part = replace(self, seconds=min(seconds, self.seconds - self.spent), spent=0.0)
        try:
            yield part
        finally:
            self.spent += part.spent

    def spend(self, numbers: int) -> None:
        """Count numbers that were looked at."""
        self.spent += numbers / RATE

    @property
    def over(self) -> bool:
        """True if no more may be done."""
        late = self.until < inf and time.monotonic() > self.until
        return self.spent >= self.seconds or late or self.stopping.is_set()
