"""What worker processes do: place one cohort, improve a neighbourhood, prove a bound for a group.

Each task is one small model, or a few; of all other cohorts it knows only what they take.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import inf

from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.errors import Disagreement
from scheduler.model import PlanModel, build
from scheduler.model.grid import Dates, Option
from scheduler.model.parts import dates_around, dates_part
from scheduler.solve.engine import Answer, Engine, Verdict, Watcher
from scheduler.solve.outcome import Limits
from scheduler.solve.start import fixed_cost, found_in, start
from scheduler.text import _

Lessons = tuple[Lesson, ...]

WINDOW = 4
"""Open weeks by which sessions may leave their even positions in a neighbourhood."""

SETTLE = 0.2
"""Gap at which a cohort is placed well enough: neighbourhoods do the rest. What the solver
says its solutions cost is too high until it has proved them, so they are better than they look."""

FIRST_PATIENCE = 0.5
"""Factor on the time limits of the first plan: early, if not good."""

DATES_SECONDS = 0.7
STAGES = ((0, 0.6), (1, 1.0), (2, 1.5))
"""How a cohort is placed in single runs of its modules: weeks around its best dates, and seconds."""

WINDOWS = ((WINDOW, 4.0), (None, 8.0))
"""How it is placed if that fails: any content, within windows, then without, and seconds."""


WAY, WAY_SECONDS = (2, 1), 4.0
"""Weeks by which a cohort may leave its best dates, and others of its site theirs to make way; seconds."""

FIT, FIT_SECONDS = (1, 3), 1.0
"""Weeks by which a programme whose dates others took looks for new ones, and seconds each."""


@dataclass(frozen=True)
class Known:
    """What a worker process knows from its start.

    Attributes
    ----------
    until
        When all time is over, where tasks run in the process that watches the clock.
    """

    instance: Instance
    settings: Settings
    limits: Limits
    until: float = inf

    def cohorts(self, names: Sequence[str]) -> list[Cohort]:
        """Return the cohorts of these names."""
        return [self.instance.cohort[name] for name in names]


@dataclass(frozen=True)
class Placed:
    """What became of placing a cohort.

    Attributes
    ----------
    lessons, cost
        Empty if none were found; what they add to the cost of the others.
    moved
        Lessons of others that gave way: the same programmes on other dates. The cost is then that
        of the cohort alone, and what the others now cost is to be counted anew.
    impossible
        True if it is proved that the others leave no room.
    spent
        Deterministic seconds.
    """

    name: str
    lessons: Lessons = ()
    cost: int = 0
    impossible: bool = False
    spent: float = 0.0
    moved: Lessons = ()


@dataclass(frozen=True)
class Move:
    """A neighbourhood: cohorts that change together while all others stay.

    Attributes
    ----------
    reach
        Weeks by which the sessions of each cohort may leave their dates.
    content
        False if what the sessions hold stays.
    again
        True to place the one cohort anew; `seconds` is then the patience.
    single_runs
        True to look only at plans that teach each module without interruption.
    keep
        Those of the cohorts that keep their programme: only their dates change.
    """

    names: tuple[str, ...]
    reach: Mapping[str, int]
    kind: str
    content: bool = True
    again: bool = False
    single_runs: bool = True
    seconds: float = 2.0
    keep: tuple[str, ...] = ()


@dataclass(frozen=True)
class Improved:
    """New lessons of a neighbourhood, and by how much they lower the cost; none if not at all."""

    move: Move
    lessons: Lessons = ()
    gain: int = 0
    spent: float = 0.0


@contextmanager
def hearing(known: Known, stopping: threading.Event) -> Iterator[Engine]:
    """Yield an engine that ends its models once `stopping` is set."""
    engine = Engine(known.limits, known.until)
    over = threading.Event()

    def listen() -> None:
        while not over.is_set():
            if stopping.wait(0.1):
                engine.stop()
                return

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield engine
    finally:
        over.set()


def place(
    known: Known,
    stopping: threading.Event,
    name: str,
    around: Lessons,
    patience: float,
    give_way: bool = False,
) -> Placed:
    """Find lessons for a cohort beside those of others, on its best dates if possible.

    Parameters
    ----------
    patience
        Factor on all time limits.
    give_way
        True to let others of the site change their dates where nothing else is found in time.
    """
    with hearing(known, stopping) as engine:
        cohort = known.instance.cohort[name]
        dates = _best_dates(known, engine, cohort, around, patience)
        for reach, seconds in STAGES if dates else ():
            plan = build(
                known.instance, known.settings, dates=dates, reach=reach, cohorts=[cohort],
                around=around, single_runs=True,
            )  # fmt: skip
            answer = engine.run(plan.model, seconds * patience, settled(SETTLE))
            if answer.found:
                return placed(known, engine, name, plan, answer)
        if dates and give_way and (found := _make_way(known, engine, cohort, dates, around, patience)):
            return found
        for window, seconds in WINDOWS:
            plan = build(known.instance, known.settings, window=window, cohorts=[cohort], around=around)
            answer = engine.run(plan.model, seconds * patience, settled(SETTLE))
            if answer.found:
                return placed(known, engine, name, plan, answer)
        return Placed(name, impossible=answer.verdict is Verdict.INFEASIBLE, spent=engine.spent)


def _make_way(
    known: Known, engine: Engine, cohort: Cohort, dates: dict[str, Dates], around: Lessons, patience: float
) -> Placed | None:
    """Place a cohort while others of its site, which keep their programmes, change their dates."""
    here = [x for x in known.instance.cohorts if x.site == cohort.site and x is not cohort]
    keep = tuple(x for x in around if known.instance.cohort[x.cohort].site == cohort.site)
    names = [x.id for x in here if any(lesson.cohort == x.id for lesson in keep)]
    if not names:
        return None
    far, near = WAY
    plan = build(
        known.instance, known.settings, cohorts=[cohort, *known.cohorts(names)], single_runs=True, keep=keep,
        around=tuple(x for x in around if x.cohort not in names),
        dates=dates | dates_of(keep, names), reach={cohort.id: far} | dict.fromkeys(names, near),
    )  # fmt: skip
    answer = engine.run(plan.model, WAY_SECONDS * patience, settled(SETTLE))
    if not answer.found:
        return None
    lessons = plan.lessons(answer.value)
    mine = tuple(x for x in lessons if x.cohort == cohort.id)
    moved = tuple(x for x in lessons if x.cohort != cohort.id)
    others = tuple(x for x in around if x.cohort not in names) + moved
    return Placed(cohort.id, mine, added(known, cohort.id, mine, others), spent=engine.spent, moved=moved)


def _best_dates(
    known: Known, engine: Engine, cohort: Cohort, around: Lessons, patience: float
) -> dict[str, Dates] | None:
    """Return good dates of a cohort beside the others, or at least good dates for it alone."""
    parts = [dates_part(known.instance, known.settings, cohort, WINDOW)]
    if around:
        parts.insert(0, dates_around(known.instance, known.settings, cohort, WINDOW, around))
    for part in parts:
        answer = engine.run(part.model, DATES_SECONDS * patience, settled(SETTLE))
        if answer.found:
            return part.dates(answer.value)
    return None


def fitted(known: Known, name: str, lessons: Lessons, around: Lessons) -> Lessons:
    """Return the programme of a cohort on the best dates near its own that the others leave; () if none."""
    cohorts, engine = known.cohorts((name,)), Engine(known.limits, known.until)
    for reach in FIT:
        plan = build(
            known.instance, known.settings, cohorts=cohorts, around=around, keep=lessons,
            dates=dates_of(lessons, (name,)), reach=reach,
        )  # fmt: skip
        answer = engine.run(plan.model, FIT_SECONDS)
        if answer.found:
            return plan.lessons(answer.value)
    return ()


def placed(known: Known, engine: Engine, name: str, plan: PlanModel, answer: Answer) -> Placed:
    """Return the lessons of `answer`, with their true cost."""
    lessons, cost = found_in(plan, answer, known.limits)
    return Placed(name, lessons, cost, spent=engine.spent)


def settled(gap: float) -> Watcher:
    """Return a watcher that ends a solve at `gap`."""
    return lambda cost, bound: cost is not None and cost - bound <= gap * cost


def improve(known: Known, stopping: threading.Event, move: Move, lessons: Lessons) -> Improved:
    """Look for better lessons of the cohorts of `move`, all others staying as they are."""
    mine = tuple(lesson for lesson in lessons if lesson.cohort in move.names)
    around = tuple(lesson for lesson in lessons if lesson.cohort not in move.names)
    cohorts = known.cohorts(move.names)
    dates = dates_of(mine, move.names)
    keep = tuple(lesson for lesson in mine if lesson.cohort in move.keep)
    make = partial(build, known.instance, known.settings, cohorts=cohorts, around=around, keep=keep)
    if move.again:
        return _again(known, stopping, move, mine, around)
    with hearing(known, stopping) as engine:
        if move.content:
            plan = make(dates=dates, reach=dict(move.reach), single_runs=move.single_runs)
        else:
            plan = make(dates=dates, reach=dict(move.reach))
            plan.keep_content(mine)
        old = start(plan, mine, engine)
        if old is None:
            old = fixed_cost(make(dates=dates), mine, known.limits)
        answer = engine.run(plan.model, move.seconds, _better_than(old))
        if not answer.found:
            return Improved(move, spent=engine.spent)
        found, new = found_in(plan, answer, known.limits)
        if new >= old:
            return Improved(move, spent=engine.spent)
        return Improved(move, found, old - new, engine.spent)


def _again(known: Known, stopping: threading.Event, move: Move, mine: Lessons, around: Lessons) -> Improved:
    """Place the one cohort of `move` anew, as if it came last."""
    old = marginal(known, move.names, mine, around)
    new = place(known, stopping, move.names[0], around, move.seconds)
    if old is None or not new.lessons or new.cost >= old:
        return Improved(move, spent=new.spent)
    return Improved(move, new.lessons, old - new.cost, new.spent)


def _better_than(old: int) -> Watcher:
    """Return a watcher that ends a solve once nothing better than `old` is left to find."""
    return lambda _cost, bound: bound > old - 0.5


def dates_of(lessons: Sequence[Lesson], names: Sequence[str]) -> dict[str, Dates]:
    """Return the dates of the sessions of each cohort."""
    days: dict[str, dict[int, set[date]]] = {name: {} for name in names}
    for lesson in lessons:
        if lesson.cohort in days:
            days[lesson.cohort].setdefault(lesson.session, set()).add(lesson.day)
    return {
        name: tuple(Option(tuple(sorted(by_session[number]))) for number in sorted(by_session))
        for name, by_session in days.items()
    }


def cost_of(known: Known, lessons: Lessons) -> int:
    """Return what lessons that keep all rules cost, cohort by cohort: each adds to those before.

    Raises
    ------
    Disagreement
        The model refuses them.
    """
    total = 0
    before: Lessons = ()
    for cohort in known.instance.cohorts:
        mine = tuple(lesson for lesson in lessons if lesson.cohort == cohort.id)
        total += added(known, cohort.id, mine, before)
        before += mine
    return total


def added(known: Known, name: str, mine: Lessons, around: Lessons) -> int:
    """Return what the lessons of a cohort add to the cost of those around it.

    Raises
    ------
    Disagreement
        The two do not go together, though they are of one plan: a fault of this program.
    """
    cost = marginal(known, (name,), mine, around)
    if cost is None:
        raise Disagreement(_("The model does not accept its own plan."))
    return cost


def marginal(known: Known, names: Sequence[str], mine: Lessons, around: Lessons) -> int | None:
    """Return what `mine` adds to the cost of `around`; None if the two do not go together."""
    cohorts = known.cohorts(names)
    plan = build(known.instance, known.settings, dates=dates_of(mine, names), cohorts=cohorts, around=around)
    plan.fix(mine)
    answer = Engine(known.limits).run(plan.model, 30.0)
    return answer.objective if answer.found else None
