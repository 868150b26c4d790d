"""A plan that no limited change makes better: stretches of weeks, single cohorts and pairs, each proved.

Where the bound of the whole stays loose, this says something true and near: no change within so many weeks in
a row, none of a single cohort, or of two, and none that leaves the modules to their trainers costs less.
Stretches are longer than that and overlap, so that any such weeks lie in one. Once all are proved, longer
ones are tried, which find what shorter ones cannot.
What makes the plan better is taken, and all is proved again: what was proved held beside the lessons of then.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import combinations, count
from typing import NamedTuple

from scheduler.domain.cluster import clusters_in
from scheduler.domain.instance import Instance
from scheduler.domain.plan import LocalProof, Status
from scheduler.domain.search import Limits, Outcome, Progress
from scheduler.domain.settings import Settings
from scheduler.solve.known import Known, Lessons
from scheduler.solve.neighbourhoods.dispatch import Dispatch, Task, Work
from scheduler.solve.neighbourhoods.improvement import Improved, Neighbourhood, Span, merged
from scheduler.solve.neighbourhoods.incumbent import Incumbent
from scheduler.solve.neighbourhoods.stretch import LEVELS, improve_stretch, stretches_of
from scheduler.text import N_

SECONDS, LONGER = 6.0, 2.0
"""Most time for a part at first, and how many times that for two cohorts, and each time it was not enough."""

LONG = timedelta(weeks=20)
"""A stretch of more weeks waits for single cohorts: it takes as much time."""

PAIRS = 4
"""Most cohorts of which two are changed at a time, or all with their trainers: more take too long."""


class LimitedChange(NamedTuple):
    """What changes while all else stays: what lies within some weeks, or all year of some cohorts.

    Attributes
    ----------
    anew
        The cohorts whose modules are given to any trainers, those of the others staying with theirs; None if
        any may change trainer.
    """

    weeks: Span | None
    names: tuple[str, ...]
    anew: tuple[str, ...] | None = None


@dataclass
class LocalSearch:
    """One search among limited changes of a plan, until none makes it better.

    Attributes
    ----------
    report
        Called with a :class:`Progress` whenever something improves, from any thread.
    start
        The plan, and the bound that is proved.
    """

    instance: Instance
    settings: Settings
    start: Outcome
    limits: Limits = field(default_factory=Limits)
    report: Callable[[Progress], None] = lambda progress: None

    def __post_init__(self) -> None:
        lessons = self.start.lessons
        known = Known(
            self.instance,
            self.settings,
            replace(self.limits, workers=1),
            sharing=clusters_in(self.instance, lessons),
        )
        self._incumbent = Incumbent(known)
        self._incumbent.begin(lessons, self.start.objective)
        self._kept = self._incumbent.all_lessons, self.start.objective
        self._dispatch = Dispatch(self.limits)
        self._proved: set[LimitedChange] = set()
        self._tried: dict[LimitedChange, int] = {}
        self._turn: dict[LimitedChange, int] = {}
        self._turns = count()
        self._level = 0

    @property
    def spent(self) -> float:
        """Deterministic seconds of all tasks so far, divided by the processes."""
        return self._dispatch.spent_by_each

    def stop(self) -> None:
        """End the search soon; :meth:`run` then returns the best plan so far."""
        self._dispatch.stop()

    def progress(self) -> Progress:
        """Return where the search stands now."""
        return Progress(self._dispatch.elapsed, N_("limited changes"), self._kept[1], self.start.bound)

    def so_far(self) -> tuple[Lessons, int, int]:
        """Return the best plan, its cost and the bound, from any thread."""
        return *self._kept, self.start.bound

    def proved(self) -> LocalProof:
        """Return what is proved of limited changes of the plan, from any thread."""
        done, lessons = set(self._proved), self._kept[0]
        told = LocalProof(LEVELS[0][0], 0)
        for level, (weeks, _step) in enumerate(LEVELS[: self._level + 1]):
            stretches = stretches_of(lessons, level)
            left = [x for x in stretches if not _inside(x, done)]
            if level == 0 or not left:
                told = LocalProof(
                    weeks, len(stretches), tuple((first, last + timedelta(days=6)) for first, last in left)
                )
        names = tuple(self.instance.cohort)
        alone = tuple(x for x in names if _covered((x,), done))
        anew = tuple(x for x in names if LimitedChange(None, names, (x,)) in done)
        return replace(
            told,
            cohorts=alone,
            pairs=tuple(x for x in _pairs(names) if _covered(x, done)),
            trainers_kept=bool(anew) or LimitedChange(None, names, ()) in done,
            staffed_anew=anew,
        )

    def run(self) -> Outcome:
        """Search until no limited change makes the plan better, the time is over, or :meth:`stop`."""
        self.report(self.progress())
        self._dispatch.open(self._incumbent.known)
        try:
            while self._dispatch.left > 0 and self._kept[1] > self.start.bound:
                while self._dispatch.free > 0 and (part := self._next()) is not None:
                    self._submit(part)
                answer = self._dispatch.next()
                if answer is None:
                    break
                task, value = answer
                if value is not None:
                    self._take(value, task.version)
        finally:
            self._dispatch.close()
        lessons, cost = self._kept
        found = replace(self.start, lessons=lessons, objective=cost)
        if cost <= self.start.bound:
            return replace(found, status=Status.OPTIMAL)
        return replace(found, local=self.proved())

    def _next(self) -> LimitedChange | None:
        """Return a part that is neither proved nor under way, those first that were tried least.

        Weeks come before what is free all year: they pay more, and are proved sooner. Longer stretches come
        once all shorter ones are proved; and no shorter one again, but where a longer one takes too long.
        """
        under_way = {_part(x) for x in self._dispatch.under_way(Work.IMPROVE)}
        while True:
            todo = [x for x in self._parts() if x not in under_way]
            grown = self._level + 1 < len(LEVELS) and not any(x.weeks for x in (*todo, *under_way))
            if not grown:
                break
            self._level += 1
        return min(todo, key=self._order, default=None)

    def _order(self, part: LimitedChange) -> tuple[int, int]:
        """Return what is to come first: what was tried least, of that what was tried longest ago."""
        return self._tried.get(part, 0) + self._hard(part), self._turn.get(part, -1)

    def _hard(self, part: LimitedChange) -> int:
        """Return how often a part waits for others: what is free all year, a stretch of many weeks."""
        if part.weeks is not None:
            return int(part.weeks[1] - part.weeks[0] > LONG)
        return len(part.names if part.anew is None else part.anew)

    def _parts(self) -> Iterator[LimitedChange]:
        """Yield what is not proved: stretches, shorter ones where these took too long, and all year."""
        names, lessons = tuple(self.instance.cohort), self._kept[0]
        left = [(level, x) for level in range(self._level + 1) for x in stretches_of(lessons, level)]
        longer = [
            x for level, x in left if level == self._level and not self._tried.get(LimitedChange(x, names))
        ]
        for level, weeks in left:
            covered = level < self._level and _inside(weeks, {LimitedChange(x, names) for x in longer})
            if not covered and not _inside(weeks, self._proved):
                yield LimitedChange(weeks, names)
        yield from (x for x in _with_trainers(names) if x not in self._proved)
        for some in (*((name,) for name in names if len(names) > 1), *_pairs(names)):
            if not _covered(some, self._proved):
                yield LimitedChange(None, some)

    def _submit(self, part: LimitedChange) -> None:
        tried = self._tried.get(part, 0)
        self._tried[part] = tried + 1
        self._turn[part] = next(self._turns)
        asked = Neighbourhood(
            part.names,
            dict.fromkeys(part.names, 0),
            "limited change",
            seconds=SECONDS * LONGER ** (tried + (part.weeks is None and len(part.names) > 1)),
            weeks=part.weeks,
            anew=part.anew,
        )
        task = Task(Work.IMPROVE, asked, self._incumbent.version)
        self._dispatch.submit(task, improve_stretch, self._incumbent.all_lessons)

    def _take(self, value: Improved, version: int) -> None:
        """Take what was found or proved of the plan of `version`."""
        part = _part(value.neighbourhood)
        if value.gain:
            lessons = merged(self._incumbent.all_lessons, value)
            if self._incumbent.change(lessons, part.names, value.gain, version):
                self._kept = self._incumbent.all_lessons, self._incumbent.cost
                self._proved.clear()
                self.report(self.progress())
        elif value.closed and version == self._incumbent.version:
            self._proved.add(part)
        if value.closed:
            # What was enough once is enough again.
            self._tried[part] = max(0, self._tried.get(part, 0) - 1)


def _inside(weeks: Span, parts: Collection[LimitedChange]) -> bool:
    """Tell whether some weeks lie in one of these parts."""
    return any(x.weeks is not None and x.weeks[0] <= weeks[0] and weeks[1] <= x.weeks[1] for x in parts)


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of cohorts to change; of two, a pair is no limit."""
    return combinations(names, 2) if 2 < len(names) <= PAIRS else iter(())


def _with_trainers(names: tuple[str, ...]) -> Iterator[LimitedChange]:
    """Yield the changes of the whole plan that leave the modules to their trainers, but in one cohort.

    Of many cohorts there are none: to change all dates and modules at once takes too long.
    """
    if len(names) > PAIRS:
        return
    yield LimitedChange(None, names, ())
    if len(names) > 1:
        yield from (LimitedChange(None, names, (name,)) for name in names)


def _covered(some: Collection[str], parts: Collection[LimitedChange]) -> bool:
    """Tell whether some cohorts are among those of one of these parts, all year."""
    return any(x.weeks is None and x.anew is None and set(some) <= set(x.names) for x in parts)


def _part(asked: Neighbourhood) -> LimitedChange:
    return LimitedChange(asked.weeks, asked.names, asked.anew)
