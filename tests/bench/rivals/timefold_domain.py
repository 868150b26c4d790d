"""What Timefold plans: the dates of sessions, the slots of training days, their trainers and rooms.

A programme has two slots a session. Each training day takes one of them; where the days are odd,
a day that is no day (``module`` None) takes the second slot of the session that is a single day.
Dates are counted as Python's ordinals.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated

from result import Table, Taught
from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import HardSoftScore

REACH = 4
"""Open weeks by which a session may leave its even position: far more than any good plan needs."""
PAIR_DIGITS = 64
"""Sessions outside each pair of weekdays are summed as digits of this base: more than any programme has."""
PAIRS = 4
"""Digits: the pairs of weekdays of a week; every day leaves a pair that the cohort may not use."""
NEVER = 10**6
DAY_KEY = 10**7
"""A cohort or module and a date make one number: times this, plus the ordinal."""


@dataclass(eq=False)
class Start:
    """A date on which a session of a cohort may start.

    Attributes
    ----------
    first, week, position
        The date, its Monday, and the position of the week.
    has_second
        True if the next day is open as well.
    unwanted_first, unwanted_pair
        Cost of the day, and of both days, in school holidays, on bridges, outside preferred weekdays.
    outside_first, outside_pair
        A digit of base :data:`PAIR_DIGITS` for each pair of weekdays: 1 if the day leaves it, if a day does.
    earliest, latest
        Last days allowed if this is the very first day.
    margin
        Weeks missing to the margin if the next day is the very last.
    """

    first: int
    week: int
    position: int
    has_second: bool
    unwanted_first: int
    unwanted_pair: int
    outside_first: int
    outside_pair: int
    earliest: int
    latest: int
    margin: int


@dataclass(eq=False)
class Slot:
    """A day of a session: `day` 0 or 1; `order` counts from the start of the programme."""

    session: int
    index: int
    day: int
    order: int


@dataclass(eq=False)
class Module:
    """A module of a cohort; `key` and those in `after` are unique among all cohorts."""

    key: int
    id: str
    half_days: int
    fewest_sessions: int
    one_session: bool
    after: list[int]


@dataclass(eq=False)
class Trainer:
    id: str
    days: set[int]
    most_a_week: int
    most: int
    even_share: int


@dataclass(eq=False)
class Room:
    id: str
    closed: set[int]


@dataclass(eq=False)
class FixedDay:
    """A date on which a cohort trains; `key` is the cohort, or the module if one is named."""

    key: int
    of_module: bool


@planning_entity
@dataclass(eq=False)
class Session:
    key: Annotated[int, PlanningId]
    cohort: int
    index: int
    last: bool
    even: int
    max_gap: int
    pairs_only: bool
    starts: Annotated[list[Start], ValueRangeProvider(id="starts")]
    start: Annotated[Start | None, PlanningVariable(value_range_provider_refs=["starts"])] = field(
        default=None
    )


@planning_entity
@dataclass(eq=False)
class Day:
    """A training day of a module, or the day that is none (``module`` None)."""

    key: Annotated[int, PlanningId]
    cohort: int
    module: Module | None
    slots: Annotated[list[Slot], ValueRangeProvider(id="slots")]
    slot: Annotated[Slot | None, PlanningVariable(value_range_provider_refs=["slots"])] = field(default=None)


@planning_entity
@dataclass(eq=False)
class Staff:
    """Who teaches one group of a module."""

    key: Annotated[int, PlanningId]
    cohort: int
    module: Module
    module_key: int
    group: int
    able: Annotated[list[Trainer], ValueRangeProvider(id="able")]
    trainer: Annotated[Trainer | None, PlanningVariable(value_range_provider_refs=["able"])] = field(
        default=None
    )


@planning_entity
@dataclass(eq=False)
class Seat:
    """Where one group sits on one training day."""

    key: Annotated[int, PlanningId]
    cohort: int
    day: int
    group: int
    fit: Annotated[list[Room], ValueRangeProvider(id="fit")]
    room: Annotated[Room | None, PlanningVariable(value_range_provider_refs=["fit"])] = field(default=None)


@planning_solution
@dataclass(eq=False)
class Programme:
    fixed: Annotated[list[FixedDay], ProblemFactCollectionProperty]
    sessions: Annotated[list[Session], PlanningEntityCollectionProperty]
    days: Annotated[list[Day], PlanningEntityCollectionProperty]
    staff: Annotated[list[Staff], PlanningEntityCollectionProperty]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    score: Annotated[HardSoftScore | None, PlanningScore] = field(default=None)


def programme(problem: Table) -> Programme:
    """Return the programme of all cohorts, nothing planned yet."""
    made = Programme([], [], [], [], [])
    trainers = {
        row["id"]: Trainer(row["id"], {ordinal(day) for day in row["days"]},
                           NEVER if row["max_days_per_week"] is None else row["max_days_per_week"],
                           NEVER if row["max_days"] is None else row["max_days"], row["even_share"])
        for row in problem["trainers"]
    }  # fmt: skip
    rooms = {row["id"]: Room(row["id"], {ordinal(day) for day in row["closed"]}) for row in problem["rooms"]}
    for number, cohort in enumerate(problem["cohorts"]):
        _sessions(made, problem["weights"], number, cohort)
        _days(made, number, cohort, trainers, rooms)
    made.staff.sort(key=lambda staff: len(staff.able))
    return made


def complete(made: Programme) -> bool:
    """Tell whether everything has a value."""
    return (
        all(session.start is not None for session in made.sessions)
        and all(day.slot is not None for day in made.days)
        and all(staff.trainer is not None for staff in made.staff)
        and all(seat.room is not None for seat in made.seats)
    )


def taught(problem: Table, made: Programme) -> list[Taught]:
    """Return a plan by days; every variable has a value."""
    sessions = {session.key: session for session in made.sessions}
    staff = {(x.module_key, x.group): x.trainer for x in made.staff}
    seats = {(x.day, x.group): x.room for x in made.seats}
    rows = []
    for day in made.days:
        if day.module is None:
            continue
        cohort = problem["cohorts"][day.cohort]
        module = next(row for row in cohort["modules"] if row["id"] == day.module.id)
        groups = range(len(module["groups"]))
        on = date.fromordinal(sessions[day.slot.session].start.first + day.slot.day)
        trainers, rooms = ([found.get((key, group)) for group in groups]
                           for found, key in ((staff, day.module.key), (seats, day.key)))  # fmt: skip
        rows.append(Taught(cohort["id"], str(on), module["id"], _ids(trainers), _ids(rooms)))
    return rows


def ordinal(day: str) -> int:
    """Return a date as a number."""
    return date.fromisoformat(day).toordinal()


def _ids(found: list[Trainer | None] | list[Room | None]) -> list[str | None]:
    return [None if one is None else one.id for one in found]


def _sessions(made: Programme, weights: Table, number: int, cohort: Table) -> None:
    starts = [_start(weights, cohort, row) for row in cohort["dates"]]
    if not cohort["singles"]:
        starts = [start for start in starts if start.has_second]
    latest = max(ordinal(last) for _first, last in cohort["ends"].values())
    final = cohort["sessions"] - 1
    for index in range(cohort["sessions"]):
        near = [
            start
            for start in starts
            if abs(start.position - cohort["even"][index]) <= REACH
            and (index > 0 or start.latest)
            and (index < final or (start.has_second and start.first < latest))
        ]
        made.sessions.append(
            Session(
                _key(number, index),
                number,
                index,
                index == final,
                cohort["even"][index],
                cohort["max_gap_weeks"],
                not cohort["singles"],
                near,
            )
        )
    for pin in cohort["fixed"]:
        names = [module["id"] for module in cohort["modules"]]
        key = number if pin["module"] is None else _key(number, names.index(pin["module"]))
        made.fixed.append(FixedDay(key * DAY_KEY + ordinal(pin["date"]), pin["module"] is not None))


def _start(weights: Table, cohort: Table, row: Table) -> Start:
    day = date.fromisoformat(row["date"])
    second = str(day + timedelta(days=1))
    following = next((x for x in cohort["dates"] if x["date"] == second and x["week"] == row["week"]), None)
    unwanted = [
        sum(weights[term] * x[term] for term in ("school_holidays", "bridges", "preferred_weekdays"))
        for x in (row, following)
        if x is not None
    ]
    outside_first = outside_pair = 0
    for place in range(PAIRS):
        pair = cohort["pairs"][place] if place < len(cohort["pairs"]) else []
        outside_first += (day.weekday() not in pair) * PAIR_DIGITS**place
        outside_pair += ([day.weekday(), day.weekday() + 1] != pair) * PAIR_DIGITS**place
    earliest, latest = cohort["ends"].get(row["date"], (None, None))
    return Start(
        day.toordinal(), ordinal(row["week"]), row["position"], following is not None, unwanted[0],
        sum(unwanted), outside_first, outside_pair, ordinal(earliest) if earliest else 0,
        ordinal(latest) if latest else 0, cohort["margin"].get(second, 0),
    )  # fmt: skip


def _days(
    made: Programme, number: int, cohort: Table, trainers: dict[str, Trainer], rooms: dict[str, Room]
) -> None:
    slots = [
        Slot(_key(number, order // 2), order // 2, order % 2, order)
        for order in range(2 * cohort["sessions"])
    ]
    names = [row["id"] for row in cohort["modules"]]
    final = sum(row["days"] for row in cohort["modules"] if row["last"])
    early, late = slots[: len(slots) - final], slots[len(slots) - final :]
    if cohort["singles"]:
        second = [slot for slot in early if slot.day == 1 and slot.index < cohort["sessions"] - 1]
        made.days.append(Day(len(made.days), number, None, second))
    for row in _in_order(cohort["modules"]):
        place = names.index(row["id"])
        module = Module(_key(number, place), row["id"], row["half_days"], row["fewest_sessions"],
                        row["one_session"], [_key(number, names.index(x)) for x in row["after"]])  # fmt: skip
        for _ in range(row["days"]):
            day = Day(len(made.days), number, module, late if row["last"] else early)
            made.days.append(day)
            if row["mode"] == "in_person":
                for group, fit in enumerate(row["rooms"]):
                    able = [rooms[name] for name in fit]
                    made.seats.append(Seat(len(made.seats), number, day.key, group, able))
        if row["trainers"]:
            for group in range(len(row["groups"])):
                able = [trainers[name] for name in row["trainers"]]
                made.staff.append(Staff(len(made.staff), number, module, module.key, group, able))


def _in_order(modules: list[Table]) -> list[Table]:
    """Return the modules, each behind those it comes after: a construction that takes them so keeps CU-02."""
    ordered: list[Table] = []
    modules = sorted(modules, key=lambda row: not row["one_session"])
    while len(ordered) < len(modules):
        known = {row["id"] for row in ordered}
        ordered.append(
            next(row for row in modules if row["id"] not in known and known.issuperset(row["after"]))
        )
    return ordered


def _key(cohort: int, place: int) -> int:
    return 100 * cohort + place
