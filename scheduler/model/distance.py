"""How far a plan is from another: a literal per half-day of the other that is false only if it stays.

It stays if the group has the same module then, with the same trainer, in the same room, whatever the
number of the session. Literals are linked one way: minimised, they count what changes; left free, they
say nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from scheduler.domain.cluster import clusters_in
from scheduler.domain.plan import Lesson
from scheduler.domain.settings import Settings
from scheduler.domain.time import Moment
from scheduler.model import shared
from scheduler.model.build import PlanModel
from scheduler.model.layout import Slot, Strand
from scheduler.model.planned import PlannedCohort
from scheduler.model.scope import by_cohort
from scheduler.model.variables import Literal

Shared = tuple[str, tuple[str, ...], int, Moment]
"""A lesson that cohorts share: joint module, cohorts, group and half-day."""


@dataclass(frozen=True)
class Distance:
    """The distance of a model's plans from given lessons of its cohorts.

    Attributes
    ----------
    lessons
        The lessons, in the order of the literals.
    changed
        For each lesson, a literal that is true unless it stays.
    taught
        For each lesson, a literal that is true unless module and trainer stay, wherever that is.
    lost
        For each cohort, on how many days it no longer trains.
    """

    lessons: tuple[Lesson, ...]
    changed: tuple[Literal, ...]
    taught: tuple[Literal, ...]
    lost: Mapping[str, cp_model.LinearExprT]

    @property
    def half_days(self) -> cp_model.LinearExprT:
        """How many half-days change."""
        return sum(self.changed)

    def told(self, settings: Settings, learners: Mapping[str, int]) -> cp_model.LinearExprT:
        """Return how many people are told of changes, each by what it weighs.

        Learners of a cohort count for each day on which they no longer come, a trainer for each half-day
        that is no longer his or hers, a room for each half-day that changes at all.
        """
        weights = settings.told
        parts: list[cp_model.LinearExprT] = [
            weights["dates"] * max(1, learners[name]) * lost for name, lost in self.lost.items()
        ]
        parts += [weights["trainers"] * literal for literal in self.taught]
        parts += [weights["rooms"] * literal for literal in self.changed]
        return sum(parts)


def distance(plan: PlanModel, lessons: Sequence[Lesson]) -> Distance:
    """Return the distance of the plans of a model from `lessons`, those of its cohorts."""
    mine, formed = by_cohort(lessons), clusters_in(plan.instance, lessons)
    written = {x.cohort.id: shared.written(x, mine, formed) for x in plan.cohorts}
    ways = {
        x.cohort.id: {module: shared.formed_way(share, formed) for module, share in x.shares.items()}
        for x in plan.cohorts
    }
    finders = {
        (way.cluster.joint.id, way.cluster.cohorts, group): x
        for x in plan.cohorts
        for way in ways[x.cohort.id].values()
        if way is not None and way.cluster is not None
        for group in way.opens
    }
    stays: dict[tuple[str, int, Moment, str], _Stay] = {}
    found: dict[Shared, _Stay] = {}
    for cohort in plan.cohorts:
        name = cohort.cohort.id
        for lesson in written[name]:
            at = lesson.day, lesson.half
            key = name, lesson.group, at, lesson.module
            if key in stays:
                continue
            stay = stays[key] = _stay(cohort, lesson)
            way = ways[name].get(lesson.module)
            if way is not None and way.cluster is not None and lesson.group in way.opens:
                found[way.cluster.joint.id, way.cluster.cohorts, lesson.group, at] = stay
    rows: list[Lesson] = []
    once: set[tuple[str, int, Moment, str]] = set()
    changed, taught = [], []
    for cohort in plan.cohorts:
        name = cohort.cohort.id
        for lesson in mine.get(name, ()):
            at = lesson.day, lesson.half
            rows.append(lesson)
            if (name, lesson.group, at, lesson.module) in once:
                # As edited by hand, a plan may hold a lesson twice: one of them stays at most.
                changed.append(plan.model.new_constant(1))
                taught.append(plan.model.new_constant(1))
                continue
            once.add((name, lesson.group, at, lesson.module))
            parts = [stays[name, lesson.group, at, lesson.module]]
            way = ways[name].get(lesson.module)
            if way is not None and way.cluster is not None:
                # Trainer and room are those of the cohort that finds them.
                cluster = way.cluster
                other = found.get((cluster.joint.id, cluster.cohorts, lesson.group, at))
                finder = finders.get((cluster.joint.id, cluster.cohorts, lesson.group))
                if other is None and finder is not None:
                    # As edited by hand, a plan may have moved the lesson of who shares it alone.
                    theirs = cluster.joint.module(finder.cohort.id)
                    other = _stay(finder, replace(lesson, cohort=finder.cohort.id, module=theirs))
                parts += [] if other is None or other is parts[0] else [other]
            changed.append(_unless(plan.model, [x.wholly for x in parts]))
            taught.append(_unless(plan.model, [x.but_for_room for x in parts]))
    lost = {x.cohort.id: _lost(x, mine.get(x.cohort.id, ())) for x in plan.cohorts}
    return Distance(tuple(rows), tuple(changed), tuple(taught), lost)


@dataclass(frozen=True)
class _Stay:
    """Literals of which at most one is true, and none unless a lesson stays: wholly, or but for its room."""

    wholly: list[Literal]
    but_for_room: list[Literal]


def _stay(cohort: PlannedCohort, lesson: Lesson) -> _Stay:
    """Return what says that a lesson stays, for each session that may lie on its day."""
    wholly, but_for_room = [], []
    for session, index, landing in cohort.landings.get(lesson.day, ()):
        slot = Slot(session, index, lesson.half)
        needs = [list(landing), *_taught(cohort, lesson, slot)]
        here = _all_of(cohort.model, needs)
        if here is None:
            continue
        but_for_room.append(here)
        seats = cohort.hold.get(lesson.group, {}).get(lesson.room or "", {})
        if lesson.room is None:
            wholly.append(here)
        elif slot in seats and (both := _all_of(cohort.model, [[here], [seats[slot]]])) is not None:
            wholly.append(both)
    return _Stay(wholly, but_for_room)


def _taught(cohort: PlannedCohort, lesson: Lesson, slot: Slot) -> list[list[Literal]]:
    """Return of which literals one each must be true for module and trainer to be those of a lesson."""
    needs = [[cohort.content[lesson.module][slot]] if lesson.module in cohort.content else []]
    if lesson.trainer is None:
        return needs
    strand = Strand(lesson.module, lesson.group)
    if strand in cohort.teach:
        teaching = cohort.teach[strand].get(lesson.trainer, {})
        return [*needs, [teaching[slot]] if slot in teaching else []]
    assigned = cohort.assigned.get(strand, {})
    return [*needs, [assigned[lesson.trainer]] if lesson.trainer in assigned else []]


def _all_of(model: cp_model.CpModel, needs: Sequence[Sequence[Literal]]) -> Literal | None:
    """Return a literal that is true only if one of each of `needs` is; None if that cannot be."""
    if not all(needs):
        return None
    literal = model.new_bool_var("stays")
    for need in needs:
        model.add_bool_or([literal.negated(), *need])
    return literal


def _unless(model: cp_model.CpModel, parts: Sequence[Sequence[Literal]]) -> Literal:
    """Return a literal that is true unless one of each of `parts` is."""
    literal = model.new_bool_var("changed")
    for part in parts:
        model.add_bool_or([literal, *part])
    return literal


def _lost(cohort: PlannedCohort, lessons: Iterable[Lesson]) -> cp_model.LinearExprT:
    """Return on how many days of `lessons` the cohort no longer trains."""
    days = {lesson.day for lesson in lessons}
    kept = [x for day in days for _session, _day, landing in cohort.landings.get(day, ()) for x in landing]
    return len(days) - sum(kept)
