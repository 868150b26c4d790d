"""Where in a programme something is: its half-days and its parallel groups, whatever their dates."""

from typing import NamedTuple

from scheduler.domain.time import Half

HALVES = tuple(Half)


class Slot(NamedTuple):
    """A half-day inside a session: session number, day 0 or 1, morning or afternoon."""

    session: int
    day: int
    half: Half

    @property
    def order(self) -> int:
        """Position in the programme, counted in half-days."""
        return 4 * self.session + 2 * self.day + HALVES.index(self.half)


class Strand(NamedTuple):
    """One parallel group of a module; groups are numbered from 1."""

    module: str
    group: int
