"""What other groups offer of a need, and what stands in the way of it."""

from collections.abc import Iterator

from scheduler.catchup.courses import Course
from scheduler.catchup.diary import Diary, Item, precedes
from scheduler.domain.catching_up import Bar, Hindrance, Need, Offer, Sitting
from scheduler.domain.curriculum import Module
from scheduler.text import _
from scheduler.text.phrases import half_day, short_day


def offers_of(diary: Diary, need: Need) -> tuple[Offer, ...]:
    """Return the same half-days of the same module in each other group, in the order of the tables."""
    found = []
    for course in diary.courses:
        if diary.learner.id not in course.learners and _same(diary, need.module, course, hours=True):
            sittings = tuple(course.sittings[x.position - 1] for x in need.own)
            hindrances = tuple(_hindrances(diary, need, sittings))
            disorder = tuple(_disorder(diary, need, sittings))
            found.append(Offer(sittings, hindrances, disorder))
    return tuple(found)


def other_hours(diary: Diary, need: Need) -> tuple[tuple[str, float], ...]:
    """Return the groups that have a module of this name with other hours, and how many."""
    found = {}
    for course in diary.courses:
        known = diary.learner.id in course.learners or _same(diary, need.module, course, hours=True)
        if not known and _same(diary, need.module, course, hours=False):
            found[course.group] = next(iter(course.modules.values())).hours
    return tuple(found.items())


def _same(diary: Diary, module: Module, course: Course, *, hours: bool) -> bool:
    """Tell whether a course is of this module for some cohort that has it: with its hours, or with others."""
    return any(
        _alike(diary, module, name, other) and (other.hours == module.hours) is hours
        for name, other in course.modules.items()
    )


def _alike(diary: Diary, module: Module, cohort: str, other: Module) -> bool:
    """Tell whether a module of another cohort is this one: the same identifier, or one joint module.

    Whatever the curricula lead to; but an assessment is that of one curriculum.
    """
    joint = diary.instance.joint.get((diary.cohort.id, module.id))
    if joint is not None and diary.instance.joint.get((cohort, other.id)) == joint:
        return True
    if other.id != module.id or other.teaching is not module.teaching:
        return False
    return module.teaching or diary.instance.cohort[cohort].curriculum == diary.cohort.curriculum


def _hindrances(diary: Diary, need: Need, sittings: tuple[Sitting, ...]) -> Iterator[Hindrance]:
    """Yield what stands in the way of having a need there, each kind once."""
    seen = set()
    for sitting in sittings:
        for hindrance in _of_sitting(diary, sitting):
            if hindrance.bar not in seen:
                seen.add(hindrance.bar)
                yield hindrance
    if need.module.one_session and len({x.lesson.session for x in sittings}) > 1:
        yield Hindrance(Bar.SESSION, _("not in one session"))


def _of_sitting(diary: Diary, sitting: Sitting) -> Iterator[Hindrance]:
    day, half = sitting.moment
    joined = diary.absence.joined
    deadline = diary.instance.finish_deadline(diary.learner)
    if day < diary.since:
        yield Hindrance(Bar.OVER, _("over"))
    elif joined is not None and day < joined:
        yield Hindrance(Bar.OVER, _("before the arrival on {day}").format(day=short_day(joined)))
    elif day < diary.own_days[0]:
        first = short_day(diary.own_days[0])
        yield Hindrance(Bar.EARLY, _("before the first day of the own group, {day}").format(day=first))
    elif diary.absence.holds(day, half):
        yield Hindrance(Bar.AWAY, _("missed too"))
    if deadline is not None and day > deadline:
        yield Hindrance(Bar.DEADLINE, _("after the deadline of {day}").format(day=short_day(deadline)))
    if sitting.moment in diary.there:
        module, _own = diary.there[sitting.moment]
        yield Hindrance(
            Bar.CLASH, _("at the same time as {module} of the own group").format(module=module.id)
        )
    elif others := diary.places.get(day, set()) - {sitting.site}:
        yield Hindrance(Bar.PLACE, _elsewhere(min(others, key=str), sitting.site))
    if sitting.left == 0:
        yield Hindrance(Bar.FULL, _full(sitting))


def _elsewhere(own: str | None, other: str | None) -> str:
    """Return that a day cannot be at two places, nor half remote."""
    if own is None:
        return _("on a remote day of the own group")
    if other is None:
        return _("remote, on a day at {site} with the own group").format(site=own)
    return _("at {other}, on a day at {site} with the own group").format(site=own, other=other)


def _full(sitting: Sitting) -> str:
    if sitting.room_seats is not None and sitting.seats == sitting.room_seats:
        return _("full: {size} of {seats} seats (room {room})").format(
            size=sitting.size, seats=sitting.seats, room=sitting.lesson.room
        )
    return _("full: {size} of {seats} learners that the module allows").format(
        size=sitting.size, seats=sitting.seats
    )


def _disorder(diary: Diary, need: Need, sittings: tuple[Sitting, ...]) -> Iterator[Hindrance]:
    """Yield what of the order an offer would break beside what is attended in the own group."""
    for sitting in sittings:
        for own in diary.attended:
            if broken := disorder((need.module, sitting), own):
                yield broken


def disorder(mine: Item, other: Item) -> Hindrance | None:
    """Return how a half-day to be had breaks the order beside another that is attended; None if not."""
    module, sitting = other
    words = {
        "module": module.id,
        "part": f"{sitting.position}/{sitting.of}",
        "when": half_day(*sitting.moment),
    }
    if precedes(other, mine) and mine[1].moment <= sitting.moment:
        return Hindrance(Bar.ORDER, _("before {module} {part} ({when})").format(**words))
    if precedes(mine, other) and sitting.moment <= mine[1].moment:
        return Hindrance(Bar.ORDER, _("after {module} {part} ({when})").format(**words))
    return None
