"""Print many papers, in several processes if there are enough of them to be worth it."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from scheduler.exchange.papers.pdf.press import Press, workshop
from scheduler.exchange.picture import Picture
from scheduler.processes import Workers

ENOUGH = 100
"""Papers below which a process more takes longer to start than it saves."""

MOST = 2
"""Processes: each takes up to 200 MB, most of it what typst keeps of the papers before."""


@dataclass(frozen=True)
class PrintJob:
    """A paper to print.

    Attributes
    ----------
    file
        Its name, from the folder of the export.
    text
        What the template is given.
    read_aloud
        Whether it is tagged for screen readers.
    """

    file: str
    template: str
    text: str
    read_aloud: bool


def print_all(jobs: Sequence[PrintJob], made: datetime, logo: Picture | None) -> dict[str, bytes]:
    """Return the papers by the names of their files.

    Raises
    ------
    InputError
        If typst is not installed, or the logo cannot be drawn.
    """
    with workshop(logo) as root:
        press = Press(made, root)
        if logo is not None:
            press.try_logo(logo)
        count = min(MOST, os.cpu_count() or 1)
        found = {}
        if count > 1 and len(jobs) >= ENOUGH:
            found = _in_processes(mixed(jobs), made, root, count)
        # All of them; or what a process that died, or failed, has left.
        for job in mixed(jobs):
            if job.file not in found:
                found[job.file] = _printed(press, Event(), job)
    return {job.file: found[job.file] for job in jobs}


def mixed(jobs: Sequence[PrintJob]) -> list[PrintJob]:
    """Return jobs in an order that spreads those of each template evenly: long ones fill the memory."""
    count, before = Counter(job.template for job in jobs), Counter[str]()
    places = []
    for number, job in enumerate(jobs):
        before[job.template] += 1
        places.append((before[job.template] / count[job.template], number))
    return [jobs[number] for _share, number in sorted(places)]


def _in_processes(jobs: Sequence[PrintJob], made: datetime, root: Path, count: int) -> dict[str, bytes]:
    found = {}
    with Workers(count, Press, (made, root)) as workers:
        files = {workers.submit(_printed, job): job.file for job in jobs}
        while done := workers.next():
            if done.value is not None:
                found[files[done.ticket]] = done.value
    return found


def _printed(press: Press, _stopping: Event, job: PrintJob) -> bytes:
    return press.print(job.template, job.text, job.read_aloud)
