"""The weekdays on which trainers teach, and what they cost a cohort whenever its sessions are.

A relaxation that knows no date and no order: how many sessions lie on which weekdays, how many first and
second days of these hold which module with which team of trainers, and how many hold the same on both.
Where nobody able to teach a module comes on both of the preferred weekdays, some session leaves
them, or the module takes more sessions than it needs.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from ortools.sat.python import cp_model

from scheduler.domain.curriculum import Module
from scheduler.domain.settings import Settings
from scheduler.domain.time import WORKING_WEEK, Half, Weekday
from scheduler.model.grid import Option
from scheduler.model.teams import Team, comes, keeps_trainers, teams
from scheduler.model.variables import CohortVariables, Literal

WEEKDAY_TERMS = ("preferred_weekdays", "weekday_stability", "continuity", "room_stability")
"""The terms that it bounds."""

Pair = tuple[Weekday, ...]
"""The weekdays of a session: two in a row, or that of a single day."""


@dataclass(frozen=True)
class DateKind:
    """Dates of a session that are alike for what it may hold.

    Attributes
    ----------
    weekdays
        Those of its days.
    away
        Per day, the trainers who are away although they come on that weekday.
    """

    weekdays: Pair
    away: tuple[frozenset[str], ...] = (frozenset(), frozenset())

    def admits(self, index: int, team: Team) -> bool:
        """Tell whether a team is there on a day of it."""
        return self.weekdays[index] in team.weekdays and self.away[index].isdisjoint(team.trainers)


Taught = tuple[str, Team]
"""A module and who teaches it."""


@dataclass
class Spread:
    """The programme of a cohort spread over weekdays.

    Attributes
    ----------
    sessions
        How many sessions lie on these weekdays.
    held
        ``held[pair, index][module, team]``: how many of them hold that on the day of this index.
    both
        ``both[module]``: how many sessions hold it on both days, by one team each.
    chosen
        ``chosen[module][team]``: it keeps this team; only where it keeps one.
    """

    cohort: CohortVariables
    sessions: dict[DateKind, cp_model.IntVar] = field(default_factory=dict)
    held: dict[tuple[DateKind, int], dict[Taught, cp_model.IntVar]] = field(default_factory=dict)
    both: dict[str, list[cp_model.IntVar]] = field(default_factory=lambda: defaultdict(list))
    chosen: dict[str, dict[Team, Literal]] = field(default_factory=dict)
    absences: bool = False

    def kind(self, option: Option) -> DateKind:
        """Return the kind of some dates."""
        weekdays = tuple(Weekday(day.weekday()) for day in option.days)
        if not self.absences:
            return DateKind(weekdays)
        return DateKind(weekdays, tuple(_away(self.cohort, day) for day in option.days))

    def days(self) -> Iterator[tuple[Weekday, str, Team, cp_model.IntVar]]:
        """Yield each number of days with its weekday, module and team."""
        for (kind, index), held in self.held.items():
            for (module, team), number in held.items():
                yield kind.weekdays[index], module, team, number


def spread(cohort: CohortVariables, *, named: bool = False, absences: bool = False) -> Spread:
    """Add the numbers of sessions and of days, and what the rules ask of them.

    Parameters
    ----------
    named
        True to tell teams apart by who is in them.
    absences
        True to tell dates apart by who is away on them.
    """
    made = Spread(cohort, absences=absences)
    model, modules = cohort.model, cohort.curriculum.items
    able = {module.id: teams(cohort, module, named=named) for module in modules}
    every = len(cohort.grid.sessions)
    for kind, weeks in _kinds(made).items():
        most = min(every, weeks)
        made.sessions[kind] = model.new_int_var(0, most, f"{cohort.cohort.id} on {kind}")
        for index in range(len(kind.weekdays)):
            made.held[kind, index] = {
                (module.id, team): model.new_int_var(0, min(most, module.days), f"{module.id} {kind} {index}")
                for module in modules
                for team in able[module.id]
                if kind.admits(index, team)
            }
            model.add(sum(made.held[kind, index].values()) == made.sessions[kind])
        if len(kind.weekdays) == 2:
            _same_on_both(made, kind)
            _last_on_the_second(made, kind)
    model.add(sum(made.sessions.values()) == every)
    model.add(sum(x for kind, x in made.sessions.items() if len(kind.weekdays) == 1) == cohort.grid.singles)
    for module in modules:
        _taught(made, module, able[module.id])
    return made


def costs(made: Spread, settings: Settings) -> list[cp_model.LinearExprT]:
    """Return what the numbers cost in continuity and rooms."""
    cohort, weights = made.cohort, settings.weights
    found: list[cp_model.LinearExprT] = [weights["room_stability"] * _rooms_beyond_first(cohort)]
    for module in cohort.curriculum.items:
        if not module.one_session and module.days > 1 and weights["continuity"]:
            excess = cohort.model.new_int_var(0, module.days // 2, f"{module.id} scattered")
            cohort.model.add(module.days // 2 - sum(made.both[module.id]) == excess)
            found.append(weights["continuity"] * excess)
    return found


def costs_of_weekdays(made: Spread, settings: Settings) -> list[cp_model.LinearExprT]:
    """Return what the weekdays themselves cost, where no dates tell them."""
    weights, preferred = settings.weights, made.cohort.cohort.preferred_weekdays
    found: list[cp_model.LinearExprT] = []
    if weights["weekday_stability"]:
        found.append(weights["weekday_stability"] * _unusual(made))
    if preferred:
        outside = sum(
            sum(day not in preferred for day in kind.weekdays) * number
            for kind, number in made.sessions.items()
        )
        found.append(weights["preferred_weekdays"] * outside)
    return found


def meet(made: Spread) -> None:
    """Place as many sessions on dates of each kind as are counted there."""
    placed: dict[DateKind, list[Literal]] = defaultdict(list)
    for options in made.cohort.place:
        for option, literal in options.items():
            placed[made.kind(option)].append(literal)
    for kind in dict.fromkeys((*placed, *made.sessions)):
        made.cohort.model.add(sum(placed[kind]) == made.sessions.get(kind, 0))


def _kinds(made: Spread) -> dict[DateKind, int]:
    """Return the kinds of dates that sessions may take, and the most sessions on each.

    Those of all options, at most one a week; of weekdays alone where there are no dates.
    """
    cohort = made.cohort
    if not cohort.place:
        every = len(cohort.grid.sessions)
        return {DateKind(pair): every for pair in [*pairs_of(cohort), *_singles(cohort)]}
    weeks: dict[DateKind, set[date]] = defaultdict(set)
    for options in cohort.place:
        for option in options:
            weeks[made.kind(option)].add(option.week)
    return {kind: len(found) for kind, found in weeks.items()}


def _away(cohort: CohortVariables, day: date) -> frozenset[str]:
    """Return who is away on a day, all of it or half, though it is one of their weekdays."""
    return frozenset(
        x.id
        for x in cohort.instance.trainers
        if Weekday(day.weekday()) in comes(x)
        and not all(cohort.instance.available(x.id, day, half) for half in Half)
    )


def pairs_of(cohort: CohortVariables) -> list[Pair]:
    """Return the pairs of weekdays on which the cohort may train (SE-04)."""
    return [pair for pair in pairwise(WORKING_WEEK) if {*pair} <= {*cohort.cohort.weekdays}]


def _singles(cohort: CohortVariables) -> list[Pair]:
    """Return the weekdays of a session of one day, where the programme has one (SE-01)."""
    return [(day,) for day in WORKING_WEEK if cohort.grid.singles and day in cohort.cohort.weekdays]


def _same_on_both(made: Spread, kind: DateKind) -> None:
    """CU-03, TR-04: how many sessions hold a module on both days; some have to, some cannot."""
    model, trainers = made.cohort.model, made.cohort.instance.trainer
    for module in made.cohort.curriculum.items:
        days = [
            {team: x for (name, team), x in made.held[kind, index].items() if name == module.id}
            for index in (0, 1)
        ]
        both_teams = dict.fromkeys((*days[0], *days[1]))
        for team in both_teams if keeps_trainers(made.cohort, module) else [None]:
            # By one team each; where trainers take turns, by any of the teams.
            first, second = (sum(held.values()) if team is None else held.get(team, 0) for held in days)
            names = team.trainers if team else ()
            once = any(trainers[name].max_days_per_week == 1 for name in names)
            both = model.new_int_var(0, 0 if once else module.days // 2, f"{module.id} {kind} both")
            made.both[module.id].append(both)
            for number in (first, second):
                model.add(both == number if module.fills_session else both <= number)


def _last_on_the_second(made: Spread, kind: DateKind) -> None:
    """CU-04: where the first day holds a module marked last, so does the second."""
    by_id = made.cohort.curriculum.by_id
    first, second = (
        sum(x for (name, _team), x in made.held[kind, index].items() if by_id[name].last) for index in (0, 1)
    )
    made.cohort.model.add(first <= second)


def _taught(made: Spread, module: Module, able: list[Team]) -> None:
    """CU-01, TR-06: the days of a module are taught, by one team where it keeps its trainers."""
    model = made.cohort.model
    by_team: dict[Team, list[cp_model.IntVar]] = {team: [] for team in able}
    for (kind, _index), held in made.held.items():
        for (name, team), number in held.items():
            if name == module.id:
                by_team[team].append(number)
                if module.fills_session and len(kind.weekdays) == 1:
                    model.add(number == 0)
    if not keeps_trainers(made.cohort, module):
        model.add(sum(x for numbers in by_team.values() for x in numbers) == module.days)
        return
    made.chosen[module.id] = {
        team: model.new_bool_var(f"{module.id} by {sorted(team.trainers)}") for team in able
    }
    model.add_exactly_one(made.chosen[module.id].values())
    for team, literal in made.chosen[module.id].items():
        model.add(sum(by_team[team]) == module.days * literal)


def _unusual(made: Spread) -> cp_model.LinearExprT:
    """Return the sessions outside the usual pair of weekdays, which the model chooses."""
    model, most = made.cohort.model, len(made.cohort.grid.sessions)
    pairs = pairs_of(made.cohort) or list(pairwise(WORKING_WEEK))
    usual = [model.new_bool_var(f"usual {pair}") for pair in pairs]
    model.add_exactly_one(usual)
    inside = []
    for pair, chosen in zip(pairs, usual, strict=True):
        number = model.new_int_var(0, most, f"usual on {pair}")
        model.add(number <= most * chosen)
        model.add(number <= sum(x for kind, x in made.sessions.items() if {*kind.weekdays} <= {*pair}))
        inside.append(number)
    return most - sum(inside)


def _rooms_beyond_first(cohort: CohortVariables) -> cp_model.LinearExprT:
    """Return the rooms that the modules in person ask for beyond the first (RO-01 to RO-03)."""
    needed = [(module, group) for group in cohort.every_group for module in cohort.room_needs(group)]
    if not needed:
        return 0
    used = {room.id: cohort.model.new_bool_var(f"uses {room.id}") for room in cohort.rooms}
    suited: dict[str, set[str]] = defaultdict(set)
    for module, group in needed:
        rooms = {room.id for room in cohort.rooms if module in cohort.room_modules(group, room)}
        cohort.model.add_bool_or(used[room] for room in sorted(rooms))
        suited[module.id] |= rooms
    for name, rooms in suited.items():
        # Its groups meet at the same time.
        groups = sum(name == module.id for module, _group in needed)
        cohort.model.add(sum(used[room] for room in sorted(rooms)) >= groups)
    return sum(used.values()) - 1
