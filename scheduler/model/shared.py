"""Lessons of joint modules, from and to the variables: what one cohort finds, the others read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from scheduler.domain.cluster import Cluster, Sharing
from scheduler.domain.curriculum import Mode
from scheduler.domain.plan import Lesson
from scheduler.domain.time import Half, Moment
from scheduler.model.planned import PlannedCohort
from scheduler.model.sharing import Share, SharingWay
from scheduler.model.translation import Value, marked, taken

Key = tuple[str, tuple[str, ...], int, Moment]
"""Joint module, cohorts, group and half-day."""


def read(cohorts: Sequence[PlannedCohort], value: Value) -> Iterator[Lesson]:
    """Yield the lessons of a solution, each with the trainer and room of those who share it."""
    found: dict[Key, tuple[str | None, str | None]] = {}
    rows: list[tuple[PlannedCohort, Lesson]] = []
    for cohort in cohorts:
        mine = list(cohort.read(value))
        rows += ((cohort, lesson) for lesson in mine)
        for taught in cohort.taught(value, mine) if cohort.shares else ():
            key = (taught.cluster.joint.id, taught.cluster.cohorts, taught.group, (taught.day, taught.half))
            found[key] = taught.trainer, taught.room
    for cohort, lesson in rows:
        if lesson.joint is None:
            yield lesson
            continue
        way = taken(cohort.shares[lesson.module], value)
        if way is None or way.cluster is None:
            yield lesson
            continue
        at = (lesson.day, lesson.half)
        known = found.get((way.cluster.joint.id, way.cluster.cohorts, lesson.group, at))
        if known is None and (given := way.given.get(at, {}).get(lesson.group)):
            known = given.trainer, given.room
        if known is not None:
            lesson = replace(lesson, trainer=known[0], room=known[1])
        yield marked(cohort.instance, lesson)


def written(cohort: PlannedCohort, lessons: Mapping[str, Sequence[Lesson]], formed: Sharing) -> list[Lesson]:
    """Return the lessons of a cohort as it has to find them: with those it finds for others.

    Of lessons that another cohort finds, trainer and room are left out.

    Parameters
    ----------
    formed
        The clusters that `lessons` form.
    """
    mine = list(lessons.get(cohort.cohort.id, ()))
    if not cohort.shares:
        return mine
    found: list[Lesson] = []
    opened: dict[str, Mapping[int, int]] = {}
    for module, share in cohort.shares.items():
        way = formed_way(share, formed)
        opened[module] = way.opens if way is not None else {}
        if way is not None and way.cluster is not None and not way.keeps:
            found += _for_others(cohort, module, way.cluster, opened[module], mine, lessons)
    for lesson in mine:
        finds = lesson.module not in opened or lesson.group in opened[lesson.module]
        found.append(lesson if finds else replace(lesson, trainer=None, room=None))
    return found


def formed_way(share: Share, formed: Sharing) -> SharingWay | None:
    """Return the way that lessons take; the only one, if nothing is to be chosen."""
    if len(share.ways) == 1:
        return share.ways[0]
    return next((x for x in share.ways if x.cluster in formed[share.joint.id]), None)


def _for_others(
    cohort: PlannedCohort,
    module: str,
    cluster: Cluster,
    opened: Iterable[int],
    mine: Iterable[Lesson],
    lessons: Mapping[str, Sequence[Lesson]],
) -> Iterator[Lesson]:
    """Yield the lessons of groups in which the cohort has nobody, as if it were in them."""
    own = {(x.day, x.half): x for x in mine if x.module == module}
    missing = set(opened) - set(cluster.groups_of(cohort.cohort.id))
    for name in cluster.cohorts:
        for other in lessons.get(name, ()):
            at = own.get((other.day, other.half))
            if other.module == cluster.joint.module(name) and other.group in missing and at is not None:
                yield replace(at, group=other.group, trainer=other.trainer, room=other.room)
        missing -= set(cluster.groups_of(name))


def choices(cohorts: Iterable[PlannedCohort], formed: Sharing) -> Iterator[tuple[int, bool]]:
    """Yield the value of every literal that chooses with whom a joint module is followed."""
    seen: set[int] = set()
    for cohort in cohorts:
        for share in cohort.shares.values():
            for way in share.ways:
                if way.chosen is not None and way.chosen.index not in seen:
                    seen.add(way.chosen.index)
                    yield way.chosen.index, way.cluster in formed[share.joint.id]


def alike(some: Iterable[Lesson], others: Iterable[Lesson]) -> bool:
    """Tell whether two sets of lessons are the same, whatever shared lessons are called."""
    return _keys(some) == _keys(others)


def _keys(lessons: Iterable[Lesson]) -> list[tuple[object, ...]]:
    """Return what tells the lessons, the names of shared ones replaced by what bears them."""
    lessons = tuple(lessons)
    first: dict[str, tuple[str, str, int]] = {}
    present: dict[tuple[str, Moment], list[tuple[str, int]]] = {}
    for lesson in lessons:
        if lesson.joint is not None:
            name = (lesson.cohort, lesson.module, lesson.group)
            first[lesson.joint] = min(name, first.get(lesson.joint, name))
            at_once = present.setdefault((lesson.joint, (lesson.day, lesson.half)), [])
            at_once.append((lesson.cohort, lesson.group))
    return sorted(
        (
            lesson.cohort,
            lesson.session,
            lesson.day,
            tuple(Half).index(lesson.half),
            lesson.group,
            lesson.module,
            lesson.hours,
            tuple(Mode).index(lesson.mode),
            lesson.trainer or "",
            lesson.room or "",
            first[lesson.joint] if lesson.joint else (),
            sorted(present[lesson.joint, (lesson.day, lesson.half)]) if lesson.joint else [],
        )
        for lesson in lessons
    )
