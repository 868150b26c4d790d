"""What a search is given, what it says on the way, and what it ends with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scheduler.domain.gap import Pace, Unavoidable
from scheduler.domain.plan import Lesson, LocalProof, Status


@dataclass(frozen=True)
class Limits:
    """How long to search, and how.

    Attributes
    ----------
    seconds
        Wall time; deterministic seconds of the solver if `deterministic`.
    seed
        Seed of the solver.
    workers
        Threads of the solver, and processes where cohorts are many. One thread proves by
        cores, which closes the gap soonest; the others take turns at improving plans.
    deterministic
        True for the same plan on every run, on any machine of any load.
    """

    seconds: float = 120.0
    seed: int = 0
    workers: int = 2
    deterministic: bool = False


@dataclass(frozen=True)
class Obstacle:
    """Why no plan exists: the rules at odds, the place, and the numbers."""

    codes: tuple[str, ...]
    where: str
    message: str


@dataclass(frozen=True)
class Progress:
    """Where a search stands.

    Attributes
    ----------
    best, bound
        Cost of the best plan so far (None before the first) and proved lower bound.
    """

    elapsed: float
    stage: str
    best: int | None
    bound: int

    @property
    def gap(self) -> float | None:
        """Share of the best cost that is not proved necessary; None before the first plan."""
        if self.best is None:
            return None
        return 0.0 if self.best <= self.bound else (self.best - self.bound) / self.best


@dataclass(frozen=True)
class Outcome:
    """What a search ended with.

    Attributes
    ----------
    lessons
        Empty unless `status` is optimal or feasible.
    obstacles
        Why it is impossible, as far as is known.
    left_out
        Why a cohort has no place, by its identifier, where a plan of the others was asked for.
    local
        What is proved of limited changes of a plan that is not proved best.
    unavoidable, pace
        What of its cost no plan avoids, and how the search went in the end; None of a plan that is proved
        best, or where it was not asked.
    """

    status: Status
    lessons: tuple[Lesson, ...]
    objective: int
    bound: int
    seconds: float
    obstacles: tuple[Obstacle, ...] = ()
    left_out: Mapping[str, Obstacle] = field(default_factory=dict)
    local: LocalProof | None = None
    unavoidable: Unavoidable | None = None
    pace: Pace | None = None
