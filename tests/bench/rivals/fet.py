"""Rival (b): FET, free timetabling software for schools, through its command ``fet-cl``.

A FET day is a week of the year and its hours are the weekdays; trainers are given beforehand. FET
has no objective: it is run again and again with other seeds, two processes at a time, and each
complete timetable that costs less than the last is a plan: what is asked for beyond the rules (wishes
of a weight below 100 %, an even rhythm) changes from run to run. ``fet-cl`` ends with 0 even when
activities stay unplaced; it writes its timetable only when all are placed, and at its end.

    python fet.py problem.json OUTDIR --seconds 300
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import fet_given
import fet_xml
from counted import cost
from result import Output, Table, Taught, arguments, lessons

LEFT_OUT: dict[str, str] = {
    "rhythm": "no objective; stretches of weeks are asked to hold the sessions due in them",
    "school_holidays": "no objective; a wish of a weight below 100 %",
    "bridges": "no objective; a wish of a weight below 100 %",
    "preferred_weekdays": "no objective; a wish of a weight below 100 %",
    "weekday_stability": "no objective; a wish for one pair of weekdays, of a weight below 100 %",
    "continuity": "no objective; the days of a module are given to FET two by two where trainers allow it",
    "trainer_balance": "no objective; the greedy that chooses the trainers shares out evenly",
    "room_stability": "no objective",
    "deadline_margin": "no objective; the window of the last day lies around its even position",
}
"""The terms of the cost. No rule is left out, but two are kept more strictly than they ask: trainers are
chosen before FET starts (TR-02, TR-06, TR-04 in all), and the last day lies in a window that suits every
first day (CA-05, LE-01), as FET knows no span that begins with the first lesson."""

PROCESSES = 2
VARIANTS: tuple[tuple[float, int | None], ...] = ((80, 3), (0, None), (80, 3), (80, 2), (50, 3), (80, 1))
"""What is asked for beyond the rules, tried in turn: the weight of wishes, and how far sessions may stray."""
FIRST_LIMIT = 30.0
"""Seconds that the first attempts have; later ones have half as much again, and again."""
REFUSALS = 20
"""Attempts in a row that FET refuses before it starts, or that find no trainers, after which all end."""
UNWRITTEN = ("tableconflicts", "tablesstatistics", "tablesxml", "tablesdayshorizontal", "tablesdaysvertical",
             "tablestimehorizontal", "tablestimevertical", "tablessubgroups", "tablesgroups", "tablesyears",
             "tablesteachers", "tablesteachersfreeperiods", "tablesrooms", "tablessubjects",
             "tablesactivitytags", "tablesactivities")  # fmt: skip
"""Timetables for people, which FET would write for minutes."""


@dataclass
class Attempt:
    """A run of ``fet-cl``: its process, what its activities mean, and where it writes."""

    number: int
    timetable: fet_xml.Timetable
    folder: Path
    process: "subprocess.Popen[bytes]"

    def taught(self) -> list[Taught] | None:
        """Return the plan it ended with, or None if activities stayed unplaced."""
        written = self.folder / "results" / "timetables" / "timetable" / "timetable_data_and_timetable.fet"
        return self.timetable.taught(placed(written)) if written.exists() else None

    def reached(self) -> int | None:
        """Return how many activities it placed at best; None if it never started to place any."""
        log = self.folder / "results" / "logs" / "max_placed_activities.txt"
        found = re.findall(r"reached (\d+) activities", log.read_text("utf-8-sig") if log.exists() else "")
        return int(found[-1]) if found else None


def main() -> int:
    problem, output, seconds = arguments(__doc__ or "")
    program = shutil.which("fet-cl")
    if program is None:
        output.end("not run", note="fet-cl is not installed: apt-get install --no-install-recommends fet")
        return 1
    with tempfile.TemporaryDirectory() as name:
        search = Search(problem, output, program, Path(name), output.started + seconds)
        try:
            search.run()
        finally:
            search.stop()
    status = "feasible" if search.best is not None else "not found"
    output.end(status, note=search.told(), versions={"fet-cl": version(program)}, left_out=LEFT_OUT)
    return 0


class Search:
    """Attempts at a timetable, side by side, until time is over (`until`, on the clock of `time.time`)."""

    def __init__(self, problem: Table, output: Output, program: str, folder: Path, until: float):
        self.problem, self.output, self.program = problem, output, program
        self.folder, self.until = folder, until
        self.best: int | None = None
        self.attempts = self.complete = self.failed = self.refused = 0
        self.failure = ""
        self.running: dict[int, Attempt] = {}

    def run(self) -> None:
        while time.time() < self.until and self.refused < REFUSALS:
            for lane in range(PROCESSES):
                if lane not in self.running:
                    self.start(lane)
            time.sleep(0.02)
            for lane, attempt in list(self.running.items()):
                if attempt.process.poll() is not None:
                    self.take(self.running.pop(lane))

    def start(self, lane: int) -> None:
        """Start an attempt: what takes long with one seed is often quick with another."""
        number, left = self.attempts, self.until - time.time()
        self.attempts += 1
        limit = min(left, FIRST_LIMIT * 1.5 ** (self.failed // PROCESSES))
        try:
            given = fet_given.trainers(self.problem, seed=number)
            timetable = fet_xml.translate(self.problem, given, *VARIANTS[number % len(VARIANTS)])
        except fet_given.NotGiven as error:
            self.failure, self.refused = str(error), self.refused + 1
            return
        folder = self.folder / str(number)
        folder.mkdir()
        (folder / "timetable.fet").write_bytes(timetable.document.text())
        command = [
            self.program, f"--inputfile={folder}/timetable.fet", f"--outputdir={folder}/results",
            f"--timelimitseconds={max(1, int(limit))}", "--htmllevel=0",
            *(f"--randomseeds{x}={1000 * number + int(x)}" for x in ("10", "11", "12", "20", "21", "22")),
            *(f"--writetime{x}=false" for x in UNWRITTEN),
        ]  # fmt: skip
        with (folder / "said.txt").open("wb") as said:
            process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, env=_environment())
        self.running[lane] = Attempt(number, timetable, folder, process)

    def take(self, attempt: Attempt) -> None:
        """Write the plan of an attempt that has ended, if it is complete and the best."""
        taught = attempt.taught()
        if taught is None:
            self.note(attempt)
        else:
            self.complete, self.refused = self.complete + 1, 0
            found = cost(self.problem, taught)
            if self.best is None or found < self.best:
                self.best = found
                self.output.plan(lessons(self.problem, taught), cost=found)
        shutil.rmtree(attempt.folder)

    def note(self, attempt: Attempt) -> None:
        """Remember why an attempt is not complete."""
        self.failed += 1
        reached, due = attempt.reached(), len(attempt.timetable.runs)
        if reached is not None:
            self.failure, self.refused = f"{reached} of {due} activities placed at best", 0
        elif attempt.process.returncode >= 0:  # not ended by us
            said = (attempt.folder / "said.txt").read_text(encoding="utf-8", errors="replace")
            self.failure, self.refused = " ".join(said.split())[-400:], self.refused + 1

    def stop(self) -> None:
        """End what still runs."""
        for attempt in self.running.values():
            with suppress(ProcessLookupError):
                attempt.process.kill()
            attempt.process.wait()
            if not self.complete:
                self.note(attempt)

    def told(self) -> str:
        """Say in words how it went."""
        complete = f"{self.complete} of {self.attempts} attempts complete, trainers given beforehand"
        return f"{complete}; the last that was not: {self.failure}" if self.failure else complete


def placed(document: Path) -> dict[int, tuple[fet_xml.Slot, str | None]]:
    """Return the slot and room of each activity from FET's timetable with its data."""
    root = ElementTree.parse(document).getroot()
    rooms = {_number(row): row.findtext("Room") for row in root.iter("ConstraintActivityPreferredRoom")}
    return {
        _number(row): (
            (row.findtext("Preferred_Day", ""), row.findtext("Preferred_Hour", "")),
            rooms.get(_number(row)),
        )
        for row in root.iter("ConstraintActivityPreferredStartingTime")
    }


def version(program: str) -> str:
    """Return what ``fet-cl --version`` says of itself."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, env=_environment()).stdout
    return said.splitlines()[0].removeprefix("FET version ") if said else "unknown"


def _number(row: ElementTree.Element) -> int:
    return int(row.findtext("Activity_Id", "0"))


def _environment() -> dict[str, str]:
    return os.environ | {"QT_QPA_PLATFORM": "offscreen"}


if __name__ == "__main__":
    sys.exit(main())
