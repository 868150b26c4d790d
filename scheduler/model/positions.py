"""Where in the programme a module can be: the first and the last sessions hold what can be so early or late.

The numbers of :mod:`scheduler.model.weekdays` know no order. But the modules that nothing may follow are in
the last sessions, on whatever weekdays these are, and the first sessions hold none that others come before.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from scheduler.domain.curriculum import Curriculum, Module
from scheduler.model.variables import Literal
from scheduler.model.weekdays import DateKind, Spread


@dataclass(frozen=True)
class Positions:
    """The first and the last day of the programme on which a module can be, counted from 0 (CU-02, CU-04)."""

    first: int
    last: int


def positions_of(curriculum: Curriculum) -> dict[str, Positions]:
    """Return where each module taught by whole days can be."""
    modules = curriculum.items
    every = sum(module.days for module in modules)
    before = {module.id: _all_before(curriculum, module) for module in modules}
    found = {}
    for module in modules:
        after = [x for x in modules if module.id in before[x.id]]
        earlier = [curriculum.by_id[name] for name in before[module.id]]
        found[module.id] = Positions(_days(earlier), every - 1 - _days(after))
    return found


def at_the_ends(made: Spread) -> None:
    """CU-02, CU-04: the first and the last sessions hold modules that can be so early or late.

    Foreach number of sessions at either end, day of a session and kind of dates: no more of these sessions
    lie on such dates than there hold one of these modules on that day.
    """
    cohort = made.cohort
    can, sessions = positions_of(cohort.curriculum), cohort.grid.sessions
    where = {x.id: _in_sessions(x, can[x.id], cohort.grid.singles) for x in cohort.curriculum.items}
    for index in (0, 1):
        # Of numbers that allow the same modules, the largest says what the others say.
        early: dict[frozenset[str], range] = {}
        late: dict[frozenset[str], range] = {}
        for number in sessions:
            so_early = frozenset(name for name, spans in where.items() if spans[index][0] <= number)
            so_late = frozenset(name for name, spans in where.items() if spans[index][1] >= number)
            early[so_early] = sessions[: number + 1]
            late.setdefault(so_late, sessions[number:])
        for names, some in (*early.items(), *late.items()):
            if len(names) < len(where):
                _held(made, index, some, names)


def _in_sessions(module: Module, can: Positions, singles: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last session that may hold a module on its first and on its second day.

    Day ``i`` of session ``k`` is day ``2 k + i`` of the programme, or, if a session of a single day was
    before it, ``2 k + i - 1``.
    """
    if module.fills_session:
        span = -(-can.first // 2), (can.last - 1 + singles) // 2
        return span, span
    first, second = (
        (max(0, -(-(can.first - index) // 2)), (can.last - index + singles) // 2) for index in (0, 1)
    )
    return first, second


def _held(made: Spread, index: int, sessions: Iterable[int], names: Collection[str]) -> None:
    """Have as many of some modules on that day as any of these sessions are on dates of each kind."""
    placed: dict[DateKind, list[Literal]] = {kind: [] for kind in made.sessions}
    for session in sessions:
        for option, literal in made.cohort.place[session].items():
            placed[made.kind(option)].append(literal)
    for kind, literals in placed.items():
        if literals and index < len(kind.weekdays):
            held = (x for (name, _team), x in made.held[kind, index].items() if name in names)
            made.cohort.model.add(sum(literals) <= sum(held))


def _all_before(curriculum: Curriculum, module: Module) -> set[str]:
    """Return all modules that are over before a module begins."""
    direct: Mapping[str, set[str]] = {
        x.id: {*x.after, *(y.id for y in curriculum.items if x.last and not y.last)} for x in curriculum.items
    }
    found: set[str] = set()
    open_ = [module.id]
    while open_:
        new = direct[open_.pop()] - found
        found |= new
        open_ += new
    return found


def _days(modules: Iterable[Module]) -> int:
    return sum(module.days for module in modules)
