"""One cohort as literals indexed by date: the greater part of rival (a)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from ortools.sat.python import cp_model
from result import Table, Taught

Literal = cp_model.IntVar


@dataclass
class CohortModel:
    """The literals of one cohort.

    Attributes
    ----------
    teaches
        By date and module: the module is taught on that day.
    trains
        By date: the cohort trains on that day.
    holds
        By week: it holds a session in that week.
    assigned
        By module, group and trainer: who teaches the group.
    seated
        By group and date, then room: where the group sits.
    """

    model: cp_model.CpModel
    table: Table
    teaches: dict[tuple[str, str], Literal] = field(default_factory=dict)
    trains: dict[str, Literal] = field(default_factory=dict)
    holds: dict[str, Literal] = field(default_factory=dict)
    pair: dict[str, Literal] = field(default_factory=dict)
    single: dict[str, Literal] = field(default_factory=dict)
    assigned: dict[tuple[str, int, str], Literal] = field(default_factory=dict)
    busy: dict[tuple[str, str], Literal] = field(default_factory=dict)
    seated: dict[tuple[int, str], dict[str, Literal]] = field(default_factory=dict)
    cost: dict[str, list[cp_model.LinearExprT]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.id = self.table["id"]
        self.dates = {row["date"]: row for row in self.table["dates"]}
        self.weeks = [row["week"] for row in self.table["weeks"]]
        self.days_of = {w: [d for d, row in self.dates.items() if row["week"] == w] for w in self.weeks}
        self.modules = {row["id"]: row for row in self.table["modules"]}

    def literal(self, name: str) -> Literal:
        return self.model.new_bool_var(f"{self.id} {name}")

    def charge(self, term: str, *quantities: cp_model.LinearExprT) -> None:
        self.cost.setdefault(term, []).extend(quantities)

    def beyond(self, fewest: int, literals: Collection[Literal]) -> Literal:
        """Return how many more than `fewest` of the literals are true; never fewer are."""
        excess = self.model.new_int_var(0, len(literals), f"{self.id} excess")
        self.model.add(sum(literals) - fewest == excess)
        return excess

    def one_of(self, name: str, values: dict[int, Literal]) -> cp_model.IntVar:
        """Return the value whose literal is true; exactly one is."""
        found = self.model.new_int_var_from_domain(cp_model.Domain.from_values(list(values)), name)
        self.model.add_exactly_one(values.values())
        for value, literal in values.items():
            self.model.add(found == value).only_enforce_if(literal)
        return found

    def build(self, away: dict[str, set[str]], closed: dict[str, set[str]]) -> None:
        """Add the rules of the cohort; `away` are trainers' and `closed` rooms' dates."""
        self._content()
        self._sessions()
        self._order_of_modules()
        self._continuity()
        self._usual_weekdays()
        self._trainers(away)
        self._rooms(closed)

    # ------------------------------------------------------------------ content

    def _content(self) -> None:
        """SE-05, CU-01, CU-06: one module a day, each module its days; the days' own costs; pins."""
        for day, row in self.dates.items():
            self.trains[day] = self.literal(f"trains {day}")
            for module in self.modules:
                self.teaches[day, module] = self.literal(f"{module} {day}")
            self.model.add(sum(self.teaches[day, m] for m in self.modules) == self.trains[day])
            for term in ("school_holidays", "bridges", "preferred_weekdays"):
                self.charge(term, row[term] * self.trains[day])
        for module, row in self.modules.items():
            self.model.add(sum(self.teaches[day, module] for day in self.dates) == row["days"])
        for pin in self.table["fixed"]:
            literals = self.teaches if pin["module"] else self.trains
            key = (pin["date"], pin["module"]) if pin["module"] else pin["date"]
            self.model.add(literals[key] == 1 if key in literals else False)

    def _order_of_modules(self) -> None:
        """CU-02, CU-04: a module starts after those it comes after have ended."""
        number = {day: date.fromisoformat(day).toordinal() for day in self.dates}
        low, high = min(number.values()), max(number.values())
        starts, ends = {}, {}
        for module in self.modules:
            starts[module] = self.model.new_int_var(low, high, f"{self.id} {module} starts")
            ends[module] = self.model.new_int_var(low, high, f"{self.id} {module} ends")
            for day in self.dates:
                self.model.add(starts[module] <= number[day]).only_enforce_if(self.teaches[day, module])
                self.model.add(ends[module] >= number[day]).only_enforce_if(self.teaches[day, module])
        for module, row in self.modules.items():
            others = [m for m, x in self.modules.items() if not x["last"]] if row["last"] else []
            for earlier in {*row["after"], *others}:
                self.model.add(ends[earlier] < starts[module])

    # ------------------------------------------------------------------ sessions

    def _sessions(self) -> None:
        """SE-01, SE-02: two consecutive days of a week, or once a single day where the days are odd."""
        for week in self.weeks:
            self.holds[week] = self.literal(f"holds {week}")
            for day in self.days_of[week]:
                if self.table["singles"]:
                    self.single[day] = self.literal(f"single {day}")
                if _next(day) in self.days_of[week]:
                    self.pair[day] = self.literal(f"pair {day}")
            begun = [x[day] for x in (self.pair, self.single) for day in self.days_of[week] if day in x]
            self.model.add(sum(begun) == self.holds[week])
            for day in self.days_of[week]:
                covering = [self.pair[x] for x in self.days_of[week] if x in self.pair and _next(x) == day]
                covering += [x[day] for x in (self.pair, self.single) if day in x]
                self.model.add(sum(covering) == self.trains[day])
        self.model.add(sum(self.single.values()) == self.table["singles"])
        self._number_sessions()
        self._duration()

    def _number_sessions(self) -> None:
        """SE-03 and the rhythm: which session lies in which week."""
        numbers = range(self.table["sessions"])
        count = {week: date.fromisoformat(week).toordinal() // 7 for week in self.weeks}
        held = {(k, w): self.literal(f"session {k} in {w}") for k in numbers for w in self.weeks}
        for week in self.weeks:
            self.model.add(sum(held[k, week] for k in numbers) == self.holds[week])
        when = [self.one_of(f"week {k}", {count[w]: held[k, w] for w in self.weeks}) for k in numbers]
        for before, after in pairwise(when):
            self.model.add(before < after)
            self.model.add(after - before <= self.table["max_gap_weeks"])
        for k in numbers:
            for row in self.table["weeks"]:
                squared = (row["position"] - self.table["even"][k]) ** 2
                self.charge("rhythm", squared * held[k, row["week"]])

    def _duration(self) -> None:
        """CA-04, CA-05, LE-01: the first day, and the last that goes with it; the margin left."""
        number = {day: date.fromisoformat(day).toordinal() for day in self.dates}
        firsts = {day: self.literal(f"first {day}") for day in self.table["ends"]}
        lasts = {day: self.literal(f"last {day}") for day in self.dates}
        first = self.one_of("first", {number[day]: literal for day, literal in firsts.items()})
        last = self.one_of("last", {number[day]: literal for day, literal in lasts.items()})
        for day, trains in self.trains.items():
            self.model.add(first <= number[day]).only_enforce_if(trains)
            self.model.add(last >= number[day]).only_enforce_if(trains)
            self.model.add_implication(lasts[day], trains)
        for day, (earliest, latest) in self.table["ends"].items():
            self.model.add_implication(firsts[day], self.trains[day])
            self.model.add(last >= date.fromisoformat(earliest).toordinal()).only_enforce_if(firsts[day])
            self.model.add(last <= date.fromisoformat(latest).toordinal()).only_enforce_if(firsts[day])
        for day, weeks in self.table["margin"].items():
            self.charge("deadline_margin", weeks * lasts[day])

    def _continuity(self) -> None:
        """CU-03 and the continuity: in which weeks a module lies, and how often it is taken up again."""
        for module, row in self.modules.items():
            inside = {week: self.literal(f"{module} in {week}") for week in self.weeks}
            for week in self.weeks:
                literals = [self.teaches[day, module] for day in self.days_of[week]]
                self.model.add_max_equality(inside[week], literals)
            if row["one_session"]:
                self.model.add_exactly_one(inside.values())
                continue
            taken_up, going_on = [], None
            for week in self.weeks:
                # `after`: the last session up to this week, whichever it is, held the module.
                after = self.literal(f"{module} goes on after {week}")
                self.model.add(after == inside[week]).only_enforce_if(self.holds[week])
                begins = self.literal(f"{module} taken up in {week}")
                if going_on is None:
                    self.model.add_implication(inside[week], begins)
                    self.model.add_implication(after, inside[week])
                else:
                    self.model.add(after == going_on).only_enforce_if(~self.holds[week])
                    self.model.add_bool_or([~inside[week], going_on, begins])
                taken_up.append(begins)
                going_on = after
            self.charge("continuity", self.beyond(row["fewest_sessions"], inside.values()))
            self.charge("continuity", self.beyond(1, taken_up))

    def _usual_weekdays(self) -> None:
        """Sessions outside the usual pair of weekdays, which is chosen."""
        usual = [self.literal(f"usual {pair}") for pair in self.table["pairs"]]
        self.model.add_exactly_one(usual)
        for week in self.weeks:
            off = self.literal(f"off {week}")
            for pair, chosen in zip(self.table["pairs"], usual, strict=True):
                for day in self.days_of[week]:
                    if date.fromisoformat(day).weekday() not in pair:
                        self.model.add_bool_or([~chosen, ~self.trains[day], off])
            self.charge("weekday_stability", off)

    # ------------------------------------------------------------------ people and rooms

    def _trainers(self, away: dict[str, set[str]]) -> None:
        """TR-02, TR-03, TR-06: a group's trainer is there whenever the module is taught."""
        for module, row in self.modules.items():
            groups = range(1, len(row["groups"]) + 1)
            for trainer in row["trainers"]:
                for group in groups:
                    self.assigned[module, group, trainer] = self.literal(f"{module} {group} {trainer}")
                self.model.add_at_most_one(self.assigned[module, group, trainer] for group in groups)
            if row["trainers"]:
                for group in groups:
                    self.model.add_exactly_one(self.assigned[module, group, x] for x in row["trainers"])
        for (module, _group, trainer), chosen in self.assigned.items():
            for day in self.dates:
                if day in away[trainer]:
                    self.model.add_bool_or([~chosen, ~self.teaches[day, module]])
                    continue
                if (trainer, day) not in self.busy:
                    self.busy[trainer, day] = self.literal(f"{trainer} busy {day}")
                busy = self.busy[trainer, day]
                self.model.add_bool_or([~chosen, ~self.teaches[day, module], busy])

    def _rooms(self, closed: dict[str, set[str]]) -> None:
        """RO-02 to RO-04: each group sits in a room that suits the module of the day; rooms beyond one."""
        used: dict[str, Literal] = {}
        for day in self.dates:
            for group in range(1, self.table["groups"] + 1):
                suits = {
                    module: row["rooms"][group - 1]
                    for module, row in self.modules.items()
                    if row["mode"] == "in_person" and len(row["groups"]) >= group
                }
                self.seated[group, day] = {}
                for room in dict.fromkeys(x for rooms in suits.values() for x in rooms):
                    if day not in closed[room]:
                        seated = self.seated[group, day][room] = self.literal(f"{group} in {room} {day}")
                        if room not in used:
                            used[room] = self.literal(f"uses {room}")
                        self.model.add_implication(seated, used[room])
                here = self.seated[group, day]
                self.model.add(sum(here.values()) == sum(self.teaches[day, module] for module in suits))
                for module, rooms in suits.items():
                    fit = [literal for room, literal in here.items() if room in rooms]
                    self.model.add_bool_or([~self.teaches[day, module], *fit])
        if used:
            self.charge("room_stability", self.beyond(1, used.values()))

    # ------------------------------------------------------------------ reading a solution

    def taught(self, value: Callable[[Literal], bool]) -> list[Taught]:
        """Return what the cohort does on each of its days."""
        found = []
        for (day, module), literal in self.teaches.items():
            if value(literal):
                row = self.modules[module]
                groups = range(1, len(row["groups"]) + 1)
                trainers = [
                    next((x for x in row["trainers"] if value(self.assigned[module, g, x])), None)
                    for g in groups
                ]
                rooms = [next((r for r, x in self.seated[g, day].items() if value(x)), None) for g in groups]
                found.append(Taught(self.id, day, module, trainers, rooms))
        return found


def _next(day: str) -> str:
    return str(date.fromordinal(date.fromisoformat(day).toordinal() + 1))
