"""What every task knows, how it is stopped, and what lessons cost beside those of others."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import inf

from scheduler import check
from scheduler.domain.cluster import Sharing
from scheduler.domain.cohort import Cohort
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.errors import Disagreement
from scheduler.model import PlanModel, Scope, build
from scheduler.model.grid import Dates, options_of
from scheduler.solve.solver import Solver
from scheduler.solve.start import FIXED_SECONDS
from scheduler.text import _

Lessons = tuple[Lesson, ...]

WINDOW = 4
"""Open weeks by which sessions may leave their even positions in a task."""


@dataclass(frozen=True)
class Known:
    """What a worker process knows from its start.

    Attributes
    ----------
    until
        When all time is over, where tasks run in the process that watches the clock.
    sharing
        With whom joint modules are followed: settled, where cohorts are planned apart.
    """

    instance: Instance
    settings: Settings
    limits: Limits
    until: float = inf
    sharing: Sharing = field(default_factory=dict)

    def cohorts(self, names: Sequence[str]) -> list[Cohort]:
        """Return the cohorts of these names."""
        return [self.instance.cohort[name] for name in names]

    def model(self, scope: Scope) -> PlanModel:
        """Return the model of what is in scope, joint modules being followed as is settled."""
        return build(self.instance, self.settings, replace(scope, sharing=self.sharing))

    def price(self, lessons: Lessons) -> int:
        """Return what lessons cost, as the checker counts: that is quicker than to build a model of them."""
        return check.cost_of(check.costs(self.instance, lessons, self.settings))

    def longest_first(self) -> list[Cohort]:
        """Return all cohorts in the order in which they are placed: those of most sessions first."""
        return sorted(self.instance.cohorts, key=lambda x: -self.instance.curriculum_of(x).sessions)


BUILT = 15_000
"""Variables of a model whose building counts as one deterministic second: about what it takes."""


def building(plan: PlanModel) -> float:
    """Return what building a model counts, in deterministic seconds: a solver counts its own work alone."""
    return len(plan.model.proto.variables) / BUILT


@contextmanager
def hearing(known: Known, stopping: threading.Event) -> Iterator[Solver]:
    """Yield an solver that ends its models once `stopping` is set."""
    solver = Solver(known.limits, known.until)
    over = threading.Event()

    def listen() -> None:
        while not over.is_set():
            if stopping.wait(0.1):
                solver.stop()
                return

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield solver
    finally:
        over.set()


def of_cohorts(lessons: Lessons, names: Sequence[str]) -> Lessons:
    """Return the lessons of these cohorts."""
    return tuple(lesson for lesson in lessons if lesson.cohort in names)


def of_others(lessons: Lessons, names: Sequence[str]) -> Lessons:
    """Return the lessons of all cohorts but these."""
    return tuple(lesson for lesson in lessons if lesson.cohort not in names)


def in_table_order(instance: Instance, lessons: Lessons) -> Lessons:
    """Return lessons by cohort, in the order of the tables; those of a cohort stay in theirs."""
    order = {cohort.id: number for number, cohort in enumerate(instance.cohorts)}
    return tuple(sorted(lessons, key=lambda x: order[x.cohort]))


def dates_of(lessons: Lessons, names: Sequence[str]) -> dict[str, Dates]:
    """Return the dates of the sessions of each cohort."""
    return {name: tuple(options_of(of_cohorts(lessons, (name,))).values()) for name in names}


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
        mine = of_cohorts(lessons, (cohort.id,))
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
    plan = known.model(Scope(dates=dates_of(mine, names), cohorts=cohorts, around=around))
    plan.fix(mine)
    answer = Solver(known.limits).run(plan.model, FIXED_SECONDS)
    return answer.objective if answer.found else None
