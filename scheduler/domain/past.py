"""Rows of the tables as they were: what is over is judged by what held then."""

from dataclasses import dataclass
from datetime import date

from scheduler.domain.centre import Room, Site, Trainer
from scheduler.domain.cohort import Cohort
from scheduler.domain.record import Record


@dataclass(frozen=True)
class Past(Record):
    """Rows of the tables before they changed; rows that did not change are not among them.

    A lesson that is over was right if it kept the rules by the tables of its day, whatever
    somebody can, may or wants to do since.

    Attributes
    ----------
    until
        The first day on which the rows of now hold.
    """

    until: date
    trainers: tuple[Trainer, ...] = ()
    rooms: tuple[Room, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    sites: tuple[Site, ...] = ()
