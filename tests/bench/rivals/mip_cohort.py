"""One cohort as columns and rows indexed by date: the greater part of rival (d)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import numpy as np
from mip_program import Column, Program, Terms, total
from result import Table, Taught


@dataclass
class CohortColumns:
    """The columns of one cohort.

    Attributes
    ----------
    teaches
        By date and module: the module is taught on that day.
    trains, pair, single
        By date: it trains; a session of two days, or of a single one, begins.
    holds, numbered
        By week: it holds a session; by number and week: it is that session.
    assigned, taught_by
        By module, group and trainer; and by date too.
    seated
        By group and date, then room.
    """

    program: Program
    table: Table
    weights: Mapping[str, int]
    teaches: dict[tuple[str, str], Column] = field(default_factory=dict)
    trains: dict[str, Column] = field(default_factory=dict)
    pair: dict[str, Column] = field(default_factory=dict)
    single: dict[str, Column] = field(default_factory=dict)
    holds: dict[str, Column] = field(default_factory=dict)
    numbered: dict[tuple[int, str], Column] = field(default_factory=dict)
    assigned: dict[tuple[str, int, str], Column] = field(default_factory=dict)
    taught_by: dict[tuple[str, int, str, str], Column] = field(default_factory=dict)
    seated: dict[tuple[int, str], dict[str, Column]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.id = self.table["id"]
        self.dates = {row["date"]: row for row in self.table["dates"]}
        self.weeks = [row["week"] for row in self.table["weeks"]]
        self.days_of = {w: [d for d, row in self.dates.items() if row["week"] == w] for w in self.weeks}
        self.modules = {row["id"]: row for row in self.table["modules"]}

    def charge(self, term: str, terms: Terms, constant: float = 0.0) -> None:
        weight = self.weights[term]
        self.program.charge({x: weight * factor for x, factor in terms.items()}, weight * constant)

    def build(self, available: Mapping[str, set[str]], closed: Mapping[str, set[str]]) -> None:
        """Add the rules of the cohort; `available` are trainers' dates, `closed` rooms' dates."""
        self._content()
        self._order_of_modules()
        self._sessions()
        self._numbers()
        self._duration()
        self._continuity()
        self._usual_weekdays()
        self._trainers(available)
        self._rooms(closed)

    # ------------------------------------------------------------------ content

    def _content(self) -> None:
        """SE-05, CU-01, CU-06, PI-01: one module a day, each module its days; the days' own costs."""
        program = self.program
        for day, row in self.dates.items():
            self.trains[day] = program.column()
            for module in self.modules:
                self.teaches[day, module] = program.column()
            program.equal(total(self.teaches[day, m] for m in self.modules) | {self.trains[day]: -1})
            for term in ("school_holidays", "bridges", "preferred_weekdays"):
                self.charge(term, {self.trains[day]: row[term]})
        for module, row in self.modules.items():
            program.equal(total(self.teaches[day, module] for day in self.dates), row["days"])
        for pin in self.table["fixed"]:
            day, module = pin["date"], pin["module"]
            held = self.trains.get(day) if module is None else self.teaches.get((day, module))
            program.equal({} if held is None else {held: 1}, 1)

    def _order_of_modules(self) -> None:
        """CU-02, CU-04: on a day of a module, all days of those it comes after have passed."""
        needed = dict.fromkeys(earlier for row in self.modules.values() for earlier in row["after"])
        done = {module: self._days_until([module]) for module in needed}
        others = [m for m, row in self.modules.items() if not row["last"]]
        all_done = self._days_until(others)
        for module, row in self.modules.items():
            earlier = [(done[m], self.modules[m]["days"]) for m in row["after"]]
            if row["last"]:
                earlier.append((all_done, sum(self.modules[m]["days"] for m in others)))
            for passed, days in earlier:
                for before, day in pairwise((None, *self.dates)):
                    teaches = {self.teaches[day, module]: float(days)}
                    self.program.row(teaches if before is None else teaches | {passed[before]: -1}, high=0)

    def _days_until(self, modules: list[str]) -> dict[str, Column]:
        """Return, by date, how many days of `modules` lie up to it."""
        passed: dict[str, Column] = {}
        for before, day in pairwise((None, *self.dates)):
            passed[day] = self.program.column(False, np.inf)
            here = total((self.teaches[day, m] for m in modules), -1) | {passed[day]: 1}
            self.program.equal(here if before is None else here | {passed[before]: -1})
        return passed

    # ------------------------------------------------------------------ sessions

    def _sessions(self) -> None:
        """SE-01, SE-02: two consecutive days of a week, or once a single day where the days are odd."""
        program = self.program
        for week in self.weeks:
            days = self.days_of[week]
            self.holds[week] = program.column()
            for day in days:
                if self.table["singles"]:
                    self.single[day] = program.column()
                if _next(day) in days:
                    self.pair[day] = program.column()
            program.equal(total(self._begun(days)) | {self.holds[week]: -1})
            for day in days:
                covering = [self.pair[x] for x in days if x in self.pair and _next(x) == day]
                program.equal(total([*covering, *self._begun([day])]) | {self.trains[day]: -1})
        program.equal(total(self.single.values()), self.table["singles"])

    def _begun(self, days: Iterable[str]) -> list[Column]:
        """Return the columns of sessions that begin on `days`."""
        return [x[day] for day in days for x in (self.pair, self.single) if day in x]

    def _numbers(self) -> None:
        """SE-03 and the rhythm: which session lies in which week."""
        program, numbers = self.program, range(self.table["sessions"])
        self.numbered = {(k, week): program.column() for k in numbers for week in self.weeks}
        start = date.fromisoformat(self.weeks[0])
        count = {week: (date.fromisoformat(week) - start).days // 7 for week in self.weeks}
        for k in numbers:
            program.equal(total(self.numbered[k, week] for week in self.weeks), 1)
        for week in self.weeks:
            program.equal(total(self.numbered[k, week] for k in numbers) | {self.holds[week]: -1})
        for before, after in pairwise(numbers):
            distance = {self.numbered[after, week]: count[week] for week in self.weeks}
            distance |= {self.numbered[before, week]: -count[week] for week in self.weeks}
            program.row(distance, 1, self.table["max_gap_weeks"])
        for k in numbers:
            for row in self.table["weeks"]:
                squared = (row["position"] - self.table["even"][k]) ** 2
                self.charge("rhythm", {self.numbered[k, row["week"]]: squared})

    def _duration(self) -> None:
        """CA-04, CA-05, LE-01: the first day, and the last that goes with it; the margin left."""
        program, ends = self.program, self.table["ends"]
        firsts = {day: program.column() for day in ends}
        lasts = {day: program.column() for day in self.dates}
        final = self.table["sessions"] - 1
        for week in self.weeks:
            days = self.days_of[week]
            program.equal(total(firsts[day] for day in days if day in firsts) | {self.numbered[0, week]: -1})
            program.equal(total(lasts[day] for day in days) | {self.numbered[final, week]: -1})
            for day in days:
                if day in firsts:
                    program.row(total(self._begun([day]), -1) | {firsts[day]: 1}, high=0)
                over = [self.pair[x] for x in days if x in self.pair and _next(x) == day]
                over += [self.single[day]] if day in self.single else []
                program.row(total(over, -1) | {lasts[day]: 1}, high=0)
        for day, (earliest, latest) in ends.items():
            fitting = (lasts[x] for x in self.dates if earliest <= x <= latest)
            program.row(total(fitting, -1) | {firsts[day]: 1}, high=0)
        self.charge("deadline_margin", {lasts[day]: weeks for day, weeks in self.table["margin"].items()})

    def _continuity(self) -> None:
        """CU-03 and the continuity: in which weeks a module lies, and how often it is taken up again."""
        program = self.program
        for module, row in self.modules.items():
            inside = {week: program.column() for week in self.weeks}
            for week in self.weeks:
                here = [self.teaches[day, module] for day in self.days_of[week]]
                for column in here:
                    program.row({column: 1, inside[week]: -1}, high=0)
            if row["one_session"]:
                program.equal(total(inside.values()), 1)
                continue
            # `goes_on[week]`: the last session up to that week, whichever it is, held the module.
            goes_on = {week: program.column(False) for week in self.weeks}
            begins = {week: program.column(False) for week in self.weeks}
            for before, week in pairwise((None, *self.weeks)):
                program.row({goes_on[week]: 1, inside[week]: -1, self.holds[week]: 1}, high=1)
                stays = {goes_on[week]: 1, self.holds[week]: -1}
                resumed = {inside[week]: 1, begins[week]: -1}
                if before is not None:
                    stays[goes_on[before]] = resumed[goes_on[before]] = -1
                program.row(stays, high=0)
                program.row(resumed, high=0)
            program.row(total(inside.values()), row["fewest_sessions"])
            program.row(total(begins.values()), 1)
            self.charge("continuity", total(inside.values()), -row["fewest_sessions"])
            self.charge("continuity", total(begins.values()), -1)

    def _usual_weekdays(self) -> None:
        """Sessions outside the usual pair of weekdays, which is chosen."""
        program = self.program
        usual = [program.column() for _pair in self.table["pairs"]]
        program.equal(total(usual), 1)
        for week in self.weeks:
            off = program.column(False)
            for weekdays, chosen in zip(self.table["pairs"], usual, strict=True):
                outside = [
                    begun[day]
                    for begun, inside in ((self.pair, weekdays[:1]), (self.single, weekdays))
                    for day in self.days_of[week]
                    if day in begun and date.fromisoformat(day).weekday() not in inside
                ]
                program.row(total(outside) | {chosen: 1, off: -1}, high=1)
            self.charge("weekday_stability", {off: 1})

    # ------------------------------------------------------------------ people and rooms

    def _trainers(self, available: Mapping[str, set[str]]) -> None:
        """TR-02, TR-03, TR-06: a group's trainer is there whenever the module is taught."""
        program = self.program
        for module, row in self.modules.items():
            groups = range(1, len(row["groups"]) + 1) if row["trainers"] else range(0)
            for group in groups:
                for trainer in row["trainers"]:
                    assigned = self.assigned[module, group, trainer] = program.column()
                    days = [day for day in self.dates if day in available[trainer]]
                    there = {day: program.column(False) for day in days}
                    self.taught_by |= {(module, group, trainer, day): x for day, x in there.items()}
                    program.equal(total(there.values()) | {assigned: -row["days"]})
                program.equal(total(self.assigned[module, group, x] for x in row["trainers"]), 1)
                for day in self.dates:
                    keys = ((module, group, trainer, day) for trainer in row["trainers"])
                    anyone = total(self.taught_by[key] for key in keys if key in self.taught_by)
                    program.equal(anyone | {self.teaches[day, module]: -1})
            if len(groups) > 1:
                for trainer in row["trainers"]:
                    program.row(total(self.assigned[module, group, trainer] for group in groups), high=1)

    def _rooms(self, closed: Mapping[str, set[str]]) -> None:
        """RO-02 to RO-04: each group sits in a room that suits the module of the day; rooms beyond one."""
        program = self.program
        used: dict[str, Column] = {}
        for group in range(1, self.table["groups"] + 1):
            suits = {
                module: row["rooms"][group - 1]
                for module, row in self.modules.items()
                if row["mode"] == "in_person" and len(row["groups"]) >= group
            }
            rooms = list(dict.fromkeys(room for fitting in suits.values() for room in fitting))
            for day in self.dates:
                here = {room: program.column() for room in rooms if day not in closed[room]}
                self.seated[group, day] = here
                for room, seated in here.items():
                    if room not in used:
                        used[room] = program.column()
                    program.row({seated: 1, used[room]: -1}, high=0)
                met = total((self.teaches[day, module] for module in suits), -1)
                program.equal(total(here.values()) | met)
                for fitting in dict.fromkeys(map(tuple, suits.values())):
                    fit = total((seated for room, seated in here.items() if room in fitting), -1)
                    alike = (self.teaches[day, m] for m, other in suits.items() if tuple(other) == fitting)
                    program.row(fit | total(alike), high=0)
        if used:
            program.row(total(used.values()), 1)
            self.charge("room_stability", total(used.values()), -1)

    # ------------------------------------------------------------------ reading a solution

    def taught(self, solution: np.ndarray) -> list[Taught]:
        """Return what the cohort does on each of its days."""
        found = []
        for (day, module), column in self.teaches.items():
            if solution[column] > 0.5:
                row = self.modules[module]
                groups = range(1, len(row["groups"]) + 1)
                trainers = [
                    next((x for x in row["trainers"] if solution[self.assigned[module, g, x]] > 0.5), None)
                    for g in groups
                ]
                rooms = [
                    next((r for r, x in self.seated[g, day].items() if solution[x] > 0.5), None)
                    for g in groups
                ]
                found.append(Taught(self.id, day, module, trainers, rooms))
        return found


def _next(day: str) -> str:
    return str(date.fromordinal(date.fromisoformat(day).toordinal() + 1))
