"""Finding a plan beside the cohorts that stay as they are: what confirms a way out, and prices it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from scheduler.check import check, cost_of, costs
from scheduler.domain.cluster import units
from scheduler.domain.instance import Instance
from scheduler.domain.search import Limits
from scheduler.domain.settings import Settings
from scheduler.explain.oracle import only
from scheduler.solve import Progress, Search, ruled_out
from scheduler.solve.insertion import insert
from scheduler.solve.known import Known, Lessons, in_table_order, of_cohorts, of_others
from scheduler.solve.sharing import proposed

PATIENCE = 1.0
"""Factor on the time limits of an insertion: a plan that exists is mostly found much sooner."""

ATTEMPTS = 3
"""Orders in which cohorts are placed one after another."""

POLL_SECONDS = 0.1


@dataclass(frozen=True)
class Placed:
    """A plan that passed the checker.

    Attributes
    ----------
    beside
        Cohorts whose lessons are those that were to stay.
    """

    lessons: Lessons
    cost: int
    beside: tuple[str, ...]


@dataclass
class Placer:
    """Looks for plans of instances, cohorts that stay given.

    Attributes
    ----------
    stay
        Lessons of the cohorts that stay as they are; empty if there is no plan of them.
    """

    settings: Settings
    stop: Callable[[], bool]
    stay: Lessons = ()
    _recent: Lessons = ()

    def place(self, instance: Instance, seconds: float, anew: bool = True) -> Placed | None:
        """Return a plan of `instance`; None if none is found in time.

        With `anew`, cohorts that stay may move where there is no place beside them.
        """
        if seconds <= 0 or self.stop() or ruled_out(instance):
            return None
        until = time.monotonic() + seconds
        again = self._still_possible(instance)
        found = self._inserted(instance, until, (*self.stay, *again)) if again else None
        found = found or self._inserted(instance, until, self.stay)
        if found is None and anew:
            found = self.search(instance, until - time.monotonic())
        self._recent = found.lessons if found is not None else self._recent
        return found

    def _still_possible(self, instance: Instance) -> Lessons:
        """Return, of the plan found last, what `instance` allows of the cohorts that do not stay."""
        mine = of_others(self._recent, tuple({x.cohort for x in self.stay}))
        names = {x.cohort for x in mine}
        fit: Lessons = ()
        for unit in units(instance):
            more = (*fit, *of_cohorts(mine, unit))
            beside = only(instance, {x.cohort for x in (*self.stay, *more)})
            if names.issuperset(unit) and not check(beside, (*self.stay, *more)):
                fit = more
        return fit

    def _inserted(self, instance: Instance, until: float, lessons: Lessons) -> Placed | None:
        """Place the cohorts that have no lessons yet, one after another."""
        limits = Limits(seconds=max(0.1, until - time.monotonic()), workers=1)
        known = Known(instance, self.settings, limits, until, proposed(instance, self.settings))
        names = {x.cohort for x in lessons}
        waiting = [cohort.id for cohort in known.longest_first() if cohort.id not in names]
        with _stopping(self.stop, until) as over:
            for _attempt in range(min(ATTEMPTS, len(waiting))):
                found = lessons
                for name in waiting:
                    placed = insert(known, over, name, found, PATIENCE)
                    found += placed.lessons
                    if not placed.lessons:
                        # The others left it no place: it comes first then.
                        waiting = [name, *(x for x in waiting if x != name)]
                        break
                else:
                    return self._judged(instance, found)
        return None

    def adapted(self, instance: Instance, placed: Placed) -> Placed | None:
        """Return a plan for an instance that has fewer trainers: others take all that those taught.

        None if it breaks a rule then.
        """
        lessons = placed.lessons
        for name in sorted({x.trainer for x in lessons if x.trainer} - instance.trainer.keys()):
            skills = {
                instance.curriculum_of(instance.cohort[x.cohort]).by_id[x.module].skill
                for x in lessons
                if x.trainer == name
            }
            # Those who were added, who come last, are there all year.
            able = (x for x in reversed(instance.trainers) if skills <= set(x.skills))
            taken = (
                tuple(replace(x, trainer=other.id) if x.trainer == name else x for x in lessons)
                for other in able
            )
            lessons = next((tried for tried in taken if not check(instance, tried)), lessons)
        return self._judged(instance, lessons)

    def search(self, instance: Instance, seconds: float) -> Placed | None:
        """Return any plan of `instance`, whoever moves."""
        if seconds <= 0 or self.stop():
            return None
        search: Search

        def first_is_enough(progress: Progress) -> None:
            if progress.best is not None or self.stop():
                search.stop()

        search = Search(instance, self.settings, Limits(seconds=seconds), first_is_enough)
        with _stopping(self.stop, time.monotonic() + seconds, search.stop):
            outcome = search.run()
        return self._judged(instance, outcome.lessons) if outcome.lessons else None

    def _judged(self, instance: Instance, lessons: Lessons) -> Placed | None:
        """Return the plan if the checker finds no fault with it."""
        lessons = in_table_order(instance, lessons)
        if check(instance, lessons):
            return None
        old = {name: of_cohorts(self.stay, (name,)) for name in instance.cohort}
        beside = tuple(x for x in instance.cohort if old[x] and set(old[x]) == set(of_cohorts(lessons, (x,))))
        return Placed(lessons, cost_of(costs(instance, lessons, self.settings)), beside)


class _stopping:
    """An event that is set once `stop` says so or the time is over; `told` is called then."""

    def __init__(self, stop: Callable[[], bool], until: float, told: Callable[[], None] = lambda: None):
        self._stop, self._until, self._told = stop, until, told
        self._event, self._over = threading.Event(), threading.Event()

    def __enter__(self) -> threading.Event:
        threading.Thread(target=self._watch, daemon=True).start()
        return self._event

    def __exit__(self, *_exception: object) -> None:
        self._over.set()

    def _watch(self) -> None:
        while not self._over.wait(POLL_SECONDS):
            if self._stop() or time.monotonic() >= self._until:
                self._event.set()
                self._told()
                return
