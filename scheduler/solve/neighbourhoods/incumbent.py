"""A plan that grows and changes: lessons by cohort, what they cost, and what is proved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from scheduler import check
from scheduler.domain.fairness import can_teach
from scheduler.domain.instance import Instance
from scheduler.domain.plan import Lesson
from scheduler.model.surroundings import Surroundings
from scheduler.solve.bounds.proofs import Bound, Proved, Target, left_by_one, packed
from scheduler.solve.insertion import fitted
from scheduler.solve.known import Known, Lessons, added, marginal, of_cohorts, of_others


def taken_twice(instance: Instance, some: Lessons, others: Lessons) -> bool:
    """Tell whether a trainer or a room is taken twice at a time; if not, they may still not go together.

    Taken is what the model of either would find taken by the other.
    """
    joined = {(x.joint, x.day, x.half) for x in others if x.joint is not None}
    apart = [x for x in some if x.joint is None or (x.joint, x.day, x.half) not in joined]
    one, other = Surroundings.of(instance, apart), Surroundings.of(instance, others)
    return not one.held.isdisjoint(other.held) or any(
        not other.leaves_trainer(trainer, day, half, site)
        for (trainer, day), halves in one.teaching.items()
        for half, site in halves.items()
    )


@dataclass
class Incumbent:
    """The best plan so far, complete or not, and what is proved of its cost.

    Attributes
    ----------
    lessons
        Of each cohort that is placed.
    cost
        Of all of them together.
    changed
        The cohorts of each change so far: what was worked out before one of them is looked
        at again if the cohorts concerned could want the same trainers or rooms.
    singles, groups, staff, together
        Bounds of single cohorts, of groups, of the terms on staff, and of all terms together.
    proofs
        How many gave these bounds.
    """

    known: Known
    lessons: dict[str, Lessons] = field(default_factory=dict)
    cost: int = 0
    changed: list[tuple[str, ...]] = field(default_factory=list)
    singles: dict[str, Bound] = field(default_factory=dict)
    groups: dict[tuple[str, ...], int] = field(default_factory=dict)
    staff: int = 0
    together: int = 0
    proofs: int = 0

    def __post_init__(self) -> None:
        self.singles = {cohort.id: Bound() for cohort in self.known.instance.cohorts}

    def begin(self, lessons: Lessons, cost: int) -> None:
        """Take a plan of all cohorts that is known already."""
        self.lessons = {x.id: of_cohorts(lessons, (x.id,)) for x in self.known.instance.cohorts}
        self.cost = cost

    @property
    def version(self) -> int:
        """How many changes there were."""
        return len(self.changed)

    @cached_property
    def _wants(self) -> dict[str, frozenset[str]]:
        """What each cohort may need: its site, for the rooms, and everybody able to teach it."""
        instance = self.known.instance
        return {
            cohort.id: frozenset(
                {f"site {cohort.site}"}
                | {f"joint {x.id}" for x in instance.joint_modules if cohort.id in x.cohorts}
                | {
                    trainer.id
                    for trainer in instance.trainers
                    for module in instance.curriculum_of(cohort).modules
                    if can_teach(trainer, cohort, module)
                }
            )
            for cohort in instance.cohorts
        }

    def apart(self, one: str, other: str) -> bool:
        """Tell whether two cohorts can never be in each other's way."""
        return self._wants[one].isdisjoint(self._wants[other])

    def _stands(self, names: Iterable[str], version: int) -> bool:
        """Tell whether what was worked out for `names` at `version` holds still."""
        since = {name for change in self.changed[version:] for name in change}
        return all(self.apart(name, other) for name in names for other in since)

    @property
    def bound(self) -> int:
        """Lower bound on the cost of every complete plan."""
        return max(packed(self.groups, self.singles) + self.staff, self.together)

    @property
    def all_lessons(self) -> Lessons:
        """The lessons of all cohorts placed, in the order of the instance."""
        return tuple(x for cohort in self.known.instance.cohorts for x in self.lessons.get(cohort.id, ()))

    def around(self, names: Iterable[str]) -> Lessons:
        """Return the lessons of all other cohorts."""
        return of_others(self.all_lessons, tuple(names))

    def add(
        self,
        name: str,
        lessons: Lessons,
        cost: int,
        version: int,
        moved: Lessons = (),
        instead: str | None = None,
    ) -> bool:
        """Add a cohort placed beside those of `version`, on other dates if others took its own since.

        Another is taken out first if it was placed `instead` of that one.

        False if it does not fit in at all, or if others gave way, being `moved`, and the plan has
        changed since so that they no longer can.
        """
        if moved:
            return self._add_with(name, lessons, moved, version)
        stands = self._stands((name,), version)
        if instead in self.lessons:
            self.remove(instead)
        if not stands:
            around = self.all_lessons
            lessons = fitted(self.known, name, lessons, around)
            now = marginal(self.known, (name,), lessons, around) if lessons else None
            if now is None:
                return False
            cost = now
        self._set({name: lessons}, self.cost + cost)
        return True

    def _add_with(self, name: str, lessons: Lessons, moved: Lessons, version: int) -> bool:
        others = {lesson.cohort for lesson in moved}
        names = (name, *others)
        if not self._stands(names, version):
            there = others <= set(self.lessons)
            if not there or marginal(self.known, names, lessons + moved, self.around(names)) is None:
                return False
        new = {other: of_cohorts(moved, (other,)) for other in others}
        self._set(new | {name: lessons}, self.cost)
        self.cost = self.known.price(self.all_lessons)
        return True

    def remove(self, name: str) -> None:
        """Take a cohort out again.

        Raises
        ------
        Disagreement
            The model refuses lessons that it gave: a fault of this program.
        """
        cost = added(self.known, name, self.lessons[name], self.around((name,)))
        del self.lessons[name]
        self._set({}, self.cost - cost, (name,))

    def change(self, found: Lessons, names: tuple[str, ...], gain: int, version: int) -> int:
        """Change a neighbourhood, and return by how much the cost falls: 0 if it does not after all."""
        new = {name: of_cohorts(found, (name,)) for name in names}
        if not self._stands(names, version):
            new = {name: lessons for name, lessons in new.items() if lessons != self.lessons[name]}
            some = tuple(lesson for lessons in new.values() for lesson in lessons)
            around = self.around(new)
            # To judge the whole plan is quicker than to build a model of a dozen cohorts.
            if not new or taken_twice(self.known.instance, some, around):
                return 0
            instance, plan = self.known.instance, (*around, *some)
            gain = self.cost - self.known.price(plan)
            if gain <= 0 or check.check(instance, plan):
                return 0
        self._set(new, self.cost - gain)
        return gain

    def learn(self, proved: Proved) -> None:
        """Take note of a bound."""
        names, target = proved.proof.names, proved.proof.target
        self.proofs += 1
        if target is Target.STAFF:
            self.staff = max(self.staff, proved.bound)
        elif len(names) == 1:
            known = self.singles[names[0]]
            self.singles[names[0]] = Bound(max(known.total, proved.bound), max(known.apart, proved.apart))
        else:
            self.groups[names] = max(self.groups.get(names, 0), proved.bound)

    def learn_of_all(self, inside: int) -> None:
        """Take note of what all cohorts cost at least within windows: one of them may leave its own."""
        outside = left_by_one(self.known, self.singles) + self.staff
        self.together = max(self.together, int(min(inside, outside)))

    def _set(
        self, lessons: Mapping[str, tuple[Lesson, ...]], cost: int, changed: tuple[str, ...] = ()
    ) -> None:
        self.lessons.update(lessons)
        self.cost = cost
        self.changed.append(changed or tuple(lessons))
