"""The translation of the neutral problem into a timetable for FET.

Two FET hours of a FET day without a gap are a session. An activity is a run of one or two
training days of a module; its students are the cohort, its teacher is given. The parallel groups of
a module are activities that start together, of which the first alone names the cohort.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from fet_document import Document, Slot, date_of, slot
from fet_given import Span, Strand, pair_weeks, span
from result import Table, Taught

FILLER = "FREE"
"""Subject of the empty day beside the session of a single day: FET is told of pairs alone."""
WEEKS_PER_RUN = 4
"""Weeks with two days in a row that a trainer must have for each run of two days of a module."""
STRETCHES = (1, 3, 6)
"""Sessions of a stretch of weeks in which an even rhythm is asked for."""


@dataclass(frozen=True)
class Run:
    """What an activity means: `days` training days in a row of a module, for one group (from 0)."""

    cohort: str
    module: str
    group: int
    days: int


@dataclass(frozen=True)
class Timetable:
    """A timetable to be made: the document, and what each of its activities means."""

    document: Document
    runs: dict[int, Run]
    given: Mapping[Strand, str]

    def taught(self, placed: Mapping[int, tuple[Slot, str | None]]) -> list[Taught]:
        """Return a plan by days from the slot and room of every activity.

        Raises
        ------
        KeyError
            An activity is not placed.
        """
        rooms: dict[tuple[str, str, str], dict[int, str | None]] = {}
        for number, run in self.runs.items():
            at, room = placed[number]
            for offset in range(run.days):
                rooms.setdefault((run.cohort, date_of(at, offset), run.module), {})[run.group] = room
        return [
            Taught(
                cohort,
                day,
                module,
                [self.given.get((cohort, module, group)) for group in sorted(by_group)],
                [by_group[group] for group in sorted(by_group)],
            )
            for (cohort, day, module), by_group in rooms.items()
        ]


def translate(
    problem: Table, given: Mapping[Strand, str], wish: float = 0, stray: int | None = None
) -> Timetable:
    """Return the timetable to be made with the trainers `given`.

    Parameters
    ----------
    wish
        Weight in per cent of what FET is asked to prefer: for each cohort one pair of weekdays,
        outside school holidays and bridges. 0 asks for nothing.
    stray
        Open weeks by which sessions may leave their even positions, as far as FET is told: stretches
        of weeks hold the sessions that are due in them. None asks for no evenness.
    """
    weeks = sorted({week["week"] for cohort in problem["cohorts"] for week in cohort["weeks"]})
    modules = {module["id"] for cohort in problem["cohorts"] for module in cohort["modules"]}
    document = Document(
        weeks,
        [FILLER, *sorted(modules)],
        [trainer["id"] for trainer in problem["trainers"]],
        [(x["id"], max(sum(module["groups"]) for module in x["modules"])) for x in problem["cohorts"]],
        [(room["id"], room["capacity"]) for room in problem["rooms"]],
    )
    made = Timetable(document, {}, given)
    trainers = {trainer["id"]: trainer for trainer in problem["trainers"]}
    for cohort in problem["cohorts"]:
        _CohortTranslation(made, cohort, trainers).add(wish, stray)
    for trainer in problem["trainers"]:
        document.away("Teacher", trainer["id"], [slot(day) for day in trainer["days"]])
        if trainer["max_days_per_week"]:
            most = ("Maximum_Hours_Daily", trainer["max_days_per_week"])
            document.time("TeacherMaxHoursDaily", ("Teacher_Name", trainer["id"]), most)
    for room in problem["rooms"]:
        closed = {slot(day) for day in room["closed"]}
        document.away("Room", room["id"], [each for each in document.slots if each not in closed])
    return made


class _CohortTranslation:
    def __init__(self, made: Timetable, cohort: Table, trainers: Mapping[str, Table]):
        self.made, self.document, self.cohort, self.trainers = made, made.document, cohort, trainers
        self.id: str = cohort["id"]
        self.span: Span = span(cohort)
        self.dates = [row for row in cohort["dates"] if row["date"] <= max(self.span.lasts)]
        self.activities: dict[str, list[int]] = {}

    @property
    def every(self) -> list[int]:
        """The activities of the cohort, parallel groups once."""
        return [number for own in self.activities.values() for number in own]

    def add(self, wish: float, stray: int | None) -> None:
        for module in self.cohort["modules"]:
            self.activities[module["id"]] = [self._activity(module, days) for days in self._lengths(module)]
        self._sessions()
        self._order()
        self.document.occupied(self.every, [slot(day) for day in self.span.firsts])
        self.document.occupied(self.every, [slot(day) for day in self.span.lasts])
        self._gaps()
        if stray is not None:
            self._even(stray)
        for pin in self.cohort["fixed"]:
            concerned = self.activities[pin["module"]] if pin["module"] else self.every
            self.document.occupied(concerned, [slot(pin["date"])])
        if wish:
            self.document.wished(self.id, self._wished(), wish)

    def _lengths(self, module: Table) -> list[int]:
        """Return the days of each activity: two where its trainers have weeks enough for that."""
        pairs, single = divmod(module["days"], 2)
        strands = [(self.id, module["id"], group) for group in range(len(module["groups"]))]
        given = [self.trainers[self.made.given[strand]] for strand in strands if strand in self.made.given]
        weeks = min((pair_weeks(self.cohort, trainer) for trainer in given), default=len(self.dates))
        if module["one_session"] or weeks >= WEEKS_PER_RUN * pairs:
            return [2] * pairs + [1] * single
        return [1] * module["days"]

    def _activity(self, module: Table, days: int) -> int:
        """Add an activity for each group of a module; return the first."""
        numbers = []
        for group in range(len(module["groups"])):
            trainer = self.made.given.get((self.id, module["id"], group))
            students = self.id if group == 0 else None
            number = self.document.activity(module["id"], days, students, trainer)
            if module["mode"] == "in_person":
                self.document.in_rooms(number, module["rooms"][group])
            self.made.runs[number] = Run(self.id, module["id"], group, days)
            numbers.append(number)
        if len(numbers) > 1:
            self.document.together(numbers)
        return numbers[0]

    def _sessions(self) -> None:
        """SE-01, SE-02: two hours a day without a gap, or none; on the cohort's dates only."""
        students = ("Students", self.id)
        self.document.time("StudentsSetMaxHoursDaily", ("Maximum_Hours_Daily", 2), students)
        self.document.time(
            "StudentsSetMinHoursDaily", ("Minimum_Hours_Daily", 2), students, ("Allow_Empty_Days", "true")
        )
        self.document.time("StudentsSetMaxGapsPerWeek", ("Max_Gaps", 0), students)
        self.document.away("Students", self.id, [slot(row["date"]) for row in self.dates])
        fillers = []
        if self.cohort["singles"]:
            # An empty day makes a pair of the single day, in no week that may be first or last.
            number = self.document.activity(FILLER, 1, self.id, None)
            low, high = slot(max(self.span.firsts))[0], slot(min(self.span.lasts))[0]
            inside = [slot(row["date"]) for row in self.dates if low < row["week"] < high]
            self.document.within(number, inside)
            fillers.append(number)
        # For FET a day on which students are not available is no gap: both days around one are no session.
        for before, after in pairwise(self.dates):
            apart = date.fromisoformat(after["date"]) - date.fromisoformat(before["date"])
            if before["week"] == after["week"] and apart > timedelta(days=1):
                around = [slot(before["date"]), slot(after["date"])]
                self.document.one_of(self.every + fillers, around)

    def _order(self) -> None:
        """CU-02, CU-04."""
        for module in self.cohort["modules"]:
            for earlier in module["after"]:
                self.document.ordered(self.activities[earlier], self.activities[module["id"]])
        final, others = (
            [x for module in self.cohort["modules"] if module["last"] is last
             for x in self.activities[module["id"]]]
            for last in (True, False)
        )  # fmt: skip
        if final and others:
            self.document.ordered(others, final)

    def _gaps(self) -> None:
        """SE-03: no `max_gap_weeks` weeks in a row between the first and the last stay empty."""
        first, start_by, end_from, end = (
            date.fromisoformat(slot(choose(days))[0])
            for days in (self.span.firsts, self.span.lasts)
            for choose in (min, max)
        )
        week = first + timedelta(weeks=1)
        while week <= end_from:
            after = week + timedelta(weeks=self.cohort["max_gap_weeks"])
            if start_by < after <= end:
                inside = [row["date"] for row in self.dates if str(week) <= row["week"] < str(after)]
                self.document.occupied(self.every, [slot(day) for day in inside])
            week += timedelta(weeks=1)

    def _even(self, stray: int) -> None:
        """Ask for the sessions due in each stretch of weeks, where none strays further than that."""
        even = self.cohort["even"]
        for length in STRETCHES:
            for first in range(len(even) - length + 1):
                low, high = even[first] - stray, even[first + length - 1] + stray
                inside = [slot(row["date"]) for row in self.dates if low <= row["position"] <= high]
                self.document.occupied(self.every, inside, 2 * length - self.cohort["singles"])

    def _wished(self) -> Sequence[Slot]:
        def unwanted(row: Table) -> int:
            return row["school_holidays"] + row["bridges"] + row["preferred_weekdays"]

        def good(pair: list[int]) -> list[Slot]:
            found = [row["date"] for row in self.dates if not unwanted(row)]
            return [slot(day) for day in found if date.fromisoformat(day).weekday() in pair]

        return max(map(good, self.cohort["pairs"]), key=len)
